"""Chooses where sets are predicted, and where maps of them are made."""

from cellclassifier.core import places
from cellclassifier.core.places import Place
from cellclassifier.gui.place_asking import OPEN, PlaceAsking, clusters
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.where_choice import WhereChoice


class Whereabouts(PlaceAsking):
    """Keeps a `WhereChoice` up to date with the session, and does what it wants.

    It offers the same places as "Where to train", and can be seen only where there is
    one beside this computer: most users have none.
    """

    def __init__(self, session: Session, choice: WhereChoice) -> None:
        super().__init__(session, choice)
        for signal in (
            session.study_changed,
            session.training_changed,
            session.where_changed,
        ):
            signal.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Show where sets of the open study are predicted."""
        session = self._session
        state = session.study, session.where, session.desk.standing.place
        # The training changes often; what there is to choose does not.
        if state != self._shown:
            self._shown = state
            self._show()

    def place(self) -> Place:
        """Return where sets of the open study are predicted."""
        return self._session.where

    def choose(self, place: Place) -> None:
        """Have sets predicted at a place from now on."""
        self._session.choose_where(place)
        places.remember_place(place)
        self.look()

    def _show(self) -> None:
        session = self._session
        place, trained = session.where, session.desk.standing.place
        recent = list(places.recent_places())
        known = {each.profile: each for each in clusters()}
        if trained.kind == "scheduler":
            others = (each for each in recent if each.address != trained.address)
            recent = [trained, *others]
        elif trained.kind == "cluster":
            known[trained.profile] = trained
        self._choice.show_place(place, recent, list(known.values()), _words(place))
        far = bool(recent or known or place.kind != "here")
        self._choice.setVisible(session.study is not None and far)


def _words(place: Place) -> str:
    """Return what is to know of a place, or nothing."""
    if place.kind == "here":
        return ""
    if problem := places.problem(place):
        return problem
    return OPEN if place.address.startswith("tcp://") else ""
