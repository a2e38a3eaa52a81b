"""Where to train: the choice on the Training page, and what it asks."""

import sys
from pathlib import Path

import drawn
import pytest
from acting import ACTOR
from nodes_faked import LAB, FarFaked
from PySide6.QtWidgets import QMessageBox

from cellclassifier.core import places, program
from cellclassifier.core.places import HERE, Place, Profile
from cellclassifier.core.queueing import Doing, Queue
from cellclassifier.gui.pages.training import TrainingPage
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_column import TrainingColumn
from cellclassifier.gui.widgets import nodes_dialog
from cellclassifier.gui.widgets.place_choice import NEW_PROFILE, NEW_WORKSTATIONS
from cellclassifier.gui.widgets.profile_dialog import ProfileDialog
from cellclassifier.gui.widgets.workstations_dialog import WorkstationsDialog


@pytest.fixture
def session(qtbot):
    made = Session(ACTOR, lambda folder: None)
    yield made
    made.close()


@pytest.fixture
def column(qtbot, session):
    made = TrainingColumn(session)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, 6, 4)


@pytest.fixture
def certificates(tmp_path) -> Path:
    folder = tmp_path / "lab"
    folder.mkdir()
    for name in places.CERTIFICATES:
        (folder / name).touch()
    return folder


@pytest.fixture
def opened(qtbot, session, column, study):
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    return Queue(study.folder)


def texts(column):
    box = column.place.box
    return [box.itemText(row) for row in range(box.count())]


def choose(column, text):
    row = texts(column).index(text)
    column.place.box.setCurrentIndex(row)
    column.place.box.activated.emit(row)


def arrived(qtbot, session, place):
    qtbot.waitUntil(lambda: session.desk.standing.place == place, timeout=20_000)


def test_all_places_can_be_chosen(column, opened):
    assert texts(column) == ["This computer", NEW_WORKSTATIONS, NEW_PROFILE]
    places.remember_place(LAB)
    places.save_profile(Profile(name="GPU nodes"))
    column.placing.look()
    assert texts(column) == [
        "This computer",
        "Workstations: lab:8786",
        NEW_WORKSTATIONS,
        "Cluster: GPU nodes",
        NEW_PROFILE,
    ]
    assert column.place.box.currentText() == "This computer"
    assert not column.place.edit.isVisible()
    column.show_settings()
    assert column.device.text().startswith("Trains on")


def test_without_a_study_no_place_can_be_chosen(column):
    assert not column.place.box.isEnabled()
    assert "Choose training images first" in column.place.box.toolTip()


def test_a_cluster_is_chosen_at_once_with_its_certificates(
    qtbot, session, column, opened, certificates
):
    places.save_profile(Profile(name="lab", certificates=certificates))
    column.placing.look()
    choose(column, "Cluster: lab")
    there = Place(kind="cluster", profile="lab", certificates=certificates)
    arrived(qtbot, session, there)
    assert opened.place() == there
    assert column.place.box.currentText() == "Cluster: lab"
    assert (
        "what is asked for later is done on this computer" in column.place.words.text()
    )
    column.show_settings()
    assert column.device.text().startswith("Predicts here on")
    assert column.start.isEnabled()
    # What was chosen is found again by whoever opens the study.
    choose(column, "This computer")
    arrived(qtbot, session, HERE)


def test_workstations_are_asked_for_and_remembered(
    qtbot, session, column, opened, certificates
):
    choose(column, NEW_WORKSTATIONS)
    # Nothing has been chosen yet.
    assert column.place.box.currentText() == "This computer"
    dialog = column.placing.dialog
    assert isinstance(dialog, WorkstationsDialog)
    dialog.address.setEditText("tls://ws1:8786")
    dialog.folder.text.setText(str(certificates))
    dialog.use.click()
    there = Place(kind="scheduler", address="tls://ws1:8786", certificates=certificates)
    arrived(qtbot, session, there)
    assert places.recent_places() == (there,)
    assert column.place.box.currentText() == "Workstations: ws1:8786"
    choose(column, "This computer")
    arrived(qtbot, session, HERE)
    # With TLS there is nothing to be asked the second time.
    choose(column, "Workstations: ws1:8786")
    arrived(qtbot, session, there)


def test_an_address_without_tls_is_asked_about_each_time(
    qtbot, session, column, opened
):
    places.remember_place(LAB)
    column.placing.look()
    for _ in range(2):
        choose(column, "Workstations: lab:8786")
        dialog = column.placing.dialog
        assert dialog.place == LAB
        assert not dialog.use.isEnabled()
        assert opened.place() == HERE
        dialog.accepted_risk.setChecked(True)
        dialog.use.click()
        arrived(qtbot, session, LAB)
        assert "Without TLS" in column.place.words.text()
        choose(column, "This computer")
        arrived(qtbot, session, HERE)


def test_a_profile_that_cannot_be_used_is_told(column, opened):
    path = places.save_profile(Profile(name="GPU nodes"))
    path.write_text("{", "utf-8")
    column.placing.look()
    assert "cluster profile 'GPU nodes' cannot be used" in column.place.words.text()
    assert path.read_text("utf-8") == "{"


def test_a_profile_is_made_changed_and_removed(qtbot, session, column, opened):
    choose(column, NEW_PROFILE)
    dialog = column.placing.dialog
    assert isinstance(dialog, ProfileDialog)
    dialog.name.setText("GPU nodes")
    dialog.save.click()
    there = Place(kind="cluster", profile="GPU nodes")
    arrived(qtbot, session, there)
    assert places.profile("GPU nodes") == Profile(name="GPU nodes")
    column.place.edit.click()
    dialog = column.placing.dialog
    assert dialog.name.text() == "GPU nodes"
    dialog.ask_to_remove()
    next(b for b in dialog.asking.buttons() if b.text() == "Remove").click()
    assert not places.profiles()
    # The study still names it, and says that it is gone.
    assert column.place.box.currentText() == "Cluster: GPU nodes"
    column.show_settings()
    assert "no cluster profile 'GPU nodes'" in column.reason.text()
    assert not column.start.isEnabled()


def test_without_dask_it_says_what_to_install(column, opened, monkeypatch):
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    for text in (NEW_WORKSTATIONS, NEW_PROFILE):
        choose(column, text)
        box = column.placing.dialog
        assert isinstance(box, QMessageBox)
        assert program.install_command(places.EXTRA) in box.informativeText()
        box.close()
        assert column.place.box.currentText() == "This computer"


def test_no_other_place_while_a_run_is_trained(qtbot, session, column, study):
    faked = FarFaked(study.folder)
    faked.conduct(Doing(run_id="a", device="lab-2"))
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: not column.place.box.isEnabled(), timeout=20_000)
    qtbot.waitUntil(
        lambda: "being trained now" in column.place.box.toolTip(), timeout=20_000
    )
    assert not column.place.edit.isEnabled()
    faked.close()
    qtbot.waitUntil(lambda: column.place.box.isEnabled(), timeout=20_000)


def test_what_nodes_have_is_given_up_only_after_a_question(
    qtbot, session, column, study
):
    faked = FarFaked(study.folder)
    faked.note("a", "b")
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: len(session.desk.standing.far) == 2, timeout=20_000)
    choose(column, "This computer")
    box = column.placing.dialog
    assert "nodes had 2 runs" in box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert faked.queue.place() == LAB
    choose(column, "This computer")
    box = column.placing.dialog
    next(b for b in box.buttons() if b.text() == "Give it up").click()
    arrived(qtbot, session, HERE)
    assert faked.queue.far() == ()


def test_the_page_fits_into_the_smallest_window(qtbot, session, study):
    # 1000 px, less the rail and what is around.
    page = TrainingPage(session)
    qtbot.addWidget(page)
    session.open_study(study.folder)
    Queue(study.folder).send_to(LAB)
    qtbot.waitUntil(lambda: session.desk.standing.place == LAB, timeout=20_000)
    assert page.minimumSizeHint().width() <= 774
    page.resize(774, 570)
    page.show()
    right = page.column.mapTo(page, page.column.rect().topRight()).x()
    assert right < page.tabs.mapTo(page, page.tabs.rect().topLeft()).x()
    page.close_page()


def test_places_that_came_meanwhile_are_offered_when_the_list_opens(column, opened):
    # As the command line does, in another process.
    places.remember_place(LAB)
    assert "Workstations: lab:8786" not in texts(column)
    column.place.box.showPopup()
    assert "Workstations: lab:8786" in texts(column)
    column.place.box.hidePopup()
    assert column.place.box.currentText() == "This computer"


def test_the_nodes_of_workstations_can_be_seen(
    qtbot, session, column, opened, monkeypatch
):
    assert not column.place.nodes.isVisible()
    opened.send_to(LAB)
    arrived(qtbot, session, LAB)
    assert column.place.nodes.isVisible()
    monkeypatch.setattr(
        nodes_dialog, "command_for", lambda place: [sys.executable, "-c", "print('[]')"]
    )
    column.place.nodes.click()
    dialog = column.placing.dialog
    assert isinstance(dialog, nodes_dialog.NodesDialog)
    assert LAB.address in dialog.heading.text()
    qtbot.waitUntil(lambda: "No node is there" in dialog.words.text(), timeout=20_000)
    dialog.reject()
    opened.send_to(Place(kind="cluster", profile="lab"))
    qtbot.waitUntil(lambda: not column.place.nodes.isVisible(), timeout=20_000)
