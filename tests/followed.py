"""A run that kept networks of epochs, and what following a tile of it gives."""

import numpy as np

from cellclassifier.core.contents import read_contents
from cellclassifier.core.files import append_line
from cellclassifier.core.inside.learning import Learning, similarity
from cellclassifier.core.messages import Began, Ended, EpochEnded, Kept, encode


def tell(run, *events):
    for event in events:
        append_line(run.folder / "events.jsonl", encode(event).decode())


def finish(study, epochs=3, kept=3):
    """Write a run of `study` as if it had been trained, without any network."""
    run = study.new_run(read_contents(study.spec))
    tell(run, Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2))
    for epoch in range(1, epochs + 1):
        accuracy = 1 - 0.4 / epoch
        found = EpochEnded(
            epoch=epoch, accuracy=accuracy, loss=1, val_accuracy=0.8, seconds=1
        )
        tell(run, found)
    tell(run, Kept(epoch=kept), Ended(outcome="done"))
    return run


def keep(run, *epochs):
    """Write networks of epochs, each with weights of its own; return those by epoch."""
    # Imported here: most tests need no engine.
    from cellclassifier.engine import checkpoints, compiling
    from cellclassifier.engine.checkpoints import Checkpoint
    from cellclassifier.engine.progress import State

    network = compiling.network(run, 1.0)
    found = {}
    for epoch in epochs:
        random = np.random.default_rng([5, epoch])
        found[epoch] = [drawn(random, w.shape) for w in network.get_weights()]
        path = run.epoch_path(epoch)
        path.parent.mkdir(exist_ok=True)
        state = State(epoch=epoch, gain=1.0)
        checkpoints.write(path, Checkpoint(state, found[epoch], []))
    return network, found


def drawn(random, shape):
    """Return weights of a size at which no answer is certain."""
    inputs = np.prod(shape[:-1]) if len(shape) > 1 else 400
    return random.normal(0, np.sqrt(1.5 / inputs), shape).astype(np.float32)


def learning(epochs=(0, 1, 2, 3), kept=3, side=64, features=5):
    """Return what following gives: a spot that grows, features of their own values."""
    n, random = len(epochs), np.random.default_rng(2)
    maps = random.normal(0, 0.1, (n, side, side, 1)).astype(np.float32)
    for place in range(n):
        maps[place, :8, :8] = place + 1
    shares = np.linspace(0.3, 0.9, n, dtype=np.float32)
    grown = np.arange(1, n + 1, dtype=np.float16).reshape(n, 1, 1, 1)
    each = np.arange(1, features + 1, dtype=np.float16)
    return Learning(
        epochs=tuple(epochs),
        kept=kept,
        classes=("discs", "squares"),
        class_name="squares",
        layer="entry",
        probabilities=np.stack([1 - shares, shares], axis=1),
        log_odds=np.log(shares / (1 - shares)),
        maps=maps,
        features=np.tile(grown, (1, 4, 4, 1)) * each,
        similarity=similarity(maps),
    )
