"""The child process of a node: kept from job to job, but never beside a training."""

import psutil
import pytest
from acting import ACTOR, DYING
from waiting import until

from cellclassifier.cluster.hands import Hands
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import DeviceJob


@pytest.fixture
def hands():
    made = Hands(ACTOR, 60)
    yield made
    made.release()


def used(hands, keep=True):
    """Return the id of the process that did a job."""
    with hands.lent(keep) as worker:
        assert worker.do(DeviceJob()).outcome == "done"
        return worker.process_id


def test_one_process_does_job_after_job(hands):
    assert used(hands) == used(hands)


def test_a_training_has_one_of_its_own_and_no_other_beside_it(hands):
    kept = used(hands)
    with hands.lent(keep=False) as worker:
        # On a GPU it would hold the memory.
        assert not psutil.pid_exists(kept)
        trained = worker.process_id
    assert not psutil.pid_exists(trained)


def test_one_that_was_killed_is_not_used_again(hands):
    first = used(hands)
    with hands.lent(keep=True) as worker:
        assert worker.process_id == first
        worker.kill()
    assert used(hands) != first


def test_one_that_failed_is_not_used_again():
    hands = Hands(DYING, 60)
    with pytest.raises(UserError, match="died"), hands.lent(keep=True) as worker:
        worker.do(DeviceJob())
    assert hands._kept is None


def test_one_that_has_nothing_to_do_ends():
    hands = Hands(ACTOR, 0.05)
    process = used(hands)
    until(lambda: not psutil.pid_exists(process), 20)
    # Else another test would wait for it.
    assert hands._kept is None


def test_none_is_kept_where_none_is_to_be():
    process = used(Hands(ACTOR, 0))
    assert not psutil.pid_exists(process)
