"""What the page of comparisons reads and has computed, off the GUI thread.

Nothing here touches a widget; what is heavy to load is imported when it is needed.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

if TYPE_CHECKING:
    from cellclassifier.core.comparison.boxes import Box
    from cellclassifier.core.comparison.metrics import Metric
    from cellclassifier.core.comparison.run_curves import Learning, Quantity
    from cellclassifier.core.comparison.sets import Offer, RunSet
    from cellclassifier.core.comparison.told import Told

Key = tuple[str, str, str]
"""Which offer: folder of its study, its experiment, and its variant; outside of
experiments, where names change with what else there is, the id of its oldest run."""

Stamp = tuple[object, ...]


class Standing(NamedTuple):
    """What can be chosen, and how far it is.

    Attributes:
        key: Which it is, also after more runs have come.
        offer: Its runs, and the sets that they predicted.
        going: Runs that wait or go on.
        stopped: Runs that were paused, stopped or interrupted.
        failed: Runs that failed.
        stamp: Another one as soon as anything has changed that results rest on.
    """

    key: Key
    offer: "Offer"
    going: int
    stopped: int
    failed: int
    stamp: Stamp


class StudyOffers(NamedTuple):
    """What can be chosen of a study, or why nothing can."""

    folder: Path
    standings: tuple[Standing, ...]
    problem: str = ""


class Wanted(NamedTuple):
    """What is to be compared: offers, each on one of its test sets, in one number."""

    pairs: tuple[tuple[Standing, str], ...]
    metric: str

    @property
    def stamp(self) -> Stamp:
        """Another one as soon as the result may be another."""
        pairs = ((each.key, each.stamp, test) for each, test in self.pairs)
        return (self.metric, *pairs)


class Seen(NamedTuple):
    """What is drawn of a comparison, before anything is tested.

    Attributes:
        wanted: What was asked for.
        sets: All sets of runs: those that are compared, then the controls.
        compared: How many of them are compared.
        drawn: Those that have a run, in the same order; they have colour and mark by
            their place.
        keys: Of the offer that each of those is of.
        metric: The number.
        values: Of each run of those, one a run; None: not reached, or not defined.
        boxes: Of each of those; None where there is none.
        notes: What was left out, and why, as sentences.
    """

    wanted: Wanted
    sets: "tuple[RunSet, ...]"
    compared: int
    drawn: "tuple[RunSet, ...]"
    keys: tuple[Key, ...]
    metric: "Metric"
    values: tuple[tuple[float | None, ...], ...]
    boxes: "tuple[Box | None, ...]"
    notes: tuple[str, ...] = ()


class Answer(NamedTuple):
    """A comparison in words, of what was seen."""

    seen: Seen
    told: "Told"


class RunFact(NamedTuple):
    """A run as a row of the table: all numbers by key, and its verdict."""

    place: int
    label: str
    run: Run
    numbers: dict[str, float | None]
    verdict: str
    trusted: bool


def read_offers(folders: Sequence[Path]) -> tuple[StudyOffers, ...]:
    """Return what can be chosen of studies; one that cannot be read says why."""
    return tuple(_offers_of(folder) for folder in folders)


def _offers_of(folder: Path) -> StudyOffers:
    from cellclassifier.core.comparison.sets import offers

    try:
        study = Study.open(folder)
        found = offers(study)
        reviews = _changes((folder / "reviews").glob("*/*"))
        standings = tuple(_standing(folder, offer, reviews) for offer in found)
    except UserError as error:
        return StudyOffers(folder, (), str(error))
    except OSError as error:
        why = error.strerror or str(error)
        return StudyOffers(
            folder, (), tr("{folder} cannot be read ({why}).", folder=folder, why=why)
        )
    return StudyOffers(folder, standings)


def _standing(folder: Path, offer: "Offer", reviews: Stamp) -> Standing:
    states = [run.state for run in offer.runs]
    part = offer.variant
    if not offer.experiment:
        part = min(run.id for run in offer.runs)
    # Of a run that goes on nothing is shown, whatever it writes meanwhile.
    done = [r for r, state in zip(offer.runs, states, strict=True) if state == "done"]
    paths = (
        path
        for run in done
        for path in (run.folder / "events.jsonl", *map(run.predictions_path, run.sets))
    )
    told = (tuple(run.id for run in offer.runs), tuple(states), *_changes(paths))
    return Standing(
        (str(folder), offer.experiment, part),
        offer,
        sum(state in ("waiting", "running") for state in states),
        sum(state in ("paused", "cancelled", "interrupted") for state in states),
        states.count("failed"),
        (*told, *reviews),
    )


def _changes(paths: Iterator[Path]) -> Stamp:
    """Return when files were last written; those that are not there say nothing."""
    found = []
    for path in paths:
        try:
            found.append((str(path), path.stat().st_mtime_ns))
        except OSError:
            continue
    return tuple(sorted(found))


def look(wanted: Wanted) -> Seen:
    """Return what is drawn of a comparison.

    Raises:
        UserError: A table of a run is damaged.
        OSError: A file cannot be read.
    """
    from cellclassifier.core.comparison.boxes import box
    from cellclassifier.core.comparison.metrics import METRICS, values

    keyed, compared, notes = _sets(wanted)
    metric, sets = METRICS[wanted.metric], tuple(each for _, each in keyed)
    drawn = tuple(each for each in sets if each.runs)
    keys = tuple(key for key, each in keyed if each.runs)
    found = tuple(values(each, wanted.metric) for each in drawn)
    # Of epochs that were not reached no quartile is known.
    boxes = tuple(None if metric.censored and None in v else box(v) for v in found)
    return Seen(
        *(wanted, sets, compared, drawn, keys),
        *(metric, found, boxes, notes),
    )


def _sets(
    wanted: Wanted,
) -> "tuple[list[tuple[Key, RunSet]], int, tuple[str, ...]]":
    """Return the sets of runs, how many are compared, and what was left out."""
    from cellclassifier.core.comparison.sets import gather, labelled

    notes, keys, gathered = [], [], []
    for each, test in wanted.pairs:
        try:
            gathered.append(gather(each.offer, test))
            keys.append(each.key)
        except UserError as error:
            notes.append(tr("Left out: {error}", error=error))
    keyed = list(zip(keys, labelled(gathered), strict=True))
    # Controls have to be at chance: they stand beside what is compared, and are
    # compared only where nothing else is.
    controls = [each for each in keyed if each[1].is_control]
    others = [each for each in keyed if not each[1].is_control]
    first, rest = (others, controls) if others else (controls, [])
    return [*first, *rest], len(first), tuple(notes)


def compare(seen: Seen, goes_on: Callable[[], bool]) -> Answer | None:
    """Return a comparison in words; ``None`` where it is not wanted any more.

    Args:
        seen: What is compared.
        goes_on: Tells whether it is still wanted.

    Raises:
        UserError: A table of a run is missing or damaged.
        OSError: A file cannot be read.
    """
    from cellclassifier.core.comparison.comparing import comparison
    from cellclassifier.core.comparison.told import told

    if not goes_on():
        return None
    found = comparison(seen.sets[: seen.compared], seen.wanted.metric)
    if not goes_on():
        return None
    return Answer(seen, told(found, seen.sets[seen.compared :]))


def learn(seen: Seen, quantity: "Quantity") -> "tuple[Learning, ...]":
    """Return the learning curves of what is drawn.

    Raises:
        UserError: A table of predictions is damaged.
    """
    from cellclassifier.core.comparison.run_curves import learning

    return tuple(learning(each, quantity) for each in seen.drawn)


def run_facts(seen: Seen) -> tuple[RunFact, ...]:
    """Return all runs that are drawn, with all of their numbers.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    from cellclassifier.core.comparison.metrics import METRICS, values
    from cellclassifier.core.comparison.verdict_of import verdicts

    found = []
    for place, each in enumerate(seen.drawn):
        numbers = {key: values(each, key) for key in METRICS}
        judged = verdicts(each)
        for row, run in enumerate(each.runs):
            own = {key: numbers[key][row] for key in METRICS}
            verdict = judged[row]
            found.append(
                RunFact(place, each.label, run, own, verdict.text, verdict.trusted)
            )
    return tuple(found)


def save(folder: Path, answer: Answer) -> Path:
    """Write figures and tables into a new folder, and return which it is.

    Args:
        folder: Where it is made, or itself where it is empty.
        answer: What is written.

    Raises:
        UserError: It cannot be written.
    """
    from cellclassifier.core.comparison.written import write_comparison

    into = _free(folder, answer.seen.metric.key)
    write_comparison(into, answer.told)
    return into


def _free(folder: Path, metric: str) -> Path:
    if folder.is_dir() and not any(folder.iterdir()):
        return folder
    plain = folder / f"comparison_{metric}"
    number, into = 1, plain
    while into.exists():
        number += 1
        into = plain.with_name(f"{plain.name}_{number}")
    return into
