import csv

import drawn
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSpinBox

from cellclassifier.core.dataset import scan
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.rotation_dialog import RotationDialog, Sources

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sources(tmp_path):
    folder = drawn.folder(tmp_path / "train", 2)
    return Sources(scan(folder).images, folder, ReadingSpec(), ())


@pytest.fixture
def dialog(sources, qtbot):
    dialog = RotationDialog(sources)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def test_it_says_what_it_would_write(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.words.text().startswith("Writes 80 files"))
    assert "each of 4 images turned by 20 angles; at most " in dialog.words.text()
    dialog.form.findChild(QSpinBox, "step").setValue(90)
    qtbot.waitUntil(lambda: dialog.words.text().startswith("Writes 16 files"))
    assert not dialog.write.isEnabled()
    assert "folder first" in dialog.write.toolTip()


def test_steps_that_do_not_come_out_even_are_explained(dialog):
    dialog.form.findChild(QSpinBox, "step").setValue(7)
    said = dialog.form.findChild(object, "step_problem")
    assert "180 is no multiple of 7" in said.text()
    assert dialog.form.spec.step == 18


def test_it_writes_beside_the_window_and_says_what(
    dialog, qtbot, tmp_path, monkeypatch
):
    target = tmp_path / "turned"
    dialog.form.findChild(QSpinBox, "step").setValue(90)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    qtbot.mouseClick(dialog.browse, LEFT)
    assert dialog.folder.text() == str(target)
    qtbot.mouseClick(dialog.write, LEFT)
    assert dialog.cancel.text() == "Cancel"
    assert not dialog.form.isEnabled()
    qtbot.waitUntil(lambda: dialog.notice.sentence != "")
    assert dialog.notice.level == "ok"
    assert dialog.notice.sentence.startswith("Wrote 16 files (")
    assert "keeps all copies of one image together" in dialog.notice.sentence
    with (target / "manifest.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 16
    assert scan(target).groups == 4
    assert dialog.cancel.text() == "Close"


def test_cancelling_leaves_nothing_behind(dialog, qtbot, tmp_path):
    target = tmp_path / "turned"
    dialog.folder.setText(str(target))
    # Before a file is done, so that it is certain to be heard.
    dialog.write.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog.notice.sentence != "")
    assert dialog.notice.sentence == "Cancelled; no copy was left behind."
    assert not target.exists()
    assert dialog.write.isEnabled()


def test_a_folder_among_the_images_is_refused(dialog, sources, qtbot):
    dialog.folder.setText(str(sources.folder / "turned"))
    qtbot.mouseClick(dialog.write, LEFT)
    qtbot.waitUntil(lambda: dialog.notice.sentence != "")
    assert dialog.notice.level == "error"
    assert "nothing is ever written" in dialog.notice.sentence
    assert not (sources.folder / "turned").exists()


def test_closing_ends_the_writing(dialog, tmp_path, qtbot):
    target = tmp_path / "turned"
    dialog.folder.setText(str(target))
    dialog.write.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not target.exists()
