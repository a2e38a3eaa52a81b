"""A line of controls that becomes two where there is no room for one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from cellclassifier.gui import theme

_GAP = theme.SPACE + 2


class WrappingLine(QWidget):
    """Two groups of controls, side by side or one above the other."""

    def __init__(
        self,
        first: Sequence[str | QWidget],
        second: Sequence[str | QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = [_line(first), _line(second)]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        for part in self._parts:
            self._box.addWidget(part)
        self._box.addStretch(1)

    @property
    def is_wrapped(self) -> bool:
        """Whether there are two lines."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def sizeHint(self) -> QSize:
        """Ask for the width of one line."""
        return QSize(self._one_line(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the wider part; controls are never cut."""
        width = max(part.sizeHint().width() for part in self._parts)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one line or two."""
        super().resizeEvent(event)
        fits = self._one_line() <= self.width()
        across, down = (
            QBoxLayout.Direction.LeftToRight,
            QBoxLayout.Direction.TopToBottom,
        )
        if self.is_wrapped == fits:
            self._box.setDirection(across if fits else down)
            self.updateGeometry()

    def _one_line(self) -> int:
        return sum(part.sizeHint().width() for part in self._parts) + _GAP


def _line(parts: Sequence[str | QWidget]) -> QWidget:
    widget = QWidget()
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(_GAP)
    for part in parts:
        line.addWidget(QLabel(part) if isinstance(part, str) else part)
    line.addStretch(1)
    return widget
