"""Where sets are predicted: the choice on the pages, and what it asks."""

import drawn
import pytest
from acting import ACTOR
from nodes_faked import LAB
from predicted import pick

from cellclassifier.core import places
from cellclassifier.core.places import HERE, Place, Profile
from cellclassifier.core.queueing import Queue
from cellclassifier.gui.session import Session
from cellclassifier.gui.whereabouts import Whereabouts
from cellclassifier.gui.widgets.place_choice import NEW_PROFILE, NEW_WORKSTATIONS
from cellclassifier.gui.widgets.run_chooser import RunChooser
from cellclassifier.gui.widgets.workstations_dialog import WorkstationsDialog

SAFE = Place(kind="scheduler", address="tls://ws1:8786")


@pytest.fixture
def session(qtbot, monkeypatch):
    made = Session(ACTOR, lambda folder: None)
    # No run is made here: its images are not looked through.
    monkeypatch.setattr(made, "scan", lambda: None)
    yield made
    made.close()


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, 2, 2)


@pytest.fixture
def chooser(qtbot):
    made = RunChooser()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def about(session, chooser):
    return Whereabouts(session, chooser.where)


def texts(about):
    box = about._choice.box
    return [box.itemText(row) for row in range(box.count())]


def test_who_has_only_this_computer_is_not_asked(about, session, study, chooser):
    assert chooser.where.isHidden()
    session.open_study(study.folder)
    assert chooser.where.isHidden()


def test_the_places_that_train_are_offered(qtbot, about, session, study, chooser):
    places.remember_place(SAFE)
    places.save_profile(Profile(name="GPU nodes"))
    Queue(study.folder).send_to(LAB)
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.desk.standing.place == LAB, timeout=20_000)
    assert texts(about) == [
        "This computer",
        "Workstations: lab:8786",
        "Workstations: ws1:8786",
        NEW_WORKSTATIONS,
        "Cluster: GPU nodes",
        NEW_PROFILE,
    ]
    # Nothing goes there that was not sent there.
    assert chooser.where.box.currentText() == "This computer"
    assert not chooser.where.words.isVisible()
    assert chooser.where.isVisible()


def test_a_place_is_chosen_and_said(about, session, study, chooser):
    places.save_profile(Profile(name="GPU nodes"))
    session.open_study(study.folder)
    pick(chooser.where.box, "Cluster: GPU nodes")
    assert session.where == Place(kind="cluster", profile="GPU nodes")
    assert chooser.where.words.text() == ""
    assert not chooser.where.edit.isVisible()
    assert not chooser.where.nodes.isVisible()
    # Runs are trained where they were.
    assert Queue(study.folder).place() == HERE
    pick(chooser.where.box, "This computer")
    assert session.where == HERE
    assert chooser.where.words.text() == ""


def test_an_open_network_is_warned_of_as_for_a_training(about, session, study, chooser):
    places.remember_place(LAB)
    session.open_study(study.folder)
    pick(chooser.where.box, "Workstations: lab:8786")
    assert session.where == HERE
    dialog = about.dialog
    assert isinstance(dialog, WorkstationsDialog)
    assert not dialog.use.isEnabled()
    dialog.accepted_risk.setChecked(True)
    dialog.use.click()
    assert session.where == LAB
    assert "Without TLS" in chooser.where.words.text()
    assert chooser.where.nodes.isVisible()


def test_what_is_wrong_with_a_place_is_said(about, session, study, chooser):
    places.remember_place(SAFE)
    session.open_study(study.folder)
    pick(chooser.where.box, "Workstations: ws1:8786")
    assert "needs the folder of certificates" in chooser.where.words.text()


def test_two_pages_show_the_same(qtbot, about, session, study, chooser):
    other = RunChooser()
    qtbot.addWidget(other)
    second = Whereabouts(session, other.where)
    session.open_study(study.folder)
    places.save_profile(Profile(name="lab"))
    about.look()
    pick(chooser.where.box, "Cluster: lab")
    assert other.where.box.currentText() == "Cluster: lab"
    assert second.place() == session.where


def test_without_a_study_there_is_nothing_to_choose(about, session, chooser):
    places.remember_place(SAFE)
    about.look()
    assert chooser.where.isHidden()
    session.choose_where(LAB)
    assert session.where == HERE
