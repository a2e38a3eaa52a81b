"""A dialog that grows with what it says."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Takes the height that its lines need: those that wrap do not ask for it."""

    def event(self, event: QEvent) -> bool:
        """Grow when something else is said."""
        # Asked for first: some events delete the dialog.
        grows = event.type() == QEvent.Type.LayoutRequest
        done = super().event(event)
        if grows and (layout := self.layout()):
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))
        return done
