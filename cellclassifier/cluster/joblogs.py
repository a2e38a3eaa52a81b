"""What a job of a cluster's queue wrote before it ended."""

import os
from pathlib import Path

BYTES = 8192
"""Bytes at the end of a log that are looked at: it may be of any size."""

LETTERS = 400
"""Letters of it that are told at most."""


def last_lines(logs: str | None, job: str) -> str:
    """Return a sentence with how the log of a job ends.

    Args:
        logs: Folder of the logs; ``None``: the queue keeps them elsewhere.
        job: Number of the job.

    Raises:
        OSError: A log cannot be read.
    """
    written = sorted(Path(logs).glob(f"*{job}*")) if logs else []
    for path in written:
        lines = _end_of(path).split("\n")
        said = " / ".join(line.strip() for line in lines if line.strip()).strip()
        if said:
            return f"Its log {path} ends with: ...{said[-LETTERS:]}"
    return f"It wrote no log{f' in {logs}' if logs else ''}."


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - BYTES))
        return file.read().decode(errors="replace")
