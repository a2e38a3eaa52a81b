"""The help: what each page is for, words, numbers, troubles, and all keys; by F1."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets import help_pages
from cellclassifier.gui.widgets.help_text import HelpText

KEYS = "keys"
"""Name of the page that lists the keys, which is made of the window's actions."""

OF_PAGES = (
    (tr("Check the folders again, on Images"), "F5"),
    (tr("Show other tiles, on Tiles"), "Ctrl+R"),
    (tr("Start training, on Training"), "Ctrl+T"),
    (tr("In a review: classes; agree and disagree"), tr("1 to 9")),
    (tr("In a review: cannot tell"), "0"),
    (tr("In a review: take the last answer back"), tr("Backspace")),
    (tr("In a review: fit, full contrast; attribution; size"), "C, F; O; +, -"),
    (tr("Read values of a curve, choose a tile"), tr("arrow keys")),
)
"""Keys that belong to a page or a part of it."""

_PLACE = Qt.ItemDataRole.UserRole


class HelpDialog(QDialog):
    """A window beside the main one, which stays usable.

    Signals:
        tour_wanted: The tour is to begin.
        about_wanted: Versions and licences are to be shown.
    """

    tour_wanted = Signal()
    about_wanted = Signal()

    def __init__(
        self, parent: QWidget, actions: Iterable[QAction], pages: Mapping[str, str]
    ) -> None:
        """Make the dialog.

        Args:
            parent: The window that it belongs to.
            actions: The window's actions; those with a shortcut are listed.
            pages: Title of each page of the window by its key, in their order.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self._titles = _titles(pages)
        self._keys = _keys_page(actions)
        self._shown = ("", "")
        self._before: list[tuple[str, str]] = []
        self.search, self.list = QLineEdit(), QListWidget()
        self.text = HelpText()
        self.back = QPushButton(tr("Back"))
        self._arrange()
        self.search.textChanged.connect(self._list)
        self.list.currentItemChanged.connect(self._choose)
        self.text.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self._go_back)
        self._list()

    @property
    def shown(self) -> tuple[str, str]:
        """Name of the page that is shown, and the anchor of its section; or ""."""
        return self._shown

    def show_page(self, key: str, anchor: str = "") -> None:
        """Show a page, in the list and beside it.

        Args:
            key: Its name, as in `help_pages.ORDER`, or `KEYS`.
            anchor: The section that is to stand at the top.
        """
        self.search.clear()
        self._show(key, anchor)

    def keys(self) -> list[tuple[str, str]]:
        """Return all keys that are listed: what they do, and the keys."""
        return self._keys

    def _arrange(self) -> None:
        self.search.setPlaceholderText(tr("Search the help"))
        self.search.setAccessibleName(tr("Search the help"))
        self.search.setToolTip(tr("Sections with all of the words (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(tr("Pages of the help"))
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.SPACE // 2)
        self.back.setToolTip(tr("Back to what was read before (Alt+Left)"))
        self.back.setShortcut(QKeySequence("Alt+Left"))
        find = QAction(tr("Search the help"), self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self.search.setFocus)
        self.addAction(find)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        side = QWidget()
        side.setFixedWidth(56 * theme.SPACE)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(3 * theme.SPACE)
        middle.addWidget(side)
        middle.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (3 * theme.SPACE,)))
        box.addLayout(middle, 1)
        box.addLayout(self._foot())
        self.resize(225 * theme.SPACE, 160 * theme.SPACE)

    def _foot(self) -> QHBoxLayout:
        tour, about = QPushButton(tr("Take the tour")), QPushButton(tr("About ..."))
        tour.setToolTip(tr("Have the steps of the work pointed at, one sentence each"))
        about.setToolTip(tr("Versions, licences, and what a bug report says"))
        close = QPushButton(tr("Close"))
        close.setToolTip(tr("Close the help (Esc)"))
        close.setAutoDefault(False)
        tour.clicked.connect(self.tour_wanted)
        about.clicked.connect(self.about_wanted)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for button in (self.back, tour, about):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot

    def _list(self) -> None:
        """List all pages, or the sections that were searched for."""
        words = self.search.text().strip()
        self.list.blockSignals(True)
        self.list.clear()
        if words:
            for hit in help_pages.search(words):
                place = (hit.page.key, hit.section.anchor)
                name = self._titles[hit.page.key]
                same = hit.section is hit.page.sections[0]
                self._add(name if same else f"{hit.section.title}  ({name})", place)
        else:
            for key, title in self._titles.items():
                self._add(title, (key, ""))
        self.list.blockSignals(False)
        if words and not self.list.count():
            item = QListWidgetItem(tr("No section has all of these words."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        elif words:
            self.list.setCurrentRow(0)
        else:
            self._mark(self._shown[0])

    def _add(self, text: str, place: tuple[str, str]) -> None:
        item = QListWidgetItem(text)
        item.setData(_PLACE, place)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_PLACE):
            self._show(*item.data(_PLACE))

    def _follow(self, url: QUrl) -> None:
        self.show_page(*help_pages.resolve(url.toString(), self._shown[0]))

    def _go_back(self) -> None:
        if self._before:
            place = self._before.pop()
            self._shown = ("", "")
            self.show_page(*place)

    def _show(self, key: str, anchor: str) -> None:
        if (key, anchor) != self._shown and self._shown[0]:
            self._before.append(self._shown)
        self.back.setEnabled(bool(self._before))
        if key != self._shown[0]:
            self.text.show_markdown(self._markdown(key))
        self._shown = (key, anchor)
        self.text.mark(self.search.text().split())
        self.text.go_to(help_pages.heading(key, anchor))
        if not self.search.text().strip():
            self._mark(key)

    def _markdown(self, key: str) -> str:
        if key == KEYS:
            rows = "\n".join(f"| {keys} | {what} |" for what, keys in self._keys)
            return tr(
                "# Keys\n\n| keys | what they do |\n|---|---|\n{rows}\n", rows=rows
            )
        return help_pages.pages()[key].text

    def _mark(self, key: str) -> None:
        """Choose a page in the list of all."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if (self.list.item(row).data(_PLACE) or ("",))[0] == key:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)


def _titles(pages: Mapping[str, str]) -> dict[str, str]:
    numbered = {key: f"{n}  {title}" for n, (key, title) in enumerate(pages.items(), 1)}
    found = {key: page.title for key, page in help_pages.pages().items()}
    return {**found, **numbered, KEYS: tr("Keys")}


def _keys_page(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    form = QKeySequence.SequenceFormat.NativeText
    keyed = [(each.text(), each.shortcut().toString(form)) for each in actions]
    return [*(pair for pair in keyed if pair[1]), *OF_PAGES]
