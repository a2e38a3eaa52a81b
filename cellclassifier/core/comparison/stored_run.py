"""A run that is known from the tables of a comparison only: no folder, no tiles.

It answers what a comparison asks of a run; what else a run knows (its settings, its
images, its network) is not in the tables, and cannot be asked for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from cellclassifier.core.messages import Ended, EpochEnded, Event, Kept
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.verdicts import Kind, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray


class GroupResult(NamedTuple):
    """What a run made of the test tiles of one class in one group.

    Attributes:
        group: Name of the group; of the image, where that belongs to none.
        class_name: The true class.
        n_tiles: How many tiles of known class.
        n_right: How many of these are right.
        loss: Mean of -log of the probability of the true class, nats.
    """

    group: str
    class_name: str
    n_tiles: int
    n_right: int
    loss: float


class StoredRun(Run):
    """A run on one test set, as the tables of a comparison have it.

    Attributes:
        row: Its row of ``runs.csv``.
        values: What is compared, by the keys of `metrics.METRICS`; None: not reached,
            or not defined.
        judged: The verdict on it.
        epochs: What it measured in each epoch.
        kept: The epoch whose network is kept; None where there is none.
        known: A tile for each that was tested: of which group and class, and whether
            right. Which tile of its group it is, and probabilities, are not known:
            those here are 0 and 1.
        loss: The loss of each, nats: the mean of its class in its group.
        places: What tells the tiles of one test set of one study from all others.
    """

    def __init__(
        self,
        folder: Path,
        row: Mapping[str, str],
        values: Mapping[str, float | None],
        epochs: tuple[EpochEnded, ...],
        groups: tuple[GroupResult, ...],
        classes: tuple[str, ...],
    ) -> None:
        """Join what the tables have of a run; `Run` itself would read its folder.

        Args:
            folder: Where the run lay when the tables were written.
            row: Of ``runs.csv``.
            values: As there.
            epochs: Of ``history.csv``, rising.
            groups: Of ``groups.csv``, in its order.
            classes: Names of the classes.

        Raises:
            LookupError: A column is missing, or there is no such verdict or class.
            ValueError: A number is none.
        """
        self.folder = folder
        self.row = row
        self.values = values
        self.epochs = epochs
        self.kept = None if row["kept_epoch"] == "NA" else int(row["kept_epoch"])
        self.judged = _verdict(row)
        self.known = _tiles(groups, classes)
        sizes = [each.n_tiles for each in groups]
        self.loss: NDArray[np.float64] = np.repeat([g.loss for g in groups], sizes)
        where = f"{row['study']}/{row['test']}"
        names = zip(self.known.groups, self.known.corners, strict=True)
        self.places = tuple((f"{where}/{g}", x, y, 0, 1) for g, (x, y) in names)

    @property
    def id(self) -> str:
        """Name of the run's folder."""
        return self.folder.name

    def events(self) -> list[Event]:
        """Return what the tables have of what the worker told."""
        kept = [] if self.kept is None else [Kept(epoch=self.kept)]
        return [*self.epochs, *kept, Ended(outcome="done")]

    def notes_of(self, test: str) -> tuple[str, ...]:
        """Return nothing: notes on sets are not in the tables."""
        return ()


def _verdict(row: Mapping[str, str]) -> Verdict:
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return Verdict(kinds[row["verdict"]], row["verdict_text"], row["trusted"] == "1")


def _tiles(groups: tuple[GroupResult, ...], classes: tuple[str, ...]) -> Predictions:
    """Return a tile for each that was counted: those that are right first."""
    rows = [(each, i) for each in groups for i in range(each.n_tiles)]
    true = np.array([classes.index(each.class_name) for each, _ in rows], np.intp)
    right = np.array([i < each.n_right for each, i in rows], bool)
    said = np.where(right, true, (true + 1) % max(1, len(classes)))
    return Predictions(
        classes,
        tuple(range(len(rows))),
        tuple(Path(each.group) for each, _ in rows),
        tuple(each.group for each, _ in rows),
        tuple((i, classes.index(each.class_name)) for each, i in rows),
        tuple(each.class_name for each, _ in rows),
        (np.arange(len(classes)) == said[:, None]).astype(np.float32),
    )
