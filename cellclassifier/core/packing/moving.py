"""Replaces the paths of folders that moved, in copies of tables and settings."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import NamedTuple

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
"""A text in JSON, with its quotation marks."""


class Move(NamedTuple):
    """A folder or file: the path that it had, as it was written, and the one of now."""

    was: str
    now: PurePath


class Mover:
    """Knows where folders are now.

    Args:
        moves: The folders; of one within another, the inner one counts.
        windows: Whether the old paths are those of Windows.
    """

    def __init__(self, moves: Iterable[Move], windows: bool) -> None:
        self._separator = "\\" if windows else "/"
        self._moves = sorted(moves, key=lambda move: len(move.was), reverse=True)
        self.path = lru_cache(maxsize=2**16)(self._path)

    def _path(self, text: str) -> str:
        """Return a path as it is now; a text that is none of those known, as it is."""
        for was, now in self._moves:
            if text == was:
                return str(now)
            if text.startswith(was.rstrip(self._separator) + self._separator):
                below = text[len(was) :].split(self._separator)
                return str(now.joinpath(*(part for part in below if part)))
        return text

    def table(self, text: str) -> str:
        """Return a CSV table with its paths replaced, cell by cell.

        One that would not be written byte for byte as it is here is returned as it is.
        """
        # A table doubles the quotation marks of a path.
        if not any(was.replace('"', '""') in text for was, _ in self._moves):
            return text
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            return text
        if _written(rows) != text:
            return text
        return _written([[self.path(cell) for cell in row] for row in rows])

    def settings(self, text: str) -> str:
        """Return JSON, or lines of it, with its paths replaced, text by text."""
        return _STRING.sub(lambda found: self._string(found[0]), text)

    def _string(self, quoted: str) -> str:
        try:
            text = json.loads(quoted)
        except ValueError:
            return quoted
        moved = self.path(text)
        return quoted if moved == text else json.dumps(moved, ensure_ascii=False)

    def file(self, path: Path) -> bytes | None:
        """Return what a file has to hold now; ``None`` where it stays as it is."""
        replace = {".csv": self.table, ".json": self.settings, ".jsonl": self.settings}
        if path.suffix not in replace:
            return None
        before = path.read_bytes()
        try:
            after = replace[path.suffix](before.decode()).encode()
        except UnicodeError:
            return None
        return after if after != before else None


def _written(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as `files.write_table` writes them."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
