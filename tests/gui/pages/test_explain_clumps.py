"""Clumps on the Explain page: outlines while settings change, and the measurement."""

import clumped
import pytest
from clump_page import Measuring, ready
from explain_page import choose, clump_study, open_study
from predicted import wait
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSpinBox

from cellclassifier.core.clumps.report_files import folder_for
from cellclassifier.core.messages import Progressed
from cellclassifier.gui.pages.explain import ExplainPage


@pytest.fixture
def helper(session, monkeypatch):
    acting = Measuring()
    monkeypatch.setattr(session.helper, "ask", acting.ask)
    monkeypatch.setattr(session.helper, "stop", acting.stop)
    return acting


@pytest.fixture
def tabs(qtbot, page_of, helper, session, tmp_path):
    page = page_of(ExplainPage)
    tabs = open_study(qtbot, page, session, clump_study(tmp_path))
    tabs.tabs.setCurrentIndex(2)
    wait(qtbot, lambda: bool(tabs.clumps.canvas._outlines))
    return tabs


def test_clumps_are_outlined_while_their_settings_change(qtbot, tabs):
    clumps = tabs.clumps
    before = clumps.words.text()
    assert "training tiles of `control`" in before
    clumps.form.findChild(QAbstractSpinBox, "k").setValue(40)
    wait(qtbot, lambda: "40 deviations" in clumps.words.text())
    assert clumps.words.text().split(",")[0] != before.split(",")[0]
    # The same outlines are drawn under Tile.
    assert tabs.outliner.spec.k == 40
    tabs.list.select(6)
    tabs.choose(6)
    wait(qtbot, lambda: clumps.words.text().startswith("0 clumps"))
    assert not clumps.canvas._outlines


def test_what_is_wrong_with_the_settings_is_told(qtbot, tabs):
    box = tabs.clumps.form.findChild(QLineEdit, "control")
    box.setText("nobody")
    box.textEdited.emit("nobody")
    box.editingFinished.emit()
    wait(qtbot, lambda: "There is no class 'nobody'" in tabs.clumps.words.text())
    assert not tabs.clumps.canvas._outlines


def test_the_cost_is_told_before(qtbot, tabs):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    told = panel.state.text()
    assert "all 8 tiles" in told
    assert "maps are made first" in told
    panel.form.findChild(QSpinBox, "limit").setValue(4)
    wait(qtbot, lambda: "4 of 8 tiles" in panel.state.text())


def test_what_was_measured_is_a_sentence_a_table_and_plots(qtbot, tabs, helper):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    assert "Nothing was measured yet" in panel.result.words.text()
    panel.measure.click()
    result = panel.result
    wait(qtbot, lambda: not result.table.isHidden())
    words = result.words.text()
    assert "brightness alone" in words
    assert "masks elsewhere" in words
    columns = [column.title for column in result.table.model_of_rows.columns]
    assert {"brightness alone", "masks elsewhere"} < set(columns)
    rows = {row[0]: row for row in result.table.rows()}
    assert rows["clumps"][1] == rows["clumps, called right"][1] == "4"
    assert [plot.is_empty() for plot in result.plots] == [False] * 3
    assert "measures" in result.where.text()
    wait(qtbot, lambda: "Measured, with just these settings" in panel.state.text())
    assert not ready(panel)


def test_a_result_is_there_again_and_is_old_with_other_settings(
    qtbot, tabs, page_of, session
):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    panel.measure.click()
    wait(qtbot, lambda: not panel.result.table.isHidden())
    tabs.clumps.form.findChild(QAbstractSpinBox, "k").setValue(6)
    wait(qtbot, lambda: not panel.result.old.isHidden() and ready(panel))
    other = page_of(ExplainPage)
    wait(qtbot, lambda: not other.tabs.clumps.panel.result.table.isHidden())


def test_measuring_tells_how_far_it_is_and_can_be_stopped(qtbot, tabs, helper):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    helper.waits = True
    panel.measure.click()
    assert not ready(panel)
    helper.heard(Progressed(what="measuring", done=3, of=8))
    assert (panel.progress.bar.value(), panel.progress.bar.maximum()) == (3, 8)
    assert "Measuring" in panel.progress.bar.format()
    panel.progress.cancel.click()
    assert panel.progress.isHidden()
    wait(qtbot, lambda: ready(panel))
    assert "Stopped" in panel.result.words.text()


def test_what_goes_wrong_is_told(qtbot, tabs, helper):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    helper.fails = "The image was changed."
    panel.measure.click()
    assert panel.result.words.text() == "The image was changed."
    wait(qtbot, lambda: ready(panel))


def test_a_damaged_result_is_told(qtbot, tabs):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    folder = folder_for(tabs.shown.run, "test", panel.spec)
    folder.mkdir(parents=True)
    (folder / "words.txt").write_text("Something.")
    panel.look()
    wait(qtbot, lambda: "cannot be read" in panel.result.words.text())
    assert panel.result.table.isHidden()


def test_method_and_class_are_part_of_what_is_measured(qtbot, tabs):
    panel = tabs.clumps.panel
    assert panel.spec.class_name == ""
    choose(panel.classes, "control")
    choose(panel.method.box, "HiResCAM")
    assert (panel.spec.method, panel.spec.class_name) == ("hires_cam", "control")
    assert panel.classes.findText("true class") < 0


def test_drawn_clumps_are_what_is_outlined(qtbot, tabs):
    # Six were drawn; some may touch.
    found = int(tabs.clumps.words.text().split()[0])
    assert 3 <= found <= 7
    assert tabs.outliner.spec.radius == clumped.RADIUS
