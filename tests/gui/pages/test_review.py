"""The Review page: drawing, reading, exchanging files, and revealing."""

import predicted
import pytest
from explaining import EXPLAINER
from predicted import wait
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from cellclassifier.core.reviews.review import Review, reviews_of
from cellclassifier.core.reviews.sitting import DisplaySettings
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.gui.pages.review import ReviewPage
from cellclassifier.gui.widgets import review_asking as asking

COMMAND = EXPLAINER
SPEC = ReviewSpec(kind="judge", sample=4, repeats=0.25)


@pytest.fixture
def page(page_of):
    return page_of(ReviewPage)


@pytest.fixture
def yes(monkeypatch):
    """Questions, which are all answered with yes."""
    asked = []
    monkeypatch.setattr(asking, "agreed", lambda box: asked.append(box) or True)
    return asked


def open_study(qtbot, page, tmp_path, runs=1):
    study = predicted.make_study(tmp_path)
    for place in range(runs):
        truth = predicted.TRUE_CLASS if not place else (0.9,) * 8
        predicted.predict(predicted.finish(study), truth)
    page._session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.form)
    return study


def draw(qtbot, page, spec=SPEC):
    before = len(page._overview.entries)
    page.form.form.set_spec(spec)
    page.form.start.click()
    wait(qtbot, lambda: len(page._overview.entries) == before + 1)
    assert page.body.currentWidget() is page.panel
    return page.entry.review


def read(qtbot, page, name="Ada", answers=None, key="1"):
    """Begin as a reader, give so many answers, or all of them, and leave."""
    page.panel.name.setText(name)
    page.panel.begin.click()
    screen = page.screen_of_reader
    qtbot.keyClick(screen, Qt.Key.Key_Return)
    while screen.stage == "asking" and answers != 0:
        qtbot.keyClick(screen, Qt.Key(ord(key)))
        answers = None if answers is None else answers - 1
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert page.screen_of_reader is None
    wait(qtbot, lambda: name in {each.name for each in page.entry.readers})


def test_without_predictions_it_says_what_comes_first(qtbot, page):
    assert page.body.currentWidget() is page.empty
    assert "No test set has been predicted" in page.empty._sentence.text()
    assert page.step().state == "locked"
    assert not page.list.new.isEnabled()
    with qtbot.waitSignal(page.go) as went:
        page.empty.button.click()
    assert went.args == ["predictions"]


def test_a_review_is_drawn_from_what_is_chosen(qtbot, page, tmp_path):
    study = open_study(qtbot, page, tmp_path)
    assert page.form.tests.currentText() == "test"
    assert page.step().state == "ready"
    review = draw(qtbot, page)
    assert [each.folder for each in reviews_of(study.folder)] == [review.folder]
    assert review.spec.kind == "judge"
    assert len(review.record.cards) == 5
    assert page.list.list.count() == 1
    assert "nobody has begun" in page.list.list.item(0).text()


def test_the_form_asks_only_for_what_matters(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path, runs=2)
    form = page.form
    assert form.form.findChild(QWidget, "overlay").isHidden()
    form.form.set_spec(ReviewSpec(kind="judge", tiles="all"))
    form._check()
    assert not form.form.findChild(QWidget, "overlay").isHidden()
    assert form.form.findChild(QWidget, "sample").isHidden()
    form.form.set_spec(ReviewSpec(tiles="disagreed"))
    form._check()
    assert "two runs" in form.reason.text()
    assert not form.start.isEnabled()
    form.runs.item(1).setCheckState(Qt.CheckState.Checked)
    assert form.start.isEnabled()
    for place in range(2):
        form.runs.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert "at least one run" in form.reason.text()


def test_what_cannot_be_drawn_is_told(qtbot, page, session, tmp_path):
    open_study(qtbot, page, tmp_path, runs=2)
    (session.runs[0].folder / "tiles" / "test_test.csv").unlink()
    with qtbot.waitSignal(session.failed, timeout=20_000) as told:
        page.form.start.click()
    assert "no test set 'test'" in told.args[0]
    assert page.form.start.isEnabled()


def test_attributions_are_made_before_a_review_that_shows_them(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page, SPEC.model_copy(update={"overlay": True}))
    maps = list((review.folder / "overlays").iterdir())
    assert len(maps) == len(review.record.cards)
    page.panel.name.setText("Ada")
    page.panel.begin.click()
    screen = page.screen_of_reader
    qtbot.keyClick(screen, Qt.Key.Key_Return)
    assert screen.tile.overlay_shown
    assert screen.looks.overlay.isVisible()
    screen.close()


def test_an_explanation_that_fails_draws_no_review(qtbot, page, session, tmp_path):
    study = open_study(qtbot, page, tmp_path)
    page.drawer._ask = lambda job, done, heard: done(
        predicted.Ended(outcome="failed", detail="The network fell over.")
    )
    page.form.form.set_spec(SPEC.model_copy(update={"overlay": True}))
    with qtbot.waitSignal(session.failed, timeout=20_000) as told:
        page.form.start.click()
    assert told.args[0] == "The network fell over. No review was drawn."
    assert reviews_of(study.folder) == []
    assert page.form.start.isEnabled()


def test_other_windows_are_out_of_sight_while_a_reader_reads(qtbot, page, tmp_path):
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    open_study(qtbot, page, tmp_path)
    draw(qtbot, page)
    assert not page.panel.begin.isEnabled(), "there is no name yet"
    page.panel.name.setText("Ada")
    page.panel.begin.click()
    screen = page.screen_of_reader
    assert screen.isVisible()
    assert screen.isFullScreen()
    assert screen.parent() is None
    assert not page.isVisible()
    assert not other.isVisible()
    page._session.runs_changed.emit()
    assert not page.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert page.isVisible()
    assert other.isVisible()


def test_a_reader_goes_on_and_the_list_says_how_far(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    draw(qtbot, page)
    read(qtbot, page, answers=2)
    assert "Ada 2 of 5" in page.list.list.item(0).text()
    assert page.panel.begin.text() == "Go on"
    read(qtbot, page)
    wait(qtbot, lambda: page.entry.done)
    assert not page.panel.begin.isEnabled()
    assert page.panel.results.isVisibleTo(page.panel)
    assert not page.panel.break_seal.isVisibleTo(page.panel)


def test_one_reader_cannot_read_twice_at_once(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    sitting = review.sitting("Ada")
    page.panel.name.setText("Ada")
    page.panel.begin.click()
    assert page.screen_of_reader is None
    assert page.isVisible()
    assert "another window" in page.panel.news.sentence
    sitting.close()


def test_changed_answers_are_told(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    read(qtbot, page, answers=2)
    path = next((review.folder / "answers").glob("*.jsonl"))
    path.write_text(path.read_text("utf-8").replace('"Ada"', '"Eve"'), "utf-8")
    page.refresh()
    wait(qtbot, lambda: page.entry.problem != "")
    assert "were changed" in page.panel.notice.sentence
    assert not page.panel.begin.isEnabled()


def test_the_question_names_what_is_lost(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    read(qtbot, page, answers=2)
    box = asking.break_question(page, review.readers())
    qtbot.addWidget(box)
    assert "Ada (2 of 5)" in box.informativeText()
    assert "cannot be undone" in box.informativeText()
    assert box.defaultButton() is box.escapeButton()
    assert isinstance(box, QMessageBox)


def test_closing_the_page_closes_the_screen(qtbot, page, tmp_path):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    page.panel.name.setText("Ada")
    page.panel.begin.click()
    screen = page.screen_of_reader
    page.close_page()
    assert not screen.isVisible()
    # The reader's file is free again.
    Review(review.folder).sitting("Ada").close()


def reveal(qtbot, page):
    page.panel.results.click()
    wait(qtbot, lambda: page.body.currentWidget() is page.results)
    return page.results


def test_results_are_shown_once_all_are_finished(qtbot, page, tmp_path, yes):
    open_study(qtbot, page, tmp_path, runs=2)
    page.form.runs.item(1).setCheckState(Qt.CheckState.Checked)
    review = draw(qtbot, page, ReviewSpec(tiles="all", repeats=0.25))
    read(qtbot, page, "Ada", key="1")
    read(qtbot, page, "Bo", key="2")
    wait(qtbot, lambda: page.entry.done)
    shown = reveal(qtbot, page)
    assert len(yes) == 1
    assert "no other reader can begin" in yes[0].informativeText()
    assert review.is_open
    assert not review.broken
    # Half of the tiles are discs: who always says so is right on half of them.
    assert "Ada, alone: 50.0 % (21.5-78.5) of 8 tiles right" in shown.said.text()
    accuracy = shown.tables[0].rows()
    assert accuracy[0][:5] == ["Ada, classified", "8", "0", "4", "50.0 (21.5-78.5)"]
    assert [row[0].strip() for row in accuracy[1:4]] == [
        *("run 1", "run 2", "mean of 2 runs"),
    ]
    assert "Fleiss' kappa" in " ".join(
        each.text() for each in shown.findChildren(QLabel)
    )
    assert "Ada classified 8 tiles" in shown.words.text()
    wait(qtbot, lambda: page.step().state == "ok")


def test_the_numbers_are_those_of_the_review(qtbot, page, tmp_path, yes):
    open_study(qtbot, page, tmp_path)
    draw(qtbot, page, ReviewSpec(kind="judge", tiles="all", repeats=0))
    read(qtbot, page)
    wait(qtbot, lambda: page.entry.done)
    shown = reveal(qtbot, page)
    # Who always agrees is right where the network is: on 5 of 8 tiles.
    tables = {table.name: table.rows() for table in shown.tables}
    title = "How often reader and network are right"
    assert [row[3] for row in tables[title]] == ["5", "5"]
    assert tables["Reader against network"][0][1:5] == ["5", "0", "0", "3"]
    agreed = tables["Agreeing with the network"][0]
    assert [cell.split(", ")[1] for cell in agreed[1:]] == ["5 of 5", "3 of 3"]
    assert shown.tabs.tabText(1) == "Tiles that differ (0)"


def test_tiles_that_differ_are_shown_and_explained(qtbot, page, tmp_path, yes):
    open_study(qtbot, page, tmp_path)
    draw(qtbot, page, ReviewSpec(kind="judge", tiles="all", repeats=0))
    read(qtbot, page, key="2")
    wait(qtbot, lambda: page.entry.done)
    shown = reveal(qtbot, page).differences
    page.results.tabs.setCurrentIndex(1)
    assert "8 of 8 tiles" in shown.gallery.count.text()
    shown.which.setCurrentIndex(1)
    shown.which.activated.emit(1)
    # Who always disagrees is right where the network is wrong.
    assert "3 of 8 tiles" in shown.gallery.count.text()
    chosen = shown.chosen
    assert chosen.reader_right
    assert not chosen.network_right
    facts = shown.facts.values()
    assert facts["True class"] == chosen.true_class == chosen.said
    shown.explain.click()
    wait(qtbot, lambda: shown.view.canvas._shown is not None)
    assert chosen.network in shown.status.text()
    shown.gallery.clear.click()
    assert "8 of 8 tiles" in shown.gallery.count.text()


def test_results_are_saved_as_tables(qtbot, page, tmp_path, yes, monkeypatch):
    open_study(qtbot, page, tmp_path)
    draw(qtbot, page)
    read(qtbot, page)
    wait(qtbot, lambda: page.entry.done)
    shown = reveal(qtbot, page)
    folder = tmp_path / "tables"
    folder.mkdir()
    monkeypatch.setattr(asking, "ask_folder_for", lambda *_: folder)
    with qtbot.waitSignal(page.exchange.told, timeout=20_000):
        shown.save.click()
    assert (folder / "numbers.csv").read_text("utf-8").count("Ada")
    assert (folder / "answers.csv").exists()


def test_a_broken_seal_is_named_for_good(qtbot, page, tmp_path, yes):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    read(qtbot, page, answers=2)
    assert not page.panel.results.isVisibleTo(page.panel)
    page.panel.break_seal.click()
    wait(qtbot, lambda: page.body.currentWidget() is page.results)
    assert "Ada (2 of 5)" in yes[0].informativeText()
    assert review.broken
    assert "unblinded" in page.results.warning.sentence
    wait(qtbot, lambda: not page.entry.sealed)
    page.results.go_back.click()
    assert "unblinded for good" in page.panel.notice.sentence
    assert not page.panel.begin.isEnabled()
    assert "seal was broken" in page.list.list.item(0).text()


def test_who_says_no_keeps_the_seal(qtbot, page, tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "agreed", lambda box: False)
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    page.panel.break_seal.click()
    read(qtbot, page)
    wait(qtbot, lambda: page.entry.done)
    page.panel.results.click()
    assert not review.is_open
    assert page.body.currentWidget() is page.panel


def test_a_colleague_reads_a_file_and_sends_answers_back(
    qtbot, page, session, tmp_path, monkeypatch, yes
):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page)
    sent, answers = tmp_path / "a.ccreview", tmp_path / "b.ccanswers"
    monkeypatch.setattr(asking, "ask_to_save", lambda *_: sent)
    monkeypatch.setattr(asking, "ask_to_open", lambda *_: sent)
    with qtbot.waitSignal(page.exchange.told, timeout=20_000):
        page.panel.export.click()
    with qtbot.waitSignal(page.exchange.opened, timeout=20_000):
        page.list.file.click()
    wait(qtbot, lambda: page.entry is not None and not page.entry.has_key)
    assert page.entry.review.folder != review.folder
    assert not page.panel.break_seal.isVisibleTo(page.panel)
    assert not page.panel.answers.isEnabled()
    read(qtbot, page, "Bo")
    wait(qtbot, lambda: page.panel.answers.isEnabled())
    assert not page.panel.results.isVisibleTo(page.panel)
    monkeypatch.setattr(asking, "ask_to_save", lambda *_: answers)
    with qtbot.waitSignal(page.exchange.told, timeout=20_000):
        page.panel.answers.click()
    page._choose(str(review.folder))
    monkeypatch.setattr(asking, "ask_to_open", lambda *_: answers)
    with qtbot.waitSignal(page.exchange.told, timeout=20_000) as told:
        page.panel.take.click()
    assert told.args == ["The answers of Bo were imported."]
    wait(qtbot, lambda: page.entry.done)
    assert page.panel.news.sentence == told.args[0]
    assert [each.name for each in page.entry.readers] == ["Bo"]


def test_a_file_that_is_none_is_told(qtbot, page, session, tmp_path, monkeypatch):
    path = tmp_path / "a.ccreview"
    path.write_text("nothing")
    monkeypatch.setattr(asking, "ask_to_open", lambda *_: path)
    with qtbot.waitSignal(session.failed, timeout=20_000) as told:
        page.list.file.click()
    assert "no complete review file" in told.args[0]


def test_another_study_shows_its_own_reviews(qtbot, page, session, tmp_path):
    open_study(qtbot, page, tmp_path / "one")
    draw(qtbot, page)
    open_study(qtbot, page, tmp_path / "two")
    wait(qtbot, lambda: page.list.list.count() == 0)
    assert page.entry is None


def test_out_of_sight_it_knows_that_tiles_can_be_reviewed(qtbot, session, tmp_path):
    page = ReviewPage(session)
    qtbot.addWidget(page)
    study = predicted.make_study(tmp_path)
    predicted.predict(predicted.finish(study))
    session.open_study(study.folder)
    wait(qtbot, lambda: page.step().state == "ready")
    page.close_page()


def test_a_crossover_tells_whether_a_reader_was_swayed(qtbot, page, tmp_path, yes):
    open_study(qtbot, page, tmp_path)
    review = draw(qtbot, page, ReviewSpec(kind="crossover", tiles="all", repeats=0))
    answer_as_told(review)
    page.refresh()
    wait(qtbot, lambda: page.entry.done)
    shown = reveal(qtbot, page)
    tables = {table.name: table.rows() for table in shown.tables}
    cells = [row[1] for row in tables["Does seeing the network's answer sway readers"]]
    counts = [cell.split(", ")[-1] for cell in cells]
    # Alone always discs: 4 of 8. With the network in view, always as it says: 5 of 8.
    # It says discs of three discs and two squares.
    assert counts == [
        *("4 of 8", "5 of 8", "1.00"),
        *("3 of 3", "0 of 5", "2 of 2", "1 of 1"),
    ]
    titles = {label.text() for label in shown.findChildren(QLabel)}
    assert "Does seeing the network's answer sway readers" in titles


def answer_as_told(review):
    """Answer discs to every tile alone, and agree to all that the network says."""
    sitting = review.sitting("Ada")
    while not sitting.finished:
        first = sitting.choices()[0]
        sitting.answer(first, 1.5, DisplaySettings(0, 1, 4, False))
    sitting.close()
