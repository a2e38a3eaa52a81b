"""Finds out beside the window whether a scheduler answers, which may take long."""

import threading
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from cellclassifier.core import reaching
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place


class Trial(QObject):
    """One try; nobody has to wait for it, not even to close a dialog.

    Signals:
        ended: Why the place cannot be reached, or nothing.
    """

    ended = Signal(str)

    # Until they are told of: an object must end on the thread that it was made on.
    _going_on: ClassVar[set["Trial"]] = set()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self.ended.connect(self._forget)

    def start(self) -> None:
        """Begin."""
        self._going_on.add(self)
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        try:
            reaching.reach(self._place.address, self._place.certificates)
        except UserError as error:
            self.ended.emit(str(error))
        else:
            self.ended.emit("")

    def _forget(self) -> None:
        self._going_on.discard(self)
