"""What the gallery saves, and what it says about that."""

import csv

import pytest
from predicted import finish, make_study, predict
from PySide6.QtWidgets import QFileDialog

from cellclassifier.core.predictions import read_predictions
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import tile_saving
from cellclassifier.gui.widgets.contact_dialog import ContactDialog
from cellclassifier.gui.widgets.prediction_table import read_all
from cellclassifier.gui.widgets.tile_browser import TileBrowser
from cellclassifier.gui.widgets.tile_saving import SaveButton


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = finish(make_study(tmp_path_factory.mktemp("saved")))
    predict(run)
    return run


@pytest.fixture
def browser(qtbot, run):
    browser = TileBrowser()
    qtbot.addWidget(browser)
    browser.show_test(read_all(run, "test"))
    yield browser
    browser.close_loader()


@pytest.fixture
def saver(qtbot, browser):
    background = Background()
    saver = SaveButton(browser, background)
    qtbot.addWidget(saver)
    saver.sentences = []
    saver.told.connect(saver.sentences.append)
    yield saver
    background.close()


@pytest.fixture
def save_as(tmp_path, monkeypatch):
    """Answers the question for a name."""

    def save_as(name):
        path = tmp_path / name if name else ""
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *args: (str(path), "")
        )
        return path

    return save_as


def ask_sheet(saver, browser):
    saver.ask_sheet()
    (dialog,) = browser.window().findChildren(
        ContactDialog
    ) or saver.window().findChildren(ContactDialog)
    return dialog


def settle(qtbot, saver, start):
    qtbot.waitUntil(
        lambda: bool(saver.sentences) and saver.sentences[-1].startswith(start),
        timeout=20_000,
    )


def test_the_tables_of_all_and_of_those_shown(saver, browser, save_as, run):
    path = save_as("all.csv")
    saver.all.trigger()
    assert saver.sentences == ["Saved all.csv."]
    assert path.read_bytes() == run.predictions_path("test").read_bytes()
    browser.pick_tiles([7, 3], "two")
    saver.prepare()
    assert saver.some.text() == "Predictions of the 2 tiles shown (CSV) ..."
    path = save_as("some.csv")
    saver.some.trigger()
    # In the order of the gallery: 7 is surer than 3.
    assert read_predictions(path).tiles == (7, 3)


def test_a_sheet_of_what_is_shown_and_of_what_is_chosen(
    saver, browser, save_as, qtbot, monkeypatch
):
    drawn = []
    write = tile_saving.write_sheet

    def note(path, tiles, title, look):
        drawn.append(([each.tile.number for each in tiles], title, look))
        return write(path, tiles, title, look)

    monkeypatch.setattr(tile_saving, "write_sheet", note)
    browser.pick_tiles([7, 3, 6], "three")
    dialog = ask_sheet(saver, browser)
    path = save_as("sheet")
    dialog.count.setValue(2)
    dialog.save.click()
    settle(qtbot, saver, "Saved sheet.png.")
    numbers, title, look = drawn[0]
    assert numbers == [7, 3]
    assert title.startswith("2 of 8 tiles of test, run ")
    assert title.endswith(": three; by confidence, surest first")
    assert look.levels == tuple(browser.levels)
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    browser.gallery.grid.selectAll()
    dialog = ask_sheet(saver, browser)
    assert dialog.choice.chosen_only
    save_as("sheet.pdf")
    dialog.save.click()
    settle(qtbot, saver, "Saved sheet.pdf.")
    assert drawn[1][0] == [7, 3, 6]


def test_what_cannot_be_written_is_told(saver, browser, save_as, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    save_as("file/sheet.png")
    ask_sheet(saver, browser).save.click()
    settle(qtbot, saver, "Not saved:")
    save_as("sheet.gif")
    ask_sheet(saver, browser).save.click()
    settle(qtbot, saver, "A contact sheet is a file ending in .png")
    before = list(saver.sentences)
    save_as("")
    ask_sheet(saver, browser).save.click()
    assert saver.sentences == before


def test_numbers_and_figures_go_into_a_folder_of_their_own(
    saver, browser, qtbot, tmp_path, monkeypatch, run
):
    monkeypatch.setattr(tile_saving, "ask_folder", lambda *args: tmp_path)
    saver.prepare()
    assert saver.numbers.isEnabled()
    saver.numbers.trigger()
    settle(qtbot, saver, "Saved ")
    folder = tmp_path / f"{run.id}_test"
    assert str(folder) in saver.sentences[-1]
    with (folder / "numbers.csv").open() as file:
        names = {row["name"] for row in csv.DictReader(file)}
    assert "accuracy" in names


def test_without_known_classes_there_are_no_numbers_to_save(
    saver, browser, run, monkeypatch
):
    table = run.predictions("test")
    unknown = table._replace(true_classes=("",) * 8)
    monkeypatch.setattr(type(run), "predictions", lambda self, test: unknown)
    browser.show_test(read_all(run, "test"))
    saver.prepare()
    assert not saver.numbers.isEnabled()
    assert "is known" in saver.numbers.toolTip()
    assert saver.sheet.isEnabled()
