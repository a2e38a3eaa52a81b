"""A comparison as a folder: words, figures, tables, and the article's own files."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cellclassifier import __version__
from cellclassifier.core.comparison.curve_figure import write_curves
from cellclassifier.core.comparison.drawing import ENDINGS, Ending, Width
from cellclassifier.core.comparison.figures import write_boxes
from cellclassifier.core.comparison.run_curves import Learning, Quantity, learning
from cellclassifier.core.comparison.tables import write_article_tables, write_tables
from cellclassifier.core.comparison.told import Told, document, lines, retold
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import in_english, tr

FACTS = "comparison.json"
"""Says that a folder is of a comparison, and what it holds; written last."""

QUANTITIES: tuple[Quantity, ...] = ("accuracy", "loss")


def write_comparison(
    folder: Path,
    of: Told,
    width: Width | None = None,
    endings: Sequence[Ending] = ENDINGS,
    seed: int = 0,
) -> list[Path]:
    """Write a comparison into a folder, in English whatever language the window has.

    Args:
        folder: A new or empty one, or one of an earlier comparison, whose files are
            replaced; those that it held and this one does not are removed.
        of: The comparison, see `told.told`.
        width: Of the figures on paper, mm; ``None`` for what they need.
        endings: Of the figures; none for the numbers only.
        seed: Of the bands.

    Returns:
        The files: words, box plot, learning curves, tables, the article's tables (in
        ``article``), and `FACTS`.

    Raises:
        UserError: The folder holds something else or cannot be written, or no run has
            a result.
    """
    if not any(each.runs for each in of.sets):
        raise UserError(
            tr(
                "No run has a result to compare yet: train runs, or predict the test "
                "set with those there are. Nothing was written."
            )
        )
    before = _held(folder)
    try:
        # First of all, so that what a crash leaves half written is known again.
        _write_facts(folder, before, {})
        with in_english():
            paths = _write(folder, retold(of), width, endings, seed)
    except OSError as error:
        raise UserError(
            tr(
                "The comparison could not be written to {folder} ({strerror}). "
                "Free space, or choose another folder.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    for path in before - set(paths):
        path.unlink(missing_ok=True)
    return paths


def _write(
    folder: Path,
    of: Told,
    width: Width | None,
    endings: Sequence[Ending],
    seed: int,
) -> list[Path]:
    sets = [each for each in of.sets if each.runs]
    key = of.found.metric.key
    marks = [
        readers.marks
        for each, readers in zip(of.sets, of.readers, strict=True)
        if each.runs
    ]
    paths = write_boxes(folder / f"box_{key}", sets, key, marks, width, endings)
    notes: list[str] = []
    for quantity in QUANTITIES:
        found = [learning(each, quantity, seed) for each in sets]
        notes += [note for each in found for note in each.notes]
        paths += _write_curves(folder, quantity, found, width or 114, endings)
    paths += write_tables(folder, sets)
    paths += write_article_tables(folder / "article", sets)
    words = folder / "words.txt"
    told = [*lines(of), "", *dict.fromkeys(notes)]
    write_atomically(words, "\n".join(told).rstrip() + "\n")
    paths = [words, *paths]
    return [*paths, _write_facts(folder, paths, document(of))]


def _write_curves(
    folder: Path,
    quantity: Quantity,
    found: Sequence[Learning],
    width: Width,
    endings: Sequence[Ending],
) -> list[Path]:
    """Write learning curves with both bands; none where no epoch was measured."""
    if not any(each.curves for each in found):
        return []
    name = f"curves_{quantity}"
    honest = write_curves(folder / name, found, "runs", width=width, endings=endings)
    path = folder / f"{name}_document"
    return honest + write_curves(path, found, "document", width=width, endings=endings)


def _write_facts(folder: Path, paths: Iterable[Path], of: dict[str, Any]) -> Path:
    names = sorted(path.relative_to(folder).as_posix() for path in paths)
    facts = {"version": __version__, "files": names, **of}
    write_atomically(folder / FACTS, json.dumps(facts, indent=2))
    return folder / FACTS


def _held(folder: Path) -> set[Path]:
    """Return the files of an earlier comparison in `folder`.

    Raises:
        UserError: It holds something else.
    """
    facts = folder / FACTS
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return set()
    try:
        names = json.loads(facts.read_bytes())["files"]
        paths = {folder / str(name) for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            tr(
                "{folder} is not empty, and holds no comparison. Nothing was written. "
                "Choose a new or an empty folder.",
                folder=folder,
            )
        ) from error
    root = folder.resolve()
    return {path for path in paths if path.resolve().is_relative_to(root)}
