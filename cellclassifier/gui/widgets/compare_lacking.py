"""Why there is nothing to compare yet, and what to do about it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.compare_reading import Standing, StudyOffers, Wanted
from cellclassifier.gui.widgets.compare_words import plural

PURPOSE = tr(
    "Here sets of runs stand beside each other: networks, data sets, controls, "
    "readers. "
)
_NO_STUDY = tr(
    "{purpose}No study is open: choose images first, or open a study.", purpose=PURPOSE
)
_NO_RUN = tr(
    "{purpose}That needs an experiment: the same network trained several times. Plan "
    "one under Training; 12 runs tell how far chance in training goes.",
    purpose=PURPOSE,
)
_NOTHING = tr(
    "{purpose}Nothing is ticked: tick experiments at the left.", purpose=PURPOSE
)
_COMING = tr(
    "{purpose}None of the runs that are ticked has ended yet; they come here.",
    purpose=PURPOSE,
)
_FAILED = tr(
    "{purpose}None of the runs that are ticked has ended as it was meant to. Look at "
    "why under Training, and train again.",
    purpose=PURPOSE,
)
_NO_TEST = tr(
    "{purpose}These runs have no test set. Let them predict a folder of images that "
    "they have never seen.",
    purpose=PURPOSE,
)


class Lack(NamedTuple):
    """Why there is nothing to show.

    Attributes:
        sentence: What the page is for, and what is missing.
        button: What the button does about it.
        act: "tick", "predict", or the page to go to.
        runs: Runs that are to predict.
    """

    sentence: str
    button: str
    act: str
    runs: tuple[Run, ...] = ()


def lacking(
    studies: Sequence[StudyOffers], chosen: Sequence[Standing], wanted: Wanted
) -> Lack | None:
    """Return what is missing; ``None`` where there is a result to draw."""
    if not studies:
        return Lack(_NO_STUDY, tr("Go to Images"), "images")
    if not any(each.standings for each in studies):
        return Lack(_NO_RUN, tr("Go to Training"), "training")
    if not chosen:
        return Lack(_NOTHING, tr("Tick the newest experiment"), "tick")
    if any(each.offer.tests.get(test) for each, test in wanted.pairs):
        return None
    done = sum(each.offer.done for each in chosen)
    if not done:
        coming = any(each.going for each in chosen)
        return Lack(_COMING if coming else _FAILED, tr("Go to Training"), "training")
    if not wanted.pairs:
        return Lack(_NO_TEST, tr("Go to Predictions"), "predictions")
    runs = tuple(_unpredicted(wanted))
    names = ", ".join(dict.fromkeys(f"'{test}'" for _, test in wanted.pairs))
    told = tr(
        "{purpose}{plural} ended, but none has predicted {names} yet.",
        purpose=PURPOSE,
        plural=plural(done),
        names=names,
    )
    return Lack(
        told, tr("Predict with {plural}", plural=plural(len(runs))), "predict", runs
    )


def _unpredicted(wanted: Wanted) -> Iterator[Run]:
    """Yield runs that have a network but no result; only asked for where none has."""
    for each, test in wanted.pairs:
        for run in each.offer.runs:
            if run.model_path.exists() and not run.predictions_path(test).exists():
                yield run
