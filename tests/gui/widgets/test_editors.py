from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from cellclassifier.core import catalog
from cellclassifier.core.profile_spec import Profile
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    Spec,
    TilingSpec,
)
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.widgets.editors import Editor, editor_for


@pytest.fixture
def make(qtbot):
    def editor(kind: type[Spec], name: str) -> Editor:
        field = kind.model_fields[name]
        made = editor_for(field)
        made.write(field.default)
        qtbot.addWidget(made.widget)
        made.widget.show()
        return made

    return editor


@pytest.mark.parametrize(
    ("kind", "name", "widget"),
    [
        (AugmentSpec, "flip", QCheckBox),
        (TilingSpec, "size", QSpinBox),
        (AugmentSpec, "shift", QDoubleSpinBox),
        (GroupSpec, "by", QComboBox),
        (TrainSpec, "network", QComboBox),
        (GroupSpec, "pattern", QLineEdit),
        (IntensitySpec, "black", QLineEdit),
        (GroupSpec, "table", QLineEdit),
        (ReadingSpec, "channels", QLineEdit),
    ],
)
def test_each_type_has_its_editor_which_shows_what_is_written(make, kind, name, widget):
    editor = make(kind, name)
    assert isinstance(editor.widget, widget)
    assert editor.read() == kind.model_fields[name].default
    assert editor.widget.minimumHeight() >= 28


@pytest.mark.parametrize("name", ["tests", "groups"])
def test_a_type_without_an_editor_is_refused(qapp, name):
    with pytest.raises(TypeError, match="no editor"):
        editor_for(StudySpec.model_fields[name])


def test_numbers_have_range_step_and_unit_of_the_field(make):
    size = make(TilingSpec, "size").widget
    assert (size.minimum(), size.maximum(), size.singleStep()) == (64, 1024, 32)
    assert size.text() == "256 px"
    share = make(TilingSpec, "overlap").widget
    assert (share.minimum(), share.maximum(), share.singleStep()) == (0, 0.9, 0.05)
    assert share.text() == "0 of the side"
    rate = make(TrainSpec, "learning_rate").widget
    assert 0 < rate.minimum() <= 1e-6
    assert rate.text() == "0.001"
    assert make(TrainSpec, "seed").widget.maximum() == 2**31 - 1


def test_bounds_that_are_not_reached_themselves(make):
    class Open(Spec):
        count: int = Field(3, gt=1, lt=5)
        part: float = Field(0.5, gt=0, lt=1, json_schema_extra={"step": 0.1})
        free: float = 0.5

    count, part = make(Open, "count").widget, make(Open, "part").widget
    assert (count.minimum(), count.maximum()) == (2, 4)
    assert 0 < part.minimum() < part.maximum() < 1
    free = make(Open, "free")
    free.write(-1e6)
    assert free.read() == -1e6


def test_what_is_typed_beyond_the_range_is_not_taken(make, qtbot):
    editor = make(TilingSpec, "size")
    told = []
    editor.changed.connect(told.append)
    editor.widget.selectAll()
    qtbot.keyClicks(editor.widget, "5000")
    qtbot.keyClick(editor.widget, Qt.Key.Key_Return)
    assert told
    assert all(64 <= value <= 1024 for value in [*told, editor.read()])
    editor.write(9999)
    assert editor.read() == 1024


def test_a_comma_is_taken_for_a_point(make, qtbot):
    editor = make(AugmentSpec, "shift")
    editor.widget.selectAll()
    qtbot.keyClicks(editor.widget, "0,12")
    assert editor.read() == 0.12


def test_values_between_two_steps_are_kept(make):
    editor = make(TrainSpec, "learning_rate")
    editor.write(0.00025)
    assert editor.read() == 0.00025
    assert editor.widget.text() == "0.00025"


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("12,5", "12.5"), (" 7 ", "7"), ("a lot", "a lot")]
)
def test_numbers_that_may_be_missing(make, text, value):
    editor = make(IntensitySpec, "black")
    assert editor.widget.placeholderText() == "automatic"
    editor.widget.setText(text)
    assert editor.read() == value


def test_a_number_that_may_be_missing_is_written_without_zeros(make):
    editor = make(IntensitySpec, "white")
    editor.write(4095.0)
    assert editor.widget.text() == "4095"
    editor.write(None)
    assert editor.widget.text() == ""


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", ()), ("1, 3", ("1", "3")), ("2;4", ("2", "4")), ("x", ("x",))],
)
def test_several_numbers_are_typed_with_commas(make, text, numbers):
    editor = make(ReadingSpec, "channels")
    editor.widget.setText(text)
    assert editor.read() == numbers


def test_a_file_is_typed_or_chosen(make, monkeypatch):
    editor = make(GroupSpec, "table")
    editor.write(Path("a.csv"))
    assert editor.widget.text() == "a.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: ("b.csv", ""))
    browse = editor.widget.actions()[-1]
    browse.trigger()
    assert editor.read() == Path("b.csv")
    editor.widget.clear()
    assert editor.read() is None


def test_a_folder_is_typed_or_chosen(make, monkeypatch):
    editor = make(Profile, "certificates")
    chosen = iter(["lab", ""])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: next(chosen))
    browse = editor.widget.actions()[-1]
    browse.trigger()
    assert editor.read() == Path("lab")
    # Who gives up keeps what was there.
    browse.trigger()
    assert editor.read() == Path("lab")


def test_lines_are_told_in_one(make):
    editor = make(Profile, "setup")
    editor.write(("module load cuda", "cd x"))
    assert editor.read() == ("module load cuda", "cd x")
    assert editor.tell(editor.read()) == "module load cuda; cd x"
    assert editor.tell(()) == "nothing"


def test_what_is_switched_off_remembers_its_strength(make):
    editor = make(AugmentSpec, "rotation")
    told = []
    editor.changed.connect(lambda: told.append(editor.read()))
    editor.widget.setValue(30)
    editor.switch.setChecked(False)
    assert not editor.widget.isEnabled()
    editor.switch.setChecked(True)
    assert editor.widget.isEnabled()
    assert told == [30, 0, 30]
    editor.write(0)
    assert not editor.switch.isChecked()


def test_a_change_without_a_strength_gets_one_when_it_is_switched_on(make):
    editor = make(AugmentSpec, "zoom")
    assert editor.read() == 0
    editor.switch.setChecked(True)
    assert editor.read() == pytest.approx(0.2)


def test_stepping_down_does_not_end_in_nothing(make):
    box = make(AugmentSpec, "shift").widget
    box.stepBy(-100)
    assert box.value() == 0.01
    box.stepBy(-1)
    assert 0 < box.value() <= 0.01


def test_choices_have_labels_and_help_from_the_catalogue(make, monkeypatch):
    monkeypatch.setitem(
        catalog.ARCHITECTURES, "small", catalog.Choice("Small", "A quick one.")
    )
    editor = make(TrainSpec, "network")
    box = editor.widget
    shown = [box.itemText(index) for index in range(box.count())]
    assert shown == [choice.label for choice in catalog.ARCHITECTURES.values()]
    last = box.findData("small")
    assert box.itemData(last, Qt.ItemDataRole.ToolTipRole) == "A quick one."
    box.setCurrentIndex(last)
    assert editor.read() == "small"


def test_choices_of_a_literal_are_its_values(make):
    class Chosen(Spec):
        which: Literal["one", "two"] = "two"

    editor = make(Chosen, "which")
    assert editor.widget.currentText() == "two"
    editor.widget.setCurrentIndex(0)
    assert editor.read() == "one"
    named = editor_for(Chosen.model_fields["which"], {"one": "The first"})
    assert [named.tell("one"), named.tell("two")] == ["The first", "two"]


@pytest.mark.parametrize(
    ("kind", "name", "value", "told"),
    [
        (AugmentSpec, "flip", False, "off"),
        (AugmentSpec, "rotation", 180.0, "180 degrees"),
        (TrainSpec, "batch_size", 20, "20 tiles"),
        (TrainSpec, "network", "deep", "Deep (article)"),
        (GroupSpec, "pattern", "", "nothing"),
        (GroupSpec, "pattern", "x", "x"),
        (IntensitySpec, "black", None, "automatic"),
        (IntensitySpec, "black", 1e-7, "0.0000001"),
        (AugmentSpec, "zoom", 0.0, "off"),
        (AugmentSpec, "zoom", 0.25, "0.25 of the size"),
        (GroupSpec, "table", None, "none"),
        (ReadingSpec, "channels", (), "all"),
        (ReadingSpec, "channels", (1, 3), "1, 3"),
    ],
)
def test_values_are_told_as_they_are_shown(make, kind, name, value, told):
    assert make(kind, name).tell(value) == told


def turn_wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize(
    ("kind", "name"),
    [(TrainSpec, "epochs"), (TrainSpec, "validation_share"), (GroupSpec, "by")],
)
def test_the_wheel_changes_only_what_has_the_focus(make, qtbot, kind, name):
    editor = make(kind, name)
    before = editor.read()
    editor.widget.clearFocus()
    event = turn_wheel(editor.widget)
    assert editor.read() == before
    assert not event.isAccepted(), "the page could not scroll"
    editor.widget.activateWindow()
    editor.widget.setFocus()
    qtbot.waitUntil(editor.widget.hasFocus)
    turn_wheel(editor.widget)
    assert editor.read() != before


def test_the_wheel_does_not_give_the_focus(make):
    for kind, name in ((TrainSpec, "epochs"), (GroupSpec, "by")):
        policy = make(kind, name).widget.focusPolicy()
        assert policy == Qt.FocusPolicy.StrongFocus
