"""The user's table of groups: a CSV file that names the group of each image."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n

COLUMNS = ("file", "group")
DELIMITERS = (",", ";", "\t")


def read_group_table(path: Path) -> dict[str, str]:
    """Read a table with the columns "file" and "group", in any order and case.

    Columns are parted by comma, semicolon or tab; the text is UTF-8. Others than the
    two are ignored.

    Returns:
        Groups by file as it was listed, with /.

    Raises:
        UserError: It cannot be read, a column or a value is missing, or a file is
            listed twice with different groups.
    """
    table: dict[str, str] = {}
    for number, file, group in _rows(path):
        if not file or not group:
            raise UserError(
                tr(
                    "Row {number} of {path} names no {value}: each row has to name a "
                    "file and its group. Fill it in, or take the row out.",
                    number=number,
                    path=path.name,
                    value="group" if file else "file",
                )
            )
        if table.setdefault(file, group) != group:
            raise _twice(path, file, table[file], group)
    if not table:
        raise UserError(
            tr(
                "The table {path} lists no files. Add a row for each image, with its "
                "file and its group.",
                path=path.name,
            )
        )
    return table


def groups_of(
    files: Sequence[str], table: Mapping[str, str], folder: str, path: Path
) -> dict[str, str]:
    """Look up the group of each file.

    Args:
        files: Paths below the folder of the classes, with /.
        table: What `read_group_table` returned.
        folder: Name of that folder, which the table may put before the path.
        path: The table, for messages.

    Returns:
        The group of each file, by its path below the folder.

    Raises:
        UserError: Files are missing in the table, a bare name stands for several, or
            rows about the same file differ.
    """
    bare = Counter(file.rpartition("/")[2] for file in files)
    found: dict[str, str] = {}
    missing: list[str] = []
    for file in files:
        name = file.rpartition("/")[2]
        listed = [key for key in _keys(file, name, folder) if key in table]
        if name in listed and file != name and bare[name] > 1:
            raise _ambiguous(path, name, files)
        groups = sorted({table[key] for key in listed})
        if len(groups) > 1:
            raise _twice(path, file, *groups[:2])
        if groups:
            found[file] = groups[0]
        else:
            missing.append(file)
    if missing:
        raise _missing(path, missing, len(files))
    return found


def plain(file: str) -> str:
    r"""Return a path as it is compared: with / for \, and accents in one form."""
    # macOS writes an accent as a letter of its own, most editors do not.
    text = normalize("NFC", file.replace("\\", "/"))
    return text.removeprefix("./").lstrip("/")


def _keys(file: str, name: str, folder: str) -> Iterable[str]:
    return dict.fromkeys((f"{plain(folder)}/{file}", file, name))


def _rows(path: Path) -> list[tuple[int, str, str]]:
    """Return the number, file and group of each row that is not blank."""
    text = _text(path)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=lambda each: _known(head, each))
    try:
        source = io.StringIO(text, newline="")
        rows = csv.reader(source, delimiter=delimiter, skipinitialspace=True)
        lines = list(rows)
    except csv.Error as error:
        raise UserError(
            tr(
                "{path} is no table that can be read ({error}). Save it as CSV, with "
                "the columns 'file' and 'group'.",
                path=path.name,
                error=error,
            )
        ) from error
    header = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if not set(COLUMNS) <= set(header):
        raise _no_columns(path, lines[0] if lines else [])
    file, group = (header.index(name) for name in COLUMNS)
    return [
        (number, plain(_cell(line, file)), _cell(line, group))
        for number, line in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in line)
    ]


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            tr(
                "The table of groups {path} cannot be opened ({strerror}). Choose "
                "it again, or group the images in another way.",
                path=path,
                strerror=error.strerror,
            )
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(
            tr(
                "The table of groups {path} is not UTF-8 text. Save it as 'CSV "
                "UTF-8'; an Excel workbook has to be saved as CSV first.",
                path=path.name,
            )
        ) from error
    if not text.strip():
        raise UserError(
            tr(
                "The table of groups {path} is empty. Expected a line with 'file' "
                "and 'group', and below it a line for each image.",
                path=path.name,
            )
        )
    return text


def _known(head: str, delimiter: str) -> tuple[int, int]:
    """Tell how many of the columns are there if `delimiter` parts them, and of all."""
    cells = [cell.strip().strip('"').casefold() for cell in head.split(delimiter)]
    return len(set(COLUMNS) & set(cells)), len(cells)


def _cell(line: Sequence[str], place: int) -> str:
    return line[place].strip() if place < len(line) else ""


def _no_columns(path: Path, header: Sequence[str]) -> UserError:
    came = ", ".join(f"'{cell.strip()}'" for cell in header[:8])
    more = ", ..." if len(header) > 8 else ""
    return UserError(
        tr(
            "The first line of {path} has to name the columns 'file' and 'group', "
            "but it has {came}{more}. Rename its columns.",
            path=path.name,
            came=came or "none",
            more=more,
        )
    )


def _twice(path: Path, file: str, one: str, other: str) -> UserError:
    return UserError(
        tr(
            "{path} lists {file} twice, with the groups '{one}' and '{other}'. Take "
            "the wrong row out.",
            path=path.name,
            file=file,
            one=one,
            other=other,
        )
    )


def _ambiguous(path: Path, name: str, files: Sequence[str]) -> UserError:
    same = [file for file in files if file.rpartition("/")[2] == name]
    return UserError(
        tr(
            "{path} lists {name}, but there are {same} files of that name "
            "({same_2} and {same_3}). Write their paths below the folder of images.",
            path=path.name,
            name=name,
            same=len(same),
            same_2=same[0],
            same_3=same[1],
        )
    )


def _missing(path: Path, missing: Sequence[str], of: int) -> UserError:
    return UserError(
        tr_n(
            "1 image is missing in {path}, of {of} in the folder (such as {missing}). "
            "Without a group, images of one dish could land on both sides of the "
            "split: add a row for each.",
            "{number} images are missing in {path}, of {of} in the folder (such as "
            "{missing}). Without a group, images of one dish could land on both sides "
            "of the split: add a row for each.",
            len(missing),
            number=len(missing),
            path=path.name,
            of=of,
            missing=missing[0],
        )
    )
