"""What must be known of a comparison before it is quoted, as sentences."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from math import comb
from pathlib import Path

from cellclassifier.core.comparison.compared import Comparison, Summary
from cellclassifier.core.comparison.nested import FEW_GROUPS
from cellclassifier.core.comparison.phrases import listed
from cellclassifier.core.comparison.sets import RunSet, settings_of
from cellclassifier.core.comparison.setting_names import setting_name
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.comparison.two import FEWEST
from cellclassifier.core.comparison.verdict_of import verdicts
from cellclassifier.core.language import tr
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
    told = tr(
        "p values over trainings tell whether other seeds might have given this, and "
        "nothing of other cells."
    )
    if any(each.groups for each in found.apart):
        told = f"{told} {tr('For those, read the interval over groups.')}"
    yield told


def _of_design(sets: Sequence[RunSet]) -> Iterator[str]:
    """Say what sets differ in, where that is more than one thing."""
    for one, two in combinations(sets, 2):
        names = listed([one.label, two.label])
        if one.is_control != two.is_control:
            continue
        if any(isinstance(each.runs[0], StoredRun) for each in (one, two)):
            yield tr(
                "{names} are compared from their tables, which do not tell in which "
                "settings and training tiles they differ: ask whoever made them.",
                names=names,
            )
            continue
        same = _training_tiles(one.runs[0]) == _training_tiles(two.runs[0])
        differing = _differing(one, two)
        told = _told(differing)
        if not same and told:
            yield tr(
                "{names} were trained on different tiles, and in {settings}, so that "
                "it cannot be traced to one: the difference is also that of which "
                "images were taken.",
                names=names,
                settings=told,
            )
        elif not same:
            yield tr(
                "{names} were trained on different tiles: the difference is also that "
                "of which images were taken.",
                names=names,
            )
        elif len(differing) > 1:
            yield tr(
                "{names} differ in {settings}: the difference cannot be traced to one "
                "of these.",
                names=names,
                settings=told,
            )


def _differing(one: RunSet, two: RunSet) -> list[str]:
    """Return what the settings are called that differ."""
    first, second = settings_of(one.runs[0]), settings_of(two.runs[0])
    left_out = set(NO_SETTINGS)
    if not one.vary == two.vary == "seed":
        left_out.add("training.split_seed")
    return [
        setting_name(name)
        for name in first
        if name not in left_out and first[name] != second.get(name)
    ]


def _told(names: Sequence[str]) -> str:
    more = len(names) - MOST_TOLD
    rest = [tr("{number} more", number=more)] if more > 0 else []
    return listed([*names[:MOST_TOLD], *rest])


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
            yield tr("{label}: there is no run.", label=own.label)
        return
    if each.lacking:
        yield _lacking(found, each)
    dead = sum(verdict.kind == "did_not_learn" for verdict in verdicts(own))
    if dead:
        yield tr(
            "{label}: {dead} of {n} trainings did not learn; they count.",
            label=own.label,
            dead=dead,
            n=each.n,
        )
    if own.is_control:
        yield tr(
            "{label} is a control with shuffled labels: it has to be at chance, "
            "and a difference from it is no discovery.",
            label=own.label,
        )
    yield from own.runs[0].notes_of(own.test)


def _lacking(found: Comparison, each: Summary) -> str:
    values = {"label": each.run_set.label, "lacking": each.lacking, "n": each.n}
    if found.metric.censored:
        return tr(
            "{label}: {lacking} of {n} trainings did not reach it, and count as later "
            "than any that did.",
            **values,
        )
    return tr(
        "{label}: {lacking} of {n} trainings have no such number and are left out.",
        **values,
    )


def _of_sizes(found: Comparison) -> Iterator[str]:
    used = [found.summaries[place] for place in found.used]
    few = [each for each in used if each.n < FEWEST]
    if few and found.how != "nothing":
        names = listed([f"{each.run_set.label} ({each.n})" for each in few])
        yield tr(
            "With fewer than {fewest} trainings there is no interval over trainings: "
            "{names}.",
            fewest=FEWEST,
            names=names,
        )
    if found.two:
        least = 2 / comb(sum(found.two.n), found.two.n[0])
        if least > LEAST_P:
            yield tr(
                "With {first} and {second} trainings no result gives a p value below "
                "{least:.2g}: add runs before reading anything into it.",
                first=found.two.n[0],
                second=found.two.n[1],
                least=least,
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
        yield tr(
            "Test groups of the rarest class are few: {sets}. With fewer "
            "than {few} an interval over groups is rough.",
            sets=listed(rough),
            few=FEW_GROUPS,
        )
    for each in found.apart:
        if each.paired and each.paired.note:
            yield each.paired.note
    if any(each.run_set.vary == "folds" for each in used):
        yield tr(
            "Runs of different folds share most of their training tiles, so that they "
            "are not independent: p values over trainings are too small."
        )
