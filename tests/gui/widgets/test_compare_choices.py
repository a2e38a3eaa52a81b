"""What is chosen to be compared: ticks, test sets, the number."""

import comparable
import pytest
from compared import study_of
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets.compare_choices import CompareChoices


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("study"), runs=1, shuffled=True)


@pytest.fixture
def choices(qtbot):
    made = CompareChoices()
    qtbot.addWidget(made)
    made.offer_metrics()
    made.resize(240, 600)
    made.show()
    return made


def variants(choices):
    return [each.offer.variant for each in choices.chosen]


def lines(item):
    found = [item.child(row) for row in range(item.childCount())]
    return [item.text(0), *(text for child in found for text in lines(child))]


def listed(choices):
    return lines(choices.list.invisibleRootItem())[1:]


def leaf(choices, variant):
    found = choices.list.findItems(
        variant, Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
    )
    return found[0]


def test_the_newest_experiment_is_ticked_at_first(choices, tmp_path):
    made = comparable.study(tmp_path, tests=2)
    comparable.finish(comparable.experiment(made, 1, name="first"), [3])
    runs = comparable.experiment(made, 1, name="second", shuffled=True)
    comparable.finish(runs, [3, 4])
    choices.show_studies(reading.read_offers([made.folder]))
    assert variants(choices) == ["deep", "deep, shuffled labels"]
    assert {each.offer.title for each in choices.chosen} == {"second"}
    texts = listed(choices)
    assert texts[0].startswith("second\n")
    assert texts[1] == "deep\n1 run"
    assert len(texts) == 5


def test_an_experiment_without_result_does_not_hide_one_that_has(choices, tmp_path):
    made = comparable.study(tmp_path, tests=2)
    comparable.finish(comparable.experiment(made, 1, name="first"), [3])
    comparable.experiment(made, 1, name="second")
    choices.show_studies(reading.read_offers([made.folder]))
    assert [each.offer.title for each in choices.chosen] == ["first"]


def test_ticks_of_the_user_stay_and_are_told_once(choices, folder, qtbot):
    choices.show_studies(reading.read_offers([folder]))
    told = []
    choices.changed.connect(lambda: told.append(variants(choices)))
    with qtbot.waitSignal(choices.changed):
        leaf(choices, "deep\n").setCheckState(0, Qt.CheckState.Unchecked)
    left = ["compact", "compact, shuffled labels", "deep, shuffled labels"]
    assert told == [left]
    choices.show_studies(reading.read_offers([folder]))
    assert variants(choices) == left
    with qtbot.waitSignal(choices.changed):
        head = choices.list.topLevelItem(0)
        head.setCheckState(0, Qt.CheckState.Unchecked)
    assert told == [left, []]
    choices.tick_newest()
    assert len(variants(choices)) == 4
    assert len(told) == 3


def test_studies_have_a_line_and_a_test_set_each(choices, folder, tmp_path):
    other = study_of(tmp_path / "other", runs=1)
    choices.show_studies(reading.read_offers([folder, other]))
    assert len(choices.list.findItems("study", Qt.MatchFlag.MatchEndsWith)) == 2
    assert len(variants(choices)) == 6
    assert choices.tests.tests == {folder: "test", other: "test"}
    names = [box.accessibleName() for box in choices.tests.boxes.values()]
    assert all(name.startswith("On the test set of ") for name in names)
    assert len(choices.wanted.pairs) == 6


def test_an_added_study_is_taken_off_by_delete_and_the_first_one_never(
    choices, folder, tmp_path, qtbot
):
    other = study_of(tmp_path / "other", runs=1)
    choices.show_studies(reading.read_offers([folder, other]))
    removed = []
    choices.removed.connect(removed.append)
    for row in (0, 1):
        choices.list.setCurrentItem(choices.list.topLevelItem(row))
        qtbot.keyClick(choices.list, Qt.Key.Key_Delete)
    assert removed == [other]
    choices.forget(other)
    choices.show_studies(reading.read_offers([folder]))
    assert len(variants(choices)) == 4


def test_a_study_that_cannot_be_read_says_why(choices, folder, tmp_path):
    choices.show_studies(reading.read_offers([folder, tmp_path / "gone"]))
    texts = listed(choices)
    assert texts[-1] == "cannot be read"
    item = choices.list.topLevelItem(1).child(0)
    assert "is not a study" in item.toolTip(0)


def test_the_number_is_explained(choices, folder, qtbot):
    choices.show_studies(reading.read_offers([folder]))
    assert "that are right" in choices.meaning.text()
    assert choices.wanted.metric == "accuracy"
    row = choices.metrics.findData("gap")
    choices.metrics.setCurrentIndex(row)
    with qtbot.waitSignal(choices.changed):
        choices.metrics.activated.emit(row)
    assert choices.wanted.metric == "gap"
    assert "minus test accuracy" in choices.meaning.text()
    choices.offer_metrics()
    assert choices.metrics.count() == 6


def test_the_test_set_most_have_predicted_comes_first(choices, tmp_path):
    made = comparable.study(tmp_path, tests=2)
    run = comparable.predict(comparable.end(comparable.experiment(made, 1)[0]), 2)
    choices.show_studies(reading.read_offers([made.folder]))
    (box,) = choices.tests.boxes.values()
    assert box.currentText() == "test"
    tip = box.itemData(0, Qt.ItemDataRole.ToolTipRole)
    assert tip == "test: predicted by 1 of the runs that are ticked"
    assert run.id


def test_a_folder_can_be_dropped(choices, tmp_path, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(choices.added) as added:
        choices.dropEvent(event)
    assert added.args == [tmp_path]
