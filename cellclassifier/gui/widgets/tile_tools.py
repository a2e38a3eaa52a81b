"""What can be done with tiles of a browser: save, doubt labels, look around them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.wrong_labels import WrongLabel
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.field_window import FieldWindow
from cellclassifier.gui.widgets.marker import Marker
from cellclassifier.gui.widgets.tile_browser import TileBrowser
from cellclassifier.gui.widgets.tile_saving import SaveButton


class TileTools(QObject):
    """Joins a browser with the button, the dialogs and the window that go with it."""

    told = Signal(str)
    """A sentence about what was done."""

    failed = Signal(str)
    """A sentence about why something was not done."""

    def __init__(
        self,
        browser: TileBrowser,
        background: Background,
        refused: Callable[[], str],
        window: QWidget,
    ) -> None:
        """Join them.

        Args:
            browser: The browser.
            background: Where images are read and files written.
            refused: Returns why nothing may be changed now, or nothing.
            window: What dialogs belong to.
        """
        super().__init__(window)
        self._browser = browser
        self._background = background
        self._window = window
        self.saver = SaveButton(browser, background)
        self.marker = Marker(window, refused)
        self.field: FieldWindow | None = None
        browser.add_tool(self.saver)
        browser.field_asked.connect(self._show_field)
        browser.menu_asked.connect(self._show_menu)
        browser.panel.mark_asked.connect(self._mark)
        self.marker.changed.connect(self._on_marks)
        self.marker.failed.connect(self.failed)
        for teller in (self.marker, self.saver):
            teller.told.connect(self.told)

    def close(self) -> None:
        """Close the window of the image."""
        if self.field is not None:
            self.field.close()

    def menu(self) -> QMenu | None:
        """Return what a right click offers; ``None`` where no tile is chosen."""
        shown, grid = self._browser.shown, self._browser.gallery.grid
        count, current = grid.count_chosen(), grid.current_key()
        if shown is None or current is None:
            return None
        menu = QMenu(self._browser)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folder = shown.run.study_folder
        held = shown.marks.get(shown.rows[current])
        several = tr("Mark the labels of {count:,} tiles as wrong ...", count=count)
        entries: list[tuple[str, Callable[[], object]]] = [
            (tr("Show in its image\tReturn"), lambda: self._show_field(current)),
            (
                several if count > 1 else tr("Mark the label as wrong ..."),
                lambda: self.marker.mark(shown, grid.chosen_keys()),
            ),
            (tr("All marked labels ..."), lambda: self.marker.show_list(folder)),
            (tr("Contact sheet ..."), self.saver.ask_sheet),
            (tr("Choose all that are shown\tCtrl+A"), grid.selectAll),
        ]
        if held:
            withdraw = (tr("Withdraw the mark ..."), lambda: self._withdraw(held))
            entries.insert(2, withdraw)
        for text, act in entries:
            menu.addAction(text).triggered.connect(lambda _=False, act=act: act())
        if count == 1 and shown.outcome_of(current) == "unknown":
            menu.actions()[1].setEnabled(False)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        if menu := self.menu():
            menu.popup(place)

    def _show_field(self, number: int) -> None:
        """Show the whole image of a tile, in a window that is made when needed."""
        shown = self._browser.shown
        if shown is None:
            return
        if self.field is None:
            self.field = FieldWindow(self._background, self._window)
            self.field.selected.connect(self._browser.choose_in_gallery)
        self.field.show_tile(shown, number)
        self.field.show()
        self.field.raise_()

    def _mark(self) -> None:
        """Mark the label of the large tile, or take its mark back."""
        shown, wanted = self._browser.shown, self._browser.wanted
        if shown is None or wanted is None:
            return
        if held := shown.marks.get(shown.rows[wanted.tile]):
            self._withdraw(held)
        else:
            self.marker.mark(shown, [wanted.tile])

    def _withdraw(self, mark: WrongLabel) -> None:
        if shown := self._browser.shown:
            self.marker.withdraw(shown.run.study_folder, mark)

    def _on_marks(self, entries: Sequence[WrongLabel]) -> None:
        self._browser.show_marks(entries)
        shown, wanted = self._browser.shown, self._browser.wanted
        if self.field is not None and shown is not None and wanted is not None:
            self.field.show_tile(shown, wanted.tile)
