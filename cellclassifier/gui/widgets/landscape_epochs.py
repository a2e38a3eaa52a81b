"""Chooses the networks that are looked at: the one that is kept, or those of epochs."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QGroupBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel

NONE_KEPT = tr(
    "This run kept no networks of single epochs, so nothing can be seen over the "
    "training. To have them, train again with 'Networks of epochs' set to 'some' or "
    "'all', under More settings."
)
_COLUMNS = 4
_FIRST = 3  # epochs that are ticked at first: as many as are seen beside each other


class EpochChoice(QGroupBox):
    """The network that is kept, always; and a check box for each epoch that was."""

    changed = Signal()
    """The user chose other networks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Network"), parent)
        self._kept: tuple[int, ...] = ()
        self._boxes: dict[int, QCheckBox] = {}
        self.own = QRadioButton(tr("the one that the run keeps"))
        self.own.setToolTip(tr("The network that predictions and maps are made with."))
        self.single = QRadioButton(tr("those after epochs"))
        self.single.setToolTip(
            tr("Networks that the run kept on its way; 0: untrained.")
        )
        self.own.setChecked(True)
        self.none = BreakingLabel(NONE_KEPT)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(6 * theme.SPACE, 0, 0, 0)
        self._grid.setColumnStretch(_COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for part in (self.own, self.single):
            column.addWidget(part)
        column.addLayout(self._grid)
        column.addWidget(self.none)
        self.single.toggled.connect(self._on_turned)
        self.single.setEnabled(False)

    @property
    def kept(self) -> tuple[int, ...]:
        """Epochs that are offered."""
        return self._kept

    @property
    def boxes(self) -> dict[int, QCheckBox]:
        """The check box of each epoch."""
        return dict(self._boxes)

    @property
    def epochs(self) -> tuple[int, ...]:
        """Epochs that are chosen; none for the network that is kept."""
        if self.own.isChecked():
            return ()
        return tuple(n for n, box in self._boxes.items() if box.isChecked())

    @property
    def is_valid(self) -> bool:
        """Whether any network is chosen."""
        return self.own.isChecked() or bool(self.epochs)

    def set_kept(self, kept: Sequence[int]) -> None:
        """Offer other epochs; of those chosen, the ones that are there stay."""
        if tuple(kept) == self._kept:
            return
        before, self._kept = self.epochs, tuple(kept)
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._boxes = {number: self._box(number) for number in kept}
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, *divmod(place, _COLUMNS))
        self.none.setVisible(not kept)
        self.single.setEnabled(bool(kept))
        self.choose([number for number in before if number in kept])

    def choose(self, epochs: Sequence[int]) -> None:
        """Choose these epochs, or the network that is kept without; emits nothing."""
        for radio in (self.own, self.single):
            radio.blockSignals(True)
        (self.single if epochs else self.own).setChecked(True)
        for radio in (self.own, self.single):
            radio.blockSignals(False)
        ticked = epochs or _spread(self._kept)
        for number, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(number in ticked)
            box.setEnabled(self.single.isChecked())

    def start(self, *, every: bool) -> None:
        """Choose all epochs, or three of them, where there are any; emits nothing."""
        self.choose(self._kept if every else _spread(self._kept))

    def _box(self, number: int) -> QCheckBox:
        box = QCheckBox(f"{number}")
        name = (
            tr("after epoch {number}", number=number)
            if number
            else tr("before any training")
        )
        box.setAccessibleName(name)
        box.setToolTip(tr("The network {name}.", name=name))
        box.toggled.connect(self.changed)
        return box

    def _on_turned(self) -> None:
        for box in self._boxes.values():
            box.setEnabled(self.single.isChecked())
        self.changed.emit()


def _spread(kept: Sequence[int]) -> list[int]:
    """Return the first epoch, the last one, and one between."""
    if len(kept) <= _FIRST:
        return list(kept)
    return [kept[0], kept[len(kept) // 2], kept[-1]]
