"""Places and profiles of clusters: what they may be, and what lies in files."""

import json
from pathlib import Path

import drawn
import pytest
from pydantic import ValidationError

from cellclassifier.core import places
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import HERE, Place, Profile, place_of
from cellclassifier.core.queueing import Doing, Queue, Status

TLS = Place(kind="scheduler", address="tls://host:8786", certificates=Path("/lab"))


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "tls://host:8786",
        "tcp://10.0.0.1:1",
        "tls://a.b-c.example:65535",
        "tcp://[::1]:8",
    ],
)
def test_an_address_is_a_place(address):
    assert place_of(address) == Place(kind="scheduler", address=address)


@pytest.mark.parametrize(
    "address",
    ["http://host:1", "tls://", "tls://host:port", "tls://a b:1", "tls://host:1/x"],
)
def test_an_address_that_is_none_is_told(address):
    with pytest.raises(UserError, match=r"Expected one such as\s+tls://workstation"):
        place_of(address)
    with pytest.raises(ValidationError, match="Expected the address of a scheduler"):
        Place(kind="scheduler", address=address)


def test_a_place_is_told_in_words():
    assert HERE.text == "this computer"
    assert TLS.text == "workstations (tls://host:8786)"
    assert Place(kind="cluster", profile="big").text == "cluster 'big'"
    with pytest.raises(ValidationError, match="name of a cluster's profile"):
        Place(kind="cluster")


def test_here_is_a_word():
    assert place_of("here") == HERE


def test_a_profile_is_kept_and_found_by_its_name(tmp_path):
    made = Profile(
        name="big one",
        system="pbs",
        gpus=2,
        hours=1.5,
        setup=("module load cuda", "source 'my env'"),
        certificates=tmp_path,
    )
    path = places.save_profile(made)
    assert path.parent == places.profiles_folder()
    assert places.profiles() == {"big one": made}
    assert place_of("big one") == Place(
        kind="cluster", profile="big one", certificates=tmp_path
    )
    # Certificates that are named for this once come before the profile's own.
    other = tmp_path / "other"
    assert place_of("big one", other).certificates == other
    places.save_profile(made.model_copy(update={"gpus": 4}))
    assert places.profile("big one").gpus == 4
    places.remove_profile("big one")
    places.remove_profile("big one")
    assert places.profiles() == {}


def test_a_profile_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(UserError, match="there are: none yet"):
        place_of("big")
    places.save_profile(Profile(name="small"))
    with pytest.raises(UserError, match=r"'big'; there are: 'small'\. Make one"):
        place_of("big")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"name": "x", "later": 1}',
        '{"name": "x", "hours": -1}',
        '{"name": ""}',
        "\udcff",
    ],
)
def test_a_damaged_profile_is_left_out_and_the_others_stay(text):
    places.save_profile(Profile(name="good"))
    damaged = places.profiles_folder() / f"bad{places.ENDING}"
    damaged.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert list(places.profiles()) == ["good"]
    # And it is told, wherever it would be used.
    (told,) = places.profile_problems().values()
    assert told.startswith("The cluster profile 'bad' cannot be used: ")
    assert str(damaged) in told
    assert places.problem(Place(kind="cluster", profile="bad")) == told
    with pytest.raises(UserError, match="'bad' cannot be used"):
        places.profile("bad")


def test_what_is_wrong_with_a_profile_is_named():
    path = places.save_profile(Profile(name="big"))
    path.write_text('{"name": "big", "account": "two words"}')
    told = places.profile_problems()["big"]
    assert "account: Expected one word of letters" in told
    assert "'two words'" in told


def test_the_file_of_a_damaged_profile_is_kept_where_another_is_made():
    path = places.save_profile(Profile(name="big"))
    for text in ("{", "["):
        path.write_text(text)
        places.save_profile(Profile(name="big", nodes=7))
        assert places.profile("big").nodes == 7
    kept = sorted(each for each in path.parent.iterdir() if each != path)
    assert [each.read_text() for each in kept] == ["{", "["]
    assert places.profile_problems() == {}
    # One that can be read is replaced.
    places.save_profile(Profile(name="big"))
    assert len(list(path.parent.iterdir())) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"gpus": -1},
        {"nodes": 0},
        {"memory": 0},
        {"hours": 10_000},
        {"system": "condor"},
        {"cores": 0},
    ],
)
def test_what_no_cluster_has_is_refused(changes):
    with pytest.raises(ValidationError):
        Profile.model_validate({"name": "x", **changes})


@pytest.mark.parametrize("name", ["partition", "account", "interface"])
@pytest.mark.parametrize("text", ["a b", "a;b", "$(a)", "`a`", "a\nb", "a'b", "a\x00"])
def test_what_a_shell_would_read_is_refused(name, text):
    with pytest.raises(ValidationError, match="Expected"):
        Profile.model_validate({"name": "x", name: text})


@pytest.mark.parametrize("text", ["", "gpu", " gpu ", "gpu,long", "gpu@host.org:1"])
def test_what_partitions_are_called_is_taken(text):
    made = Profile.model_validate({"name": "x", "partition": text})
    assert made.partition == text.strip()


@pytest.mark.parametrize("line", ["-a\n-b", "-a\r-b"])
def test_a_further_line_is_one_line(line):
    with pytest.raises(ValidationError, match="Expected one line"):
        Profile(name="x", extra=(line,))
    assert Profile(name="x", extra=("-a 1\n", "#SBATCH -b")).extra == ("-a 1", "-b")


def test_a_queue_is_here_until_it_is_sent(queue):
    assert queue.place() == HERE
    queue.send_to(HERE)
    assert not (queue.folder / "place.json").exists()
    queue.send_to(TLS)
    assert Queue(queue.study_folder).place() == TLS
    queue.send_to(HERE)
    assert queue.place() == HERE


@pytest.mark.parametrize("text", ["", "{", '{"kind": "moon"}', '{"kind": "scheduler"}'])
def test_a_damaged_place_is_this_computer(queue, text):
    queue.send_to(TLS)
    (queue.folder / "place.json").write_text(text)
    assert queue.place() == HERE


def test_a_queue_is_not_sent_elsewhere_while_runs_are_trained(tmp_path):
    import filelock

    study = drawn.study(tmp_path, count=6, tests=4)
    run = study.new_run(read_contents(study.spec))
    queue = Queue(study.folder)
    queue.add(run)
    # A run that waits goes with the queue.
    queue.send_to(TLS)
    status = Status(process_id=1, doing=(Doing(run_id=run.id),))
    with filelock.FileLock(queue.lock_path):
        queue.status_path.write_text(status.model_dump_json())
        queue.send_to(TLS)
        with pytest.raises(UserError, match=r"on workstations \(tls://host:8786\)"):
            queue.send_to(HERE)
    assert queue.place() == TLS
    # A conductor that died does nothing any more.
    queue.send_to(HERE)


def test_a_queue_is_not_sent_elsewhere_while_nodes_have_runs(queue):
    queue.send_to(TLS)
    queue.far_folder.mkdir()
    (queue.far_folder / "a-run.json").write_text(json.dumps({}))
    assert queue.far() == ("a-run",)
    with pytest.raises(UserError, match="before others go to this computer"):
        queue.send_to(HERE)
    queue.forget_far()
    queue.send_to(HERE)
    assert queue.place() == HERE
