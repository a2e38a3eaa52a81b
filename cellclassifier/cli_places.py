"""Where the command line has its work done, and how it is told from afar.

Nothing here loads Dask before a place other than this computer is asked for.
"""

import argparse
import signal
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from cellclassifier.cluster import extras, security
from cellclassifier.core import reaching, terminal
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place, place_of, remember_place
from cellclassifier.core.queueing import Queue, start_conductor

LOOK_SECONDS = 1
"""Time after which a key that was pressed is noticed at the latest, s."""


def asked(options: argparse.Namespace) -> Place | None:
    """Return the place that ``--on`` names, ready to be used; ``None`` without it.

    Raises:
        UserError: There is no such place, it cannot be used from here, or nobody
            answers there.
    """
    if options.on is None:
        _refuse_without_on(options)
        return None
    certificates = options.certificates.resolve() if options.certificates else None
    place = place_of(with_port(options.on), certificates)
    if place.kind == "here":
        _refuse_here(options)
        return place
    if getattr(options, "send", False):
        place = place.model_copy(update={"sharing": "never"})
    make_ready(place)
    _refuse_silent(place)
    # The window offers it then, as it does those that were named there.
    remember_place(place)
    return place


def with_port(text: str) -> str:
    """Return an address with the usual port where it has none; all else as it is.

    Raises:
        UserError: Its port is no port.
    """
    if "://" not in text:
        return text
    try:
        port = urlsplit(text).port
    except ValueError as error:
        raise UserError(
            f"{text} has no port from 1 to 65535. Expected an address such as "
            "tls://workstation:8786, as 'cellclassifier scheduler' tells it."
        ) from error
    return text if port else f"{text}:{reaching.PORT}"


def _refuse_silent(place: Place) -> None:
    """Find out within seconds whether anybody is there, before runs are made."""
    if place.kind == "scheduler":
        reaching.reach(place.address, place.certificates)


def _refuse_without_on(options: argparse.Namespace) -> None:
    for name in ("certificates", "send"):
        if getattr(options, name, None):
            raise UserError(
                f"--{name} is for work on other computers. Say where that is: --on "
                "PLACE; or leave it away."
            )


def _refuse_here(options: argparse.Namespace) -> None:
    for name in ("certificates", "send"):
        if getattr(options, name, None):
            raise UserError(
                f"--{name} is for work on other computers, and --on here is this one. "
                "Leave one of them away."
            )


def queue_place(study_folder: Path) -> Place:
    """Return where the queue of a study was sent to, ready to be used.

    Raises:
        UserError: The place cannot be used from here, or nobody answers there.
    """
    place = Queue(study_folder).place()
    make_ready(place)
    _refuse_silent(place)
    return place


def make_ready(place: Place) -> None:
    """Check what can be told of a place from here, and warn in words.

    Raises:
        UserError: A package is missing, or the certificates do not fit.
    """
    if place.kind == "here":
        return
    extras.require("distributed", "cryptography")
    if place.kind == "cluster":
        extras.require("dask_jobqueue")
        _load_queues()
    elif told := security.warning(place.address, place.certificates):
        terminal.say(f"Warning: {told}")
    if place.certificates is not None:
        security.check(place.certificates)


def _load_queues() -> None:
    """Load what asks queues, here: it can be done on the main thread only.

    dask-jobqueue takes Ctrl+C for itself while it is imported; it is given back.
    """
    ours = signal.getsignal(signal.SIGINT)
    import_module("cellclassifier.cluster.queued")
    signal.signal(signal.SIGINT, ours)


def send_to(queue: Queue, place: Place) -> None:
    """Have a queue worked on at a place from now on.

    Raises:
        UserError: Runs are being trained at another place.
        OSError: The study's folder cannot be written.
    """
    before, busy = queue.place(), bool(queue.far() or queue.doing())
    if busy and same(before, place):
        # How nodes get at the images is settled when a run begins.
        return
    try:
        queue.send_to(place)
    except UserError as error:
        if not away(queue):
            raise
        raise UserError(
            f"{error} Bring them home: cellclassifier resume {queue.study_folder}. Or, "
            "if that place is gone for good, add --forget to 'resume'."
        ) from error


def same(one: Place, other: Place) -> bool:
    """Tell whether two are the same computers, however they are used."""
    return (one.kind, one.address, one.profile) == (
        *(other.kind, other.address),
        other.profile,
    )


def note_here(study_folder: Path) -> None:
    """Say that a single run is trained here, where the queue goes elsewhere."""
    place = Queue(study_folder).place()
    if place.kind != "here":
        there = place.address or place.profile
        terminal.say(
            f"Training on this computer. The queue of this study goes to {place.text}: "
            f"add --on {there} for this run, too."
        )


def away(queue: Queue) -> set[str]:
    """Return the runs that nodes have while nobody here hears of them."""
    return set() if queue.is_conducted() else set(queue.far())


def forget(queue: Queue) -> None:
    """Look no more for what nodes make of the runs that they have.

    Raises:
        UserError: A window or command line hears of them just now.
    """
    if queue.is_conducted():
        raise UserError(
            "A window or command line works on this study's queue, so nothing was "
            f"forgotten. Stop that first: cellclassifier stop {queue.study_folder}"
        )
    if far := queue.far():
        number = "1 run" if len(far) == 1 else f"{len(far)} runs"
        terminal.say(
            f"{number} may still go on at {queue.place().text}; nobody waits for what "
            "is made there."
        )
    queue.forget_far()


def pass_on(queue: Queue) -> None:
    """Have somebody tell a far place what its runs were asked for.

    Raises:
        UserError: The process that does so could not be started.
    """
    place = queue.place()
    make_ready(place)
    start_conductor(queue.study_folder)
    terminal.say(
        f"A process in the background passes this on to {place.text}, and brings home "
        f"what was learnt. If that cannot be reached now: cellclassifier resume "
        f"{queue.study_folder}"
    )


def conduct_far(study_folder: Path, place: Place) -> bool:
    """Have a place work on the queue of a study until nothing waits; Ctrl+C leaves.

    Args:
        study_folder: The study.
        place: A place other than this computer.

    Returns:
        Whether it was done; False where another conductor does it.

    Raises:
        UserError: The place cannot be reached, has another version, or was left.
    """
    extras.require("distributed")
    # Imported here, as below: whoever trains on this computer does without.
    from cellclassifier.cluster.conductor import FarConductor

    terminal.say(f"Training on {place.text}.")
    conductor = FarConductor(study_folder, place, terminal.hearing(), _say)
    done, left = in_thread(conductor.conduct, conductor.leave)
    if left:
        raise UserError(
            f"Left. What is being trained on {place.text} goes on there. See it again, "
            f"and bring it home: cellclassifier resume {study_folder}. Stop it: "
            f"cellclassifier stop {study_folder}"
        )
    return done


def _say(text: str) -> None:
    # Nothing takes back in a window what was said before.
    if text:
        terminal.say(text)


def in_thread(
    conduct: Callable[[], bool], interrupted: Callable[[], None]
) -> tuple[bool, bool]:
    """Conduct on another thread, so that Ctrl+C can be heard meanwhile.

    Args:
        conduct: What works until all is done.
        interrupted: Called at Ctrl+C; has `conduct` return soon.

    Returns:
        What `conduct` returned, and whether it was interrupted.

    Raises:
        UserError: `conduct` raised it.
        OSError: Likewise.
    """
    done: list[bool] = []
    failed: list[UserError | OSError] = []

    def work() -> None:
        try:
            done.append(conduct())
        except (UserError, OSError) as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    stopped = False
    while thread.is_alive():
        try:
            thread.join(LOOK_SECONDS)
        except KeyboardInterrupt:
            interrupted()
            stopped = True
    if failed:
        raise failed[0]
    return done == [True], stopped
