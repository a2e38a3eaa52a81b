"""The second step: what the network will see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Dataset
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import CUTTING, NO_IMAGES, tiles_lack
from cellclassifier.gui.widgets.drop_panel import lot_of
from cellclassifier.gui.widgets.intensities import measure
from cellclassifier.gui.widgets.intensity_panel import IntensityPanel
from cellclassifier.gui.widgets.next_bar import NextBar
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_choice import FEW
from cellclassifier.gui.widgets.tile_closeup import TileCloseup, look_at
from cellclassifier.gui.widgets.tile_cut import Cut, cut_all
from cellclassifier.gui.widgets.tile_settings import TileSettings
from cellclassifier.gui.widgets.tile_source import Shown
from cellclassifier.gui.widgets.tile_strip import TileStrip
from cellclassifier.gui.widgets.tile_wall import TileWall
from cellclassifier.gui.widgets.tile_words import advice_on

DROPPING = tr("; near-empty ones are being looked for")


class TilesPage(Page):
    """A wall of tiles, or the fields they are cut from, as training gets them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._cut: Cut | None = None
        self._waits = self._few = False
        self._side = 0
        self._dialog: QWidget | None = None
        self.empty = EmptyState(
            "tiles", tr("No tiles yet"), NO_IMAGES, tr("Back to Images")
        )
        self.strip = TileStrip()
        self.wall = TileWall(session.background)
        self.grid, self.fields = self.wall.grid, self.wall.fields
        spec = session.spec
        self.settings = TileSettings(spec.tiling, spec.augment, session.background)
        self.closeup, self.intensities = TileCloseup(), IntensityPanel()
        self.next = NextBar(tr("Next: train"))
        self._arrange()
        self._connect()
        self._show()

    def step(self) -> Step:
        """Return how far the tiles are settled."""
        if reason := tiles_lack(self._session):
            return Step("locked", reason)
        if problem := self._blocked():
            return Step("ready" if problem == CUTTING else "attention", problem)
        return Step("ok", f"{self._counted()}.")

    def close_page(self) -> None:
        """Stop reading and measuring tiles, and writing copies."""
        self.grid.close_loader()
        self.settings.drop.set_lot(None)
        if self._dialog is not None:
            self._dialog.close()

    def _arrange(self) -> None:
        scroll = ScrollColumn()
        inside = QVBoxLayout(scroll.inside)
        inside.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        inside.addWidget(self.settings)
        inside.addStretch(1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(scroll)
        right.addWidget(self.closeup)
        right.setStretchFactor(0, 1)
        right.setCollapsible(0, False)
        right.setFixedWidth(98 * theme.SPACE)
        self.closeup.hide()
        left = QVBoxLayout()
        left.addWidget(self.wall, 1)
        left.addWidget(self.intensities)
        middle = QHBoxLayout()
        middle.setSpacing(3 * theme.SPACE)
        middle.addLayout(left, 1)
        middle.addWidget(right)
        filled = QWidget()
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.strip)
        box.addLayout(middle, 1)
        box.addWidget(self.next)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(filled)

    def _connect(self) -> None:
        session = self._session
        self.empty.clicked.connect(lambda: self.go.emit("images"))
        self.next.clicked.connect(lambda: self.go.emit("training"))
        self.strip.changed.connect(self._show_tiles)
        self.strip.others_wanted.connect(self._show_others)
        self.strip.resized.connect(self.grid.set_tile_px)
        self.settings.tiling_edited.connect(lambda spec: session.update(tiling=spec))
        self.settings.augment_edited.connect(lambda spec: session.update(augment=spec))
        self.settings.copies_wanted.connect(self._write_copies)
        self.settings.drop.previewed.connect(self.fields.set_least)
        self.wall.selected.connect(self._show_closeup)
        self.intensities.asked.connect(self._measure)
        self.intensities.edited.connect(lambda spec: session.update(intensity=spec))
        session.study_changed.connect(self._show)
        session.contents_changed.connect(self._show)
        session.prepared_changed.connect(self._take_prepared)
        session.training_changed.connect(self._show_kept)

    def _show_others(self) -> None:
        self.wall.draw_others()
        self._show_tiles()

    def _show(self) -> None:
        """Redraw everything from the study and what its folders hold."""
        missing = tiles_lack(self._session)
        self.empty.set_sentence(missing)
        self._stack.setCurrentIndex(0 if missing else 1)
        spec, contents = self._session.spec, self._session.contents
        self.settings.set_specs(spec.tiling, spec.augment)
        self._show_kept()
        if missing or contents is None:
            self._cut = None
        elif self._cut and self._cut.holds_for(contents, spec):
            self._waits = False
            self._show_cut(self._cut)
        else:
            self._cut_anew(contents, spec)
        self.step_changed.emit()

    def _show_kept(self) -> None:
        study = self._session.study
        in_use = self._session.training is not None
        self.settings.set_study(study.folder if study else None, in_use)

    def _cut_anew(self, contents: Contents, spec: StudySpec) -> None:
        """Cut in the background; until then there is nothing to go on with."""
        self._waits = True
        self.next.show_state(CUTTING, waits=True)
        self._session.background.run(
            "tiles", lambda: cut_all(contents, spec), self._take_cut, _raise
        )

    def _take_cut(self, found: Cut) -> None:
        session = self._session
        if session.contents is None or not found.holds_for(
            session.contents, session.spec
        ):
            return
        self._cut, self._waits = found.with_prepared(session.prepared), False
        self._show_cut(self._cut)
        self.step_changed.emit()

    def _take_prepared(self) -> None:
        """Show what was found when the tiles were prepared, or that it is not known."""
        if self._cut and not self._waits:
            self._cut = self._cut.with_prepared(self._session.prepared)
            self._show_tiles()
            self.step_changed.emit()

    def _show_cut(self, found: Cut) -> None:
        contents, spec = found.contents, self._session.spec
        self.intensities.set_images(contents.train, spec.intensity)
        self.strip.set_sets(contents.train.classes, tuple(contents.tests))
        self._show_notice(found)
        self.settings.drop.set_lot(lot_of(found))
        self._show_tiles()

    def _show_tiles(self) -> None:
        if self._cut is None or self._waits:
            return
        choice, spec = self.strip.choice, self._session.spec
        told = self.wall.show_choice(self._cut, choice, spec)
        self._fit(choice.few and not choice.fields)
        self.strip.others.setEnabled(not choice.in_order or choice.how != "original")
        if not choice.fields:
            self._show_closeup(self.grid.current_key())
        counted = self._counted(choice.test)
        self.next.show_state(self._blocked(), f"{counted}; {told}.")

    def _fit(self, few: bool) -> None:
        """Show 25 pictures at once; afterwards tiles are as large as they were."""
        if few == self._few:
            return
        self._few = few
        if few:
            self._side = self.strip.side.value()
        self.strip.side.setValue(self.grid.fit(FEW) if few else self._side)

    def _measure(self, train: Dataset, rule: IntensitySpec) -> None:
        self._session.background.run(
            "intensities",
            lambda: measure(train, rule),
            lambda found: self.intensities.show_found(train, rule, found),
            self._show_rule_problem,
        )

    def _show_rule_problem(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.intensities.show_problem(str(error))

    def _show_closeup(self, shown: Shown | None) -> None:
        self.closeup.setVisible(shown is not None)
        if shown is None:
            self.closeup.clear()
            return
        source = self.wall.source
        self._session.background.run(
            "closeup",
            lambda: look_at(source, shown),
            lambda look: self.closeup.show_tile(shown.tile, *look),
            self._show_unreadable,
        )

    def _show_unreadable(self, error: BaseException) -> None:
        if not isinstance(error, (UserError, OSError, ValueError)):
            raise error
        self.closeup.clear(str(error))

    def _show_notice(self, found: Cut) -> None:
        advice = advice_on(found.tiles[None], self._session.spec.tiling.size)
        self.settings.notice.clear()
        if found.problem:
            self.settings.notice.tell(found.problem, "error")
        elif advice:
            self.settings.notice.tell(advice.text, advice.level)

    def _write_copies(self) -> None:
        """Open the dialog that writes turned copies; one at a time."""
        contents, spec = self._session.contents, self._session.spec
        if contents is None or spec.train is None:
            return
        if self._dialog is None or not self._dialog.isVisible():
            # Imported here: the window starts sooner without.
            from cellclassifier.gui.widgets import rotation_dialog as turning

            given = (contents.train.images, spec.train, spec.reading, spec.tests)
            self._dialog = turning.RotationDialog(turning.Sources(*given), self)
            self._dialog.show()
        self._dialog.raise_()

    def _blocked(self) -> str:
        """Return why one cannot go on, or nothing; copies are told under Training."""
        if self._cut is None or self._waits:
            return CUTTING
        session = self._session
        if self._cut.blocked or session.prepare_error:
            return self._cut.blocked or session.prepare_error
        prepared = session.prepared
        problems = prepared.problems if prepared else ()
        of_copies = set(prepared.leaks.problems()) if prepared else set()
        rest = (problem for problem in problems if problem not in of_copies)
        return next((p.text for _, p in rest if p.level == "error"), "")

    def _counted(self, test: str | None = None) -> str:
        if self._cut is None:
            return ""
        spec = self._session.spec
        waits = spec.tiling.least_contrast and not self._session.prepared
        counted = self._cut.counted(spec.tiling.size, test)
        return counted + (DROPPING if waits else "")


def _raise(error: BaseException) -> None:
    raise error
