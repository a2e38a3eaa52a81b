"""The devices that networks can run on, one of which is chosen."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.messages import Device
from cellclassifier.gui import theme

_BEST = Device(key="auto", name=tr("The best there is"), memory=0)
_GIB = 2**30


class DeviceList(QWidget):
    """A button for each device with its name, and its memory beside it.

    Signals:
        changed: Another device was chosen, by the user.
    """

    changed = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """Show the chosen device alone, until others are known.

        Args:
            key: "auto", or the key of a device.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self._key = key
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._take)
        self._devices: list[Device] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6 * theme.SPACE)
        self._grid.setVerticalSpacing(2 * theme.SPACE)
        self._grid.setColumnStretch(1, 1)
        self.forget()

    @property
    def key(self) -> str:
        """The key of the chosen device, or "auto"."""
        return self._key

    def button(self, key: str) -> QRadioButton:
        """Return the button of a device that is shown."""
        place = [device.key for device in self._devices].index(key)
        button = self._group.button(place)
        assert isinstance(button, QRadioButton)
        return button

    def told(self) -> list[tuple[str, str]]:
        """Return names and what is said beside them, as they are shown."""
        found = []
        for row in range(len(self._devices)):
            item = self._grid.itemAtPosition(row, 1)
            beside = item.widget() if item else None
            assert isinstance(beside, QLabel)
            found.append((self._group.button(row).text(), beside.text()))
        return found

    def forget(self) -> None:
        """Show that the devices are being found out."""
        self._show([], tr("being found out ..."))

    def set_devices(self, devices: Sequence[Device]) -> None:
        """Show devices, the best one first."""
        best = tr("now: {in_words}", in_words=_in_words(devices[0])) if devices else ""
        self._show(devices, best)

    def _show(self, devices: Sequence[Device], best: str) -> None:
        self._clear()
        self._devices = [_BEST, *devices]
        beside = [best, *map(_memory, devices)]
        if self._key not in [device.key for device in self._devices]:
            # Kept, for it may only be switched off; and seen, to be given up.
            self._devices.append(Device(key=self._key, name=_plain(self._key)))
            beside.append(tr("not found") if devices else "")
        for row, (device, text) in enumerate(zip(self._devices, beside, strict=True)):
            self._add(row, device, text)

    def _add(self, row: int, device: Device, text: str) -> None:
        button = QRadioButton(_name(device))
        button.setChecked(device.key == self._key)
        button.setAccessibleDescription(text)
        self._group.addButton(button, row)
        label = theme.muted(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(button, row, 0)
        self._grid.addWidget(label, row, 1)

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                # At once hidden, since it goes only when events are dealt with.
                widget.hide()
                widget.deleteLater()

    def _take(self, place: int) -> None:
        key = self._devices[place].key
        if key != self._key:
            self._key = key
            self.changed.emit()


def _memory(device: Device) -> str:
    return tr("{memory:.0f} GB", memory=device.memory / _GIB) if device.memory else ""


def _in_words(device: Device) -> str:
    memory = _memory(device)
    return f"{_name(device)}, {memory}" if memory else _name(device)


def _name(device: Device) -> str:
    """Return what a device is called; a worker names the processor in English."""
    if found := re.fullmatch(r"Processor \((\d+) cores\)", device.name):
        return tr("Processor ({cores} cores)", cores=found[1])
    return device.name


def _plain(key: str) -> str:
    if key == "cpu":
        return tr("Processor")
    return tr("GPU {partition}", partition=int(key.partition(":")[2] or 0) + 1)
