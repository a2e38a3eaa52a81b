"""The manifest of a folder of turned copies: which image each file was made from."""

import csv
from pathlib import Path

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr

NAME = "manifest.csv"
COLUMNS = ("file", "source", "source_sha256", "angle_deg", "class", "group")
"""`file` is the path below the folder, with /; an empty `group` means the source."""


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Return the group of each file that the manifest of `folder` lists.

    Args:
        folder: Folder of the classes.

    Returns:
        Groups by path below the folder, with /; ``None`` without such a manifest, or
        where a file of that name has other columns.

    Raises:
        UserError: The manifest is damaged.
    """
    path = folder / NAME
    try:
        if not path.is_file():
            return None
        rows = read_table(path)
    except OSError as error:
        raise _damaged(
            path, tr("it cannot be read ({strerror})", strerror=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(path, tr("it is not UTF-8 text")) from error
    except csv.Error as error:
        raise _damaged(path, tr("it is no table ({error})", error=error)) from error
    if not rows or not set(COLUMNS) <= set(rows[0]):
        return None
    return {row["file"]: _group(path, row) for row in rows}


def _group(path: Path, row: dict[str, str]) -> str:
    # A row that was cut short has None instead of a text.
    group = row["group"] or row["source"]
    if not row["file"] or not group:
        raise _damaged(
            path, tr("a row names no file, or neither its group nor its source")
        )
    return group


def _damaged(path: Path, what: str) -> UserError:
    return UserError(
        tr(
            "{path}, which says what each turned image was made from, is damaged: "
            "{what}. Write the turned images again, or group the images in another "
            "way.",
            path=path,
            what=what,
        )
    )
