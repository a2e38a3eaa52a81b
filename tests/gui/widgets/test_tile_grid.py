"""The wall of tiles: what it reads, shows, tells, and leaves alone."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from cellclassifier.core.errors import UserError
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.item_list import ItemList
from cellclassifier.gui.widgets.tile_delegate import Item, mark
from cellclassifier.gui.widgets.tile_grid import TileGrid
from cellclassifier.gui.widgets.tile_loader import TileLoader

MANY = 100_000


@pytest.fixture
def grid_of(qtbot):
    grids = []

    def make(load, items=(), size=(700, 500)):
        grid = TileGrid(load)
        grids.append(grid)
        qtbot.addWidget(grid)
        grid.set_items(items)
        grid.resize(*size)
        grid.show()
        return grid

    yield make
    for grid in grids:
        grid.close_loader()


@pytest.fixture
def loader_of(qtbot):
    loaders = []

    def make(*args):
        loader = TileLoader(*args)
        loaders.append(loader)
        return loader

    yield make
    for loader in loaders:
        loader.close()


class Source:
    """Grey tiles, each of its own shade; notes what was asked for."""

    def __init__(self, side=32):
        self.asked = []
        self.threads = set()
        self.side = side

    def __call__(self, key):
        self.asked.append(key)
        self.threads.add(threading.get_ident())
        return np.full((self.side, self.side), key % 200 + 20, np.uint8)


class Held(Source):
    """The same, but nothing is answered before the gate is open."""

    def __init__(self):
        super().__init__()
        self.gate = threading.Event()

    def __call__(self, key):
        pixels = super().__call__(key)
        assert self.gate.wait(20)
        return pixels


def items(count, **more):
    return [Item(i, f"granules {i}", **more) for i in range(count)]


def settle(qtbot, grid, key):
    qtbot.waitUntil(lambda: grid.loader.image(key) is not None)


def idle(qtbot, grid):
    qtbot.waitUntil(lambda: not (grid.loader._running or grid.loader._wanted))


def middle(grid, row):
    """Return the place in the middle of a tile, px."""
    rect = grid.visualRect(grid.model().index(row, 0))
    half = grid._look.side // 2
    return QPoint(rect.left() + rect.width() // 2, rect.top() + 8 + half)


def colour_at(grid, place):
    return grid.viewport().grab().toImage().pixelColor(place)


def test_hundred_thousand_tiles_open_and_scroll_reading_few(grid_of, qtbot):
    source = Source()
    grid = grid_of(source, items(MANY))
    settle(qtbot, grid, 0)
    idle(qtbot, grid)
    page = len(grid.rows_in_sight())
    assert page < 50
    assert len(source.asked) <= 2 * page
    bar = grid.verticalScrollBar()
    for step in range(1, 41):
        bar.setValue(bar.maximum() * step // 40)
        grid.viewport().repaint()
    settle(qtbot, grid, MANY - 1)
    idle(qtbot, grid)
    assert MANY - 1 in grid.rows_in_sight()
    assert len(source.asked) <= 45 * 2 * page
    assert len(source.asked) == len(set(source.asked))
    assert threading.get_ident() not in source.threads


def test_jump_to_the_end_drops_what_was_waiting(grid_of, qtbot):
    source = Held()
    grid = grid_of(source, items(MANY))
    qtbot.waitUntil(lambda: len(source.asked) > 0)
    started = set(source.asked)
    grid.scrollToBottom()
    grid.viewport().repaint()
    source.gate.set()
    settle(qtbot, grid, MANY - 1)
    idle(qtbot, grid)
    near = MANY - 2 * len(grid.rows_in_sight()) - 20
    early = {key for key in source.asked if key < near}
    # Besides those under way, one more may have started before the jump.
    assert len(early - started) <= 4


def test_wanted_last_is_read_first(loader_of, qtbot):
    source = Held()
    loader = loader_of(source)
    busy = range(100, 104)
    loader.want(busy)
    qtbot.waitUntil(lambda: len(source.asked) >= 1)
    loader.want([1, 2, 3])
    loader.want([7, 8, 9])
    source.gate.set()
    qtbot.waitUntil(lambda: loader.image(9) is not None)
    later = [key for key in source.asked if key not in busy]
    assert sorted(later) == [7, 8, 9]
    # Threads may overtake each other by one.
    assert later.index(7) < 2


def test_cache_is_bounded_and_forgets_the_oldest(loader_of, qtbot):
    loader = loader_of(Source(side=32), 10 * 32 * 32)
    for key in range(30):
        loader.want([key])
        qtbot.waitUntil(lambda key=key: loader.image(key) is not None)
        assert loader.image(0) is not None or key > 10
        assert loader.bytes_used() <= 10 * 32 * 32
    assert loader.image(29) is not None
    assert loader.image(5) is None


def test_used_tiles_outlive_unused_ones(loader_of, qtbot):
    loader = loader_of(Source(side=32), 3 * 32 * 32)
    for key in range(6):
        loader.want([key])
        qtbot.waitUntil(lambda key=key: loader.image(key) is not None)
        assert loader.image(0) is not None
    assert loader.image(1) is None


def test_refresh_reads_anew(grid_of, qtbot):
    source = Source()
    grid = grid_of(source, items(6))
    settle(qtbot, grid, 5)
    idle(qtbot, grid)
    assert sorted(source.asked) == list(range(6))
    grid.refresh()
    assert grid.loader.image(0) is None
    assert grid.loader.bytes_used() == 0
    settle(qtbot, grid, 5)
    idle(qtbot, grid)
    assert sorted(source.asked) == sorted([*range(6)] * 2)


def test_answer_from_before_refresh_is_thrown_away(loader_of, qtbot):
    source = Held()
    loader = loader_of(source)
    loader.want([1])
    qtbot.waitUntil(lambda: source.asked == [1])
    loader.refresh()
    loader.want([2])
    source.gate.set()
    qtbot.waitUntil(lambda: loader.image(2) is not None)
    loader.close()
    assert loader.image(1) is None


def test_other_items_keep_what_was_read(grid_of, qtbot):
    source = Source()
    grid = grid_of(source, items(6))
    settle(qtbot, grid, 5)
    grid.set_items(items(6)[::2])
    grid.viewport().repaint()
    idle(qtbot, grid)
    assert sorted(source.asked) == list(range(6))


@pytest.mark.parametrize(
    "error", [UserError("It ends early."), OSError("It is gone."), ValueError("Odd.")]
)
def test_unreadable_tile_says_why_once(grid_of, qtbot, error):
    asked = []

    def load(key):
        asked.append(key)
        if key == 1:
            raise error
        return np.zeros((8, 8), np.uint8)

    grid = grid_of(load, items(3, tooltip="well O05"))
    settle(qtbot, grid, 2)
    qtbot.waitUntil(lambda: grid.loader.problem(1) != "")
    grid.viewport().repaint()
    idle(qtbot, grid)
    assert asked.count(1) == 1
    model = grid.model()
    tip = Qt.ItemDataRole.ToolTipRole
    assert model.data(model.index(1, 0), tip) == str(error)
    assert model.data(model.index(0, 0), tip) == "well O05"
    spoken = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(error) in spoken
    picture = grid.viewport().grab(grid.visualRect(model.index(1, 0))).toImage()
    uncertain = theme.colours().uncertain
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    assert any(picture.pixelColor(x, y) == uncertain for x, y in places)


def test_pixels_of_the_wrong_kind_are_told_too(grid_of, qtbot):
    grid = grid_of(lambda key: np.zeros((8, 8), np.float32), items(1))
    qtbot.waitUntil(lambda: "float32" in grid.loader.problem(0))


def test_an_error_of_the_program_is_not_swallowed(grid_of, qtbot):
    def load(key):
        raise KeyError(key)

    with qtbot.captureExceptions() as caught:
        grid_of(load, items(1))
        qtbot.waitUntil(lambda: len(caught) > 0)
    assert caught[0][0] is KeyError


def test_small_tiles_are_enlarged_in_whole_numbers(grid_of, qtbot):
    pixels = np.zeros((30, 30), np.uint8)
    pixels[0, 0] = pixels[29, 29] = 77
    grid = grid_of(lambda key: pixels, items(1))
    settle(qtbot, grid, 0)
    centre = middle(grid, 0)
    picture = grid.viewport().grab().toImage()
    shades = {
        (x, y): picture.pixelColor(centre + QPoint(x, y)).red()
        for x, y in ((-61, -61), (-60, -60), (-57, -57), (-56, -56), (59, 59), (0, 0))
    }
    # 128 px hold 30 px four times: from -60 to 59.
    assert list(shades.values()) == [255, 77, 77, 0, 77, 0]


def test_large_tiles_are_shrunk_smoothly_and_kept_small(grid_of, qtbot):
    board = np.indices((512, 256)).sum(0) % 2 * 255
    grid = grid_of(lambda key: board.astype(np.uint8), items(1))
    settle(qtbot, grid, 0)
    image = grid.loader.image(0)
    assert (image.width(), image.height()) == (64, 128)
    assert abs(colour_at(grid, middle(grid, 0)).red() - 127) <= 2
    grid.set_tile_px(200)
    qtbot.waitUntil(
        lambda: grid.loader.image(0) and grid.loader.image(0).height() == 200
    )


def test_colour_tiles_are_shown_in_colour(grid_of, qtbot):
    pixels = np.zeros((16, 16, 3), np.uint8)
    pixels[..., 2] = 200
    grid = grid_of(lambda key: pixels, items(1))
    settle(qtbot, grid, 0)
    assert colour_at(grid, middle(grid, 0)) == QColor(0, 0, 200)


def test_tile_size_changes_cells_and_stays_in_place(grid_of, qtbot):
    grid = grid_of(Source(), items(1000))
    grid.select(500)
    grid.set_tile_px(64)
    assert grid.gridSize().width() < 128
    assert 500 in grid.rows_in_sight()
    grid.set_tile_px(200)
    assert grid.gridSize().width() > 200
    assert 500 in grid.rows_in_sight()


def test_class_stripe_and_outcomes_are_painted(grid_of, qtbot):
    shown = [
        Item(0, "a", outcome="right", colour=QColor("#123456")),
        Item(1, "b", outcome="wrong"),
        Item(2, "c"),
    ]
    grid = grid_of(lambda key: np.zeros((128, 128), np.uint8), shown)
    for key in range(3):
        settle(qtbot, grid, key)
    colours = theme.colours()
    picture = grid.viewport().grab().toImage()
    side = grid._look.side
    left = [middle(grid, row) - QPoint(side // 2, 0) for row in range(3)]
    assert picture.pixelColor(left[0]) == colours.right
    assert picture.pixelColor(left[1]) == colours.wrong
    assert picture.pixelColor(left[2] + QPoint(1, 0)) == QColor("black")
    stripe = middle(grid, 0) + QPoint(0, side // 2 + 3)
    assert picture.pixelColor(stripe) == QColor("#123456")


def test_tick_and_cross_are_shapes():
    box = QRectF(0, 0, 100, 100)
    tick, cross = mark("right", box), mark("wrong", box)
    assert box.contains(tick.boundingRect())
    assert box.contains(cross.boundingRect())
    assert tick.elementCount() == 3
    strokes = [cross.elementAt(i) for i in range(cross.elementCount())]
    assert sum(e.type == QPainterPath.ElementType.MoveToElement for e in strokes) == 2
    assert mark("none", box).isEmpty()


def test_click_selects_and_tells_the_key(grid_of, qtbot):
    grid = grid_of(Source(), items(20))
    with qtbot.waitSignal(grid.selected) as told:
        qtbot.mouseClick(
            grid.viewport(), Qt.MouseButton.LeftButton, pos=middle(grid, 2)
        )
    assert told.args == [2]
    assert grid.current_key() == 2


def test_click_beside_the_tiles_keeps_the_choice(grid_of, qtbot):
    grid = grid_of(Source(), items(2))
    grid.select(1)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 450))
    assert grid.current_key() == 1


def test_keys_walk_through_the_tiles(grid_of, qtbot):
    grid = grid_of(Source(), items(1000))
    told = []
    grid.selected.connect(told.append)
    grid.select(0)
    across = grid.viewport().width() // grid.gridSize().width()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_End)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert told == [1, 1 + across, 999, 998, 0]
    qtbot.keyClick(grid, Qt.Key.Key_G)
    assert grid.current_key() == 0


def test_return_and_double_click_activate(grid_of, qtbot):
    grid = grid_of(Source(), items(20))
    told = []
    grid.activated_key.connect(told.append)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    grid.select(3)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    place = middle(grid, 1)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [3, 1]


def test_setters_do_not_emit(grid_of, qtbot):
    grid = grid_of(Source(), items(50))
    with qtbot.assertNotEmitted(grid.selected):
        grid.select(7)
        assert grid.current_key() == 7
        grid.set_items(items(40))
        assert grid.current_key() == 7
        grid.set_tile_px(64)
        grid.set_items(items(5))
        assert grid.current_key() is None
        grid.select(2)
        grid.select(None)
        assert grid.current_key() is None
        grid.select("not there")


def test_selected_tile_is_scrolled_to(grid_of):
    grid = grid_of(Source(), items(MANY))
    grid.select(70_000)
    assert 70_000 in grid.rows_in_sight()
    assert grid.currentIndex().row() == 70_000


def test_rows_in_sight_are_those_painted(grid_of):
    grid = grid_of(Source(), items(1000))
    grid.verticalScrollBar().setValue(333)
    visible = grid.viewport().rect()
    model = grid.model()
    rows = [
        row
        for row in range(1000)
        if grid.visualRect(model.index(row, 0)).intersects(visible)
    ]
    assert list(grid.rows_in_sight()) == rows


def test_two_items_of_one_key_are_refused(grid_of):
    grid = grid_of(Source(), items(3))
    with pytest.raises(ValueError, match="same key"):
        grid.set_items([Item(1), Item(1)])


def test_item_is_spoken_as_a_sentence(grid_of):
    item = Item(0, "granules 0.98", "well O05", "wrong", None, "O05.png")
    grid = grid_of(Source(), [item])
    index = grid.model().index(0, 0)
    spoken = grid.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "granules 0.98, well O05, wrong, O05.png"


def test_no_items_read_nothing(grid_of):
    source = Source()
    grid = grid_of(source)
    grid.viewport().repaint()
    assert source.asked == []
    assert list(grid.rows_in_sight()) == []
    assert grid.current_key() is None


def test_close_waits_for_the_threads_and_reads_no_more(grid_of, qtbot):
    source = Held()
    grid = grid_of(source, items(100))
    qtbot.waitUntil(lambda: len(source.asked) > 0)
    source.gate.set()
    grid.close_loader()
    asked = len(source.asked)
    assert not [t for t in threading.enumerate() if t.name.startswith("tiles")]
    grid.viewport().repaint()
    grid.close_loader()
    assert len(source.asked) == asked


def test_the_narrowest_grid_leaves_no_row_empty(grid_of, qtbot):
    items = [Item(key=number) for number in range(40)]
    grid = grid_of(lambda key: np.zeros((8, 8), np.uint8), items, size=(10, 400))
    assert grid.width() == grid.minimumWidth()
    assert grid.verticalScrollBar().isVisible()
    assert grid.visualRect(grid.model().index(0)).top() == 0
    assert grid.visualRect(grid.model().index(1)).top() == grid.gridSize().height()
    grid.set_tile_px(200)
    assert grid.minimumWidth() > 200


def test_several_tiles_are_chosen_where_that_is_allowed(grid_of, qtbot):
    grid = grid_of(Source(), items(MANY))
    counts = []
    grid.set_multiple(True)
    grid.chosen_changed.connect(counts.append)
    grid.select(1)
    left, ctrl = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(grid.viewport(), left, ctrl, middle(grid, 4))
    assert grid.chosen_keys() == [1, 4]
    assert grid.current_key() == 4
    qtbot.mouseClick(grid.viewport(), left, shift, middle(grid, 6))
    assert grid.chosen_keys() == [1, 4, 5, 6]
    qtbot.keyClick(grid, Qt.Key.Key_A, ctrl)
    assert grid.count_chosen() == MANY
    assert counts[-1] == MANY
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.chosen_keys() == [7]
    assert counts[-1] == 1


def test_one_tile_is_chosen_where_several_are_not_allowed(grid_of, qtbot):
    grid = grid_of(Source(), items(20))
    grid.select(1)
    qtbot.mouseClick(
        *(grid.viewport(), Qt.MouseButton.LeftButton),
        *(Qt.KeyboardModifier.ControlModifier, middle(grid, 4)),
    )
    assert grid.chosen_keys() == [4]


def test_the_tile_that_was_chosen_last_is_told(grid_of, qtbot):
    grid = grid_of(Source(), items(1000))
    grid.set_multiple(True)
    told = []
    grid.selected.connect(told.append)
    grid.select(5)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(grid, Qt.Key.Key_Right, shift)
    qtbot.keyClick(grid, Qt.Key.Key_End, shift)
    assert told == [6, 999]
    assert grid.count_chosen() == 995
    grid.select(5)
    qtbot.keyClick(grid, Qt.Key.Key_Home, shift)
    assert told[-1] == 0


def test_items_made_late_are_painted_and_counted(grid_of, qtbot):
    made = []

    def make(place):
        made.append(place)
        return Item(place, f"granules {place}")

    grid = grid_of(Source(), ItemList(range(MANY), make, 1))
    settle(qtbot, grid, 0)
    grid.viewport().repaint()
    assert 0 < len(set(made)) < 200
    grid.select(70_000)
    assert 70_000 in grid.rows_in_sight()
    with pytest.raises(ValueError, match="same key"):
        grid.set_items(ItemList([1, 1], make, 1))


def test_unknown_outcomes_and_flags_are_painted(grid_of, qtbot):
    shown = [
        Item(0, "a", outcome="unknown"),
        Item(1, "b", flag="label marked wrong"),
        Item(2, "c"),
    ]
    grid = grid_of(lambda key: np.zeros((128, 128), np.uint8), shown)
    for key in range(3):
        settle(qtbot, grid, key)
    uncertain = theme.colours().uncertain
    picture = grid.viewport().grab().toImage()
    half = grid._look.side // 2
    left = [middle(grid, row) - QPoint(half, 0) for row in range(3)]
    assert picture.pixelColor(left[0]) == uncertain

    def flag(row):
        corner = middle(grid, row) - QPoint(half, half)
        places = ((x, y) for x in range(2, 16) for y in range(2, 16))
        return any(
            picture.pixelColor(corner + QPoint(x, y)) == uncertain for x, y in places
        )

    assert flag(1)
    assert not flag(2)
    assert "label marked wrong" in shown[1].spoken()
    assert "unknown" in shown[0].spoken()


def test_the_mark_of_what_is_not_known_is_a_ring():
    box = QRectF(0, 0, 100, 100)
    ring = mark("unknown", box)
    assert box.contains(ring.boundingRect())
    assert ring.boundingRect().center() == box.center()
    assert ring not in (mark("right", box), mark("wrong", box))
