"""The loss around a network: what was computed, where it is kept, what it costs.

The job is `core.messages.LandscapeJob`; the worker computes, `write` keeps it in the
run, `read` gives it back. What the views hold is in `landscape_results`.
"""

import json
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from cellclassifier.core.files import write_atomically
from cellclassifier.core.inside import landscape_files as files
from cellclassifier.core.inside import landscape_words as words
from cellclassifier.core.inside.landscape_plan import Cost, plan
from cellclassifier.core.inside.landscape_results import Result
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.language import in_english
from cellclassifier.core.runs import Run

FACTS, ARRAYS, WORDS = "facts.json", "arrays.npz", "words.txt"

_DAMAGED = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, EOFError),
    *(zipfile.BadZipFile, zlib.error, ValidationError),
)
"""What a folder that was not written whole may raise."""


class Landscape(NamedTuple):
    """A computed view.

    Attributes:
        spec: What was asked for.
        run: Id of the run.
        network: Digits of the network's file.
        minibatches: Numbers of the training tiles in each minibatch; fewer minibatches
            than asked for where the run has too few tiles. For view "input" the tile
            alone.
        results: One for each epoch, in their order, all of the class of the view:
            `Line`, `Agreement`, `Slice`, `OverInput` or `Exactness`.
        fresh: Whether one of them is of a network before any training whose averages
            of batch normalisation are still 0 and 1.
    """

    spec: LandscapeSpec
    run: str
    network: str
    minibatches: tuple[tuple[int, ...], ...]
    results: tuple[Result, ...]
    fresh: bool = False

    @property
    def epochs(self) -> tuple[int | None, ...]:
        """After which epochs; ``None`` for the network that the run keeps."""
        return tuple(each.epoch for each in self.results)

    @property
    def seen(self) -> str:
        """What is seen: one sentence for each epoch, or over all of them."""
        return words.seen(self.spec.view, self.results)

    @property
    def caution(self) -> str:
        """What not to conclude, in a sentence or two."""
        return words.caution(self.spec.view, fresh=self.fresh)


def folder_for(run: Run, spec: LandscapeSpec) -> Path:
    """Return where a view is kept.

    It differs with the network, the view and each setting that the view depends on.
    """
    digits = spec.essential.digits(run.network_key)
    return run.folder / "landscapes" / f"{spec.view}_{digits}"


def read(run: Run, spec: LandscapeSpec) -> Landscape | None:
    """Return a view that was computed; ``None`` where it was not, or not whole."""
    folder = folder_for(run, spec)
    try:
        facts = json.loads((folder / FACTS).read_bytes())
        return _landscape(folder, facts)
    except _DAMAGED:
        return None


def _landscape(folder: Path, facts: dict[str, Any]) -> Landscape:
    spec = LandscapeSpec.model_validate(facts["spec"])
    epochs: Sequence[int | None] = facts["epochs"]
    return Landscape(
        spec,
        str(facts["run"]),
        str(facts["network"]),
        tuple(tuple(map(int, numbers)) for numbers in facts["minibatches"]),
        files.read_arrays(folder / ARRAYS, spec.view, epochs),
        bool(facts["fresh"]),
    )


def write(folder: Path, found: Landscape) -> None:
    """Keep a view: arrays.npz, words.txt, a table <view>.csv for R, and facts.json.

    The last is written last: where it lies, all does. All words are English.

    Raises:
        OSError: The folder cannot be written.
    """
    (folder / FACTS).unlink(missing_ok=True)
    view = found.spec.view
    files.write_arrays(folder / ARRAYS, found.results)
    files.write_rows(folder / f"{view}.csv", view, found.results)
    with in_english():
        seen, caution = found.seen, found.caution
    write_atomically(folder / WORDS, f"{seen}\n\n{caution}\n")
    facts = {
        "spec": found.spec.model_dump(mode="json"),
        "run": found.run,
        "network": found.network,
        "epochs": found.epochs,
        "minibatches": found.minibatches,
        "fresh": found.fresh,
        "seen": seen,
        "caution": caution,
    }
    write_atomically(folder / FACTS, json.dumps(facts, indent=2))


def cost(run: Run, spec: LandscapeSpec) -> Cost:
    """Return what computing a view will cost; nothing is computed.

    Raises:
        UserError: The run has no network, did not keep one of the epochs, has too few
            training tiles, or has no such tile; the sentence says what to do.
    """
    return plan(run, spec).cost
