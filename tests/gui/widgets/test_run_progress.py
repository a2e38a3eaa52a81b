"""The line of progress, with a clock of its own."""

import pytest
from PySide6.QtCore import Qt

from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.live_line import LiveLine
from cellclassifier.gui.widgets.run_progress import (
    STOPPING,
    STOPPING_FAR,
    RunProgress,
)


def menu_texts(line):
    return [action.text() for action in line.stop.menu().actions()]


def test_it_counts_batches_and_time_left(qtbot):
    now = [0.0]
    line = RunProgress(lambda: now[0])
    qtbot.addWidget(line)
    line.begin(epochs=3)
    assert "Starting" in line.text.text()
    line.start_epochs(batches=10)
    now[0] = 30.0
    line.show_batch(BatchEnded(epoch=1, batch=1, of=10))
    # The first minibatch says nothing yet: the network is being built.
    assert line.text.text() == "Epoch 1 of 3"
    now[0] = 46.0
    line.show_batch(BatchEnded(epoch=1, batch=5, of=10))
    # 16 s for 4 of 10: 20 s for the rest of the epoch, 2 x 40 s for the others.
    assert line.text.text() == "Epoch 1 of 3 - 1:40 left"
    assert line.bar.value() / line.bar.maximum() == 5 / 30
    line.end_epoch(EpochEnded(epoch=1, accuracy=0.5, loss=1, seconds=30))
    assert line.text.text() == "Epoch 2 of 3 - 1:00 left"
    line.show_batch(BatchEnded(epoch=2, batch=5, of=10))
    assert line.text.text() == "Epoch 2 of 3 - 0:45 left"
    line.end_epoch(EpochEnded(epoch=2, accuracy=0.5, loss=1, seconds=30))
    line.end_epoch(EpochEnded(epoch=3, accuracy=0.5, loss=1, seconds=30))
    assert line.bar.value() == line.bar.maximum()


def test_long_times_have_hours(qtbot):
    line = RunProgress(lambda: 0.0)
    qtbot.addWidget(line)
    line.begin(epochs=2)
    line.start_epochs(batches=1)
    line.end_epoch(EpochEnded(epoch=1, accuracy=0.5, loss=1, seconds=3725))
    assert line.text.text().endswith("1:02:05 left")


def test_stop_is_asked_once(qtbot):
    line = RunProgress()
    qtbot.addWidget(line)
    line.begin(epochs=1)
    with qtbot.waitSignal(line.stopped):
        line.stop.click()
    assert not line.stop.isEnabled()


def test_stopping_is_said_until_the_next_run(qtbot):
    line = RunProgress()
    qtbot.addWidget(line)
    line.begin(epochs=2)
    line.start_epochs(batches=2)
    line.show_stopping()
    line.show_batch(BatchEnded(epoch=1, batch=1, of=2))
    line.end_epoch(EpochEnded(epoch=1, accuracy=0.5, loss=1, seconds=30))
    assert "Stopping" in line.text.text()
    line.begin(epochs=2)
    assert "Starting" in line.text.text()
    assert line.stop.isEnabled()


def test_it_counts_from_where_a_run_goes_on(qtbot):
    line = RunProgress(lambda: 0.0)
    qtbot.addWidget(line)
    line.begin(epochs=12, done=9)
    line.start_epochs(batches=10)
    assert line.text.text() == "Epoch 10 of 12"
    assert line.bar.value() / line.bar.maximum() == 9 / 12


def test_a_run_found_in_the_middle_of_an_epoch_is_timed_from_there(qtbot):
    now = [100.0]
    line = RunProgress(lambda: now[0])
    qtbot.addWidget(line)
    line.begin(epochs=2)
    line.show_batch(BatchEnded(epoch=1, batch=5, of=10))
    assert line.text.text() == "Epoch 1 of 2"
    assert line.bar.value() / line.bar.maximum() == 5 / 20
    now[0] = 110.0
    line.show_batch(BatchEnded(epoch=1, batch=6, of=10))
    # 10 s for a tenth: 40 s for the rest, 100 s for the second epoch.
    assert line.text.text() == "Epoch 1 of 2 - 2:20 left"


def test_the_menu_offers_three_ends(qtbot):
    line = RunProgress()
    qtbot.addWidget(line)
    line.begin(epochs=3)
    now, after, pause = line.stop.menu().actions()
    assert [text.split()[0] for text in menu_texts(line)] == ["Stop", "Stop", "Pause"]
    with qtbot.waitSignal(line.stopped_after_epoch):
        after.trigger()
    assert line.text.text() == "Stopping after this epoch: Epoch 1 of 3"
    assert line.stop.isEnabled()
    with qtbot.waitSignal(line.paused):
        pause.trigger()
    line.start_epochs(batches=10)
    line.show_batch(BatchEnded(epoch=1, batch=5, of=10))
    assert line.text.text() == "Pausing after this epoch: Epoch 1 of 3"
    with qtbot.waitSignal(line.stopped):
        now.trigger()
    assert line.text.text() == "Stopping after this minibatch ..."
    assert not line.stop.isEnabled()


def test_the_menu_opens_by_a_key(qtbot, monkeypatch):
    line = RunProgress()
    qtbot.addWidget(line)
    opened = []
    monkeypatch.setattr(line.stop, "showMenu", lambda: opened.append(True))
    qtbot.keyClick(line.stop, Qt.Key.Key_Down)
    assert opened == [True]


def test_live_numbers_stand_below(qtbot):
    now = [0.0]
    line = RunProgress(lambda: now[0])
    qtbot.addWidget(line)
    line.live.set_memory_total(12_000_000_000)
    line.begin(epochs=3)
    line.show_batch(BatchEnded(epoch=1, batch=1, of=10))
    now[0] = 16.0
    event = BatchEnded(
        epoch=1,
        batch=5,
        of=10,
        learning_rate=0.00098,
        images_per_second=1512.3,
        memory=1_200_000_000,
    )
    line.show_batch(event)
    assert line.live.values() == {
        "rate": "0.00098",
        "speed": "1,512 images/s",
        "memory": "1.2 GB of 12.0 GB",
        "epoch": "0:20",
        "run": "1:40",
    }
    assert "Speed 1,512 images/s" in line.live.accessibleDescription()
    line.end_epoch(EpochEnded(epoch=1, accuracy=0.5, loss=1, seconds=30))
    assert line.live.values()["run"] == "1:00"
    line.begin(epochs=3)
    assert line.live.values() == {}


def test_it_fits_beside_the_settings(qtbot):
    line = RunProgress()
    qtbot.addWidget(line)
    line.resize(600, 80)
    line.show()
    event = BatchEnded(
        epoch=1,
        batch=1,
        of=10,
        learning_rate=0.00098,
        images_per_second=1512.3,
        memory=1_200_000_000,
    )
    line.live.set_memory_total(12_000_000_000)
    line.live.take(event)
    assert line.minimumSizeHint().width() <= 600
    assert line.live.heightForWidth(400) > line.live.heightForWidth(2000)


def test_live_numbers_follow_the_scheme(qtbot, qapp):
    live = LiveLine()
    qtbot.addWidget(live)
    live.set_left(1, 2)
    try:
        theme.apply(qapp, "dark")
        assert theme.DARK.muted.name() in live.text()
    finally:
        theme.apply(qapp, "light")
    assert theme.LIGHT.muted.name() in live.text()


@pytest.mark.parametrize(
    ("memory", "text"), [(640_000_000, "640 MB"), (1_234_000_000, "1.2 GB")]
)
def test_memory_takes_room_only_where_it_is_known(qtbot, memory, text):
    live = LiveLine()
    qtbot.addWidget(live)
    live.take(BatchEnded(epoch=1, batch=1, of=2))
    assert "Memory" not in live.text()
    assert "Learning rate" in live.text()
    live.take(BatchEnded(epoch=1, batch=1, of=2, memory=memory))
    assert "Memory" in live.text()
    assert live.values() == {"memory": text}


def test_a_run_of_a_node_says_where_it_is(qtbot):
    line = RunProgress()
    qtbot.addWidget(line)
    line.set_where("for a node")
    line.begin(epochs=2)
    assert line.text.text() == "Waiting for a node ..."
    line.set_where("on lab-2")
    assert line.text.text() == "Starting the worker on lab-2 ..."
    line.start_epochs(batches=3)
    # What is told of an epoch is not written over by another node.
    line.set_where("on lab-3")
    assert line.text.text() == "Epoch 1 of 2"
    near = RunProgress()
    qtbot.addWidget(near)
    for each, words in ((line, STOPPING_FAR), (near, STOPPING)):
        each.show_stopping()
        assert each.text.text() == words
        # It must not push the button out of a small window.
        assert len(words) <= len(STOPPING)
