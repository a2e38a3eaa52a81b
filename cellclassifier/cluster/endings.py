"""What becomes of runs whose nodes have done with them: home, elsewhere, or failed."""

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cellclassifier.cluster import home, reached, reports
from cellclassifier.cluster.far_run import FarRun, give_back
from cellclassifier.cluster.hearing import Heard
from cellclassifier.cluster.orders import Report
from cellclassifier.cluster.reach import Damaged, Gone
from cellclassifier.cluster.sheets import FROZEN
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended
from cellclassifier.core.queueing import Queue

if TYPE_CHECKING:
    from distributed import Future


class Endings:
    """Handles reports, and all that keeps a node from making one.

    In whatever is done here, what is noted of a run is dropped last: who is cut short
    in between finds it again.

    Args:
        queue: The study's queue.
        transfers: Sends and fetches.
        study: What names the study.
        inbox: Where the results of transfers go.
        heard: Called with how a run ended.
        tell: Called with sentences on what goes on.
        forget: Called with a run that is attended to no more.
    """

    def __init__(
        self,
        queue: Queue,
        transfers: Transfers,
        study: str,
        inbox: SimpleQueue[tuple[Any, ...]],
        heard: Heard,
        tell: Callable[[str], None],
        forget: Callable[[FarRun], None],
    ) -> None:
        self._queue, self._transfers, self._study = queue, transfers, study
        self._inbox, self._heard, self._tell = inbox, heard, tell
        self._forget = forget

    def on_over(self, far: FarRun, future: "Future") -> Report | None:
        """Return the report of a run that a node is done with; ``None`` without one.

        Raises:
            Gone: The scheduler is gone.
            OSError: The study's folder cannot be written.
        """
        if future.status in ("cancelled", "lost"):
            raise Gone("The scheduler has lost the run.")
        if future.status != "finished":
            self.fail(
                far,
                tr(
                    "The nodes that had the run {run} died one after another, most "
                    "often for lack of memory. What was finished is kept up to the "
                    "last whole epoch that came home: look after the nodes, and "
                    "resume it.",
                    run=far.run.id,
                ),
            )
            return None
        try:
            return Report.model_validate_json(reports.text_of(future))
        except ValidationError:
            self.fail(
                far,
                tr(
                    "What a node reported of the run {run} cannot be read. What came "
                    "home is kept: see that all nodes have this version of the "
                    "program, and resume it.",
                    run=far.run.id,
                ),
            )
            return None

    def bring_home(self, far: FarRun, report: Report) -> None:
        """Fetch what a run made; then `on_fetched` is to be called."""
        far.phase, key = "home", far.key

        def done(found: object) -> None:
            self._inbox.put(("fetched", key, report, found))

        if report.files:
            self._transfers.fetch(far.node, report.files, far.run.folder, done)
        else:
            done([])

    def on_fetched(self, far: FarRun, report: Report, found: object) -> None:
        """Keep what a run made, and have its node forget it.

        Raises:
            OSError: The study's folder cannot be written; the node keeps it then.
        """
        if isinstance(found, OSError):
            # Of this computer: what the node has is not lost for it.
            raise found
        if isinstance(found, Gone | Damaged):
            self.give_back(
                far,
                tr(
                    "The node {node} was gone before the files of {run} were here. "
                    "The run goes on from the last epoch that came home.",
                    node=far.name,
                    run=far.run.id,
                ),
            )
            return
        files = found if isinstance(found, list) else []
        try:
            # Where it is shared, all of it was written there.
            lacks = home.put(far.run, files, "" if report.shared else report.outcome)
        except UserError as error:
            self.fail(far, str(error))
            return
        if lacks:
            self.fail(
                far,
                tr(
                    "The node {node} says that the run {run} is done, and sent not "
                    "all of it: {lacks} is missing. Resume it, or train it anew where "
                    "that cannot be done.",
                    node=far.name,
                    run=far.run.id,
                    lacks=lacks,
                ),
            )
            return
        self._end(far, report)

    def _end(self, far: FarRun, report: Report) -> None:
        ended = Ended.model_validate(
            {"outcome": report.outcome, "detail": report.detail}
        )
        # While it is held here, the run looks as if it went on.
        far.let_go()
        if report.outcome == "failed" and far.run.ended() is None:
            far.run.mark_died(ended)
        # Whoever had it pause may have thought better of it, and had it stop.
        stopped = far.run.asked() in ("stop", "stop_after_epoch")
        far.run.forget_asked()
        if report.outcome == "paused" and not stopped:
            give_back(self._queue, far.run, far.number)
        else:
            self._queue.drop(far.run.id)
        self._forget(far)
        self.settle(far)
        self._heard(far.run, ended)

    def on_damaged(self, far: FarRun, path: Path | None) -> None:
        """Handle that a file is not what it was when it was listed for a node.

        Raises:
            OSError: The study's folder cannot be written.
        """
        if path is None or _changes(far, path.parts):
            # It was written since: with a new order all is as it stands now.
            self.give_back(far, tr("The run {run} is given away anew.", run=far.run.id))
            return
        self.fail(
            far,
            tr(
                "{path} has been changed since the run {run} was made, so that its "
                "numbers would mean nothing. Put the old one back, or train anew.",
                path=path,
                run=far.run.id,
            ),
        )

    def give_back(self, far: FarRun, why: str) -> None:
        """Have a run that its node cannot go on with wait for another one.

        Raises:
            OSError: The study's folder cannot be written.
        """
        far.cancel()
        far.let_go()
        self._tell(give_back(self._queue, far.run, far.number) or why)
        self._forget(far)
        self.settle(far)

    def fail(self, far: FarRun, detail: str) -> None:
        """Have a run fail that no node can do.

        Raises:
            OSError: The study's folder cannot be written.
        """
        ended = Ended(outcome="failed", detail=detail)
        far.cancel()
        if far.run.folder.is_dir():
            far.run.mark_died(ended)
            far.run.forget_asked()
        self._queue.drop(far.run.id)
        self._forget(far)
        self.settle(far)
        self._heard(far.run, ended)

    def settle(self, far: FarRun) -> None:
        """Have the node forget a run that is not wanted from it any more."""
        if far.node:
            self._transfers.call(far.node, reached.settle, self._study, [far.key])


def _changes(far: FarRun, parts: tuple[str, ...]) -> bool:
    """Tell whether a file is one of the run's that are written as it goes on."""
    own = far.run.folder.parts
    inside = parts[: len(own)] == own and len(parts) > len(own)
    return inside and parts[len(own)] not in FROZEN
