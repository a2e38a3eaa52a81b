"""A slider over the epochs whose networks were kept, with a button that steps on."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

STEP_MS = 700
"""How long each epoch is shown while it plays."""


class EpochSlider(QWidget):
    """Chooses one of some epochs; they are evenly spaced, however far apart."""

    changed = Signal(int)
    """Place of the epoch that is chosen, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._epochs: tuple[int, ...] = ()
        self._used = -1
        self.play = QToolButton()
        self.play.setAutoRaise(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(1)
        self.slider.setAccessibleName(tr("epoch"))
        self.slider.setToolTip(tr("Left and right: an epoch on or back."))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAccessibleName(tr("epoch that is shown"))
        self._timer = QTimer(self, interval=STEP_MS)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.play)
        line.addWidget(self.slider, 1)
        line.addWidget(self.text)
        self.play.clicked.connect(self._on_play)
        self.slider.valueChanged.connect(self._on_value)
        self._timer.timeout.connect(self._step)
        self._dress()

    @property
    def place(self) -> int:
        """Place of the epoch that is chosen, from 0."""
        return self.slider.value()

    @property
    def playing(self) -> bool:
        """Whether it steps on by itself."""
        return self._timer.isActive()

    def show_epochs(self, epochs: Sequence[int], used: int) -> None:
        """Offer other epochs, with the last one chosen; emits nothing.

        Args:
            epochs: The epochs, ascending; 0 is before any training.
            used: That whose network the run uses.
        """
        self.stop()
        self._epochs, self._used = tuple(epochs), used
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, len(epochs) - 1))
            self.slider.setValue(len(epochs) - 1)
        widest = max(map(self._words, epochs), key=len, default="")
        self.text.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest))
        self._tell()

    def choose(self, place: int) -> None:
        """Choose an epoch by its place."""
        self.slider.setValue(place)

    def stop(self) -> None:
        """Step on no more."""
        self._timer.stop()
        self._dress()

    def _on_play(self) -> None:
        if self.playing:
            self.stop()
            return
        if self.place == self.slider.maximum():
            self.slider.setValue(0)
        self._timer.start()
        self._dress()

    def _step(self) -> None:
        self.slider.setValue(self.place + 1)
        if self.place == self.slider.maximum():
            self.stop()

    def _on_value(self, place: int) -> None:
        self._tell()
        self.changed.emit(place)

    def _tell(self) -> None:
        words = self._words(self._epochs[self.place]) if self._epochs else ""
        self.text.setText(words)
        self.slider.setAccessibleDescription(words)

    def _words(self, epoch: int) -> str:
        words = tr("epoch {epoch}", epoch=epoch) if epoch else tr("before training")
        used = tr(" (used)") if epoch == self._used else ""
        return (
            tr(
                "{words} of {epochs}{used}",
                words=words,
                epochs=self._epochs[-1],
                used=used,
            )
            if epoch
            else words + used
        )

    def _dress(self) -> None:
        name = tr("Pause") if self.playing else tr("Play: step through the epochs")
        self.play.setIcon(theme.icon("pause" if self.playing else "play"))
        self.play.setToolTip(name)
        self.play.setAccessibleName(name)
