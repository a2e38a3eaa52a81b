"""The numbers of a kernel, to be chosen or typed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.kernels import (
    PRESETS,
    SIDES,
    Kernel,
    kernel_of,
    number_of,
    text_of,
)
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.convolutions_numbers import CELL

_OWN = tr("numbers of your own")


class KernelBoxes(QWidget):
    """Chooses one of the known kernels, and its size."""

    chosen = Signal(object)
    """The user chose another `Kernel`."""

    resized = Signal(int)
    """The user wants another side, px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset, self.side = QComboBox(), QComboBox()
        for key, preset in PRESETS.items():
            self.preset.addItem(tr(preset.label), key)
            place = self.preset.count() - 1
            role = Qt.ItemDataRole.ToolTipRole
            self.preset.setItemData(place, f"<qt>{tr(preset.help)}</qt>", role)
        self.preset.addItem(_OWN, "")
        self.preset.setAccessibleName(tr("kernel to start from"))
        for side in SIDES:
            self.side.addItem(f"{side} x {side}", side)
        self.side.setAccessibleName(tr("size of the kernel"))
        self.side.setToolTip(
            tr("Larger: with a rim of zeros. Smaller: without its rim.")
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        for text, box in ((tr("Kernel"), self.preset), (tr("Size"), self.side)):
            label = QLabel(text)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
        self.preset.activated.connect(self._on_preset)
        self.side.activated.connect(lambda: self.resized.emit(self.side.currentData()))

    def show_kernel(self, kernel: Kernel) -> None:
        """Show which of the known kernels that is, and its size; emits nothing."""
        known = (key for key, preset in PRESETS.items() if preset.kernel == kernel)
        key = next(known, "")
        self.preset.setCurrentIndex(self.preset.findData(key))
        self.side.setCurrentIndex(self.side.findData(kernel.side))
        words = tr("The numbers can be changed below.")
        if key:
            words = tr(PRESETS[key].help)
        self.preset.setToolTip(f"<qt>{words}</qt>")

    def _on_preset(self) -> None:
        key = self.preset.currentData()
        if key:
            self.chosen.emit(PRESETS[key].kernel)


class KernelEditor(QWidget):
    """A square of fields with the numbers of a kernel."""

    edited = Signal(object)
    """The user typed another `Kernel`."""

    def __init__(self, kernel: Kernel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kernel = kernel
        self.fields: list[QLineEdit] = []
        self.problem = BreakingLabel()
        self.problem.hide()
        self._grid = QGridLayout()
        self._grid.setSpacing(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        centred = QHBoxLayout()
        centred.addLayout(self._grid)
        centred.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(centred)
        box.addWidget(self.problem)
        self._lay_out()

    @property
    def kernel(self) -> Kernel:
        """The kernel that was read last."""
        return self._kernel

    def set_kernel(self, kernel: Kernel) -> None:
        """Show another kernel; emits nothing."""
        before, self._kernel = self._kernel, kernel
        self.problem.hide()
        if before.side != kernel.side:
            self._lay_out()
            return
        values = [value for row in kernel.values for value in row]
        for field, value in zip(self.fields, values, strict=True):
            self._fill(field, value)

    def _lay_out(self) -> None:
        """Make as many fields as the kernel has numbers."""
        for field in self.fields:
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = []
        for row, values in enumerate(self._kernel.values):
            for column, value in enumerate(values):
                field = QLineEdit()
                field.setAlignment(Qt.AlignmentFlag.AlignCenter)
                field.setFixedWidth(CELL - 1)
                place = tr("row {row}, column {column}", row=row + 1, column=column + 1)
                field.setAccessibleName(tr("kernel, {place}", place=place))
                field.setToolTip(
                    tr("Number in {place}, such as 2, -0.5 or 1/9.", place=place)
                )
                self._fill(field, value)
                field.textEdited.connect(self._on_typed)
                self._grid.addWidget(field, row, column)
                self.fields.append(field)

    def _fill(self, field: QLineEdit, value: float) -> None:
        with QSignalBlocker(field):
            field.setText(text_of(value))
            field.setCursorPosition(0)

    def _on_typed(self) -> None:
        side = self._kernel.side
        try:
            values = [number_of(field.text()) for field in self.fields]
        except UserError as error:
            self.problem.setText(
                tr("{error} Until then the last numbers count.", error=error)
            )
            self.problem.show()
            return
        self.problem.hide()
        rows = [values[start : start + side] for start in range(0, side**2, side)]
        self._kernel = kernel_of(rows)
        self.edited.emit(self._kernel)
