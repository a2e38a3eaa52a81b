"""The editor of the intensity rule, with the values of all training images."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.intensity import warning
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.intensities import Intensities
from cellclassifier.gui.widgets.intensity_histogram import IntensityHistogram
from cellclassifier.gui.widgets.movable_points import Point
from cellclassifier.gui.widgets.notice import Notice

_READING = tr("The images are being read.")
_NONE = tr("None of the images can be read.")
_LABELS = {
    "rule": {
        "full": tr("Full range"),
        "window": tr("Window"),
        "percentiles": tr("Percentiles of all images"),
        "image": tr("Each image on its own"),
    }
}
_FIELDS = {
    "full": ("rule",),
    "window": ("rule", "black", "white"),
    "percentiles": ("rule", "low", "high"),
    "image": ("rule", "low", "high"),
}


class IntensityPanel(Collapsible):
    """Edits the rule; asks for the counts of its images once it is open."""

    asked = Signal(object, object)
    """The counts of this `Dataset` under this `IntensitySpec` are to be shown."""

    edited = Signal(object)
    """Emitted with the new `IntensitySpec`; not while a point is still dragged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Intensity: which raw values become black and white"), parent
        )
        self._train: Dataset | None = None
        self._rule = IntensitySpec()
        self._waits = False
        self.form = SpecForm(self._rule, labels=_LABELS)
        self.notice = Notice()
        self.sentence = BreakingLabel()
        self.histogram = IntensityHistogram()
        self.line = BreakingLabel()
        self.line.hide()
        self.form.edited.connect(self._edit)
        self.histogram.told.connect(self._tell)
        self.histogram.moved.connect(self._preview)
        self.histogram.released.connect(self._put)
        self.turned.connect(self._ask)
        self._arrange()
        self._show_rule()

    def set_images(self, train: Dataset, rule: IntensitySpec) -> None:
        """Show other images, or another rule."""
        if train is self._train and rule == self._rule:
            return
        if train is not self._train:
            self.histogram.set_message(_READING)
            self.histogram.set_values(None)
            self.sentence.setText("")
            self._tell("")
        self._train, self._rule, self._waits = train, rule, True
        self.form.set_spec(rule)
        self._show_rule()
        self._ask()

    def show_found(
        self, train: Dataset, rule: IntensitySpec, found: Intensities | None
    ) -> None:
        """Show what was counted, if these are still the images and the rule."""
        if train is not self._train or rule != self._rule:
            return
        self.histogram.set_message(_NONE)
        self.histogram.set_values(found.curves if found else None)
        self.sentence.setText(_told(rule, found) if found else "")
        self._mark(found)

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be counted under the rule."""
        self.notice.tell(sentence, "error")

    def _arrange(self) -> None:
        side = QWidget()
        side.setFixedWidth(80 * theme.SPACE)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2 * theme.SPACE)
        for part in (self.form, self.notice, self.sentence):
            left.addWidget(part)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.histogram)
        right.addWidget(self.line)
        right.addStretch(1)
        box = QHBoxLayout(self.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4 * theme.SPACE)
        box.addWidget(side)
        box.addLayout(right, 1)

    def _show_rule(self) -> None:
        self.form.show_only(_FIELDS[self._rule.rule])
        if text := warning(self._rule):
            self.notice.tell(text, "attention")
        else:
            self.notice.clear()

    def _edit(self, rule: IntensitySpec) -> None:
        if self._train is not None:
            self.set_images(self._train, rule)
        self.edited.emit(rule)

    def _mark(self, found: Intensities | None) -> None:
        """Mark the points of the rule; those of a window can be moved."""
        is_movable = self._rule.rule == "window"
        points = []
        if found and found.black is not None and found.white is not None:
            points = [
                Point("black", found.black, is_movable),
                Point("white", found.white, is_movable),
            ]
        self.histogram.set_points(points, found.grain if found else 1.0)

    def _preview(self, name: str, value: float) -> None:
        black, white = (point.value for point in self.histogram.points())
        self.sentence.setText(
            tr("{range} Let go to take them.", range=_range(black, white))
        )

    def _put(self, name: str, value: float) -> None:
        rule = IntensitySpec.model_validate({**self._rule.model_dump(), name: value})
        if rule == self._rule:
            return
        self.form.set_spec(rule)
        self._edit(rule)

    def _ask(self) -> None:
        if self.is_open and self._waits:
            self._waits = False
            self.asked.emit(self._train, self._rule)

    def _tell(self, sentence: str) -> None:
        self.line.setText(sentence)
        self.line.setVisible(bool(sentence))


def _told(rule: IntensitySpec, found: Intensities) -> str:
    counted = tr(
        "Counted: all {pixels:,} pixels of {images:,} training images "
        "({depth}); test images have no say.",
        pixels=found.pixels,
        images=found.images,
        depth=found.depth,
    )
    if found.black is None or found.white is None:
        return tr(
            "In each image, {low:g} % of its pixels are darker than black, and "
            "{value:g} % brighter than white. {counted}",
            low=rule.low,
            value=100 - rule.high,
            counted=counted,
        )
    return f"{_range(found.black, found.white)} {counted}"


def _range(black: float, white: float) -> str:
    return tr(
        "Raw {black:,.6g} becomes black (0) and raw {white:,.6g} white (1), the same "
        "for all images.",
        black=black,
        white=white,
    )
