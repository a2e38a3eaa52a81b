"""What is set on the Tiles page reaches the study, its file and what is shown."""

import json
import sys

import drawn
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox, QWidget

from cellclassifier.core.augment import augment
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, IntensitySpec, TilingSpec
from cellclassifier.core.tiling import contrast, read_tile
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.pages.tiles import TilesPage
from cellclassifier.gui.session import Session

SWITCHES = [
    f"{name}_switch" if "off" in (field.json_schema_extra or {}) else name
    for name, field in AugmentSpec.model_fields.items()
    if field.annotation is bool or "off" in (field.json_schema_extra or {})
]


@pytest.fixture
def page(page_of):
    return page_of(TilesPage)


@pytest.fixture
def prepared(session, settled, qtbot):
    """Waits until the tiles of the next run are known."""

    def prepared():
        qtbot.waitUntil(lambda: session.prepared is not None, timeout=20_000)
        settled()

    return prepared


@pytest.fixture
def open_study(session, read, tmp_path, prepared):
    def open_study(size=64, **changes):
        spec = {
            "train": drawn.folder(tmp_path / "train", 6, size=size),
            "tiling": TilingSpec(size=64),
            **changes,
        }
        session.update(**spec)
        read()
        prepared()

    return open_study


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))


def shown(page) -> list:
    model, role = page.grid.model(), Qt.ItemDataRole.UserRole
    rows = range(model.rowCount())
    return [model.data(model.index(row, 0), role).key for row in rows]


def test_there_is_a_switch_for_each_change():
    switched = {name.removesuffix("_switch") for name in SWITCHES}
    assert switched == AugmentSpec.model_fields.keys() - {"steps"}


@pytest.mark.parametrize("name", SWITCHES)
def test_each_switch_turns_a_change_off_and_on_for_good(
    page, session, tmp_path, qtbot, name
):
    session.update(train=drawn.folder(tmp_path / "train", 1))
    field = name.removesuffix("_switch")
    switch = page.settings.findChild(QCheckBox, name)
    for _ in range(2):
        was = bool(getattr(session.spec.augment, field))
        assert switch.isChecked() is was
        switch.click()
        assert bool(getattr(session.spec.augment, field)) is not was
        folder = session.study.folder
        kept = json.loads((folder / "study.json").read_text(encoding="utf-8"))
        assert bool(kept["augment"][field]) is not was
        again = Session([sys.executable, "-c", ""])
        again.open_study(folder)
        other = TilesPage(again)
        qtbot.addWidget(other)
        assert other.settings.findChild(QCheckBox, name).isChecked() is not was
        other.close_page()
        again.close()
    assert Study.open(session.study.folder).spec.augment == session.spec.augment


def test_only_the_fields_that_apply_are_shown(page, open_study, session, settled):
    open_study()
    parts = {
        name: page.settings.findChild(QWidget, name)
        for name in ("rows", "columns", "side", "unit", "overlap", "size")
    }

    def visible():
        return {name for name, part in parts.items() if part.isVisible()}

    assert visible() == {"rows", "columns", "size"}
    choose(page.settings.findChild(QWidget, "by"), "size")
    assert visible() == {"side", "unit", "overlap", "size"}
    page.settings.findChild(QDoubleSpinBox, "side").setValue(32)
    page.settings.findChild(QDoubleSpinBox, "overlap").setValue(0.5)
    settled()
    assert session.spec.tiling == TilingSpec(size=64, by="size", side=32, overlap=0.5)
    assert "108 tiles of 64 px from 12 images" in page.next.sentence


def test_micrometres_without_a_pixel_size_say_why_not(page, open_study, settled):
    open_study(tiling=TilingSpec(size=64, by="size", side=64))
    choose(page.settings.findChild(QWidget, "unit"), "µm")
    settled()
    assert "does not tell its pixel size" in page.settings.notice.sentence
    assert not page.next.button.isEnabled()
    choose(page.settings.findChild(QWidget, "unit"), "px")
    settled()
    assert page.next.button.isEnabled()


def test_near_empty_tiles_are_dropped_from_all_classes(
    page, open_study, session, prepared, settled
):
    open_study(256, tiling=TilingSpec(size=64, rows=4, columns=4))
    drop = page.settings.drop
    drop.set_open(True)
    settled()
    assert drop.sentence.text().startswith("Drops none of 192 tiles.")
    drop.form.findChild(QDoubleSpinBox, "least_contrast").setValue(0.04)
    assert session.spec.tiling.least_contrast == 0.04
    view = page.wall.source.view
    all_tiles = page._cut.tiles[None]
    gone = [t for t in all_tiles if contrast(t, view) < 0.04]
    assert 0 < len(gone) < 192
    each = ", ".join(
        f"{name} {sum(t.class_name == name for t in gone)}" for name in drawn.CLASSES
    )
    assert drop.sentence.text() == (
        f"Drops {len(gone)} of 192 tiles ({each}), the same rule for all classes."
    )
    prepared()
    left = f"{192 - len(gone)} tiles of 64 px from 12 images"
    assert page.step().text == f"{left} ({len(gone)} near-empty ones dropped)."
    assert not {s.tile.number for s in shown(page)} & {t.number for t in gone}


def test_dropping_all_of_a_class_stops_the_work(page, open_study, session, prepared):
    open_study()
    page.settings.drop.set_open(True)
    session.update(tiling=TilingSpec(size=64, least_contrast=1))
    prepared()
    assert not page.next.button.isEnabled()
    assert "near-empty" in page.next.sentence
    assert page.step().state == "attention"


def test_contrasts_are_kept_while_threshold_and_input_size_change(
    page, open_study, session, settled, monkeypatch
):
    open_study()
    page.settings.drop.set_open(True)
    settled()
    found = page.settings.drop._found
    session.update(tiling=TilingSpec(size=96, least_contrast=0.01))
    settled()
    assert page.settings.drop._found is found
    session.update(tiling=TilingSpec(size=96, rows=2))
    settled()
    assert page.settings.drop._found is not found


def test_fields_are_drawn_with_their_grid(page, open_study, settled, qtbot):
    open_study(256, tiling=TilingSpec(rows=4, columns=4, least_contrast=0.04))
    page.strip.view.setCurrentIndex(1)
    settled()
    fields = page.fields
    assert fields.isVisible()
    assert not page.grid.isVisible()
    assert not page.strip.how.isVisible()
    outlines = fields.canvas._outlines
    assert len(outlines) == 16
    assert outlines[1].box.getRect() == (64, 0, 64, 64)
    gone = sum(outline.is_dropped for outline in outlines)
    assert 0 < gone < 16
    assert fields.words.text().startswith(f"Cut into 16 tiles; {gone} dropped (hatch")
    assert fields.title.text() == "Image 1 of 12: 0.png, class discs"
    assert not fields.before.isEnabled()
    qtbot.mouseClick(fields.after, Qt.MouseButton.LeftButton)
    settled()
    assert "Image 2 of 12" in fields.title.text()
    choose(page.strip.classes, "squares")
    settled()
    assert "class squares" in fields.title.text()
    assert "of 6:" in fields.title.text()


def test_a_tile_of_a_field_is_shown_large(page, open_study, settled, qtbot):
    open_study(128, tiling=TilingSpec(size=64, rows=2, columns=2))
    page.strip.view.setCurrentIndex(1)
    settled()
    page.fields.canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(page.fields.canvas, key)
    settled()
    assert page.closeup.facts.values()["Place"] == "64 x 64 px at x 64, y 64"
    assert "Tile 3: 64 x 64 px at x 64, y 64" in page.fields.words.text()


def test_one_tile_in_25_versions_is_what_training_makes_of_it(
    page, open_study, session, settled
):
    open_study()
    page.grid.setCurrentIndex(page.grid.model().index(4, 0))
    tile = page.grid.current_key().tile
    choose(page.strip.how, "versions")
    assert [(s.tile, s.epoch) for s in shown(page)] == [
        (tile, epoch) for epoch in range(1, 26)
    ]
    spec, source = session.spec, page.wall.source
    before = read_tile(tile, source.view)
    seen = augment(before, spec.augment, spec.training.seed, 7, tile.number)
    assert np.array_equal(source.values(shown(page)[6]), seen)
    assert "showing one of them, as training sees it in 25 epochs" in (
        page.next.sentence
    )
    page.strip.others.click()
    assert len(shown(page)) == 25
    assert len({s.tile for s in shown(page)}) == 1


def test_25_tiles_of_one_epoch_are_none_of_validation(page, open_study, session):
    open_study(training=TrainSpec(validation_share=0.4))
    choose(page.strip.how, "batch")
    validation = {
        tile.number
        for tile in session.prepared.tables["train"]
        if tile.part == "validation"
    }
    assert validation
    numbers = {s.tile.number for s in shown(page)}
    assert len(numbers) == 12 - len(validation)
    assert not numbers & validation
    assert {s.epoch for s in shown(page)} == {1}


def test_25_pictures_are_in_sight_and_the_size_comes_back(page, open_study):
    open_study()
    side = page.strip.side.value()
    choose(page.strip.how, "versions")
    assert len(page.grid.rows_in_sight()) == 25
    choose(page.strip.how, "original")
    assert page.strip.side.value() == side


def test_the_intensity_rule_is_kept_in_the_study(page, open_study, session, settled):
    open_study()
    page.intensities.set_open(True)
    settled()
    assert "Raw 0 becomes black (0) and raw 255 white (1)" in (
        page.intensities.sentence.text()
    )
    choose(page.intensities.form.findChild(QWidget, "rule"), "window")
    page.intensities.form.findChild(QWidget, "white").setText("200")
    settled()
    rule = IntensitySpec(rule="window", white=200)
    assert Study.open(session.study.folder).spec.intensity == rule
    assert page.wall.source.view.rule == rule.model_copy(update={"black": 0.0})
    choose(page.intensities.form.findChild(QWidget, "rule"), "image")
    settled()
    assert "stretched on its own" in page.intensities.notice.sentence
    assert page.intensities.histogram.points() == ()


def test_a_window_that_cannot_be_is_told(page, open_study, session, settled, qtbot):
    open_study()
    page.intensities.set_open(True)
    session.update(intensity=IntensitySpec(rule="window", black=5000))
    settled()
    assert "below" in page.intensities.notice.sentence or (
        "above" in page.intensities.notice.sentence
    )
    assert page.intensities.notice.level == "error"
    assert not page.next.button.isEnabled()
    session.update(intensity=IntensitySpec())
    settled()
    assert page.next.button.isEnabled()
    assert page.intensities.notice.sentence == ""


def test_turned_copies_are_written_in_a_dialog(page, open_study, tmp_path, qtbot):
    open_study()
    qtbot.mouseClick(page.settings.copies, Qt.MouseButton.LeftButton)
    dialog = page._dialog
    qtbot.waitUntil(lambda: "Writes 240 files" in dialog.words.text())
    dialog.form.findChild(QSpinBox, "step").setValue(90)
    qtbot.waitUntil(lambda: "Writes 48 files" in dialog.words.text())
    dialog.folder.setText(str(tmp_path / "turned"))
    qtbot.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.notice.sentence != "")
    assert dialog.notice.sentence.startswith("Wrote 48 files")
    assert len(list((tmp_path / "turned").rglob("*.tif"))) == 48
    dialog.close()
