"""Pictures of training on other computers: a scheduler and nodes, on this one."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core import places, program
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.places import HERE, Place, Profile
from cellclassifier.core.recipes import with_network
from cellclassifier.gui.widgets.nodes_dialog import NodesDialog
from cellclassifier.gui.widgets.profile_dialog import ProfileDialog
from cellclassifier.gui.widgets.workstations_dialog import WorkstationsDialog

if TYPE_CHECKING:
    from screenshots import Tour


def elsewhere(tour: "Tour") -> None:
    """Show how other computers are chosen, and a run that one of them trains."""
    tour.window.show_page("training")
    _dialogs(tour)
    with tempfile.TemporaryDirectory() as name, _lab(Path(name)) as place:
        _train(tour, place)
        _ask(tour, place)


def _dialogs(tour: "Tour") -> None:
    place = Place(kind="scheduler", address="tcp://workstation:8786")
    dialog = WorkstationsDialog(place, (), tour.window)
    dialog.show()
    tour.shoot("workstations", dialog)
    dialog.close()
    made = Profile(name="GPU nodes", partition="gpu", setup=("module load cuda",))
    form = ProfileDialog(made, (), tour.window)
    form.show()
    tour.wait(lambda: "#SBATCH" in form.preview.text.toPlainText())
    tour.shoot("cluster_profile", form)
    form.close()


def _train(tour: "Tour", place: Place) -> None:
    session = tour.session
    spec = with_network(session.spec.training, "compact")
    session.update(
        training=spec.model_copy(update={"epochs": 12}),
        tiling=session.spec.tiling.model_copy(update={"size": 64}),
    )
    tour.wait(tour.read)
    session.desk.send_to(place)
    told: list[int] = []
    session.heard.connect(
        lambda event: (
            told.append(event.epoch) if isinstance(event, EpochEnded) else None
        )
    )
    session.start_training()
    tour.wait(lambda: bool(session.run) and not session.desk.making)
    tour.shoot("training_waits_for_a_node")
    tour.wait(lambda: bool(told) and max(told) >= 3)
    tour.shoot("training_on_a_node")
    tour.wait(lambda: _idle(tour))
    tour.shoot("trained_on_a_node")
    session.desk.send_to(HERE)


def _ask(tour: "Tour", place: Place) -> None:
    """Show where predictions can be made, and who is there."""
    places.remember_place(place)
    tour.session.choose_where(place)
    for page in ("predictions", "explain"):
        tour.window.show_page(page)
        tour.shoot(f"{page}_by_nodes")
    tour.session.choose_where(HERE)
    dialog = NodesDialog(place, parent=tour.window)
    dialog.show()
    dialog.look()
    tour.wait(dialog.table.isVisible)
    tour.shoot("nodes", dialog)
    dialog.reject()


def _idle(tour: "Tour") -> bool:
    desk = tour.session.desk
    return not (desk.making or desk.standing.doing or desk.standing.waiting)


@contextmanager
def _lab(folder: Path) -> Iterator[Place]:
    """Run a scheduler and a node over TLS, as commands; they end with the tour."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    certificates = folder / "certificates"
    address = f"tls://127.0.0.1:{port}"
    keys = ("--certificates", str(certificates))
    subprocess.run(program.command("certificates", str(certificates)), check=True)
    commands = [
        ("scheduler", "--host", "127.0.0.1", "--port", str(port), *keys),
        ("node", address, "--scratch", str(folder / "scratch"), "--name", "ws1", *keys),
    ]
    home = {**os.environ, "CELLCLASSIFIER_HOME": str(folder / "home")}
    started = [subprocess.Popen(program.command(*each), env=home) for each in commands]
    try:
        yield Place(
            kind="scheduler",
            address=address,
            certificates=certificates,
            sharing="never",
        )
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
