"""A place without a network: nodes that are lists of what they were told."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

import drawn

from cellclassifier.cluster import attending, far_run, session
from cellclassifier.cluster.orders import Holding, Listed, Report
from cellclassifier.cluster.reach import Gone
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Began, Ended, EpochEnded, encode
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run

ONE, TWO = "tcp://one:1", "tcp://two:2"


def template(folder: Path) -> Path:
    """Make a study with three runs that wait; return its folder."""
    study = drawn.study(folder, count=2, tests=1, epochs=4)
    contents = read_contents(study.spec)
    for _ in range(3):
        study.new_run(contents)
    return study.folder


class Future:
    """Stands in for Dask's."""

    def __init__(self):
        self.status, self.answer, self.callbacks = "pending", "", []

    def add_done_callback(self, callback):
        self.callbacks.append(callback)

    def result(self, timeout):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def cancel(self, force=False):
        if self.status == "pending":
            self.status = "cancelled"

    def end(self, answer="", status="finished"):
        self.status, self.answer = status, answer
        for callback in self.callbacks:
            callback(self)


class Reach:
    """Stands in for a connection.

    Attributes:
        there: Addresses of the nodes.
        orders: What was submitted: order, nodes and future.
        calls: What nodes were asked: node, name of the function, arguments.
        answers: What they answer, by node and function, or by function.
        files: Contents that nodes hold, by path.
    """

    def __init__(self):
        self.there, self.alive, self.port = (ONE,), True, 0
        self.silent = frozenset()
        self.orders, self.calls, self.wanted = [], [], []
        self.held = []
        self.answers, self.files = {}, {}
        self.closed = None
        self.hear = lambda event: None

    def nodes(self):
        return self.there

    def listen(self, topic, heard):
        self.hear = heard

    def heard(self, node):
        self.silent -= {node}

    def submit(self, order, nodes=(), held=False):
        future = Future()
        self.held.append(held)
        self.orders.append((order, list(nodes), future))
        return future

    def call(self, node, function, *given):
        name = function.__name__
        self.calls.append((node, name, given))
        usual = "[]" if name == "holdings" else True
        answer = self.answers.get((node, name), self.answers.get(name, usual))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def fetch(self, node, files, folder):
        if (node, "give") in self.answers:
            raise self.answers[node, "give"]
        return arrived(folder, {each.path: self.files[each.path] for each in files})

    def want(self, runs, busy=()):
        self.wanted.append(runs)

    def why(self):
        return ""

    def close(self, leave=False):
        self.closed = leave

    def asked(self, name):
        """Return what was asked by a function: node and last argument."""
        return [
            (node, given[-1]) for node, called, given in self.calls if called == name
        ]


class Transfers:
    """Does at once what else is done on other threads."""

    def __init__(self, reach):
        self._reach = reach
        self.ahead, self.sent, self.answered = [], [], []
        reach.transfers = self

    def send(self, nodes, paths, done):
        self.sent.append((list(nodes), dict(paths), done))

    def send_ahead(self, nodes, order, paths):
        self.ahead.append(tuple(nodes))

    def fetch(self, node, files, folder, done):
        done(_tried(lambda: self._reach.fetch(node, files, folder)))

    def answer(self, node, key, sheet):
        self.answered.append((node, key, sheet()))

    def call(self, node, function, *given, done=None):
        found = _tried(lambda: self._reach.call(node, function, *given))
        if done:
            done(found)

    def close(self):
        self.closed = True


def _tried(work):
    try:
        return work()
    except (Gone, OSError) as error:
        return error


class Desk:
    """The study's side of one connection, looked after step by step."""

    def __init__(self, folder: Path, sharing=False, reach=None):
        self.queue = Queue(folder)
        self.runs = [Run(path) for path in sorted((folder / "runs").iterdir())]
        self.run = self.runs[0]
        self.reach = reach or Reach()
        self.told, self.heard = [], []
        self.sharing = sharing

    def connect(self):
        """Begin; what was known before is forgotten, as in a new process."""
        if hasattr(self, "attendant"):
            self.attendant.close()
        self.attendant = attending.Attendant(
            self.queue,
            self.reach,
            self.sharing,
            lambda run, event: self.heard.append((run.id, event)),
            self.told.append,
        )
        self.session = session.Session(
            self.queue, self.reach, self.attendant, self.told.append
        )
        return self

    def look(self, times=1):
        """Look so often, and handle what came in each time."""
        for _ in range(times):
            self.session._look()
            while not self.attendant.inbox.empty():
                self.session._handle(self.attendant.inbox.get())

    @property
    def far(self):
        return self.attendant.of_run(self.run.id)

    def give(self, *runs):
        """Have runs wait, and give them away."""
        for run in runs or [self.run]:
            self.queue.add(run)
        self.look()
        return self.far

    def say(self, kind, node=ONE, key="", **more):
        """Have a node tell something of the first run."""
        key = key or self.far.key
        named = node.split(":")[1].strip("/")
        self.reach.hear({"kind": kind, "key": key, "node": node, "name": named, **more})
        self.look()

    def begin(self, node=ONE, shared=False):
        """Give the first run away, and have a node begin it."""
        far = self.far or self.give()
        self.say("asks", node)
        self.say("began", node, shared=shared)
        self.look()
        return far

    def train(self, *epochs, node=ONE, first=None, seconds=1.0, began=None):
        """Have a node tell of epochs, the first time after its `Began`."""
        lines = [] if began is None else [began_line(began)]
        lines += [epoch_line(epoch, seconds) for epoch in epochs]
        first = len(self.lines) if first is None else first
        self.say("lines", node, first=first, lines=lines)

    @property
    def lines(self):
        path = self.run.folder / "events.jsonl"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def future(self):
        return [f for o, _, f in self.reach.orders if o.run == self.run.id][-1]

    def report(self, outcome="done", files=None, node=ONE, key="", **more):
        """Have the last order end with a report and files by path in the run."""
        files = {f"{self.run.id}/{name}": data for name, data in (files or {}).items()}
        self.reach.files |= files
        listed = tuple(
            Listed(path=path, size=len(data), sha256="0" * 64)
            for path, data in files.items()
        )
        made = Report(
            key=key or self.far.key,
            node=node.split(":")[1].strip("/"),
            address=node,
            outcome=outcome,
            files=listed,
            **more,
        )
        self.future.end(made.model_dump_json())
        self.look()

    def made(self, outcome="done", epochs=4):
        """Return the files that a whole training leaves."""
        lines = [began_line(0), *map(epoch_line, range(1, epochs + 1))]
        lines.append(encode(Ended(outcome=outcome)).decode().rstrip("\n"))
        text = "".join(f"{line}\n" for line in lines)
        return {"events.jsonl": text.encode(), "model.keras": b"network"}

    def holds(self, key, node=ONE, ended=False, training=True):
        """Have a node say that it holds an order on the first run."""
        one = Holding(key=key, run=self.run.id, ended=ended, training=training)
        self.reach.answers[node, "holdings"] = json.dumps([one.model_dump()])

    def join(self, *nodes):
        """Have these nodes be there, and asked what they have."""
        self.reach.there = nodes
        self.look(2)


def arrived(folder, files):
    """Write files by path as they lie in a run's folder when they have come."""
    found = []
    for number, (path, data) in enumerate(files.items()):
        part = folder / f".came.{number}.{os.urandom(4).hex()}.part"
        part.write_bytes(data)
        found.append((path, part))
    return found


def began_line(epoch):
    event = Began(
        device="a stage", training_tiles=9, validation_tiles=3, batches=2, epoch=epoch
    )
    return encode(event).decode().rstrip("\n")


def epoch_line(epoch, seconds=1.0):
    event = EpochEnded(epoch=epoch, accuracy=0.5, loss=1 / epoch, seconds=seconds)
    return encode(event).decode().rstrip("\n")


def note(queue, run, **changed):
    """Note that a node has a run, as a conductor did that is no more."""
    far = far_run.FarRun(run, f"{run.id}.0123abcd", 7, resume=False)
    far_run.write_note(queue, far)
    path = queue.far_folder / f"{run.id}.json"
    known = {**json.loads(path.read_bytes()), "begun": True, "node": "one", **changed}
    path.write_text(json.dumps(known))
    return far.key


@contextmanager
def unwritable(monkeypatch, *modules):
    """Have nothing be written by some modules: the disk is full."""

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        for module in modules:
            patched.setattr(module, "write_atomically", full)
        yield
