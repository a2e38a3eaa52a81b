"""Sets predicted from the window by real nodes, over TLS; only the network is acted."""

import drawn
import numpy as np
import pytest
from acting import DYING, Conducting
from labs import Lab
from nodes_acted import CHUNK_WORKER
from predicted import finish

from cellclassifier import __version__
from cellclassifier.cluster.security import make_certificates
from cellclassifier.gui.far_helping import errands_command
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.nodes_dialog import NodesDialog


def small_chunks(place):
    """Return the program's own command, but that it cuts small sets into chunks too."""
    *program, switch, given = errands_command(place)
    assert switch == "--errands"
    code = (
        "from cellclassifier.core import chunking; chunking.LEAST_PREDICTED = 64; "
        f"from cellclassifier.cli_errands import main; main([{given!r}])"
    )
    return [program[0], "-c", code]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    make_certificates(folder / "certificates")
    made = Lab(folder, folder / "certificates")
    made.command = CHUNK_WORKER
    made.start_node("one")
    yield made
    made.close()


@pytest.fixture
def session(qtbot, tmp_path, monkeypatch):
    study = drawn.study(tmp_path / "a study", count=2, tests=40)
    finish(study)
    conducting = Conducting()
    # What would predict here dies of it.
    made = Session(DYING, conducting)
    made.far_command = small_chunks
    # No other run is made here: its images are not looked through.
    monkeypatch.setattr(made, "scan", lambda: None)
    made.open_study(study.folder)
    yield made
    made.close()
    conducting.close()


def test_a_set_comes_home_in_chunks_as_it_was_predicted(qtbot, session, lab):
    session.choose_where(lab.place())
    (run,) = session.runs
    told = []
    session.progressed.connect(lambda *each: told.append(each))
    with qtbot.waitSignal(session.set_predicted, timeout=60_000) as waited:
        session.predict(run)
    assert waited.args == [run, "test"]
    table = run.predictions("test")
    assert len(table.tiles) == 80
    expected = np.array(table.tiles, np.float32) / 10_000
    np.testing.assert_array_equal(table.probabilities[:, 0], expected)
    assert not (run.folder / "predictions" / "parts").exists()
    words = [what for what, _, _ in told]
    assert any("Chunks done by 1 node: 0 of 2" in each for each in words)
    assert any(": 1 of 2" in each for each in words)
    session.far_helper(lab.place()).runner.release()


def test_the_nodes_of_a_place_are_listed(qtbot, lab):
    dialog = NodesDialog(lab.place())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look()
    qtbot.waitUntil(lambda: dialog.again.isEnabled(), timeout=60_000)
    ((name, _, device, version, doing),) = dialog.table.rows()
    assert (name, version, doing) == ("one", __version__, "waits for a run")
    assert device
    dialog.reject()


def test_contact_that_is_lost_is_told_with_what_to_do(qtbot, session, lab):
    session.choose_where(lab.place())
    with qtbot.waitSignal(session.failed, timeout=60_000) as waited:
        lab.end_scheduler()
        session.predict(session.runs[0])
    assert "Nothing answers at tls://127.0.0.1" in waited.args[0]
    assert not session.predicting
    lab.start_scheduler()
