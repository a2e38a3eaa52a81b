"""ROC and precision-recall curves of one class against the rest."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from cellclassifier.core.evaluation.curves import Curve, precision_recall, roc
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.curve_plot import CurvePlot, Scores


class RocPlot(CurvePlot):
    """How many of a class are found, against how many others are called so too."""

    name = tr("ROC curve")
    across: ClassVar[str] = tr("false positive rate (%)")
    upwards: ClassVar[str] = tr("true positive rate (%)")

    def curve_of(self, scores: Scores) -> Curve:
        """Return the ROC curve."""
        return roc(scores.is_class, scores.score)

    def chance(self, scores: Scores) -> tuple[QPointF, QPointF]:
        """Return the diagonal."""
        return QPointF(0, 0), QPointF(1, 1)

    def values(self, scores: Scores, at: NDArray[np.bool_]) -> str:
        """Return both rates with their counts."""
        found = _share(at & scores.is_class, scores.is_class)
        false = _share(at & ~scores.is_class, ~scores.is_class)
        return tr("{found} found, {false} of the others too", found=found, false=false)


class PrecisionRecallPlot(CurvePlot):
    """How many of those called a class are one, against how many are found."""

    name = tr("precision-recall curve")
    across: ClassVar[str] = tr("recall (%)")
    upwards: ClassVar[str] = tr("precision (%)")

    def curve_of(self, scores: Scores) -> Curve:
        """Return the precision-recall curve."""
        return precision_recall(scores.is_class, scores.score)

    def drawn(self) -> NDArray[np.float64]:
        """Return steps: what lies between two thresholds has the recall of neither."""
        corners = np.column_stack([self.points[:-1, 0], self.points[1:, 1]])
        return np.stack([corners, self.points[1:]], axis=1).reshape(-1, 2)

    def chance(self, scores: Scores) -> tuple[QPointF, QPointF]:
        """Return the share of the class, which is the precision of guessing."""
        share = float(scores.is_class.mean())
        return QPointF(0, share), QPointF(1, share)

    def values(self, scores: Scores, at: NDArray[np.bool_]) -> str:
        """Return precision and recall with their counts."""
        called = _share(at & scores.is_class, at)
        found = _share(at & scores.is_class, scores.is_class)
        return tr("{called} right, {found} found", called=called, found=found)


def _share(some: NDArray[np.bool_], of: NDArray[np.bool_]) -> str:
    """Return it as in "130 of 140 (92.9 %)"."""
    k, n = int(some.sum()), int(of.sum())
    return tr("{k:,} of {n:,}", k=k, n=n) + (f" ({100 * k / n:.1f} %)" if n else "")
