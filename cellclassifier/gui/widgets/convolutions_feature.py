"""One feature of a convolution, large over the tile, with all its kernels."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cellclassifier.core.inside.features import Learnt
from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.convolutions_bar import ColourBar
from cellclassifier.gui.widgets.convolutions_pictures import (
    full_colour,
    is_signed,
    laid_over,
)
from cellclassifier.gui.widgets.convolutions_strip import KernelStrip
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

_OPACITY = 0.75


class FeatureView(QWidget):
    """The map of a feature over the tile, its scale, its value, its kernels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grey: NDArray[np.float32] | None = None
        self._map: NDArray[np.float32] | None = None
        self.canvas = LinkedCanvas()
        self.bar = ColourBar(tr("the feature map"))
        self.value = QLabel(" ")
        self.kernels = KernelStrip()
        self.kernel_bar = ColourBar(tr("the kernels"))
        self.title = BreakingLabel()
        self.words = BreakingLabel()
        self._build()
        self.canvas.pointed.connect(self._on_pointed)

    def show_tile(self, grey: NDArray[np.float32] | None) -> None:
        """Show another tile, (height, width[, 3]), 0..1, as yet without a map."""
        self._grey, self._map = grey, None
        self._render(1.0)

    def say(self, sentence: str) -> None:
        """Say why there is no map, over the tile."""
        self._map = None
        self._render(1.0)
        self.canvas.set_message(sentence)

    def show_feature(
        self,
        learnt: Learnt,
        map_: NDArray[np.float32],
        feature: int,
        top: float | None,
    ) -> None:
        """Show a feature.

        Args:
            learnt: The convolution.
            map_: Its map of the tile, (rows, columns).
            feature: Its number, from 0.
            top: The value in full colour; ``None``: its own.
        """
        self._map = map_
        self.title.setText(
            tr(
                "Feature {feature} of {learnt}",
                feature=feature + 1,
                learnt=learnt.label,
            )
        )
        kernel = learnt.kernel[..., feature]
        self.kernels.show_kernel(kernel)
        self.kernel_bar.show_signed(self.kernels.top)
        self.words.setText(_told(learnt, kernel, float(learnt.bias[feature])))
        self._render(full_colour(map_) if top is None else top)
        if not map_.any():
            self.canvas.set_message(
                tr("Silent: the map is zero everywhere in this tile.")
            )

    def _build(self) -> None:
        self.canvas.setAccessibleName(tr("tile with the feature map over it"))
        self.value.setAccessibleName(tr("value under the mouse"))
        self.value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.value.setToolTip(tr("Value of the map, and its column and row in it."))
        below = ScrollColumn()
        inside = QVBoxLayout(below.inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE)
        for each in (self.words, self.kernels, self.kernel_bar):
            inside.addWidget(each)
        inside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.title)
        box.addWidget(self.canvas, 5)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.value, 1)
        box.addLayout(line)
        box.addWidget(below, 2)

    def _render(self, top: float) -> None:
        grey, map_ = self._grey, self._map
        self.canvas.set_message("")
        shown = map_ is not None
        for part in (self.bar, self.kernels, self.kernel_bar, self.words, self.title):
            part.setVisible(shown)
        if grey is None or map_ is None:
            self.canvas.set_image(_rgb(grey))
            return
        self.canvas.set_image(laid_over(grey, map_, top, _OPACITY))
        self.bar.setVisible(bool(map_.any()))
        if is_signed(map_):
            self.bar.show_signed(top)
        else:
            self.bar.show_overlay(top, _OPACITY)

    def _on_pointed(self, x: int, y: int) -> None:
        grey, map_ = self._grey, self._map
        if grey is None or map_ is None or x < 0:
            self.value.setText(" ")
            return
        row = y * map_.shape[0] // grey.shape[0]
        column = x * map_.shape[1] // grey.shape[1]
        rows, columns = map_.shape
        self.value.setText(
            tr(
                "{short} at {column}, {row} of {columns} x {rows}",
                short=short(float(map_[row, column])),
                column=column + 1,
                row=row + 1,
                columns=columns,
                rows=rows,
            )
        )


def _told(learnt: Learnt, kernel: NDArray[np.float32], bias: float) -> str:
    height, width, inputs = kernel.shape
    of = tr_n("the tile", "each of its {inputs} inputs", inputs, inputs=inputs)
    after = tr("; shown after {after}", after=_after(learnt)) if learnt.after else ""
    plus = tr(", plus {short}", short=short(bias)) if bias else ""
    return tr(
        "One {width} x {height} kernel on {of}, added up{plus}{after}.",
        width=width,
        height=height,
        of=of,
        plus=plus,
        after=after,
    )


def _after(learnt: Learnt) -> str:
    """Return what maps are taken after; the worker names it in English."""
    known = {"normalisation": tr("normalisation")}
    parts = [known.get(part, part) for part in learnt.after.split(" and ")]
    return (
        tr("{one} and {other}", one=parts[0], other=parts[1]) if parts[1:] else parts[0]
    )


def _rgb(grey: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
    # As with a map: of one shape, so that the zoom stays.
    if grey is None or grey.ndim == 3:
        return grey
    return np.repeat(grey[..., np.newaxis], 3, axis=2)
