"""The Explain page: what is missing, the tiles, and the maps of one of them."""

import numpy as np
import pytest
from explain_page import Helper, choose, clump_study, open_study
from predicted import finish, make_study, predict, wait
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTableView,
)

from cellclassifier.gui.pages.explain import ExplainPage
from cellclassifier.gui.widgets.explain_canvas import Sight


@pytest.fixture
def helper(session, monkeypatch):
    acting = Helper()
    monkeypatch.setattr(session.helper, "ask", acting.ask)
    monkeypatch.setattr(session.helper, "stop", acting.stop)
    return acting


@pytest.fixture
def page(page_of, helper):
    return page_of(ExplainPage)


@pytest.fixture
def tabs(qtbot, page, session, tmp_path):
    return open_study(qtbot, page, session, clump_study(tmp_path))


def made(tab):
    return all(view.picture is not None for view in tab.views)


def explained(tab):
    return [view.note.text().split(";")[0] for view in tab.views]


def empty_sentence(page):
    assert page.body.currentWidget() is page.empty
    return page.empty._sentence.text()


def test_without_a_run_the_way_to_one_is_shown(qtbot, page):
    assert "No network has been trained yet" in empty_sentence(page)
    assert page.step().state == "locked"
    with qtbot.waitSignal(page.go) as gone:
        page.empty.button.click()
    assert gone.args == ["training"]


def test_a_set_that_was_not_predicted_can_be(page, session, helper, tmp_path):
    study = make_study(tmp_path)
    finish(study)
    session.open_study(study.folder)
    assert "has not been predicted by this run" in empty_sentence(page)
    page.empty.button.click()
    assert [job.kind for job in helper.jobs] == ["predict"]


def test_a_run_without_a_network_says_why(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    finish(study, network=False)
    session.open_study(study.folder)
    wait(qtbot, lambda: "gone from its folder" in empty_sentence(page))


def test_damaged_predictions_are_told(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    run = finish(study)
    run.predictions_path("test").parent.mkdir()
    run.predictions_path("test").write_text("tile,image\n1,a.png\n")
    session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.empty)
    assert "damaged" in empty_sentence(page)


def test_the_first_tile_is_explained_by_two_methods(qtbot, tabs, helper):
    wait(qtbot, lambda: made(tabs.tile))
    # Which of them is looked for first is left to the threads.
    methods = sorted(job.method for job in helper.jobs)
    assert methods == ["gradient_input", "integrated_gradients"]
    assert {job.tiles for job in helper.jobs} == {(0,)}
    told = tabs.tile.views[1].note.text()
    assert "misses 2.0 %" in told
    assert "32 steps" in told


def test_maps_that_are_there_are_not_made_again(qtbot, tabs, helper):
    wait(qtbot, lambda: made(tabs.tile))
    before = len(helper.jobs)
    tabs.choose(1)
    wait(qtbot, lambda: len(helper.jobs) == before + 2 and made(tabs.tile))
    tabs.choose(0)
    wait(qtbot, lambda: made(tabs.tile) and tabs.tile._tile.number == 0)
    assert len(helper.jobs) == before + 2


def test_what_went_wrong_is_told_over_the_tile(qtbot, tabs, helper):
    wait(qtbot, lambda: made(tabs.tile))
    helper.fails = "The network fell over."
    tabs.choose(2)
    for view in tabs.tile.views:
        wait(
            qtbot,
            lambda view=view: (
                view.canvas.accessibleDescription() == "The network fell over."
            ),
        )
        assert view.picture is None
    helper.fails = ""
    tabs.choose(3)
    wait(qtbot, lambda: made(tabs.tile))


def test_a_map_that_comes_too_late_is_not_shown(qtbot, tabs, helper):
    wait(qtbot, lambda: made(tabs.tile))
    helper.waits = True
    tabs.choose(1)
    wait(qtbot, lambda: bool(helper._open))
    tabs.choose(0)
    wait(qtbot, lambda: made(tabs.tile))
    before = [view.picture.values for view in tabs.tile.views]
    helper.go_on()
    assert all(
        (view.picture.values == values).all()
        for view, values in zip(tabs.tile.views, before, strict=True)
    )


def test_classes_side_by_side_ask_for_each_of_them(qtbot, tabs, helper):
    wait(qtbot, lambda: made(tabs.tile))
    helper.jobs.clear()
    choose(tabs.tile.differ, "classes")
    wanted = ["for clumps", "for control"]
    wait(qtbot, lambda: explained(tabs.tile) == wanted)
    assert not tabs.tile.method.isHidden()
    assert tabs.tile.classes.isHidden()


def test_runs_side_by_side(qtbot, page, session, helper, tmp_path):
    study = clump_study(tmp_path)
    predict(finish(study), (0.1,) * 8)
    tabs = open_study(qtbot, page, session, study)
    choose(tabs.tile.differ, "runs")
    # The newer run is wrong about all tiles.
    wait(qtbot, lambda: explained(tabs.tile) == ["for control", "for clumps"])
    assert len({job.run for job in helper.jobs}) == 2


def test_a_run_without_the_tile_says_so(qtbot, page, session, tmp_path):
    study = clump_study(tmp_path)
    other = finish(study)
    table = other.folder / "tiles" / "test_test.csv"
    table.write_text(table.read_text().replace(",64,64,", ",32,32,"))
    session.open_study(study.folder)
    session.choose_run_of(session.runs[1].id)
    tabs = page.tabs
    wait(qtbot, lambda: bool(tabs.shown))
    choose(tabs.tile.differ, "runs")
    canvas = tabs.tile.views[1].canvas
    wait(qtbot, lambda: "does not have this tile" in canvas.accessibleDescription())


def test_up_to_four_views(qtbot, tabs):
    tile = tabs.tile
    tile.add.click()
    tile.add.click()
    assert len(tile.views) == 4
    assert not tile.add.isEnabled()
    wait(qtbot, lambda: made(tile))
    for _ in range(3):
        tile.views[-1].close_button.click()
    assert len(tile.views) == 1
    assert tile.views[0].close_button.isHidden()
    assert tile.add.isEnabled()


def test_views_move_in_step(qtbot, tabs):
    wait(qtbot, lambda: made(tabs.tile))
    one, other = (view.canvas for view in tabs.tile.views)
    one.set_zoom(12)
    assert other.sight == one.sight
    assert other.zoom() == 12
    other.follow(Sight(8, QPointF(20, 30)))
    other.set_zoom(16)
    assert one.sight == other.sight


def test_the_scale_is_each_its_own_or_common(qtbot, tabs):
    tile = tabs.tile
    wait(qtbot, lambda: made(tile))
    run, shown = tabs.shown.run, tabs.shown
    path = run.attribution_path("integrated_gradients", "test", 0, "clumps")
    np.save(path, np.load(path) / 4)
    tile.finder.want(tile._wants)
    wait(qtbot, lambda: "2" in tile.views[1].bar.ends()[1][:1])
    assert [view.bar.ends()[1] for view in tile.views] == ["8 log-odds", "2 log-odds"]
    choose(tile.show_line.scale, "common to all")
    assert [view.bar.ends()[1] for view in tile.views] == ["8 log-odds", "8 log-odds"]
    assert shown is tabs.shown


def test_signed_maps_tell_for_from_against(qtbot, tabs):
    tile = tabs.tile
    wait(qtbot, lambda: made(tile))
    choose(tile.show_line.mode, "signed: for and against")
    assert tile.views[0].bar.ends() == ("\N{MINUS SIGN}8", "8 log-odds")
    assert not tile.show_line.opacity.isEnabled()
    red, _, blue = tile.views[0].canvas._image[0, 0]
    assert red > blue
    choose(tile.views[0].heading.method.box, "As in the article")
    wait(qtbot, lambda: "without sign" in tile.views[0].note.text())
    assert tile.views[0].bar.ends()[0] == "0"


def test_values_under_the_mouse_are_told_in_all_views(qtbot, tabs):
    tile = tabs.tile
    wait(qtbot, lambda: made(tile))
    choose(tile.show_line.mode, "signed: for and against")
    tile.views[1].canvas.pointed.emit(0, 0)
    assert [view.value.text() for view in tile.views] == ["attribution -2 log-odds"] * 2
    assert tile.value.text().startswith("x 0  y 0  brightness 0.")
    tile.views[1].canvas.pointed.emit(-1, -1)
    assert not tile.value.text().strip()


def test_settings_of_a_method_make_another_map(qtbot, tabs, helper):
    tile = tabs.tile
    wait(qtbot, lambda: made(tile))
    helper.jobs.clear()
    box = tile.views[1].heading.method
    dialog = box.show_settings()
    qtbot.addWidget(dialog)
    dialog.form.findChild(QAbstractSpinBox, "steps").setValue(64)
    dialog.accept()
    wait(qtbot, lambda: made(tile) and bool(helper.jobs))
    assert [job.settings for job in helper.jobs] == [{"steps": 64}]
    assert "steps 64" in box.box.currentText()
    assert not tile.views[0].heading.method.button.isEnabled()


def test_outlines_are_drawn_where_they_are_wanted(qtbot, tabs):
    tile = tabs.tile
    wait(qtbot, lambda: made(tile))
    assert not tile.views[0].canvas._outlines
    # The first tiles are those of class clumps.
    assert tabs.shown.tile(0).class_name == "clumps"
    tile.show_line.outlines.setChecked(True)
    wait(qtbot, lambda: bool(tile.views[0].canvas._outlines))
    assert "radius 3.5 px" in tile.clumps.text()
    tile.show_line.outlines.setChecked(False)
    assert not tile.views[1].canvas._outlines


def test_images_that_are_gone_are_told(qtbot, tabs):
    wait(qtbot, lambda: made(tabs.tile))
    tabs.shown.tile(5).image.unlink()
    tabs.choose(5)
    canvas = tabs.tile.views[0].canvas
    wait(qtbot, lambda: "cannot be opened" in canvas.accessibleDescription())


def test_the_list_can_be_narrowed(tabs):
    choose(tabs.which, "true control")
    keys = [item.key for item in tabs.list._items.items]
    assert [tabs.shown.tile(key).class_name for key in keys] == ["control"] * 4
    choose(tabs.which, "wrong answers")
    assert tabs.count.text() == "0 of 8 tiles"


def test_it_says_what_a_picture_cannot_show(tabs):
    labels = [label.text() for label in tabs.tile.findChildren(type(tabs.tile.value))]
    assert any("What a picture cannot show" in text for text in labels)


def test_every_control_has_a_name(tabs):
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox):
        for control in tabs.findChildren(kind):
            own = not isinstance(control.parent(), QTabBar | QTableView | QLineEdit)
            named = control.accessibleName() or getattr(control, "text", str)()
            assert named or not own, control
