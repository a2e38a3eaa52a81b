"""Jobs on a run that has been trained, spread over nodes: predictions, attributions."""

import queue as queues
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from cellclassifier.cluster import home, reached, reports, unreached
from cellclassifier.cluster.calling import GONE
from cellclassifier.cluster.desks import note_of
from cellclassifier.cluster.errand_orders import Orders
from cellclassifier.cluster.far_run import new_key
from cellclassifier.cluster.orders import TOPIC, Report
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import ExplainJob, PredictJob
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""

Tell = Callable[[str], None]
"""Called with a sentence."""

WHAT = tr("done by nodes")

LOOK_SECONDS = 0.5
"""Time between two looks whether to go on, s."""

TRIES = 3
"""How often a job is given to another node when one went with it."""


def do_all(
    place: Place,
    run: Run,
    jobs: Sequence[PredictJob | ExplainJob],
    progress: Progress,
    tell: Tell = lambda text: None,
) -> None:
    """Have jobs done by the nodes of a place, as many at a time as there are nodes.

    Files that they write in the run's folder lie there, checked by hash, when this
    returns; jobs must write different files. A job whose node dies is done by another;
    a node of another version is left out.

    Args:
        place: The place.
        run: The run.
        jobs: What is to be done.
        progress: Told how many are done.
        tell: Called with sentences on nodes that do no part.

    Raises:
        UserError: A job failed, or the place cannot be reached.
        OSError: The folder of the run cannot be written.
    """
    reach = Reach(place)
    try:
        orders = Orders(run, place.sharing == "auto")
        errands = _Errands(reach, run, orders, jobs, progress, tell)
        try:
            errands.work()
        finally:
            errands.close()
    except Gone as error:
        raise UserError(unreached.contact_lost(place.text)) from error
    finally:
        reach.close()


class _Errands:
    def __init__(
        self,
        reach: Reach,
        run: Run,
        made: Orders,
        jobs: Sequence[PredictJob | ExplainJob],
        progress: Progress,
        tell: Tell,
    ) -> None:
        self._reach, self._run = reach, run
        self._progress, self._tell = progress, tell
        self._paths, self._study = made.paths, made.study
        self._inbox: queues.SimpleQueue[tuple[Any, ...]] = queues.SimpleQueue()
        self._number, self._done = len(jobs), 0
        self._orders = {order.key: order for order in map(made.order, jobs)}
        self._tries: dict[str, int] = dict.fromkeys(self._orders, 0)
        self._futures: dict[str, Any] = {}
        self._nodes: dict[str, str] = {}
        self._only: dict[str, list[str]] = {}
        self._refusing: set[str] = set()
        self._unsettled: set[str] = set()
        self._transfers = Transfers(reach)

    def work(self) -> None:
        """Do all.

        Raises:
            Gone: The scheduler is gone.
            UserError: A job failed.
        """
        topic = f"{TOPIC}/{self._study}"
        self._reach.listen(topic, lambda event: self._inbox.put(("event", event)))
        self._reach.want(self._number)
        for key in self._orders:
            self._submit(key)
        while self._done < self._number:
            self._progress(self._what(), self._done, self._number)
            try:
                self._handle(*self._inbox.get(timeout=LOOK_SECONDS))
            except queues.Empty:
                if not self._reach.alive:
                    raise Gone(unreached.silent()) from None
                self._look_after_lost()
        self._progress(WHAT, self._done, self._number)

    def _what(self) -> str:
        """Say on how many nodes something is done now, as far as they have told."""
        now = {self._nodes[key] for key in self._futures if key in self._nodes}
        if not now:
            return WHAT if self._done else tr("waiting for a node")
        n = len(now)
        return tr_n("done by 1 node", "done by {n} nodes", n, n=n)

    def close(self) -> None:
        """Take back what was not done: else nodes would go on for nobody."""
        self._transfers.close()
        for future in self._futures.values():
            with suppress(*GONE):
                # By force: it was to be done without us, too.
                future.cancel(force=True)
        self._settle_all()
        for order in self._orders.values():
            note_of(self._run.study_folder, order).unlink(missing_ok=True)

    def _settle_all(self) -> None:
        with suppress(Gone):
            silent = self._reach.silent
            nodes = [node for node in self._reach.nodes() if node not in silent]
            if nodes and self._unsettled:
                keys = sorted(self._unsettled)
                self._reach.call_all(nodes, reached.settle, self._study, keys)

    def _submit(self, key: str) -> None:
        if self._orders[key].share:
            note = note_of(self._run.study_folder, self._orders[key])
            write_atomically(note, key)
        self._only[key] = only = self._others() if self._refusing else []
        self._unsettled.add(key)
        future = self._reach.submit(self._orders[key], only)
        self._futures[key] = future
        future.add_done_callback(lambda done: self._inbox.put(("over", key, done)))

    def _others(self) -> list[str]:
        """Return the nodes that do not refuse."""
        return [each for each in self._reach.nodes() if each not in self._refusing]

    def _look_after_lost(self) -> None:
        """Give orders anew whose nodes are gone; Dask would wait for these for ever.

        Raises:
            UserError: Too many did not do one.
        """
        there = set(self._reach.nodes()) if self._refusing else set()
        for key, only in list(self._only.items()):
            if only and key in self._futures and not there.intersection(only):
                self._try_again(key, tr("it is gone"))

    def _settle(self, key: str) -> None:
        """Have the node of an order forget it; what fails here is tried at the end."""
        if node := self._nodes.get(key):

            def done(found: object) -> None:
                if not isinstance(found, Exception):
                    self._inbox.put(("settled", key))

            self._transfers.call(node, reached.settle, self._study, [key], done=done)

    def _handle(self, kind: str, *given: Any) -> None:
        if kind == "event":
            self._on_event(given[0])
        elif kind == "over":
            self._on_over(*given)
        elif kind == "fetched":
            self._on_fetched(*given)
        elif kind == "settled":
            self._unsettled.discard(given[0])
        elif isinstance(given[0], Damaged | UserError | OSError):
            path = self._paths.get(str(given[0]), given[0])
            raise UserError(unreached.not_sent(path))

    def _on_event(self, event: Mapping[str, Any]) -> None:
        key = str(event.get("key"))
        if key not in self._orders:
            return
        self._nodes[key] = node = str(event.get("node"))
        if event.get("kind") == "needs":
            known = self._paths
            wanted = map(str, event.get("digests") or ())
            paths = {digest: known[digest] for digest in wanted if digest in known}
            self._transfers.send(
                [node], paths, lambda found: self._inbox.put(("sent", found))
            )

    def _on_over(self, key: str, future: Any) -> None:
        known: Any = self._futures.get(key)
        if known is not future:
            return
        if future.status in ("cancelled", "lost"):
            raise Gone(tr("The scheduler has lost a job."))
        if future.status != "finished":
            raise UserError(unreached.died())
        self._on_report(key, reports.report_of(future))

    def _on_report(self, key: str, report: Report) -> None:
        self._nodes[key] = node = report.address or self._nodes.get(key, "")
        if report.outcome == "refused":
            self._on_refused(key, node, report)
        elif report.outcome == "paused":
            self._try_again(key, tr("it was stopped"))
        elif report.outcome != "done":
            raise UserError(
                report.detail or tr("A node was stopped. Ask for it again.")
            )
        else:
            reports.refuse_strange(self._run, report)
            self._transfers.fetch(
                *(node, report.files, self._run.folder),
                lambda found: self._inbox.put(("fetched", key, found)),
            )

    def _on_refused(self, key: str, node: str, report: Report) -> None:
        """Leave a node out, which is of another version, or ends just now.

        Raises:
            UserError: None is left.
        """
        new = node not in self._refusing
        self._refusing.add(node)
        if not self._others():
            raise UserError(report.detail)
        if new:
            self._tell(f"{report.detail} {tr('The other nodes do its part.')}")
        self._give_anew(key)

    def _on_fetched(self, key: str, found: object) -> None:
        if isinstance(found, UserError):
            raise UserError(tr("A node's files did not come home ({why}).", why=found))
        if isinstance(found, OSError):
            # Of this computer, such as a full disk.
            raise found
        if isinstance(found, Exception):
            why = tr("its files did not come home: {why}", why=found)
            self._try_again(key, why)
            return
        home.put(self._run, found if isinstance(found, list) else [])
        self._settle(key)
        del self._futures[key]
        self._done += 1

    def _try_again(self, key: str, why: str) -> None:
        """Have another node do what one did not.

        Raises:
            UserError: Too many did not.
        """
        if self._tries[key] >= TRIES:
            raise UserError(unreached.not_done(why))
        new = self._give_anew(key)
        self._tries[new] += 1

    def _give_anew(self, key: str) -> str:
        """Give an order away once more, under a new key; return that."""
        self._settle(key)
        self._futures.pop(key).cancel(force=True)
        # The report is kept under its key: another one does it anew.
        new = new_key(self._run.id)
        old = self._orders.pop(key)
        note_of(self._run.study_folder, old).unlink(missing_ok=True)
        self._orders[new] = old.model_copy(update={"key": new})
        self._tries[new] = self._tries.pop(key)
        self._only.pop(key)
        self._submit(new)
        return new
