"""Nothing that the screen of a review can reach, says or shows leads to the truth."""

import gc
import re
import types
from pathlib import Path

import numpy as np
import predicted
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.reviews.review import Review, draw_review
from cellclassifier.core.reviews.seal import Key, SealedCard, SealedTile
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.review_screen import ReviewScreen

KNOWING = (
    *(Run, Study, Predictions, Review, Tile, Session),
    *(Key, SealedCard, SealedTile),
)
"""What knows a true class, or leads to what does."""

FAR = re.compile(r"^\d+%$|\d+ of \d+|tiles follow")
"""What says how far the reader is."""

OPAQUE = (types.ModuleType, type, types.FrameType, types.CodeType)
"""What is the same in every process, whatever is reviewed."""


@pytest.fixture
def run(tmp_path):
    run = predicted.finish(predicted.make_study(tmp_path))
    predicted.predict(run)
    return run


@pytest.fixture
def screen_of(qtbot):
    screens = []

    def screen_of(review):
        screen = ReviewScreen(review.sitting("Ada"))
        screens.append(screen)
        screen.resize(1280, 800)
        screen.show()
        qtbot.keyClick(screen, Qt.Key.Key_Return)
        return screen

    yield screen_of
    for screen in screens:
        screen.close()


def draw(run, kind="crossover", seed=3):
    spec = ReviewSpec(kind=kind, tiles="all", repeats=0.25, seed=seed)
    return draw_review(run.study_folder, [run], "test", spec)


def neighbours(found):
    """Return what can be reached from an object in one step."""
    if isinstance(found, types.FunctionType):
        # Its globals are its module.
        cells = [each.cell_contents for each in found.__closure__ or ()]
        return [*cells, found.__defaults__, found.__kwdefaults__]
    near = list(gc.get_referents(found))
    if isinstance(found, QObject):
        near += [found.parent(), *found.children()]
    if isinstance(found, QWidget):
        near += [found.window(), found.layout(), *found.actions()]
    return near


def reachable(start):
    seen, waiting = {}, [start]
    while waiting:
        found = waiting.pop()
        if id(found) in seen or isinstance(found, OPAQUE):
            continue
        if found is QApplication.instance():
            continue
        seen[id(found)] = found
        waiting += neighbours(found)
    return list(seen.values())


def paths_in(found):
    texts = (str(each) for each in found if isinstance(each, str | Path | bytes))
    return {text for text in texts if "/" in text or "\\" in text}


@pytest.mark.parametrize("kind", ["classify", "judge"])
def test_what_the_screen_reaches_leads_to_no_answer(qtbot, screen_of, run, kind):
    review = draw(run, kind)
    screen = screen_of(review)
    for _ in range(3):
        qtbot.keyClick(screen, Qt.Key.Key_1)
    found = reachable(screen)
    assert any(each is screen._sitting for each in found), "the walk went nowhere"
    assert len(found) > 300
    assert not [each for each in found if isinstance(each, KNOWING)]
    study = str(run.study_folder)
    inside = {path for path in paths_in(found) if study in path}
    assert inside, "the walk found not even the review"
    assert all(path.startswith(str(review.folder)) for path in inside)
    names = {tile.image.name for tile in run.tiles("test")}
    assert not names & {str(each) for each in found if isinstance(each, str | Path)}
    # Only the sealed key, which nothing here opens, lies beside what is read.
    assert not [path for path in inside if "sealed" in path]


def test_the_walk_does_find_what_knows_the_truth(qtbot, screen_of, run):
    screen = screen_of(draw(run))
    hidden = Review(draw(run).folder)
    screen.answers.chosen.connect(lambda: hidden)
    screen.secret = lambda: hidden
    assert [each for each in reachable(screen) if isinstance(each, KNOWING)]


def texts_of(screen):
    """Return all that a screen says, in sight or when asked, and the clipboard."""
    said = []
    for part in [screen, *screen.findChildren(QWidget)]:
        said += [
            *(part.toolTip(), part.statusTip(), part.whatsThis(), part.windowTitle()),
            *(part.accessibleName(), part.accessibleDescription(), part.objectName()),
            *(part.windowFilePath(), part.windowIconText()),
        ]
        if isinstance(part, QLabel) or hasattr(part, "text"):
            said.append(str(part.text()))
        where = part.rect().center()
        # What comes up is a child of what was asked, with a name of its own.
        asked = QHelpEvent(QEvent.Type.ToolTip, where, part.mapToGlobal(where))
        QApplication.sendEvent(part, asked)
    said += [action.text() for action in screen.findChildren(QAction)]
    said = [text for text in said if text != "qtooltip_label"]
    return (*said, QGuiApplication.clipboard().text())


def replay(qtbot, screen):
    """Return what is said at each card, by the pixels of the card and its kind."""
    said = {}
    while screen.stage != "over":
        if screen.stage == "waiting":
            qtbot.keyClick(screen, Qt.Key.Key_Return)
            continue
        card = screen._sitting.card()
        # How far the reader is, is chance.
        texts = frozenset(t for t in texts_of(screen) if not FAR.search(t))
        said.setdefault((screen._sitting.pixels().tobytes(), card.kind), []).append(
            texts
        )
        qtbot.keyClick(screen, Qt.Key.Key_1)
    return said


def swap_truth(run):
    """Give every tile of the test set the other class; predictions stay."""
    other = {"discs": "squares", "squares": "discs"}
    path = run.predictions_path("test")
    rows = read_table(path)
    for row in rows:
        row["true_class"] = other[row["true_class"]]
    write_table(path, list(rows[0]), [list(row.values()) for row in rows])


def test_what_is_said_does_not_depend_on_the_truth(qtbot, screen_of, run):
    before = replay(qtbot, screen_of(draw(run, "judge")))
    swap_truth(run)
    after = replay(qtbot, screen_of(draw(run, "judge")))
    assert len(before) == 8
    assert before.keys() == after.keys()
    # A repeat says the same as the first showing, too.
    for tile, said in before.items():
        assert set(said) == set(after[tile])
        assert len(set(said)) == 1


def test_classified_tiles_all_say_the_same(qtbot, screen_of, run):
    said = replay(qtbot, screen_of(draw(run, "classify")))
    assert len(said) == 8
    assert len({each for tile in said.values() for each in tile}) == 1


def test_pixels_are_those_the_network_sees(qtbot, screen_of, run):
    from cellclassifier.core.tiling import read_tile, view_of

    screen = screen_of(draw(run, "classify"))
    view = view_of(run.record.study)
    known = [read_tile(tile, view) for tile in run.tiles("test")]
    while screen.stage != "over":
        shown = screen._sitting.pixels()
        assert any(np.array_equal(shown, each) for each in known)
        assert np.array_equal(screen.tile._pixels, shown[..., 0])
        qtbot.keyClick(screen, Qt.Key.Key_1)
