"""One file of a study, drawn as it is read now."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.images import describe, read_taken
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.elided_label import ElidedLabel
from cellclassifier.gui.widgets.image_canvas import Canvas
from cellclassifier.gui.widgets.reading_facts import (
    dyes,
    forgiving,
    misfits,
    picture,
    words,
)

_LEFT_OUT = tr("This file is left out.")
_SCREEN = tr("Brightness adapted to the screen, in this picture only.")


class Preview(NamedTuple):
    """What is shown of a file: a picture (y, x) or (y, x, 3) of 0..1, or why not."""

    path: Path | None
    reading: ReadingSpec
    facts: ImageFacts | None = None
    image: NDArray[np.float32] | None = None
    problem: str = ""


def load_preview(path: Path, reading: ReadingSpec) -> Preview:
    """Read a file as it is read now; one that is left out, in another way; slow."""
    try:
        facts = describe(path)
        if 0 < reading.scene <= len(facts.scenes):
            facts = describe(path, reading.scene)
    except UserError as error:
        return Preview(path, reading, problem=str(error))
    wrong = misfits(facts, reading)
    shown = forgiving(facts, reading)
    try:
        taken = read_taken(path, shown)
    except UserError as error:
        return Preview(path, reading, facts, problem=str(error))
    colours = list(dyes(facts, shown).values())
    image = picture(taken.pixels, facts, colours)
    return Preview(path, reading, facts, image, _LEFT_OUT if wrong else "")


class ReadingPreview(QWidget):
    """Shows one of several files, and goes to the one before or behind it."""

    described = Signal(object)
    """Emitted with what the file in sight holds (`ImageFacts`), or ``None``."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._paths: Sequence[Path] = ()
        self._place = 0
        self._reading = ReadingSpec()
        self.name = ElidedLabel()
        self.count = QLabel()
        self.back = _arrow(Qt.ArrowType.LeftArrow, tr("The file before"))
        self.forth = _arrow(Qt.ArrowType.RightArrow, tr("The next file"))
        self.canvas = Canvas()
        self.canvas.setAccessibleName(tr("The file as it is read now"))
        self.words = BreakingLabel()
        self._note = theme.muted(_SCREEN)
        self.back.clicked.connect(lambda: self._go(-1))
        self.forth.clicked.connect(lambda: self._go(1))
        self._arrange()

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Show these files; the one in sight stays if it is among them."""
        before, self._paths, self._place = self.path, paths, 0
        # Where there are 100,000, one search is enough.
        with suppress(ValueError):
            self._place = paths.index(before)
        self._load()

    def set_reading(self, reading: ReadingSpec) -> None:
        """Show the file as it is read now."""
        if reading != self._reading:
            self._reading = reading
            self._load()

    @property
    def path(self) -> Path | None:
        """The file in sight."""
        return self._paths[self._place] if self._place < len(self._paths) else None

    def _go(self, by: int) -> None:
        self._place = (self._place + by) % max(1, len(self._paths))
        self._load()

    def _load(self) -> None:
        path, reading, count = self.path, self._reading, len(self._paths)
        self.back.setEnabled(count > 1)
        self.forth.setEnabled(count > 1)
        self.count.setText(
            tr("{place:,} of {count:,}", place=self._place + 1, count=count)
            if count
            else ""
        )
        self.name.set_text(f"{path.parent.name}/{path.name}" if path else "")
        if path is None:
            self._show(Preview(None, reading))
            return
        self._background.run(
            "reading preview", lambda: load_preview(path, reading), self._show, _raise
        )

    def _show(self, found: Preview) -> None:
        if (found.path, found.reading) != (self.path, self._reading):
            return
        self.canvas.set_image(found.image)
        self.canvas.set_message(found.problem)
        self.words.setText(
            tr("Holds: {words}.", words=words(found.facts)) if found.facts else ""
        )
        self.described.emit(found.facts)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE)
        for widget in (self.back, self.count, self.forth):
            head.addWidget(widget)
        head.addStretch(1)
        self.canvas.setMinimumHeight(52 * theme.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(head)
        box.addWidget(self.name)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.words)
        box.addWidget(self._note)


def _arrow(kind: Qt.ArrowType, tip: str) -> QToolButton:
    button = QToolButton()
    button.setArrowType(kind)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def _raise(error: BaseException) -> None:
    raise error
