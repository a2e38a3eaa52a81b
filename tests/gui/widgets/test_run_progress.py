"""The line of progress, with a clock of its own."""

from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.gui.widgets.run_progress import RunProgress


def test_it_counts_batches_and_time_left(qtbot):
    now = [0.0]
    line = RunProgress(lambda: now[0])
    qtbot.addWidget(line)
    line.begin(epochs=3)
    assert "Starting" in line.text.text()
    line.start_epochs(batches=10)
    now[0] = 20.0
    line.show_batch(BatchEnded(epoch=1, batch=5, of=10))
    # 20 s for half an epoch: 20 s for its rest, 2 x 40 s for the others.
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
