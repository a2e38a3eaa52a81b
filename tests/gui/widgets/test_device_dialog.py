import pytest

from cellclassifier.core import devices
from cellclassifier.core.messages import (
    Device,
    DeviceFound,
    Ended,
    Progressed,
    SelfTested,
)
from cellclassifier.gui.widgets.device_dialog import DeviceDialog

GIB = 2**30
GPU = Device(key="gpu:0", name="NVIDIA RTX A4000", memory=16 * GIB)
CPU = Device(key="cpu", name="Processor (8 cores)", memory=32 * GIB)
FOUND = DeviceFound(text="x", devices=(GPU, CPU))
PASSED = SelfTested(passed=True, found="It was trained.", speed=9)


@pytest.fixture
def make(qtbot, monkeypatch):
    """Open a dialog where some engines are installed; it keeps what it emits."""

    def open_dialog(device="auto", engine="tensorflow", there=("tensorflow", "torch")):
        monkeypatch.setattr(devices, "find_spec", lambda name: name in there or None)
        dialog = DeviceDialog(device, engine)
        qtbot.addWidget(dialog)
        dialog.said = []
        dialog.wanted.connect(lambda *what: dialog.said.append(("wanted", *what)))
        dialog.asked.connect(lambda *what: dialog.said.append(("asked", *what)))
        dialog.stopped.connect(lambda: dialog.said.append(("stopped",)))
        dialog.chosen.connect(lambda *what: dialog.said.append(("chosen", *what)))
        dialog.show()
        return dialog

    return open_dialog


# Devices


def test_the_devices_of_the_engine_are_asked_for_and_shown(make):
    dialog = make()
    assert dialog.said == [("wanted", "tensorflow")]
    assert dialog.devices.told() == [("The best there is", "being found out ...")]
    dialog.take(FOUND)
    assert dialog.devices.told() == [
        ("The best there is", "now: NVIDIA RTX A4000, 16 GB"),
        ("NVIDIA RTX A4000", "16 GB"),
        ("Processor (8 cores)", "32 GB"),
    ]
    assert dialog.devices.button("auto").isChecked()
    dialog.hide()
    dialog.show()
    assert len(dialog.said) == 1
    dialog.close()


def test_what_is_chosen_is_told_when_it_is_accepted(make):
    dialog = make()
    dialog.take(FOUND)
    dialog.devices.button("cpu").click()
    dialog.use.click()
    assert dialog.said[1:] == [("chosen", "cpu", "tensorflow")]
    assert not dialog.isVisible()


def test_cancelling_chooses_nothing(make):
    dialog = make()
    dialog.take(FOUND)
    dialog.devices.button("cpu").click()
    dialog.cancel.click()
    assert dialog.said[1:] == []


def test_the_choice_of_before_is_kept_before_and_after_devices_are_known(make):
    dialog = make("cpu")
    assert dialog.devices.told()[1] == ("Processor", "")
    assert dialog.devices.button("cpu").isChecked()
    dialog.take(FOUND)
    assert len(dialog.devices.told()) == 3
    assert dialog.devices.button("cpu").isChecked()
    dialog.accept()
    assert dialog.said[-1] == ("chosen", "cpu", "tensorflow")


def test_a_device_that_is_gone_is_shown_as_such_and_not_replaced(make):
    dialog = make("gpu:3")
    dialog.take(FOUND)
    assert dialog.devices.told()[-1] == ("GPU 4", "not found")
    assert dialog.devices.button("gpu:3").isChecked()
    dialog.accept()
    assert dialog.said[-1] == ("chosen", "gpu:3", "tensorflow")


def test_a_device_without_known_memory_has_none(make):
    dialog = make()
    bare = GPU.model_copy(update={"memory": 0})
    dialog.take(DeviceFound(text="x", devices=(bare,)))
    assert dialog.devices.told() == [
        ("The best there is", "now: NVIDIA RTX A4000"),
        ("NVIDIA RTX A4000", ""),
    ]
    dialog.close()


# Engines


def test_another_engine_has_other_devices(make):
    dialog = make("cpu")
    dialog.take(FOUND)
    dialog.engines.buttons["torch"].click()
    assert dialog.said[1:] == [("wanted", "torch")]
    assert dialog.devices.told()[0][1] == "being found out ..."
    # An answer that comes late is about the engine of before.
    dialog.take(FOUND)
    assert dialog.devices.told()[0][1] == "being found out ..."
    dialog.take(DeviceFound(text="x", devices=(CPU,), engine="torch"))
    assert len(dialog.devices.told()) == 2
    dialog.accept()
    assert dialog.said[-1] == ("chosen", "cpu", "torch")


def test_an_engine_that_is_not_installed_says_how_to_get_it(make):
    dialog = make(there=("tensorflow",))
    assert not dialog.engines.buttons["torch"].isEnabled()
    told = dialog.engines.words["torch"].text()
    assert 'Not installed. Install it with: pip install "cellclassifier[torch]"' in told
    assert "Not installed" not in dialog.engines.words["tensorflow"].text()
    dialog.close()


def test_a_preferred_engine_that_is_gone_gives_way(make):
    dialog = make(engine="torch", there=("tensorflow",))
    assert dialog.said == [("wanted", "tensorflow")]
    assert dialog.engines.buttons["tensorflow"].isChecked()
    dialog.close()


# The test


def test_a_test_is_asked_for_and_its_progress_and_result_are_shown(make):
    dialog = make("gpu:0")
    dialog.take(FOUND)
    assert not dialog.bar.isVisible()
    dialog.test.click()
    assert dialog.said[1:] == [("asked", "gpu:0", "tensorflow")]
    assert dialog.bar.isVisible()
    assert dialog.bar.maximum() == 0
    assert not dialog.devices.isEnabled()
    assert dialog.test.text() == "Stop the test"
    dialog.take(Progressed(what="testing", done=1, of=2))
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 2)
    dialog.take(PASSED)
    dialog.end(Ended(outcome="done"))
    assert dialog.outcome.isVisible()
    assert dialog.outcome.sentence == "It was trained."
    assert not dialog.bar.isVisible()
    assert dialog.test.text() == "Test the device"
    dialog.close()
    assert ("stopped",) not in dialog.said


@pytest.mark.parametrize(
    ("changes", "level"),
    [({}, "ok"), ({"advice": "Do."}, "attention"), ({"passed": False}, "error")],
)
def test_a_result_has_its_level_and_what_to_do(make, changes, level):
    dialog = make()
    dialog.test.click()
    dialog.take(PASSED.model_copy(update=changes))
    assert dialog.outcome.level == level
    assert ("\nDo." in dialog.outcome.sentence) == ("advice" in changes)
    dialog.close()


def test_a_worker_that_died_is_told_with_its_log(make):
    dialog = make()
    dialog.test.click()
    dialog.end(Ended(outcome="failed", detail="The worker died.", log="why"))
    assert dialog.outcome.level == "error"
    assert dialog.outcome.sentence == "The worker died."
    assert dialog.devices.isEnabled()
    dialog.close()


def test_a_result_is_about_the_choice_that_was_tested(make):
    dialog = make()
    dialog.take(FOUND)
    for other in (dialog.devices.button("cpu"), dialog.engines.buttons["torch"]):
        dialog.test.click()
        dialog.take(PASSED)
        assert dialog.outcome.isVisible()
        other.click()
        assert not dialog.outcome.isVisible()
    dialog.close()


@pytest.mark.parametrize("how", ["test", "cancel", "use", "close"])
def test_a_test_is_stopped_when_it_is_given_up(make, how):
    dialog = make()
    dialog.test.click()
    dialog.close() if how == "close" else getattr(dialog, how).click()
    assert dialog.said.count(("stopped",)) == 1
    # What a stopped test still says is not shown.
    dialog.take(PASSED)
    dialog.end(Ended(outcome="cancelled"))
    assert not dialog.outcome.isVisible()
    dialog.close()
    assert dialog.said.count(("stopped",)) == 1


def test_it_grows_with_what_is_said(make, qtbot):
    dialog = make()
    dialog.take(FOUND)
    dialog.test.click()
    dialog.take(PASSED.model_copy(update={"found": "A long story. " * 60}))
    needed = dialog.outcome.heightForWidth(dialog.outcome.width())
    qtbot.waitUntil(lambda: dialog.outcome.height() >= needed)
    dialog.close()
