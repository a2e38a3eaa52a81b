"""All that a node does and has done: orders in work, and reports not yet fetched."""

import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from cellclassifier import __version__
from cellclassifier.cluster import doing, tidying
from cellclassifier.cluster.hands import Hands
from cellclassifier.cluster.orders import KEY, STUDY, Holding, Order, Report
from cellclassifier.cluster.store import DAY, Store
from cellclassifier.cluster.telling import News, Teller
from cellclassifier.cluster.works import Work
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically

FORGOTTEN = 1000
"""Orders that nobody wants whose keys are remembered: one may be on its way still."""

TELL_SECONDS = 0.3
"""Time between two looks for what is new about an order, s."""


class Works:
    """The orders of this node.

    Args:
        scratch: Folder for contents, runs and reports; nodes of a computer share it.
        name: Name of this node, for people.
        command: Replaces the command of workers.
        device: What it trains on, for people.

    Attributes:
        since: Since when a scheduler has seen this node; before that, when it began.
    """

    def __init__(
        self,
        scratch: Path,
        name: str,
        command: list[str] | None = None,
        device: str = "",
    ) -> None:
        self.name, self.device = name, device
        self.store = Store(scratch / "contents")
        self._studies = scratch / "studies"
        self._hands = Hands(command)
        self._guard, self._filing = threading.Lock(), threading.Lock()
        self._works: dict[str, Work] = {}
        self._tellers: dict[str, Teller] = {}
        self._unwanted: deque[str] = deque(maxlen=FORGOTTEN)
        self._tidied, self._ending = time.monotonic(), False
        self.since = datetime.now(UTC)

    @property
    def busy(self) -> bool:
        """Whether an order is being worked on."""
        return bool(self.going())

    def _all(self) -> list[Work]:
        # A copy, since another thread may add one meanwhile.
        return list(self._works.values())

    def do(
        self, order: Order, send: Callable[[News], None], going: Callable[[], bool]
    ) -> Report:
        """Do an order, or attend to it where it is done already; return its report.

        Args:
            order: The order.
            send: Called with what is new.
            going: Asked whether anyone is there to be told; where not, this returns
                soon, and the work goes on.

        Raises:
            UserError: The order cannot be done here.
            OSError: The scratch folder cannot be written.
        """
        if order.version != __version__:
            return doing.refused(order, self.name, __version__)
        if (report := self._report(order)) is not None:
            return report
        self._tidy()
        work = self._work(order, going)
        if work is None:
            return doing.lost(order, self.name)
        self.again(order.key, order.sheet.lines)
        while not work.ended.wait(TELL_SECONDS) and going():
            self._tell(order.key, send)
        if work.report is None:
            return doing.lost(order, self.name)
        if teller := self._tellers.get(order.key):
            _send_all(teller.rest, send)
        with self._filing:
            # Else it was settled meanwhile, on another thread.
            if self.find(order.key) is work:
                self._keep(order, work.report)
        return work.report

    def _tell(self, key: str, send: Callable[[News], None]) -> None:
        # It is another one where it was to be told anew, and none where not wanted.
        if teller := self._tellers.get(key):
            _send_all(teller.news, send)

    def _work(self, order: Order, going: Callable[[], bool]) -> Work | None:
        """Return the work on an order, begun when nothing else goes on here.

        Else there would be two trainings on one GPU. ``None`` where nobody is there any
        more, or nobody wants it.
        """
        while self._is_wanted(order):
            if (found := self._begun(order)) is not None or not going():
                return found
            for other in self.going():
                other.ended.wait(TELL_SECONDS)
        return None

    def _is_wanted(self, order: Order) -> bool:
        if order.key in self._works:
            return True
        return not self._ending and order.key not in self._unwanted

    def _begun(self, order: Order) -> Work | None:
        with self._guard:
            for other in self.going():
                if _replaces(order, other.order):
                    other.ask("stop")
                    other.ended.wait()
            if order.key not in self._works and not self.going():
                made = Work(order, self._studies, self.store, self.name, self._hands)
                self._works[order.key] = made
                made.start()
            return self._works.get(order.key)

    def going(self) -> list[Work]:
        """Return the work on orders that goes on here."""
        return [work for work in self._all() if not work.ended.is_set()]

    def again(self, key: str, lines: int) -> None:
        """Tell of an order anew; `lines` of its events are known already."""
        if work := self._works.get(key):
            self._tellers[key] = Teller(work, lines)

    @property
    def unfetched(self) -> bool:
        """Whether what was made here has not been fetched yet."""
        return any(work.ended.is_set() for work in self._all())

    def wind_up(self) -> None:
        """Have trainings stop after their epoch, to go on elsewhere."""
        self._ending = True
        for work in self.going():
            work.ask("pause")

    def close(self) -> None:
        """End what is kept for jobs that may come."""
        self._hands.release()

    def find(self, key: str) -> Work | None:
        """Return the work on an order that goes on here."""
        return self._works.get(key)

    def holdings(self, study: str) -> Iterator[Holding]:
        """Yield what there is of a study.

        Raises:
            ValueError: That is no name of a study.
        """
        going = [work for work in self._all() if work.order.study == study]
        for work in going:
            yield Holding(
                key=work.order.key,
                run=work.order.run,
                ended=work.ended.is_set(),
                training=work.training,
            )
        known = {work.order.key for work in going}
        for path in self._reports(study).glob("*.json"):
            if path.stem not in known:
                run = path.stem.rpartition(".")[0]
                yield Holding(key=path.stem, run=run, ended=True, training=False)

    def settle(self, study: str, key: str) -> None:
        """Forget an order whose report and files were fetched, or are not wanted.

        Raises:
            ValueError: That is no name of a study, or no key.
        """
        path = self._report_path(study, key)
        self._unwanted.append(key)
        work = self._works.get(key)
        if work is not None and not work.ended.is_set():
            work.ask("stop")
            waiting = threading.Thread(
                target=self._settle_ended, args=(study, work), daemon=True
            )
            waiting.start()
            return
        with self._filing:
            self._works.pop(key, None)
            self._tellers.pop(key, None)
            self._drop_kept(work, _read(path))
            path.unlink(missing_ok=True)
        if work is not None and not work.shared:
            self._clear(work)

    def _clear(self, work: Work) -> None:
        # None is begun meanwhile.
        with self._guard:
            # Jobs on one run are done in one folder, one after another.
            if all(each.desk.folder != work.desk.folder for each in self.going()):
                work.desk.clear()

    def _settle_ended(self, study: str, work: Work) -> None:
        work.ended.wait()
        if self.find(work.order.key) is work:
            self.settle(study, work.order.key)

    def _drop_kept(self, work: Work | None, report: Report | None) -> None:
        """Remove contents that were made for home, and are there now."""
        needed = {digest for each in self._all() for digest in each.kept}
        if work is not None:
            work.drop(work.kept - needed)
        elif report is not None:
            self.store.drop({file.sha256 for file in report.files} - needed)

    def begin_serving(self) -> None:
        """Take note that a scheduler sees this node from now on."""
        self.since = datetime.now(UTC)

    def _tidy(self) -> None:
        """Forget what nobody used, once a day."""
        if time.monotonic() - self._tidied > DAY:
            self._tidied = time.monotonic()
            self.forget_unused()

    def forget_unused(self) -> None:
        """Remove contents and studies that nobody used for a while."""
        self.store.forget_unused()
        tidying.forget_unused(self._studies)

    def _reports(self, study: str) -> Path:
        if not re.fullmatch(STUDY, study):
            raise ValueError("Expected the name of a study.")
        return self._studies / study / "reports"

    def _report_path(self, study: str, key: str) -> Path:
        if not re.fullmatch(KEY, key):
            raise ValueError("Expected the key of an order.")
        return self._reports(study) / f"{key}.json"

    def _report(self, order: Order) -> Report | None:
        return _read(self._report_path(order.study, order.key))

    def _keep(self, order: Order, report: Report) -> None:
        path = self._report_path(order.study, order.key)
        # On a full disk it still comes home, as long as this process lives.
        with suppress(OSError):
            write_atomically(path, report.model_dump_json())
            os.utime(self._studies / order.study)


def _replaces(order: Order, other: Order) -> bool:
    """Tell whether an order took the place of an earlier one on the same run."""
    same = (order.study, order.run) == (other.study, other.run)
    return same and order.key != other.key and not order.jobs and not other.jobs


def _read(path: Path) -> Report | None:
    try:
        return Report.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        # One that is damaged is as good as none: it is done anew.
        return None


def _send_all(news: Callable[[], Iterator[News]], send: Callable[[News], None]) -> None:
    # A file that cannot be read now is read at the next look.
    with suppress(OSError, UserError):
        for each in news():
            send(each)
