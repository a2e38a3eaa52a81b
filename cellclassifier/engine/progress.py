"""Where a training is, beside its weights, and what each epoch makes of it."""

from pydantic import BaseModel, ConfigDict, Field

from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.train_spec import TrainSpec

PLATEAU_FACTOR = 0.5
"""What the learning rate is multiplied by on a plateau."""


class State(BaseModel):
    """Where a training is, beside its weights; everything but what its spec says.

    Attributes:
        epoch: Epochs that are done, of all runs that it goes on from.
        steps: Changes of the weights so far.
        batch_size: Tiles in a minibatch, which may have been halved; 0: as the spec.
        gain: What tiles are multiplied by on entry.
        history: What each epoch measured.
        best_epoch: Epoch of the smallest validation loss, 0 where there is none.
        best_loss: That loss, in nats.
        wait: Epochs since then, or since another run was gone on from.
        plateau_wait: Epochs since then, or since the rate was halved.
        factor: What plateaus have multiplied the learning rate by.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    epoch: int = Field(0, ge=0)
    steps: int = Field(0, ge=0)
    batch_size: int = Field(0, ge=0)
    gain: float = 1.0
    history: tuple[EpochEnded, ...] = ()
    best_epoch: int = Field(0, ge=0)
    best_loss: float | None = None
    wait: int = Field(0, ge=0)
    plateau_wait: int = Field(0, ge=0)
    factor: float = 1.0


def advanced(
    state: State, spec: TrainSpec, epoch: EpochEnded, batches: int, batch_size: int
) -> State:
    """Return the state after one more epoch.

    Args:
        state: The state before.
        spec: The settings of the training.
        epoch: What the epoch measured.
        batches: Changes of the weights in it.
        batch_size: Tiles in a minibatch.
    """
    changed = {
        "epoch": epoch.epoch,
        "steps": state.steps + batches,
        "batch_size": batch_size,
        "history": (*state.history, epoch),
    }
    return state.model_copy(update=changed | _judged(state, spec, epoch))


def _judged(state: State, spec: TrainSpec, epoch: EpochEnded) -> dict[str, object]:
    loss, best = epoch.val_loss, state.best_loss
    if loss is None:
        return {}
    if best is None or loss < best:
        return {
            "best_epoch": epoch.epoch,
            "best_loss": loss,
            "wait": 0,
            "plateau_wait": 0,
        }
    changed: dict[str, object] = {"wait": state.wait + 1}
    if state.plateau_wait + 1 < spec.plateau_patience:
        return changed | {"plateau_wait": state.plateau_wait + 1}
    return changed | {"plateau_wait": 0, "factor": state.factor * PLATEAU_FACTOR}


def going_on(state: State) -> State:
    """Return what another run begins with that adds epochs to a finished one.

    It waits as long as any for a better epoch: its user has asked for more.
    """
    return state.model_copy(update={"wait": 0, "batch_size": 0})


def stopped_early(state: State, spec: TrainSpec) -> bool:
    """Tell whether the validation loss has not fallen for too long."""
    if not spec.early_stopping or state.epoch >= spec.epochs:
        return False
    return state.wait >= spec.patience


def is_over(state: State, spec: TrainSpec) -> bool:
    """Tell whether no epoch is left to train."""
    return state.epoch >= spec.epochs or stopped_early(state, spec)


def kept_epoch(state: State, spec: TrainSpec) -> int:
    """Return the epoch whose network is the one that is kept."""
    if spec.early_stopping and state.best_epoch:
        return state.best_epoch
    return state.epoch
