"""The dialogs that pack and unpack a study, beside the window."""

import packed
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cellclassifier.core.packing.writing import alone, pack
from cellclassifier.core.study import Study
from cellclassifier.gui.widgets import packing_dialogs
from cellclassifier.gui.widgets.packing_dialogs import PackDialog, UnpackDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study(tmp_path):
    return packed.study(tmp_path / "here")


@pytest.fixture
def packing(study, qtbot):
    dialog = PackDialog(study, held=False)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


@pytest.fixture
def unpacking(tmp_path, qtbot):
    dialog = UnpackDialog(tmp_path / "studies")
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def ended(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.notice.sentence != "", timeout=20_000)
    return dialog.notice.level, dialog.notice.sentence


def test_it_says_what_it_takes_and_packs(packing, study, qtbot, tmp_path):
    qtbot.waitUntil(lambda: packing.told.text().startswith("The study takes"))
    with_images = packing.told.text()
    assert packing.images.isChecked()
    packing.images.setChecked(False)
    assert packing.told.text() != with_images
    packing.images.setChecked(True)
    assert packing.archive.path == study.folder.with_name("study.zip")
    qtbot.mouseClick(packing.start, LEFT)
    assert packing.cancel.text() == "Cancel"
    assert not packing.archive.isEnabled()
    level, told = ended(qtbot, packing)
    assert level == "ok"
    assert f"into {study.folder.with_name('study.zip')}" in told
    assert "images/train/discs/0.png" in packed.names(packing.archive.path)
    # It is there now.
    assert not packing.start.isEnabled()
    assert "is there already" in packing.start.toolTip()


def test_a_file_is_looked_for(packing, qtbot, tmp_path, monkeypatch):
    chosen = str(tmp_path / "sent"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    qtbot.mouseClick(packing.archive.button, LEFT)
    assert packing.archive.path == tmp_path / "sent.zip"
    packing.archive.text.setText(str(tmp_path / "a.tar"))
    assert "ending in .zip" in packing.start.toolTip()


def test_cancelling_leaves_nothing_behind(packing, qtbot):
    packing.start.click()
    packing.cancel.click()
    assert ended(qtbot, packing) == ("info", "Cancelled; nothing was left behind.")
    assert not packing.archive.path.exists()
    assert packing.start.isEnabled()


def test_a_window_that_has_the_study_open_is_told(packing, study, qtbot):
    with alone(study):
        packing.start.click()
        level, told = ended(qtbot, packing)
    assert level == "error"
    assert "is open in a window" in told


def test_the_window_that_holds_the_study_may_pack_it(study, qtbot):
    dialog = PackDialog(study, held=True)
    qtbot.addWidget(dialog)
    with alone(study):
        dialog.begin()
        assert ended(qtbot, dialog)[0] == "ok"
    dialog.close()


def test_a_disk_that_fails_is_told(study, qtbot, monkeypatch):
    def fail(study):
        raise OSError(5, "the disk is broken")

    monkeypatch.setattr(packing_dialogs, "sizes", fail)
    dialog = PackDialog(study, held=False)
    qtbot.addWidget(dialog)
    level, told = ended(qtbot, dialog)
    assert (level, "the disk is broken" in told) == ("error", True)
    dialog.close()


def test_escape_ends_the_packing(packing, qtbot):
    packing.start.click()
    qtbot.keyClick(packing, Qt.Key.Key_Escape)
    assert not packing.isVisible()
    assert not packing.archive.path.exists()


def test_a_study_is_unpacked_and_opened(unpacking, study, qtbot, tmp_path, monkeypatch):
    archive = pack(study, tmp_path / "sent.zip", images=True).path
    assert not unpacking.start.isEnabled()
    chosen = str(archive), ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    qtbot.mouseClick(unpacking.archive.button, LEFT)
    assert unpacking.folder.path == tmp_path / "studies" / "sent"
    qtbot.mouseClick(unpacking.start, LEFT)
    level, told = ended(qtbot, unpacking)
    assert (level, "each checked" in told) == ("ok", True)
    with qtbot.waitSignal(unpacking.opened) as signal:
        unpacking.notice.acted.emit()
    assert Study.open(signal.args[0]).run().predictions("test") is not None
    assert not unpacking.isVisible()


def test_a_folder_that_the_user_named_stays(unpacking, tmp_path):
    (tmp_path / "studies" / "a").mkdir(parents=True)
    unpacking.archive.text.setText(str(tmp_path / "a.zip"))
    assert unpacking.folder.path == tmp_path / "studies" / "a_2"
    unpacking.archive.text.setText(str(tmp_path / "b.zip"))
    assert unpacking.folder.path == tmp_path / "studies" / "b"
    unpacking.folder.text.setText(str(tmp_path / "mine"))
    unpacking.archive.text.setText(str(tmp_path / "c.zip"))
    assert unpacking.folder.path == tmp_path / "mine"


def test_what_is_wrong_with_an_archive_is_told(unpacking, qtbot, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"x")
    unpacking.archive.text.setText(str(tmp_path / "a.zip"))
    unpacking.start.click()
    level, told = ended(qtbot, unpacking)
    assert (level, "is no whole archive" in told) == ("error", True)
    assert not (tmp_path / "studies").exists()


def test_images_that_were_not_packed_are_named(unpacking, study, qtbot, tmp_path):
    archive = pack(study, tmp_path / "sent.zip", images=False).path
    (tmp_path / "here").rename(tmp_path / "gone")
    unpacking.archive.text.setText(str(archive))
    unpacking.images.text.setText(str(tmp_path / "gone" / "images"))
    unpacking.start.click()
    assert ended(qtbot, unpacking)[0] == "ok"
    found = Study.open(unpacking.folder.path)
    assert found.spec.train == tmp_path / "gone" / "images" / "train"


@pytest.mark.parametrize("line", ["archive", "folder", "images"])
def test_what_is_typed_and_pressed_has_a_name(unpacking, line):
    found = getattr(unpacking, line)
    assert found.text.accessibleName()
    assert found.button.accessibleName()
    assert found.button.toolTip()
