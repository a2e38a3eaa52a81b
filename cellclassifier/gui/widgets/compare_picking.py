"""What is ticked on the page of comparisons, and on which test sets it is compared."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from cellclassifier.gui.widgets.compare_reading import (
    Key,
    Standing,
    StudyOffers,
    Wanted,
)


def newest(offers: StudyOffers) -> frozenset[Key]:
    """Return what is ticked at first: all of the newest experiment with a result.

    Without an experiment it is what was trained last outside of one.
    """
    known = [each for each in offers.standings if any(each.offer.tests.values())]
    known = known or list(offers.standings)
    if not known:
        return frozenset()
    wanted = known[0].offer.experiment
    if not wanted:
        return frozenset([known[0].key])
    return frozenset(s.key for s in offers.standings if s.offer.experiment == wanted)


def ticked(
    studies: Sequence[StudyOffers], keys: Collection[Key]
) -> tuple[Standing, ...]:
    """Return what is ticked, in the order of the list."""
    return tuple(
        each for study in studies for each in study.standings if each.key in keys
    )


def tests_of(chosen: Sequence[Standing]) -> dict[Path, dict[str, int]]:
    """Return the test sets of what is ticked, for each study.

    Each with how many runs have predicted it, those that most have first.
    """
    found: dict[Path, dict[str, int]] = {}
    for each in chosen:
        own = found.setdefault(each.offer.study, {})
        for name, number in each.offer.tests.items():
            own[name] = own.get(name, 0) + number
    return {
        study: dict(sorted(names.items(), key=lambda item: -item[1]))
        for study, names in found.items()
    }


def wanted(
    chosen: Sequence[Standing], tests: Mapping[Path, str], metric: str
) -> Wanted:
    """Return what is to be compared: what is ticked, on the test set of its study."""
    return Wanted(tuple(_pairs(chosen, tests)), metric)


def _pairs(
    chosen: Sequence[Standing], tests: Mapping[Path, str]
) -> Iterator[tuple[Standing, str]]:
    for each in chosen:
        if test := tests.get(each.offer.study):
            yield each, test
