from typing import Literal

import pytest
from pydantic import Field, ValidationError, model_validator
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QToolButton,
    QWidget,
)

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
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.form import SpecForm

SPECS = [GroupSpec, ReadingSpec, TilingSpec, IntensitySpec, AugmentSpec, TrainSpec]


@pytest.fixture
def form_of(qtbot):
    # Held, for qtbot alone would let Python delete them.
    forms = []

    def make(spec: Spec, fields: list[str] | None = None) -> SpecForm:
        form = SpecForm(spec, fields)
        qtbot.addWidget(form)
        forms.append(form)
        form.told = []
        form.edited.connect(form.told.append)
        form.show()
        return form

    return make


def editor(form: SpecForm, name: str) -> QWidget:
    return form.findChild(QWidget, name)


def switch(form: SpecForm, name: str) -> QCheckBox | None:
    return form.findChild(QCheckBox, f"{name}_switch")


def reset(form: SpecForm, name: str) -> QToolButton:
    return form.findChild(QToolButton, f"{name}_reset")


def problem(form: SpecForm, name: str) -> QLabel:
    return form.findChild(QLabel, f"{name}_problem")


@pytest.mark.parametrize("kind", SPECS)
def test_every_field_is_drawn_with_its_name_help_and_default(form_of, kind):
    form = form_of(kind())
    for name, field in kind.model_fields.items():
        widget = editor(form, name)
        assert widget.accessibleName() == field.title
        assert (field.description or "") in widget.accessibleDescription()
        assert "Default: " in widget.accessibleDescription()
        assert "Default: " in widget.toolTip()
        assert widget.toolTip().startswith("<qt>"), "would not wrap"
        labels = [label for label in form.findChildren(QLabel) if label.buddy()]
        named = [label for label in labels if label.buddy() is widget]
        named += [b for b in (widget, switch(form, name)) if isinstance(b, QCheckBox)]
        assert [label.text() for label in named] == [field.title]


def test_a_type_without_an_editor_is_refused(qtbot):
    with pytest.raises(TypeError, match="no editor"):
        SpecForm(StudySpec(), ["tests"])


def test_only_the_fields_asked_for_are_drawn_in_that_order(form_of):
    form = form_of(TrainSpec(), ["batch_size", "epochs"])
    assert editor(form, "seed") is None
    assert editor(form, "batch_size").y() < editor(form, "epochs").y()
    assert form.findChild(Collapsible) is None


def test_each_edit_emits_the_new_value_and_leaves_the_old_one(form_of):
    spec = TrainSpec(batch_size=7)
    form = form_of(spec)
    editor(form, "epochs").setValue(12)
    editor(form, "extra_dense").click()
    assert form.told == [
        TrainSpec(batch_size=7, epochs=12),
        TrainSpec(batch_size=7, epochs=12, extra_dense=False),
    ]
    assert form.spec == form.told[-1]
    assert spec == TrainSpec(batch_size=7)


def test_set_spec_shows_everything_and_emits_nothing(form_of):
    form = form_of(TrainSpec())
    form.set_spec(TrainSpec(epochs=3, learning_rate=0.5, extra_dense=False))
    assert form.told == []
    assert editor(form, "epochs").value() == 3
    assert editor(form, "learning_rate").value() == 0.5
    assert not editor(form, "extra_dense").isChecked()
    groups = form_of(GroupSpec())
    groups.set_spec(GroupSpec(by="pattern", pattern="x"))
    assert groups.told == []
    assert editor(groups, "by").currentData() == "pattern"
    assert editor(groups, "pattern").text() == "x"


def test_set_spec_leaves_what_is_being_typed(form_of, qtbot):
    form = form_of(GroupSpec())
    pattern = editor(form, "pattern")
    form.edited.connect(form.set_spec)
    qtbot.keyClicks(pattern, "ab")
    qtbot.keyClick(pattern, Qt.Key.Key_Home)
    qtbot.keyClicks(pattern, "(")
    form.set_spec(GroupSpec(by="folder", pattern="ab"))
    assert pattern.text() == "(ab"
    assert pattern.cursorPosition() == 1
    assert problem(form, "pattern").isVisible()


def test_the_way_back_is_offered_only_where_a_value_differs(form_of, qtbot):
    form = form_of(TilingSpec(size=512))
    assert reset(form, "size").isVisible()
    assert reset(form, "size").toolTip() == "Back to 256 px"
    assert not reset(form, "rows").isVisible()
    qtbot.mouseClick(reset(form, "size"), Qt.MouseButton.LeftButton)
    assert form.told == [TilingSpec()]
    assert editor(form, "size").value() == 256
    assert not reset(form, "size").isVisible()
    editor(form, "rows").setValue(2)
    assert reset(form, "rows").isVisible()
    form.set_spec(TilingSpec())
    assert not reset(form, "rows").isVisible()


@pytest.mark.parametrize(
    ("spec", "name", "tip"),
    [
        (AugmentSpec(flip=False), "flip", "Back to on"),
        (AugmentSpec(rotation=5), "rotation", "Back to 180 degrees"),
        (GroupSpec(by="image"), "by", "Back to auto"),
        (GroupSpec(pattern="x"), "pattern", "Back to nothing"),
        (IntensitySpec(black=3), "black", "Back to automatic"),
        (TrainSpec(seed=4), "seed", "Back to 0"),
    ],
)
def test_every_editor_goes_back_to_its_default(form_of, spec, name, tip):
    form = form_of(spec)
    assert reset(form, name).toolTip() == tip
    reset(form, name).click()
    assert form.told == [type(spec)()]


def test_a_bad_pattern_is_explained_and_not_emitted(form_of, qtbot):
    form = form_of(GroupSpec())
    pattern = editor(form, "pattern")
    qtbot.keyClicks(pattern, "(well")
    assert form.told == []
    assert form.spec == GroupSpec()
    said = problem(form, "pattern")
    assert said.isVisible()
    assert said.text().startswith("'(well' is not a regular expression")
    qtbot.keyClicks(pattern, ")")
    assert not said.isVisible()
    assert form.told == [GroupSpec(pattern="(well)")]


def test_a_bad_pattern_can_be_given_up(form_of, qtbot):
    form = form_of(GroupSpec())
    qtbot.keyClicks(editor(form, "pattern"), "(")
    qtbot.mouseClick(reset(form, "pattern"), Qt.MouseButton.LeftButton)
    assert editor(form, "pattern").text() == ""
    assert not problem(form, "pattern").isVisible()
    assert not reset(form, "pattern").isVisible()
    assert form.told == []


def test_what_two_fields_forbid_together_is_explained_under_the_edited_one(form_of):
    class Range(Spec):
        low: int = Field(1, ge=0, le=9)
        high: int = Field(5, ge=0, le=9)

        @model_validator(mode="after")
        def _ordered(self) -> "Range":
            if self.low > self.high:
                raise ValueError("The low end lies above the high one")
            return self

    with pytest.raises(ValidationError):
        Range(low=6)
    form = form_of(Range())
    editor(form, "low").setValue(6)
    assert problem(form, "low").text() == "The low end lies above the high one."
    assert form.told == []


def test_numbers_that_may_be_missing(form_of):
    form = form_of(IntensitySpec())
    black = editor(form, "black")
    assert black.placeholderText() == "automatic"
    black.setText("12,5")
    assert form.spec.black == 12.5
    black.setText("a lot")
    assert problem(form, "black").isVisible()
    black.setText("")
    assert form.spec.black is None


def test_a_field_without_a_title_takes_its_name(form_of):
    class Chosen(Spec):
        which: Literal["one", "two"] = "one"

    form = form_of(Chosen())
    assert editor(form, "which").accessibleName() == "Which"
    editor(form, "which").setCurrentIndex(1)
    assert form.told == [Chosen(which="two")]


def test_advanced_settings_are_folded_away(form_of):
    form = form_of(TrainSpec())
    more = form.findChild(Collapsible)
    assert editor(form, "epochs").isVisible()
    for name in ("learning_rate", "seed", "extra_dense"):
        assert not editor(form, name).isVisible()
        assert more.isAncestorOf(editor(form, name))
    more.set_open(True)
    assert editor(form, "seed").isVisible()
    left = editor(form, "seed").mapTo(form, QPoint()).x()
    assert left == editor(form, "epochs").mapTo(form, QPoint()).x()


def test_tab_goes_from_editor_to_editor_as_read(form_of):
    form = form_of(TrainSpec())
    form.findChild(Collapsible).set_open(True)
    chain, widget = [], form.nextInFocusChain()
    while widget is not form:
        chain.append(widget.objectName())
        widget = widget.nextInFocusChain()
    names = [name for name in chain if name in TrainSpec.model_fields]
    # Those that few need come last, each kind in the order in which they are declared.
    assert names == sorted(TrainSpec.model_fields, key=_is_for_few)


def _is_for_few(name):
    extra = TrainSpec.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("advanced"))


def test_a_change_is_switched_off_and_on_again(form_of):
    form = form_of(AugmentSpec(shift=0.3))
    switch(form, "shift").click()
    assert form.spec.shift == 0
    assert reset(form, "shift").isVisible()
    switch(form, "shift").click()
    assert form.spec.shift == 0.3
    form.set_spec(AugmentSpec(shift=0))
    assert not switch(form, "shift").isChecked()
    assert len(form.told) == 2
    reset(form, "shift").click()
    assert switch(form, "shift").isChecked()
    assert form.spec.shift == 0.05


def test_fields_that_do_not_apply_take_no_room_and_keep_their_values(form_of):
    form = form_of(TilingSpec(rows=3), ["by", "rows", "side"])
    full = form.sizeHint().height()
    form.show_only(["by", "side"])
    assert not editor(form, "rows").isVisible()
    assert not reset(form, "rows").isVisible()
    form.layout().activate()
    assert form.sizeHint().height() < full - 20
    editor(form, "side").setValue(64)
    assert form.told == [TilingSpec(rows=3, side=64)]
    form.show_only(["by", "rows"])
    assert editor(form, "rows").isVisible()
    assert reset(form, "rows").isVisible()
    assert not editor(form, "side").isVisible()


def test_choices_are_called_as_they_are_named(form_of, qtbot):
    form = SpecForm(TilingSpec(), ["by"], labels={"by": {"grid": "a grid"}})
    qtbot.addWidget(form)
    assert editor(form, "by").currentText() == "a grid"


def test_what_is_no_number_is_explained(form_of):
    form = form_of(ReadingSpec())
    editor(form, "channels").setText("1, red")
    assert problem(form, "channels").isVisible()
    editor(form, "channels").setText("1, 2")
    assert form.told[-1] == ReadingSpec(channels=(1, 2))


def test_editors_are_not_squeezed(form_of):
    form = form_of(AugmentSpec())
    form.resize(form.width(), 10)
    QApplication.sendEvent(form, QEvent(QEvent.Type.LayoutRequest))
    for name in AugmentSpec.model_fields:
        assert editor(form, name).height() >= 28
