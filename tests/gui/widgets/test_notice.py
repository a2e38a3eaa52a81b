import platform

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from cellclassifier import __version__
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.notice import EmptyState, IconView, Notice, primary

SENTENCE = "The worker ended. Nothing was lost. Start it again."


@pytest.fixture
def notice(qtbot):
    widget = Notice()
    qtbot.addWidget(widget)
    return widget


def button(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text)


def test_is_hidden_until_there_is_something_to_say(notice):
    assert not notice.isVisible()
    notice.tell(SENTENCE)
    assert notice.isVisible()
    assert notice.sentence == SENTENCE
    notice.clear()
    assert not notice.isVisible()
    assert notice.sentence == ""


@pytest.mark.parametrize(
    ("level", "word"),
    [
        ("info", "Note"),
        ("attention", "Attention"),
        ("error", "Error"),
        ("ok", "Done"),
    ],
)
def test_the_level_is_told_in_words_to_screen_readers(notice, level, word):
    notice.tell(SENTENCE, level)
    assert notice.level == level
    assert notice.accessibleName() == f"{word}: {SENTENCE}"


def test_each_level_has_another_icon(notice):
    icon = notice.findChild(IconView)
    drawn = set()
    for level in ("info", "attention", "error", "ok"):
        notice.tell(SENTENCE, level)
        drawn.add(bytes(icon.grab().toImage().constBits()))
    assert len(drawn) == 4


def test_the_sentence_wraps_can_be_selected_and_is_never_markup(notice):
    notice.tell("<b>x</b> " + SENTENCE)
    label = notice.findChild(QLabel)
    assert label.wordWrap()
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_details_are_folded_away_and_only_there_if_given(notice):
    details = notice.findChild(Collapsible)
    notice.tell(SENTENCE, "error")
    assert not details.isVisible()
    notice.tell(SENTENCE, "error", details="Traceback")
    assert details.isVisible()
    assert not details.content.isVisible()
    details.set_open(True)
    assert notice.findChild(QPlainTextEdit).isVisible()
    notice.tell(SENTENCE, "error", details="Another")
    assert not details.is_open
    assert notice.findChild(QPlainTextEdit).toPlainText() == "Another"


def test_details_are_copied_with_sentence_and_versions(notice, qtbot):
    notice.tell(SENTENCE, "error", details="Traceback: x")
    notice.findChild(Collapsible).set_open(True)
    QGuiApplication.clipboard().clear()
    copy = button(notice, "Copy for a bug report")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for part in (SENTENCE, "Traceback: x", __version__, platform.python_version()):
        assert part in copied


def test_the_action_is_there_only_if_named_and_is_emitted(notice, qtbot):
    notice.tell(SENTENCE, action="Show them")
    action = button(notice, "Show them")
    with qtbot.waitSignal(notice.acted, timeout=1000):
        qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    notice.tell(SENTENCE)
    assert not action.isVisible()


def test_it_can_be_closed_only_where_that_was_asked_for(notice, qtbot):
    notice.tell(SENTENCE)
    assert notice._close.isHidden()
    closable = Notice(closable=True)
    qtbot.addWidget(closable)
    closable.tell(SENTENCE)
    qtbot.mouseClick(closable._close, Qt.MouseButton.LeftButton)
    assert closable.isHidden()
    assert closable.sentence == ""


def test_a_long_sentence_is_not_cut(notice, qtbot):
    notice.tell(SENTENCE * 4)
    notice.resize(300, notice.heightForWidth(300))
    label = notice.findChild(QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_an_empty_page_says_what_it_is_for_and_has_one_button(qtbot):
    page = EmptyState("images", "No images", "What the network learns from.", "Choose")
    qtbot.addWidget(page)
    page.show()
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert texts == ["No images", "What the network learns from."]
    assert [b.text() for b in page.findChildren(QPushButton)] == ["Choose"]
    with qtbot.waitSignal(page.clicked, timeout=1000):
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    page.set_sentence("Something else.")
    assert page.findChildren(QLabel)[1].text() == "Something else."


def test_the_primary_button_is_filled_with_the_accent(qtbot, qapp):
    button = QPushButton("Start")
    qtbot.addWidget(button)
    button.resize(QSize(120, 36))
    button.ensurePolished()
    plain = button.grab().toImage().pixelColor(12, 18)
    assert primary(button) is button
    filled = button.grab().toImage().pixelColor(12, 18)
    assert plain != theme.colours().accent
    assert filled == theme.colours().accent
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(12, 18) == theme.colours().line


def test_an_icon_follows_the_scheme(qtbot, qapp):
    icon = IconView("tick", "right", side=24)
    qtbot.addWidget(icon)
    light = icon.grab().toImage()
    theme.apply(qapp, "dark")
    assert icon.grab().toImage() != light
    theme.apply(qapp, "light")
    assert icon.grab().toImage() == light
