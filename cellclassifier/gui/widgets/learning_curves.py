"""Curves over the epochs: a tile's answer and map, beside the run's accuracy."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from cellclassifier.core.inside.learning import Learning
from cellclassifier.core.language import tr
from cellclassifier.core.run_record import History

Kind = Literal["shares", "log_odds"]
Floats = NDArray[np.floating]

_LINES = Qt.PenStyle


class Curve(NamedTuple):
    """A curve over the epochs.

    Attributes:
        name: What it is.
        x: In epochs.
        y: Its values; nan leaves a gap.
        colour: A name of `theme.Colours`, or "class:" and a class's place.
        style: Of its line.
        mark: Which `variant_marks.shape` its points have.
    """

    name: str
    x: Floats
    y: Floats
    colour: str
    style: Qt.PenStyle
    mark: int


def curves_of(found: Learning, history: History, kind: Kind) -> list[Curve]:
    """Return what is plotted.

    Training accuracy is a mean over its epoch, so it stands in the middle of that;
    all else is measured at the end of an epoch.

    Args:
        found: What was found about a tile.
        history: What the run measured.
        kind: Shares and correlations, from 0 to 1; or log-odds.
    """
    place = found.classes.index(found.class_name)
    epochs = np.array(found.epochs, float)
    own = f"class:{place}"
    if kind == "log_odds":
        name = tr("log-odds of {class_name}", class_name=found.class_name)
        return [Curve(name, epochs, found.log_odds, own, _LINES.SolidLine, 0)]
    probability = found.probabilities[:, place]
    curves = [
        Curve(
            tr("probability of {class_name}", class_name=found.class_name),
            *(epochs, probability, own, _LINES.SolidLine, 0),
        ),
        Curve(
            tr("correlation with last map"),
            *(epochs, found.similarity, "purple", _LINES.DashDotLine, 3),
        ),
    ]
    return curves + _accuracies(history)


def _accuracies(history: History) -> list[Curve]:
    x = np.array([each.epoch for each in history.epochs], float)
    if not x.size:
        return []
    validation = [each.val_accuracy for each in history.epochs]
    curves = [
        Curve(
            tr("training accuracy"),
            *(x - 0.5, np.array(history.accuracy), "training", _LINES.SolidLine, 2),
        )
    ]
    if any(value is not None for value in validation):
        y = np.array([np.nan if value is None else value for value in validation])
        name = tr("validation accuracy")
        curves.append(Curve(name, x, y, "validation", _LINES.DashLine, 1))
    return curves
