"""Fills holes in tiles; see `core.spots.filling`, which knows pixels alone."""

from cellclassifier.core.spots.filling import (
    TRIES,
    Surroundings,
    erased_of,
    like,
    parts_of,
    places_for,
    surroundings_of,
)

__all__ = [
    "TRIES",
    "Surroundings",
    "erased_of",
    "like",
    "parts_of",
    "places_for",
    "surroundings_of",
]
