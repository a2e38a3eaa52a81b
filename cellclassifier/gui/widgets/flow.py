"""Entries of a legend, one after another, in as many lines as they need."""

from collections.abc import Iterable, Iterator


def flow(
    widths: Iterable[float], gap: float, room: float
) -> Iterator[tuple[float, int]]:
    """Yield where each entry begins, and in which line, from 0.

    Args:
        widths: Of the entries, px.
        gap: Between two of them, px.
        room: Width of a line, px; an entry wider than that has a line of its own.
    """
    left, row = 0.0, 0
    for width in widths:
        if left and left + width > room:
            left, row = 0.0, row + 1
        yield left, row
        left += width + gap
