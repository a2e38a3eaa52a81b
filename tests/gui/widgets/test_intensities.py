import drawn
import numpy as np
import pytest
from PySide6.QtCore import QPoint

from cellclassifier.core.dataset import scan
from cellclassifier.core.spec import IntensitySpec
from cellclassifier.gui.widgets import intensities
from cellclassifier.gui.widgets.intensities import Intensities, measure
from cellclassifier.gui.widgets.intensity_histogram import (
    _DASHES,
    IntensityHistogram,
    _share,
    _ticks,
)
from cellclassifier.gui.widgets.intensity_panel import IntensityPanel


def flat(folder, **values):
    """Write two images a class that hold two values: name=(value, other, dtype)."""
    for name, (low, high, dtype) in values.items():
        for number in range(2):
            pixels = np.full((20, 20), low, dtype)
            pixels[:5] = high
            pixels[-1, -1] = low + number
            drawn.write(folder / name / f"{number}.tif", pixels)
    return scan(folder)


def test_pixels_are_counted_by_class_in_raw_values(tmp_path):
    train = flat(tmp_path, dim=(10, 20, "u1"), lit=(10, 200, "u1"))
    found = measure(train, IntensitySpec())
    assert (found.black, found.white) == (0, 255)
    assert found.images == {"dim": 2, "lit": 2}
    middles = (found.edges[:-1] + found.edges[1:]) / 2
    assert np.array_equal(np.diff(found.edges), np.full(128, 2.0))
    for name, high in (("dim", 20), ("lit", 200)):
        assert found.counts[name].sum() == 2 * 400
        step = np.abs(middles - high).argmin()
        assert found.counts[name][step] == 200
        assert found.shares(name).sum() == pytest.approx(1)


def test_whole_numbers_are_never_divided(tmp_path):
    train = flat(tmp_path, a=(1000, 1090, "u2"), b=(1000, 1200, "u2"))
    found = measure(train, IntensitySpec(black=1000, white=1099))
    assert set(np.diff(found.edges)) == {2.0}
    assert found.edges[0] == 999.5
    assert found.edges[-1] >= 1200.5


def test_fractions_get_even_steps(tmp_path):
    train = flat(tmp_path, a=(0.25, 0.5, "f4"), b=(0.25, 1.5, "f4"))
    found = measure(train, IntensitySpec())
    assert len(found.edges) == intensities.BINS + 1
    assert found.counts["b"][-1] == 200


def test_the_sample_is_balanced_and_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(intensities, "IMAGES", 8)
    train = drawn.folder(tmp_path, 10)
    found = measure(scan(train), IntensitySpec())
    assert found.images == {"discs": 4, "squares": 4}


def test_images_that_are_gone_are_passed_over(tmp_path):
    train = flat(tmp_path, a=(1, 2, "u1"), b=(1, 3, "u1"))
    (tmp_path / "a" / "0.tif").unlink()
    (tmp_path / "b" / "0.tif").write_bytes(b"torn")
    assert measure(train, IntensitySpec()).images == {"a": 1, "b": 1}
    for path in tmp_path.rglob("*.tif"):
        path.unlink()
    assert measure(train, IntensitySpec()) is None


COUNTS = {"control": np.array([90, 9, 1, 0]), "granules": np.array([0, 10, 890, 100])}
FOUND = Intensities(
    np.array([-0.5, 63.5, 127.5, 191.5, 255.5]),
    COUNTS,
    {"control": 3, "granules": 5},
    0,
    255,
)


@pytest.fixture
def histogram(qtbot):
    widget = IntensityHistogram()
    qtbot.addWidget(widget)
    widget.resize(500, 160)
    widget.set_values(FOUND)
    widget.show()
    return widget


def test_the_axis_is_logarithmic(histogram):
    area = histogram._area()
    ys = [point.y() for point in histogram._curve(FOUND.shares("control"))]
    assert histogram._lowest() == -2
    assert ys[2] == pytest.approx(area.bottom())
    assert ys[1] - ys[0] == pytest.approx(area.height() / 2)
    # What is empty lies at the foot, not below it.
    assert ys[3] == pytest.approx(area.bottom())
    assert [_share(power) for power in (0, -1, -2, -4)] == [
        *("100 %", "10 %", "1 %", "0.01 %"),
    ]


def test_black_and_white_are_marked_inside_the_axis(histogram):
    area = histogram._area()
    assert area.left() < histogram._x(0) < histogram._x(255) < area.right()
    image = histogram.grab().toImage()
    histogram.set_values(FOUND._replace(white=128))
    assert histogram.grab().toImage() != image


def test_curves_differ_without_colour():
    assert len(set(_DASHES)) == len(_DASHES) == 8
    assert _DASHES[0] == ()


def test_a_step_is_told_under_the_mouse(histogram):
    area = histogram._area()
    third = QPoint(int(area.left() + area.width() * 0.6), int(area.center().y()))
    assert histogram.tip_at(third) == (
        "values 127.5 to 191.5\ncontrol: 1 %\ngranules: 89 %"
    )
    assert histogram.tip_at(QPoint(2, 2)) == ""
    assert "brightness alone" in histogram.toolTip()


def test_a_long_legend_takes_more_lines(histogram):
    assert histogram._legend_lines() == 1
    histogram.set_values(
        FOUND._replace(images={"x" * 40: 3, "y" * 40: 5}, counts=COUNTS)
    )
    assert histogram._legend_lines() == 2


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (-0.5, 255.5, 5, [0, 100, 200]),
        (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (999.5, 1099.5, 2, [1000, 1050]),
    ],
)
def test_ticks_are_round(low, high, most, expected):
    assert _ticks(low, high, most) == pytest.approx(expected)
    assert "-0" not in [f"{value:g}" for value in _ticks(low, high, most)]


@pytest.fixture
def panel(qtbot):
    panel = IntensityPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.wanted = []
    panel.asked.connect(lambda *images: panel.wanted.append(images))
    return panel


def test_a_folded_panel_asks_for_nothing(panel, tmp_path):
    train = flat(tmp_path, a=(1, 2, "u1"), b=(1, 2, "u1"))
    rule = IntensitySpec()
    panel.set_images(train, rule)
    assert panel.wanted == []
    panel.set_open(True)
    panel.set_images(train, rule)
    panel.set_open(False)
    panel.set_open(True)
    assert panel.wanted == [(train, rule)]
    panel.set_images(train, IntensitySpec(black=1, white=2))
    assert len(panel.wanted) == 2


def test_counts_of_other_images_are_not_shown(panel, tmp_path):
    before = flat(tmp_path / "one", a=(1, 2, "u1"), b=(1, 2, "u1"))
    after = flat(tmp_path / "two", a=(1, 2, "u1"), b=(1, 2, "u1"))
    panel.set_images(after, IntensitySpec())
    panel.show_found(before, FOUND)
    assert panel.histogram.is_empty()
    panel.show_found(after, FOUND)
    assert not panel.histogram.is_empty()
    panel.histogram.told.emit("Saved it.")
    assert panel.line.text() == "Saved it."
