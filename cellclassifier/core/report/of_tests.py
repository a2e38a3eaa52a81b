"""What a run is worth on images that it was not trained on: numbers with intervals."""

from collections.abc import Iterator

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.calibration import fit_temperature
from cellclassifier.core.evaluation.evaluate import Evaluation
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.report.blocks import Block, Bullets, Section, Table, Words
from cellclassifier.core.report.gallery import Gallery, best, section_words, worst
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import (
    NOTHING,
    counted,
    ends,
    estimate,
    named,
    number,
    percent,
    short,
)
from cellclassifier.core.report.plots_tests import confusion as confusion_figure
from cellclassifier.core.report.plots_tests import curves

FEW_CLASSES, SHORT_NAME = 8, 14
"""Up to so many classes of such names head the columns of the confusion table."""


def results(material: Material) -> Section:
    """Return the numbers of each test set."""
    title, blocks = "Test results", list[Block]()
    for name in material.record.tests:
        if name not in material.predictions:
            blocks.append(Words(f"{named(name)} was NOT predicted yet.", "missing"))
    for name, table in material.predictions.items():
        blocks += _of_set(material, name, table)
    if not material.record.tests:
        blocks.insert(
            0, Words("There was NO test set when this run was made.", "missing")
        )
    done = bool(material.evaluations)
    if done:
        blocks.append(Words(_temperature(material)))
    return Section("tests", title, tuple(blocks), done)


def _of_set(material: Material, name: str, table: Predictions) -> Iterator[Block]:
    yield Words(result(material, name), "result")
    if name not in material.record.tests:
        yield Words(
            f"{named(name)} was predicted later, after the run was made: it was not "
            "among the tiles that were looked through for copies before the training.",
            "attention",
        )
    for note in material.run.notes_of(name):
        yield Words(note, "attention")
    if found := material.evaluations.get(name):
        yield numbers_table(name, found)
        yield classes_table(name, found)
        yield curves(name, table.known(), found)
        yield Words(f"What to know of the numbers of {named(name)}:")
        yield Bullets(found.notes)


def result(material: Material, name: str) -> str:
    """Return the result of a set in a sentence, with the interval by group."""
    told = f"{named(name)}: {summary(material.predictions[name])}"
    found = material.evaluations.get(name)
    by_group = found.accuracy_by_group.by_group if found else None
    if found is None or by_group is None:
        return f"{told}."
    return f"{told}; by group {ends(by_group, True)} (n = {found.groups} groups)."


def numbers_table(name: str, found: Evaluation) -> Table:
    """Return the numbers of a set over all classes."""
    accuracy = found.accuracy_by_group
    rows = (
        ("accuracy", *estimate(accuracy)),
        ("balanced accuracy", *estimate(found.balanced)),
        ("Brier score", *estimate(found.brier, False)),
        ("log loss (nats)", *estimate(found.log_loss, False)),
        ("calibration error", *estimate(found.calibration_error, False)),
        ("chance", percent(found.baseline.chance), NOTHING, NOTHING),
        (
            f"always {found.baseline.class_name}",
            percent(found.baseline.share),
            NOTHING,
            NOTHING,
        ),
    )
    caption = (
        f"Numbers of {named(name)}: n = {counted(found.n, 'tile')} of "
        f"{counted(found.groups, 'group')}; 95 % intervals."
    )
    header = ("number", "value", "by tile", "by group")
    return Table(caption, header, rows)


def classes_table(name: str, found: Evaluation) -> Table:
    """Return the numbers of each class of a set, with their intervals by tile."""
    rows = []
    for place, each in enumerate(found.classes):
        area, mean = found.roc_auc[place], found.average_precision[place]
        rows.append(
            (
                each.name,
                f"{each.n:,}",
                f"{each.predicted:,}",
                _both(each.precision_by_group.value, each.precision_by_group.by_tile),
                _both(each.recall_by_group.value, each.recall_by_group.by_tile),
                number(each.f1.value),
                _area(area.value, area.by_group or area.by_tile),
                _area(mean.value, mean.by_group or mean.by_tile),
            )
        )
    by = "by group" if found.roc_auc[0].by_group else "by tile"
    caption = (
        f"Numbers of each class of {named(name)} against the rest, with 95 % "
        f"intervals: of precision and recall by tile (Wilson), of areas {by} "
        "(bootstrap)."
    )
    header = (
        *("class", "n", "called so", "precision (%)", "recall (%)", "F1"),
        *("ROC area", "average precision"),
    )
    return Table(caption, header, tuple(rows))


def _both(value: float, interval: tuple[float, float] | None) -> str:
    shown = percent(value).removesuffix(" %")
    return shown if interval is None else f"{shown} ({ends(interval, True)})"


def _area(value: float, interval: tuple[float, float] | None) -> str:
    shown = number(value)
    return shown if interval is None else f"{shown} ({ends(interval, False)})"


def _temperature(material: Material) -> str:
    """Return whether the network is as sure as it is right, by its validation part."""
    validation = material.run.validation()
    if validation is None:
        return (
            "No temperature was fitted, since no validation tiles were predicted; "
            "probabilities are those of the network."
        )
    try:
        found = fit_temperature(validation)
    except UserError as error:
        return f"Probabilities are those of the network, not calibrated. {error}"
    return (
        f"{found.text()} Probabilities here are those of the network, not calibrated."
    )


def confusion(material: Material) -> Section:
    """Return the confusion matrix of each set."""
    title = "Confusion"
    if not material.evaluations:
        text = "No set with known classes was predicted, so nothing can be confused."
        return Section("confusion", title, (Words(text, "missing"),), False)
    blocks: list[Block] = []
    for name, found in material.evaluations.items():
        known = material.predictions[name].known()
        blocks.append(confusion_figure(name, known, found))
        blocks.append(confusion_table(name, found))
    return Section("confusion", title, tuple(blocks))


def confusion_table(name: str, found: Evaluation) -> Table:
    """Return the confusion matrix of a set as counts."""
    names = [each.name for each in found.classes]
    brief = len(names) <= FEW_CLASSES and all(len(n) <= SHORT_NAME for n in names)
    columns = names if brief else [str(place) for place in range(1, len(names) + 1)]
    rows = tuple(
        (
            class_name if brief else f"{place}: {short(class_name)}",
            *(f"{count:,}" for count in found.matrix[place - 1]),
            f"{found.matrix[place - 1].sum():,}",
        )
        for place, class_name in enumerate(names, 1)
    )
    caption = f"Tiles of {named(name)}: rows are true, columns predicted classes."
    return Table(caption, ("true class", *columns, "all"), rows)


def answers(material: Material, gallery: Gallery) -> Section:
    """Return tiles of the best and of the worst answers."""
    title, blocks = "Best and worst answers", list[Block]()
    for name in material.evaluations:
        table = material.predictions[name]
        for kind, rows in (("right", best(table)), ("wrong", worst(table))):
            is_wrong = table.labelled & ~table.right
            of = int((table.right if kind == "right" else is_wrong).sum())
            told = section_words(name, len(rows), of, kind)
            if rows:
                blocks += gallery.answers(name, table, rows, told)
            else:
                blocks.append(Words(told))
    if blocks:
        legend = (
            "Below each tile: a tick for right or a cross for wrong, the class that "
            "the network named with its confidence, and the true class."
        )
        return Section("answers", title, (Words(legend), *blocks))
    text = "No answer is shown: no set with known classes was predicted."
    return Section("answers", title, (Words(text, "missing"),), False)
