"""Several things of which some are chosen, each with a line of help."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGroupBox, QVBoxLayout, QWidget

from cellclassifier.core.catalog import Choice
from cellclassifier.core.language import tr
from cellclassifier.gui import theme


class CheckList(QGroupBox):
    """Check boxes below a title, with their help in words below each.

    Each box bears the key of its entry as its object name.
    """

    changed = Signal()
    """Emitted when the user has ticked a box, or taken a tick away."""

    def __init__(
        self, title: str, choices: Mapping[str, Choice], parent: QWidget | None = None
    ) -> None:
        """List the choices; none is ticked.

        Args:
            title: What is chosen.
            choices: By key; without help there is no second line.
            parent: The widget it lies in.
        """
        super().__init__(title, parent)
        self._boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for key, choice in choices.items():
            box = QCheckBox(choice.label)
            box.setObjectName(key)
            box.setAccessibleDescription(choice.help)
            box.toggled.connect(self.changed)
            self._boxes[key] = box
            column.addWidget(box)
            if choice.help:
                column.addWidget(_help(choice.help))
        column.addStretch(1)

    def ticked(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in their order."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def tick(self, keys: Collection[str]) -> None:
        """Tick these and no others; emits nothing."""
        for key, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key in keys)


def told(choices: Mapping[str, Choice]) -> dict[str, Choice]:
    """Return entries of a catalogue with name and help in the user's language."""
    return {
        key: choice._replace(label=tr(choice.label), help=tr(choice.help))
        for key, choice in choices.items()
    }


def _help(text: str) -> QWidget:
    label = theme.muted(text)
    # As far in as the words of the box above.
    label.setContentsMargins(6 * theme.SPACE, 0, 0, theme.SPACE)
    return label
