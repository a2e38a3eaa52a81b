"""What n is the number of in a comparison, and which noise is how large, in words."""

from cellclassifier.core.comparison.compared import Comparison, Summary
from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.comparison.nested import split_noise
from cellclassifier.core.comparison.phrases import points
from cellclassifier.core.language import tr


def units(found: Comparison) -> str:
    """Return a sentence for each set, then what other splits add to other seeds."""
    parts = []
    for place in found.used:
        each = found.summaries[place]
        assert each.unit is not None
        name = f"{each.run_set.label}: " if len(found.used) > 1 else ""
        noise = _noise(found.metric, each)
        parts.append(f"{name}{'; '.join([each.unit.text, *noise])}.")
    return " ".join([*parts, *_of_splits(found)])


def _noise(metric: Metric, each: Summary) -> list[str]:
    found = each.noise
    if found is None:
        return []
    over = {
        "seed": tr("seed"),
        "split": tr("seed and split"),
        "folds": tr("seed and fold"),
    }[each.run_set.vary]
    runs, groups = (points(metric, value) for value in (found.runs, found.groups))
    if each.groups and each.groups.by_group:
        return [
            tr(
                "beyond the rest, trainings ({over}) vary by SD {runs}, "
                "groups of a class by SD {groups}",
                over=over,
                runs=runs,
                groups=groups,
            )
        ]
    return [
        tr(
            "beyond the rest, trainings ({over}) vary by SD {runs}, "
            "tiles of a class by SD {tiles}",
            over=over,
            runs=runs,
            tiles=groups,
        )
    ]


def _of_splits(found: Comparison) -> list[str]:
    """Say what other splits add to other seeds, where both were trained."""
    used = [found.summaries[place] for place in found.used]
    told = []
    for one in used:
        for two in used:
            same = one.run_set.variant == two.run_set.variant
            kinds = (one.run_set.vary, two.run_set.vary)
            if not same or kinds != ("seed", "split"):
                continue
            more = split_noise(one.spread.values, two.spread.values)
            if more is not None:
                told.append(
                    tr(
                        "{label} also differs in its splits, which add an SD "
                        "of {deviation} to that of seeds.",
                        label=two.run_set.label,
                        deviation=points(found.metric, more),
                    )
                )
    return told
