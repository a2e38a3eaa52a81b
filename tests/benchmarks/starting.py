"""Starts the program's own scheduler and other commands, for benchmarks."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

PROGRAM = [sys.executable, "-m", "cellclassifier"]
"""The program's own command."""

END_SECONDS = 30
"""Time that a command has to end by itself when asked to, s."""


@contextmanager
def process(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a command until the block ends."""
    started = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DASK_LOGGING__DISTRIBUTED": "error"},
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()


def wait_for(started: subprocess.Popen[str], words: str) -> None:
    """Wait until a command has said something."""
    assert started.stdout
    for line in started.stdout:
        if words in line:
            # What it says later would fill the pipe.
            threading.Thread(target=started.stdout.read, daemon=True).start()
            return
    raise RuntimeError(f"{started.args} ended with {started.wait()}.")


@contextmanager
def scheduler(certificates: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Run the program's scheduler over TLS; yield its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    told = ("--certificates", str(certificates), "--port", port)
    with process([*PROGRAM, "scheduler", "--host", "127.0.0.1", *told]) as started:
        wait_for(started, "tls://")
        yield f"tls://127.0.0.1:{port}", psutil.Process(started.pid)
