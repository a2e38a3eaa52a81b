"""The worker's other end, tried with small programs in its place."""

import sys

import pytest
from drawn import study

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker, death, worker_command
from cellclassifier.core.messages import (
    DeviceFound,
    DeviceJob,
    Ended,
    Progressed,
    TrainJob,
    encode,
)


def saying(*events, then="", before=""):
    """Return a program that answers its first job with `events`."""
    lines = [encode(event) for event in events]
    return [
        sys.executable,
        "-c",
        f"import sys, os\n{before}\nsys.stdin.readline()\n"
        f"for line in {lines!r}:\n"
        "    sys.stdout.buffer.write(line); sys.stdout.buffer.flush()\n"
        f"{then}\nsys.stdin.read()",
    ]


def test_events_are_heard_in_order_and_the_end_is_given_back():
    heard = []
    found = DeviceFound(text="Ünit 1")
    with Worker(saying(found, Ended(outcome="done"))) as worker:
        ended = worker.do(DeviceJob(), heard.append)
    assert heard == [found]
    assert ended == Ended(outcome="done")


def test_a_failure_is_raised_as_its_sentence():
    with (
        Worker(saying(Ended(outcome="failed", detail="No memory."))) as worker,
        pytest.raises(UserError, match=r"^No memory\.$"),
    ):
        worker.do(DeviceJob())


def test_the_death_of_a_worker_is_told_in_a_sentence():
    with Worker(saying(then="os._exit(7)")) as worker:
        with pytest.raises(UserError, match=r"died unexpectedly \(exit code 7\)"):
            worker.do(DeviceJob())
        # It stays dead, and says so again.
        with pytest.raises(UserError, match="exit code 7"):
            worker.do(DeviceJob())


@pytest.mark.parametrize("dies", [True, False])
def test_a_run_is_marked_only_when_its_worker_died(dies, tmp_path):
    made = study(tmp_path, count=4, tests=2)
    run = made.new_run(read_contents(made.spec))
    before = "sys.stderr.write('last words\\n')"
    end = () if dies else (Ended(outcome="failed", detail="No."),)
    then = "os._exit(9)" if dies else ""
    with (
        Worker(saying(*end, then=then, before=before)) as worker,
        pytest.raises(UserError),
    ):
        worker.do(TrainJob(run=run.folder))
    assert run.state == ("failed" if dies else "waiting")
    if dies:
        assert "last words" in run.ended().log


ANSWER_CANCEL = """
import sys
sys.stdin.readline()
sys.stdout.write('{"kind":"progressed","what":"x","done":1,"of":9}\\n')
sys.stdout.flush()
outcome = "cancelled" if "cancel" in sys.stdin.readline() else "failed"
sys.stdout.write('{"kind":"ended","outcome":"%s"}\\n' % outcome)
sys.stdout.flush()
sys.stdin.read()
"""


def test_ctrl_c_asks_the_worker_to_stop():
    def heard(event):
        assert event == Progressed(what="x", done=1, of=9)
        raise KeyboardInterrupt

    with Worker([sys.executable, "-c", ANSWER_CANCEL]) as worker:
        assert worker.do(DeviceJob(), heard).outcome == "cancelled"


def test_the_command_is_this_program_frozen_or_not(monkeypatch):
    safely = [sys.executable, "-P", "-m", "cellclassifier"]
    assert worker_command() == [*safely, "--worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--worker"]


def test_a_death_names_what_to_do():
    ended = death(-9, "log")
    assert ended.outcome == "failed"
    assert "exit code -9" in ended.detail
    assert "resume it, or try again with a smaller input size" in ended.detail
    assert ended.log == "log"
