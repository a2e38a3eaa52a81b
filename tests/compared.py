"""Comparisons as the window shows them, of runs that were written, not trained."""

from curved import sets_of

from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets.compare_picking import newest, ticked, wanted


def study_of(where, runs=5, epochs=4, networks=("compact", "deep"), **more):
    """Make a study with an experiment, and return its folder."""
    return sets_of(where, runs, epochs, networks, **more)[0].study


def wanted_of(folders, metric="accuracy"):
    """Return what is compared of studies where the user chooses nothing."""
    studies = reading.read_offers(folders)
    keys = frozenset().union(*map(newest, studies))
    return wanted(ticked(studies, keys), dict.fromkeys(folders, "test"), metric)


def seen_of(folders, metric="accuracy"):
    """Return what is drawn of studies where the user chooses nothing."""
    return reading.look(wanted_of(folders, metric))
