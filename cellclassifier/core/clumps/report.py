"""All that was measured of what a network looks at, and what may be said of it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cellclassifier.core.clumps import cascade, deletion
from cellclassifier.core.clumps.counterfactual_results import DoseCurve
from cellclassifier.core.clumps.effects import (
    DosedTile,
    ErasedClass,
    ErasedTile,
    doses_of,
    erased_classes,
)
from cellclassifier.core.clumps.measures import Measured, Part
from cellclassifier.core.clumps.nulls import ELSEWHERE
from cellclassifier.core.clumps.plan import Plan
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.statistics import Proportion


class Report(NamedTuple):
    """What a network looks at in a set: numbers, nulls, and what clumps do to it.

    Attributes:
        spec: What was asked for.
        plan: Which tiles, and what it cost.
        network: Digits of the network's file.
        control: The class without clumps; "" for none.
        measured: How much attribution lies in clumps.
        erased: Tiles with clumps, and without them.
        lost: Numbers of the tiles of which clumps leave nothing.
        dosed: Tiles of the control with clumps put in.
        curves: Log-odds with pixels deleted, or put back.
        steps: Likeness of maps when layers lose what they learnt.
    """

    spec: MeasureSpec
    plan: Plan
    network: str
    control: str
    measured: Measured
    erased: tuple[ErasedTile, ...]
    lost: tuple[int, ...]
    dosed: tuple[DosedTile, ...]
    curves: tuple[deletion.Curve, ...]
    steps: tuple[cascade.Step, ...]

    @property
    def erased_classes(self) -> tuple[ErasedClass, ...]:
        """What erasing clumps changed, by class."""
        return erased_classes(self.erased, self.spec.seed)

    @property
    def doses(self) -> DoseCurve | None:
        """What putting clumps into the control changed; ``None``: not measured."""
        return doses_of(self.dosed)

    def sentences(self) -> list[str]:
        """Return the result, one sentence for each class that has clumps.

        The control is left out where another class has clumps: what little is found
        in it is told by `text`.
        """
        parts = [
            part
            for part in self.measured.parts
            if part.outcome == "all" and part.enrichment.tiles
        ]
        others = [part for part in parts if part.class_name != self.control]
        if not parts:
            return ["No clumps were found, so there is nothing to measure."]
        return [f"{'; '.join(self._clauses(part))}." for part in others or parts]

    def text(self) -> str:
        """Return `sentences`, an empty line, and all else that was found, by line."""
        lines = self.measured.text().splitlines()
        lines += [each.text for each in self.erased_classes]
        if self.lost:
            lines.append(
                f"Clumps cover all of {len(self.lost)} tiles, so nothing could be "
                "erased there."
            )
        if (found := self.doses) is not None:
            n = len(self.dosed)
            lines.append(f"Put into {n} tiles of `{self.control}`: {found.text()}")
        lines += [*deletion.sentences(self.curves), cascade.sentence(self.steps)]
        lines += [self._reading(), self.plan.text]
        return "\n\n".join(
            ["\n".join(self.sentences()), "\n".join(filter(None, lines))]
        )

    def _reading(self) -> str:
        """Return how to read it: against which nulls, of those that were measured."""
        first = self.measured.parts[0].nulls if self.measured.parts else ()
        names = [null.name for null in first if null.name != ELSEWHERE]
        return (
            "Clumps are bright, and so is whatever is multiplied by brightness: only "
            f"what is above {' and above '.join(names)} was learnt."
        )

    def _clauses(self, part: Part) -> Iterator[str]:
        low, high = part.enrichment.interval or (np.nan, np.nan)
        ends = "" if np.isnan(low) else f" (95 % {low:.2g}-{high:.2g})"
        yield f"{part.name}: {part.enrichment.value:.2g} x over area{ends}"
        yield from (null.text() for null in part.nulls)
        for each in self.erased_classes:
            same = each.class_name == part.class_name or not part.class_name
            if each.result is not None and same:
                of, placebo = each.result.flips, each.result.placebo_flips
                called = "" if part.class_name else f" called `{each.class_name}`"
                yield (
                    f"erasing the clumps flips {_percent(of)} of {of.n}{called}, the "
                    f"placebo {_percent(placebo)}"
                )
        if (found := self.doses) is not None and part.class_name != self.control:
            most = f"{found.clumps[-1]} clumps"
            yield f"{most} put into `{self.control}` flip {_percent(found.flips[-1])}"


def _percent(share: Proportion) -> str:
    return f"{100 * share.value:.0f} %"
