"""Names and values, line by line."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel


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
        name, value = QLabel(), BreakingLabel()
        name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value.make_selectable()
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setTextFormat(Qt.TextFormat.PlainText)
        row = len(self._lines)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        # Aligned, a label that gives way would be given no width.
        self._grid.addWidget(value, row, 1)
        self._lines.append((name, value))
