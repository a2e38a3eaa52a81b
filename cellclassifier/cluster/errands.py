"""Jobs on a run that has been trained, spread over nodes: predictions, attributions."""

import queue as queues
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cellclassifier.cluster import home, reached
from cellclassifier.cluster.desks import note_of
from cellclassifier.cluster.far_run import new_key
from cellclassifier.cluster.orders import TOPIC, Order, Report, Sheet
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.cluster.sheets import Contents, study_key, windows
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import ExplainJob, PredictJob, encode
from cellclassifier.core.needed_images import needed_images
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""

WHAT = "done by nodes"

LOOK_SECONDS = 0.5
"""Time between two looks whether to go on, s."""

TRIES = 3
"""How often a job is given to another node when one went with it."""


def do_all(
    place: Place,
    run: Run,
    jobs: Sequence[PredictJob | ExplainJob],
    progress: Progress,
) -> None:
    """Have jobs done by the nodes of a place, as many at a time as there are nodes.

    Files that they write in the run's folder lie there, checked by hash, when this
    returns; jobs must write different files. A job whose node dies is done by another.

    Args:
        place: The place.
        run: The run.
        jobs: What is to be done.
        progress: Told how many are done.

    Raises:
        UserError: A job failed, or the place cannot be reached.
    """
    reach = Reach(place)
    errands = _Errands(reach, run, jobs, place.sharing == "auto", progress)
    try:
        errands.work()
    except Gone as error:
        raise UserError(
            f"Contact to {place.text} was lost. What came back is kept: ask for it "
            "again, and only the rest is done."
        ) from error
    finally:
        errands.close()
        reach.close()


class _Errands:
    def __init__(
        self,
        reach: Reach,
        run: Run,
        jobs: Sequence[PredictJob | ExplainJob],
        share: bool,
        progress: Progress,
    ) -> None:
        self._reach, self._run, self._progress = reach, run, progress
        self._transfers = Transfers(reach)
        self._contents = Contents(run, errand=True)
        self._study = study_key(run.study_folder)
        self._inbox: queues.SimpleQueue[tuple[Any, ...]] = queues.SimpleQueue()
        self._number, self._done = len(jobs), 0
        self._orders = {
            order.key: order for order in (self._order(job, share) for job in jobs)
        }
        self._tries: dict[str, int] = dict.fromkeys(self._orders, 0)
        self._futures: dict[str, Any] = {}
        self._nodes: dict[str, str] = {}

    def _order(self, job: PredictJob | ExplainJob, share: bool) -> Order:
        return Order(
            key=new_key(self._run.id),
            study=self._study,
            folder=str(self._run.study_folder),
            windows=windows(),
            run=self._run.folder.name,
            jobs=(encode(job).decode(),),
            share=share,
            sheet=self._sheet(job),
        )

    def _sheet(self, job: PredictJob | ExplainJob) -> Sheet:
        """Return what a node needs for a job: of the images only those it reads."""
        wanted = {str(path) for path in needed_images(self._run, job)}
        places = [
            place.model_copy(
                update={
                    "images": tuple(
                        image
                        for image in place.images
                        if str(Path(place.was) / image.path) in wanted
                    )
                }
            )
            for place in self._contents.sheet.places
        ]
        return self._contents.sheet.model_copy(update={"places": tuple(places)})

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
            self._progress(WHAT, self._done, self._number)
            try:
                self._handle(*self._inbox.get(timeout=LOOK_SECONDS))
            except queues.Empty:
                if not self._reach.alive:
                    raise Gone("The scheduler does not answer.") from None
        self._progress(WHAT, self._done, self._number)

    def close(self) -> None:
        """Take back what was not done."""
        self._transfers.close()
        for key, future in self._futures.items():
            future.cancel()
            self._settle(key)
        for order in self._orders.values():
            note_of(self._run.study_folder, order).unlink(missing_ok=True)

    def _submit(self, key: str) -> None:
        if self._orders[key].share:
            note = note_of(self._run.study_folder, self._orders[key])
            write_atomically(note, key)
        future = self._reach.submit(self._orders[key])
        self._futures[key] = future
        future.add_done_callback(lambda done: self._inbox.put(("over", key, done)))

    def _settle(self, key: str) -> None:
        if node := self._nodes.get(key):
            try:
                self._reach.call(node, reached.settle, self._study, [key])
            except Gone:
                return

    def _handle(self, kind: str, *given: Any) -> None:
        if kind == "event":
            self._on_event(given[0])
        elif kind == "over":
            self._on_over(*given)
        elif kind == "fetched":
            self._on_fetched(*given)
        elif isinstance(given[0], Damaged | UserError | OSError):
            path = self._contents.paths.get(str(given[0]), given[0])
            raise UserError(
                f"{path} could not be sent to a node as it was when the run was made. "
                "Put the old file back, or do this on this computer."
            )

    def _on_event(self, event: Mapping[str, Any]) -> None:
        key = str(event.get("key"))
        if key not in self._orders:
            return
        self._nodes[key] = node = str(event.get("node"))
        if event.get("kind") == "needs":
            known = self._contents.paths
            paths = {d: known[d] for d in event.get("digests", ()) if d in known}
            self._transfers.send(
                [node], paths, lambda found: self._inbox.put(("sent", found))
            )

    def _on_over(self, key: str, future: Any) -> None:
        known: Any = self._futures.get(key)
        if known is not future:
            return
        if future.status in ("cancelled", "lost"):
            raise Gone("The scheduler has lost a job.")
        if future.status != "finished":
            raise UserError(
                "The nodes that had a job died one after another, most often for lack "
                "of memory. What came back is kept; look after the nodes, or do the "
                "rest on this computer."
            )
        try:
            report = Report.model_validate_json(str(future.result()))
        except ValidationError as error:
            raise UserError("A node's report was damaged. Ask for it again.") from error
        if report.outcome == "paused":
            self._try_again(key, "it was stopped")
            return
        if report.outcome != "done":
            raise UserError(report.detail or "A node was stopped. Ask for it again.")
        node = report.address or self._nodes.get(key, "")
        self._nodes[key] = node
        self._transfers.fetch(
            node, report.files, lambda found: self._inbox.put(("fetched", key, found))
        )

    def _on_fetched(self, key: str, found: object) -> None:
        if isinstance(found, UserError):
            raise UserError(f"A node's files did not come home ({found}).")
        if isinstance(found, Exception):
            self._try_again(key, f"its files did not come home: {found}")
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
            raise UserError(
                f"No node has done its part ({why}). What came back is kept: ask for "
                "it again, and only the rest is done."
            )
        self._settle(key)
        del self._futures[key]
        # The report is kept under its key: another one does it anew.
        new = new_key(self._run.id)
        old = self._orders.pop(key)
        note_of(self._run.study_folder, old).unlink(missing_ok=True)
        self._orders[new] = old.model_copy(update={"key": new})
        self._tries[new] = self._tries.pop(key) + 1
        self._submit(new)
