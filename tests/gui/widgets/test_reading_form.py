"""The form shows what files leave to choose, and tells what does not fit."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.reading_form import ReadingForm

STACK = ImageFacts(("DAPI", "GFP"), 5, 3, 64, 64, np.dtype("uint16"))
GREY = ImageFacts(("",), 1, 1, 64, 64, np.dtype("uint8"))


@pytest.fixture
def form(qtbot):
    form = ReadingForm(ReadingSpec())
    qtbot.addWidget(form)
    form.told = []
    form.edited.connect(form.told.append)
    form.set_facts(STACK)
    form.show()
    return form


def choose(choice, kind):
    choice.kind.setCurrentIndex(choice.kind.findData(kind))


def test_only_what_a_file_leaves_to_choose_is_shown(form):
    parts = (form.channels, form.mix, form.plane, form.time, form.scene)
    assert [part.isVisible() for part in parts] == [True, True, True, True, False]
    form.set_facts(GREY)
    assert not any(part.isVisible() for part in parts)
    form.set_facts(GREY._replace(scenes=("a", "b")))
    assert [part.isVisible() for part in parts] == [*[False] * 4, True]


def test_what_was_chosen_stays_in_sight(form):
    form.set_spec(ReadingSpec(plane="maximum"))
    form.set_facts(GREY)
    assert form.plane.isVisible()
    assert form.reset.isVisible()


def test_channels_have_their_names_and_all_are_none_in_particular(form):
    boxes = form.channels.boxes
    assert [box.text() for box in boxes] == ["1  DAPI", "2  GFP"]
    assert [box.isChecked() for box in boxes] == [True, True]
    boxes[0].click()
    assert form.told[-1].channels == (2,)
    assert not form.mix.isVisible()
    boxes[0].click()
    assert form.told[-1] == ReadingSpec()


def test_one_channel_stays_chosen(form):
    first, second = form.channels.boxes
    first.setChecked(False)
    second.setChecked(False)
    assert second.isChecked()
    assert form.spec.channels == (2,)


def test_a_channel_that_a_file_lacks_can_be_taken_out(form):
    form.set_spec(ReadingSpec(channels=(1, 3)))
    assert "no channel 3" in form.problem("channels")
    form.channels.boxes[2].setChecked(False)
    assert form.told[-1].channels == (1,)
    assert form.problem("channels") == ""


def test_a_stack_asks_for_a_plane(form):
    assert "stack of 5 planes" in form.problem("plane")
    assert not form.plane.number.isVisible()
    choose(form.plane, "maximum")
    assert form.told == [ReadingSpec(plane="maximum")]
    assert form.problem("plane") == ""


def test_a_plane_that_is_not_there_is_told_beside_it(form):
    choose(form.plane, "one")
    assert form.plane.number.isVisible()
    assert form.plane.number.text() == "1 of 5"
    form.plane.number.setValue(7)
    assert form.told[-1].plane_number == 7
    assert form.problem("plane") == "There is no plane 7 in this file: it has 5."
    form.plane.number.setValue(5)
    assert form.problem("plane") == ""


def test_time_point_and_image_are_chosen(form):
    choose(form.time, "one")
    form.time.number.setValue(3)
    assert form.told[-1] == ReadingSpec(time="one", time_number=3)
    form.set_facts(STACK._replace(scenes=("a", "b")))
    choose(form.scene, "one")
    form.scene.number.setValue(2)
    assert form.told[-1].scene == 2
    choose(form.scene, "only")
    assert form.told[-1].scene == 0


def test_several_channels_become_one_grey_value(form):
    choose(form.mix, "maximum")
    assert form.told == [ReadingSpec(mix="maximum")]


def test_reset_goes_back_to_no_choice(form, qtbot):
    form.set_spec(ReadingSpec(plane="maximum", channels=(2,)))
    qtbot.mouseClick(form.reset, Qt.MouseButton.LeftButton)
    assert form.told == [ReadingSpec()]
    assert not form.reset.isVisible()


def test_showing_another_choice_tells_nothing(form):
    form.set_spec(ReadingSpec(channels=(1,), plane="one", plane_number=4, scene=2))
    form.set_facts(STACK)
    assert form.told == []


def test_every_control_has_a_name_and_help(form):
    for choice in (form.mix, form.plane, form.time, form.scene):
        assert choice.kind.accessibleName()
        assert choice.number.accessibleName()
        assert choice.toolTip()
    assert [b.accessibleName() for b in form.channels.boxes] == [
        "Use channel 1  DAPI",
        "Use channel 2  GFP",
    ]


def test_long_names_do_not_widen_it(form):
    before = form.minimumSizeHint().width()
    form.set_facts(STACK._replace(channels=("x" * 80, "y")))
    assert form.minimumSizeHint().width() <= before + 160
    assert "x" * 80 in form.channels.boxes[0].toolTip()
