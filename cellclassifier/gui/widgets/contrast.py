"""How bright tiles are shown; what the network sees stays as it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.tile_display import PERCENTILES, SAMPLE, Levels


class ContrastChooser(QWidget):
    """Shows all tiles stretched alike, or the full range of the study."""

    changed = Signal()
    """The user chose the other contrast."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Levels()
        self.box = QComboBox()
        self.box.addItem(tr("stretched"), True)
        self.box.addItem(tr("full range"), False)
        self.box.setAccessibleName(tr("contrast"))
        self.box.activated.connect(self.changed)
        label = QLabel(tr("contrast"))
        label.setBuddy(self.box)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE + 2)
        line.addWidget(label)
        line.addWidget(self.box)

    @property
    def levels(self) -> Levels:
        """The values shown black and white."""
        return self._found if self.box.currentData() else Levels()

    def set_found(self, levels: Levels) -> None:
        """Set what stretching means, as found from a sample of the tiles."""
        self._found = levels
        low, high = PERCENTILES
        self.box.setToolTip(
            tr(
                "<qt>For display only: the network sees the values as they "
                "are.<br><b>stretched</b>: black is {black:.4f} and white {white:.4f}, "
                "the {low}th and {high}th percentile of {sample} tiles of this test "
                "set; the same for all tiles, so that their brightness can be "
                "compared.<br><b>full range</b>: black is 0 and white is 1.</qt>",
                black=levels.black,
                white=levels.white,
                low=low,
                high=high,
                sample=SAMPLE,
            )
        )
