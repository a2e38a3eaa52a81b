"""What is judged: tiles, images or groups; and whether by calibrated numbers."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.evaluation.calibration import Temperature
from cellclassifier.core.evaluation.decisions import How
from cellclassifier.core.evaluation.notes import Unit
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.numbers_report import Choice
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

_UNITS: dict[Unit, str] = {
    "tile": tr("tile by itself"),
    "image": tr("image (field)"),
    "group": tr("group"),
}
_HOWS: dict[How, str] = {"mean": tr("mean probability"), "vote": tr("vote")}
_UNIT_HELP = tr(
    "<qt>What gets an answer. Where a whole field, or a whole dish or animal, is to be "
    "judged, its tiles decide together; n is then the number of fields or groups.</qt>"
)
_HOW_HELP = tr(
    "<qt><b>mean probability</b>: the probabilities of all tiles are averaged, so that "
    "sure tiles count more. <b>vote</b>: each tile has one vote for its class.</qt>"
)
_CALIBRATE_HELP = tr(
    "<qt>Networks tend to be surer than they are right. One number, the temperature, "
    "is fitted on the validation part (never on this test set) and makes all "
    "probabilities milder or sharper. It does not change which class a tile is given "
    "(Guo et al., 2017).</qt>"
)
_CALIBRATE = tr("Calibrate by the validation part")


class UnitChoice(QWidget):
    """Reads as: judge each image by mean probability."""

    changed = Signal()
    """The user chose something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.how = QComboBox(), QComboBox()
        self.calibrate = QCheckBox(_CALIBRATE)
        for control, name, tip in (
            (self.unit, tr("what is judged"), _UNIT_HELP),
            (self.how, tr("how tiles decide together"), _HOW_HELP),
            (self.calibrate, _CALIBRATE, _CALIBRATE_HELP),
        ):
            control.setAccessibleName(name)
            control.setToolTip(tip)
        self.unit.addItems(list(_UNITS.values()))
        self.how.addItems(list(_HOWS.values()))
        line = WrappingLine(
            [tr("Judge each"), self.unit, tr("by"), self.how], [self.calibrate]
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(line)
        self.unit.activated.connect(self._tell)
        self.how.activated.connect(self._tell)
        self.calibrate.clicked.connect(self._tell)
        self._allow()

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return Choice(
            list(_UNITS)[self.unit.currentIndex()],
            list(_HOWS)[self.how.currentIndex()],
            self.calibrate.isChecked(),
        )

    def set_calibrated(self, wanted: bool) -> None:
        """Tick the box, or take the tick away; emits nothing."""
        with QSignalBlocker(self.calibrate):
            self.calibrate.setChecked(wanted)

    def set_temperature(self, found: Temperature | None) -> None:
        """Name the temperature beside the box, where it is known."""
        known = tr(" (temperature {value:.2f})", value=found.value) if found else ""
        self.calibrate.setText(_CALIBRATE + known)

    def _tell(self) -> None:
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        """A tile by itself has nothing to decide together with."""
        alone = self.choice.unit == "tile"
        self.how.setEnabled(not alone)
        why = tr("<qt>A tile is judged by its own probabilities.</qt>")
        self.how.setToolTip(why if alone else _HOW_HELP)
