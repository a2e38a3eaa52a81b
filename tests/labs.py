"""A lab on this computer: a scheduler and nodes, each a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from acting import ACTOR

from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place

_SCHEDULER = """
import sys
from pathlib import Path
from cellclassifier.cluster import scheduler
port, certificates = int(sys.argv[1]), sys.argv[2]
scheduler.run("127.0.0.1", port, Path(certificates) if certificates else None)
"""
_NODE = """
import json, sys
from pathlib import Path
import cellclassifier, cellclassifier.cluster.orders as orders
address, certificates, scratch, name, command, version = json.loads(sys.argv[1])
if version:
    from cellclassifier.cluster import works_here
    works_here.__version__ = version
from cellclassifier.cluster import node
node.run(address, Path(certificates) if certificates else None, Path(scratch), 0, name,
         command=command)
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Lab:
    """Starts a scheduler and nodes; `close` ends what is left of them."""

    def __init__(self, folder, certificates=None, actors=True):
        self.folder, self.certificates = folder, certificates
        self.port = free_port()
        self.command = ACTOR if actors else None
        self.scheduler = None
        self.nodes = {}
        # One home for all, as on a computer of its own.
        self.environment = {**os.environ, "CELLCLASSIFIER_HOME": str(folder / "home")}
        self.start_scheduler()

    @property
    def address(self):
        protocol = "tls" if self.certificates else "tcp"
        return f"{protocol}://127.0.0.1:{self.port}"

    def place(self, sharing="never"):
        return Place(
            kind="scheduler",
            address=self.address,
            certificates=self.certificates,
            sharing=sharing,
        )

    def start_scheduler(self):
        folder = str(self.certificates or "")
        self.scheduler = self._start(_SCHEDULER, [str(self.port), folder], "Scheduler:")

    def start_node(self, name, scratch=None, version=""):
        given = [
            self.address,
            str(self.certificates or ""),
            str(scratch or self.folder / f"scratch {name}"),
            name,
            self.command,
            version,
        ]
        self.nodes[name] = self._start(_NODE, [json.dumps(given)], "Node:")

    def kill_node(self, name):
        process = self.nodes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()

    def end_scheduler(self):
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler.stdout.close()

    def close(self):
        # Not asked to end: what nobody fetched would keep a node for a while.
        for process in (*self.nodes.values(), self.scheduler):
            process.kill()
            process.wait()
            process.stdout.close()

    def _start(self, code, arguments, sign):
        with self.log_path.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=self.environment,
            )
        for line in process.stdout:
            if line.startswith(sign):
                break
        return process

    @property
    def log_path(self):
        path = Path(self.folder) / "lab.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class Conducting(threading.Thread):
    """A far conductor on a thread of its own, and what it heard."""

    def __init__(self, study, place):
        from cellclassifier.cluster.conductor import FarConductor

        super().__init__(daemon=True)
        self.heard, self.told, self.error = [], [], None
        self.work = FarConductor(
            study.folder,
            place,
            lambda run, event: self.heard.append((run.id, event)),
            self.told.append,
        )
        self.start()

    def run(self):
        try:
            self.work.conduct()
        except (UserError, OSError) as error:
            self.error = error

    def end(self, seconds=120):
        self.join(seconds)
        assert not self.is_alive(), "it still conducts"
        if self.error:
            raise self.error
