import threading
from pathlib import Path

import drawn
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox

from cellclassifier.core.augment import augment
from cellclassifier.core.preparation import rule_of
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.tiling import Tile, View, cut, read_tile
from cellclassifier.gui import steps
from cellclassifier.gui.pages import tiles
from cellclassifier.gui.pages.tiles import TilesPage
from cellclassifier.gui.widgets import tile_choice
from cellclassifier.gui.widgets.tile_cut import cut_all
from cellclassifier.gui.widgets.tile_source import Shown, draw_balanced, visible


@pytest.fixture
def page(page_of):
    return page_of(TilesPage)


@pytest.fixture
def open_study(session, read, tmp_path):
    def open_study(**changes):
        spec = {
            "train": drawn.folder(tmp_path / "train"),
            "tests": (drawn.folder(tmp_path / "test", 5, seed=1),),
            "tiling": TilingSpec(size=64),
            **changes,
        }
        session.update(**spec)
        read()

    return open_study


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))


def keys(page) -> list[Shown]:
    model = page.grid.model()
    role = Qt.ItemDataRole.UserRole
    rows = range(model.rowCount())
    return [model.data(model.index(row, 0), role).key for row in rows]


def test_without_images_it_leads_back_to_them(page, qtbot):
    assert page.empty.isVisible()
    assert page.step() == ("locked", tiles.NO_IMAGES)
    with qtbot.waitSignal(page.go) as went:
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert went.args == ["images"]


def test_while_images_are_read_it_says_so(page, session, tmp_path):
    session.update(train=drawn.folder(tmp_path / "train"))
    assert page.empty.isVisible()
    assert page.step() == ("locked", steps.READING)


def test_all_tiles_of_a_small_study_are_shown(page, open_study, qtbot):
    open_study()
    assert not page.empty.isVisible()
    assert len(keys(page)) == 48
    assert page.next.sentence == (
        "48 tiles of 64 px from 48 images; showing all 48, in random order."
    )
    assert page.step() == ("ok", "48 tiles of 64 px from 48 images.")
    with qtbot.waitSignal(page.go) as went:
        qtbot.mouseClick(page.next.button, Qt.MouseButton.LeftButton)
    assert went.args == ["training"]


def test_many_tiles_are_drawn_balanced_and_anew(page, open_study, monkeypatch, qtbot):
    monkeypatch.setattr(tile_choice, "AT_ONCE", 20)
    open_study()
    before = keys(page)
    names = [shown.tile.class_name for shown in before]
    assert names == ["discs", "squares"] * 10
    assert "showing 20, drawn at random, balanced" in page.next.sentence
    qtbot.mouseClick(page.strip.others, Qt.MouseButton.LeftButton)
    assert len(keys(page)) == 20
    assert keys(page) != before


def test_a_class_a_test_set_and_the_order_can_be_chosen(page, open_study):
    open_study()
    choose(page.strip.classes, "squares")
    assert {shown.tile.class_name for shown in keys(page)} == {"squares"}
    assert "showing all 24 of class squares" in page.next.sentence
    choose(page.strip.how, "augmented")
    choose(page.strip.sets, "test")
    assert {shown.tile.part for shown in keys(page)} == {"test"}
    assert {shown.epoch for shown in keys(page)} == {None}
    assert not page.strip.how.isEnabled()
    choose(page.strip.sets, None)
    choose(page.strip.classes, None)
    choose(page.strip.how, "original")
    page.strip.in_order.setChecked(True)
    assert [shown.tile.number for shown in keys(page)] == list(range(48))
    assert not page.strip.others.isEnabled()


def test_side_by_side_keeps_pairs_in_one_row(page, open_study, qtbot):
    open_study()
    choose(page.strip.how, "both")
    shown = keys(page)
    assert len(shown) == 96
    assert [s.epoch for s in shown[:4]] == [None, 1, None, 1]
    assert shown[0].tile == shown[1].tile
    for side in (100, 128, 150):
        page.strip.side.setValue(side)
        places = [page.grid.model().index(row, 0) for row in range(96)]
        tops = [page.grid.visualRect(place).top() for place in places]
        assert tops[::2] == tops[1::2]


def test_the_preview_is_what_training_sees(page, open_study, session, qtbot):
    spec = AugmentSpec(rotation=90, shift=0.2)
    open_study(augment=spec)
    choose(page.strip.how, "augmented")
    qtbot.mouseClick(page.strip.others, Qt.MouseButton.LeftButton)
    shown = keys(page)[3]
    assert shown.epoch == 2
    train = session.contents.train
    view = View(64, rule_of(session.spec, train))
    tile = cut(train, session.spec.tiling)[shown.tile.number]
    seen = augment(
        read_tile(tile, view), spec, session.spec.training.seed, 2, tile.number
    )
    expected = np.rint(np.clip(seen[..., 0], 0, 1) * 255).astype(np.uint8)
    assert np.array_equal(page.wall.picture(shown), expected)
    qtbot.waitUntil(lambda: page.grid.loader.image(shown) is not None)
    image = page.grid.loader.image(shown)
    for x, y in ((0, 0), (31, 20), (63, 63)):
        assert image.pixelColor(x, y).red() == expected[y, x]


def test_contrast_changes_the_picture_only(page, open_study, tmp_path):
    dim = drawn.folder(tmp_path / "dim", dtype=np.uint16, top=700, name="{}.tif")
    drawn.write(dim / "discs" / "hot.tif", drawn.shape("discs", 50, 64, 4000, "u2"))
    open_study(train=dim, tests=())
    shown = next(s for s in keys(page) if s.tile.image.name == "3.tif")
    values, dark = page.wall.source.values(shown), page.wall.picture(shown)
    assert dark.max() < 60
    choose(page.strip.contrast, "common")
    assert dark.max() < page.wall.picture(shown).max()
    choose(page.strip.contrast, "each")
    assert page.wall.picture(shown).max() == 255
    assert np.array_equal(page.wall.source.values(shown), values)
    assert "Changes only what you see" in page.strip.contrast.toolTip()


def test_another_contrast_makes_no_items_anew(page, open_study, monkeypatch):
    open_study()
    made = []
    monkeypatch.setattr(page.grid, "set_items", made.append)
    choose(page.strip.contrast, "each")
    page._session.update(augment=AugmentSpec(rotation=10))
    assert made == []
    choose(page.strip.classes, "squares")
    page._show_others()
    assert len(made) == 2


def test_images_are_cut_beside_the_window(
    page, open_study, session, settled, monkeypatch
):
    threads = []

    def cut_here(contents, spec):
        threads.append(threading.current_thread())
        return cut_all(contents, spec)

    monkeypatch.setattr(tiles, "cut_all", cut_here)
    open_study()
    session.update(tiling=TilingSpec(size=96))
    settled()
    assert len(threads) == 2
    assert threading.main_thread() not in threads


def test_settings_turned_back_while_cutting_are_those_shown(
    page, open_study, session, settled
):
    open_study()
    session.update(tiling=TilingSpec(size=64, rows=2))
    assert page.step() == ("ready", tiles.CUTTING)
    session.update(tiling=TilingSpec(size=64))
    assert page.step().state == "ok"
    settled()
    assert page.step().state == "ok"
    assert len(keys(page)) == 48
    assert page.next.button.isEnabled()


def test_intensities_are_counted_once_they_are_wanted(page, open_study, settled):
    open_study()
    assert page.intensities.histogram.is_empty()
    page.intensities.set_open(True)
    settled()
    header, rows = page.intensities.histogram.table()
    assert list(header[2:]) == ["discs (pixels)", "squares (pixels)"]
    assert sum(int(row[2]) for row in rows) == 24 * 64 * 64
    choose(page.strip.contrast, "each")
    assert not page.intensities.histogram.is_empty()


def test_settings_are_kept_in_the_study_and_redrawn(page, open_study, session, settled):
    open_study()
    page.settings.findChild(QSpinBox, "rows").setValue(2)
    page.settings.findChild(QSpinBox, "columns").setValue(2)
    assert session.spec.tiling == TilingSpec(size=64, rows=2, columns=2)
    assert page.next.sentence == tiles.CUTTING
    assert not page.next.button.isEnabled()
    settled()
    assert len(keys(page)) == 192
    page.settings.findChild(QDoubleSpinBox, "rotation").setValue(45)
    page.settings.findChild(QCheckBox, "flip").setChecked(False)
    assert session.spec.augment == AugmentSpec(rotation=45, flip=False)
    session.update(tiling=TilingSpec(size=96))
    settled()
    assert page.settings.findChild(QSpinBox, "size").value() == 96
    assert "of 96 px" in page.next.sentence


def test_settings_that_cannot_be_are_told_beside_them(
    page, open_study, session, settled, tmp_path
):
    small = drawn.folder(tmp_path / "small", size=32)
    open_study(train=small, tests=())
    session.update(tiling=TilingSpec(size=64, rows=40))
    settled()
    assert page.settings.notice.level == "error"
    assert "cannot be cut into 40 tiles" in page.settings.notice.sentence
    assert keys(page) == []
    assert not page.next.button.isEnabled()
    assert "cannot be cut" in page.next.button.toolTip()
    assert page.step().state == "attention"
    session.update(tiling=TilingSpec(size=64))
    settled()
    assert page.next.button.isEnabled()
    assert "enlarged to 64 px" in page.settings.notice.sentence


@pytest.mark.parametrize(
    ("tiling", "sentence"),
    [
        (TilingSpec(size=64), ""),
        (TilingSpec(size=64, rows=2), "cells are stretched"),
        (TilingSpec(size=256), "64 px are enough"),
        (TilingSpec(size=64, rows=10, columns=10), "too little of a cell"),
    ],
)
def test_advice_on_sizes(page, open_study, tiling, sentence):
    open_study(tiling=tiling)
    assert sentence in page.settings.notice.sentence
    assert page.settings.notice.isVisible() is bool(sentence)
    assert page.next.button.isEnabled()


def test_a_bad_test_set_blocks_but_hides_no_tile(page, open_study, tmp_path):
    open_study(tests=(drawn.folder(tmp_path / "odd", classes=("rings",), seed=3),))
    assert len(keys(page)) == 48
    assert not page.next.button.isEnabled()
    assert "'rings'" in page.next.sentence
    choose(page.strip.sets, "odd")
    assert len(keys(page)) == 24


def test_a_click_shows_the_tile_large(page, open_study, qtbot):
    open_study()
    index = page.grid.model().index(0, 0)
    place = page.grid.visualRect(index).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    tile = keys(page)[0].tile
    qtbot.waitUntil(lambda: page.closeup.facts.values() != {})
    assert page.closeup.facts.values() == {
        "Image": tile.image.name,
        "Class": tile.class_name,
        "Group": tile.group,
        "Place": "64 x 64 px at x 0, y 0",
    }
    choose(page.strip.how, "both")
    page.grid.setCurrentIndex(page.grid.model().index(1, 0))
    qtbot.waitUntil(lambda: "Shown" in page.closeup.facts.values())
    assert page.closeup.facts.values()["Shown"] == "as changed in epoch 1 of a training"


def test_an_image_that_is_gone_is_told_in_its_place(page, open_study, session, qtbot):
    open_study()
    shown = keys(page)[0]
    shown.tile.image.unlink()
    page.grid.refresh()
    qtbot.waitUntil(lambda: page.grid.loader.problem(shown) != "")
    assert page.grid.loader.problem(shown)


def test_colour_is_shown_as_colour_and_other_channels_as_their_mean():
    tiles_seen = visible(np.zeros((4, 4, 3), np.float32))
    assert tiles_seen.shape == (4, 4, 3)
    two = np.stack([np.zeros((4, 4)), np.ones((4, 4))], -1).astype(np.float32)
    assert np.array_equal(visible(two), np.full((4, 4), 0.5, np.float32))


def test_a_rare_class_is_shown_whole():
    tile = Tile(0, Path("a.png"), 0, 0, 8, 8, "few", "a", "train")
    many = [tile._replace(number=n, class_name="many") for n in range(1, 50)]
    names = [found.class_name for found in draw_balanced([tile, *many], 10, 0)]
    assert names.count("few") == 1
    assert len(names) == 10


def test_real_tiles_are_loaded(page, session, read, primary, qtbot):
    session.update(train=primary / "train", tests=(primary / "test",))
    read()
    first = keys(page)[0]
    qtbot.waitUntil(lambda: page.grid.loader.image(first) is not None)
    assert "128 px are enough" in page.settings.notice.sentence
    assert "327 tiles of 256 px from 327 images" in page.next.sentence
