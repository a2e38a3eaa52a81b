"""How learning went: what is kept of it, and what it costs."""

import json
import zipfile

import numpy as np
import pytest
from drawn import study
from followed import finish, learning, tell
from scipy.stats import spearmanr

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.learning import (
    convolutions,
    cost,
    epochs_of,
    network_epoch,
    path_for,
    read,
    similarity,
    write,
)
from cellclassifier.core.messages import Ended, EpochEnded, LearningJob


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("learning"), count=4, tests=2)


@pytest.fixture
def run(made):
    return finish(made)


def job_of(run, **changes):
    known = {"run": run.folder, "test": "test", "tile": 1, "class_name": "squares"}
    return LearningJob(**{**known, **changes})


def test_what_is_written_is_read_again(run):
    job, found = job_of(run), learning()
    assert read(run, job) is None
    write(path_for(run, job), found)
    again = read(run, job)
    assert again[:5] == found[:5]
    for mine, its in zip(again[5:], found[5:], strict=True):
        assert mine.dtype == its.dtype
        np.testing.assert_array_equal(mine, its)


def test_what_is_kept_holds_for_its_job_and_its_network(run):
    run.model_path.write_bytes(b"network")
    write(path_for(run, job_of(run)), learning())
    others = (
        {"tile": 2},
        {"class_name": "discs"},
        {"method": "article"},
        {"layer": "conv16"},
        {"method": "integrated_gradients", "settings": {"steps": 64}},
    )
    for other in others:
        assert read(run, job_of(run, **other)) is None
    run.model_path.write_bytes(b"a network that was trained further")
    assert read(run, job_of(run)) is None
    run.model_path.write_bytes(b"network")
    assert read(run, job_of(run)) is not None


@pytest.mark.parametrize("cut", [0, 40, 2000])
def test_a_damaged_file_is_as_none(run, cut):
    path = path_for(run, job_of(run))
    write(path, learning())
    path.write_bytes(path.read_bytes()[:cut])
    assert read(run, job_of(run)) is None


def test_a_file_of_another_format_is_as_none(run, monkeypatch):
    path = path_for(run, job_of(run))
    write(path, learning())
    monkeypatch.setattr("cellclassifier.core.inside.learning.FORMAT", 2)
    assert read(run, job_of(run)) is None


def test_similarity_is_spearmans_with_ties_at_their_mean_rank():
    random = np.random.default_rng(0)
    maps = np.round(random.normal(0, 2, (4, 6, 5, 2))).astype(np.float32)
    found = similarity(maps)
    for place in range(4):
        expected = spearmanr(maps[place].ravel(), maps[-1].ravel()).statistic
        assert found[place] == pytest.approx(expected, abs=1e-6)
    assert found[-1] == pytest.approx(1)


def test_similarity_by_hand():
    # Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 (1 + 1 + 1 + 1) / (4 (16 - 1)) = 0.6.
    maps = np.array([[20, 10, 40, 30], [-3, 0, 5, 900]], np.float32)
    np.testing.assert_allclose(similarity(maps.reshape(2, 2, 2, 1)), [0.6, 1], 1e-6)


def test_a_map_that_is_the_same_everywhere_is_like_none():
    maps = np.zeros((2, 3, 3, 1), np.float32)
    maps[1, 1, 1] = 1
    assert np.isnan(similarity(maps)[0])
    assert np.isnan(similarity(maps[::-1])).all()


def test_the_network_that_is_used_and_the_last_one_are_among_the_epochs(made):
    run = finish(made, epochs=9, kept=5)
    run.model_path.touch()
    run.checkpoint_path.touch()
    for epoch in (0, 1, 2):
        run.epoch_path(epoch).parent.mkdir(exist_ok=True)
        run.epoch_path(epoch).touch()
    assert network_epoch(run) == 5
    assert epochs_of(run) == (0, 1, 2, 5, 9)
    run.checkpoint_path.unlink()
    assert epochs_of(run) == (0, 1, 2, 5)


def test_the_network_of_a_training_that_was_stopped(made):
    run = made.new_run(read_contents(made.spec))
    for epoch, loss in ((1, 0.3), (2, 0.4)):
        told = EpochEnded(
            epoch=epoch,
            accuracy=0.9,
            loss=0.1,
            val_accuracy=1,
            val_loss=loss,
            seconds=1,
        )
        tell(run, told)
    run.checkpoint_path.touch()
    assert network_epoch(run) == 2
    run.best_path.touch()
    assert network_epoch(run) == 1
    # Stopped within epoch 3, it kept its network as it was then.
    tell(run, Ended(outcome="cancelled"))
    run.model_path.touch()
    assert network_epoch(run) == 3


def test_the_cost_is_that_of_all_networks(run):
    run.model_path.touch()
    run.epoch_path(0).parent.mkdir()
    run.epoch_path(0).touch()
    plain = cost(run, job_of(run))
    assert plain.epochs == (0, 3)
    assert plain.most == (2 * 3, 2 * 1)
    assert plain.text == (
        "Asks 2 networks, of epochs 0 and 3, about this tile: 6 passes forward, 2 with "
        "a gradient."
    )
    # 64 px by a window of 8 and a stride of 4: 15 x 15 windows, and the tile itself.
    covered = cost(run, job_of(run, method="occlusion", settings={"unit": "µm"}))
    assert covered.most == (2 * (15 * 15 + 1 + 3), 0)
    with pytest.raises(UserError, match="no attribution method 'magic'"):
        cost(run, job_of(run, method="magic"))


def test_convolutions_are_read_from_the_networks_file(run):
    assert convolutions(run) == ()
    layers = [("InputLayer", "tile"), ("Conv2D", "entry"), ("Conv2D", "conv16")]
    config = {
        "config": {
            "layers": [{"class_name": k, "config": {"name": n}} for k, n in layers]
        }
    }
    with zipfile.ZipFile(run.model_path, "w") as file:
        file.writestr("config.json", json.dumps(config))
    assert convolutions(run) == ("entry", "conv16")
    run.model_path.write_bytes(b"no archive")
    assert convolutions(run) == ()
