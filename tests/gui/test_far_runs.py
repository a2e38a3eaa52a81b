"""Runs that nodes have: how the window finds, shows and moves them."""

import drawn
import pytest
from acting import ACTOR, begin
from followed import tell
from nodes_faked import LAB, FarFaked
from PySide6.QtWidgets import QMessageBox

from cellclassifier.core import places, program
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Began, EpochEnded
from cellclassifier.core.places import HERE, Place
from cellclassifier.core.queueing import Doing
from cellclassifier.gui import main_window
from cellclassifier.gui.app import make_window
from cellclassifier.gui.following import Standing
from cellclassifier.gui.run_facts import summary
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_desk import LOOKING
from cellclassifier.gui.widgets import closing
from cellclassifier.gui.widgets.run_progress import STOPPING_FAR


class Started:
    """Is told of each conductor that is wanted, and starts none."""

    def __init__(self):
        self.folders = []

    def __call__(self, folder):
        self.folders.append(folder)


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, 6, 4, epochs=9)


@pytest.fixture
def runs(study):
    contents = read_contents(study.spec)
    return [study.new_run(contents) for _ in range(2)]


@pytest.fixture
def faked(study):
    made = FarFaked(study.folder)
    yield made
    made.close()


@pytest.fixture
def started():
    return Started()


@pytest.fixture
def session(qtbot, started):
    made = Session(ACTOR, started)
    yield made
    made.close()


@pytest.fixture
def window(qtbot, started, monkeypatch):
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: "go on")
    made = make_window(command=ACTOR, conduct=started)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def standing(qtbot, session, when):
    qtbot.waitUntil(lambda: bool(when(session.desk.standing)), timeout=20_000)
    return session.desk.standing


def test_where_a_run_is(runs):
    here = Standing((Doing(run_id="a", device="gpu:0"),), ("b",), False, True)
    assert here.where("a") == here.where("b") == ""
    doing = Doing(run_id="a", device="lab-2"), Doing(run_id="n")
    far = Standing(doing, ("b", "s"), False, True, LAB, ("a", "c", "s"))
    told = {name: (far.what(name), far.where(name)) for name in "abcsnx"}
    assert told == {
        "a": ("training", "on lab-2"),
        "b": ("waiting", "for a node"),
        # Nodes have it, and the conductor has not heard of it yet.
        "c": ("training", "on a node"),
        # It was offered, and no node has begun it.
        "s": ("waiting", "for a node"),
        "n": ("training", "for a node"),
        "x": ("", ""),
    }
    alone = far._replace(doing=(), conducted=False)
    assert (alone.what("a"), alone.where("a")) == ("training", "on a node")
    assert (alone.what("b"), alone.where("b")) == ("waiting", "")


def test_runs_are_listed_with_their_node(qtbot, session, study, runs, faked):
    faked.queue.add(runs[1])
    faked.note(runs[0].id)
    faked.conduct(Doing(run_id=runs[0].id, device="lab-2"))
    session.open_study(study.folder)
    standing(qtbot, session, lambda found: found.doing)
    known = session.known_facts()
    assert summary(known[runs[0].id]) == "running on lab-2"
    assert summary(known[runs[1].id]) == "waiting for a node"
    faked.conduct()
    standing(qtbot, session, lambda found: not found.doing)
    assert summary(session.known_facts()[runs[0].id]) == "running on a node"


@pytest.mark.parametrize("what", ["noted", "waiting", "paused", "nothing", "here"])
def test_runs_of_nodes_are_looked_for_when_a_study_is_opened(
    qtbot, session, started, study, runs, faked, what
):
    if what == "noted":
        faked.note(runs[0].id)
    if what in ("waiting", "paused", "here"):
        faked.queue.add(runs[0])
    if what == "paused":
        faked.queue.hold()
    if what == "here":
        faked.queue.send_to(HERE)
    told = []
    session.told.connect(told.append)
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    looked = what in ("noted", "waiting")
    assert started.folders == ([study.folder] if looked else [])
    assert (LOOKING in told) is looked
    assert session.desk.at_work is looked


def test_a_conductor_that_works_already_is_left_alone(
    qtbot, session, started, study, runs, faked
):
    faked.note(runs[0].id)
    faked.conduct()
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    assert started.folders == []


def test_what_is_not_installed_is_told_and_nothing_is_started(
    qtbot, session, started, study, runs, faked, monkeypatch
):
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    faked.note(runs[0].id)
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.open_study(study.folder)
    assert "go on, on workstations" in waited.args[0]
    assert program.install_command(places.EXTRA) in waited.args[0]
    assert started.folders == []
    standing(qtbot, session, lambda found: found.place == LAB)
    assert program.install_command(places.EXTRA) in session.blocked()


def test_what_waits_for_a_node_is_taken_back_to_go_elsewhere(
    qtbot, session, started, study, runs, faked
):
    faked.queue.add(runs[0])
    faked.conduct()
    session.open_study(study.folder)
    standing(qtbot, session, lambda found: found.conducted)
    session.desk.send_to(HERE)
    assert faked.queue.paused
    # Until the conductor has taken it back, nothing goes elsewhere.
    assert faked.queue.place() == LAB
    standing(qtbot, session, lambda found: found.paused)
    assert not session.desk.stalled
    faked.close()
    qtbot.waitUntil(lambda: started.folders == [study.folder], timeout=20_000)
    assert faked.queue.place() == HERE
    assert not faked.queue.paused
    assert [entry.run_id for entry in faked.queue.waiting()] == [runs[0].id]


def test_a_place_that_cannot_be_left_is_told_as_it_is(
    qtbot, session, study, runs, faked
):
    faked.note(runs[0].id)
    session.open_study(study.folder)
    standing(qtbot, session, lambda found: found.far)
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.desk.send_to(HERE)
    assert waited.args[0].startswith("Runs of this study are being trained on")
    session.desk.send_to(HERE, forget=True)
    assert standing(qtbot, session, lambda found: found.place == HERE).far == ()


def test_the_window_tells_of_nodes(qtbot, window, study, runs, faked):
    session = window._session
    faked.note(runs[0].id)
    faked.conduct(Doing(run_id=runs[0].id, device="lab-2"))
    session.open_study(study.folder)
    window.show_page("training")
    standing(qtbot, session, lambda found: found.doing)
    session.choose_run_of(runs[0].id)
    panel = window.pages["training"].run
    assert "is running on lab-2: 0 of 9" in panel.heading.text()
    assert panel.progress.text.text() == "Starting the worker on lab-2 ..."
    assert "deep on lab-2, epoch 1 of 9" in window.status.work.text()
    tell(runs[0], Began(device="x", training_tiles=9, validation_tiles=3, batches=2))
    tell(runs[0], EpochEnded(epoch=1, accuracy=0.7, loss=1, seconds=1))
    qtbot.waitUntil(lambda: "1 of 9" in panel.heading.text(), timeout=20_000)
    session.stop_training()
    assert panel.progress.text.text() == STOPPING_FAR
    assert runs[0].asked() == "stop"


def test_a_run_that_waits_for_a_node_says_so(qtbot, window, study, runs, faked):
    session = window._session
    faked.queue.add(runs[0])
    faked.conduct()
    session.open_study(study.folder)
    window.show_page("training")
    standing(qtbot, session, lambda found: found.conducted)
    session.choose_run_of(runs[0].id)
    panel = window.pages["training"].run
    assert "waits for a node: 0 of 9" in panel.heading.text()
    assert panel.progress.text.text() == "Waiting for a node ..."
    assert window.status.work.text().endswith("waits for a node")
    # It comes to one, and then to another.
    for node in ("lab-2", "lab-3"):
        faked.queue.drop(runs[0].id)
        faked.conduct(Doing(run_id=runs[0].id, device=node))
        qtbot.waitUntil(
            lambda node=node: node in window.status.work.text(), timeout=20_000
        )


def test_a_run_that_was_just_started_waits_for_a_node(qtbot, session, study, faked):
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    standing(qtbot, session, lambda found: found.place == LAB)
    begin(qtbot, session)
    # Nobody conducts yet: that takes seconds.
    assert not session.desk.standing.conducted
    assert summary(session.facts_of(session.run)) == "waiting for a node"


def test_lost_contact_stands_above_the_pages_until_it_is_found(
    qtbot, window, study, runs, faked
):
    session = window._session
    faked.queue.add(runs[0])
    faked.conduct()
    session.open_study(study.folder)
    faked.queue.tell("2 nodes are there.")
    qtbot.waitUntil(
        lambda: window.status.currentMessage() == "2 nodes are there.", timeout=20_000
    )
    assert window.standing.isHidden()
    faked.queue.tell("Lost contact.", "warning")
    qtbot.waitUntil(lambda: window.standing.sentence == "Lost contact.", timeout=20_000)
    assert window.standing.level == "attention"
    faked.queue.tell("")
    qtbot.waitUntil(lambda: window.standing.isHidden(), timeout=20_000)
    assert window.status.currentMessage() == ""
    faked.queue.tell("Lost contact.", "warning")
    faked.close()
    # It is nobody's any more, and the study waits.
    qtbot.waitUntil(lambda: session.desk.stalled, timeout=20_000)
    assert window.standing.sentence.startswith("1 run waits to be trained")
    faked.queue.tell("The scheduler has another version.", "error")
    qtbot.waitUntil(lambda: window.standing.level == "error", timeout=20_000)
    assert "another version. 1 run waits" in window.standing.sentence


def test_the_window_asks_with_the_place_when_it_closes(
    qtbot, window, study, runs, faked, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        main_window, "ask_what_becomes", lambda *given: asked.append(given) or "go on"
    )
    faked.queue.add(runs[1])
    faked.conduct(Doing(run_id=runs[0].id, device="lab-2"))
    window._session.open_study(study.folder)
    standing(qtbot, window._session, lambda found: found.doing)
    window.close()
    assert [given[1:] for given in asked] == [(1, LAB.text)]
    box = closing.question(window, 1, LAB.text)
    assert isinstance(box, QMessageBox)
    assert "also when this computer is switched off" in box.informativeText()
    assert "fetched when the study is opened again" in box.informativeText()
    assert LAB.text in box.informativeText()
    assert "without the window" in closing.question(window, 1).informativeText()


def test_another_study_has_its_own_place(qtbot, session, study, faked, tmp_path):
    session.open_study(study.folder)
    standing(qtbot, session, lambda found: found.place == LAB)
    session.open_study(drawn.study(tmp_path / "other", 6, 4).folder)
    assert session.desk.standing.place == Place()
