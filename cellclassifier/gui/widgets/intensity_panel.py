"""The intensity histogram of the training images, folded away at first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.spec import IntensitySpec
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.intensities import Intensities
from cellclassifier.gui.widgets.intensity_histogram import IntensityHistogram

_READING = "The images are being read."
_NONE = "None of the images can be read."


class IntensityPanel(Collapsible):
    """Asks for the counts of its images once it is open; they come from outside."""

    asked = Signal(object, object)
    """The counts of this `Dataset` under this `IntensitySpec` are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Intensities of the training images", parent)
        self._train: Dataset | None = None
        self._rule: IntensitySpec | None = None
        self._waits = False
        self.histogram = IntensityHistogram()
        self.line = BreakingLabel()
        self.line.hide()
        self.histogram.told.connect(self._tell)
        self.turned.connect(self._ask)
        box = QVBoxLayout(self.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.histogram)
        box.addWidget(self.line)

    def set_images(self, train: Dataset, rule: IntensitySpec) -> None:
        """Show other images, or another rule."""
        if train is self._train and rule == self._rule:
            return
        self._train, self._rule, self._waits = train, rule, True
        self.histogram.set_message(_READING)
        self.histogram.set_values(None)
        self._tell("")
        self._ask()

    def show_found(self, train: Dataset, found: Intensities | None) -> None:
        """Show what was counted, if these are still the images."""
        if train is self._train:
            self.histogram.set_message(_NONE)
            self.histogram.set_values(found)

    def _ask(self) -> None:
        if self.is_open and self._waits:
            self._waits = False
            self.asked.emit(self._train, self._rule)

    def _tell(self, sentence: str) -> None:
        self.line.setText(sentence)
        self.line.setVisible(bool(sentence))
