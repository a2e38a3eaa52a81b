"""One tile, large: maps of several methods, classes or runs side by side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_canvas import Outlines, Sight
from cellclassifier.gui.widgets.explain_choices import ClassChoice, MethodBox
from cellclassifier.gui.widgets.explain_maps import Explain, Found, MapFinder, Want
from cellclassifier.gui.widgets.explain_outlines import Clumps, Outliner
from cellclassifier.gui.widgets.explain_show import ShowLine
from cellclassifier.gui.widgets.explain_slot import Differ, Heading
from cellclassifier.gui.widgets.explain_view import MapView
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_display import pixels_to_see

MOST_VIEWS = 4

BEWARE = tr(
    "What a picture cannot show: clumps are bright, and a map that is multiplied by "
    "brightness falls on them anyway; the tile itself, without any network, does. "
    "Whether the network looks at clumps is measured under Clumps."
)
_DIFFER_HELP = tr(
    "What differs from view to view: the method, the class that is explained, or the "
    "run whose network is asked."
)
_NOTHING = tr("Choose a tile at the left.")


class TileTab(QWidget):
    """Shows the chosen tile in up to four views that move in step."""

    def __init__(
        self,
        background: Background,
        explain: Explain,
        outliner: Outliner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._outliner = background, outliner
        self._shown: Shown | None = None
        self._runs: Sequence[Run] = ()
        self._tile: Tile | None = None
        self._wants: list[Want] = []
        self._pixels: NDArray[np.float32] | None = None
        self.finder = MapFinder(background, explain, self)
        self.differ = QComboBox()
        self.method, self.classes = MethodBox(), ClassChoice()
        self.add = QPushButton(theme.icon("add"), tr("Add a view"))
        self.show_line = ShowLine()
        self.clumps = BreakingLabel()
        self.value = QLabel(" ")
        self.views: list[MapView] = []
        self._build()
        self._connect()
        for _ in range(2):
            self._add_view()
        self._differ()

    def show_set(self, shown: Shown, runs: Sequence[Run]) -> None:
        """Show tiles of another set; and offer these runs."""
        self._shown, self._runs = shown, runs
        self.classes.set_classes(shown.table.classes)
        for view in self.views:
            self._offer(view)
        self._tile = None

    def choose(self, tile: Tile) -> None:
        """Show a tile of the set."""
        shown = self._shown
        if shown is None:
            return
        self._tile = tile
        for view in self.views:
            view.canvas.set_outlines(())
        view_ = view_of(shown.run.record.study)
        self._background.run(
            "explain tile",
            lambda: pixels_to_see(tile, view_),
            lambda pixels: self._on_pixels(tile, pixels),
            self._on_unreadable,
        )
        self._ask_outlines()

    def _build(self) -> None:
        words = {"methods": tr("methods"), "classes": tr("classes"), "runs": tr("runs")}
        for what, text in words.items():
            self.differ.addItem(text, what)
        self.differ.setAccessibleName(tr("what differs from view to view"))
        self.differ.setToolTip(f"<qt>{_DIFFER_HELP}</qt>")
        self.add.setToolTip(
            tr("Up to {most_views} views, side by side.", most_views=MOST_VIEWS)
        )
        self._method_label = QLabel(tr("made by"))
        self._class_label = QLabel(tr("explaining the"))
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(QLabel(tr("Side by side:")))
        line.addWidget(self.differ)
        line.addWidget(self._method_label)
        line.addWidget(self.method, 1)
        line.addWidget(self._class_label)
        line.addWidget(self.classes, 1)
        line.addStretch(1)
        line.addWidget(self.add)
        self._grid = QHBoxLayout()
        self._grid.setSpacing(2 * theme.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(self.show_line)
        box.addLayout(self._grid, 1)
        self.value.setAccessibleName(tr("pixel under the mouse"))
        self.clumps.hide()
        box.addWidget(self.value)
        box.addWidget(self.clumps)
        box.addWidget(theme.muted(BEWARE))

    def _connect(self) -> None:
        self.differ.activated.connect(self._differ)
        self.method.changed.connect(self._ask)
        self.classes.changed.connect(self._ask)
        self.add.clicked.connect(self._on_add)
        self.show_line.changed.connect(self._renew)
        self.show_line.outlines_changed.connect(self._ask_outlines)
        self.finder.found.connect(self._on_found)
        self.finder.said.connect(self._on_said)
        self._outliner.found.connect(self._on_clumps)
        self._outliner.said.connect(self._say_clumps)
        self._found: dict[Want, Found] = {}

    def _add_view(self) -> None:
        heading = Heading(len(self.views))
        view = MapView(heading)
        heading.changed.connect(self._ask)
        view.pointed.connect(self._point)
        view.canvas.moved.connect(lambda sight: self._follow(view, sight))
        view.close_asked.connect(lambda: self._close_view(view))
        view.canvas.set_message(_NOTHING)
        self.views.append(view)
        self._offer(view)
        self._lay_out()

    def _on_add(self) -> None:
        self._add_view()
        self._differ()

    def _close_view(self, view: MapView) -> None:
        self.views.remove(view)
        view.hide()
        view.deleteLater()
        self._lay_out()
        self._ask()

    def _lay_out(self) -> None:
        """Put the views into a row."""
        for place, view in enumerate(self.views):
            self._grid.insertWidget(place, view, 1)
            view.close_button.setVisible(len(self.views) > 1)
            view.reserve(1 if len(self.views) < 3 else 3)
        self.add.setEnabled(len(self.views) < MOST_VIEWS)

    def _offer(self, view: MapView) -> None:
        shown, heading = self._shown, view.heading
        if shown is not None and isinstance(heading, Heading):
            heading.offer(shown.table.classes, self._runs, shown.run)

    def _differ(self) -> None:
        """Show what all views have in common above, and the rest on each."""
        what: Differ = self.differ.currentData()
        parts: tuple[tuple[QWidget, Differ], ...] = (
            *((self.method, "methods"), (self._method_label, "methods")),
            *((self.classes, "classes"), (self._class_label, "classes")),
        )
        for part, differs in parts:
            part.setVisible(what != differs)
        for view in self.views:
            if isinstance(view.heading, Heading):
                view.heading.differ_in(what)
        if self._tile is not None:
            self.choose(self._tile)

    def _on_pixels(self, tile: Tile, pixels: NDArray[np.float32]) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        black, white = shown.levels
        grey = np.clip((pixels - black) / max(white - black, 1e-6), 0, 1)
        self._pixels = pixels
        for view in self.views:
            view.show_tile(np.asarray(grey, np.float32))
        self._ask()

    def _on_unreadable(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self._pixels = None
        for view in self.views:
            view.show_tile(None)
            view.say(str(error))

    def _ask(self) -> None:
        """Look for the map of each view."""
        shown, tile = self._shown, self._tile
        if shown is None or tile is None:
            return
        self._wants = [self._want(view, shown, tile) for view in self.views]
        self._found = {w: f for w, f in self._found.items() if w in self._wants}
        self.finder.want(self._wants)

    def _want(self, view: MapView, shown: Shown, tile: Tile) -> Want:
        heading, what = view.heading, self.differ.currentData()
        assert isinstance(heading, Heading)
        run = (heading.runs.run if what == "runs" else None) or shown.run
        method = heading.method if what == "methods" else self.method
        classes = heading.classes if what == "classes" else self.classes
        return Want(run, shown.test, tile, method.method, classes.explained)

    def _on_found(self, want: Want, found: Found) -> None:
        self._found[want] = found
        self._renew()

    def _on_said(self, want: Want, sentence: str) -> None:
        for view, wanted in zip(self.views, self._wants, strict=False):
            if wanted == want:
                view.say(sentence)

    def _renew(self) -> None:
        """Show the maps that are here, by their own scales or by one."""
        look = self.show_line.look
        here = [
            (view, want.method.key, self._found[want])
            for view, want in zip(self.views, self._wants, strict=False)
            if want in self._found
        ]
        for view, method, found in here:
            view.take(found, method, look)
        pictures = [view.picture for view, *_ in here if view.picture]
        tops: dict[str, float] = {}
        for each in pictures:
            tops[each.unit] = max(each.top, tops.get(each.unit, 0.0))
        for view, *_ in here:
            common = self.show_line.common and view.picture is not None
            top = tops[view.picture.unit] if common and view.picture else None
            view.render_map(top, look.opacity)

    def _ask_outlines(self) -> None:
        wanted = self.show_line.outlines.isChecked()
        self.clumps.setVisible(wanted)
        for view in self.views:
            view.canvas.set_outlines(())
        if wanted and self._shown and self._tile:
            self._outliner.ask(self._shown.run, self._shown.test, self._tile)

    def _on_clumps(self, clumps: Clumps) -> None:
        if clumps.tile == self._tile:
            self._say_clumps(clumps.sentence)
            wanted = self.show_line.outlines.isChecked()
            outlines: Outlines = clumps.outlines if wanted else ()
            for view in self.views:
                view.canvas.set_outlines(outlines)

    def _say_clumps(self, sentence: str) -> None:
        self.clumps.setText(sentence)

    def _point(self, x: int, y: int) -> None:
        words = " "
        if self._pixels is not None and x >= 0:
            numbers = " ".join(f"{v:.3f}" for v in np.atleast_1d(self._pixels[y, x]))
            words = tr("x {x}  y {y}  brightness {numbers}", x=x, y=y, numbers=numbers)
        self.value.setText(words)
        for view in self.views:
            view.point(x, y)

    def _follow(self, moved: MapView, sight: Sight) -> None:
        for view in self.views:
            if view is not moved:
                view.canvas.follow(sight)
