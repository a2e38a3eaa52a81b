"""The nodes of a place, in processes of their own, one of which hangs."""

import os
import platform
import signal
from datetime import UTC, datetime, timedelta

import drawn
import pytest
from labs import Conducting, Lab
from waiting import until

from cellclassifier import __version__
from cellclassifier.cluster import calling, listing
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import HERE, Place
from cellclassifier.core.queueing import Queue


@pytest.fixture
def lab(tmp_path):
    made = Lab(tmp_path / "lab")
    yield made
    made.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_nodes_are_listed_with_what_they_do(lab, tmp_path, monkeypatch):
    began = datetime.now(UTC) - timedelta(seconds=1)
    assert listing.nodes(lab.place()) == ()
    lab.start_node("one")
    (one,) = listing.nodes(lab.place())
    assert (one.name, one.computer) == ("one", platform.node())
    assert (one.device, one.version, one.doing) == ("processor", __version__, "")
    assert began < one.seen < datetime.now(UTC)
    study = drawn.study(tmp_path, count=6, tests=4, epochs=1000)
    run = study.new_run(read_contents(study.spec))
    Queue(study.folder).add(run)
    work = Conducting(study, lab.place())
    until(lambda: len(run.history().epochs) >= 3, 60)
    lab.start_node("two")
    lab.nodes["two"].send_signal(signal.SIGSTOP)
    monkeypatch.setattr(calling, "ANSWER_SECONDS", 1.0)
    one, two = listing.nodes(lab.place())
    assert one.doing.startswith(f"trains {run.id} of study, epoch ")
    assert one.doing.endswith(" of 1000")
    # It is there for the scheduler; nobody waits for it for ever.
    assert (two.name, two.version) == ("two", "")
    assert two.doing.startswith("does not answer")
    assert began < two.seen < datetime.now(UTC)
    run.ask("stop")
    work.end()


def test_a_place_that_has_no_nodes_of_its_own_is_told():
    for place in (HERE, Place(kind="cluster", profile="big")):
        with pytest.raises(UserError, match="Expected the address of a scheduler"):
            listing.nodes(place)
