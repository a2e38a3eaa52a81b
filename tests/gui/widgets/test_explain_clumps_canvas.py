"""A tile that is painted on."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from cellclassifier.gui.widgets.explain_clumps_canvas import LARGEST, PaintCanvas

SIDE = 32


@pytest.fixture
def canvas(qtbot):
    made = PaintCanvas()
    qtbot.addWidget(made)
    made.resize(320, 320)
    made.set_image(np.zeros((SIDE, SIDE), np.float32))
    made.set_mask(np.zeros((SIDE, SIDE), bool))
    made.set_brush(3)
    made.show()
    made.masks = []
    made.drawn.connect(made.masks.append)
    return made


def at(canvas, x, y):
    """Return where the middle of a pixel is in the widget."""
    scale = canvas.zoom() / canvas.devicePixelRatioF()
    return (canvas.target().topLeft() + QPointF(x + 0.5, y + 0.5) * scale).toPoint()


def drag(canvas, start, end, button=Qt.MouseButton.LeftButton, keys=None):
    keys = keys or Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, button, keys, at(canvas, *start))
    QTest.mouseMove(canvas, at(canvas, *end))
    QTest.mouseRelease(canvas, button, keys, at(canvas, *end))


def wheel(canvas, delta, keys):
    event = QWheelEvent(
        *(QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, delta)),
        *(Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False),
    )
    canvas.wheelEvent(event)


def test_a_stroke_paints_what_the_brush_goes_over(canvas):
    drag(canvas, (5, 10), (20, 10))
    (mask,) = canvas.masks
    assert mask[10, 5:21].all()
    assert mask[9, 6:20].all()
    assert not mask[13:].any()
    assert len(canvas._outlines) == 1


def test_erasing_and_the_other_button(canvas):
    canvas.set_mask(np.ones((SIDE, SIDE), bool))
    canvas.tool = "erase"
    drag(canvas, (5, 5), (9, 5))
    assert not canvas.masks[-1][5, 5:10].any()
    drag(canvas, (5, 5), (9, 5), Qt.MouseButton.RightButton)
    assert canvas.masks[-1].all()


def test_a_stroke_that_changes_nothing_is_none(canvas):
    canvas.tool = "erase"
    drag(canvas, (5, 5), (9, 5))
    assert canvas.masks == []


def test_nothing_is_drawn_while_it_is_locked_or_without_a_mask(canvas):
    canvas.locked = True
    drag(canvas, (5, 5), (9, 5))
    canvas.locked = False
    canvas.set_mask(None)
    drag(canvas, (5, 5), (9, 5))
    assert canvas.masks == []
    assert not canvas.grab().isNull()


def test_other_tools_tell_where_was_clicked(canvas, qtbot):
    canvas.tool = "fill"
    with qtbot.waitSignal(canvas.picked) as picked:
        drag(canvas, (4, 7), (4, 7))
    assert picked.args[0] == pytest.approx((4.5, 7.5), abs=0.1)
    assert canvas.masks == []


def test_the_wheel_changes_the_brush_and_with_ctrl_the_zoom(canvas):
    wheel(canvas, 240, Qt.KeyboardModifier.NoModifier)
    assert canvas.brush == 5
    wheel(canvas, 60, Qt.KeyboardModifier.NoModifier)
    assert canvas.brush == 5
    wheel(canvas, 60, Qt.KeyboardModifier.NoModifier)
    assert canvas.brush == 6
    before = canvas.zoom()
    wheel(canvas, 120, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom() > before
    assert canvas.brush == 6
    canvas.set_brush(9999)
    assert canvas.brush == LARGEST


def test_keys_change_move_and_use_the_brush(canvas):
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.brush == 4
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    (mask,) = canvas.masks
    rows, columns = np.nonzero(mask)
    assert (rows.mean(), columns.mean()) == pytest.approx((16.5, 16.5), abs=0.6)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom() > canvas.fit_zoom()


def test_shift_moves_the_image_instead(canvas):
    canvas.set_zoom(16)
    before = canvas.sight.centre
    drag(canvas, (16, 16), (13, 16), keys=Qt.KeyboardModifier.ShiftModifier)
    assert canvas.sight.centre.x() > before.x()
    assert canvas.masks == []


def test_the_tint_can_be_taken_away(canvas):
    canvas.set_mask(np.ones((SIDE, SIDE), bool))
    middle = canvas.grab().toImage().pixelColor(160, 160)
    canvas.set_faint(False)
    plain = canvas.grab().toImage().pixelColor(160, 160)
    assert middle.blue() > plain.blue() + 30
