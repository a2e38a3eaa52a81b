"""Chooses the device and the engine that networks run on, and tests them."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.devices import Engine
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    DeviceFound,
    Ended,
    Event,
    Progressed,
    SelfTested,
)
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.device_list import DeviceList
from cellclassifier.gui.widgets.engine_choice import EngineChoice
from cellclassifier.gui.widgets.notice import Level, Notice, primary

_WHY = tr(
    "A network learns faster on a GPU, and as well on the processor. What is chosen "
    "here holds for this computer, and for trainings that start from now on."
)
_ENGINES = tr(
    "Networks trained with one engine can be used with the other. The same seed gives "
    "the same numbers only on the same engine and device."
)
_TEST, _STOP = tr("Test the device"), tr("Stop the test")
_HELP = tr(
    "Trains a small network there for some seconds: whether it works, how fast, and "
    "on a GPU whether its numbers are those of the processor."
)


class DeviceDialog(QDialog):
    """Shows what there is, has the choice tested, and says what was chosen.

    The devices depend on the engine, and a process cannot change either: each
    `wanted` and each `asked` is for a new worker, made for what it names.

    Signals:
        wanted: An engine, whose devices are to be found out and given to `take`.
        asked: A device and an engine that are to be tested.
        stopped: The test is to be stopped.
        chosen: A device and an engine, when they were accepted.
    """

    wanted = Signal(str)
    asked = Signal(str, str)
    stopped = Signal()
    chosen = Signal(str, str)

    def __init__(
        self, device: str, engine: Engine, parent: QWidget | None = None
    ) -> None:
        """Show what is chosen now.

        Args:
            device: "auto", "cpu" or "gpu:0", ...
            engine: The engine.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Device and engine"))
        self._testing = self._opened = False
        self.devices = DeviceList(device)
        self.engines = EngineChoice(engine)
        self.test = QPushButton(theme.icon("play"), _TEST)
        self.test.setToolTip(_HELP)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the test"))
        self.outcome = Notice()
        self.use = primary(QPushButton(tr("Use these")))
        self.use.setDefault(True)
        self.cancel = QPushButton(tr("Cancel"))
        self._arrange()
        self.devices.changed.connect(self.outcome.clear)
        self.engines.changed.connect(self._on_engine)
        self.test.clicked.connect(self._on_test)
        self.use.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._show_state()

    def take(self, event: Event) -> None:
        """Show what a worker tells: devices, how far a test is, what it found."""
        match event:
            case DeviceFound() if event.engine == self.engines.engine:
                self.devices.set_devices(event.devices)
            case Progressed() if self._testing:
                self.bar.setRange(0, event.of if event.done else 0)
                self.bar.setValue(event.done)
            case SelfTested() if self._testing:
                self._show_result(event)
            case _:
                # Of an engine, or of a test, that is no longer asked about.
                pass

    def end(self, ended: Ended) -> None:
        """Show that a worker is done, and what went wrong if it failed."""
        self._testing = False
        self._show_state()
        if ended.outcome == "failed":
            self.outcome.tell(ended.told, "error", details=ended.log)

    def accept(self) -> None:
        """Say what was chosen."""
        self._give_up()
        self.chosen.emit(self.devices.key, self.engines.engine)
        super().accept()

    def reject(self) -> None:
        """Leave everything as it was."""
        self._give_up()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the devices, once."""
        super().showEvent(event)
        if not self._opened:
            self._opened = True
            self.wanted.emit(self.engines.engine)

    def event(self, event: QEvent) -> bool:
        """Grow with what is said: lines that wrap do not by themselves."""
        # Asked for first: some events delete the dialog.
        grows = event.type() == QEvent.Type.LayoutRequest
        done = super().event(event)
        if grows and (layout := self.layout()):
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))
        return done

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.use)
        line = QHBoxLayout()
        line.setSpacing(3 * theme.SPACE)
        line.addWidget(self.test)
        line.addWidget(self.bar, 1)
        line.addStretch(0)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.setContentsMargins(*(4 * (4 * theme.SPACE,)))
        box.addWidget(theme.muted(_WHY))
        box.addWidget(_card(tr("Networks run on"), self.devices))
        box.addWidget(_card(tr("Engine"), self.engines, theme.muted(_ENGINES)))
        box.addLayout(line)
        box.addWidget(self.outcome)
        box.addStretch(1)
        box.addLayout(buttons)
        self.resize(140 * theme.SPACE, 100 * theme.SPACE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)

    def _on_engine(self) -> None:
        self.outcome.clear()
        self.devices.forget()
        self.wanted.emit(self.engines.engine)

    def _on_test(self) -> None:
        if self._testing:
            self._give_up()
            return
        self._testing = True
        self.outcome.clear()
        self.bar.setRange(0, 0)
        self._show_state()
        self.asked.emit(self.devices.key, self.engines.engine)

    def _give_up(self) -> None:
        if self._testing:
            self._testing = False
            self._show_state()
            self.stopped.emit()

    def _show_result(self, found: SelfTested) -> None:
        self._testing = False
        self._show_state()
        level: Level = "error"
        if found.passed:
            level = "attention" if found.advice else "ok"
        self.outcome.tell(found.words(), level)

    def _show_state(self) -> None:
        self.test.setText(_STOP if self._testing else _TEST)
        self.test.setIcon(theme.icon("stop" if self._testing else "play"))
        self.bar.setVisible(self._testing)
        self.devices.setEnabled(not self._testing)
        self.engines.setEnabled(not self._testing)


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    heading = QLabel(title)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    box = QVBoxLayout(card)
    box.setContentsMargins(*(4 * (3 * theme.SPACE,)))
    box.setSpacing(2 * theme.SPACE)
    for part in (heading, *parts):
        box.addWidget(part)
    return card
