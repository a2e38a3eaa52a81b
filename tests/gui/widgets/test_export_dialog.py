"""The dialog that exports a network, with a worker that acts."""

import sys
from pathlib import Path

import predicted
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cellclassifier.gui.widgets.export_dialog import FORMATS, ExportDialog

SCRIPT = r"""
import sys, os
from cellclassifier.core.messages import *

say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())
for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, Cancel):
        say(Ended(outcome="cancelled"))
        continue
    say(Progressed(what="exporting", done=1, of=3))
    if "bad" in job.out.name:
        say(Ended(outcome="failed", detail="Other answers, so it was removed."))
    elif "slow" not in job.out.name:
        job.out.write_text(job.format + os.environ.get("CUDA_VISIBLE_DEVICES", "none"))
        say(Ended(outcome="done"))
"""
COMMAND = [sys.executable, "-c", SCRIPT]


@pytest.fixture
def run(tmp_path):
    return predicted.finish(predicted.make_study(tmp_path))


@pytest.fixture
def dialog(run, qtbot):
    dialog = ExportDialog(run, COMMAND)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def ended(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.notice.sentence != "", timeout=20_000)
    return dialog.notice.level, dialog.notice.sentence


def test_each_format_proposes_a_name_and_is_explained(dialog, run, tmp_path):
    for name, ending in (
        ("onnx", ".onnx"),
        ("savedmodel", ""),
        ("keras", ".cellmodel"),
    ):
        dialog.formats[name].setChecked(True)
        assert dialog.format == name
        assert dialog.out.path == tmp_path / f"{run.id}{ending}"
        assert dialog.formats[name].toolTip()
    assert dialog.formats.keys() == FORMATS.keys()


def test_it_is_exported_on_the_processor(dialog, qtbot, tmp_path):
    dialog.formats["onnx"].setChecked(True)
    dialog.out.text.setText(str(tmp_path / "mine"))
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert dialog.working
    assert not dialog.out.isEnabled()
    level, told = ended(qtbot, dialog)
    assert level == "ok"
    assert f"Exported to {tmp_path / 'mine.onnx'}, read again, and compared" in told
    # No GPU is seen by that worker.
    assert (tmp_path / "mine.onnx").read_text() == "onnx-1"


def test_what_went_wrong_is_told(dialog, qtbot, tmp_path):
    dialog.out.text.setText(str(tmp_path / "bad"))
    dialog.start.click()
    assert ended(qtbot, dialog) == ("error", "Other answers, so it was removed.")
    assert dialog.start.isEnabled()


def test_it_can_be_stopped(dialog, qtbot, tmp_path):
    dialog.out.text.setText(str(tmp_path / "slow"))
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.bar.value() == 1, timeout=20_000)
    dialog.cancel.click()
    assert ended(qtbot, dialog) == ("info", "Cancelled; nothing was left behind.")


def test_closing_ends_the_worker(dialog, qtbot, tmp_path):
    dialog.out.text.setText(str(tmp_path / "slow"))
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.bar.value() == 1, timeout=20_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.runner.alive


def test_nothing_is_written_over(dialog, tmp_path, monkeypatch):
    (tmp_path / "x.cellmodel").write_text("mine")
    chosen = str(tmp_path / "x.cellmodel"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    dialog.out.button.click()
    assert not dialog.start.isEnabled()
    assert "is there already" in dialog.start.toolTip()
    assert Path(chosen[0]).read_text() == "mine"
