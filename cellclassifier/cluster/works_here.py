"""All that a node does and has done: orders in work, and reports not yet fetched."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from cellclassifier import __version__
from cellclassifier.cluster.orders import Holding, Order, Report
from cellclassifier.cluster.store import KEPT_DAYS, Store
from cellclassifier.cluster.telling import News, Teller
from cellclassifier.cluster.works import Work
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically

TELL_SECONDS = 0.3
"""Time between two looks for what is new about an order, s."""


class Works:
    """The orders of this node.

    Args:
        scratch: Folder for contents, runs and reports; nodes of a computer share it.
        name: Name of this node, for people.
        command: Replaces the command of workers.
    """

    def __init__(
        self, scratch: Path, name: str, command: list[str] | None = None
    ) -> None:
        self.name = name
        self.store = Store(scratch / "contents")
        self._studies = scratch / "studies"
        self._command = command
        self._guard = threading.Lock()
        self._works: dict[str, Work] = {}
        self._tellers: dict[str, Teller] = {}

    @property
    def busy(self) -> bool:
        """Whether an order is being worked on."""
        return any(not work.ended.is_set() for work in self._works.values())

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
            return self._refused(order)
        if (report := self._report(order)) is not None:
            return report
        work = self._work(order)
        self.again(order.key, order.sheet.lines)
        while not work.ended.wait(TELL_SECONDS) and going():
            _send_all(self._tellers[order.key].news, send)
        _send_all(self._tellers[order.key].rest, send)
        if work.report is None:
            return self._lost(order)
        self._keep(order, work.report)
        return work.report

    def _work(self, order: Order) -> Work:
        with self._guard:
            for other in self._works.values():
                # An order that took the place of an earlier one on the same run.
                same = other.order.run == order.run and not order.jobs
                if same and other.order.key != order.key and not other.ended.is_set():
                    other.ask("stop")
                    other.ended.wait()
            if order.key not in self._works:
                made = Work(order, self._studies, self.store, self.name, self._command)
                self._works[order.key] = made
                made.start()
            return self._works[order.key]

    def again(self, key: str, lines: int) -> None:
        """Tell of an order anew; `lines` of its events are known already."""
        if work := self._works.get(key):
            self._tellers[key] = Teller(work, lines)

    @property
    def unfetched(self) -> bool:
        """Whether what was made here has not been fetched yet."""
        return any(work.ended.is_set() for work in self._works.values())

    def wind_up(self) -> None:
        """Have trainings stop after their epoch, to go on elsewhere."""
        for work in self._works.values():
            if not work.ended.is_set():
                work.ask("pause")

    def find(self, key: str) -> Work | None:
        """Return the work on an order that goes on here."""
        return self._works.get(key)

    def holdings(self, study: str) -> Iterator[Holding]:
        """Yield what there is of a study."""
        going = [work for work in self._works.values() if work.order.study == study]
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
        """Forget an order whose report and files were fetched, or are not wanted."""
        work = self._works.get(key)
        if work is not None and not work.ended.is_set():
            work.ask("stop")
            return
        self._works.pop(key, None)
        self._tellers.pop(key, None)
        (self._reports(study) / f"{key}.json").unlink(missing_ok=True)
        if work is not None and not work.shared:
            work.desk.clear()

    def forget_unused(self) -> None:
        """Remove contents and studies that nobody used for a while."""
        self.store.forget_unused()
        oldest = time.time() - KEPT_DAYS * 86_400
        for folder in self._studies.glob("*"):
            with suppress(OSError):
                if folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)

    def _reports(self, study: str) -> Path:
        return self._studies / study / "reports"

    def _report(self, order: Order) -> Report | None:
        try:
            path = self._reports(order.study) / f"{order.key}.json"
            return Report.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None

    def _keep(self, order: Order, report: Report) -> None:
        path = self._reports(order.study) / f"{report.key}.json"
        write_atomically(path, report.model_dump_json())

    def _refused(self, order: Order) -> Report:
        detail = (
            f"The node {self.name} has version {__version__} of Cell Classifier, this "
            f"computer {order.version}. Install the same one on both; until then "
            "nothing is trained there."
        )
        return Report(key=order.key, node=self.name, outcome="refused", detail=detail)

    def _lost(self, order: Order) -> Report:
        return Report(
            key=order.key,
            node=self.name,
            outcome="refused",
            detail=f"The node {self.name} lost the scheduler.",
        )


def _send_all(news: Callable[[], Iterator[News]], send: Callable[[News], None]) -> None:
    # A file that cannot be read now is read at the next look.
    with suppress(OSError, UserError):
        for each in news():
            send(each)
