"""The windows that the Training page opens: several runs, the network, the device."""

from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.devices import Engine
from cellclassifier.core.experiment_results import Speed, speeds
from cellclassifier.core.language import tr
from cellclassifier.core.link import worker_environment
from cellclassifier.core.lots import stock
from cellclassifier.core.messages import (
    DescribeJob,
    DeviceJob,
    Ended,
    Event,
    Job,
    NetworkDescribed,
    SelfTestJob,
)
from cellclassifier.gui.jobs import JobRunner
from cellclassifier.gui.layout_keeping import LayoutKeeper
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.device_dialog import DeviceDialog
from cellclassifier.gui.widgets.experiment_form import ExperimentDialog
from cellclassifier.gui.widgets.network_dialog import NetworkDialog


def plan_experiment(session: Session, parent: QWidget) -> None:
    """Ask what an experiment is to repeat and compare, and start it."""
    runs = list(session.runs)

    def open_dialog(known: tuple[Speed, ...]) -> None:
        prepared, contents = session.prepared, session.contents
        tiles = prepared.tables["train"] if prepared else ()
        images = contents.train.images if contents else ()
        dialog = ExperimentDialog(
            session.spec,
            images[0].channels if images else 1,
            sum(tile.part == "train" for tile in tiles),
            known,
            session.blocked(),
            parent.window(),
            stock((*tiles, *prepared.undrawn)) if prepared else None,
        )
        dialog.accepted.connect(lambda: session.start_experiment(dialog.experiment))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    session.background.run(
        "speeds", lambda: speeds(runs), open_dialog, session.tell_error
    )


def show_network(session: Session, parent: QWidget) -> None:
    """Show the layers of the network that the settings make."""
    name = tr(ARCHITECTURES[session.spec.training.network].label)
    dialog = NetworkDialog(parent.window(), name)
    dialog.finished.connect(dialog.deleteLater)
    contents = session.contents
    images = contents.train.images if contents else ()
    classes = contents.train.classes if contents else ()
    size = session.spec.tiling.size
    job = DescribeJob(
        training=session.spec.training,
        shape=(size, size, images[0].channels if images else 1),
        classes=max(2, len(classes)),
    )

    def heard(event: Event) -> None:
        # It may have been closed meanwhile.
        if isinstance(event, NetworkDescribed) and isValid(dialog):
            dialog.show_network(event)
            # After the drawing was given the room that it needs.
            LayoutKeeper(dialog, session)

    def done(ended: Ended) -> None:
        if ended.outcome == "failed" and isValid(dialog):
            dialog.show_failure(ended.told)

    dialog.open()
    session.helper.ask(job, done, heard, key="describe")


class DeviceWindow(DeviceDialog):
    """Has devices found and tested, each in a worker process of its own."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        preferred = session.preferences
        super().__init__(preferred.device, preferred.engine, parent)
        self._session = session
        self._runner: JobRunner | None = None
        self.wanted.connect(lambda engine: self._ask(DeviceJob(), "auto", engine))
        self.asked.connect(lambda key, engine: self._ask(SelfTestJob(), key, engine))
        self.stopped.connect(self._stop)
        self.chosen.connect(self._choose)
        self.finished.connect(self._close)

    def _ask(self, job: Job, device: str, engine: Engine) -> None:
        self._close()
        surroundings = partial(worker_environment, engine, device)
        runner = JobRunner(self._session.command, self, surroundings)
        runner.received.connect(self.take)
        runner.ended.connect(self.end)
        self._runner = runner
        runner.start(job)

    def _stop(self) -> None:
        if self._runner:
            self._runner.cancel()

    def _choose(self, device: str, engine: str) -> None:
        self._session.prefer(device=device, engine=engine)
        # Another device or engine is taken up by a new process only.
        self._session.helper.renew()

    def _close(self) -> None:
        if self._runner:
            self._runner.drop()
            self._runner = None


def choose_device(session: Session, parent: QWidget) -> None:
    """Show the devices, let one be chosen, and test it."""
    dialog = DeviceWindow(session, parent.window())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
