"""A file is drawn as it is read now; one that is left out is drawn all the same."""

import threading

import drawn
import numpy as np
import pytest
import stacks
import tifffile
from PySide6.QtCore import Qt

from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import reading_preview
from cellclassifier.gui.widgets.reading_preview import ReadingPreview, load_preview


@pytest.fixture
def background(qtbot):
    background = Background()
    yield background
    background.close()


@pytest.fixture
def preview(background, qtbot):
    preview = ReadingPreview(background)
    qtbot.addWidget(preview)
    preview.settle = lambda: qtbot.waitUntil(lambda: not background._newest)
    return preview


@pytest.fixture
def stack(tmp_path):
    return stacks.write(tmp_path / "discs" / "a.ome.tif", "discs", 1)


def test_a_plane_of_a_channel_is_drawn(stack):
    one = ReadingSpec(channels=(2,), plane="one", plane_number=3)
    found = load_preview(stack, one)
    raw = tifffile.imread(stack)[2, 1].astype(float)
    assert found.problem == ""
    assert found.image.shape == raw.shape
    inside = (found.image > 0) & (found.image < 1)
    assert np.corrcoef(found.image[inside], raw[inside])[0, 1] > 0.999


def test_what_is_left_out_is_drawn_and_said_to_be(stack):
    found = load_preview(stack, ReadingSpec())
    assert found.problem == "This file is left out."
    assert found.image.shape == (stacks.SIDE, stacks.SIDE, 3)
    assert found.facts.planes == 5


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "torn.png").write_bytes(b"\x89PNG")
    found = load_preview(tmp_path / "torn.png", ReadingSpec())
    assert found.image is None
    assert "cannot be read" in found.problem


def test_it_follows_the_choice_beside_the_window(preview, stack, monkeypatch):
    threads = []

    def load(path, reading):
        threads.append(threading.current_thread())
        return load_preview(path, reading)

    monkeypatch.setattr(reading_preview, "load_preview", load)
    told = []
    preview.described.connect(told.append)
    preview.set_paths([stack])
    preview.settle()
    assert preview.canvas.accessibleDescription() == "This file is left out."
    assert "2 channels (DAPI, GFP), 5 planes" in preview.words.text()
    preview.set_reading(ReadingSpec(plane="maximum"))
    preview.settle()
    assert preview.canvas.accessibleDescription() == ""
    assert told[-1].channels == ("DAPI", "GFP")
    assert threading.main_thread() not in threads
    assert len(threads) == 2


def test_one_goes_through_the_files_and_stays_at_one(preview, tmp_path, qtbot):
    folder = drawn.folder(tmp_path, 3)
    paths = sorted((folder / "discs").iterdir())
    preview.set_paths(paths)
    qtbot.mouseClick(preview.forth, Qt.MouseButton.LeftButton)
    assert preview.path == paths[1]
    assert preview.count.text() == "2 of 3"
    assert preview.name.text() == "discs/1.png"
    preview.set_paths(paths[1:])
    assert preview.path == paths[1]
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.path == paths[2]
    preview.settle()


def test_no_file_is_no_picture(preview, stack):
    preview.set_paths([stack])
    preview.settle()
    preview.set_paths([])
    assert preview.path is None
    assert preview.words.text() == ""
    assert preview.canvas._image is None


def test_a_late_picture_of_another_file_is_not_shown(preview, stack):
    late = load_preview(stack, ReadingSpec())
    preview._show(late)
    assert preview.canvas._image is None
