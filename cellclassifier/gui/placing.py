"""Chooses where the runs of the open study are trained."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox

from cellclassifier.core import places
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.places import Place, Profile
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.place_choice import PlaceChoice

_NO_STUDY = tr("Choose training images first: the place is kept with the study.")
_BUSY = tr(
    "Runs are being trained now. When they are done, or were stopped, another place "
    "can be chosen."
)
_NODES = tr(
    "Nodes choose their devices; what is asked for later is done on this computer."
)
_OPEN = tr("Without TLS: use it only in a network in which you trust everyone.")
_FORGET = tr(
    "On {}, nodes had {} when they were last asked. What they make of it is fetched "
    "no more once another place is chosen; it can be resumed there from what lies "
    "here. What other runs have made is kept."
)


class Placing(QObject):
    """Keeps a `PlaceChoice` up to date with the session, and does what it wants.

    Attributes:
        dialog: What is asked now or was asked last.
    """

    def __init__(self, session: Session, choice: PlaceChoice) -> None:
        super().__init__(choice)
        self._session, self._choice = session, choice
        self._shown: object = None
        self.dialog: QDialog | None = None
        choice.chosen.connect(self.choose)
        choice.workstations_wanted.connect(self.ask_workstations)
        choice.profile_wanted.connect(self.ask_profile)
        for signal in (
            session.study_changed,
            session.training_changed,
            session.read_only_changed,
        ):
            signal.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Show the place of the open study."""
        place = self._session.desk.standing.place
        state = place, self._fixed()
        # The training changes often; what there is to choose does not.
        if state != self._shown:
            self._shown = state
            self._show(place)

    def choose(self, place: Place) -> None:
        """Send the study's runs to a place; asks where nodes still have some."""
        standing = self._session.desk.standing
        if place == standing.place:
            self._renew()
        elif standing.far and not standing.conducted:
            self._ask_to_forget(place)
        else:
            self._send(place)

    def ask_workstations(self, place: Place | None) -> None:
        """Ask for a scheduler, beginning with a place."""
        # Imported here, as below: the window starts sooner without.
        from cellclassifier.gui.widgets.workstations_dialog import WorkstationsDialog

        if self._lacks():
            return
        recent = places.recent_places()
        dialog = WorkstationsDialog(place, recent, self._choice.window())
        dialog.chosen.connect(self.choose)
        self._open(dialog)

    def ask_profile(self, name: str) -> None:
        """Ask how a cluster is asked for nodes: by a kept profile, or a new one."""
        from cellclassifier.gui.widgets.profile_dialog import ProfileDialog

        if self._lacks():
            return
        known = places.profiles()
        dialog = ProfileDialog(known.get(name), known, self._choice.window())
        dialog.saved.connect(self._save)
        dialog.removed.connect(self._remove)
        self._open(dialog)

    def _show(self, place: Place) -> None:
        # What prevents a start is said below the button that starts.
        words = "" if place.kind == "here" or places.problem(place) else _NODES
        if words and place.address.startswith("tcp://"):
            words = f"{words} {_OPEN}"
        self._choice.show_place(
            place,
            places.recent_places(),
            [_at(each) for each in places.profiles().values()],
            words,
            self._fixed(),
        )

    def _fixed(self) -> str:
        """Return why no other place can be chosen now, or nothing."""
        session = self._session
        if session.study is None:
            return _NO_STUDY
        if session.read_only or session.desk.standing.doing or session.desk.making:
            return session.read_only or _BUSY
        return ""

    def _lacks(self) -> bool:
        """Say what has to be installed before other computers can be used, if any."""
        if places.installed():
            return False
        box = QMessageBox(self._choice.window())
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(tr("Where to train"))
        box.setText(tr("Other computers cannot be used yet."))
        box.setInformativeText(places.how_to_install())
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open(box)
        return True

    def _ask_to_forget(self, place: Place) -> None:
        standing = self._session.desk.standing
        number = len(standing.far)
        runs = tr_n("1 run", "{number} runs", number, number=number)
        box = QMessageBox(self._choice.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Where to train"))
        box.setText(tr("Train on {text}, and give up what nodes do?", text=place.text))
        box.setInformativeText(_FORGET.format(standing.place.text, runs))
        role = QMessageBox.ButtonRole
        yes = box.addButton(tr("Give it up"), role.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(lambda: self._send(place, forget=True))
        self._open(box)

    def _send(self, place: Place, forget: bool = False) -> None:
        self._session.desk.send_to(place, forget)
        places.remember_place(place)

    def _save(self, profile: Profile) -> None:
        try:
            places.save_profile(profile)
        except OSError as error:
            self._session.tell_error(error)
            return
        self.choose(_at(profile))

    def _remove(self, name: str) -> None:
        try:
            places.remove_profile(name)
        except OSError as error:
            self._session.tell_error(error)
        self._renew()

    def _renew(self) -> None:
        self._shown = None
        self.show_place()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()


def _at(profile: Profile) -> Place:
    return Place(
        kind="cluster", profile=profile.name, certificates=profile.certificates
    )
