"""The first page: its doors, the device in words, and the offer of a tour."""

from pathlib import Path

import pytest

from cellclassifier.gui.widgets.first_start import FirstStart


@pytest.fixture
def page(qtbot):
    made = FirstStart()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("example", "example_wanted"),
        ("folders", "folders_wanted"),
        ("study", "study_wanted"),
        ("change_device", "device_wanted"),
        ("take_tour", "tour_wanted"),
        ("decline_tour", "tour_declined"),
    ],
)
def test_each_button_says_what_is_wanted(qtbot, page, button, signal):
    with qtbot.waitSignal(getattr(page, signal)):
        getattr(page, button).click()
    assert getattr(page, button).toolTip()


def test_how_far_the_drawing_is(qtbot, page):
    page.show_drawing(12, 56)
    assert "field 12 of 56" in page.drawing.words.text()
    assert page.example.isHidden()
    with qtbot.waitSignal(page.example_stopped):
        page.drawing.stop.click()
    page.show_drawing(0, 0)
    assert page.drawing.isHidden()
    assert not page.example.isHidden()


def test_the_device_in_words_and_its_test(qtbot, page):
    assert "being found out" in page.device.text()
    assert not page.test.isEnabled()
    page.show_device("a stage")
    assert page.device.text() == "Networks will run on: a stage"
    with qtbot.waitSignal(page.test_wanted):
        page.test.click()
    page.show_test(True, 1, 4)
    assert (page.testing.value(), page.testing.maximum()) == (1, 4)
    with qtbot.waitSignal(page.test_stopped):
        page.test.click()
    page.show_test(False)
    assert page.testing.isHidden()


def test_recent_studies_are_offered(qtbot, page):
    page.set_recent([Path("/studies/mine")])
    with qtbot.waitSignal(page.opened) as waited:
        page.study.menu().actions()[0].trigger()
    assert waited.args == [Path("/studies/mine")]
