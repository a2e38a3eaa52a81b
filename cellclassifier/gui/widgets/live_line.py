"""What a training does at this moment, in numbers."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.durations import clock

_NAMES = {
    "rate": tr("Learning rate"),
    "speed": tr("Speed"),
    "memory": tr("Memory of the device"),
    "epoch": tr("Left for the epoch"),
    "run": tr("Left for the run"),
}
_HELP = tr(
    "<qt>Learning rate: how strongly a minibatch changes the weights now. Speed: "
    "training images that pass through the network in a second. Memory: the most that "
    "was used so far. Times are minutes:seconds, estimated.</qt>"
)
_UNKNOWN = "-"
_SPACE = "\N{NO-BREAK SPACE}"


class LiveLine(QLabel):
    """Learning rate, speed, memory of the device, and the time left.

    One line where there is room for it. What the device does not tell, such as the
    memory of a CPU, is left out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._values: dict[str, str] = {}
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setToolTip(_HELP)
        self.setAccessibleName(tr("The training at this moment"))
        self.clear()

    def values(self) -> dict[str, str]:
        """Return what is shown: rate, speed, memory, epoch, run; unknown ones not."""
        return {name: text for name, text in self._values.items() if text}

    def set_memory_total(self, memory: int) -> None:
        """Say how much memory the device has, bytes; 0 where that is not known."""
        self._total = memory

    def clear(self) -> None:
        """Forget the run."""
        self._values = {}
        self._write()

    def take(self, event: BatchEnded | EpochEnded) -> None:
        """Show what an event tells."""
        if event.learning_rate is not None:
            self._values["rate"] = f"{event.learning_rate:.2g}"
        if event.images_per_second is not None:
            self._values["speed"] = tr(
                "{images_per_second:,.0f} images/s",
                images_per_second=event.images_per_second,
            )
        if event.memory is not None:
            self._values["memory"] = self._of_total(event.memory)
        self._write()

    def set_left(self, epoch: float | None, run: float | None) -> None:
        """Show the time that is left for the epoch and for the run, s."""
        for name, seconds in (("epoch", epoch), ("run", run)):
            self._values[name] = "" if seconds is None else clock(seconds)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _of_total(self, memory: int) -> str:
        if self._total >= memory:
            return tr(
                "{size} of {size_2}", size=_size(memory), size_2=_size(self._total)
            )
        return _size(memory)

    def _write(self) -> None:
        muted = theme.colours().muted.name()
        parts = []
        for name, title in _NAMES.items():
            value = self._values.get(name, "")
            if value or name != "memory":
                words = (
                    f'<span style="color: {muted}">{title}</span> {value or _UNKNOWN}'
                )
                parts.append(f"<nobr>{words}</nobr>")
        self.setText(f"{_SPACE * 3} ".join(parts))
        told = (f"{_NAMES[name]} {text}" for name, text in self.values().items())
        self.setAccessibleDescription(", ".join(told))


def _size(memory: int) -> str:
    """Return a number of bytes, as in 640 MB or 1.2 GB."""
    return (
        tr("{memory:.1f} GB", memory=memory / 1e9)
        if memory >= 1e9
        else tr("{memory:.0f} MB", memory=memory / 1e6)
    )
