"""What a curve of sizes says, in sentences, and as data for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from cellclassifier.core.comparison.size_curve import Point, Reference, SizeCurve
from cellclassifier.core.experiment_spec import CONTROL
from cellclassifier.core.language import in_english, tr, tr_n
from cellclassifier.core.resampling import Interval
from cellclassifier.core.size_names import shown


def told(curve: SizeCurve) -> tuple[str, ...]:
    """Return what a curve says: by size, at twice the data, and what it is held to."""
    found = [
        tr(
            "{title} on {test}: {sizes}.",
            title=curve.title,
            test=curve.test,
            sizes=_sizes(curve.points),
        )
    ]
    found.append(forecast_sentence(curve))
    found += [reference_sentence(each) for each in curve.references]
    found += _nearest(curve)
    return (*found, *curve.missing)


def _sizes(points: Sequence[Point]) -> str:
    parts = [f"{_named(each)} {_percent(each.mean)}" for each in points]
    numbers = sorted({len(each.values) for each in points})
    least, most = numbers[0], numbers[-1]
    runs = tr_n("1 run of each size", "{number} runs of each size", most, number=most)
    if least < most:
        runs = tr("{least} to {most} runs of each size", least=least, most=most)
    return f"{'; '.join(parts)} ({runs})"


def _named(point: Point) -> str:
    name = shown(point.label)
    if point.label.startswith("all "):
        return tr("{name} ({size:.4g} a class)", name=name, size=point.size)
    return name


def forecast_sentence(curve: SizeCurve) -> str:
    """Say what twice the data would bring, with caution, or why that is not known."""
    found = curve.forecast
    if found is None:
        return curve.reason
    # Of the law as well: what runs happened to reach now may lie beside it.
    now = float(found.law.accuracy(found.size / 2))
    left = [p for p in curve.points if p.size not in found.sizes]
    text = tr(
        "At twice the data ({size} a class) {value} is to be expected if the curve "
        "goes on as it did; the fit says nothing about other dishes. For what "
        "there is now it has {now}.",
        size=_counted(found.size, curve),
        value=f"{_percent(found.value)}{_within(found.interval)}",
        now=_percent(now),
    )
    told = [text]
    if found.interval is None:
        told.append(tr("Without several runs of each size it has no interval."))
    if left:
        names = ", ".join(shown(each.label) for each in left)
        told.append(tr("Left out of the fit, since at chance: {names}.", names=names))
    return " ".join(told)


def _counted(size: float, curve: SizeCurve) -> str:
    """Return how many tiles or groups, as in "40 tiles"."""
    if curve.unit == "tiles":
        return tr("{size:.4g} tiles", size=size)
    return tr("{size:.4g} groups", size=size)


def reference_sentence(found: Reference) -> str:
    """Say what a control, or a trivial classifier, gets."""
    name = shown(found.name)
    name = name[:1].upper() + name[1:]
    value = f"{_percent(found.value)}{_within(found.interval)}"
    if found.kind == "control":
        return f"{_of_control(name, value, found)}."
    own = tr("not known, for want of groups")
    if found.training is not None:
        share = _percent(found.training)
        own = tr("{share} cross-validated over groups in training", share=share)
    return tr(
        "{name}, without a network: {value}, n = {tiles} test tiles ({own}).",
        name=name,
        value=value,
        tiles=found.tiles,
        own=own,
    )


def _of_control(name: str, value: str, found: Reference) -> str:
    text = tr("{name}: {value}, n = {runs}", name=name, value=value, runs=_runs(found))
    if not found.bare:
        return text
    more = tr_n(
        "no clump was found in 1 test tile",
        "no clump was found in {number} test tiles",
        found.bare,
        number=found.bare,
    )
    return f"{text}; {more}"


def _runs(found: Point | Reference) -> str:
    number = len(found.runs)
    return tr_n("1 run", "{number} runs", number, number=number)


def _nearest(curve: SizeCurve) -> Iterator[str]:
    """Say which references the networks of the largest size do not surely beat."""
    last = curve.points[-1]
    low = last.interval[0] if last.interval else min(last.values)
    held = [
        shown(each.name)
        for each in curve.references
        if each.name != CONTROL and _top(each) >= low
    ]
    if held:
        yield tr(
            "The networks are not surely better than: {names}. They may "
            "have learnt no more than that.",
            names=", ".join(held),
        )


def _top(found: Reference) -> float:
    return found.interval[1] if found.interval else max(found.values, default=0.0)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _within(found: Interval | None) -> str:
    return f" ({100 * found[0]:.1f}-{100 * found[1]:.1f})" if found else ""


def tip_of(found: Point | Reference) -> str:
    """Return what is told of a mean under the mouse."""
    name = shown(found.label if isinstance(found, Point) else found.name)
    value = found.mean if isinstance(found, Point) else found.value
    number = len(found.values)
    of = tr_n("1 run", "{number} runs", number, number=number)
    if not found.values:
        of = tr("{tiles} test tiles", tiles=getattr(found, "tiles", 0))
    ends = _within(found.interval)
    told = f"{_percent(value)}{ends}"
    return tr("{name}: {value}, n = {of}", name=name, value=told, of=of)


def document(curves: Sequence[SizeCurve]) -> list[dict[str, Any]]:
    """Return curves as data for JSON, in English."""
    with in_english():
        return [_document(curve) for curve in curves]


def _document(curve: SizeCurve) -> dict[str, Any]:
    found = curve.forecast
    return {
        "title": curve.title,
        "test": curve.test,
        "unit": curve.unit,
        "points": [
            {
                "label": each.label,
                "size": each.size,
                "training_tiles": each.tiles,
                "accuracies": list(each.values),
                "mean": each.mean,
                "interval_95": each.interval,
            }
            for each in curve.points
        ],
        "references": [
            {
                "name": each.name,
                "accuracy": each.value,
                "interval_95": each.interval,
                "runs": len(each.runs),
                "tiles": each.tiles,
                "training_cross_validated": each.training,
            }
            for each in curve.references
        ],
        "forecast": None
        if found is None
        else {
            "size": found.size,
            "accuracy": found.value,
            "interval_95": found.interval,
            "law": found.law._asdict(),
        },
        "told": list(told(curve)),
    }
