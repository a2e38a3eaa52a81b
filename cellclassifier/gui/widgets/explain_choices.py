"""Choices that the tabs of the Explain page share: the class, and the method."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.attribution_spec import (
    SPECS,
    Passes,
    Value,
    passes,
    settings_of,
    spec_of,
)
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.method_choice import MethodChoice

_CLASS_HELP = tr(
    "Which class the map explains: what speaks for or against this class rather than "
    "the others."
)


class Explained(NamedTuple):
    """The class that is explained; `class_name` is "" where each tile has its own."""

    target: str = "predicted"
    class_name: str = ""


class Method(NamedTuple):
    """A method, and what of its settings differs from the default ones."""

    key: str = "gradient_input"
    settings: tuple[tuple[str, Value], ...] = ()

    @property
    def label(self) -> str:
        """Its name, for people."""
        changed = _told(self.settings)
        return tr(ATTRIBUTIONS[self.key].label) + (f" ({changed})" if changed else "")

    @property
    def spec(self) -> Spec:
        """Its settings."""
        return spec_of(self.key, dict(self.settings))

    def cost(self, shape: tuple[int, int, int]) -> Passes:
        """Return about how often the network is applied to a tile of this shape."""
        spec = self.spec
        if getattr(spec, "unit", "px") != "px":
            # How many pixels a micrometre has differs from image to image.
            spec = spec_of(self.key)
        return passes(self.key, spec, shape)


class ClassChoice(QComboBox):
    """Offers the predicted class, the true one, and each class by name."""

    changed = Signal()
    """The user chose another."""

    def __init__(self, parent: QWidget | None = None, *, true: bool = True) -> None:
        """Offer nothing yet.

        Args:
            parent: The widget that it is part of.
            true: Whether the true class of each tile is offered.
        """
        super().__init__(parent)
        self._entries: list[Explained] = []
        self._own = {"predicted": tr("predicted class"), "true": tr("true class")}
        if not true:
            del self._own["true"]
        self.setAccessibleName(tr("class that is explained"))
        self.setToolTip(f"<qt>{_CLASS_HELP}</qt>")
        self.setMinimumContentsLength(10)
        policy = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda: self.changed.emit())
        self.set_classes(())

    @property
    def explained(self) -> Explained:
        """What is chosen."""
        return self._entries[max(0, self.currentIndex())]

    def set_classes(self, classes: Sequence[str]) -> None:
        """Offer other classes; the choice stays where there is such a one."""
        named = [Explained("class", name) for name in classes]
        entries = [*map(Explained, self._own), *named]
        if entries == self._entries:
            return
        before = self.explained if self._entries else entries[0]
        self._entries = entries
        with QSignalBlocker(self):
            self.clear()
            self.addItems([*self._own.values(), *classes])
            self.choose(before)

    def choose(self, explained: Explained) -> None:
        """Choose an entry, or the first where there is none like it; emits nothing."""
        known = explained in self._entries
        self.setCurrentIndex(self._entries.index(explained) if known else 0)


class MethodBox(QWidget):
    """A method of the catalogue, and a button for its settings."""

    changed = Signal()
    """The user chose another method, or other settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings: dict[str, dict[str, Value]] = {}
        self.box = MethodChoice()
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy
        self.box.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
        self.button = QToolButton()
        self.button.setIcon(theme.icon("settings"))
        self.button.setAutoRaise(True)
        self.button.setAccessibleName(tr("settings of the method"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE)
        line.addWidget(self.box, 1)
        line.addWidget(self.button)
        self.box.activated.connect(self._on_method)
        self.button.clicked.connect(self.show_settings)
        self._show_button()

    @property
    def method(self) -> Method:
        """What is chosen."""
        key = self.box.key
        return Method(key, tuple(sorted(self._settings.get(key, {}).items())))

    def choose(self, method: Method) -> None:
        """Choose a method and its settings; emits nothing."""
        self._settings[method.key] = dict(method.settings)
        self.box.setCurrentIndex(self.box.findData(method.key))
        self._show_button()

    def show_settings(self) -> QDialog:
        """Open the form of the method's settings."""
        dialog = SettingsDialog(self.method, self.window())
        dialog.accepted.connect(lambda: self._take(dialog.settings))
        dialog.open()
        return dialog

    def _take(self, settings: Mapping[str, Value]) -> None:
        self._settings[self.box.key] = dict(settings)
        self._show_button()
        self.changed.emit()

    def _on_method(self) -> None:
        self._show_button()
        self.changed.emit()

    def _show_button(self) -> None:
        method = self.method
        has = bool(SPECS[method.key].model_fields)
        self.button.setEnabled(has)
        help_ = (
            tr("Settings of this method.")
            if has
            else tr("This method has no settings.")
        )
        changed = _told(method.settings)
        if changed:
            help_ += tr(" Changed: {changed}.", changed=changed)
        self.button.setToolTip(help_)
        # Changed settings are seen without the mouse, too.
        self.box.setItemText(self.box.currentIndex(), method.label)


class SettingsDialog(QDialog):
    """The settings of one method; maps are made when they are accepted."""

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            tr(
                "Settings: {attributions}",
                attributions=tr(ATTRIBUTIONS[method.key].label),
            )
        )
        self.setMinimumWidth(110 * theme.SPACE)
        self.form = SpecForm(method.spec, labels=_values_told())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        use = buttons.addButton(tr("Use these"), QDialogButtonBox.ButtonRole.AcceptRole)
        use.setToolTip(tr("Maps made with other settings are kept beside these."))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(BreakingLabel(tr(ATTRIBUTIONS[method.key].help)))
        box.addWidget(self.form)
        box.addWidget(buttons)

    @property
    def settings(self) -> dict[str, Value]:
        """What differs from the default settings."""
        return settings_of(self.form.spec)


def _told(settings: Sequence[tuple[str, Value]]) -> str:
    """Return settings that were changed, as in "steps 64, baseline black"."""
    names = {
        "baseline": tr("baseline"),
        "blur": tr("blur"),
        "channels": tr("channels"),
        "noise": tr("noise"),
        "samples": tr("samples"),
        "seed": tr("seed"),
        "steps": tr("steps"),
        "stride": tr("stride"),
        "unit": tr("unit"),
        "window": tr("window"),
    }
    values = _values_told()
    return ", ".join(
        f"{names.get(name, name)} {values.get(name, {}).get(str(value), value)}"
        for name, value in settings
    )


def _values_told() -> dict[str, dict[str, str]]:
    """Return what is chosen in words, by the name of the setting."""
    return {
        "baseline": {"blurred": tr("blurred"), "black": tr("black")},
        "channels": {"together": tr("together"), "apart": tr("apart")},
    }
