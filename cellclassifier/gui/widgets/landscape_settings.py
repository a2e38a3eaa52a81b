"""What is computed of a landscape: the view, the networks, and how much of it."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cellclassifier.core.catalog import LANDSCAPES
from cellclassifier.core.landscape_spec import FIELDS, LandscapeSpec, View
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.landscape_epochs import EpochChoice

_FORM = ("minibatches", "batch_size", "points", "reach", "seed")
_STARTS: Mapping[View, Mapping[str, Any]] = {
    "agreement": {"minibatches": 20},
    # A surface takes the square of its points.
    "slice": {"minibatches": 4, "points": 11},
}
"""Where a view begins with other settings than the default ones."""

_OVER_EPOCHS = ("line", "agreement")
"""Views whose point is how they change while a network learns."""


class LandscapeSettings(QWidget):
    """Shows the settings that the chosen view depends on; each view has its own."""

    changed = Signal()
    """Another landscape is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[View, LandscapeSpec] = {
            view: LandscapeSpec.model_validate({"view": view, **_STARTS.get(view, {})})
            for view in get_args(View)
        }
        self._epochs: dict[View, tuple[int, ...]] = {}
        self._tile: Tile | None = None
        self._test = ""
        self._last: View = "line"
        self.view = _view_box()
        self.help = theme.muted("")
        self.epochs = EpochChoice()
        self.tile = BreakingLabel()
        self.form = SpecForm(self._specs["line"], _FORM)
        self._build()
        self._show_view()
        self.view.activated.connect(self._on_view)
        self.epochs.changed.connect(self.changed)
        self.form.edited.connect(self._on_edited)

    @property
    def chosen(self) -> View:
        """The view that is chosen."""
        found: View = self.view.currentData()
        return found

    @property
    def spec(self) -> LandscapeSpec | None:
        """What is wanted, as its view needs it; ``None`` where something is missing."""
        changes: dict[str, Any] = {"epochs": self.epochs.epochs}
        if self.chosen == "input":
            if self._tile is None:
                return None
            changes |= {"test": self._test, "tile": self._tile.number}
        if not self.epochs.is_valid:
            return None
        return self._specs[self.chosen].model_copy(update=changes).essential

    @property
    def missing(self) -> str:
        """What is missing, as a sentence; "" where nothing is."""
        if not self.epochs.is_valid:
            return tr("No network is chosen: tick at least one epoch.")
        if self.spec is None:
            return tr("No tile is chosen: choose one in the list at the left.")
        return ""

    def set_kept(self, kept: Sequence[int]) -> None:
        """Offer the networks of other epochs; emits nothing."""
        if tuple(kept) != self.epochs.kept:
            self._epochs = {}
            self.epochs.set_kept(kept)
            self._start_epochs()

    def set_tile(self, test: str, tile: Tile | None) -> None:
        """Change the pixels of another tile; emits nothing."""
        self._test, self._tile = test, tile
        words = tr("Choose a tile in the list at the left.")
        if tile is not None:
            of = f", {tile.class_name}" if tile.class_name else ""
            words = tr(
                "Tile {number} of '{test}'{of}. Another one is chosen in the "
                "list at the left.",
                number=tile.number,
                test=test,
                of=of,
            )
        self.tile.setText(words)

    def choose_view(self, view: View) -> None:
        """Choose a view, as the user would."""
        self.view.setCurrentIndex(self.view.findData(view))
        self._on_view()

    def _build(self) -> None:
        label = QLabel(tr("View"))
        label.setBuddy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        for part in (label, self.view, self.help, self.epochs, self.tile, self.form):
            column.addWidget(part)
        self.set_tile("", None)

    def _show_view(self) -> None:
        view = self.chosen
        self.help.setText(tr(LANDSCAPES[view].help))
        self.tile.setVisible(view == "input")
        self.form.set_spec(self._specs[view])
        self.form.show_only([name for name in _FORM if name in FIELDS[view]])

    def _start_epochs(self) -> None:
        """Choose the epochs that a view begins with, or those chosen there before."""
        view = self.chosen
        if view in self._epochs:
            self.epochs.choose(self._epochs[view])
        elif view in _OVER_EPOCHS:
            self.epochs.start(every=view == "agreement")
        else:
            self.epochs.choose(())

    def _on_view(self) -> None:
        self._epochs[self._last] = self.epochs.epochs
        self._last = self.chosen
        self._start_epochs()
        self._show_view()
        self.changed.emit()

    def _on_edited(self, spec: Spec) -> None:
        assert isinstance(spec, LandscapeSpec)
        self._specs[self.chosen] = spec
        self.changed.emit()


def _view_box() -> QComboBox:
    box = QComboBox()
    for place, (key, choice) in enumerate(LANDSCAPES.items()):
        box.addItem(tr(choice.label), key)
        tip = f"<qt>{tr(choice.help)}</qt>"
        box.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
    box.setAccessibleName(tr("view of the landscape"))
    box.setToolTip(tr("<qt>What is computed; each entry says it in a line.</qt>"))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
