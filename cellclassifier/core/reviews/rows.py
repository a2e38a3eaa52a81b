"""Answers of a reader, each beside the truth and what the network said."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import AGREE, CANNOT_TELL, Kind, ReviewRecord
from cellclassifier.core.reviews.seal import Key, SealedTile
from cellclassifier.core.reviews.sitting_record import Answered


class Row(NamedTuple):
    """One answer.

    Attributes:
        reader: Name of the reader.
        place: Which card it was for this reader, from 1.
        period: In which half of a crossover it came for this reader: 1 or 2.
        token: The card.
        kind: What was asked.
        again: Whether it was the second time that this was asked of this tile.
        tile: Number of the tile in its test set.
        image: Image that the tile is from.
        group: Group of the tile; its image where it has none.
        true_class: Class of the tile.
        choice: What was chosen; "" is "cannot tell".
        said: The class that this means, or "" where it means none: the reader could
            not tell, or disagreed where there are more than two classes.
        right: Whether it is right; None where the reader could not tell. To disagree
            is right where the network is wrong.
        network_class: Class that the first run predicts, which a judged tile shows.
        confidence: In that, 0 .. 1.
        votes: Index of the class that each run predicts, then that of their mean
            where there are several.
        seconds: How long the reader took.
        black: Pixel value that was shown black.
        white: Pixel value that was shown white.
        zoom: Screen pixels a pixel.
        overlay: Whether the attribution lay over it.
    """

    reader: str
    place: int
    period: int
    token: str
    kind: Kind
    again: bool
    tile: int
    image: Path
    group: str
    true_class: str
    choice: str
    said: str
    right: bool | None
    network_class: str
    confidence: float
    votes: tuple[int, ...]
    seconds: float
    black: float
    white: float
    zoom: int
    overlay: bool

    @property
    def network_right(self) -> bool:
        """Whether the first run is right."""
        return self.network_class == self.true_class

    @property
    def differs(self) -> bool:
        """Whether the reader said otherwise than the first run."""
        if self.choice == CANNOT_TELL:
            return False
        if self.kind == "judge":
            return self.choice != AGREE
        return self.choice != self.network_class


def rows_of(known: Answered, record: ReviewRecord, key: Key) -> tuple[Row, ...]:
    """Return all answers of a reader, in the order in which they were given."""
    cards = {card.token: card for card in record.cards}
    sealed = {card.token: card for card in key.cards}
    tiles = {tile.number: tile for tile in key.tiles}
    first_period = cards[known.seal.order[0]].period if known.seal.order else 0
    met: set[str] = set()
    rows = []
    for place, answer in enumerate(known.answers, 1):
        token = answer.token
        card, secret = cards[token], sealed[token]
        tile = tiles[secret.tile]
        # Either of the two may come first: the order of a reader decides.
        asked = secret.repeat_of or token
        votes = votes_of(tile)
        network = key.classes[votes[0]]
        rows.append(
            Row(
                reader=known.seal.reader,
                place=place,
                period=1 if card.period == first_period else 2,
                token=token,
                kind=card.kind,
                again=asked in met,
                tile=tile.number,
                image=tile.image,
                group=tile.group or f"image {tile.image}",
                true_class=tile.true_class,
                choice=answer.choice,
                said=_said(answer.choice, card.kind, network, key.classes),
                right=_right(answer.choice, card.kind, network, tile.true_class),
                network_class=network,
                confidence=max(tile.probabilities[0]),
                votes=votes,
                seconds=answer.seconds,
                black=answer.black,
                white=answer.white,
                zoom=answer.zoom,
                overlay=answer.overlay,
            )
        )
        met.add(asked)
    return tuple(rows)


def votes_of(tile: SealedTile) -> tuple[int, ...]:
    """Return the class that each run predicts, and that of their mean if several."""
    p = np.array(tile.probabilities)
    together = [p.mean(axis=0)] if len(p) > 1 else []
    return tuple(int(each.argmax()) for each in (*p, *together))


def network_names(key: Key) -> tuple[str, ...]:
    """Return what `Row.votes` are those of: each run, and their mean."""
    several = len(key.runs) > 1
    return (*key.runs, *([f"mean of {len(key.runs)} runs"] if several else []))


def network_told(name: str) -> str:
    """Return one of these names in the user's language; names are also columns."""
    if found := re.fullmatch(r"mean of (\d+) runs", name):
        return tr("mean of {number} runs", number=found[1])
    return name


def _said(choice: str, kind: Kind, network: str, classes: tuple[str, ...]) -> str:
    if kind == "classify" or choice == CANNOT_TELL:
        return choice
    if choice == AGREE:
        return network
    others = [name for name in classes if name != network]
    return others[0] if len(others) == 1 else ""


def _right(choice: str, kind: Kind, network: str, true_class: str) -> bool | None:
    if choice == CANNOT_TELL:
        return None
    if kind == "classify":
        return choice == true_class
    return (choice == AGREE) == (network == true_class)


def firsts(rows: Iterable[Row], kind: Kind) -> tuple[Row, ...]:
    """Return the first answers to each tile: what all numbers are about."""
    return tuple(row for row in rows if row.kind == kind and not row.again)


def rights(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return whether each answer is right; "cannot tell" is not."""
    return np.array([row.right is True for row in rows], bool)


def network_rights(
    rows: Sequence[Row], network: int, classes: Sequence[str]
) -> NDArray[np.bool_]:
    """Return whether a network, by its place in `network_names`, is right."""
    return np.array([classes[r.votes[network]] == r.true_class for r in rows], bool)
