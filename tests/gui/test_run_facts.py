"""What is known of a run, read at once."""

import shutil

import pytest
from predicted import finish, make_study, predict

from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Ended
from cellclassifier.gui.run_facts import GONE, RunFacts, read_facts, summary


@pytest.fixture
def study(tmp_path):
    return make_study(tmp_path)


def test_a_finished_run_has_state_network_and_results(study):
    run = finish(study)
    predict(run)
    facts = read_facts(run)
    assert (facts.state, facts.network, facts.trusted) == ("done", True, False)
    assert "too early to tell" in facts.verdict
    assert facts.ended == Ended(outcome="done")
    assert summary(facts) == "done  ·  test 62.5 % (n = 8)"


def test_a_run_that_did_not_learn_has_a_verdict(study):
    run = finish(study)
    events = run.folder / "events.jsonl"
    events.write_text(events.read_text().replace("0.99", "0.5"))
    assert "did not learn" in read_facts(run).verdict


def test_a_damaged_run_is_never_raised(study):
    run = finish(study)
    (run.folder / "tiles" / "train.csv").unlink()
    assert read_facts(run).state == "done"
    shutil.rmtree(run.folder)
    assert read_facts(run) == GONE


def test_a_stopped_run_is_called_so(study):
    run = finish(study, Ended(outcome="cancelled"))
    assert summary(read_facts(run)) == "stopped"
    waiting = study.new_run(read_contents(study.spec))
    assert summary(read_facts(waiting)) == "waiting"
    assert summary(RunFacts()) == ""
