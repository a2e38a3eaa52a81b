"""The tour: steps that point, follow the user, and can be left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from cellclassifier.gui.widgets.tour import STOPS, Stop, Tour

THREE = (Stop("a", "A", "One."), Stop("b", "B", "Two."), Stop("", "C", "Three."))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def tour(window):
    targets = {}
    for place, key in enumerate("ab"):
        targets[key] = QPushButton(key, window)
        targets[key].setGeometry(0, 40 + 300 * place, 100, 30)
    made = Tour(window, THREE, targets)
    made.targets = targets
    return made


def test_it_goes_on_and_back_and_ends(qtbot, tour):
    went = []
    tour.went.connect(went.append)
    tour.begin()
    assert tour.sentence.text() == "One."
    assert not tour.back.isEnabled()
    tour.next.click()
    tour.next.click()
    assert (tour.stop.title, tour.next.text()) == ("C", "Done")
    tour.back.click()
    assert went == ["a", "b", "b"]
    tour.next.click()
    with qtbot.waitSignal(tour.ended):
        tour.next.click()
    assert tour.isHidden()


def test_the_card_stands_beside_what_it_points_at(tour, window):
    tour.begin()
    for key, place in (("a", 0), ("b", 1)):
        tour.go(place)
        target = tour.targets[key].geometry()
        assert tour.x() >= target.right()
        assert tour.y() <= target.center().y() <= tour.geometry().bottom()
        assert window.rect().contains(tour.geometry())


def test_it_stays_inside_when_the_window_shrinks(qtbot, tour, window):
    tour.begin()
    tour.go(1)
    window.resize(700, 400)
    qtbot.waitUntil(lambda: tour.geometry().bottom() <= window.height())


@pytest.mark.parametrize("how", ["key", "button"])
def test_it_can_be_left_at_any_step(qtbot, tour, how):
    tour.begin()
    tour.next.click()
    with qtbot.waitSignal(tour.ended):
        if how == "key":
            qtbot.keyClick(tour, Qt.Key.Key_Escape)
        else:
            tour.leave.click()
    assert tour.isHidden()
    tour.end()


def test_arrows_go_on_and_back(qtbot, tour):
    tour.begin()
    qtbot.keyClick(tour, Qt.Key.Key_Right)
    assert tour.stop.key == "b"
    qtbot.keyClick(tour, Qt.Key.Key_Left)
    qtbot.keyClick(tour, Qt.Key.Key_Left)
    assert tour.stop.key == "a"


def test_it_follows_the_user_without_sending_them_anywhere(tour):
    went = []
    tour.follow("b")
    assert tour.isHidden()
    tour.begin()
    tour.went.connect(went.append)
    tour.follow("b")
    tour.follow("elsewhere")
    assert tour.stop.key == "b"
    assert went == []


def test_each_step_is_one_sentence():
    for stop in STOPS:
        assert stop.sentence.endswith(".")
        assert ". " not in stop.sentence
