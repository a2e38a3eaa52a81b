"""A reader at a review: one card after another, as tokens and pixels.

Nothing here knows an answer. A sitting reads the open part of the review folder and
the reader's own file, and imports nothing that could read a study, a run, a prediction
or the sealed key.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import (
    AGREE,
    CANNOT_TELL,
    DISAGREE,
    Kind,
    PracticeCard,
    PublicCard,
    read_practice,
    read_review_record,
)
from cellclassifier.core.reviews.sitting_log import SittingLog
from cellclassifier.core.reviews.sitting_record import (
    Answer,
    Answered,
    Mark,
    TakenBack,
    named,
    now,
)

SAMPLE = 64
"""About how many tiles decide on the contrast that is common to all."""

PERCENTILES = (0.5, 99.8)
"""Shares of the pixels, in percent, below what is shown black, and below white."""


class Card(NamedTuple):
    """What is asked now.

    `shown_class` and `shown_confidence` (0 .. 1) are what the network says, where the
    tile is judged, else "" and 0. `practice_answer` is the class of a practice tile, to
    be shown after the answer, else "".
    """

    token: str
    kind: Kind
    shown_class: str
    shown_confidence: float
    practice_answer: str


class DisplaySettings(NamedTuple):
    """How a tile was shown when it was answered.

    `black` and `white` are the pixel values (0 .. 1) shown black and white; `zoom` is
    screen pixels a pixel; `overlay` tells whether the attribution lay over it.
    """

    black: float
    white: float
    zoom: int
    overlay: bool


class Sitting:
    """A reader's way through the cards of a review, in the order that was sealed.

    Attributes:
        reader: The reader's name.
        classes: Names of the classes, in the order of the keys.
        cannot_tell: Whether `CANNOT_TELL` is an answer.
    """

    def __init__(self, folder: Path, reader: str) -> None:
        """Begin, or go on where the reader was; the order is sealed before a card.

        Args:
            folder: The review's folder.
            reader: Name of the reader.

        Raises:
            UserError: The review was opened, the answers were changed since, are being
                given in another window, or cannot be written.
        """
        record = read_review_record(folder)
        self.reader = named(reader)
        self.classes = record.classes
        self.cannot_tell = record.spec.cannot_tell
        self._folder = folder
        self._shape = record.shape
        self._cards = {card.token: card for card in record.cards}
        self._practice = read_practice(folder)
        self._refuse_opened()
        self._log = SittingLog(folder, record, reader)
        try:
            self._log.add(Mark(event="started", when=now()))
        except UserError:
            self._log.close()
            raise

    @property
    def seal(self) -> str:
        """SHA-256 of the order, for the reader to note before the first card."""
        return self._known.seal.sha256

    @property
    def in_practice(self) -> bool:
        """Whether the card is one to practise on."""
        return len(self._known.practised) < len(self._practice)

    @property
    def place(self) -> int:
        """Cards answered so far, of the practice round while it lasts."""
        known = self._known
        return len(known.practised if self.in_practice else known.answers)

    @property
    def of(self) -> int:
        """Cards in all, of the practice round while it lasts."""
        return len(self._practice if self.in_practice else self._known.seal.order)

    @property
    def finished(self) -> bool:
        """Whether every card has an answer."""
        return not self.in_practice and self._known.finished

    def card(self) -> Card:
        """Return what is asked now.

        Raises:
            ValueError: Every card has an answer.
        """
        card = self._card()
        shown, is_practice = card.shown, isinstance(card, PracticeCard)
        return Card(
            card.token,
            card.kind,
            shown.class_name if shown else "",
            shown.confidence if shown else 0.0,
            card.answer if is_practice else "",  # type: ignore[union-attr]
        )

    def choices(self) -> tuple[str, ...]:
        """Return what can be answered now, in the order of the keys 1, 2, ...

        Where `cannot_tell` is on, `CANNOT_TELL` can be answered too.
        """
        return (AGREE, DISAGREE) if self._card().kind == "judge" else self.classes

    def pixels(self) -> NDArray[np.float32]:
        """Return the tile as the network sees it, shape (size, size, channels).

        Raises:
            UserError: Its file is gone or damaged.
        """
        where = "practice" if self.in_practice else "tiles"
        return self._read(where, self._shape)

    def levels(self) -> tuple[float, float]:
        """Return the same black and white for all readers and cards, (0 .. 1).

        They are percentiles of tiles in the order of their tokens, which is neither
        that of the cards nor of the classes; 0 and 1 where no tile can be read or all
        pixels are alike.
        """
        paths = sorted((self._folder / "tiles").glob("*.npy"))
        values = []
        for path in paths[:: max(1, len(paths) // SAMPLE)]:
            try:
                values.append(np.load(path, allow_pickle=False).ravel())
            except (OSError, ValueError, EOFError):
                continue
        if not values:
            return 0.0, 1.0
        black, white = np.percentile(np.concatenate(values), PERCENTILES)
        return (float(black), float(white)) if white > black else (0.0, 1.0)

    def overlay(self) -> NDArray[np.float32] | None:
        """Return how much each pixel mattered to the network, shape (size, size).

        ``None`` where none is shown with this card.

        Raises:
            UserError: Its file is damaged.
        """
        path = self._folder / "overlays" / f"{self._card().token}.npy"
        if self.in_practice or not path.exists():
            return None
        return self._read("overlays", self._shape[:2])

    def answer(self, choice: str, seconds: float, display: DisplaySettings) -> None:
        """Keep the answer to this card, and go on to the next.

        Args:
            choice: One of `choices`, or `CANNOT_TELL`.
            seconds: How long the card was looked at.
            display: How it was shown.

        Raises:
            ValueError: It cannot be chosen, or every card has an answer.
            UserError: It could not be written, and is not kept; or the review was
                opened meanwhile.
        """
        if choice not in self.choices() and not (
            choice == CANNOT_TELL and self.cannot_tell
        ):
            raise ValueError(f"'{choice}' cannot be answered here")
        self._refuse_opened()
        self._log.add(
            Answer(
                token=self._card().token,
                choice=choice,
                seconds=round(seconds, 3),
                **display._asdict(),
                practice=self.in_practice,
                when=now(),
            )
        )

    def take_back(self) -> bool:
        """Take the last answer back, and return to its card.

        Only the one answer before: who has seen later cards would answer earlier ones
        differently. In the practice round, where the class was shown, none.

        Returns:
            Whether there was one to take back.

        Raises:
            UserError: It could not be written, or the review was opened meanwhile.
        """
        if self.in_practice or not self._known.may_take_back:
            return False
        self._refuse_opened()
        self._log.add(TakenBack(token=self._known.answers[-1].token, when=now()))
        return True

    def close(self) -> None:
        """Leave; what was answered is kept, and the reader can go on later.

        Raises:
            UserError: That the reader left could not be written.
        """
        try:
            self._log.add(Mark(event="closed", when=now()))
        finally:
            self._log.close()

    @property
    def _known(self) -> Answered:
        return self._log.known

    def _card(self) -> PublicCard | PracticeCard:
        known = self._known
        if self.in_practice:
            return self._practice[len(known.practised)]
        if known.finished:
            raise ValueError("every card has an answer")
        return self._cards[known.seal.order[len(known.answers)]]

    def _read(self, where: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        path = self._folder / where / f"{self._card().token}.npy"
        try:
            found = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise self._damaged(str(error)) from error
        if found.shape != shape or found.dtype != np.float32:
            raise self._damaged(tr("it has another size"))
        return np.asarray(found)

    def _damaged(self, why: str) -> UserError:
        return UserError(
            tr(
                "A tile of this review cannot be read any more ({why}). Your answers "
                "are kept. Put the folder {folder} back from a copy, then go on.",
                why=why,
                folder=self._folder,
            )
        )

    def _refuse_opened(self) -> None:
        if (self._folder / "opened.json").exists():
            raise UserError(
                tr(
                    "This review was opened, so that its right answers are known; "
                    "nobody can answer it any more. The answers given before are kept. "
                    "Draw a new review."
                )
            )
