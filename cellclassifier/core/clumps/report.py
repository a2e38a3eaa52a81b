"""All that was measured of what a network looks at, and what may be said of it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cellclassifier.core.clumps import cascade, deletion
from cellclassifier.core.clumps.counterfactual_results import DoseCurve, Erasing
from cellclassifier.core.clumps.effects import (
    DosedTile,
    ErasedClass,
    ErasedTile,
    doses_of,
    erased_classes,
)
from cellclassifier.core.clumps.measures import Measured, Part
from cellclassifier.core.clumps.nulls import ELSEWHERE, null_name
from cellclassifier.core.clumps.plan import Plan
from cellclassifier.core.language import tr
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
            return [tr("No clumps were found, so there is nothing to measure.")]
        return [f"{'; '.join(self._clauses(part))}." for part in others or parts]

    def text(self) -> str:
        """Return `sentences`, an empty line, and all else that was found, by line."""
        lines = self.measured.text().splitlines()
        lines += [each.text for each in self.erased_classes]
        if self.lost:
            lines.append(
                tr(
                    "Clumps cover all of {number} tiles, so nothing could be erased "
                    "there.",
                    number=len(self.lost),
                )
            )
        if (found := self.doses) is not None:
            lines.append(
                tr(
                    "Put into {n} tiles of `{control}`: {result}",
                    n=len(self.dosed),
                    control=self.control,
                    result=found.text(),
                )
            )
        lines += [*deletion.sentences(self.curves), cascade.sentence(self.steps)]
        lines += [self._reading(), self.plan.text]
        return "\n\n".join(
            ["\n".join(self.sentences()), "\n".join(filter(None, lines))]
        )

    def _reading(self) -> str:
        """Return how to read it: against which nulls, of those that were measured."""
        first = self.measured.parts[0].nulls if self.measured.parts else ()
        names = [null_name(null.name) for null in first if null.name != ELSEWHERE]
        above = names[0] if names else ""
        for name in names[1:]:
            above = tr("{first} and above {second}", first=above, second=name)
        return tr(
            "Clumps are bright, and so is whatever is multiplied by brightness: only "
            "what is above {nulls} was learnt.",
            nulls=above,
        )

    def _clauses(self, part: Part) -> Iterator[str]:
        low, high = part.enrichment.interval or (np.nan, np.nan)
        ends = "" if np.isnan(low) else f" (95 % {low:.2g}-{high:.2g})"
        value = tr("{value:.2g} x over area", value=part.enrichment.value)
        yield f"{part.name}: {value}{ends}"
        yield from (null.text() for null in part.nulls)
        for each in self.erased_classes:
            same = each.class_name == part.class_name or not part.class_name
            if each.result is not None and same:
                yield _flips(each.result, "" if part.class_name else each.class_name)
        if (found := self.doses) is not None and part.class_name != self.control:
            yield tr(
                "{clumps} clumps put into `{control}` flip {share}",
                clumps=found.clumps[-1],
                control=self.control,
                share=_percent(found.flips[-1]),
            )


def _flips(found: Erasing, called: str) -> str:
    """Return how many tiles change class, of those called so where that is told."""
    of, placebo = found.flips, found.placebo_flips
    if not called:
        return tr(
            "erasing the clumps flips {share} of {n}, the placebo {placebo}",
            share=_percent(of),
            n=of.n,
            placebo=_percent(placebo),
        )
    return tr(
        "erasing the clumps flips {share} of {n} called `{called}`, the placebo "
        "{placebo}",
        share=_percent(of),
        n=of.n,
        called=called,
        placebo=_percent(placebo),
    )


def _percent(share: Proportion) -> str:
    return f"{100 * share.value:.0f} %"
