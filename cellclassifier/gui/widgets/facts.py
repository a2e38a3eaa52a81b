"""Names and values, line by line."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cellclassifier.gui import theme


class Facts(QWidget):
    """What is known about a thing; values wrap and can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, str] = {}
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._grid.setColumnStretch(1, 1)

    def values(self) -> dict[str, str]:
        """Return what is shown."""
        return dict(self._values)

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show other values, in this order."""
        self._values = dict(values)
        while len(self._lines) < len(values):
            self._add_line()
        for line in self._lines:
            for label in line:
                label.hide()
        for (name, value), line in zip(values.items(), self._lines, strict=False):
            for label, text in zip(line, (name, value), strict=True):
                label.setText(text)
                label.show()

    def _add_line(self) -> None:
        name, value = QLabel(), QLabel()
        name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value.setWordWrap(True)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        row = len(self._lines)
        for column, label in enumerate((name, value)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self._lines.append((name, value))
