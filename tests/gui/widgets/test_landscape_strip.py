"""Pictures of the tile along the ways of view "input", with the loss under each."""

import landscaped
import numpy as np
import pytest
from PySide6.QtCore import QPoint

from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.gui.widgets.landscape_course import course_of
from cellclassifier.gui.widgets.landscape_job import Found
from cellclassifier.gui.widgets.landscape_view import LandscapeView
from cellclassifier.gui.widgets.landscape_ways import shown, way_rows
from cellclassifier.gui.widgets.tile_display import levels_of, shades

MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return landscaped.run(tmp_path_factory.mktemp("strip"))


@pytest.fixture
def view(qtbot):
    made = LandscapeView()
    qtbot.addWidget(made)
    made.resize(640, 460)
    made.show()
    return made


def show(view, run, name="input", epochs=(), **more):
    spec = LandscapeSpec(view=name, epochs=epochs, batch_size=2, reach=0.2, **more)
    landscape = landscaped.landscape(run, spec)
    view.show_found(Found(landscape, course_of(run), f"{name}{epochs}"))
    return view.strip


def test_it_is_there_for_the_input_alone(view, run):
    strip = show(view, run)
    assert strip.isVisible()
    assert not strip.is_empty()
    assert not strip.grab().isNull()
    show(view, run, "line")
    assert strip.isHidden()


def test_each_way_has_its_steps_its_losses_and_what_was_added(view, run):
    along, aside = show(view, run).rows
    assert along.title == "The network that is kept, along its own gradient"
    assert aside.title == "The network that is kept, along the random direction"
    steps = [f"{MINUS}20 %", f"{MINUS}10 %", "0 %", "+10 %", "+20 %", "added"]
    for row in (along, aside):
        assert [cell.above for cell in row.cells] == steps
    losses = [f"loss {np.exp(x):.3g}" for x in (-0.2, -0.1, 0, 0.1, 0.2)]
    assert [cell.below for cell in along.cells[:-1]] == losses
    assert {cell.below for cell in aside.cells[:-1]} == {"loss 1"}


def test_all_have_the_grey_levels_of_the_tile_as_it_is(view, run):
    show(view, run, epochs=(0, 8))
    (found, _) = view.found.landscape.results
    levels = levels_of(found.tile)
    for row, way in zip(way_rows([found]), (found.gradient, found.random), strict=True):
        for cell, place in zip(row.cells, shown(found), strict=False):
            wanted = shades(found.changed(place, way)[..., 0], levels)
            np.testing.assert_array_equal(cell.picture, wanted)
    # In the middle of a row nothing is changed.
    middles = [row.cells[2].picture for row in view.strip.rows]
    for each in middles:
        np.testing.assert_array_equal(each, middles[0])
    assert np.ptp(middles[0]) == 255


def test_what_was_added_is_purple_where_it_is_brighter(view, run):
    show(view, run)
    added = view.strip.rows[0].cells[-1]
    # Downwards it grows brighter: red is stronger than blue above, weaker below.
    red, _, blue = added.picture[[0, -1]].astype(int).mean(axis=1).T
    assert red[0] > blue[0]
    assert red[1] < blue[1]
    found = view.found.landscape.results[0]
    most = abs(found.gradient).max() * 0.2 * found.length
    assert float(added.below[1:]) == pytest.approx(most, rel=0.05)


def test_the_largest_loss_on_the_way_is_among_them(run):
    spec = LandscapeSpec(view="input", points=21)
    found = landscaped.landscape(run, spec).results[0]
    assert shown(found) == [0, 5, 10, 15, 20]
    losses = found.along_gradient.copy()
    losses[13] = 9
    assert shown(found._replace(along_gradient=losses)) == [0, 5, 10, 13, 15, 20]
    few = landscaped.landscape(run, LandscapeSpec(view="input", points=3)).results[0]
    assert shown(few) == [0, 1, 2]


def test_each_network_has_its_rows_and_of_many_the_chosen_one(view, run):
    assert len(show(view, run, epochs=(0, 8)).rows) == 4
    strip = show(view, run, epochs=landscaped.KEPT)
    assert [row.title[:15] for row in strip.rows] == ["Before training"] * 2
    box = view.choices.epoch
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert [row.title[:13] for row in strip.rows] == ["After epoch 2"] * 2


def test_it_is_told_under_the_mouse_and_to_readers(view, run):
    strip = show(view, run)
    told = strip.tip_at(strip.area(0, 4).center().toPoint())
    assert told == "+20 % of the tile's length, along its own gradient: loss 1.221 nats"
    assert strip.tip_at(QPoint(0, 0)) == ""
    assert told in strip.accessibleDescription()
    assert "what is added at +20 %" in strip.tip_at(strip.area(1, 5).center().toPoint())


def test_colour_tiles_are_shown_in_colour(run):
    found = landscaped.landscape(run, LandscapeSpec(view="input")).results[0]
    tile, gradient, random = (
        np.repeat(each, 3, axis=2)
        for each in (found.tile, found.gradient, found.random)
    )
    coloured = found._replace(tile=tile, gradient=gradient, random=random)
    for cell in way_rows([coloured])[0].cells:
        assert cell.picture.shape == (32, 32, 3)


def test_a_gradient_of_0_changes_nothing(run):
    found = landscaped.landscape(run, LandscapeSpec(view="input")).results[0]
    row = way_rows([found._replace(gradient=np.zeros_like(found.tile))])[0]
    for cell in row.cells[:-1]:
        np.testing.assert_array_equal(cell.picture, row.cells[0].picture)
    assert np.ptp(row.cells[-1].picture) == 0


@pytest.mark.parametrize("width", [520, 1000])
def test_pictures_lie_inside_and_beside_each_other(view, run, width):
    strip = show(view, run, epochs=(0, 8))
    strip.resize(width, strip.heightForWidth(width))
    areas = [strip.area(row, column) for row in range(4) for column in range(6)]
    for place, area in enumerate(areas):
        assert strip.rect().toRectF().contains(area)
        assert not any(area.intersects(other) for other in areas[:place])
    assert areas[0].width() % 32 == 0


def test_it_is_saved(view, run, tmp_path):
    strip = show(view, run)
    for kind in ("png", "svg", "csv"):
        getattr(strip, f"export_{kind}")(tmp_path / f"a.{kind}")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "along the random direction" in (tmp_path / "a.svg").read_text()
    assert "gradient" in (tmp_path / "a.csv").read_text()
