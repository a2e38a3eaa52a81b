"""A queue of a few lines of shell, whose nodes are real."""

import json
import logging
import os
import sys

import pytest
from queued import COMMANDS, alive, joined, profile, said
from waiting import until

from cellclassifier.cluster import jobqueue, security
from cellclassifier.cluster.scheduler import Refusals
from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.places import SYSTEMS


@pytest.mark.parametrize("system", SYSTEMS)
def test_node_of_a_queue_joins_answers_and_is_given_back(system, queue, started):
    folder = queue(system)
    cluster = started(profile(system), None)
    assert cluster.scheduler_address.startswith("tls://")
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    assert "version" in json.loads(said(cluster)[0])
    [job] = cluster.workers.values()
    jobqueue.ask_for(cluster, 0)
    assert (folder / "cancelled").read_text().split() == [job.job_id]
    until(lambda: not alive(job.job_id), 20)
    assert jobqueue.state(cluster) == jobqueue.Nodes(0, 0, "")


def test_no_more_nodes_are_asked_for_than_the_profile_allows(queue, started):
    folder = queue("slurm")
    (folder / "hold").touch()
    cluster = started(profile(nodes=2), None)
    jobqueue.ask_for(cluster, 9)
    jobqueue.ask_for(cluster, 9)
    assert jobqueue.state(cluster) == jobqueue.Nodes(0, 2, "Resources")
    jobqueue.ask_for(cluster, 1)
    assert jobqueue.state(cluster).waiting == 1
    assert len((folder / "cancelled").read_text().split()) == 1


@pytest.mark.parametrize("system", SYSTEMS)
def test_refusal_is_told_in_the_words_of_the_queue(system, queue, started):
    folder = queue(system)
    text = "error: Batch job submission failed:\n  Invalid account or partition"
    (folder / "refuse").write_text(text)
    cluster = started(profile(system), None)
    with pytest.raises(UserError, match=r"Invalid account or partition\.") as caught:
        jobqueue.ask_for(cluster, 2)
    assert "'my lab'" in str(caught.value)
    assert SYSTEMS[system] in str(caught.value)
    assert "Exit code" not in str(caught.value)
    assert jobqueue.state(cluster) == jobqueue.Nodes(0, 0, "")
    # It is not held against the next try.
    (folder / "refuse").unlink()
    (folder / "hold").touch()
    jobqueue.ask_for(cluster, 1)
    assert jobqueue.state(cluster).waiting == 1


def test_answer_without_the_number_of_a_job_is_told(queue, started):
    folder = queue("slurm")
    (folder / "bin" / "sbatch").unlink()
    (folder / "bin" / "sbatch").write_text("#!/bin/sh\necho Please read the manual\n")
    (folder / "bin" / "sbatch").chmod(0o755)
    cluster = started(profile(), None)
    with pytest.raises(UserError, match="Please read the manual"):
        jobqueue.ask_for(cluster, 1)


@pytest.mark.parametrize("system", SYSTEMS)
def test_missing_command_is_told(system, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=rf"'{COMMANDS[system][0]}'.*login node"):
        jobqueue.start(profile(system), None)


@pytest.mark.parametrize("system", SYSTEMS)
def test_job_that_ends_before_its_node_joins_is_told(system, queue, started):
    queue(system)
    cluster = started(profile(system, setup=("exit 3",)), None)
    jobqueue.ask_for(cluster, 1)
    [job] = cluster.workers.values()
    until(lambda: not alive(job.job_id), 20)
    with pytest.raises(UserError, match=rf"Job {job.job_id} .*ended before"):
        jobqueue.ask_for(cluster, 1)
    assert jobqueue.state(cluster).waiting == 0


def test_jobs_that_end_at_once_are_not_asked_for_again_and_again(queue, started):
    folder = queue("slurm")
    cluster = started(profile(nodes=1, setup=("exit 3",)), None)
    # As if a node had been there before.
    cluster.seen.add("another")
    for _ in range(jobqueue.ENDED + 2):
        jobqueue.ask_for(cluster, 1)
        until(lambda: not any(alive(job.job_id) for job in cluster.pending()), 20)
    assert len(list((folder / "jobs").iterdir())) == jobqueue.ENDED


def test_node_whose_time_was_over_is_asked_for_again(queue, started):
    folder = queue("slurm")
    cluster = started(profile(), None)
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    [job] = cluster.workers.values()
    os.killpg(int(job.job_id), 9)
    joined(cluster, 0)
    until(lambda: not alive(job.job_id), 20)
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    [again] = cluster.workers.values()
    assert again.job_id != job.job_id
    assert again.name != job.name
    assert cluster.ended == []
    assert not (folder / "cancelled").exists()


def test_node_that_lost_its_connection_is_not_cancelled_but_comes_back(queue, started):
    import dask

    folder = queue("slurm")
    cluster = started(profile(nodes=1), None)
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    [job] = cluster.workers.values()
    (comm,) = cluster.scheduler.stream_comms.values()
    # Dask's own cluster would cancel the job as soon as this.
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "100 ms"}):
        cluster.loop.add_callback(comm.abort)
        joined(cluster, 0)
        joined(cluster, 1)
    jobqueue.ask_for(cluster, 1)
    assert list(cluster.workers.values()) == [job]
    assert not (folder / "cancelled").exists()


def test_node_that_works_is_not_given_back_for_fewer(queue, started):
    queue("slurm")
    cluster = started(profile(nodes=2), None)
    jobqueue.ask_for(cluster, 2)
    joined(cluster, 2)
    names = [str(node.name) for node in cluster.scheduler.workers.values()]
    jobqueue.ask_for(cluster, 1, busy=names)
    assert jobqueue.state(cluster).joined == 2
    jobqueue.ask_for(cluster, 1, busy=names[:1])
    joined(cluster, 1)
    assert [str(node.name) for node in cluster.scheduler.workers.values()] == names[:1]


def test_job_with_a_node_for_each_gpu_counts_once(queue, started, tmp_path):
    folder = queue("slurm")
    both = tmp_path / "both"
    both.write_text(
        "#!/bin/bash\n"
        'name=$(sed "s/.*--name \\([^ ]*\\).*/\\1/" <<< "$*")\n'
        f'{sys.executable} "$@" --name "$name/0" &\n'
        f'{sys.executable} "$@" --name "$name/1" &\n'
        "wait\n"
    )
    both.chmod(0o755)
    cluster = started(profile(nodes=1, python=str(both)), None)
    jobqueue.ask_for(cluster, 1)
    until(lambda: len(cluster.scheduler.workers) == 2, 60)
    assert jobqueue.state(cluster) == jobqueue.Nodes(1, 0, "")
    jobqueue.ask_for(cluster, 1)
    assert not (folder / "cancelled").exists()
    busy = [str(node.name) for node in cluster.scheduler.workers.values()][:1]
    cluster.profile = profile(nodes=2)
    (folder / "hold").touch()
    jobqueue.ask_for(cluster, 2)
    jobqueue.ask_for(cluster, 1, busy)
    assert jobqueue.state(cluster) == jobqueue.Nodes(1, 0, "")


def test_node_that_was_left_is_found_again_and_counted(queue, started, tmp_path):
    folder, log = queue("slurm"), tmp_path / "log"
    cluster = started(profile(), None, log=log)
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    [job] = cluster.workers.values()
    (folder / "hold").touch()
    jobqueue.ask_for(cluster, 2)
    waiting = [each.job_id for each in cluster.pending()]
    port = cluster.scheduler.port
    jobqueue.leave(cluster)
    assert alive(job.job_id)
    # What had not begun is not waited for by anyone now.
    assert (folder / "cancelled").read_text().split() == waiting

    again = started(profile(nodes=1), None, port, log)
    jobqueue.ask_for(again, 1)
    joined(again)
    assert [each.job_id for each in again.workers.values()] == [job.job_id]
    assert len(said(again)) == 1
    jobqueue.ask_for(again, 0)
    until(lambda: not alive(job.job_id), 20)


def test_nodes_that_were_left_and_are_not_back_yet_do_not_wait(
    queue, started, tmp_path
):
    folder, log = queue("slurm"), tmp_path / "log"
    # As if their nodes were too far away to come back at once.
    (folder / "hold").touch()
    cluster = started(profile(nodes=2), None, log=log)
    jobqueue.ask_for(cluster, 2)
    jobs = {name: job.job_id for name, job in cluster.workers.items()}
    came = sorted(jobs)[0]
    record = {"address": cluster.scheduler_address, "jobs": jobs, "came": [came]}
    port = cluster.scheduler.port
    cluster.record = None
    jobqueue.leave(cluster)
    (folder / "cancelled").unlink()
    write_atomically(log / jobqueue.RECORD, json.dumps(record))

    again = started(profile(nodes=2), None, port, log)
    assert again.left == {came}
    assert jobqueue.state(again).waiting == 1
    # Neither for fewer nodes, nor when the conductor goes, is it taken from its run.
    assert again._dispensable(()) == sorted(jobs)[1:]
    jobqueue.leave(again)
    assert jobs[came] not in (folder / "cancelled").read_text().split()
    kept = json.loads((log / jobqueue.RECORD).read_bytes())
    assert (list(kept["jobs"]), kept["came"]) == ([came], [came])


def test_a_queue_that_does_not_answer_keeps_no_conductor(queue, started):
    folder = queue("slurm")
    (folder / "hold").touch()
    cluster = started(profile(), None)
    jobqueue.ask_for(cluster, 1)
    (folder / "bin" / "scancel").unlink()
    (folder / "bin" / "scancel").write_text("#!/bin/sh\nexit 1\n")
    (folder / "bin" / "scancel").chmod(0o755)
    [job] = cluster.workers.values()
    jobqueue.leave(cluster)
    assert cluster.status.name == "closed"
    os.killpg(int(job.job_id), 9)


def test_damaged_record_of_jobs_is_as_good_as_none(queue, started, tmp_path):
    queue("slurm")
    for text in ("{", "[]", '{"address": 1, "jobs": []}'):
        (tmp_path / jobqueue.RECORD).write_text(text)
        cluster = started(profile(), None, log=tmp_path)
        assert jobqueue.state(cluster) == jobqueue.Nodes(0, 0, "")


def test_certificates_that_are_named_are_used(queue, started, tmp_path):
    queue("slurm")
    folder = tmp_path / "certificates"
    security.make_certificates(folder)
    cluster = started(profile(certificates=folder), None)
    assert cluster.security.tls_ca_file == str(folder / security.AUTHORITY)
    assert not places.profiles_folder().exists()
    (folder / security.KEY).unlink()
    with pytest.raises(UserError, match=security.KEY):
        jobqueue.start(profile(certificates=folder), None)


def test_whoever_has_no_certificate_is_not_answered(queue, started, caplog):
    from distributed import Client

    queue("slurm")
    cluster = started(profile(), None)
    address = cluster.scheduler_address.replace("tls://", "tcp://")
    logger = logging.getLogger("distributed.comm.tcp")
    (refusals,) = [f for f in logger.filters if isinstance(f, Refusals)]
    refusals._next = 0.0
    with caplog.at_level(logging.WARNING), pytest.raises((OSError, TimeoutError)):
        Client(address, timeout=2, set_as_default=False)
    # As our own scheduler says it, once.
    told = [r.getMessage() for r in caplog.records if "refused" in r.getMessage()]
    assert len(told) == 1
    assert "TLS handshake failed" not in caplog.text


def test_port_in_use_and_unknown_interface_are_told(queue, started):
    queue("slurm")
    port = started(profile(), None).scheduler.port
    with pytest.raises(UserError, match=f"port {port}.*in use"):
        jobqueue.start(profile(), None, port)
    with pytest.raises(UserError, match="interface 'ib7'"):
        jobqueue.start(profile(interface="ib7"), None)


def test_scheduler_has_no_pages(queue, started):
    from urllib.error import HTTPError
    from urllib.request import urlopen

    queue("slurm")
    server = started(profile(), None).scheduler.http_server
    assert server.address == "127.0.0.1"
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"http://127.0.0.1:{server.port}/info/main/workers.html")


def test_scheduler_listens_on_the_interface(queue, started):
    queue("slurm")
    cluster = started(profile(interface="lo"), None)
    assert cluster.scheduler_address.startswith("tls://127.0.0.1:")
