"""What a run measured in its epochs, with those of the run that it goes on."""

from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.messages import EpochEnded, Kept
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run


def epochs_of(run: Run) -> tuple[EpochEnded, ...]:
    """Return what a run measured in each epoch, with those of a run that it goes on.

    They rise; of the other run only those count that came before its own first one, and
    none where its folder is gone.
    """
    if isinstance(run, StoredRun):
        return run.epochs
    own = run.history().epochs
    before = run.folder.parent / run.record.continues
    if not run.record.continues or not (before / "run.json").exists():
        return own
    first = run.record.first_epoch
    earlier = [each for each in epochs_of(Run(before)) if each.epoch <= first]
    return History.of((*earlier, *own)).epochs


def kept_epoch(run: Run) -> int | None:
    """Return the epoch whose network is kept; ``None`` before the first one ended."""
    kept = [event.epoch for event in run.events() if isinstance(event, Kept)]
    if kept:
        return kept[-1]
    epochs = epochs_of(run)
    return epochs[-1].epoch if epochs else None
