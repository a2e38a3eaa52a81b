"""The tour, the help and About in the real window, and what is remembered."""

import drawn
import pytest
from acting import ACTOR

from cellclassifier.core import preferences
from cellclassifier.gui.app import make_window
from cellclassifier.gui.main_window import PAGES
from cellclassifier.gui.widgets.tour import STOPS


@pytest.fixture
def open_window(qtbot):
    made = []

    def window(study=None):
        made.append(make_window(study, command=ACTOR))
        qtbot.addWidget(made[-1])
        made[-1].show()
        return made[-1]

    yield window
    for each in made:
        each.close()


@pytest.fixture
def window(open_window):
    return open_window()


def choose(window, text):
    """Choose an entry of the menu at the top left."""
    (action,) = [a for a in window.study.menu().actions() if a.text() == text]
    action.trigger()


def test_the_tour_shows_every_page_and_ends_where_it_began(window):
    page = window.guide.welcome.page
    page.take_tour.click()
    tour, seen = window.guide.tour, []
    for stop in STOPS:
        assert tour.isVisible()
        if stop.key:
            assert window.stack.currentWidget() is window.pages[stop.key]
            seen.append(stop.key)
        tour.next.click()
    assert seen == [each.key for each in PAGES]
    assert tour.isHidden()
    assert window.stack.currentWidget() is page


def test_it_is_offered_until_it_was_seen(open_window):
    first = open_window()
    assert not first.guide.welcome.page.tour.isHidden()
    first.guide.welcome.page.take_tour.click()
    first.guide.tour.leave.click()
    assert first.guide.welcome.page.tour.isHidden()
    assert preferences.load().tour_seen
    assert open_window().guide.welcome.page.tour.isHidden()


def test_who_declines_it_is_not_asked_again(open_window):
    open_window().guide.welcome.page.decline_tour.click()
    assert preferences.load().tour_seen
    assert open_window().guide.welcome.page.tour.isHidden()


def test_it_is_never_modal_and_follows_the_user(window):
    choose(window, "Take the tour")
    tour = window.guide.tour
    assert not tour.isModal()
    assert not tour.isWindow()
    window.rail.buttons["review"].click()
    assert window.stack.currentWidget() is window.pages["review"]
    assert tour.stop.key == "review"


def test_it_goes_back_to_the_page_it_was_called_from(window):
    window.show_page("explain")
    choose(window, "Take the tour")
    assert window.stack.currentWidget() is window.pages["images"]
    window.guide.tour.end()
    assert window.stack.currentWidget() is window.pages["explain"]


def test_a_study_opened_on_the_way_ends_it(window, tmp_path):
    window.guide.welcome.page.take_tour.click()
    window._session.open_study(drawn.study(tmp_path, 2, 2).folder)
    assert window.guide.tour.isHidden()
    assert window.stack.currentWidget() is window.pages["images"]


def test_it_stays_away_while_settings_change(window, tmp_path):
    window._session.open_study(drawn.study(tmp_path, 2, 2).folder)
    choose(window, "Take the tour")
    window._session.update(tests=())
    assert window.guide.tour.isVisible()


def test_the_start_page_can_be_gone_to(window, tmp_path):
    window._session.open_study(drawn.study(tmp_path, 2, 2).folder)
    choose(window, "Start page")
    assert window.stack.currentWidget() is window.guide.welcome.page
    recent = window.guide.welcome.page.study.menu().actions()
    assert len(recent) == 1
    recent[0].trigger()
    assert window.stack.currentWidget() is window.pages["images"]


def test_help_begins_with_the_page_that_is_looked_at(window):
    for key in ("start", *window.pages):
        window.guide.show_start() if key == "start" else window.show_page(key)
        choose(window, "Help\tF1")
        assert window.guide.help.shown == (key, "")
    window.guide.help.close()


def test_help_leads_to_the_tour_and_to_about(window):
    window.guide.show_help()
    window.guide.help.about_wanted.emit()
    assert window.guide.about.isVisible()
    window.guide.about.close()
    window.guide.help.tour_wanted.emit()
    assert window.guide.help.isHidden()
    assert window.guide.tour.isVisible()


def test_about_has_the_last_lines_the_device_and_no_folder(qtbot, window, tmp_path):
    session = window._session
    qtbot.waitUntil(lambda: session.device == "a stage", timeout=20_000)
    folder = tmp_path / "Ada Lovelace" / "study"
    session.create_study(folder)
    session.told.emit(f"Something was done in {folder}.")
    session.failed.emit("It went wrong.", "a log")
    choose(window, "About Cell Classifier ...")
    report = window.guide.about.report.toPlainText()
    assert "Device: a stage" in report
    assert "It went wrong." in report
    assert "Something was done in .../study." in report
    assert "Lovelace" not in report
    window.guide.about.close()


def test_none_of_it_is_made_before_it_is_wanted(open_window, tmp_path):
    made = open_window(str(drawn.study(tmp_path, 2, 2).folder))
    guide = made.guide
    assert (guide.help, guide.about, guide.tour, guide.welcome) == (None,) * 4
