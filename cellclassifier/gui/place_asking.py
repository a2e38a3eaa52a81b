"""Asks for places, wherever one can be chosen: workstations, or a cluster's profile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox

from cellclassifier.core import places
from cellclassifier.core.language import tr
from cellclassifier.core.places import Place, Profile
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.place_choice import PlaceChoice

OPEN = tr("Without TLS: use it only in a network in which you trust everyone.")


class PlaceAsking(QObject):
    """Does what a `PlaceChoice` wants; what becomes of a place says who is made of it.

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
        choice.nodes_wanted.connect(self.show_nodes)
        choice.opening.connect(self.look)

    def show_place(self) -> None:
        """Show what is chosen now, and what can be."""
        raise NotImplementedError

    def look(self) -> None:
        """Look again what can be chosen: the command line may know of more."""
        self._shown = None
        self.show_place()

    def place(self) -> Place:
        """Return what is chosen now."""
        raise NotImplementedError

    def choose(self, place: Place) -> None:
        """Take a place."""
        raise NotImplementedError

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

    def show_nodes(self) -> None:
        """Show the nodes that are at the place now."""
        from cellclassifier.gui.widgets.nodes_dialog import NodesDialog

        if not self._lacks():
            dialog = NodesDialog(self.place(), parent=self._choice.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog = dialog
            # Beside the window: what is seen there can be acted upon.
            dialog.show()
            dialog.look()

    def _lacks(self) -> bool:
        """Say what has to be installed before other computers can be used, if any."""
        if places.installed():
            return False
        box = QMessageBox(self._choice.window())
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self._choice.name)
        box.setText(tr("Other computers cannot be used yet."))
        box.setInformativeText(places.how_to_install())
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open(box)
        return True

    def _save(self, profile: Profile) -> None:
        try:
            places.save_profile(profile)
        except OSError as error:
            self._session.tell_error(error)
            return
        self.choose(of_profile(profile))

    def _remove(self, name: str) -> None:
        try:
            places.remove_profile(name)
        except OSError as error:
            self._session.tell_error(error)
        self.look()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()


def of_profile(profile: Profile) -> Place:
    """Return the place of a cluster's profile."""
    return Place(
        kind="cluster", profile=profile.name, certificates=profile.certificates
    )


def clusters() -> Sequence[Place]:
    """Return the places of all profiles of this user."""
    return [of_profile(each) for each in places.profiles().values()]
