"""Chooses channels of a file, by a box for each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

LONGEST = 22
"""Letters of a name that are shown; the tooltip has all."""


class ChannelBoxes(QWidget):
    """One box a channel; at least one stays chosen."""

    changed = Signal()
    """Emitted when the user chooses others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[QCheckBox] = []
        self._names: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.SPACE // 2)
        self.setAccessibleName(tr("Channels"))

    @property
    def value(self) -> tuple[int, ...]:
        """The numbers that are chosen, from 1; none where all of them are."""
        chosen = self._chosen()
        return () if len(chosen) == len(self.boxes) else chosen

    def set_names(self, names: Sequence[str]) -> None:
        """Show a box for each of these channels."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for box in self.boxes:
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = [self._box(name) for name in names]
        columns = 1 if len(names) <= 4 else 2
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // columns, place % columns)

    def set_value(
        self,
        channels: Sequence[int],
        colours: Mapping[int, tuple[int, int, int]],
    ) -> None:
        """Show what is chosen; emits nothing.

        Args:
            channels: Numbers from 1; none: all.
            colours: The colour in which a channel is shown, red, green and blue.
        """
        for number, box in enumerate(self.boxes, 1):
            with QSignalBlocker(box):
                box.setChecked(not channels or number in channels)
            box.setIcon(_swatch(colours[number]) if number in colours else QIcon())

    def _box(self, name: str) -> QCheckBox:
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        # A single ampersand would underline the letter behind it.
        box = QCheckBox(short.replace("&", "&&"))
        box.setAccessibleName(tr("Use channel {name}", name=name))
        box.setToolTip(tr("Whether the network sees this channel: {name}", name=name))
        box.setIconSize(QSize(3 * theme.SPACE, 3 * theme.SPACE))
        box.toggled.connect(lambda _: self._on_toggled(box))
        return box

    def _on_toggled(self, box: QCheckBox) -> None:
        if not self._chosen():
            # Without any channel there would be nothing to see.
            with QSignalBlocker(box):
                box.setChecked(True)
            return
        self.changed.emit()

    def _chosen(self) -> tuple[int, ...]:
        return tuple(n for n, box in enumerate(self.boxes, 1) if box.isChecked())


def _swatch(colour: tuple[int, int, int]) -> QIcon:
    pixmap = QPixmap(3 * theme.SPACE, 3 * theme.SPACE)
    pixmap.fill(QColor(*colour))
    return QIcon(pixmap)
