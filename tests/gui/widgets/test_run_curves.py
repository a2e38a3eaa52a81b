"""The curves of a run, fed with events from its file, live, or both."""

import numpy as np
import pytest

from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    EpochEnded,
    Kept,
    Told,
)
from cellclassifier.gui.widgets.run_curves import RunCurves

BEGAN = Began(device="the CPU", training_tiles=80, validation_tiles=20, batches=4)


def ended(epoch, val_loss=None, **more):
    values = {"accuracy": 0.5, "loss": 0.7, "seconds": 2.0, **more}
    if val_loss is not None:
        values |= {"val_loss": val_loss, "val_accuracy": 0.6}
    return EpochEnded(epoch=epoch, **values)


def batch(epoch, number, loss):
    return BatchEnded(epoch=epoch, batch=number, of=4, loss=loss)


@pytest.fixture
def curves(qtbot):
    widget = RunCurves()
    qtbot.addWidget(widget)
    widget.resize(500, 600)
    widget.show()
    return widget


def log(curves):
    return curves.log.toPlainText().splitlines()


def test_what_comes_twice_counts_once(curves):
    told = Told(text="The computer slept for 3 minutes.")
    kept = Kept(epoch=2, stopped_early=True)
    events = [BEGAN, ended(1, 0.9), told, ended(2, 0.8), kept]
    for event in (*events, *events):
        curves.take(event)
    assert len(curves.history.epochs) == 2
    assert len(log(curves)) == 5
    assert log(curves)[2] == "The computer slept for 3 minutes."
    assert "Stopped early" in log(curves)[4]
    assert log(curves)[4].endswith("The network of epoch 2 is kept.")


def test_an_epoch_told_again_replaces_the_first(curves):
    for event in (BEGAN, ended(1), ended(2, accuracy=0.3)):
        curves.take(event)
    assert curves.history.accuracy == [0.5, 0.3]
    for event in (BEGAN.model_copy(update={"epoch": 1}), ended(2, accuracy=0.8)):
        curves.take(event)
    assert curves.history.accuracy == [0.5, 0.8]
    assert any(line.startswith("Going on after epoch 1") for line in log(curves))


def test_the_best_epoch_is_that_of_the_smallest_validation_loss(curves, qtbot):
    assert curves.best is None
    # A run that goes on from another one begins with a later epoch.
    for event in (ended(10, float("nan")), ended(11, 0.4), ended(12, 0.6)):
        curves.take(event)
    curves.draw()
    assert curves.best == 11
    heading = curves.loss._heading
    qtbot.waitUntil(lambda: heading.names()[-1:] == ["best epoch 11"])


def test_without_validation_there_is_one_curve(curves, qtbot):
    curves.take(ended(1))
    curves.draw()
    qtbot.waitUntil(lambda: curves.loss._heading.names() == ["training"])
    assert curves.best is None


def test_minibatches_are_drawn_as_they_come(curves, qtbot):
    for number in range(1, 5):
        curves.take(batch(1, number, 1 / number))
    x, y = curves.loss._history.batches
    np.testing.assert_allclose(x, [0.25, 0.5, 0.75, 1.0])
    np.testing.assert_allclose(y, [1, 1 / 2, 1 / 3, 1 / 4])
    assert curves.accuracy._history.batches.x.size == 0
    curves.clear()
    assert curves.loss._history.is_empty()


def test_minibatches_go_on_after_those_of_the_file(curves):
    curves.set_batch_losses([0.25, 0.5, 0.75, 1.0], [4, 3, 2, 1])
    curves.take(batch(2, 1, 0.5))
    np.testing.assert_allclose(curves.loss._history.batches.x[-2:], [1.0, 1.25])
    # Resumed after the first epoch: what came after it is done again.
    curves.take(batch(2, 2, 0.4))
    curves.take(batch(2, 1, 0.6))
    x, y = curves.loss._history.batches
    np.testing.assert_allclose(x[-2:], [1.0, 1.25])
    assert y[-1] == 0.6
    with pytest.raises(ValueError, match="differ"):
        curves.set_batch_losses([1, 2], [1])


def test_minibatches_without_a_loss_draw_nothing(curves):
    curves.take(BatchEnded(epoch=1, batch=1, of=4))
    assert curves.loss._history.is_empty()


def test_the_memory_of_minibatches_is_bounded(curves):
    for number in range(1, 10_001):
        curves.take(BatchEnded(epoch=1, batch=number, of=10_000, loss=1.0))
    assert len(curves._batch_x) <= 4001
    assert curves._batch_x == sorted(curves._batch_x)
    assert curves._batch_x[-1] == 1.0


def test_a_network_kept_before_the_first_epoch_is_told(curves):
    curves.take(Kept(epoch=0))
    assert "before the first epoch" in log(curves)[0]
