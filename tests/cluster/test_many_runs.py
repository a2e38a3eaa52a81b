"""Real trainings on real nodes: what a death costs, and what it must not."""

import drawn
import killed
import waiting
from labs import Conducting, Lab

from cellclassifier.cluster.security import make_certificates
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Began, EpochEnded, TrainJob
from cellclassifier.core.queueing import Queue


def test_six_runs_are_what_they_are_on_one_machine_though_a_node_dies(tmp_path):
    certificates = tmp_path / "certificates"
    make_certificates(certificates)
    study = drawn.study(tmp_path / "study", count=16, tests=6, epochs=6)
    contents = read_contents(study.spec)
    runs = [killed.new_run(study, contents, seed=seed) for seed in range(6)]
    alone = [killed.new_run(study, contents, seed=seed) for seed in range(6)]
    lab = Lab(tmp_path / "lab", certificates, actors=False)
    try:
        lab.start_node("one")
        lab.start_node("two")
        queue = Queue(study.folder)
        for run in runs:
            queue.add(run)
        queue.send_to(lab.place())
        work = Conducting(study, lab.place())

        def in_the_middle():
            begun = [d for d in queue.doing() if d.what == "training"]
            far = [d for d in begun if d.device == "one"]
            done = [len(queue_run(study, d).history().epochs) for d in far]
            return any(0 < epochs < 5 for epochs in done)

        waiting.until(in_the_middle, 240, 0.02)
        lab.kill_node("one")
        with Worker() as worker:
            for run in alone:
                worker.do(TrainJob(run=run.folder))
        work.end(400)
    finally:
        lab.close()
    assert [run.state for run in runs] == ["done"] * 6
    for run, other in zip(runs, alone, strict=True):
        assert killed.numbers(run) == killed.numbers(other)
        assert run.predictions("test") is not None
    began = [sum(isinstance(e, Began) for e in run.events()) for run in runs]
    # The one that was on the dead node was begun twice.
    assert sorted(began)[-1] >= 2
    assert {e.epoch for run in runs for e in run.events() if isinstance(e, EpochEnded)}


def queue_run(study, doing):
    return study.run(doing.run_id)
