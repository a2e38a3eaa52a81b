"""A conductor of far runs that is only acted: what it writes, and its lock."""

from pathlib import Path

import filelock

from cellclassifier.core.files import write_atomically
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Doing, Queue, Status

LAB = Place(kind="scheduler", address="tcp://lab:8786")


class FarFaked:
    """Says of runs what a conductor beside the study would; ends by `close`."""

    def __init__(self, study_folder: Path, place: Place = LAB) -> None:
        self.queue = Queue(study_folder)
        self.queue.send_to(place)
        self._lock = filelock.FileLock(self.queue.lock_path)

    def conduct(self, *doing: Doing) -> None:
        """Work, or go on working, and say what nodes do."""
        if not self._lock.is_locked:
            self._lock.acquire()
        status = Status(process_id=1, doing=doing)
        write_atomically(self.queue.status_path, status.model_dump_json())

    def note(self, *run_ids: str) -> None:
        """Keep that nodes have these runs."""
        for run_id in run_ids:
            write_atomically(self.queue.far_folder / f"{run_id}.json", "{}")

    def close(self) -> None:
        """Work no more; what was noted stays."""
        self.queue.status_path.unlink(missing_ok=True)
        self._lock.release()
