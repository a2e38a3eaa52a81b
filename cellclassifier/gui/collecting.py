"""Has Python look for garbage on the GUI thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
"""Time between two looks for garbage, ms."""


class Collector(QObject):
    """Takes over from Python's automatic collection until it is closed.

    That runs in whichever thread happens to allocate. A background thread would then
    destroy widgets that lie in reference cycles, which crashes or blocks Qt.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is full, as Python itself would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        full = [age for age in range(3) if counts[age] > limits[age]]
        if full:
            gc.collect(max(full))

    def close(self) -> None:
        """Let Python collect as before."""
        self._timer.stop()
        if self._enabled:
            gc.enable()
