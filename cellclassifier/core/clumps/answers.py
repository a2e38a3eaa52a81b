"""What a network answered to tiles without their clumps, read back from its table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cellclassifier.core.clumps.effects import Answer, ErasedTile
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr


def answers_in(folder: Path) -> dict[int, ErasedTile]:
    """Return what erasing clumps changed, by the number of the tile.

    Args:
        folder: Of a measurement.

    Raises:
        UserError: The table is damaged.
    """
    path = folder / "counterfactual.csv"
    try:
        return erased_of(read_table(path) if path.exists() else [])
    except (OSError, ValueError, LookupError) as error:
        raise UserError(
            tr(
                "The answers cannot be read from {path} ({name}: {error}). Nothing "
                "else was lost: delete that folder, and measure again.",
                path=path,
                name=type(error).__name__,
                error=error,
            )
        ) from error


def erased_of(rows: Sequence[Mapping[str, str]]) -> dict[int, ErasedTile]:
    """Return what erasing clumps changed, by the number of the tile.

    Args:
        rows: Of counterfactual.csv.

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    found = {}
    for row in rows:
        before, erased, placebo = (
            Answer(
                row[f"called{end}"], float(row[f"log_odds{end}"].replace("NA", "nan"))
            )
            for end in ("", "_erased", "_placebo")
        )
        number = int(row["tile"])
        found[number] = ErasedTile(
            number,
            Path(row["image"]),
            *(row["group"], row["true_class"], row["explained"]),
            int(row["clumps"]),
            row["placebo_is_fair"] == "1",
            *(before, erased, placebo),
        )
    return found


def _number(text: str) -> float:
    return float("nan") if text == "NA" else float(text)
