"""Makes and changes a profile: how a cluster's queue is asked for nodes."""

from collections.abc import Collection

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core import places
from cellclassifier.core.language import tr
from cellclassifier.core.places import SYSTEMS, Profile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import Notice, primary
from cellclassifier.gui.widgets.script_preview import (
    Command,
    ScriptPreview,
    show_script,
)
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

_WORDS = tr(
    "A cluster is asked for nodes by its queue; each GPU of a node trains one run of "
    "the study. Start the window on the cluster's login node, or on a computer that "
    "has the queue's commands."
)
_UNNAMED = "profile"
_TAKEN = tr("There is a profile '{}' already: choose another name, or edit that one.")
_FIXED = tr("Studies name the profile by it; duplicate the profile for another name.")
_KEPT = tr("Keep the profile for all studies, and use it for this one")
_NAME_HELP = tr("Letters, numbers, spaces, dots, hyphens, underscores; 60 at most")


class ProfileDialog(QDialog):
    """Shows a profile as a form, and the script that comes of it.

    Signals:
        saved: The profile, when it is to be kept and used.
        removed: Name of the profile that is to be forgotten.
    """

    saved = Signal(object)
    removed = Signal(str)

    def __init__(
        self,
        profile: Profile | None = None,
        taken: Collection[str] = (),
        parent: QWidget | None = None,
        command: Command = show_script,
    ) -> None:
        """Show a profile.

        Args:
            profile: A kept one, to be changed; ``None`` for a new one.
            taken: Names that others have.
            parent: The window.
            command: See `ScriptPreview`.
        """
        super().__init__(parent)
        self._kept, self._taken = profile, set(taken)
        self.name = QLineEdit(profile.name if profile else "")
        self.problem = QLabel()
        self.form = SpecForm(
            profile or Profile(name=_UNNAMED),
            [name for name in Profile.model_fields if name != "name"],
            labels={"system": {str(key): name for key, name in SYSTEMS.items()}},
        )
        self.preview = ScriptPreview(command)
        self.notice = Notice()
        self.remove = QPushButton(theme.icon("remove"), tr("Remove ..."))
        self.duplicate = QPushButton(theme.icon("copy"), tr("Duplicate"))
        self.cancel = QPushButton(tr("Cancel"))
        self.save = primary(QPushButton(tr("Save and use")))
        self.asking: QMessageBox | None = None
        self._dress()
        self._arrange()
        self._connect()
        self._show_state()

    @property
    def profile(self) -> Profile | None:
        """The profile as it is shown; ``None`` where it cannot be kept so."""
        try:
            return Profile.model_validate(
                {**dict(self.form.spec), "name": self.name.text().strip()}
            )
        except ValidationError:
            return None

    def done(self, result: int) -> None:
        """End what goes on, however the dialog is closed."""
        self.preview.close_preview()
        super().done(result)

    def accept(self) -> None:
        """Have the profile kept, if it can be."""
        profile = self.profile
        if profile is None or self._wrong_name():
            self._show_state()
            self.name.setFocus()
            return
        folder = profile.certificates
        if folder and (wrong := places.unfit("", folder)):
            self.form.show_problem("certificates", wrong)
            self.notice.tell(wrong, "error")
            return
        self.saved.emit(profile)
        super().accept()

    def make_copy(self) -> None:
        """Go on with a copy, under a name that is not taken."""
        before = self.name.text().strip() or _UNNAMED
        names = (f"{before[:50]} {number}" for number in range(2, 1000))
        if self._kept:
            self._taken.add(self._kept.name)
        self._kept = None
        self.name.setText(next(name for name in names if name not in self._taken))
        self.notice.tell(tr("This is a copy, which is not saved yet."), "info")
        self._show_state()
        self.name.selectAll()
        self.name.setFocus()

    def ask_to_remove(self) -> None:
        """Ask whether the profile is to be forgotten."""
        assert self._kept is not None
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Remove the profile"))
        box.setText(tr("Remove the profile '{kept}'?", kept=self._kept.name))
        box.setInformativeText(
            tr(
                "Its settings are lost. Studies that it was chosen for train nothing "
                "until another place is chosen; what nodes do now, they end."
            )
        )
        yes = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(self._remove)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking = box
        box.open()

    def _remove(self) -> None:
        assert self._kept is not None
        self.removed.emit(self._kept.name)
        super().reject()

    def _wrong_name(self) -> str:
        """Return why it cannot be called so, or nothing."""
        name = self.name.text().strip()
        if self._kept:
            return ""
        if name in self._taken:
            return _TAKEN.format(name)
        try:
            Profile(name=name)
        except ValidationError as error:
            return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        return ""

    def _show_state(self) -> None:
        """Show what can be done, and the script of what is shown."""
        wrong = self._wrong_name()
        # Who has not typed anything yet has done nothing wrong.
        typed = bool(self.name.text())
        self.problem.setText(wrong if typed else "")
        self.problem.setVisible(bool(wrong) and typed)
        self.save.setEnabled(not wrong)
        self.save.setToolTip(
            wrong if typed else tr("Give the profile a name") if wrong else _KEPT
        )
        self.name.setReadOnly(self._kept is not None)
        self.name.setToolTip(_FIXED if self._kept else _NAME_HELP)
        self.remove.setVisible(self._kept is not None)
        self.duplicate.setVisible(self._kept is not None)
        self.setWindowTitle(
            tr("Cluster profile") if self._kept else tr("New cluster profile")
        )
        shown = self.profile
        unnamed = self.form.spec
        assert isinstance(unnamed, Profile)
        self.preview.show_profile(shown or unnamed)

    def _dress(self) -> None:
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        self.name.setAccessibleName(tr("Name of the profile"))
        self.name.setPlaceholderText(tr("such as: GPU nodes"))
        self.remove.setToolTip(tr("Forget this profile, after a question"))
        self.duplicate.setToolTip(
            tr("Make another profile that begins with these values")
        )
        self.cancel.setToolTip(tr("Leave everything as it was (Esc)"))
        self.save.setDefault(True)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._show_state)
        self.form.edited.connect(self._show_state)
        self.remove.clicked.connect(self.ask_to_remove)
        self.duplicate.clicked.connect(self.make_copy)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)

    def _arrange(self) -> None:
        label = QLabel(tr("&Name"))
        label.setBuddy(self.name)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.name, 1)
        column = ScrollColumn()
        inside = QVBoxLayout(column.inside)
        inside.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(column)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addWidget(self.duplicate)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(BreakingLabel(_WORDS))
        box.addLayout(line)
        box.addWidget(self.problem)
        box.addWidget(splitter, 1)
        box.addWidget(self.notice)
        box.addLayout(buttons)
        self.resize(230 * theme.SPACE, 150 * theme.SPACE)
