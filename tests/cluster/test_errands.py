"""Jobs on a trained run, done by nodes with real workers and networks."""

from types import SimpleNamespace

import drawn
import pytest
from labs import Lab
from ordered import run_of

from cellclassifier.cluster import chunks, errands
from cellclassifier.cluster.orders import Listed, Report
from cellclassifier.cluster.reach import Gone
from cellclassifier.cluster.reached import settle
from cellclassifier.core import chunking
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import ExplainJob, PredictJob, TrainJob


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    made = Lab(tmp_path_factory.mktemp("lab"), actors=False)
    made.start_node("one")
    yield made
    made.close()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A trained run, with its test set predicted and explained by one computer."""
    folder = tmp_path_factory.mktemp("errands") / "a study"
    study = drawn.study(folder, count=8, tests=40, epochs=1)
    made = study.new_run(read_contents(study.spec))
    with Worker() as worker:
        worker.do(TrainJob(run=made.folder))
        worker.do(PredictJob(run=made.folder, test="test"))
        worker.do(ExplainJob(run=made.folder, test="test", tiles=tuple(range(10))))
    return made


def quiet(what, done, of):
    """Take progress, and tell nobody."""


@pytest.mark.parametrize("sharing", ["never", "auto"])
def test_a_set_is_predicted_in_chunks_to_the_last_byte(lab, run, sharing, monkeypatch):
    monkeypatch.setattr(chunking, "LEAST_PREDICTED", 64)
    path = run.predictions_path("test")
    before = path.read_bytes()
    path.unlink()
    told = []
    chunks.predict(lab.place(sharing), run, "test", lambda *given: told.append(given))
    assert path.read_bytes() == before
    assert told[-1] == (errands.WHAT, 2, 2)
    assert not [*(run.study_folder / "queue" / "errands").glob("*")]


def test_maps_are_those_of_one_computer_to_the_last_byte(lab, run):
    job = ExplainJob(run=run.folder, test="test", tiles=tuple(range(10)))
    folder = run.attribution_folder(job.method)
    before = {path.name: path.read_bytes() for path in folder.glob("*.npy")}
    assert len(before) == 10
    for path in folder.glob("*.npy"):
        path.unlink()
    chunks.explain(lab.place(), run, job, quiet)
    assert {p.name: p.read_bytes() for p in folder.glob("*.npy")} == before


def test_a_job_that_fails_on_a_node_is_told(lab, run):
    model = run.model_path.read_bytes()
    path = run.predictions_path("test")
    before = path.read_bytes()
    try:
        run.model_path.write_bytes(b"no network")
        with pytest.raises(UserError, match="network"):
            chunks.predict(lab.place(), run, "test", quiet)
    finally:
        run.model_path.write_bytes(model)
    assert path.read_bytes() == before


def test_whoever_stops_it_is_heard(lab, run):
    class Stopped(Exception):
        pass

    def stop(what, done, of):
        raise Stopped

    job = PredictJob(run=run.folder, test="test", first=0, count=64)
    with pytest.raises(Stopped):
        errands.do_all(lab.place(), run, [job], stop)


# Nodes that do not do their part


class Reached:
    """Stands in for a connection whose nodes answer at once, as is said here.

    Args:
        outcomes: How each order ends that is given, in turn.
    """

    alive, silent = True, frozenset()

    def __init__(self, outcomes):
        self.outcomes, self.orders, self.settled = list(outcomes), [], []
        self.notes, self.given, self.files, self.there = [], [], (), ("one",)

    def listen(self, topic, heard):
        self.heard = heard

    def want(self, runs):
        pass

    def close(self):
        pass

    def nodes(self):
        return self.there

    def submit(self, order, nodes=()):
        self.orders.append(order)
        self.given.append(list(nodes))
        self.heard({"key": order.key, "node": "one", "kind": "needs"})
        folder = errands.note_of(self.study, order).parent
        self.notes.append([path.name for path in folder.iterdir()])
        outcome = self.outcomes.pop(0)
        node = next(iter(nodes or self.there))
        report = Report(
            key=order.key,
            node=node,
            address=node,
            outcome=outcome.split()[0],
            detail=f"The node {node} has version 0.",
            files=self.files,
        )
        made = SimpleNamespace(status="finished", cancel=lambda force: None)
        made.result = lambda timeout: report.model_dump_json()
        made.add_done_callback = lambda done: done(made)
        self.gone = outcome.endswith("gone")
        return made

    def fetch(self, node, files, folder):
        if self.gone:
            raise Gone("x")
        return []

    def call_all(self, nodes, function, *given):
        if function is settle:
            self.settled += given[1]
        return {node: [] for node in nodes}

    def call(self, node, function, study, keys):
        self.settled += keys


@pytest.fixture
def reached(tmp_path, monkeypatch):
    """Return what has a job done by nodes that end so."""

    def reached(*outcomes):
        run = run_of(tmp_path, epochs=1)
        made = Reached(outcomes)
        made.study = run.study_folder
        monkeypatch.setattr(errands, "Reach", lambda place: made)
        job = PredictJob(run=run.folder, test="test")
        place = SimpleNamespace(sharing="auto", text="the lab")
        made.told = []
        return made, lambda: errands.do_all(place, run, [job], quiet, made.told.append)

    return reached


@pytest.mark.parametrize("how", ["paused", "done gone"])
def test_what_one_node_did_not_another_does(reached, how):
    made, do = reached(how, how, "done")
    do()
    keys = [order.key for order in made.orders]
    assert len(set(keys)) == 3
    # None of them is left with a node, nor its note.
    assert set(made.settled) == set(keys)
    assert made.notes == [[key] for key in keys]
    assert not list((made.study / "queue" / "errands").iterdir())


def test_a_node_of_another_version_is_left_out_and_told(reached):
    made, do = reached("refused", "done")
    made.there = ("one", "two")
    do()
    assert made.given == [[], ["two"]]
    assert made.told == ["The node one has version 0. The other nodes do its part."]


def test_where_all_nodes_are_of_another_version_it_gives_up(reached):
    made, do = reached("refused", "refused")
    made.there = ("one", "two")
    with pytest.raises(UserError, match="The node two has version 0"):
        do()
    assert set(made.settled) == {order.key for order in made.orders}


def test_an_order_whose_nodes_are_gone_is_given_anew(reached, monkeypatch):
    monkeypatch.setattr(errands, "LOOK_SECONDS", 0.01)
    made, do = reached("refused", "lost", "done")
    made.there = ("one", "two")

    class Lost:
        status, there = "pending", ("one", "three")

        def add_done_callback(self, done):
            # The one node that is left for it is gone, and Dask would wait for ever.
            made.there = self.there

        def cancel(self, force):
            pass

    submit = made.submit

    def submitted(order, nodes=()):
        if made.outcomes[0] != "lost":
            return submit(order, nodes)
        made.outcomes.pop(0)
        made.orders.append(order)
        made.given.append(list(nodes))
        return Lost()

    made.submit = submitted
    do()
    assert made.given == [[], ["two"], ["three"]]


def test_a_node_sends_nothing_but_what_it_was_to_make(reached):
    made, do = reached("done")
    (run,) = (made.study / "runs").iterdir()
    made.files = (Listed(path=f"{run.name}/model.keras", size=1, sha256="0" * 64),)
    with pytest.raises(UserError, match="predictions or attributions alone"):
        do()
    assert not (run / "model.keras").exists()


def test_what_was_stopped_is_done_by_no_node(reached):
    made, do = reached("done")
    cancelled = []

    class Pending:
        status = "pending"

        def add_done_callback(self, done):
            pass

        def cancel(self, force):
            cancelled.append(force)

    def submit(order, nodes=()):
        made.orders.append(order)
        return Pending()

    made.submit = submit
    made.alive = False
    with pytest.raises(UserError, match="Contact to the lab was lost"):
        do()
    assert cancelled == [True]
    assert made.settled == [made.orders[0].key]


@pytest.mark.parametrize("how", ["paused", "done gone"])
def test_what_no_node_does_is_told(reached, how):
    made, do = reached(*[how] * 9)
    with pytest.raises(UserError, match="No node has done its part"):
        do()
    assert len(made.orders) == 1 + errands.TRIES
    assert not list((made.study / "queue" / "errands").iterdir())
