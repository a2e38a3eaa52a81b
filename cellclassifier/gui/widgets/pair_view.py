"""Two tiles, large: side by side, laid on one another, and what then differs."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.elided_label import ElidedLabel
from cellclassifier.gui.widgets.image_canvas import Canvas
from cellclassifier.gui.widgets.leak_pixels import PairLook, look_at
from cellclassifier.gui.widgets.leak_rows import (
    NO,
    LeakRow,
    part_words,
    shifted,
    turned,
)

_HINT = tr("Choose a pair in the table to see it large.")
_GROUP = tr("Of one group, which is divided: the two need not look alike.")


class PairView(QWidget):
    """Shows the pair that is chosen; pixels are read in the background.

    Attributes:
        copy: A button that copies the paths of both files; whoever shows the view
            gives it a place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: LeakRow | None = None
        self._closed = False
        self._background = Background(self, threads=1)
        self.one, self.other = _Side(tr("first tile")), _Side(tr("second tile"))
        self.back = _Side(tr("second tile laid onto the first"), of_file=False)
        self.difference = _Side(tr("what then differs"), of_file=False)
        self.copy = QPushButton(theme.icon("copy"), tr("Copy the two paths"))
        self.copy.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.copy.setToolTip(tr("Copy the paths of both files (Ctrl+Shift+C)."))
        self.copy.clicked.connect(self._copy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * theme.SPACE)
        for place, side in enumerate(self._sides()):
            grid.addWidget(side, place // 2, place % 2)
        self.show_pair(None, ReadingSpec())

    def show_pair(self, row: LeakRow | None, reading: ReadingSpec) -> None:
        """Show another pair; with None, a sentence that asks for one."""
        self._row = row
        self.copy.setEnabled(row is not None)
        for side in self._sides():
            side.describe("", "")
            side.set_file(None)
            side.clear("")
        if row is None or self._closed:
            self.one.clear(_HINT)
            return
        pair = row.pair
        for side, part, tile in (
            (self.one, pair.one_part, row.one),
            (self.other, pair.other_part, row.other),
        ):
            side.describe(f"{part_words(part)}, {tile.class_name}", tile.image.name)
            side.set_file(tile.image)
        if row.is_picture:
            self.back.describe(tr("The second laid on the first"), _laid(row))
            self.difference.describe(tr("What then differs"), tr("black: nothing"))
        self._background.run(
            "pair",
            lambda: look_at(row, reading),
            lambda look: self._show(row, look),
            lambda error: self._fail(row, error),
        )

    def close_pictures(self) -> None:
        """Stop reading, and wait for what is being read."""
        self._closed = True
        self._background.close()

    def _sides(self) -> tuple["_Side", ...]:
        return self.one, self.other, self.back, self.difference

    def _show(self, row: LeakRow, look: PairLook) -> None:
        if row is not self._row:
            return
        for side, image in zip(self._sides(), look, strict=True):
            side.canvas.set_image(image)
        self.back.canvas.set_message(_GROUP if look.back is None else "")

    def _fail(self, row: LeakRow, error: BaseException) -> None:
        if row is not self._row:
            return
        known = isinstance(error, UserError | OSError)
        self.one.clear(str(error) if known else f"{type(error).__name__}: {error}")

    def _copy(self) -> None:
        if self._row:
            paths = (self._row.one.image, self._row.other.image)
            QGuiApplication.clipboard().setText("\n".join(map(str, paths)))


def _laid(row: LeakRow) -> str:
    """Return what was done to the second tile to bring it onto the first."""
    turn, shift = turned(row), shifted(row)
    done = [tr("turned {turn}", turn=turn)] if turn != NO else []
    done += [tr("shifted {shift}", shift=shift)] if shift != NO else []
    return "; ".join(done) or tr("as it is")


class _Side(QWidget):
    """A picture under two lines: what it is, and where it comes from."""

    def __init__(self, name: str, *, of_file: bool = True) -> None:
        super().__init__()
        self._path: Path | None = None
        self.words, self.second = ElidedLabel(strong=True), ElidedLabel()
        self.canvas = Canvas()
        self.canvas.setAccessibleName(name)
        self.canvas.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )
        self.folder = QToolButton()
        self.folder.setIcon(theme.icon("folder"))
        self.folder.setAutoRaise(True)
        self.folder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.folder.setToolTip(tr("Show this file in its folder."))
        self.folder.setAccessibleName(tr("Show the folder of the {name}", name=name))
        self.folder.clicked.connect(self._open)
        # Its room is kept, so that all pictures are of one size.
        policy = self.folder.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.folder.setSizePolicy(policy)
        self.folder.setVisible(of_file)
        line = QHBoxLayout()
        line.addWidget(self.second, 1)
        line.addWidget(self.folder)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.words)
        box.addLayout(line)
        box.addWidget(self.canvas, 1)

    def describe(self, words: str, second: str) -> None:
        """Say what is seen, in two lines."""
        self.words.set_text(words)
        self.second.set_text(second)

    def set_file(self, path: Path | None) -> None:
        """Set the file that the tile was cut from."""
        self._path = path
        self.folder.setEnabled(path is not None)
        if path:
            self.second.setToolTip(str(path))

    def clear(self, message: str) -> None:
        """Show a sentence in place of a picture."""
        self.canvas.set_image(None)
        self.canvas.set_message(message)

    def _open(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
