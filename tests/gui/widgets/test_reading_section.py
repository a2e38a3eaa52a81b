"""The section opens where there is something to choose, and counts what is left out."""

import drawn
import numpy as np
import pytest
import stacks

from cellclassifier.core.contents import read_contents
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.reading_examples import find_examples
from cellclassifier.gui.widgets.reading_section import NOTHING, ReadingSection


@pytest.fixture
def background(qtbot):
    background = Background()
    yield background
    background.close()


@pytest.fixture
def shown(background, qtbot):
    """Shows what a folder holds in a section."""
    section = ReadingSection(background, ReadingSpec())
    qtbot.addWidget(section)
    section.show()

    def show(train, reading=None, tests=()):
        reading = reading or ReadingSpec()
        section.set_spec(reading)
        section.set_folder(train)
        spec = StudySpec(train=train, tests=tests, reading=reading)
        section.set_contents(read_contents(spec))
        qtbot.waitUntil(lambda: not background._newest)
        return section

    return show


def test_it_is_folded_away_where_nothing_is_to_be_chosen(shown, tmp_path):
    section = shown(drawn.folder(tmp_path / "train", 3))
    assert not section.folded.is_open
    assert section.notice.sentence == ""
    assert section.summary.text() == "Read of each file: its one channel."
    section.folded.set_open(True)
    assert section.nothing.isVisible()
    assert section.nothing.text() == NOTHING
    assert not section.form.isVisible()


def test_stacks_that_are_left_out_open_and_mark_it(shown, tmp_path):
    train = stacks.folder(tmp_path / "train")
    section = shown(train, tests=(stacks.folder(tmp_path / "test", 2, seed=1),))
    assert section.folded.is_open
    assert section.notice.level == "attention"
    assert section.notice.sentence.startswith("10 files are left out")
    assert "stack of 5 planes" in section.notice.sentence
    assert section.preview.path == train / "discs" / "00.ome.tif"
    assert section.form.plane.isVisible()


def test_a_choice_that_fits_ends_the_mark(shown, tmp_path):
    train = stacks.folder(tmp_path / "train")
    section = shown(train)
    section = shown(train, ReadingSpec(plane="maximum"))
    assert section.notice.sentence == ""
    assert section.folded.is_open
    assert "maximum of all planes" in section.summary.text()


def test_whoever_folds_it_away_is_not_asked_again(shown, tmp_path):
    train = stacks.folder(tmp_path / "train")
    section = shown(train)
    section.folded.set_open(False)
    shown(train, ReadingSpec(plane="one"))
    assert not section.folded.is_open
    shown(stacks.folder(tmp_path / "other"))
    assert section.folded.is_open


def test_another_folder_hides_the_file_of_the_one_before(shown, tmp_path):
    section = shown(stacks.folder(tmp_path / "train"))
    section.set_folder(tmp_path)
    assert section.preview.path is None
    assert section.notice.sentence == ""
    assert not section.folded.is_open


def test_files_left_out_for_other_reasons_are_not_counted(tmp_path):
    train = drawn.folder(tmp_path / "train", 3)
    (train / "discs" / "notes.txt").write_bytes(b"x")
    (train / "discs" / "torn.png").write_bytes(b"\x89PNG")
    drawn.write(train / "discs" / "copy.png", drawn.shape("discs", 0))
    found = find_examples(read_contents(StudySpec(train=train)), ReadingSpec())
    assert found.left_out == 0
    assert found.plain
    assert len(found.paths) == 6


def test_all_files_left_out_for_one_reason_are_counted_though_few_are_opened(tmp_path):
    train = stacks.folder(tmp_path / "train", 15, planes=2)
    found = find_examples(read_contents(StudySpec(train=train)), ReadingSpec())
    assert found.left_out == 30
    assert len(found.facts) <= 20


def test_another_number_of_channels_is_a_matter_of_choice(tmp_path):
    train = drawn.folder(tmp_path / "train", 3)
    colours = np.random.default_rng(0).integers(0, 255, (32, 32, 3), np.uint8)
    drawn.write(train / "discs" / "colour.png", colours)
    found = find_examples(read_contents(StudySpec(train=train)), ReadingSpec())
    assert found.left_out == 1
    assert found.paths[0].name == "colour.png"
    assert "It has 3 channels, most have 1" in found.why
    reading = ReadingSpec(mix="mean")
    spec = StudySpec(train=train, reading=reading)
    assert find_examples(read_contents(spec), reading).left_out == 0


def test_two_dyes_are_offered_though_nothing_is_left_out(shown, tmp_path):
    section = shown(stacks.folder(tmp_path / "train", planes=1))
    assert section.folded.is_open
    assert section.notice.sentence == ""
    assert section.summary.text() == "Read of each file: both channels."
