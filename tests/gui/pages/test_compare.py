"""The page of comparisons, with runs that were written, not trained."""

import subprocess
import sys

import comparable
import predicted
import pytest
import sized
from compared import study_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from cellclassifier.gui.pages.compare import ComparePage
from cellclassifier.gui.widgets import compare_files, compare_reading, report_dialog


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("study"), shuffled=True)


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("other"), runs=3, networks=("compact",))


@pytest.fixture
def whole(page_of):
    return page_of(ComparePage)


@pytest.fixture
def page(whole):
    return whole.panel


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=60_000)


def show(qtbot, session, page, folder):
    session.open_study(folder)
    wait(qtbot, lambda: page.told.answer is not None)
    return page.view.seen


def lack(page):
    assert page.body.currentWidget() is page.empty
    return page.empty._sentence.text()


def test_without_a_study_it_says_what_it_is_for(page, whole, qtbot):
    wait(qtbot, lambda: "No study is open" in lack(page))
    assert "sets of runs" in lack(page)
    with qtbot.waitSignal(whole.go) as gone:
        page.empty.button.click()
    assert gone.args == ["images"]
    assert whole.step().state == "locked"
    assert not page.told.report.isEnabled()


def test_without_runs_an_experiment_is_to_be_planned(page, session, qtbot, tmp_path):
    session.open_study(comparable.study(tmp_path, tests=2).folder)
    wait(qtbot, lambda: "Plan one under Training" in lack(page))
    with qtbot.waitSignal(page.go) as gone:
        page.empty.button.click()
    assert gone.args == ["training"]


def test_the_newest_experiment_is_drawn_and_told(page, whole, session, qtbot, folder):
    seen = show(qtbot, session, page, folder)
    assert page.body.currentWidget() is page.view
    assert [each.label for each in seen.drawn][:2] == ["compact", "deep"]
    words = page.told.words()
    assert "difference of means" in words[0]
    assert len(page.view.boxes.spots()) == 20
    wait(qtbot, lambda: whole.step().state == "ready")
    assert "20 runs" in whole.step().text


def test_curves_and_table_are_read_when_they_are_in_sight(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    assert page.view.curves.plot.is_empty()
    page.view.tabs.setCurrentIndex(1)
    wait(qtbot, lambda: not page.view.curves.plot.is_empty())
    page.view.curves.quantity_box.setCurrentIndex(1)
    page.view.curves.quantity_box.activated.emit(1)
    wait(qtbot, lambda: page.view.curves.plot._quantity == "loss")
    page.view.tabs.setCurrentIndex(2)
    wait(qtbot, lambda: len(page.view.table.table.rows()) == 20)


def test_sizes_are_drawn_and_told_when_they_are_in_sight(
    page, session, qtbot, tmp_path
):
    made = sized.study(tmp_path)
    sized.experiment(made, runs=2, controls=("shuffled",))
    show(qtbot, session, page, made.folder)
    sizes = page.view.sizes
    assert sizes.plot.is_empty()
    page.view.tabs.setCurrentIndex(3)
    wait(qtbot, lambda: not sizes.plot.is_empty())
    assert "1 tile a class" in sizes.words.text()
    assert "At twice the data" in sizes.words.text()
    assert "Shuffled labels" in sizes.words.text()
    with qtbot.waitSignal(session.run_changed):
        page.view.sizes.plot.run_chosen.emit(sizes.plot.run_of(0))
    assert session.run.id == sizes.plot.run_of(0).id


def test_without_sizes_it_says_how_to_get_some(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    page.view.tabs.setCurrentIndex(3)
    wait(qtbot, lambda: not session.background._newest)
    assert page.view.sizes.plot.is_empty()
    assert "Would more data help?" in page.view.sizes.plot._message
    assert page.view.sizes.words.isHidden()


def test_a_click_on_a_point_goes_to_its_tiles(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    x, y = page.view.boxes.spots()[6]
    qtbot.mouseClick(
        page.view.boxes, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y))
    )
    run = session.run
    number = page.view.boxes.nearest(QPoint(round(x), round(y)).toPointF())
    assert run.id == page.view.boxes.run_of(number).id
    assert run in session.runs
    assert f"seed {run.record.study.training.seed}: test accuracy" in (
        page.view.chosen.text()
    )
    with qtbot.waitSignal(page.go) as gone:
        page.view.go.click()
    assert gone.args == ["predictions"]
    assert session.run is run


def test_a_run_chosen_elsewhere_is_marked_here(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    session.choose_run(session.runs[3])
    assert page.view.boxes.current == session.runs[3].folder


def test_another_number_is_compared_anew(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    row = page.choices.metrics.findData("epochs")
    page.choices.metrics.setCurrentIndex(row)
    page.choices.metrics.activated.emit(row)
    assert page.told.answer is None
    assert page.told.busy.text() == "Reading the numbers of the runs ..."
    wait(qtbot, lambda: page.told.answer is not None)
    assert page.told.words()[0].startswith("Epochs to 99.5 % training accuracy")
    assert page.told.busy.text() == ""


def test_nothing_ticked_offers_the_newest(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    head = page.choices.list.topLevelItem(0)
    head.setCheckState(0, Qt.CheckState.Unchecked)
    wait(qtbot, lambda: page.body.currentWidget() is page.empty)
    assert "Nothing is ticked" in lack(page)
    page.empty.button.click()
    wait(qtbot, lambda: page.told.answer is not None)
    assert page.body.currentWidget() is page.view


def test_what_is_chosen_last_is_what_is_told(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    for key in ("loss", "auc", "balanced"):
        row = page.choices.metrics.findData(key)
        page.choices.metrics.setCurrentIndex(row)
        page.choices.metrics.activated.emit(row)
    wait(qtbot, lambda: page.told.answer is not None)
    assert page.told.answer.seen.metric.key == "balanced"


def test_another_study_is_compared_too_and_can_be_gone_to(
    page, session, qtbot, folder, other
):
    show(qtbot, session, page, folder)
    page.add_study(other)
    wait(qtbot, lambda: len(page.choices.studies) == 2)
    wait(qtbot, lambda: page.told.answer is not None)
    seen = page.view.seen
    assert {each.study for each in seen.drawn} == {folder, other}
    run = next(each for each in seen.drawn if each.study == other).runs[0]
    before = session.run
    page.view.table.run_chosen.emit(run)
    assert session.run is before
    assert page.view.go.text() == "Open its study"
    with qtbot.waitSignal(page.go) as gone:
        page.view.go.click()
    assert gone.args == ["predictions"]
    assert session.study.folder == other
    assert session.run.id == run.id
    # What was compared stays so, the other way round.
    wait(qtbot, lambda: [s.folder for s in page.choices.studies] == [other, folder])
    wait(qtbot, lambda: page.told.answer is not None)
    assert len(page.view.seen.drawn) == 5
    page.choices.removed.emit(folder)
    wait(qtbot, lambda: page.view.seen and len(page.view.seen.drawn) == 1)


def test_what_is_no_study_is_refused(page, session, qtbot, folder, tmp_path):
    show(qtbot, session, page, folder)
    page.add_study(tmp_path)
    assert "is not a study" in page.notice.sentence
    page.add_study(folder)
    assert "in the list already" in page.notice.sentence


def test_runs_without_result_are_asked_to_predict(
    page, session, qtbot, tmp_path, monkeypatch
):
    made = comparable.study(tmp_path, tests=2)
    runs = [comparable.end(run) for run in comparable.experiment(made, 2)]
    for run in runs:
        run.model_path.touch()
    asked = []
    monkeypatch.setattr(session, "predict", asked.append)
    session.open_study(made.folder)
    wait(qtbot, lambda: "none has predicted" in lack(page))
    page.empty.button.click()
    assert [run.id for run in asked] == [run.id for run in runs]
    assert all(run in session.runs for run in asked)
    for run in asked:
        comparable.predict(run, 4)
        session.set_predicted.emit(run, "test")
    wait(qtbot, lambda: page.told.answer is not None)
    assert len(page.view.seen.drawn[0].runs) == 2


def test_only_what_has_changed_is_compared_anew(
    page, session, qtbot, settled, tmp_path, monkeypatch
):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 3)
    comparable.finish(runs[:2], [4, 5])
    show(qtbot, session, page, made.folder)
    looked, look = [], compare_reading.look

    def count(wanted):
        looked.append(wanted)
        return look(wanted)

    monkeypatch.setattr(compare_reading, "look", count)
    session.runs_changed.emit()
    settled()
    assert looked == []
    comparable.predict(comparable.end(runs[2]), 6)
    session.runs_changed.emit()
    wait(qtbot, lambda: len(page.view.seen.drawn[0].runs) == 3)
    wait(qtbot, lambda: page.told.answer is not None)
    assert len(looked) == 1


def test_a_damaged_table_is_told(page, session, qtbot, tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    comparable.finish(runs, [4, 5])
    runs[0].predictions_path("test").write_text("nonsense")
    session.open_study(made.folder)
    wait(qtbot, lambda: page.notice.level == "error")
    assert "test.csv" in page.notice.sentence
    assert lack(page) == page.notice.sentence
    assert page.told.busy.text() == ""
    comparable.predict(runs[0], 6)
    session.runs_changed.emit()
    wait(qtbot, lambda: page.told.answer is not None)


def test_figures_are_saved_into_a_new_folder(
    page, session, qtbot, folder, tmp_path, monkeypatch
):
    show(qtbot, session, page, folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    (tmp_path / "mine.txt").write_text("mine")
    page.told.save.click()
    assert "Writing figures" in page.told.busy.text()
    wait(qtbot, lambda: page.notice.level == "ok")
    into = tmp_path / "comparison_accuracy"
    assert str(into) in page.notice.sentence
    assert (into / "words.txt").read_text("utf-8").startswith("Test accuracy")
    opened = []
    services = compare_files.QDesktopServices
    monkeypatch.setattr(services, "openUrl", lambda url: opened.append(url))
    page.notice.acted.emit()
    assert opened[0].toLocalFile() == str(into)


def test_a_report_is_offered_for_the_chosen_run(page, session, qtbot, tmp_path):
    study = predicted.make_study(tmp_path)
    run = predicted.finish(study)
    predicted.predict(run)
    show(qtbot, session, page, study.folder)
    page.told.report.click()
    dialog = page.window().findChild(report_dialog.ReportDialog)
    assert dialog._runs[dialog.run_box.currentIndex()].id == run.id
    dialog.close()


def test_without_a_network_a_report_says_so(page, session, qtbot, folder):
    show(qtbot, session, page, folder)
    with qtbot.waitSignal(session.failed) as failed:
        page.told.report.click()
    assert "train one first" in failed.args[0]


def test_the_window_starts_without_what_compares():
    code = (
        "import sys, cellclassifier.gui.main_window; "
        "heavy = ('core.comparison', 'core.report', 'compare_', 'scipy', 'matplotlib', "
        "'jinja2', 'reportlab'); "
        "found = [m for m in sys.modules for name in heavy if name in m]; "
        "sys.exit(', '.join(found) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
