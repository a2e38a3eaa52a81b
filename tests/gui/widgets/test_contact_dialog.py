import pytest

from cellclassifier.gui.widgets.contact_dialog import ContactDialog, SheetChoice


@pytest.fixture
def dialog_of(qtbot):
    def dialog_of(chosen, shown):
        dialog = ContactDialog(chosen, shown, "test: wrong")
        qtbot.addWidget(dialog)
        return dialog

    return dialog_of


def test_several_chosen_tiles_are_what_is_meant(dialog_of):
    dialog = dialog_of(3, 371)
    assert dialog.choice == SheetChoice(True, 3, 8, "test: wrong")
    assert dialog.told.text() == "All of 3 tiles come onto the sheet."
    dialog.all.setChecked(True)
    assert dialog.choice.number == 200
    assert dialog.told.text() == ("The first 200 of 371 tiles come onto the sheet.")
    dialog.count.setValue(12)
    dialog.columns.setValue(4)
    dialog.title.setText(" ")
    assert dialog.choice == SheetChoice(False, 12, 4, "")


def test_one_chosen_tile_stands_for_all_that_are_shown(dialog_of):
    dialog = dialog_of(1, 5)
    assert dialog.choice.number == 5
    dialog.chosen.setChecked(True)
    assert dialog.choice.number == 1
    assert dialog.count.maximum() == 1


def test_without_a_chosen_tile_there_is_no_choice(dialog_of):
    dialog = dialog_of(0, 5)
    assert not dialog.chosen.isEnabled()
    assert not dialog.choice.chosen_only
