"""Where to train: this computer, workstations, or a cluster."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.places import HERE, Place
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.number_boxes import calm

NEW_WORKSTATIONS = tr("Workstations ...")
NEW_PROFILE = tr("New cluster profile ...")
_HERE = tr("This computer")
_TIPS = {
    NEW_WORKSTATIONS: tr("Name the scheduler at which workstations meet"),
    NEW_PROFILE: tr("Say how a cluster's queue is asked for nodes"),
}


class _Box(QComboBox):
    """Tells before it opens, so that what it offers can be looked for."""

    opening = Signal()

    def showPopup(self) -> None:
        """Tell, and open."""
        self.opening.emit()
        super().showPopup()


class PlaceChoice(QWidget):
    """Shows the place of a study, and what else can be chosen.

    What needs a question first is only wanted: what is shown stays until it was
    answered.

    Signals:
        chosen: The place, where nothing has to be asked.
        workstations_wanted: A place that is to be asked about, or ``None``.
        profile_wanted: Name of a profile that is to be changed; "" for a new one.
        nodes_wanted: The nodes that are at the place are to be shown.
        opening: The list of places is about to be seen.

    Attributes:
        name: What is chosen here.
        label: The same before the box, with the letter of its key.
        help: What it is about.
        help_here: What this computer does, where it is chosen.
    """

    name: ClassVar[str] = tr("Where to train")
    label: ClassVar[str] = tr("Where to &train")
    help: ClassVar[str] = tr(
        "Where runs that start from now on are trained: here, on workstations that one "
        "of them brings together, or on a cluster"
    )
    help_here: ClassVar[str] = tr("Runs are trained here, on the device below")

    chosen = Signal(object)
    workstations_wanted = Signal(object)
    profile_wanted = Signal(str)
    nodes_wanted = Signal()
    opening = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = HERE
        self.box = _Box()
        self.box.setAccessibleName(self.name)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        calm(self.box)
        self.edit = QPushButton(tr("Edit ..."))
        self.edit.setToolTip(tr("Change what was chosen"))
        self.nodes = QPushButton(tr("Nodes ..."))
        self.nodes.setToolTip(tr("See who is there, and what each does now"))
        self.words = BreakingLabel()
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._arrange()
        self.box.activated.connect(self._take)
        self.edit.clicked.connect(self._edit)
        self.nodes.clicked.connect(self.nodes_wanted)
        self.box.opening.connect(self.opening)
        self.show_place(HERE, (), ())

    def show_place(
        self,
        place: Place,
        recent: Sequence[Place],
        clusters: Sequence[Place],
        words: str = "",
        fixed: str = "",
    ) -> None:
        """Show a place and all that can be chosen; emits nothing.

        Args:
            place: The study's.
            recent: Workstations that were used last.
            clusters: Those that there are profiles of.
            words: What is to know of the place, or nothing.
            fixed: Why no other can be chosen now, or nothing.
        """
        self._place = place
        workstations = [each for each in recent if each.address != place.address]
        if place.kind == "scheduler":
            workstations.insert(0, place)
        known = {each.profile: each for each in clusters}
        if place.kind == "cluster":
            # As it was chosen, and even if its profile is gone.
            known[place.profile] = place
        with QSignalBlocker(self.box):
            self.box.clear()
            self._add(_HERE, HERE)
            for each in workstations:
                self._add(
                    tr(
                        "Workstations: {partition}",
                        partition=each.address.partition("://")[2],
                    ),
                    each,
                )
            self._add(NEW_WORKSTATIONS, None)
            for name, each in known.items():
                self._add(tr("Cluster: {name}", name=name), each)
            self._add(NEW_PROFILE, None)
            self._show_current()
        self.box.setEnabled(not fixed)
        self.edit.setEnabled(not fixed)
        self.box.setToolTip(fixed or self.help)
        self.edit.setVisible(place.kind != "here")
        # Those of a cluster come and go as runs need them.
        self.nodes.setVisible(place.kind == "scheduler")
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _add(self, text: str, place: Place | None) -> None:
        self.box.addItem(text, place)
        tip = _TIPS.get(text, place.text.capitalize() if place else "")
        tip = self.help_here if place == HERE else tip
        self.box.setItemData(self.box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    def _show_current(self) -> None:
        places = [self.box.itemData(row) for row in range(self.box.count())]
        self.box.setCurrentIndex(places.index(self._place))

    def _take(self, row: int) -> None:
        place, text = self.box.itemData(row), self.box.itemText(row)
        # What is asked first may be given up.
        self._show_current()
        if text == NEW_PROFILE:
            self.profile_wanted.emit("")
        elif text == NEW_WORKSTATIONS:
            self.workstations_wanted.emit(None)
        elif place == self._place:
            return
        elif place.address.startswith("tcp://"):
            # Its warning is accepted each time anew.
            self.workstations_wanted.emit(place)
        else:
            self.chosen.emit(place)

    def _edit(self) -> None:
        if self._place.kind == "cluster":
            self.profile_wanted.emit(self._place.profile)
        else:
            self.workstations_wanted.emit(self._place)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._label())
        line.addWidget(self.box, 1)
        line.addWidget(self.edit)
        below = QHBoxLayout()
        below.addWidget(self.words, 1)
        below.addWidget(self.nodes, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(line)
        box.addLayout(below)

    def _label(self) -> QLabel:
        label = QLabel(self.label)
        label.setBuddy(self.box)
        return label
