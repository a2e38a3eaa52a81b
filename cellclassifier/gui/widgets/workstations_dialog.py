"""Asks at which scheduler workstations meet, and with which certificates."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core import places
from cellclassifier.core.language import tr
from cellclassifier.core.places import WITHOUT_TLS, Place
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.growing_dialog import GrowingDialog
from cellclassifier.gui.widgets.lines_box import fixed_font
from cellclassifier.gui.widgets.notice import Notice, primary
from cellclassifier.gui.widgets.trial import Trial
from cellclassifier.gui.widgets.work_dialog import PathLine

_WORDS = tr(
    "Workstations train for each other once one of them runs a scheduler, and each "
    "that is to train runs a node. In a terminal: once, then on one, then on each:"
)
_COMMANDS = tr(
    "cellclassifier certificates FOLDER\n"
    "cellclassifier scheduler --certificates FOLDER\n"
    "cellclassifier node tls://HOST:8786 --certificates FOLDER"
)
_EXAMPLE = "tls://host:8786"
_ADDRESS = tr(
    "The address that 'cellclassifier scheduler' tells: {example}", example=_EXAMPLE
)
_FOLDER = tr("The folder that 'cellclassifier certificates' made, or a copy of it")
_SEND = tr("Send the images even where nodes see this study's folder")
_SEND_HELP = tr(
    "Nodes look for the study's folder at the same path, and use it where it is the "
    "same. Tick this where a network drive is slow"
)
_ACCEPT = tr("I know, and use it all the same")
_REACHED = tr("Something answers there")


class WorkstationsDialog(GrowingDialog):
    """Shows address and certificates, and warns of an address without TLS.

    Signals:
        chosen: The place, when it was accepted.
    """

    chosen = Signal(object)

    def __init__(
        self,
        place: Place | None = None,
        recent: Sequence[Place] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show a place.

        Args:
            place: The one that is shown first; the newest recent one without it.
            recent: Those that were used last, the last one first.
            parent: The window.
        """
        super().__init__(parent)
        self._recent = {each.address: each for each in recent}
        self._trial: Trial | None = None
        self.setWindowTitle(tr("Workstations"))
        self.address = QComboBox()
        self.folder = PathLine(tr("Certificates"), _FOLDER, self._look)
        self.send = QCheckBox(_SEND)
        self.problem = BreakingLabel()
        self.warning = Notice()
        self.accepted_risk = QCheckBox(_ACCEPT)
        self.try_it = QPushButton(tr("Try"))
        self.outcome = Notice()
        self.cancel = QPushButton(tr("Cancel"))
        self.use = primary(QPushButton(tr("Use these")))
        self._dress()
        self._arrange()
        self._connect()
        self._show_place(place or next(iter(recent), None))

    @property
    def place(self) -> Place | None:
        """The place as it is shown; ``None`` where the address is none."""
        try:
            return Place(
                kind="scheduler",
                address=self.address.currentText().strip(),
                certificates=self.folder.path,
                sharing="never" if self.send.isChecked() else "auto",
            )
        except ValidationError:
            return None

    def missing(self) -> str:
        """Return why the place cannot be used yet, or nothing."""
        wrong = self._unfit()
        if not wrong and self._is_open() and not self.accepted_risk.isChecked():
            return tr("Read the warning first, and say that you know.")
        return wrong

    def accept(self) -> None:
        """Say what was chosen, if it can be used."""
        if not self.missing():
            self.chosen.emit(self.place)
            super().accept()

    def _unfit(self) -> str:
        place = self.place
        if place is None:
            return tr(
                "Expected the address of the scheduler: {example}.", example=_EXAMPLE
            )
        return places.unfit(place.address, place.certificates)

    def _is_open(self) -> bool:
        return self.address.currentText().strip().startswith("tcp://")

    def _show_place(self, place: Place | None) -> None:
        self.address.setEditText(place.address if place else "tls://")
        folder = place.certificates if place else None
        self.folder.text.setText(str(folder or ""))
        self.send.setChecked(bool(place and place.sharing == "never"))
        self._show_state()

    def _on_address(self) -> None:
        # The warning is of an address: another one has not been accepted, nor tried.
        self.accepted_risk.setChecked(False)
        self._trial = None
        self._show_state()

    def _on_recent(self) -> None:
        self._show_place(self._recent.get(self.address.currentText()))

    def _show_state(self) -> None:
        """Show what can be done with what is typed."""
        self.outcome.clear()
        if self._is_open():
            self.warning.tell(WITHOUT_TLS, "attention")
        else:
            self.warning.clear()
        self.accepted_risk.setVisible(self._is_open())
        missing = self.missing()
        self.use.setEnabled(not missing)
        self.use.setToolTip(missing or tr("Train the runs of this study there"))
        wrong = self._unfit()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong) and not self._is_begun())
        self.try_it.setEnabled(not (wrong or self._trial))

    def _is_begun(self) -> bool:
        """Tell whether the address is only being typed, which is nothing wrong."""
        return self.address.currentText().strip() in ("", "tls://", "tcp://")

    def _try(self) -> None:
        place = self.place
        assert place is not None
        self._trial = Trial(place)
        self._trial.ended.connect(self._end_try)
        self._trial.start()
        self._show_state()
        self.outcome.tell(tr("Being tried ..."), "info")

    def _end_try(self, wrong: str) -> None:
        if self.sender() is not self._trial:
            # Of an address that was changed meanwhile.
            return
        self._trial = None
        self._show_state()
        with_them = tr(", with these certificates") if self.folder.path else ""
        told = wrong or f"{_REACHED}{with_them}."
        self.outcome.tell(told, "error" if wrong else "ok")

    def _look(self) -> Path | None:
        start = self.folder.path or Path.home()
        return ask_folder(self, tr("Folder of the certificates"), start)

    def _dress(self) -> None:
        self.problem.setProperty("problem", True)
        self.address.setEditable(True)
        self.address.addItems(list(self._recent))
        self.address.setAccessibleName(tr("Address of the scheduler"))
        self.address.setToolTip(_ADDRESS)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.send.setToolTip(_SEND_HELP)
        self.accepted_risk.setToolTip(tr("The warning above is asked about each time"))
        self.try_it.setToolTip(tr("See whether a scheduler answers; nothing is sent"))
        self.cancel.setToolTip(tr("Leave everything as it was (Esc)"))
        self.use.setDefault(True)

    def _connect(self) -> None:
        self.address.editTextChanged.connect(self._on_address)
        self.address.activated.connect(self._on_recent)
        self.folder.text.textChanged.connect(self._show_state)
        self.accepted_risk.toggled.connect(self._show_state)
        self.try_it.clicked.connect(self._try)
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self.accept)

    def _arrange(self) -> None:
        commands = BreakingLabel(_COMMANDS)
        commands.make_selectable()
        commands.setAccessibleName(tr("Commands for a terminal"))
        commands.setFont(fixed_font())
        commands.setIndent(4 * theme.SPACE)
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        for row, (name, widget) in enumerate(
            (("&Scheduler", self.address), ("C&ertificates", self.folder))
        ):
            label = QLabel(name)
            label.setBuddy(self.folder.text if widget is self.folder else widget)
            rows.addWidget(label, row, 0)
            rows.addWidget(widget, row, 1)
        rows.addWidget(self.send, 2, 1)
        line = QHBoxLayout()
        line.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.outcome, 1)
        line.addStretch(0)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.use)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(BreakingLabel(_WORDS))
        box.addWidget(commands)
        box.addLayout(rows)
        for part in (self.problem, self.warning, self.accepted_risk):
            box.addWidget(part)
        box.addLayout(line)
        box.addStretch(1)
        box.addLayout(buttons)
        self.resize(140 * theme.SPACE, 80 * theme.SPACE)
