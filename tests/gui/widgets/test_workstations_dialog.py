"""At which scheduler workstations meet, and the warning of one without TLS."""

import socket
import threading

import pytest
from nodes_faked import LAB

from cellclassifier.core import places, reaching
from cellclassifier.core.places import WITHOUT_TLS, Place
from cellclassifier.gui.widgets.workstations_dialog import WorkstationsDialog


@pytest.fixture
def make(qtbot):
    def dialog(*given):
        made = WorkstationsDialog(*given)
        qtbot.addWidget(made)
        made.show()
        return made

    return dialog


@pytest.fixture
def certificates(tmp_path):
    for name in places.CERTIFICATES:
        (tmp_path / name).touch()
    return tmp_path


def test_nothing_is_wrong_before_anything_is_typed(make):
    dialog = make()
    assert dialog.address.currentText() == "tls://"
    assert not dialog.problem.isVisible()
    assert not dialog.warning.isVisible()
    assert not dialog.use.isEnabled()
    assert not dialog.try_it.isEnabled()
    assert "tls://host:8786" in dialog.use.toolTip()


def test_an_address_with_its_certificates_is_chosen(qtbot, make, certificates):
    dialog = make()
    dialog.address.setEditText("ws1")
    assert "Expected the address" in dialog.problem.text()
    dialog.address.setEditText("tls://ws1:8786")
    assert "needs the folder of certificates" in dialog.problem.text()
    dialog.folder.text.setText(str(certificates / "no"))
    assert "lacks authority.pem" in dialog.problem.text()
    dialog.folder.text.setText(str(certificates))
    assert not dialog.problem.isVisible()
    assert not dialog.accepted_risk.isVisible()
    dialog.send.setChecked(True)
    with qtbot.waitSignal(dialog.chosen) as waited:
        dialog.use.click()
    assert waited.args == [
        Place(
            kind="scheduler",
            address="tls://ws1:8786",
            certificates=certificates,
            sharing="never",
        )
    ]


def test_the_warning_has_to_be_accepted_for_each_address(make):
    dialog = make(LAB)
    assert dialog.warning.sentence == WITHOUT_TLS
    assert dialog.missing() == "Read the warning first, and say that you know."
    chosen = []
    dialog.chosen.connect(chosen.append)
    dialog.accept()
    assert chosen == []
    dialog.accepted_risk.setChecked(True)
    assert dialog.use.isEnabled()
    # What was accepted is not this one.
    dialog.address.setEditText("tcp://other:8786")
    assert not dialog.accepted_risk.isChecked()
    assert not dialog.use.isEnabled()
    dialog.accepted_risk.setChecked(True)
    dialog.use.click()
    assert [place.address for place in chosen] == ["tcp://other:8786"]


def test_recent_ones_bring_their_certificates(make, certificates):
    before = Place(
        kind="scheduler", address="tls://ws1:8786", certificates=certificates
    )
    dialog = make(None, [before, LAB])
    assert dialog.place == before
    dialog.address.setCurrentIndex(1)
    dialog.address.activated.emit(1)
    assert dialog.place == LAB
    dialog.address.setCurrentIndex(0)
    dialog.address.activated.emit(0)
    assert dialog.place == before


def test_it_is_tried_beside_the_window(qtbot, make):
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    dialog = make(Place(kind="scheduler", address=f"tcp://127.0.0.1:{port}"))
    dialog.try_it.click()
    assert not dialog.try_it.isEnabled()
    qtbot.waitUntil(lambda: dialog.outcome.level == "ok", timeout=20_000)
    assert dialog.outcome.sentence == "Something answers there."
    listening.close()
    dialog.try_it.click()
    qtbot.waitUntil(lambda: dialog.outcome.level == "error", timeout=20_000)
    assert "Nothing answers" in dialog.outcome.sentence
    assert dialog.try_it.isEnabled()


def test_a_try_that_was_overtaken_says_nothing(qtbot, make, monkeypatch):
    answers = threading.Semaphore(0)
    monkeypatch.setattr(reaching, "reach", lambda *given: answers.acquire(timeout=20))
    dialog = make(Place(kind="scheduler", address="tcp://127.0.0.1:1"))
    dialog.try_it.click()
    trial = dialog._trial
    with qtbot.waitSignal(trial.ended, timeout=20_000):
        dialog.address.setEditText("tcp://127.0.0.1:2")
        answers.release()
    assert dialog.outcome.sentence == ""
    # Nor does one whose dialog is closed.
    dialog.try_it.click()
    trial = dialog._trial
    with qtbot.waitSignal(trial.ended, timeout=20_000):
        dialog.reject()
        answers.release()


def test_it_grows_with_its_warning(qtbot, make):
    dialog = make()
    before = dialog.height()
    dialog.address.setEditText("tcp://lab:8786")
    qtbot.waitUntil(
        lambda: (
            dialog.warning.height()
            >= dialog.warning.layout().heightForWidth(dialog.warning.width())
        ),
        timeout=5_000,
    )
    assert dialog.height() > before
