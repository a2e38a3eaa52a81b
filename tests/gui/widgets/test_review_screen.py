"""The screen of a review: keys, what is recorded, and that nothing is given away."""

import json

import carded
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cellclassifier.core.reviews.sitting import Sitting
from cellclassifier.gui.widgets.review_screen import ReviewScreen

KEYS = Qt.Key


@pytest.fixture
def screen_of(qtbot):
    screens = []

    def screen_of(folder, begin=True, reader="Ada"):
        screen = ReviewScreen(Sitting(folder, reader))
        screens.append(screen)
        screen.resize(1280, 800)
        screen.show()
        if begin:
            qtbot.keyClick(screen, KEYS.Key_Return)
        return screen

    yield screen_of
    for screen in screens:
        screen.close()


def events(folder):
    lines = (folder / "answers" / "ada.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def answers(folder):
    return [event for event in events(folder) if event["event"] == "answer"]


def press(qtbot, screen, keys):
    for key in keys:
        qtbot.keyClick(screen, KEYS(ord(key)))


def test_keys_answer_in_the_sealed_order_and_the_end_is_told(
    qtbot, screen_of, tmp_path
):
    folder = carded.review_folder(tmp_path, 4)
    screen = screen_of(folder)
    assert screen.progress.text() == "1 of 4"
    press(qtbot, screen, "1203")
    assert screen.progress.text() == "4 of 4", "3 is no class and answers nothing"
    press(qtbot, screen, "2")
    assert screen.stage == "over"
    assert screen.bar.value() == 4
    order = events(folder)[0]["order"]
    assert [event["token"] for event in answers(folder)] == order
    assert [e["choice"] for e in answers(folder)] == ["discs", "squares", "", "squares"]
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen, KEYS.Key_Return)
    assert events(folder)[-1]["event"] == "closed"


def test_each_tile_is_the_one_of_its_token(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 6)
    screen = screen_of(folder)
    for token in events(folder)[0]["order"]:
        wanted = np.load(folder / "tiles" / f"{token}.npy")
        assert np.array_equal(screen.tile._pixels, wanted[..., 0])
        press(qtbot, screen, "1")


def test_a_key_that_is_held_down_answers_once(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 6)
    screen = screen_of(folder)
    for held in (False, True, True):
        event = QKeyEvent(
            *(QEvent.Type.KeyPress, KEYS.Key_1, Qt.KeyboardModifier.NoModifier),
            *("1", held),
        )
        QApplication.sendEvent(screen, event)
    assert len(answers(folder)) == 1


def test_buttons_bear_their_keys_and_answer_too(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 4)
    screen = screen_of(folder)
    texts = [button.text().split() for button in screen.answers.buttons]
    assert texts == [["1", "discs"], ["2", "squares"], ["0", "cannot", "tell"]]
    for button in list(screen.answers.buttons):
        button.click()
    assert [event["choice"] for event in answers(folder)] == ["discs", "squares", ""]


def test_cannot_tell_can_be_forbidden(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 4, cannot_tell=False)
    screen = screen_of(folder)
    press(qtbot, screen, "0")
    assert answers(folder) == []
    assert len(screen.answers.buttons) == 2


def test_the_last_answer_can_be_taken_back_even_at_the_end(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 2)
    screen = screen_of(folder)
    press(qtbot, screen, "11")
    assert screen.stage == "over"
    qtbot.keyClick(screen, KEYS.Key_Backspace)
    assert screen.stage == "asking"
    assert screen.progress.text() == "2 of 2"
    qtbot.keyClick(screen, KEYS.Key_Backspace)
    assert "no answer to take back" in screen.sentence.text()
    press(qtbot, screen, "2")
    assert [event["choice"] for event in answers(folder)] == [
        *("discs", "discs", "squares"),
    ]
    assert sum(event["event"] == "taken_back" for event in events(folder)) == 1


def test_how_a_tile_was_shown_and_how_long_is_recorded(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 2, "judge", overlay=True)
    screen = screen_of(folder)
    screen.looks.black.setValue(200)
    screen.looks.white.setValue(150)
    press(qtbot, screen, "-O")
    zoom = screen.tile.zoom
    press(qtbot, screen, "1")
    press(qtbot, screen, "F")
    press(qtbot, screen, "O2")
    first, second = answers(folder)
    assert (first["black"], first["white"]) == (0.149, 0.15)
    assert (first["zoom"], first["overlay"]) == (zoom, False)
    assert (second["black"], second["white"], second["overlay"]) == (0, 1, True)
    assert first["choice"] == "agree"
    assert second["choice"] == "disagree"
    assert 0 <= first["seconds"] < 60


def test_judging_shows_what_the_network_answers(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 2, "judge")
    screen = screen_of(folder)
    shown = {card.token: card.shown for card in Sitting(folder, "B")._cards.values()}
    token = events(folder)[0]["order"][0]
    name = shown[token].class_name
    assert screen.sentence.text() == f"The network answers {name} (75.0 %). " + (
        "Do you agree?"
    )
    assert screen.looks.overlay.isHidden()


def test_in_a_crossover_the_other_kind_is_announced_once(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 8, "crossover")
    screen = screen_of(folder)
    pauses = 0
    while screen.stage != "over":
        if screen.stage == "waiting":
            pauses += 1
            assert "other kind" in screen.message._sentence.text()
            qtbot.keyClick(screen, KEYS.Key_Return)
        judged = screen._sitting.card().kind == "judge"
        assert ("Do you agree" in screen.sentence.text()) is judged
        assert screen.mark.isVisible() is judged
        press(qtbot, screen, "1")
    assert pauses == 1


def test_practice_tells_the_answer_after_each(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 2, practice=2)
    screen = screen_of(folder)
    assert screen.progress.text().split() == ["Practice", "1", "of", "2"]
    press(qtbot, screen, "1")
    assert screen.sentence.text() == "Right: this tile is discs."
    press(qtbot, screen, "2")
    assert len(answers(folder)) == 1, "no answer is taken before the reader goes on"
    qtbot.keyClick(screen, KEYS.Key_Return)
    press(qtbot, screen, "2")
    assert screen.sentence.text() == "Not so: this tile is discs."
    assert screen.mark.isVisible()
    qtbot.keyClick(screen, KEYS.Key_Return)
    assert screen.progress.text() == "1 of 2"
    assert [event["practice"] for event in answers(folder)] == [True, True]


def test_what_cannot_be_saved_is_told_and_the_tile_asked_again(
    qtbot, screen_of, tmp_path, monkeypatch
):
    folder = carded.review_folder(tmp_path, 2)
    screen = screen_of(folder)

    def full(path, line):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("cellclassifier.core.reviews.sitting_log.append_line", full)
        press(qtbot, screen, "1")
    assert "could not be saved" in screen.sentence.text()
    assert screen.progress.text() == "1 of 2"
    press(qtbot, screen, "2")
    assert [event["choice"] for event in answers(folder)] == ["squares"]


def test_a_tile_that_is_gone_stops_the_review_and_loses_nothing(
    qtbot, screen_of, tmp_path
):
    folder = carded.review_folder(tmp_path, 2)
    screen = screen_of(folder)
    second = events(folder)[0]["order"][1]
    (folder / "tiles" / f"{second}.npy").unlink()
    press(qtbot, screen, "1")
    assert "cannot be shown" in screen.message._sentence.text()
    press(qtbot, screen, "1")
    assert len(answers(folder)) == 1
    qtbot.keyClick(screen, KEYS.Key_Escape)
    assert not screen.isVisible()


def test_it_goes_on_where_it_was(qtbot, screen_of, tmp_path):
    folder = carded.review_folder(tmp_path, 4)
    first = screen_of(folder)
    press(qtbot, first, "12")
    qtbot.keyClick(first, KEYS.Key_Escape)
    second = screen_of(folder, begin=False)
    assert "2 of 4 tiles are answered" in second.message._sentence.text()
    press(qtbot, second, "1")
    assert len(answers(folder)) == 2, "no tile is shown yet, so none is answered"
    qtbot.keyClick(second, KEYS.Key_Return)
    assert second.progress.text() == "3 of 4"
    press(qtbot, second, "12")
    order = events(folder)[0]["order"]
    assert [event["token"] for event in answers(folder)] == order


def test_the_tile_is_shown_pixel_for_pixel(qtbot, screen_of, tmp_path):
    screen = screen_of(carded.review_folder(tmp_path, 2))
    tile = screen.tile
    assert tile.zoom == 8, "as large as it is allowed to be"
    pattern = np.indices((carded.SIZE,) * 2).sum(0) % 2
    tile.show_tile(pattern.astype(np.float32)[..., None])
    target = tile.target().toRect()
    seen = tile.grab().toImage()
    scale = seen.width() / tile.width()
    for row, column in ((0, 0), (0, 1), (13, 40), (63, 63)):
        for inside in (0.1, 7.9):
            x = (target.x() + column * 8 + inside) * scale
            y = (target.y() + row * 8 + inside) * scale
            grey = seen.pixelColor(int(x), int(y)).red()
            assert grey == 255 * pattern[row, column]


def test_a_tile_larger_than_the_window_is_made_smaller_and_that_is_told(
    qtbot, screen_of, tmp_path
):
    screen = screen_of(carded.review_folder(tmp_path, 2))
    screen.tile.show_tile(np.zeros((2000, 2000, 1), np.float32))
    assert screen.tile.zoom == 0
    assert "made smaller" in screen.looks.zoom.text()
    assert screen.tile.target().height() <= screen.tile.height()


def test_dark_tiles_are_stretched_alike_whichever_comes_first(
    qtbot, screen_of, tmp_path
):
    folder = carded.review_folder(tmp_path, 2)
    ramp = np.linspace(0.01, 0.05, 64 * 64, dtype=np.float32).reshape(64, 64, 1)
    for place, path in enumerate(sorted((folder / "tiles").iterdir())):
        np.save(path, ramp / (place + 1))
    screen = screen_of(folder)
    assert screen.tile.levels.white == pytest.approx(0.05, abs=0.002)
    assert screen.looks.levels == screen.tile.levels
    other = screen_of(folder, reader="Berta")
    assert other.tile.levels == screen.tile.levels


def test_nothing_is_given_away_by_mouse_title_or_clipboard(qtbot, screen_of, tmp_path):
    screen = screen_of(carded.review_folder(tmp_path, 3, "judge"))
    QGuiApplication.clipboard().setText("before")
    parts = [screen, *screen.findChildren(QWidget)]
    assert not [part for part in parts if part.acceptDrops()]
    for part in parts:
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint())
        QApplication.sendEvent(part, menu)
        qtbot.keyClick(part, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(part, KEYS.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    assert QGuiApplication.clipboard().text() == "before"
    assert screen.windowTitle() == "Review"
    assert screen.windowFilePath() == ""
