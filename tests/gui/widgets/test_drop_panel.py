import threading

import drawn
import numpy as np
import pytest
from PySide6.QtWidgets import QDoubleSpinBox

from cellclassifier.core.dataset import scan
from cellclassifier.core.preparation import rule_of
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.tiling import contrast, cut, view_of
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import contrasts
from cellclassifier.gui.widgets.contrasts import Contrasts, measure_contrasts
from cellclassifier.gui.widgets.drop_panel import DropPanel, Lot

FOUND = Contrasts(
    {
        "control": np.array([0.01, 0.02, 0.3], np.float32),
        "granules": np.array([0.02, 0.4], np.float32),
    },
    5,
)


@pytest.fixture
def lot(tmp_path):
    train = scan(drawn.folder(tmp_path / "train", 4))
    spec = StudySpec(tiling=TilingSpec(rows=2, columns=2))
    spec = spec.model_copy(update={"intensity": rule_of(spec, train)})
    return Lot(cut(train, spec.tiling), train, spec)


@pytest.fixture
def panel(qtbot):
    background = Background()
    panel = DropPanel(TilingSpec(), background)
    qtbot.addWidget(panel)
    panel.show()
    panel.edits = []
    panel.edited.connect(panel.edits.append)
    yield panel
    panel.set_lot(None)
    background.close()


def nothing(what, done, of) -> None:
    """Hear how far it is, and go on."""


@pytest.mark.parametrize(
    ("least", "told"),
    [
        (0.0, "Drops none of 5 tiles. Drag the line to the right"),
        (0.005, "Drops none of 5 tiles."),
        (0.02, "Drops 1 of 5 tiles (control 1, granules 0), the same rule for all"),
        (0.1, "Drops 3 of 5 tiles (control 2, granules 1), the same rule for all"),
        (0.35, "Drops 4 of 5 tiles (control 3, granules 1), the same rule for all"),
    ],
)
def test_what_a_threshold_drops_is_told(least, told):
    assert FOUND.told(least).startswith(told)
    assert ("Nothing is left of control" in FOUND.told(least)) is (least == 0.35)


def test_a_sample_is_called_one():
    assert "of a sample of 5 tiles (there are 9,000)" in (
        FOUND._replace(of=9000).told(0.1)
    )


def test_tiles_are_measured_as_they_are_dropped(lot):
    found = measure_contrasts(lot.tiles, lot.train.classes, lot.spec, nothing)
    assert found.measured == found.of == len(lot.tiles) == 32
    view = view_of(lot.spec)
    for name in drawn.CLASSES:
        mine = [contrast(t, view) for t in lot.tiles if t.class_name == name]
        assert np.array_equal(found.values[name], np.array(mine, np.float32))
    assert sum(c.sum() for c in found.curves().counts.values()) == 32


def test_of_very_many_a_sample_is_drawn_from_all(lot, monkeypatch):
    monkeypatch.setattr(contrasts, "AT_MOST", 16)
    found = measure_contrasts(lot.tiles, lot.train.classes, lot.spec, nothing)
    assert (found.measured, found.of) == (16, 32)
    assert all(len(values) for values in found.values.values())


def test_nothing_is_measured_before_it_is_wanted(panel, lot, qtbot, monkeypatch):
    threads = []

    def here(*args):
        threads.append(threading.current_thread())
        return FOUND

    module = "cellclassifier.gui.widgets.drop_panel.measure_contrasts"
    monkeypatch.setattr(module, here)
    panel.set_lot(lot)
    assert threads == []
    panel.set_open(True)
    qtbot.waitUntil(lambda: not panel.histogram.is_empty())
    panel.set_lot(lot._replace())
    panel.set_open(False)
    panel.set_open(True)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_the_threshold_is_put_by_the_line_and_by_the_field(panel, lot, qtbot):
    panel.set_lot(lot)
    panel.set_open(True)
    qtbot.waitUntil(lambda: not panel.histogram.is_empty())
    field = panel.form.findChild(QDoubleSpinBox, "least_contrast")
    previews = []
    panel.previewed.connect(previews.append)
    panel.histogram.moved.emit("drop below", 0.03)
    assert previews == [0.03]
    assert panel.edits == []
    panel.histogram.released.emit("drop below", 0.03)
    assert panel.edits == [TilingSpec(least_contrast=0.03)]
    assert field.value() == 0.03
    field.setValue(0.05)
    assert panel.edits[-1].least_contrast == 0.05
    assert panel.histogram.points()[0].value == 0.05
    panel.set_spec(TilingSpec(least_contrast=0.07))
    assert panel.histogram.points()[0].value == 0.07
    assert len(panel.edits) == 2


def test_an_image_that_is_gone_is_told(panel, lot, qtbot):
    lot.tiles[0].image.unlink()
    panel.set_lot(lot)
    panel.set_open(True)
    qtbot.waitUntil(lambda: "cannot be opened" in panel.histogram._message)
    assert panel.histogram.is_empty()
