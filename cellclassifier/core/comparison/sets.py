"""What can be compared: the runs of an experiment's variant, on one test set.

Nothing is left out in silence: a run that did not learn is a run like any other; those
that have not ended, failed, or did not predict the test set are counted.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import CONTROL
from cellclassifier.core.experiments import experiments
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

Vary = Literal["seed", "split", "folds"]

OUTSIDE = "runs outside of experiments"
"""Title of what belongs to no experiment, as labels and tables have it."""

MOST_DIFFERENCES = 3
"""Settings by which runs outside of experiments are told apart in their name."""


class RunSet(NamedTuple):
    """Runs that differ in their seed (or split) only, on one test set.

    Attributes:
        label: What it is called; unique among those that are compared.
        study: Folder of the study.
        experiment: Id of the experiment; "" for runs outside of one.
        variant: Network and data.
        test: Name of the test set.
        runs: All that ended well and predicted that set, by seed.
        unfinished: Runs that wait, go on, paused, were interrupted or stopped.
        failed: Runs that failed.
        is_control: Whether labels were shuffled.
        chance: 1 / classes.
        classes: Names of the classes, in their order.
        unpredicted: Runs that ended well but did not predict that set.
        vary: What the runs differ in: "seed", "split" (and seed), "folds".
        title: Name of the experiment for people.
    """

    label: str
    study: Path
    experiment: str
    variant: str
    test: str
    runs: tuple[Run, ...]
    unfinished: int
    failed: int
    is_control: bool
    chance: float
    classes: tuple[str, ...]
    unpredicted: int = 0
    vary: Vary = "seed"
    title: str = ""

    def missing(self) -> str:
        """Say which of its runs are not counted, and why; "" where all are."""
        told = []
        if n := self.unfinished:
            told.append(tr_n("{n} has not ended", "{n} have not ended", n, n=n))
        if n := self.failed:
            told.append(tr_n("{n} has failed", "{n} have failed", n, n=n))
        if n := self.unpredicted:
            told.append(
                tr_n(
                    "{n} has not predicted {test}",
                    "{n} have not predicted {test}",
                    n,
                    n=n,
                    test=self.test,
                )
            )
        if not told:
            return ""
        return tr(
            "{label}: of {planned} runs {told}.",
            label=self.label,
            planned=self.planned,
            told=", ".join(told),
        )

    @property
    def planned(self) -> int:
        """Number of all of its runs, whatever became of them."""
        return len(self.runs) + self.unfinished + self.failed + self.unpredicted


class Offer(NamedTuple):
    """What can be chosen of a study: runs that are alike, and the sets they predicted.

    Attributes:
        study: Folder of the study.
        experiment: Id of the experiment; "" for runs outside of one.
        title: Name of the experiment for people, or `OUTSIDE`.
        created: When the experiment was made, or the newest of the runs.
        variant: Network and data; of runs outside of experiments also what their
            settings differ in.
        vary: What the runs differ in.
        is_control: Whether labels were shuffled.
        runs: All runs, whatever became of them, by seed.
        done: How many of them ended well.
        tests: Sets by name, with how many of those have predicted each.
    """

    study: Path
    experiment: str
    title: str
    created: datetime
    variant: str
    vary: Vary
    is_control: bool
    runs: tuple[Run, ...]
    done: int
    tests: dict[str, int]

    @property
    def heading(self) -> str:
        """The title as the window shows it."""
        outside = tr("runs outside of experiments")
        return outside if self.title == OUTSIDE else self.title


def offers(study: Study) -> tuple[Offer, ...]:
    """Return what can be chosen of a study.

    Experiments come newest first, each with its variants in their order; then runs
    outside of experiments, those of equal settings but for the seed together.
    """
    runs = study.runs()
    records = experiments(study)
    known = {record.id for record in records}
    found = [
        _offer(own, record.title, record.created, variant, record.experiment.vary)
        for record in records
        for variant in record.variants
        if (own := [run for run in runs if _is_of(run, record.id, variant)])
    ]
    # Those of an experiment whose record is gone are offered too.
    return (*found, *_outside([r for r in runs if r.record.experiment not in known]))


def _is_of(run: Run, experiment: str, variant: str) -> bool:
    return run.record.experiment == experiment and run.record.variant == variant


def _outside(runs: Sequence[Run]) -> list[Offer]:
    alike: dict[str, list[Run]] = {}
    for run in runs:
        settings = json.dumps(settings_of(run), sort_keys=True)
        alike.setdefault(settings, []).append(run)
    known = [json.loads(settings) for settings in alike]
    names = [
        _name(own[0], settings, known)
        for settings, own in zip(known, alike.values(), strict=True)
    ]
    return [
        _offer(own, OUTSIDE, own[0].record.created, name, "seed")
        for own, name in zip(alike.values(), names, strict=True)
    ]


def settings_of(run: Run) -> dict[str, Any]:
    """Return all that decides on a run, but for its seed, by name."""
    record = run.record
    found = _flat(record.study.model_dump(mode="json"))
    del found["training.seed"]
    alike = ("experiment", "variant", "classes", "channels", "tests", "marked")
    return {**found, **record.model_dump(mode="json", include=set(alike))}


def _flat(found: dict[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in found.items():
        inner = _flat(value, f"{before}{name}.") if isinstance(value, dict) else {}
        flat.update(inner or {f"{before}{name}": value})
    return flat


def _name(run: Run, settings: dict[str, Any], known: list[dict[str, Any]]) -> str:
    """Return the network, and what tells these runs from others of that network."""
    key = "training.network"
    name = str(run.record.variant or settings[key])
    if settings["training.shuffled"] and CONTROL not in name:
        name = f"{name}, {CONTROL}"
    same = [each for each in known if each[key] == settings[key]]
    differing = [
        f"{path.rpartition('.')[2].replace('_', ' ')} {value}"
        for path, value in settings.items()
        if path not in (key, "training.shuffled", "variant")
        and any(each.get(path, value) != value for each in same)
    ]
    told = ", ".join(differing[:MOST_DIFFERENCES])
    return f"{name} ({told})" if told else name


def _offer(
    runs: Sequence[Run], title: str, created: datetime, variant: str, vary: Vary
) -> Offer:
    ordered = sorted(runs, key=_place)
    ended = [run for run in ordered if run.state == "done"]
    names = dict.fromkeys(name for run in ordered for name in run.sets)
    first = ordered[0]
    return Offer(
        study=first.study_folder,
        experiment=first.record.experiment,
        title=title,
        created=created,
        variant=variant,
        vary=vary,
        is_control=first.record.study.training.shuffled,
        runs=tuple(ordered),
        done=len(ended),
        tests={
            name: sum(run.predictions_path(name).exists() for run in ended)
            for name in names
        },
    )


def _place(run: Run) -> tuple[int, int, str]:
    training = run.record.study.training
    return training.seed, training.fold, run.id


def gather(offer: Offer, test: str) -> RunSet:
    """Return the runs of an offer on one of its test sets, as they are now.

    Its label is the variant; see `labelled`.

    Args:
        offer: What was chosen.
        test: Name of the test set.

    Raises:
        UserError: None of its runs knows such a set.
    """
    states = [run.state for run in offer.runs]
    if test not in {name for run in offer.runs for name in run.sets}:
        known = ", ".join(f"'{name}'" for name in offer.tests) or "none"
        raise UserError(
            tr(
                "The runs of '{variant}' have no test set '{test}'; they have "
                "{known}. Choose one of those, or predict that folder with these runs.",
                variant=offer.variant,
                test=test,
                known=known,
            )
        )
    ended = [r for r, state in zip(offer.runs, states, strict=True) if state == "done"]
    found = [run for run in ended if run.predictions_path(test).exists()]
    failed = states.count("failed")
    classes = offer.runs[0].record.classes
    return RunSet(
        label=offer.variant,
        study=offer.study,
        experiment=offer.experiment,
        variant=offer.variant,
        test=test,
        runs=tuple(found),
        unfinished=len(states) - len(ended) - failed,
        failed=failed,
        is_control=offer.is_control,
        chance=1 / len(classes),
        classes=classes,
        unpredicted=len(ended) - len(found),
        vary=offer.vary,
        title=offer.title,
    )


def labelled(sets: Sequence[RunSet]) -> tuple[RunSet, ...]:
    """Return the sets with the shortest labels that tell them apart.

    A label says what differs: variant, test set, experiment or study. Where even all
    of that is the same, it ends in a number.
    """
    parts = [(s.variant, s.test, s.title, s.study.name) for s in sets]
    places = range(4)
    for chosen in (some for size in places for some in combinations(places, size + 1)):
        labels = [", ".join(each[place] for place in chosen) for each in parts]
        if len(set(labels)) == len(labels):
            return _with(sets, labels)
    return _with(sets, [f"{s.variant} {i}" for i, s in enumerate(sets, 1)])


def _with(sets: Sequence[RunSet], labels: Sequence[str]) -> tuple[RunSet, ...]:
    return tuple(s._replace(label=name) for s, name in zip(sets, labels, strict=True))
