"""Measures, over a whole set, how much of a network's attribution lies in clumps."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps import profiles as profiles_of
from cellclassifier.core.clumps.finder import Finder, Progress
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.measures import Measured, parts_of
from cellclassifier.core.clumps.tiles import (
    Asked,
    Measuring,
    One,
    OtherScores,
    explained_of,
)
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run

Floats = NDArray[np.float64]
MOVES = 99
"""Places elsewhere that each mask is moved to: p is 0.01 at least."""


def tiles_to_explain(
    run: Run,
    test: str,
    method: str,
    class_name: str | None = None,
    settings: Mapping[str, float | str] | None = None,
) -> tuple[int, ...]:
    """Return the numbers of the predicted tiles that have no map yet.

    Args:
        run: The run.
        test: A set of it that was predicted.
        method: The attribution method.
        class_name: The class that is explained; ``None``: each tile's predicted one.
        settings: Of the method, where they are not the default ones.

    Raises:
        UserError: The set was not predicted, or there is no such class or method.
    """
    explained = explained_of(run, _predicted(run, test), class_name)
    return tuple(
        tile
        for tile, name in explained.items()
        if not run.attribution_path(method, test, tile, name, settings).exists()
    )


def measure(
    run: Run,
    test: str,
    method: str,
    spec: ClumpSpec,
    *,
    class_name: str | None = None,
    settings: Mapping[str, float | str] | None = None,
    others: Mapping[str, OtherScores] | None = None,
    tiles: Collection[int] | None = None,
    finder: Finder | None = None,
    moves: int = MOVES,
    seed: int = 0,
    progress: Progress | None = None,
) -> Measured:
    """Measure all tiles of a predicted set that have a map of attribution.

    Args:
        run: The run.
        test: A set of it.
        method: The attribution method.
        spec: How clumps are found.
        class_name: The class that is explained; ``None``: each tile's predicted one.
        settings: Of the method, where they are not the default ones.
        others: Nulls of other networks, by what they are called.
        tiles: Numbers of the tiles that are measured; all of them without.
        finder: Finds clumps by `spec`, where one was made before.
        moves: How often masks are moved elsewhere.
        seed: Of all chance.
        progress: Told how far it is; may raise to stop.

    Raises:
        UserError: The set was not predicted, no tile of it has a map, an image was
            changed, or clumps cannot be found; see `Finder`.
    """
    predictions = _predicted(run, test)
    if tiles is not None:
        predictions = predictions.rows(np.isin(predictions.tiles, list(tiles)))
    asked = Asked(run, test, method, class_name, settings)
    missing = _missing(asked, predictions)
    tell = progress or (lambda what, done, of: None)
    finder = finder or Finder(run, spec, tell)
    one = Measuring(asked, finder, others or {}, moves, seed)
    found = one.all_of(predictions, set(missing), tell)
    return _measured(asked, finder, missing, one, found, seed)


def _missing(asked: Asked, predictions: Predictions) -> tuple[int, ...]:
    """Return the tiles that have no map; not all of them may lack one."""
    lacking = tiles_to_explain(*asked)
    missing = tuple(each for each in lacking if each in predictions.tiles)
    if len(missing) == len(predictions.tiles):
        raise UserError(
            tr(
                "No tile of '{test}' has an attribution by this method yet, so "
                "there is nothing to measure. Explain the set first.",
                test=asked.test,
            )
        )
    return missing


def _measured(
    asked: Asked,
    finder: Finder,
    missing: tuple[int, ...],
    one: Measuring,
    found: Sequence[One],
    seed: int,
) -> Measured:
    run = asked.run
    measured = tuple(each.measure for each in found)
    return Measured(
        run.id,
        asked.test,
        asked.method,
        asked.class_name or "",
        finder.spec,
        finder.english,
        measured,
        missing,
        tuple(one.unmasked),
        tuple(one.blank),
        parts_of(measured, _stacked(found), seed),
        _profiles(found, seed),
        dict(asked.settings or {}),
        Corrections(run.study_folder).fingerprint(),
        seed,
    )


def _predicted(run: Run, test: str) -> Predictions:
    predictions = run.predictions(test)
    if predictions is None:
        raise UserError(
            tr(
                "The set '{test}' has not been predicted yet, so there is no class to "
                "explain. Predict it first.",
                test=test,
            )
        )
    return predictions


def _stacked(found: Sequence[One]) -> dict[str, Floats]:
    """Return the draws of each null, (tiles, draws); a row of nan for a tile without.

    Raises:
        ValueError: Tiles have different numbers of other networks.
    """
    stacked = {}
    for name in found[0].drawn if found else ():
        rows = [each.drawn[name] for each in found]
        sizes = {len(row) for row in rows if len(row)}
        if len(sizes) > 1:
            raise ValueError(
                f"Expected as many networks for each tile. Received: {sizes}"
            )
        none = np.full(max(sizes, default=0), np.nan)
        stacked[name] = np.stack([row if len(row) else none for row in rows])
    return stacked


def _profiles(
    found: Sequence[One], seed: int
) -> dict[str, tuple[profiles_of.Profile, ...]]:
    """Return where attribution lies, over all tiles ("") and by true class."""
    named = dict.fromkeys(each.measure.true_class for each in found)
    profiles = {}
    for name in dict.fromkeys(["", *named]):
        own = [each for each in found if name in ("", each.measure.true_class)]
        groups = [each.measure.group for each in own]
        if own:
            profiles[name] = tuple(
                profiles_of.profile(
                    along,
                    np.stack([each.profiles[along] for each in own]),
                    groups,
                    seed,
                )
                for along in own[0].profiles
            )
    return profiles
