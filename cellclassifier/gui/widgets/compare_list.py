"""The list of what can be compared: experiments with their variants, of studies."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_reading import Key, Standing, StudyOffers
from cellclassifier.gui.widgets.compare_words import state_of, study_names, tip_of
from cellclassifier.gui.widgets.variant_marks import mark_icon

_PLACE, _FOLDER = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ICON = 4 * theme.SPACE
_HELP = tr(
    "Tick what is compared, with the mouse or by Space. Delete takes an added study "
    "off this list; nothing of it is changed."
)


class CompareList(QTreeWidget):
    """Check boxes of variants below their experiment; of several studies below these.

    Signals:
        ticked: The user has changed what is ticked.
        remove_wanted: The folder of a study that is to be taken off the list.
    """

    ticked = Signal()
    remove_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standings: list[Standing] = []
        self.setHeaderHidden(True)
        self.setIndentation(3 * theme.SPACE)
        self.setRootIsDecorated(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Experiments that can be compared"))
        self.setToolTip(_HELP)
        # A click on an experiment changes all of its variants, one after another.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.ticked)
        self.itemChanged.connect(self._on_changed)

    def keys(self) -> frozenset[Key]:
        """Return what is ticked."""
        return frozenset(
            self._standing(item).key
            for item in self._leaves()
            if item.checkState(0) == Qt.CheckState.Checked
        )

    def show_studies(
        self, studies: Sequence[StudyOffers], keys: Collection[Key]
    ) -> None:
        """List other offers, of which these are ticked; emits nothing."""
        names = study_names([each.folder for each in studies])
        with QSignalBlocker(self):
            at = self.verticalScrollBar().value()
            self.clear()
            self._standings = []
            for each in studies:
                parent = self.invisibleRootItem()
                if len(studies) > 1:
                    parent = _item(names[each.folder], str(each.folder), each.folder)
                    parent.setIcon(0, theme.icon("folder"))
                    self.addTopLevelItem(parent)
                self._add_study(parent, each, keys)
            self.expandAll()
            self.verticalScrollBar().setValue(at)

    def mark(self, places: Mapping[Key, int]) -> None:
        """Show the marks that sets have in the plots, by the key of their offer."""
        with QSignalBlocker(self):
            for item in self._leaves():
                place = places.get(self._standing(item).key)
                item.setIcon(0, _no_mark() if place is None else mark_icon(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the study of the current line off the list by Delete."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self.remove_wanted.emit(Path(item.data(0, _FOLDER)))
        else:
            super().keyPressEvent(event)

    def _add_study(
        self, parent: QTreeWidgetItem, study: StudyOffers, keys: Collection[Key]
    ) -> None:
        if not study.standings:
            told = study.problem or tr("No run was made in this study yet.")
            line = _item(
                tr("cannot be read") if study.problem else tr("no run yet"), told
            )
            line.setData(0, _FOLDER, str(study.folder))
            parent.addChild(line)
            return
        heads: dict[str, QTreeWidgetItem] = {}
        for each in study.standings:
            name = each.offer.experiment
            if name not in heads:
                heads[name] = _head(each, study.folder)
                parent.addChild(heads[name])
            self._add_leaf(heads[name], each, each.key in keys)

    def _add_leaf(self, head: QTreeWidgetItem, each: Standing, on: bool) -> None:
        words = f"{each.offer.variant}\n{state_of(each)}"
        item = _item(words, tip_of(each), each.offer.study)
        item.setData(0, _PLACE, len(self._standings))
        self._standings.append(each)
        item.setIcon(0, _no_mark())
        head.addChild(item)
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _leaves(self) -> Iterator[QTreeWidgetItem]:
        todo = [self.invisibleRootItem()]
        while todo:
            item = todo.pop()
            children = map(item.child, range(item.childCount()))
            todo += [child for child in children if child is not None]
            if item.data(0, _PLACE) is not None:
                yield item

    def _standing(self, item: QTreeWidgetItem) -> Standing:
        return self._standings[int(item.data(0, _PLACE))]

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _PLACE) is not None:
            self._soon.start(0)


def _item(words: str, tip: str, folder: Path | None = None) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setToolTip(0, tip)
    if folder is not None:
        item.setData(0, _FOLDER, str(folder))
    return item


def _head(each: Standing, folder: Path) -> QTreeWidgetItem:
    """Return the line of an experiment, which ticks all of its variants."""
    offer = each.offer
    words = offer.heading[:1].upper() + offer.heading[1:]
    if offer.experiment:
        words = f"{offer.title}\n{offer.created.astimezone():%d %b %Y, %H:%M}"
    item = _item(words, words, folder)
    item.setFlags(
        item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable
    )
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    return item


def _no_mark() -> QIcon:
    """Return an empty icon, so that names stand below each other."""
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
