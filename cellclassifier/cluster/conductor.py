"""Gives the waiting runs of a study to nodes, and brings home what they make.

It is one loop that looks at the study's files, and hears what nodes tell. What it knows
of the runs lies in ``queue/far``: whoever conducts next finds them again.
"""

import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from cellclassifier.cluster.attending import Attendant
from cellclassifier.cluster.hearing import Heard
from cellclassifier.cluster.reach import Gone, Reach
from cellclassifier.cluster.session import Session
from cellclassifier.core.conductor import LOCK_SECONDS
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run

RETRY_SECONDS = 5.0
"""Time between two tries to find the scheduler again, s."""

LOST = (
    "Lost contact to {place}, and looking for it again. What nodes do goes on, and is "
    "fetched when they are found."
)


class FarConductor:
    """Works on the queue of one study until nothing waits, like `core.conductor`.

    Args:
        study_folder: The study.
        place: Where its runs are trained.
        heard: Called, on the thread that conducts, with what the workers tell.
        tell: Called with sentences on what goes on.
    """

    def __init__(
        self,
        study_folder: Path,
        place: Place,
        heard: Heard | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.queue = Queue(study_folder)
        self._place = place
        self._heard = heard or (lambda run, event: None)
        self._say = tell or (lambda text: None)
        self._left = threading.Event()

    def conduct(self) -> bool:
        """Work until nothing waits; return False where another conductor does.

        Raises:
            UserError: The place cannot be reached, or has another version.
            OSError: The study's folder cannot be written.
        """
        import filelock

        self.queue.folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.queue.lock_path)
        while True:
            try:
                lock.acquire(timeout=LOCK_SECONDS)
            except filelock.Timeout:
                return False
            try:
                self._work()
                self.queue.tell("")
            except UserError as error:
                self.queue.tell(str(error), "error")
                raise
            finally:
                self.queue.status_path.unlink(missing_ok=True)
                lock.release()
            waiting = self.queue.waiting() and not self.queue.paused
            # What came while the lock was let go has not been seen by anyone.
            if self._left.is_set() or not waiting:
                return True

    def leave(self) -> None:
        """Return soon from `conduct`; what nodes do goes on, and is found again."""
        self._left.set()

    def stop(self) -> None:
        """Stop what runs, keeping what was learnt, and start nothing more."""
        self.queue.hold()
        for doing in self.queue.doing():
            Run(self.queue.study_folder / "runs" / doing.run_id).ask("stop")

    def _tell(self, text: str, level: str = "info") -> None:
        self.queue.tell(text, "warning" if level == "warning" else "info")
        self._say(text)

    def _work(self) -> None:
        """Serve over one connection after another.

        Raises:
            UserError: The first one could not be made.
        """
        first = True
        while not self._left.is_set():
            try:
                reach = self._reached()
            except UserError:
                if first:
                    raise
                self._left.wait(RETRY_SECONDS)
                continue
            first = False
            self._keep_port(reach)
            left = True
            try:
                self._serve(reach)
                left = self._left.is_set()
                if not left:
                    return
            except Gone:
                self._tell(LOST.format(place=self._place.text), "warning")
            finally:
                reach.close(leave=left)
            self._left.wait(RETRY_SECONDS)

    def _reached(self) -> Reach:
        log = self.queue.folder / "nodes"
        if not (port := self._port()):
            return Reach(self._place, 0, log)
        try:
            return Reach(self._place, port, log)
        except UserError:
            # Another program may have the port by now; nodes from before are lost then.
            return Reach(self._place, 0, log)

    def _serve(self, reach: Reach) -> None:
        """Work over a connection until nothing is left to do.

        Raises:
            Gone: The scheduler is gone.
        """
        share = self._place.sharing == "auto"
        attendant = Attendant(self.queue, reach, share, self._heard, self._tell)
        try:
            Session(self.queue, reach, attendant, self._tell).work(self._left)
        finally:
            attendant.close()

    def _port(self) -> int:
        """Return the port of the scheduler that ran here before, for a cluster."""
        try:
            return int(json.loads(self._port_path.read_bytes())["port"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _keep_port(self, reach: Reach) -> None:
        if self._place.kind == "cluster":
            write_atomically(self._port_path, json.dumps({"port": reach.port}))

    @property
    def _port_path(self) -> Path:
        return self.queue.folder / "scheduler.json"


def main(arguments: Sequence[str]) -> int:
    """Conduct the study that the arguments name: FOLDER."""
    folder = Path(arguments[0])
    work = FarConductor(folder, Queue(folder).place())
    # A computer that is shut down ends it so: what nodes do goes on.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: work.leave())
    try:
        work.conduct()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
