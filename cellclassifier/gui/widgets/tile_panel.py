"""One tile, large: what the network answers for it, and what it looks at."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.attribution import scaled
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.image_view import ImageView
from cellclassifier.gui.widgets.method_choice import MethodChoice, ScaleChoice
from cellclassifier.gui.widgets.notice import IconView
from cellclassifier.gui.widgets.probabilities import ProbabilityBars
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

# Named twice: this module hands it on.
from cellclassifier.gui.widgets.tile_answer import Answer as Answer
from cellclassifier.gui.widgets.tile_display import Levels
from cellclassifier.gui.widgets.tile_mark import TileMark
from cellclassifier.gui.widgets.tile_place import TilePlace

_LEAST = 60 * theme.SPACE
"""The least height of the image, px."""

_PREDICTED, _TRUE = tr("predicted class"), tr("true class")
_NOTHING = tr("Choose a tile in the gallery to see it large.")
_CLASS_HELP = tr(
    "Which class the purple explains: what speaks for or against this class rather "
    "than the others."
)


class TilePanel(ScrollColumn):
    """Shows the chosen tile with its attribution, and how to look at it."""

    asked = Signal()
    """The user wants another map, or to see one at all."""

    field_asked = Signal()
    """The user wants to see the tile in its image."""

    mark_asked = Signal()
    """The user wants to mark the label as wrong, or to take the mark back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._matters: NDArray[np.float32] | None = None
        self.view = ImageView()
        self.status = BreakingLabel()
        self.status.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.status.make_selectable()
        self.overlay = QCheckBox(tr("Attribution"))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity_text = QLabel()
        self.explained = QComboBox()
        # A long name of a class must not widen the page.
        self.explained.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )
        self.method = MethodChoice()
        self.scale = ScaleChoice()
        self.mark = IconView("ring", side=5 * theme.SPACE)
        self.verdict = BreakingLabel()
        self.bars = ProbabilityBars()
        self.place = TilePlace()
        self.marked = TileMark()
        self.marked.field_asked.connect(self.field_asked)
        self.marked.mark_asked.connect(self.mark_asked)
        self._prepare()
        self._arrange()
        self.show_nothing()

    @property
    def class_name(self) -> str:
        """The class that is to be explained; nothing without a tile."""
        if self._answer is None:
            return ""
        choice = self.explained.currentData()
        meant = {
            _PREDICTED: self._answer.predicted,
            _TRUE: self._answer.tile.class_name,
        }
        # Classes are told by their place: one may be named "true class".
        if isinstance(choice, int):
            return self._answer.classes[choice]
        return meant[choice]

    @property
    def wants_map(self) -> bool:
        """Whether an attribution is to be shown."""
        return self._answer is not None and self.overlay.isChecked()

    @property
    def has_map(self) -> bool:
        """Whether an attribution has been given for the tile and class shown."""
        return self._matters is not None

    def show_nothing(self, sentence: str = _NOTHING) -> None:
        """Show that no tile is chosen."""
        self._answer = self._matters = None
        self.view.set_image(None)
        self.view.set_message(sentence)
        self._below.hide()
        self.say("")

    def show_answer(self, answer: Answer) -> None:
        """Show what is known of a tile before its pixels have been read."""
        before, self._answer, self._matters = self._answer, answer, None
        if before is None or before.classes != answer.classes:
            self._offer(answer.classes)
        icon, colour, words = answer.look
        self.mark.set_icon(icon, colour)
        self.verdict.setText(words)
        self._offer_true(answer)
        self.marked.show_mark(answer.mark, answer.known)
        self.bars.set_values(answer.classes, answer.probabilities)
        self.place.show_tile(answer.tile, answer.extent)
        self._below.show()

    def show_pixels(self, pixels: NDArray[np.float32], levels: Levels) -> None:
        """Show the pixels of the tile, (y, x) or (y, x, 3), in the study's scale."""
        self.view.set_message(None)
        self.view.set_levels(*levels)
        self.view.set_image(pixels)

    def show_problem(self, sentence: str) -> None:
        """Say why there are no pixels."""
        self._matters = None
        self.view.set_image(None)
        self.view.set_message(sentence)
        self.say("")

    def show_map(self, matters: NDArray[np.float32] | None) -> None:
        """Show how much each pixel matters, (y, x); None takes the overlay away."""
        self._matters = matters
        self._lay_over()

    def say(self, sentence: str) -> None:
        """Write a sentence below the tile, in the place of the colour bar."""
        self.status.setText(sentence)
        self.status.show()

    def _prepare(self) -> None:
        # It takes what is left, so that all below it stays in sight.
        self.view.canvas.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )
        self.view.canvas.setMinimumHeight(_LEAST)
        self.status.setAccessibleName(tr("state of the attribution"))
        # As high as the colour bar that takes its place, so that nothing jumps.
        self.status.setMinimumHeight(self.fontMetrics().height() + theme.SPACE)
        self.overlay.setChecked(True)
        self.overlay.setToolTip(tr("Purple: what the network looks at."))
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName(tr("opacity of the attribution"))
        self.opacity.setToolTip(tr("How much of the image full attribution hides."))
        self.explained.setAccessibleName(tr("class explained"))
        self.explained.setToolTip(f"<qt>{_CLASS_HELP}</qt>")
        self.overlay.toggled.connect(self._turn_over)
        self.opacity.valueChanged.connect(self._set_opacity)
        self.explained.activated.connect(self.asked)
        self.method.activated.connect(self._change_method)
        self.scale.activated.connect(self._lay_over)
        self.opacity.setValue(70)

    def _arrange(self) -> None:
        self._below = QWidget()
        grid = QGridLayout(self._below)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.overlay, 0, 0)
        slider = QHBoxLayout()
        slider.addWidget(self.opacity, 1)
        slider.addWidget(self.opacity_text)
        grid.addLayout(slider, 0, 1)
        rows = {
            tr("method"): self.method,
            tr("explains"): self.explained,
            tr("full purple at"): self.scale,
        }
        for row, (text, combo) in enumerate(rows.items(), start=1):
            grid.addWidget(QLabel(text), row, 0)
            grid.addWidget(combo, row, 1)
        head = QHBoxLayout()
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        grid.addLayout(head, 4, 0, 1, 2)
        for row, part in enumerate((self.bars, self.marked, self.place), start=5):
            grid.addWidget(part, row, 0, 1, 2)
        box = QVBoxLayout(self.inside)
        box.setContentsMargins(0, 0, 0, 0)
        # The distance inside the image view, so that nothing jumps.
        box.setSpacing(theme.SPACE)
        box.addWidget(self.view, 1)
        box.addWidget(self.status)
        box.addWidget(self._below)

    def _offer(self, classes: Sequence[str]) -> None:
        with QSignalBlocker(self.explained):
            self.explained.clear()
            for name in (_PREDICTED, _TRUE):
                self.explained.addItem(name, name)
            self.explained.insertSeparator(2)
            for place, name in enumerate(classes):
                self.explained.addItem(name, place)

    def _offer_true(self, answer: Answer) -> None:
        """Name the classes that are meant; an unknown one cannot be explained."""
        true = answer.tile.class_name if answer.known else tr("unknown")
        self.explained.setItemText(0, f"{_PREDICTED} ({answer.predicted})")
        self.explained.setItemText(1, f"{_TRUE} ({true})")
        model = self.explained.model()
        if isinstance(model, QStandardItemModel):
            model.item(1).setEnabled(answer.known)
        if not answer.known and self.explained.currentData() == _TRUE:
            self.explained.setCurrentIndex(0)

    def _change_method(self) -> None:
        self.scale.setCurrentIndex(self.scale.findData(self.method.scaling))
        self.asked.emit()

    def _set_opacity(self, value: int) -> None:
        self.opacity_text.setText(f"{value} %")
        self.view.set_opacity(value / 100)

    def _turn_over(self, on: bool) -> None:
        for control in (self.opacity, self.method, self.explained, self.scale):
            control.setEnabled(on)
        self.say("")
        self._lay_over()
        if self.wants_map and not self.has_map:
            self.asked.emit()

    def _lay_over(self) -> None:
        """Bring the map to the scale chosen, and show it."""
        shown = self._shown()
        self.view.set_overlay(shown)
        self.status.setVisible(shown is None)
        if shown is not None:
            self.status.clear()

    def _shown(self) -> NDArray[np.float32] | None:
        if not self.overlay.isChecked():
            self.say(tr("The attribution is switched off."))
            return None
        if self._matters is None:
            return None
        if not self._matters.any():
            self.say(tr("No attribution: the map is zero everywhere."))
            return None
        by: Literal["percentile", "maximum"] = self.scale.currentData()
        return scaled(self._matters, by)
