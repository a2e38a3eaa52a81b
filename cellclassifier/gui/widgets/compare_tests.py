"""Chooses the test set, one box for each study of which something is ticked."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.compare_words import study_names

_HELP = tr("The test set that runs of this study are compared on")
_NONE = tr("These runs have no test set: predict a folder with them, under Predictions")


class CompareTests(QWidget):
    """The boxes; what was chosen for a study is chosen again when it comes back.

    Signals:
        changed: The user chose another test set.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: dict[Path, str] = {}
        self._offered: dict[Path, tuple[str, ...]] = {}
        self.boxes: dict[Path, QComboBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE)

    @property
    def tests(self) -> Mapping[Path, str]:
        """The test set by study; "" where there is none."""
        return {folder: box.currentText() for folder, box in self.boxes.items()}

    def show_tests(self, found: Mapping[Path, Mapping[str, int]]) -> None:
        """Offer other test sets; emits nothing.

        Args:
            found: Of each study, the test sets by name, with how many runs have
                predicted each; the first is proposed.
        """
        offered = {folder: tuple(tests) for folder, tests in found.items()}
        if offered != self._offered:
            self._offered = offered
            self._build(study_names(list(found)))
        for folder, tests in found.items():
            for place, (name, number) in enumerate(tests.items()):
                tip = tr(
                    "{name}: predicted by {number} of the runs that are ticked",
                    name=name,
                    number=number,
                )
                box, role = self.boxes[folder], Qt.ItemDataRole.ToolTipRole
                box.setItemData(place, tip, role)

    def _build(self, names: Mapping[Path, str]) -> None:
        self._before |= {f: test for f, test in self.tests.items() if test}
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for folder, tests in self._offered.items():
            one = len(self._offered) == 1
            title = (
                tr("On the test set")
                if one
                else tr("On the test set of {names}", names=names[folder])
            )
            self._add(folder, tests, title)

    def _add(self, folder: Path, tests: tuple[str, ...], title: str) -> None:
        box = self.boxes[folder] = QComboBox()
        box.addItems(list(tests))
        box.setPlaceholderText(tr("no test set"))
        box.setAccessibleName(title)
        box.setToolTip(_HELP if tests else _NONE)
        box.setEnabled(bool(tests))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        box.setSizeAdjustPolicy(policy)
        box.setMinimumContentsLength(10)
        place = box.findText(self._before.get(folder, ""))
        box.setCurrentIndex(max(0, place) if tests else -1)
        box.activated.connect(self.changed)
        label = BreakingLabel(title)
        label.setBuddy(box)
        self._column.addWidget(label)
        self._column.addWidget(box)
