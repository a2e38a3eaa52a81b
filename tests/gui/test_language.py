"""The window in another language, and that no text is put on the screen without it."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from speaking import ROOT, shown_in

from cellclassifier.core import language, preferences, translations
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui import language as chosen
from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row
from cellclassifier.gui.widgets.study_button import StudyButton

GUI = ROOT / "cellclassifier" / "gui"

SETTERS = frozenset(
    {
        "setText",
        "setToolTip",
        "setWindowTitle",
        "setAccessibleName",
        "setAccessibleDescription",
        "setPlaceholderText",
        "setInformativeText",
        "addTab",
        "addMenu",
        "addRow",
        "QLabel",
        "QPushButton",
        "QCheckBox",
        "QRadioButton",
        "BreakingLabel",
        "Collapsible",
        "EmptyState",
        "Column",
    }
)
"""What puts a text on the screen."""

NOT_TEXTS = frozenset({"Cell Classifier", "ROC AUC", "cellclassifier"})
"""Names that are the same in every language, or no words."""

TOO_LONG = frozenset[str]()
"""Files of which texts are left in English, since they would have too many lines."""


@pytest.fixture(autouse=True)
def english_again():
    yield
    chosen.use("en")


def words_of(node):
    """Return the words of a literal or an f-string outside of what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return " ".join(map(words_of, node.values))
    return ""


def looks_like_a_text(text):
    bare = text.replace("<qt>", "").replace("</qt>", "").replace("<b>", "")
    words = [word for word in bare.split() if sum(map(str.isalpha, word)) > 1]
    return len(words) > 1 or (len(words) == 1 and words[0][0].isupper())


def untold(source):
    """Return texts that go to the screen as they are, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        if name not in SETTERS:
            continue
        for each in node.args:
            parts = [each.body, each.orelse] if isinstance(each, ast.IfExp) else [each]
            texts = filter(looks_like_a_text, map(words_of, parts))
            found += [(node.lineno, text) for text in texts if text not in NOT_TEXTS]
    return found


@pytest.mark.parametrize(
    "path",
    sorted(GUI.rglob("*.py")),
    ids=lambda path: path.relative_to(GUI).as_posix(),
)
def test_every_text_on_the_screen_can_be_translated(path: Path):
    found = untold(path.read_text("utf-8"))
    if path.relative_to(GUI).as_posix() in TOO_LONG:
        return
    assert not found, "Put these into tr(...) of cellclassifier.core.language."


def test_the_search_finds_a_text_that_is_not_translated():
    assert untold('label.setText("No run yet.")') == [(1, "No run yet.")]
    assert untold('QLabel(f"{n} tiles here")') == [(1, "  tiles here")]
    assert untold('x.setToolTip("Stop" if a else tr("Go"))') == [(1, "Stop")]
    assert not untold('label.setText(tr("No run yet."))')
    assert not untold('label.setText(f"{n}")')


def test_in_the_marked_language_all_of_the_first_page_is_marked(tmp_path):
    shown = shown_in("xx", tmp_path)
    for where in ("rail", "first", "titles", "sentences", "menu"):
        assert shown[where]
        left = [text for text in shown[where] if any(map(str.isalpha, text))]
        assert not [text for text in left if "⟦" not in text], where


def test_german_is_there(tmp_path):
    shown = shown_in("de", tmp_path)
    assert shown["titles"][:3] == ["Bilder", "Kacheln", "Training"]
    # Qt's own texts.
    assert shown["qt"] == ["Abbrechen"]


def test_english_installs_nothing(qapp):
    chosen.use("en")
    assert language._translator is None
    chosen.dress(qapp)
    assert QCoreApplication.translate("cellclassifier", "Close") == "Close"


def test_qt_gets_the_language_too(qapp, tmp_path):
    text = translations.pseudo()
    catalogue = chosen.Catalogue(text, qapp)
    assert qapp.installTranslator(catalogue)
    try:
        assert QCoreApplication.translate("cellclassifier", "Close") == "⟦Člósé~~⟧"
        assert QCoreApplication.translate("elsewhere", "Close") == "Close"
    finally:
        qapp.removeTranslator(catalogue)


def test_the_language_is_a_preference():
    preferences.save(preferences.Preferences(language="xx"))
    chosen.begin()
    assert language.tr("Close") == "⟦Člósé~~⟧"
    assert preferences.Preferences.model_validate({"language": "../x"}).language == (
        "system"
    )


def test_titles_of_settings_are_translated_where_they_are_drawn():
    chosen.use("xx")
    field = TrainSpec.model_fields["epochs"]
    told = chosen.told(field)
    assert told.title == translations.mark(field.title)
    assert told.description == translations.mark(field.description)
    # The settings themselves stay as they are.
    assert not field.title.startswith("⟦")


def test_saved_columns_keep_their_english_names(qtbot, tmp_path):
    chosen.use("xx")
    table = NumberTable("numbers")
    qtbot.addWidget(table)
    column = Column(language.tr("class"), "")
    table.set_rows([column], [Row(["a"])])
    assert column.title == "⟦cláss~~⟧"
    table.export_csv(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[0] == "class"


def test_a_language_is_chosen_in_the_menu(qtbot):
    button = StudyButton()
    qtbot.addWidget(button)
    button.show_study(None, preferences.Preferences(language="de"))
    menus = [each.menu() for each in button.menu().actions() if each.menu()]
    actions = {each.text(): each for menu in menus for each in menu.actions()}
    assert actions["Deutsch"].isChecked()
    assert not actions["English"].isChecked()
    with qtbot.waitSignal(button.language_wanted) as asked:
        actions["English"].trigger()
    assert asked.args == ["en"]


def test_a_user_can_drop_a_file():
    folder = preferences.home() / "languages"
    folder.mkdir(parents=True)
    (folder / "nl.ts").write_text(
        "<TS><context><name>cellclassifier</name><message><source>Close</source>"
        "<translation>Sluiten</translation></message></context></TS>"
    )
    assert chosen.names()["nl"] == "Nederlands"
    chosen.use("nl")
    assert language.tr("Close") == "Sluiten"
