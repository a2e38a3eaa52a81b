"""What the page of comparisons says of runs, sets and offers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core.language import tr, tr_n, within
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.compare_reading import Seen, Standing

if TYPE_CHECKING:
    from cellclassifier.core.comparison.compared import Comparison
    from cellclassifier.core.comparison.metrics import Metric
    from cellclassifier.core.comparison.readers import ReaderMark

VARYING = {
    "seed": tr("runs differ in their seed"),
    "split": tr("runs differ in seed and split"),
    "folds": tr("each run keeps another fold aside"),
}


SHORT = {
    "accuracy": tr("accuracy %"),
    "balanced": tr("balanced %"),
    "auc": "AUC",
    "loss": tr("loss"),
    "epochs": tr("epochs"),
    "gap": tr("gap"),
}
"""Heads of columns, by the key of the number."""


def plural(number: int, what: str = "run") -> str:
    """Return a number of things, as in "1 run" or "12 runs"."""
    return tr_n(f"{{number}} {what}", f"{{number}} {what}s", number, number=number)


def state_of(each: Standing) -> str:
    """Return how far the runs of an offer are, as in "9 of 12 done, 3 to come"."""
    all_of, done = len(each.offer.runs), each.offer.done
    parts = [
        plural(all_of)
        if done == all_of
        else tr("{done} of {all_of}", done=done, all_of=all_of)
    ]
    told = (
        (each.going, tr("to come")),
        (each.stopped, tr("stopped")),
        (each.failed, tr("failed")),
    )
    parts += [f"{number} {what}" for number, what in told if number]
    if done and not any(each.offer.tests.values()):
        parts.append(tr("not predicted"))
    return ", ".join(parts)


def tip_of(each: Standing) -> str:
    """Return all that is known of an offer, in lines."""
    offer = each.offer
    lines = [
        f"{offer.variant}: {state_of(each)}; {VARYING[offer.vary]}.",
        *(
            tr(
                "'{name}' was predicted by {number} of {plural}.",
                name=name,
                number=number,
                plural=plural(offer.done),
            )
            for name, number in offer.tests.items()
        ),
    ]
    if offer.is_control:
        lines.append(
            tr("A control: classes were shuffled, so it has to stay at chance.")
        )
    return "\n".join(lines)


def seed_of(run: Run) -> str:
    """Return what tells a run from others of its set, as in "seed 3"."""
    training = run.record.study.training
    return (
        tr("fold {fold}", fold=training.fold)
        if training.folds
        else tr("seed {seed}", seed=training.seed)
    )


def run_name(label: str, run: Run) -> str:
    """Return which run it is among those that are drawn, as in "compact, seed 3"."""
    return f"{label}, {seed_of(run)}"


def run_words(label: str, run: Run) -> str:
    """Return which run it is, as in "compact, seed 3 (2026-11-29_0535)"."""
    return f"{run_name(label, run)} ({run.id})"


def axis(metric: "Metric") -> str:
    """Return the name of an axis with its unit."""
    told = metric.measure.lower() in metric.english.lower()
    return metric.label if told else f"{metric.label} ({metric.unit})"


def below(seen: Seen, place: int) -> list[str]:
    """Return what stands below a box: its name, n, and how many did not get there."""
    found, each = seen.values[place], seen.drawn[place]
    lost = sum(value is None for value in found)
    n = len(found) if seen.metric.censored else len(found) - lost
    runs = (
        tr("n = {n} of {planned}", n=n, planned=each.planned)
        if n < each.planned
        else f"n = {plural(n)}"
    )
    lines = [each.label, runs]
    if lost:
        what = tr("not reached") if seen.metric.censored else tr("not defined")
        lines.append(f"{lost} {what}")
    return lines


def box_words(seen: Seen, place: int) -> list[str]:
    """Return median, quartiles and whiskers of a set, or why there is no box."""
    found, text = seen.boxes[place], seen.metric.text
    if found is None:
        lost = None in seen.values[place]
        why = tr("not all runs got there") if lost else tr("it needs 3 runs")
        return [tr("no box: {why}", why=why)]
    return [
        tr("median {text}", text=text(found.median)),
        tr(
            "quartiles {text} to {text_2}",
            text=text(found.lower),
            text_2=text(found.upper),
        ),
        tr(
            "whiskers {text} to {text_2}", text=text(found.low), text_2=text(found.high)
        ),
    ]


def reader_words(mark: "ReaderMark") -> str:
    """Return what a reader's mark means."""
    return tr(
        "{reader}, blinded (n = {plural}; 95 % interval)",
        reader=mark.reader,
        plural=plural(mark.right.n, "tile"),
    )


def doing(seen: Seen) -> str:
    """Return what is being computed, in words."""
    runs = sum(len(each.runs) for each in seen.drawn)
    return tr(
        "Comparing {plural} of {plural_2} in {metric}: a few seconds ...",
        plural=plural(seen.compared, "set"),
        plural_2=plural(runs),
        metric=within(seen.metric.label),
    )


def study_names(folders: Sequence[Path]) -> dict[Path, str]:
    """Return what studies are called: their folders, as far as these differ."""
    names = [folder.name for folder in folders]
    return {
        folder: folder.name if names.count(folder.name) == 1 else str(folder)
        for folder in folders
    }


def effect_lines(found: "Comparison") -> list[str]:
    """Return how far sets are apart; of several each two in a line of their own."""
    if found.how != "several":
        return [found.effect]
    first, _, pairs = found.effect.partition(". ")
    return [f"{first}.", *(pairs.removesuffix(".").split("; ") if pairs else [])]


def p_lines(found: "Comparison") -> list[str]:
    """Return p values; of several each two in a line of their own."""
    return found.p.split("; ") if found.how == "several" else [found.p]


def unit_lines(found: "Comparison") -> list[str]:
    """Return what n is the number of, each set in a line of its own."""
    parts = found.unit.split(". ")
    return [f"{part.removesuffix('.')}." for part in parts if part]
