"""A kernel of one's own, moved over the chosen tile: products, sum and result."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.kernels import (
    PATCH,
    PRESETS,
    Kernel,
    convolve,
    products,
    told,
)
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.convolutions_bar import ColourBar
from cellclassifier.gui.widgets.convolutions_canvas import KernelCanvas
from cellclassifier.gui.widgets.convolutions_kernel import KernelBoxes, KernelEditor
from cellclassifier.gui.widgets.convolutions_numbers import CELL, NumberSquare
from cellclassifier.gui.widgets.convolutions_pictures import full_colour, picture
from cellclassifier.gui.widgets.explain_canvas import Sight
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

NOTE = tr(
    "Seen: what one kernel makes of every pixel; it is not turned round, and beyond "
    "the edges pixels are 0, as in networks. Not to conclude: that the network uses "
    "it; that learns its own, and adds up one for each map before."
)
_EMPTY = tr("Choose a tile at the left.")
_ARTICLE = np.array(PATCH, np.float64)


class OwnKernel(QWidget):
    """The tile with the kernel's window, the products, and the result in step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kernel = PRESETS["blur"].kernel
        self._tile: NDArray[np.float64] | None = None
        self._levels = (0.0, 1.0)
        self._result = np.zeros((1, 1))
        self._place: tuple[int, int] | None = None
        self.boxes = KernelBoxes()
        self.example = QPushButton(tr("The article's example"))
        self.tile, self.result = KernelCanvas(), KernelCanvas()
        self.tile_bar = ColourBar(tr("the tile"))
        self.result_bar = ColourBar(tr("the result"))
        self.editor = KernelEditor(self._kernel)
        self.patch = NumberSquare(tr("pixels under the kernel"))
        self.products = NumberSquare(tr("products"))
        self.words = BreakingLabel()
        self._build()
        self._connect()
        self.boxes.show_kernel(self._kernel)
        self.say(_EMPTY)

    @property
    def kernel(self) -> Kernel:
        """The kernel that is laid on."""
        return self._kernel

    @property
    def found(self) -> NDArray[np.float64]:
        """The result that is shown, (height, width)."""
        return self._result

    def show_tile(
        self, pixels: NDArray[np.float32], levels: tuple[float, float]
    ) -> None:
        """Show another tile.

        Args:
            pixels: (height, width), or (height, width, 3), of which the mean is taken.
            levels: Values shown black and white.
        """
        grey = pixels if pixels.ndim == 2 else pixels.mean(axis=-1)
        self._tile, self._levels = grey.astype(np.float64), levels
        self.example.setChecked(False)
        self._renew()

    def say(self, sentence: str) -> None:
        """Say why there is no tile."""
        self._tile = None
        self._renew()
        self.tile.set_message("" if self.example.isChecked() else sentence)

    def set_kernel(self, kernel: Kernel) -> None:
        """Lay another kernel on."""
        self._kernel = kernel
        self.editor.set_kernel(kernel)
        self._on_kernel()

    def _build(self) -> None:
        self.tile.setAccessibleName(tr("tile with the window of the kernel"))
        self.result.setAccessibleName(tr("what the kernel makes of the tile"))
        self.example.setCheckable(True)
        self.example.setToolTip(
            tr(
                "<qt>Shows the article's 3 x 3 pixels under the uniform kernel 1/9: "
                "the centre becomes 22/9 = 2.44. Again: back to the tile.</qt>"
            )
        )
        self.words.make_selectable()
        # A sum that takes one line more must not move the image under the mouse.
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.words.setAccessibleName(tr("products and their sum"))
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.boxes)
        line.addWidget(self.example)
        line.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part in (
            _under(tr("The tile"), self.tile, self.tile_bar),
            self._middle(),
            _under(tr("The result"), self.result, self.result_bar),
        ):
            splitter.addWidget(part)
        for place, stretch in enumerate((1, 0, 1)):
            splitter.setStretchFactor(place, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(splitter, 1)
        box.addWidget(self.words)
        box.addWidget(theme.muted(NOTE))

    def _middle(self) -> QWidget:
        column = ScrollColumn()
        inside = QVBoxLayout(column.inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE)
        for text, part in (
            (tr("Pixels under the kernel"), self.patch),
            (tr("x the kernel"), self.editor),
            (tr("= products"), self.products),
        ):
            inside.addWidget(QLabel(text))
            inside.addWidget(part)
        inside.addStretch(1)
        column.inside.setMinimumWidth(5 * CELL + theme.SPACE)
        return column

    def _connect(self) -> None:
        self.boxes.chosen.connect(self.set_kernel)
        self.boxes.resized.connect(self._on_resized)
        self.editor.edited.connect(self._on_edited)
        self.example.toggled.connect(self._on_example)
        for canvas, other in ((self.tile, self.result), (self.result, self.tile)):
            canvas.placed.connect(self._on_placed)
            canvas.moved.connect(lambda sight, to=other: _follow(to, sight))

    def _on_resized(self, side: int) -> None:
        self.set_kernel(self._kernel.resized(side))

    def _on_edited(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._on_kernel()

    def _on_kernel(self) -> None:
        self.boxes.show_kernel(self._kernel)
        self._show_result()
        self._show_place()

    def _on_example(self, shown: bool) -> None:
        if shown:
            self._kernel = PRESETS["blur"].kernel
            self.editor.set_kernel(self._kernel)
            self.boxes.show_kernel(self._kernel)
        self._renew()
        if not shown and self._tile is None:
            self.tile.set_message(_EMPTY)

    def _on_placed(self, x: int, y: int) -> None:
        self._place = (x, y)
        self._show_place()

    def _shown(self) -> NDArray[np.float64] | None:
        return _ARTICLE if self.example.isChecked() else self._tile

    def _renew(self) -> None:
        """Show the image, its result and the middle of both."""
        image = self._shown()
        small = self.example.isChecked()
        for canvas in (self.tile, self.result):
            canvas.set_message("")
            canvas.set_outlines(())
        if image is None:
            for canvas in (self.tile, self.result):
                canvas.set_image(None)
            self._show_words()
            return
        low, high = (0.0, float(image.max())) if small else self._levels
        self.tile.set_levels(low, high)
        self.tile.set_image(image.astype(np.float32))
        self.tile.set_numbers(image if small else None)
        self.tile_bar.show_grey(low, high)
        height, width = image.shape
        x, y = self._place or (width // 2, height // 2)
        inside = x < width and y < height and not small
        self._place = (x, y) if inside else (width // 2, height // 2)
        self._show_result()
        self._show_place()

    def _show_result(self) -> None:
        image, kernel = self._shown(), self._kernel
        if image is None:
            return
        self._result = convolve(image, kernel)
        weight = float(np.abs(kernel.array()).sum())
        # Where even grey becomes nothing, or less, black would hide half of it.
        if kernel.total <= 1e-9 * weight:
            top = full_colour(self._result)
            shown = picture(self._result, top, True) / 255
            self.result.set_levels(0, 1)
            self.result_bar.show_signed(top)
        else:
            low, high = self._range(kernel.total)
            shown = self._result
            self.result.set_levels(low, high)
            self.result_bar.show_grey(low, high)
        self.result.set_image(shown.astype(np.float32))
        self.result.set_numbers(self._result if self.example.isChecked() else None)

    def _range(self, total: float) -> tuple[float, float]:
        """Return what is shown black and white: an even grey stays as it was."""
        if self.example.isChecked():
            return 0.0, float(_ARTICLE.max()) * total
        return self._levels[0] * total, self._levels[1] * total

    def _show_place(self) -> None:
        if self._shown() is None or self._place is None:
            return
        self.tile.set_window(*self._place, self._kernel.side)
        self.result.set_window(*self._place, 1)
        self._show_words()

    def _show_words(self) -> None:
        """Show the products at the pixel, and their sum."""
        image = self._shown()
        if image is None or self._place is None:
            nothing = np.zeros((self._kernel.side,) * 2)
            blank = np.full((*nothing.shape, 3), 255, np.uint8)
            self.patch.set_values(nothing, blank)
            self.products.set_values(nothing, blank)
            self.words.setText("")
            return
        x, y = self._place
        found = products(image, self._kernel, x, y)
        low, high = (0.0, 10.0) if self.example.isChecked() else self._levels
        greys = picture(found.patch - low, max(high - low, 1e-6), False)
        self.patch.set_values(found.patch, greys)
        top = float(np.abs(found.products).max()) or 1.0
        self.products.set_values(found.products, picture(found.products, top, True))
        where = tr("At column {x}, row {y}: ", x=x + 1, y=y + 1)
        self.words.setText(where + told(found, self._kernel))


def _follow(canvas: KernelCanvas, sight: Sight) -> None:
    canvas.follow(sight)


def _under(title: str, canvas: KernelCanvas, bar: ColourBar) -> QWidget:
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.SPACE)
    box.addWidget(QLabel(title))
    box.addWidget(canvas, 1)
    box.addWidget(bar)
    return part
