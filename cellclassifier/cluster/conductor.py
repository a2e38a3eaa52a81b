"""Gives the waiting runs of a study to nodes, and brings home what they make.

It is one loop that looks at the study's files, and hears what nodes tell. What it knows
of the runs lies in ``queue/far``: whoever conducts next finds them again.
"""

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster import unreached
from cellclassifier.cluster.attending import Attendant
from cellclassifier.cluster.hearing import Heard
from cellclassifier.cluster.reach import Gone, Reach
from cellclassifier.cluster.session import Session
from cellclassifier.core.conductor import LOCK_SECONDS
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue, Tone
from cellclassifier.core.runs import Run

RETRY_SECONDS = 5.0
"""Time between two tries to find the scheduler again, s."""

PATIENCE_SECONDS = 24 * 3600.0
"""Time that a study's folder has to come back, s."""


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
        self._said = ""

    def conduct(self) -> bool:
        """Work until nothing waits; return False where another conductor does.

        Raises:
            UserError: The place cannot be reached, or has another version.
            OSError: The study's folder cannot be written, at first or for long.
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
            except (UserError, OSError) as error:
                with suppress(OSError):
                    self._keep_told(str(error), "error")
                raise
            finally:
                with suppress(OSError):
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

    def _tell(self, text: str, level: Tone = "info") -> None:
        # To be read by whoever looks; where that cannot be written, all else goes on.
        with suppress(OSError):
            self._keep_told(text, level)
        if text != self._said:
            self._said = text
            self._say(text)

    def _keep_told(self, text: str, level: Tone) -> None:
        # A study whose drive is gone must not be begun anew where that was.
        self.queue.study_folder.stat()
        self.queue.tell(text, level)

    def _work(self) -> None:
        """Serve over one connection after another.

        Raises:
            UserError: The first one could not be made, or nothing is trained there.
            OSError: The study's folder cannot be written for long.
        """
        reach: Reach | None = self._reached()
        while reach is not None and not self._serve_and_close(reach):
            reach = self._reached_again()

    def _serve_and_close(self, reach: Reach) -> bool:
        """Work over a connection; return whether nothing is left to do.

        Raises:
            UserError: Nothing can be trained there.
            OSError: The study's folder cannot be written for long.
        """
        left, trouble = True, None
        try:
            self._keep_port(reach)
            self._serve(reach)
            left = self._left.is_set()
            return not left
        except Gone:
            self._tell(unreached.sought(self._place.text), "warning")
        except OSError as error:
            trouble = error
        finally:
            reach.close(leave=left)
        if trouble is not None:
            self._wait_for_folder(trouble)
        return False

    def _reached_again(self) -> Reach | None:
        """Return a new connection, however long that takes; ``None`` when left."""
        while not self._left.wait(RETRY_SECONDS):
            try:
                return self._reached()
            except UserError as error:
                last = tr("The last try: {error}", error=error)
                self._tell(f"{unreached.sought(self._place.text)} {last}", "warning")
        return None

    def _wait_for_folder(self, trouble: OSError) -> None:
        """Wait until the study's folder can be written again, and say so.

        Raises:
            OSError: That takes too long.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        text = unreached.unwritten(self.queue.study_folder, trouble)
        while not self._left.is_set():
            self._tell(text, "warning")
            try:
                self._keep_told(text, "warning")
                return
            except OSError:
                if time.monotonic() > end:
                    raise
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
    except (UserError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
