"""Who is at a place: asked by a command, and shown as a table."""

import json
import sys

import pytest

from cellclassifier import __version__
from cellclassifier.core.places import Place
from cellclassifier.gui.widgets.node_listing import NodeListing, command_for
from cellclassifier.gui.widgets.nodes_dialog import NodesDialog

LAB = Place(kind="scheduler", address="tcp://lab:8786")
NODES = [
    {
        "name": "lab-1",
        "computer": "lab",
        "device": "GPU 0 (NVIDIA A100)",
        "version": __version__,
        "doing": "trains 003 of discs, epoch 3 of 20",
        "seen": "2026-11-29T10:00:00Z",
    },
    {
        "name": "lab-2",
        "computer": "lab",
        "device": "processor",
        "version": "0.0.1",
        "doing": "",
        "seen": "2026-11-29T10:05:00Z",
    },
]


def saying(text="", error="", code=0):
    """Return a command that stands in for the one that tells the nodes."""
    script = (
        f"import sys; sys.stdout.write({text!r}); sys.stderr.write({error!r}); "
        f"sys.exit({code})"
    )
    return [sys.executable, "-c", script]


@pytest.fixture
def open_dialog(qtbot):
    def opened(command):
        dialog = NodesDialog(LAB, command)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.look()
        return dialog

    return opened


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def test_each_node_is_a_row(qtbot, open_dialog):
    dialog = open_dialog(saying(json.dumps(NODES)))
    assert not dialog.again.isEnabled()
    assert dialog.bar.isVisible()
    wait(qtbot, lambda: dialog.again.isEnabled())
    assert not dialog.bar.isVisible()
    one, two = dialog.table.rows()
    assert one == [
        "lab-1",
        "lab",
        "GPU 0 (NVIDIA A100)",
        __version__,
        "trains 003 of discs, epoch 3 of 20",
    ]
    told = [row.help for row in dialog.table.model_of_rows.rows]
    assert [each[:11] for each in told] == ["It is here ", "It is here "]
    assert "2026-11-" in told[0]
    # Another version cannot work here, which is not said by a colour.
    assert two[3] == f"0.0.1 (here {__version__})"
    assert two[4] == "waits for a run"
    assert dialog.words.text().startswith("2 nodes, as of ")
    assert dialog.start.isHidden()


def test_where_nobody_is_it_says_how_to_start_one(qtbot, open_dialog, tmp_path):
    dialog = open_dialog(saying("[]"))
    wait(qtbot, lambda: "No node is there" in dialog.words.text())
    assert dialog.start.text() == "cellclassifier node tcp://lab:8786"
    assert dialog.start.isVisible()
    assert dialog.table.isHidden()
    safe = LAB.model_copy(update={"address": "tls://lab:1", "certificates": tmp_path})
    other = NodesDialog(safe, saying("[]"))
    qtbot.addWidget(other)
    assert other.start.text().endswith(f"node tls://lab:1 --certificates {tmp_path}")


def test_what_went_wrong_is_the_last_sentence_and_the_rest_stays(qtbot, open_dialog):
    dialog = open_dialog(saying(json.dumps(NODES)))
    wait(qtbot, lambda: dialog.again.isEnabled())
    dialog.listing._command = saying(error="Warning: x\nNothing answers.\n", code=1)
    dialog.again.click()
    wait(qtbot, lambda: dialog.notice.sentence == "Nothing answers.")
    assert len(dialog.table.rows()) == 2
    dialog.listing._command = saying(json.dumps(NODES[:1]))
    dialog.again.click()
    wait(qtbot, lambda: len(dialog.table.rows()) == 1)
    assert dialog.notice.isHidden()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (saying("nonsense"), "could not be read"),
        (saying(code=3), "nothing was said why"),
        (["/no/such/program"], "nothing was said why"),
    ],
)
def test_what_cannot_be_understood_is_told(qtbot, command, told):
    listing = NodeListing(command)
    with qtbot.waitSignal(listing.failed, timeout=20_000) as waited:
        listing.look()
    assert told in waited.args[0]


def test_a_window_that_is_closed_waits_for_nothing(qtbot, open_dialog):
    dialog = open_dialog([sys.executable, "-c", "import sys; sys.stdin.readline()"])
    wait(qtbot, lambda: dialog.listing.busy)
    dialog.reject()
    assert not dialog.listing.busy
    assert not dialog.isVisible()


def test_the_command_names_place_and_certificates(tmp_path):
    given = command_for(LAB)
    assert given[-4:] == ["nodes", "--on", LAB.address, "--json"]
    safe = LAB.model_copy(update={"address": "tls://lab:1", "certificates": tmp_path})
    assert command_for(safe)[-5:] == [
        *("--on", "tls://lab:1", "--certificates", str(tmp_path)),
        "--json",
    ]
