"""What must be known of a comparison before it is quoted, as sentences."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from math import comb
from pathlib import Path

from cellclassifier.core.comparison.compared import Comparison, Summary
from cellclassifier.core.comparison.nested import FEW_GROUPS
from cellclassifier.core.comparison.sentences import listed
from cellclassifier.core.comparison.sets import RunSet, settings_of
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.comparison.two import FEWEST
from cellclassifier.core.comparison.verdict_of import verdicts
from cellclassifier.core.runs import Run

LEAST_P = 0.05
"""Where no result could give a p value below this, it is said."""

MOST_TOLD = 6
"""Settings that are named where two sets differ in many."""

NO_SETTINGS = (
    *("schema_version", "train", "tests", "variant", "experiment", "marked"),
    *("channels", "classes", "groups.table", "intensity.black", "intensity.white"),
    *("training.fold", "training.deterministic", "training.out_of_memory"),
    "training.keep_epochs",
)
"""What two sets may differ in without another way to train: names, and where images
lie; what follows from the images; what changes no number."""


def caveats(found: Comparison) -> tuple[str, ...]:
    """Return what must be known, what changes most first.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    sets = [each.run_set for each in found.summaries if each.n]
    return (
        *_of_chance(found),
        *_of_design(sets),
        *(s for each in found.summaries for s in _of_set(found, each)),
        *_of_sizes(found),
        *_of_tiles(found),
    )


def _of_chance(found: Comparison) -> Iterator[str]:
    if found.how in ("nothing", "one"):
        return
    more = " For those, read the interval over groups."
    yield (
        "p values over trainings tell whether other seeds might have given this, and "
        "nothing of other cells." + more * any(each.groups for each in found.apart)
    )


def _of_design(sets: Sequence[RunSet]) -> Iterator[str]:
    """Say what sets differ in, where that is more than one thing."""
    for one, two in combinations(sets, 2):
        names = f"{one.label} and {two.label}"
        if one.is_control != two.is_control:
            continue
        if any(isinstance(each.runs[0], StoredRun) for each in (one, two)):
            yield (
                f"{names} are compared from their tables, which do not tell in which "
                "settings and training tiles they differ: ask whoever made them."
            )
            continue
        same = _training_tiles(one.runs[0]) == _training_tiles(two.runs[0])
        differing = _differing(one, two)
        told = _told(differing)
        if not same:
            also = (
                f", and in {told}, so that it cannot be traced to one" if told else ""
            )
            yield (
                f"{names} were trained on different tiles{also}: the difference is "
                "also that of which images were taken."
            )
        elif len(differing) > 1:
            yield (
                f"{names} differ in {told}: the difference cannot be traced to one of "
                "these."
            )


def _differing(one: RunSet, two: RunSet) -> list[str]:
    first, second = settings_of(one.runs[0]), settings_of(two.runs[0])
    left_out = set(NO_SETTINGS)
    if not one.vary == two.vary == "seed":
        left_out.add("training.split_seed")
    return [
        name.rpartition(".")[2].replace("_", " ")
        for name in first
        if name not in left_out and first[name] != second.get(name)
    ]


def _told(names: Sequence[str]) -> str:
    more = len(names) - MOST_TOLD
    shown = [*names[:MOST_TOLD], *([f"{more} more"] if more > 0 else [])]
    return listed(shown)


def _training_tiles(run: Run) -> str:
    return _hashed(run.folder)


# The tiles of a run are never changed.
@lru_cache(maxsize=512)
def _hashed(folder: Path) -> str:
    run = Run(folder)
    images = run.hashes()
    tiles = sorted(
        (images.get(tile.image, str(tile.image)), tile.x, tile.y)
        for tile in run.tiles()
    )
    return sha256(repr(tiles).encode()).hexdigest()


def _of_set(found: Comparison, each: Summary) -> Iterator[str]:
    own = each.run_set
    if missing := own.missing():
        yield missing
    if not each.n:
        if not missing:
            yield f"{own.label}: there is no run."
        return
    if each.lacking:
        what = "did not reach it, and count as later than any that did"
        if not found.metric.censored:
            what = "have no such number and are left out"
        yield f"{own.label}: {each.lacking} of {each.n} trainings {what}."
    dead = sum(verdict.kind == "did_not_learn" for verdict in verdicts(own))
    if dead:
        yield f"{own.label}: {dead} of {each.n} trainings did not learn; they count."
    if own.is_control:
        yield (
            f"{own.label} is a control with shuffled labels: it has to be at chance, "
            "and a difference from it is no discovery."
        )
    yield from own.runs[0].notes_of(own.test)


def _of_sizes(found: Comparison) -> Iterator[str]:
    used = [found.summaries[place] for place in found.used]
    few = [each for each in used if each.n < FEWEST]
    if few and found.how != "nothing":
        names = listed([f"{each.run_set.label} ({each.n})" for each in few])
        yield (
            f"With fewer than {FEWEST} trainings there is no interval over trainings: "
            f"{names}."
        )
    if found.two:
        least = 2 / comb(sum(found.two.n), found.two.n[0])
        if least > LEAST_P:
            n = f"{found.two.n[0]} and {found.two.n[1]}"
            yield (
                f"With {n} trainings no result gives a p value below {least:.2g}: add "
                "runs before reading anything into it."
            )


def _of_tiles(found: Comparison) -> Iterator[str]:
    used = [found.summaries[place] for place in found.used]
    rough = [
        f"{each.run_set.label} ({each.unit.least})"
        for each in used
        if each.unit and each.unit.groups < each.unit.tiles
        if each.unit.least < FEW_GROUPS
    ]
    if rough:
        yield (
            f"Test groups of the rarest class are few: {listed(rough)}. With fewer "
            f"than {FEW_GROUPS} an interval over groups is rough."
        )
    for each in found.apart:
        if each.paired and each.paired.note:
            yield each.paired.note
    if any(each.run_set.vary == "folds" for each in used):
        yield (
            "Runs of different folds share most of their training tiles, so that they "
            "are not independent: p values over trainings are too small."
        )
