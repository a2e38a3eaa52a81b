import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from cellclassifier.core.tile_cache import cache_folder
from cellclassifier.gui.widgets.kept_tiles import KeptTiles, size_told


@pytest.fixture
def study(tmp_path):
    folder = cache_folder(tmp_path)
    folder.mkdir(parents=True)
    (folder / "a.f32").write_bytes(b"1" * 1500)
    (folder / "b.f32").write_bytes(b"1" * 500)
    (tmp_path / "study.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def kept(qtbot):
    kept = KeptTiles()
    qtbot.addWidget(kept)
    kept.show()
    return kept


def answer(monkeypatch, button):
    asked = []

    def question(*args):
        asked.append(args[2])
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def test_it_says_how_much_is_kept(kept, study):
    kept.set_study(study, in_use=False)
    kept.set_open(True)
    assert kept.words.text().startswith(
        "Decoded tiles kept in the study: 2 kB in 2 files."
    )
    assert kept.button.isEnabled()


def test_it_asks_before_it_removes(kept, study, qtbot, monkeypatch):
    kept.set_study(study, in_use=False)
    kept.set_open(True)
    left = Qt.MouseButton.LeftButton
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    qtbot.mouseClick(kept.button, left)
    assert "2 kB in 2 files" in asked[0]
    assert len(list(cache_folder(study).iterdir())) == 2
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    qtbot.mouseClick(kept.button, left)
    assert not cache_folder(study).exists()
    assert (study / "study.json").exists()
    assert "No decoded tiles" in kept.words.text()
    assert not kept.button.isEnabled()


def test_what_a_training_uses_stays(kept, study):
    kept.set_study(study, in_use=True)
    kept.set_open(True)
    assert not kept.button.isEnabled()
    assert "training is running" in kept.button.toolTip()


def test_without_a_study_nothing_is_kept(kept):
    kept.set_study(None, in_use=False)
    kept.set_open(True)
    assert not kept.button.isEnabled()


@pytest.mark.parametrize(
    ("size", "told"),
    [(12, "12 bytes"), (2000, "2 kB"), (15_500_000, "15.5 MB"), (1.234e9, "1.23 GB")],
)
def test_sizes_are_told_in_units(size, told):
    assert size_told(int(size)) == told
