"""The engines that networks can run on, one of which is chosen."""

import platform

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core import devices
from cellclassifier.core.devices import ENGINES, Engine
from cellclassifier.core.language import tr
from cellclassifier.gui import theme

_FOR: dict[Engine, str] = {
    "tensorflow": tr("Uses NVIDIA GPUs on Linux, and in WSL2 on Windows."),
    "torch": tr(
        "Uses NVIDIA GPUs on Linux and Windows, and Apple GPUs (experimental)."
    ),
}


class EngineChoice(QWidget):
    """A button for each engine, what it is for, and how to install one that is not.

    Signals:
        changed: Another engine was chosen, by the user.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QWidget | None = None) -> None:
        """Show the engines.

        Args:
            engine: The one that is chosen; the other one where that is not installed.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self._engine: Engine = devices.usable(engine)
        self._group = QButtonGroup(self)
        self.buttons: dict[Engine, QRadioButton] = {}
        self.words: dict[Engine, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for each, name in ENGINES.items():
            self._add(box, each, name)

    @property
    def engine(self) -> Engine:
        """The chosen engine."""
        return self._engine

    def _add(self, box: QVBoxLayout, engine: Engine, name: str) -> None:
        there = devices.installed(engine)
        button = QRadioButton(name)
        button.setChecked(engine == self._engine)
        button.setEnabled(there)
        button.clicked.connect(lambda: self._take(engine))
        self._group.addButton(button)
        text = _FOR[engine]
        if not there:
            how = devices.how_to_install(engine, platform.system())
            text = tr("{text} Not installed. {how}", text=text, how=how)
            button.setToolTip(how)
        words = theme.muted(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setIndent(6 * theme.SPACE)
        if not there:
            # The command is there to be copied.
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button.setAccessibleDescription(text)
        self.buttons[engine], self.words[engine] = button, words
        box.addWidget(button)
        box.addWidget(words)

    def _take(self, engine: Engine) -> None:
        if engine != self._engine:
            self._engine = engine
            self.changed.emit()
