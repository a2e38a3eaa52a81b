"""The queue of a study: which runs wait for their training, and what goes on.

Each waiting run has a small file of its own below ``queue``, written by whoever wants
it trained and removed by the conductor that takes it, so that windows, command lines
and the conductor never write the same file.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from cellclassifier.core import program
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.places import HERE, Place

# Named twice: this module hands them on.
from cellclassifier.core.queue_records import Doing as Doing
from cellclassifier.core.queue_records import Status as Status
from cellclassifier.core.queue_records import Told as Told
from cellclassifier.core.queue_records import Tone as Tone
from cellclassifier.core.queue_records import Waiting as Waiting
from cellclassifier.core.runs import Run

WAITING = ".wait"
"""Ending of the file of a waiting run."""

SPAWN_SECONDS = 60
"""Time that starting the conductor may take, s."""

Read = TypeVar("Read", bound=BaseModel)


class Queue:
    """The queue of one study; every method reads or writes what lies there now.

    In `far_folder` lies a small file for each run that a node has, ``RUN.json``.
    """

    def __init__(self, study_folder: Path) -> None:
        self.study_folder = study_folder
        self.folder = study_folder / "queue"
        self.far_folder = self.folder / "far"
        self._told_path = self.folder / "told.json"
        self._place_path = self.folder / "place.json"
        self._pause_path = self.folder / "paused"

    def add(self, run: Run, resume: bool = False, number: int | None = None) -> None:
        """Have a run wait for its training.

        Args:
            run: The run.
            resume: Whether it goes on where it was interrupted.
            number: Its place; without it, after all that wait now.

        Raises:
            UserError: The study's folder cannot be written.
        """
        place = time.time_ns() if number is None else number
        # What it was asked for before holds no longer: now it is to be trained.
        run.forget_asked()
        text = json.dumps({"resume": resume, "number": place})
        try:
            write_atomically(self._path(run.id), text)
        except OSError as error:
            raise UserError(
                tr(
                    "The run {run} could not be put into the queue: {folder} cannot "
                    "be written ({error}). The run is kept; free space and start it "
                    "again.",
                    run=run.id,
                    folder=self.folder,
                    error=error.strerror,
                )
            ) from error

    def drop(self, run_id: str) -> bool:
        """Take a run out of the queue; return whether it waited there."""
        try:
            self._path(run_id).unlink()
        except FileNotFoundError:
            return False
        return True

    def waiting(self) -> list[Waiting]:
        """Return the runs that wait, the next one first; damaged entries are left."""
        found = (_read(path) for path in self.folder.glob(f"*{WAITING}"))
        known = (each for each in found if each is not None)
        return sorted(known, key=lambda each: (each.number, each.run_id))

    @property
    def paused(self) -> bool:
        """Whether no waiting run is started for now."""
        return self._pause_path.exists()

    def pause(self) -> None:
        """Start no waiting run; those that run stop after their epoch, to be resumed.

        Raises:
            OSError: The folder cannot be written.
        """
        write_atomically(self._pause_path, "")
        for doing in self.doing():
            if doing.what == "training":
                Run(self.study_folder / "runs" / doing.run_id).ask("pause")

    def hold(self) -> None:
        """Start no waiting run, and let what runs go on."""
        write_atomically(self._pause_path, "")

    def go_on(self) -> None:
        """Start waiting runs again."""
        self._pause_path.unlink(missing_ok=True)

    def place(self) -> Place:
        """Return where its runs are trained; this computer where nothing was chosen."""
        return _parsed(Place, self._place_path) or HERE

    def send_to(self, place: Place) -> None:
        """Have its runs trained at a place from now on.

        Raises:
            UserError: Runs are being trained at another place.
            OSError: The folder cannot be written.
        """
        before = self.place()
        if before == place:
            return
        if self.doing() or self.far():
            raise UserError(
                tr(
                    "Runs of this study are being trained on {before}. Wait until "
                    "they are done, or stop them, before others go to {place}.",
                    before=before.text,
                    place=place.text,
                )
            )
        write_atomically(self._place_path, place.model_dump_json(indent=2))
        self.tell("")

    def tell(self, text: str, level: Tone = "info") -> None:
        """Say what goes on, in place of what was said before; "" takes that away."""
        if not text:
            self._told_path.unlink(missing_ok=True)
            return
        told = Told(text=text, level=level, time=datetime.now(UTC))
        write_atomically(self._told_path, told.model_dump_json())

    def told(self) -> Told | None:
        """Return what a conductor said last; ``None`` where that is nothing."""
        return _parsed(Told, self._told_path)

    def far(self) -> tuple[str, ...]:
        """Return the runs that nodes have, or had when a conductor last looked."""
        return tuple(sorted(path.stem for path in self.far_folder.glob("*.json")))

    def forget_far(self) -> None:
        """Look no more for what nodes make of the runs that they have."""
        for path in self.far_folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def doing(self) -> tuple[Doing, ...]:
        """Return what goes on now; nothing where there is no conductor."""
        status = self.status()
        return status.doing if status and self.is_conducted() else ()

    def status(self) -> Status | None:
        """Return what a conductor last said, if only before it died."""
        return _parsed(Status, self.status_path)

    @property
    def status_path(self) -> Path:
        """File in which the conductor says what it does."""
        return self.folder / "conductor.json"

    @property
    def lock_path(self) -> Path:
        """File that the conductor locks as long as it works."""
        return self.folder / ".lock"

    def is_conducted(self) -> bool:
        """Tell whether a conductor works on this study now."""
        import filelock

        if not self.lock_path.exists():
            return False
        lock = filelock.FileLock(self.lock_path)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            return True
        except OSError:
            return False
        lock.release()
        return False

    def _path(self, run_id: str) -> Path:
        return self.folder / f"{run_id}{WAITING}"


def _read(path: Path) -> Waiting | None:
    try:
        found = json.loads(path.read_bytes())
        run_id = path.name.removesuffix(WAITING)
        return Waiting(run_id, bool(found["resume"]), int(found["number"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parsed(kind: type[Read], path: Path) -> Read | None:
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def conductor_command(*arguments: str) -> list[str]:
    """Return the command of a conductor; see `conductor.main` for its arguments."""
    return program.command("--conduct", *arguments)


def start_conductor(study_folder: Path, worker: Sequence[str] = ()) -> None:
    """Start a conductor that outlives this process; one that is too many ends itself.

    Raises:
        UserError: It could not be started.
    """
    try:
        # The process in between ends at once, so that nobody has to wait for the other.
        subprocess.run(
            conductor_command("--detached", str(study_folder), *worker),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
            timeout=SPAWN_SECONDS,
            creationflags=program.without_console(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UserError(
            tr(
                "The process that trains could not be started ({error}). The runs "
                "wait in the study; start them again, or restart the program.",
                error=error,
            )
        ) from error


def detach(command: Sequence[str], log: Path) -> None:
    """Start `command` as a process of its own session that writes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=os.name == "posix",
            creationflags=flags,
        )
    # It is nobody's child to wait for.
    process.returncode = 0
