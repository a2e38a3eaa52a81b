"""Chooses where the runs of the open study are trained."""

from PySide6.QtWidgets import QMessageBox

from cellclassifier.core import places
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.places import Place
from cellclassifier.gui.place_asking import OPEN, PlaceAsking, clusters
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.place_choice import PlaceChoice

_NO_STUDY = tr("Choose training images first: the place is kept with the study.")
_BUSY = tr(
    "Runs are being trained now. When they are done, or were stopped, another place "
    "can be chosen."
)
_NODES = tr(
    "Nodes choose their devices; what is asked for later is done on this computer, or "
    "where Predictions and Explain say."
)
_FORGET = tr(
    "On {}, nodes had {} when they were last asked. What they make of it is fetched "
    "no more once another place is chosen; it can be resumed there from what lies "
    "here. What other runs have made is kept."
)


class Placing(PlaceAsking):
    """Keeps a `PlaceChoice` up to date with the session, and does what it wants."""

    def __init__(self, session: Session, choice: PlaceChoice) -> None:
        super().__init__(session, choice)
        for signal in (
            session.study_changed,
            session.training_changed,
            session.read_only_changed,
        ):
            signal.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Show the place of the open study."""
        place = self.place()
        state = place, self._fixed()
        # The training changes often; what there is to choose does not.
        if state != self._shown:
            self._shown = state
            self._show(place)

    def choose(self, place: Place) -> None:
        """Send the study's runs to a place; asks where nodes still have some."""
        standing = self._session.desk.standing
        if place == standing.place:
            self.look()
        elif standing.far and not standing.conducted:
            self._ask_to_forget(place)
        else:
            self._send(place)

    def place(self) -> Place:
        """Return where the runs of the open study are trained."""
        return self._session.desk.standing.place

    def _show(self, place: Place) -> None:
        # What prevents a start is said below the button that starts.
        words = "" if place.kind == "here" or places.problem(place) else _NODES
        if words and place.address.startswith("tcp://"):
            words = f"{words} {OPEN}"
        told = "\n".join(filter(None, (words, *places.profile_problems().values())))
        self._choice.show_place(
            place, places.recent_places(), clusters(), told, self._fixed()
        )

    def _fixed(self) -> str:
        """Return why no other place can be chosen now, or nothing."""
        session = self._session
        if session.study is None:
            return _NO_STUDY
        if session.read_only or session.desk.standing.doing or session.desk.making:
            return session.read_only or _BUSY
        return ""

    def _ask_to_forget(self, place: Place) -> None:
        standing = self._session.desk.standing
        number = len(standing.far)
        runs = tr_n("1 run", "{number} runs", number, number=number)
        box = QMessageBox(self._choice.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self._choice.name)
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
