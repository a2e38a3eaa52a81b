"""Says how the runs of a study stand that were given to a place."""

from collections.abc import Collection, Sequence

from cellclassifier.cluster.far_run import FarRun
from cellclassifier.core.language import tr, tr_n

SEEKING = tr("Looking for the nodes that have runs of this study.")

LAYING_OUT = tr("A node gets its files, and begins a run when it has them.")

NONE_FREE = tr("Waiting for a node that is free.")

NONE_THERE = tr(
    "No node is there yet. Runs begin by themselves as soon as one comes. This "
    "computer may be switched off as soon as a run has begun."
)


def how_it_stands(
    fars: Sequence[FarRun],
    sought: bool,
    nodes: Sequence[str],
    silent: Collection[str],
    why: str,
) -> str:
    """Return a sentence on what is waited for; nothing where all goes its way.

    Args:
        fars: The runs that were given away.
        sought: Whether nodes are looked for that have others.
        nodes: Addresses of the nodes that are there.
        silent: Those of them that do not answer.
        why: Why a cluster's queue gives no node yet, in its words, or nothing.
    """
    if hanging := [node for node in nodes if node in silent]:
        return _silent(_named(fars, hanging))
    begun = any(far.phase != "sent" for far in fars)
    if sought and not begun:
        return SEEKING
    if not fars or begun:
        return ""
    if nodes:
        return LAYING_OUT if any(far.node for far in fars) else NONE_FREE
    said = tr("The cluster's queue says: {why}.", why=why)
    return f"{NONE_THERE} {said}" if why else NONE_THERE


def gone(far: FarRun) -> str:
    """Return that the node of a run is gone, and what becomes of the run."""
    return tr(
        "The node {node} is gone: run {run} is given to another one, which goes on "
        "from the last epoch that came home.",
        node=far.name,
        run=far.run.id,
    )


def _named(fars: Sequence[FarRun], nodes: Sequence[str]) -> list[str]:
    known = {far.node: far.name for far in fars if far.name}
    return [known.get(node, tr("at {node}", node=node)) for node in nodes]


def _silent(names: Sequence[str]) -> str:
    said = tr_n(
        "The node {names} does not answer: stopped, overloaded, or cut off from the "
        "network.",
        "{count} nodes ({names}) do not answer: stopped, overloaded, or cut off from "
        "the network.",
        len(names),
        count=len(names),
        names=", ".join(names),
    )
    do = tr(
        "What was begun there is waited for; when the scheduler has heard nothing for "
        "five minutes, another node goes on from the last epoch that came home. Look "
        "after that computer, or end the node there."
    )
    return f"{said} {do}"
