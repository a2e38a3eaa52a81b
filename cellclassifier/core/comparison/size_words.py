"""What a curve of sizes says, in sentences, and as data for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from cellclassifier.core.comparison.size_curve import Point, Reference, SizeCurve
from cellclassifier.core.experiment_spec import CONTROL
from cellclassifier.core.resampling import Interval


def told(curve: SizeCurve) -> tuple[str, ...]:
    """Return what a curve says: by size, at twice the data, and what it is held to."""
    found = [f"{curve.title} on {curve.test}: {_sizes(curve.points)}."]
    found.append(forecast_sentence(curve))
    found += [reference_sentence(each) for each in curve.references]
    found += _nearest(curve)
    return (*found, *curve.missing)


def _sizes(points: Sequence[Point]) -> str:
    parts = [f"{_named(each)} {_percent(each.mean)}" for each in points]
    numbers = sorted({len(each.values) for each in points})
    runs = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
    word = "run" if numbers == [1] else "runs"
    return f"{'; '.join(parts)} ({runs} {word} of each size)"


def _named(point: Point) -> str:
    if point.label.startswith("all "):
        return f"{point.label} ({point.size:.4g} a class)"
    return point.label


def forecast_sentence(curve: SizeCurve) -> str:
    """Say what twice the data would bring, with caution, or why that is not known."""
    found = curve.forecast
    if found is None:
        return curve.reason
    # Of the law as well: what runs happened to reach now may lie beside it.
    now = float(found.law.accuracy(found.size / 2))
    left = [p for p in curve.points if p.size not in found.sizes]
    text = (
        f"At twice the data ({found.size:.4g} {curve.unit} a class) "
        f"{_percent(found.value)}{_within(found.interval)} is to be expected if the "
        "curve goes on as it did; the fit says nothing about other dishes. For what "
        f"there is now it has {_percent(now)}."
    )
    if found.interval is None:
        text += " Without several runs of each size it has no interval."
    if left:
        names = ", ".join(each.label for each in left)
        text += f" Left out of the fit, since at chance: {names}."
    return text


def reference_sentence(found: Reference) -> str:
    """Say what a control, or a trivial classifier, gets."""
    name = found.name.capitalize()
    if found.kind == "control":
        runs = "1 run" if len(found.runs) == 1 else f"{len(found.runs)} runs"
        text = f"{name}: {_percent(found.value)}{_within(found.interval)}, n = {runs}"
        tiles = "1 test tile" if found.bare == 1 else f"{found.bare} test tiles"
        return f"{text}; no clump was found in {tiles}." if found.bare else f"{text}."
    own = "not known, for want of groups"
    if found.training is not None:
        own = f"{_percent(found.training)} cross-validated over groups in training"
    return (
        f"{name}, without a network: {_percent(found.value)}{_within(found.interval)}, "
        f"n = {found.tiles} test tiles ({own})."
    )


def _nearest(curve: SizeCurve) -> Iterator[str]:
    """Say which references the networks of the largest size do not surely beat."""
    last = curve.points[-1]
    low = last.interval[0] if last.interval else min(last.values)
    held = [
        each.name
        for each in curve.references
        if each.name != CONTROL and _top(each) >= low
    ]
    if held:
        yield (
            f"The networks are not surely better than: {', '.join(held)}. They may "
            "have learnt no more than that."
        )


def _top(found: Reference) -> float:
    return found.interval[1] if found.interval else max(found.values, default=0.0)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _within(found: Interval | None) -> str:
    return f" ({100 * found[0]:.1f}-{100 * found[1]:.1f})" if found else ""


def tip_of(found: Point | Reference) -> str:
    """Return what is told of a mean under the mouse."""
    name = found.label if isinstance(found, Point) else found.name
    value = found.mean if isinstance(found, Point) else found.value
    of = len(found.values)
    runs = "1 run" if of == 1 else f"{of} runs"
    counted = runs if found.values else f"{getattr(found, 'tiles', 0)} test tiles"
    return f"{name}: {_percent(value)}{_within(found.interval)}, n = {counted}"


def document(curves: Sequence[SizeCurve]) -> list[dict[str, Any]]:
    """Return curves as data for JSON."""
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
