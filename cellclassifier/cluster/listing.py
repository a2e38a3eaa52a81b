"""Lists the nodes of a place: what each is, and what it does now."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from cellclassifier.cluster import reached
from cellclassifier.cluster.orders import Standing
from cellclassifier.cluster.reach import Gone, Reach
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.places import NodeState, Place

AT_ONCE = 16
"""Nodes that are asked at once."""


def nodes(place: Place) -> tuple[NodeState, ...]:
    """Return the nodes that are at a place now, by their names.

    It takes up to a minute where one of them does not answer.

    Args:
        place: A scheduler's place; nodes of a cluster's profile belong to the study
            that asked for them.

    Raises:
        UserError: It cannot be reached, or has no scheduler of its own.
    """
    if place.kind != "scheduler":
        raise UserError(
            tr(
                "Expected the address of a scheduler, such as tls://workstation:8786. "
                "Received: {place}. The nodes of a cluster's queue serve the study "
                "that asked for them: see 'cellclassifier runs STUDY'.",
                place=place.text,
            )
        )
    reach = Reach(place)
    try:
        known = reach.identities()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = pool.map(lambda each: _state(reach, *each), known.items())
            return tuple(sorted(found))
    except Gone as error:
        raise UserError(
            tr(
                "The scheduler at {place} does not answer. See that it runs and is "
                "not stopped.",
                place=place.text,
            )
        ) from error
    finally:
        reach.close()


def _state(reach: Reach, node: str, known: Mapping[str, Any]) -> NodeState:
    try:
        text = str(reach.call(node, reached.standing))
        found = Standing.model_validate_json(text)
    except (Gone, ValidationError):
        return _silent(node, known)
    return NodeState(
        *(found.name, found.computer, found.device, found.version, found.doing),
        found.since.astimezone(UTC),
    )


def _silent(node: str, known: Mapping[str, Any]) -> NodeState:
    """Return what the scheduler knows of a node that does not answer as one of ours."""
    name = str(known.get("name", node)).rpartition("/")[0] or node
    seen = datetime.fromtimestamp(float(known.get("last_seen", 0.0)), UTC)
    why = tr("does not answer, or has another version of Cell Classifier")
    return NodeState(name, "", "", "", why, seen)
