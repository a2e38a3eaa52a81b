"""The other runs of a study: how results spread over them, and what controls say."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from statistics import median

from cellclassifier.core.catalog import VARYING
from cellclassifier.core.experiment_results import (
    Line,
    control_sentence,
    lines,
)
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.report.blocks import Block, Section, Table, Words
from cellclassifier.core.report.material import Material, is_control
from cellclassifier.core.report.phrases import (
    NOTHING,
    counted,
    listed,
    named,
    percent,
)
from cellclassifier.core.report.plots import spread_of_runs
from cellclassifier.core.runs import Run, accuracies

MOST_VARIANTS = 8
"""Variants of an experiment that fit side by side into a figure."""

MOST_FIGURES = 4
"""Figures of experiments; tables tell of all."""


class Others:
    """What the runs of a study have shown, read once for all sections."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @cached_property
    def finished(self) -> list[Run]:
        """Runs that ended well and are no controls, newest first."""
        return [
            run
            for run in self._material.runs
            if run.state == "done" and not is_control(run)
        ]

    @cached_property
    def lines(self) -> list[tuple[ExperimentRecord, tuple[Line, ...]]]:
        """The experiments with what each variant has shown."""
        runs = self._material.runs
        return [
            (
                each,
                lines(
                    [r for r in runs if r.record.experiment == each.id], each.variants
                ),
            )
            for each in self._material.experiments
        ]

    @cached_property
    def controls(self) -> list[tuple[str, str]]:
        """Each control with shuffled labels, with what it says."""
        found = [
            (_name(record, line), control_sentence(line))
            for record, of in self.lines
            for line in of
            if line.is_control
        ]
        alone = [
            run
            for run in self._material.runs
            if run.record.study.training.shuffled
            and not any(run.record.experiment == each.id for each, _ in self.lines)
        ]
        return [*found, *((run.id, _alone(run)) for run in alone)]

    def accuracies(self, test: str) -> dict[str, float]:
        """Return the accuracy on a test set of each finished run that has predicted it.

        Only of runs whose set of that name is the same folder.
        """
        folder = self._material.record.tests[test]
        return {
            run.id: found[test].value
            for run in self.finished
            if run.record.tests.get(test) == folder
            and test in (found := accuracies(run))
        }


def _name(record: ExperimentRecord, line: Line) -> str:
    given = record.experiment.name
    return f"{given}: {line.variant}" if given else line.variant


def _alone(run: Run) -> str:
    found = accuracies(run)
    told = [f"{named(name)} {share.text()}" for name, share in found.items()]
    result = listed(told) if told else "no test set was predicted"
    return (
        f"A single run with shuffled labels ({result}); such a run may lie far from "
        "chance to both sides, so that it takes an experiment of several to tell."
    )


def experiments(material: Material, others: Others) -> Section:
    """Return how results spread over runs."""
    title, blocks = "Other runs and experiments", list[Block]()
    for number, (record, of) in enumerate(others.lines):
        blocks += _of_experiment(material, record, of, number < MOST_FIGURES)
    own = [line for record, of in others.lines for line in of]
    if not own:
        text = "NO experiment was run: how far the result depends on the seed of the "
        text += "training, or on the split, was not measured by runs made for that."
        blocks.append(Words(text, "missing"))
    blocks += [Words(text, "attention") for text in chosen_from(material, others)]
    if len(material.runs) > 1:
        blocks.append(_runs(material))
    return Section("experiments", title, tuple(blocks), bool(own))


def chosen_from(material: Material, others: Others) -> Iterator[str]:
    """Yield where this run lies among all that could have been reported."""
    for test in material.record.tests:
        found = others.accuracies(test)
        own = found.get(material.run.id)
        if own is None or len(found) < 2:
            continue
        values = sorted(found.values(), reverse=True)
        yield (
            f"This report is of one of {len(values)} finished runs with results on "
            f"{named(test)}: their accuracies are {percent(values[-1])} to "
            f"{percent(values[0])}, median {percent(median(values))}; this run has "
            f"{percent(own)} (place {1 + values.index(own)} from the top). If it was "
            "chosen for its test accuracy, that number is too high."
        )


def _of_experiment(
    material: Material, record: ExperimentRecord, of: Sequence[Line], drawn: bool
) -> Iterator[Block]:
    spec = record.experiment
    has = " This run belongs to it." if record.id == material.record.experiment else ""
    yield Words(
        f"Experiment {named(record.title)} ({record.id}): "
        f"{counted(spec.runs, 'run')} planned of each variant, which differ in "
        f"{VARYING[spec.vary].label}.{has} {_unit(spec.vary)}"
    )
    tests = list(dict.fromkeys(name for line in of for name in line.accuracy))
    yield _table(record, of, tests)
    shown = [line for line in of if tests and tests[0] in line.accuracy]
    if drawn and 0 < len(shown) <= MOST_VARIANTS:
        yield spread_of_runs(shown, tests[0], record.title)


def _unit(vary: str) -> str:
    """Return what the n of an experiment is, and is not."""
    if vary == "seed":
        return (
            "n counts trainings of one split: the noise of training, not that of other "
            "dishes or days."
        )
    return (
        "n counts trainings on other splits of the same images, which share most of "
        "their tiles: they are no independent experiments."
    )


def _table(record: ExperimentRecord, of: Sequence[Line], tests: Sequence[str]) -> Table:
    rows = []
    for line in of:
        done = f"{line.done} of {len(line.runs)}"
        for test in tests or [""]:
            accuracy, balanced = (
                found[test].text() if test in found else NOTHING
                for found in (line.accuracy, line.balanced)
            )
            rows.append((line.variant, test or NOTHING, done, accuracy, balanced))
    header = ("variant", "test set", "runs done", "accuracy", "balanced accuracy")
    caption = (
        f"Runs of {named(record.title)}: mean, standard deviation, n and the 95 % "
        "interval of the mean over runs (bootstrap, BCa, from 5 runs on)."
    )
    return Table(caption, header, tuple(rows), 2)


def _runs(material: Material) -> Table:
    tests = list(material.record.tests)
    rows = []
    for run in material.runs:
        found, training = accuracies(run), run.record.study.training
        here = " (this report)" if run.id == material.run.id else ""
        labels = "shuffled" if training.shuffled else "true"
        rows.append(
            (
                f"{run.id}{here}",
                training.network,
                labels,
                run.state,
                str(training.seed),
                str(training.epochs),
                *(percent(found[t].value) if t in found else NOTHING for t in tests),
            )
        )
    header = ("run", "network", "labels", "state", "seed", "epochs", *tests)
    caption = f"All {len(rows)} runs of this study, with their test accuracies."
    return Table(caption, header, tuple(rows), 4, folded=True)


def controls(material: Material, others: Others) -> Section:
    """Return what speaks for or against other explanations of the result."""
    blocks: list[Block] = []
    for name, sentence in others.controls:
        leaks = sentence.startswith("Something leaks")
        blocks.append(
            Words(f"{named(name)}: {sentence}", "attention" if leaks else "plain")
        )
    if not others.controls:
        text = (
            "NO control with shuffled labels was run: that nothing but the classes "
            "leads to the result was not tested in this way."
        )
        blocks.append(Words(text, "missing"))
    blocks += [Words(text) for text in _masked(others)]
    blocks += _trivial(material)
    return Section("controls", "Controls", tuple(blocks), bool(others.controls))


def _masked(others: Others) -> Iterator[str]:
    """Yield what runs came to that saw only a part of each tile."""
    for record, of in others.lines:
        for line in of:
            masking = line.runs[0].record.study.masking if line.runs else None
            if masking is None or not masking.active:
                continue
            told = [f"{named(test)} {s.text()}" for test, s in line.accuracy.items()]
            yield (
                f"{named(_name(record, line))}, of each tile {masking.masked}: "
                f"{listed(told) or 'no run has a result yet'}."
            )


def _trivial(material: Material) -> Iterator[Block]:
    found = material.shortcuts
    if not found:
        yield Words(
            "No trivial classifier could be trained: the images do not differ in "
            "exposure, size or format, or there are too few of a class.",
        )
        return
    tests = list(dict.fromkeys(name for each in found for name, _ in each.tests))
    rows = []
    for each in found:
        own = dict(each.tests)
        shares = (percent(own[t].value) if t in own else NOTHING for t in tests)
        low = f"{percent(each.balanced_accuracy)} (from {percent(each.low)})"
        rows.append((each.feature, low, *shares))
    header = ("from this alone", "balanced accuracy, training", *tests)
    caption = (
        "Trivial classifiers: how well one number of each image, without any look at "
        "a cell, tells the classes apart. Training: cross-validated, with the lower "
        f"end of the 95 % interval; chance {percent(found[0].chance)}. Tests: share of "
        "images told right."
    )
    yield Table(caption, header, tuple(rows))
    for each in found:
        if each.telling:
            yield Words(each.text, "attention")
    if not any(each.telling for each in found):
        yield Words("None of them is surely better than chance by more than 10 points.")
