"""What measuring several runs costs, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cellclassifier.core.language import tr, tr_n

if TYPE_CHECKING:
    from cellclassifier.core.clumps.over_runs import Member


def cost_of(members: "Sequence[Member]") -> str:
    """Return what measuring the rest costs, in a sentence."""
    plans = [each.plan for each in members if each.plan is not None]
    unready = sum(each.state in ("not predicted", "no network") for each in members)
    left = tr_n(
        " 1 run is left out: see the table.",
        " {unready} runs are left out: see the table.",
        unready,
        unready=unready,
    )
    left = left if unready else ""
    if not plans:
        return tr(
            "All runs that can be were measured with these settings.{left}", left=left
        )
    forward = sum(plan.most.forward for plan in plans)
    gradients = sum(plan.most.gradients for plan in plans)
    runs = tr_n("1 run", "{plans} runs", len(plans), plans=len(plans))
    return tr(
        "{runs} of {of} to measure: the networks are asked at most {forward:,} passes "
        "forward, {gradients:,} with a gradient.{left}",
        runs=runs,
        of=len(members),
        forward=forward,
        gradients=gradients,
        left=left,
    )
