"""Kernels and feature maps that a worker wrote, and the search for tiles."""

import clumped
import numpy as np
import pytest
from predicted import wait
from PySide6.QtCore import QPoint

from cellclassifier.core.inside.exciting import Best, exciting_path, write_exciting
from cellclassifier.core.inside.features import Learnt, features_path, write_features
from cellclassifier.core.messages import Ended, ExcitingJob, FeaturesJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.convolutions_tab import ConvolutionsTab
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.prediction_table import read_all


def learnt():
    random = np.random.default_rng(0)
    first = random.normal(0, 1, (3, 3, 1, 4)).astype(np.float32)
    second = random.normal(0, 1, (3, 3, 4, 6)).astype(np.float32)
    bias = np.zeros(4, np.float32)
    more = np.full(6, 0.5, np.float32)
    return (
        Learnt("entry", 1, 1, "ReLU", (1, 1), (64, 64, 4), first, bias),
        Learnt("conv", 1, 2, "ReLU", (1, 1), (32, 32, 6), second, more),
        Learnt("conv", 2, 2, "normalisation", (1, 1), (16, 16, 6), second, more),
    )


def maps(tile):
    found = [np.zeros(each.shape, np.float32) for each in learnt()]
    found[0][tile, 5, 1] = 2
    found[0][3, 3, 2] = 0.5
    found[1][10, tile, 4] = 3
    found[2][..., 0] = -1
    return found


class Worker:
    """Does jobs as the worker would, at once or when it is told."""

    def __init__(self):
        self.jobs, self.stopped = [], []
        self.waits, self.fails = False, ""
        self._open = []

    @property
    def doing(self):
        return Doing(self._ask, self.stopped.append)

    def go_on(self, outcome="done"):
        self._end(*self._open.pop(0), outcome)

    def _ask(self, job, done, heard):
        self.jobs.append(job)
        heard(Progressed(what="looking for exciting tiles", done=3, of=8))
        if self.waits:
            self._open.append((job, done))
        else:
            self._end(job, done)

    def _end(self, job, done, outcome="done"):
        if self.fails:
            done(Ended(outcome="failed", detail=self.fails))
            return
        if outcome == "done":
            work(job)
        done(Ended(outcome=outcome))


def work(job):
    run = Run(job.run)
    if isinstance(job, FeaturesJob):
        write_features(run, job.test, job.tile, learnt(), maps(job.tile))
        return
    tiles, best = run.tiles(job.test), Best(4)
    extremes = np.zeros((len(tiles), 4, 3))
    extremes[:, 1, 0] = np.arange(1, len(tiles) + 1)
    extremes[:, 1, 2] = 64 * 32 + 16
    best.add(tiles, extremes, (64, 64))
    write_exciting(exciting_path(run, job.test, job.layer), best.found())


@pytest.fixture
def shown(tmp_path):
    run = clumped.predicted(clumped.study(tmp_path, count=4))
    run.model_path.write_bytes(b"a network")
    return read_all(run, "test")


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def tab(qtbot, shown, worker):
    background = Background()
    tab = ConvolutionsTab(background, worker.doing)
    qtbot.addWidget(tab)
    tab.resize(900, 560)
    tab.show()
    tab.show_set(shown)
    yield tab
    tab.close_tab()
    background.close()


def open_tile(qtbot, tab, shown, number=2):
    tab.choose(shown.tile(number))
    wait(qtbot, lambda: tab.own._tile is not None)
    tab.parts.setCurrentWidget(tab.learnt)
    wait(qtbot, lambda: tab.learnt._features is not None)
    return tab.learnt


def pick(box, place):
    box.setCurrentIndex(place)
    box.activated.emit(place)


def press(learnt, feature):
    gallery = learnt.gallery
    gallery.setCurrentIndex(gallery.model().index(feature, 0))


def caption(learnt, feature):
    return learnt.gallery.model().index(feature, 0).data()


def test_nothing_is_asked_until_it_is_seen(qtbot, tab, shown, worker):
    tab.choose(shown.tile(2))
    wait(qtbot, lambda: tab.own._tile is not None)
    assert worker.jobs == []
    tab.parts.setCurrentWidget(tab.learnt)
    wait(qtbot, lambda: tab.learnt._features is not None)
    job = FeaturesJob(run=shown.run.folder, test="test", tile=2)
    assert worker.jobs == [job]


def test_convolutions_are_offered_in_order(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    labels = [learnt.layer.itemText(n) for n in range(learnt.layer.count())]
    assert labels == [
        "1. entry: 4 features, 3 x 3 kernels, 64 x 64 maps",
        "2. conv, use 1 of 2 (shared): 6 features, 3 x 3 kernels, 32 x 32 maps",
        "3. conv, use 2 of 2 (shared): 6 features, 3 x 3 kernels, 16 x 16 maps",
    ]


def test_features_are_told_and_one_that_shows_something_is_chosen(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    assert [caption(learnt, n) for n in range(4)] == [
        *("1: silent", "2: up to 2", "3: up to 0.5", "4: silent"),
    ]
    assert learnt.gallery.feature == 1
    assert learnt.view.title.text() == "Feature 2 of entry"
    # In the tile's colours but for the one place where the map is not 0.
    red, green, blue = learnt.view.canvas._image[2, 5]
    assert blue > green
    assert red > green


def test_another_convolution_starts_with_its_own_feature(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    pick(learnt.layer, 1)
    assert learnt.gallery.count == 6
    assert learnt.gallery.feature == 4
    assert learnt.view.words.text() == (
        "One 3 x 3 kernel on each of its 4 inputs, added up, plus 0.5; shown after "
        "ReLU."
    )
    pick(learnt.layer, 2)
    press(learnt, 0)
    assert learnt.view.bar.ends == ("\N{MINUS SIGN}1", "1")
    press(learnt, 3)
    assert "Silent" in learnt.view.canvas._message


def test_the_chosen_feature_stays_from_tile_to_tile(qtbot, tab, shown, worker):
    learnt = open_tile(qtbot, tab, shown)
    press(learnt, 2)
    tab.choose(shown.tile(5))
    wait(qtbot, lambda: len(worker.jobs) == 2 and learnt._features is not None)
    assert learnt.gallery.feature == 2
    tab.choose(shown.tile(2))
    wait(qtbot, lambda: learnt._tile.number == 2 and learnt._features is not None)
    # What was made before is read.
    assert len(worker.jobs) == 2


def test_a_common_scale_has_the_same_top_for_all(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    press(learnt, 2)
    assert learnt.view.bar.ends == ("0", "0.5")
    pick(learnt.scale, 1)
    assert learnt.gallery.feature == 2
    assert float(learnt.view.bar.ends[1]) == pytest.approx(2, abs=0.02)


def test_kernels_are_told_in_numbers(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    pick(learnt.layer, 1)
    words = learnt.gallery.model().index(4, 0).data(3)
    assert "strongest of 4" in words
    strip = learnt.view.kernels
    assert strip.input_at(QPoint(1, 1)) == 0
    assert strip.input_at(QPoint(strip._side() + 4, 1)) == 1
    assert strip.input_at(QPoint(1, 5000)) == -1
    assert "4 kernels" in strip.accessibleDescription()


def test_the_value_under_the_mouse_is_told(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    learnt.view.canvas.pointed.emit(5, 2)
    assert learnt.view.value.text() == "2 at 6, 3 of 64 x 64"
    learnt.view.canvas.pointed.emit(-1, -1)
    assert learnt.view.value.text() == " "


def test_who_clicks_through_tiles_waits_for_the_last_only(qtbot, tab, shown, worker):
    worker.waits = True
    tab.parts.setCurrentWidget(tab.learnt)
    for number in (0, 3, 6):
        tab.choose(shown.tile(number))
        wait(qtbot, lambda n=number: tab.learnt._tile == shown.tile(n))
        wait(qtbot, lambda: not tab._background._newest)
    assert [job.tile for job in worker.jobs] == [0]
    worker.go_on()
    wait(qtbot, lambda: len(worker.jobs) == 2)
    assert worker.jobs[1].tile == 6
    worker.go_on()
    wait(qtbot, lambda: tab.learnt._features is not None)
    assert caption(tab.learnt, 1) == "2: up to 2"


def test_a_job_that_failed_is_told(qtbot, tab, shown, worker):
    worker.fails = "The network fell over."
    tab.parts.setCurrentWidget(tab.learnt)
    tab.choose(shown.tile(1))
    wait(qtbot, lambda: tab.learnt.view.canvas._message == "The network fell over.")
    assert tab.learnt.gallery.count == 0


def test_maps_of_an_earlier_network_are_not_shown(qtbot, tab, shown, worker):
    open_tile(qtbot, tab, shown)
    assert features_path(shown.run, "test", 2).exists()
    shown.run.model_path.write_bytes(b"another network")
    tab.choose(shown.tile(3))
    wait(qtbot, lambda: len(worker.jobs) == 2)
    tab.choose(shown.tile(2))
    wait(qtbot, lambda: len(worker.jobs) == 3)


def test_an_image_that_is_gone_is_told(qtbot, tab, shown):
    tile = shown.tile(4)
    tile.image.unlink()
    tab.choose(tile)
    wait(qtbot, lambda: "cannot be opened" in tab.own.tile._message)
    assert "cannot be opened" in tab.learnt.view.canvas._message


def test_exciting_tiles_are_searched_and_kept(qtbot, tab, shown, worker):
    learnt = open_tile(qtbot, tab, shown)
    panel = learnt.exciting
    assert panel.cost.text().startswith("Puts all 8 tiles of 'test' through")
    assert not panel.grid.isVisible()
    panel.search.click()
    wait(qtbot, lambda: panel.grid.isVisible())
    assert worker.jobs[-1] == ExcitingJob(
        run=shown.run.folder, test="test", layer="entry"
    )
    keys = panel.grid._items.keys
    assert [key[2] for key in keys] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert panel.words.text().startswith("8 tiles of 8 images that excite it most")
    assert not panel.search.isVisible()
    # The ring lies around the middle, where the maximum is.
    pixels = panel._load(keys[0])
    assert pixels.shape == (64, 64, 3)
    assert (pixels == (0, 229, 255)).all(axis=2).any()
    press(learnt, 2)
    assert "silent in all" in panel.words.text()
    with qtbot.waitSignal(tab.tile_wanted) as wanted:
        panel.grid.activated_key.emit(keys[0])
    assert wanted.args == [7]
    wait(qtbot, lambda: learnt._tile.number == 7 and learnt._features is not None)


def test_a_search_shows_how_far_it_is_and_can_be_stopped(qtbot, tab, shown, worker):
    learnt = open_tile(qtbot, tab, shown)
    worker.waits, panel = True, learnt.exciting
    panel.search.click()
    assert panel.progress.isVisible()
    assert (panel.progress.bar.value(), panel.progress.bar.maximum()) == (3, 8)
    assert not panel.search.isEnabled()
    panel.progress.cancel.click()
    assert worker.stopped == [worker.jobs[-1]]
    with qtbot.waitSignal(tab.told) as told:
        worker.go_on("cancelled")
    assert told.args == ["Stopped; nothing was kept."]
    assert not panel.progress.isVisible()
    assert panel.search.isEnabled()


def test_a_damaged_table_is_told(qtbot, tab, shown):
    path = exciting_path(shown.run, "test", "entry")
    path.parent.mkdir(exist_ok=True)
    path.write_text("feature,rank\n1,1\n")
    with qtbot.waitSignal(tab.told) as told:
        open_tile(qtbot, tab, shown)
    assert "is damaged" in told.args[0]
    assert "Delete it" in told.args[0]


def test_every_control_has_a_name_and_a_tooltip(qtbot, tab, shown):
    learnt = open_tile(qtbot, tab, shown)
    for each in (learnt.layer, learnt.scale, learnt.exciting.search, learnt.view.bar):
        assert each.accessibleName() or each.text()
        assert each.toolTip()
