"""A tile is explained by the network of each epoch that was kept."""

import numpy as np
import pytest
from drawn import Recorder, study
from followed import finish, keep
from keras import ops

from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.learning import path_for, read
from cellclassifier.core.messages import LearningJob, Progressed
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import attributions, checkpoints, layers, learning
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.progress import State

EPOCHS = (0, 1, 3, 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("learning"), count=4, tests=2)


def followed_run(made, head="softmax"):
    """Return a run that kept epochs 0 and 1, uses that of 3, and whose last is 4."""
    training = made.spec.training.model_copy(update={"head": head})
    changed = type(made)(
        made.folder, made.spec.model_copy(update={"training": training})
    )
    run = finish(changed, epochs=4, kept=3)
    network, found = keep(run, *EPOCHS)
    for epoch in (3, 4):
        run.epoch_path(epoch).unlink()
    network.set_weights(found[3])
    network.save(run.model_path)
    last = Checkpoint(State(epoch=4), found[4], [])
    checkpoints.write(run.checkpoint_path, last)
    return run, network, found


@pytest.fixture(scope="module")
def three(made):
    return followed_run(made)


def job_of(run, **changes):
    known = {"run": run.folder, "test": "test", "tile": 1, "class_name": "squares"}
    return LearningJob(**{**known, **changes})


def pixels_of(run, number=1):
    return read_tile(run.tiles("test")[number], view_of(run.record.study))[None]


def follow(run, job):
    channel = Recorder()
    learning.follow(run, job, channel)
    return read(run, job), channel


def test_each_networks_answer_is_that_of_its_own_weights(three):
    run, network, weights = three
    job, pixels = job_of(run), pixels_of(run)
    found, channel = follow(run, job)
    assert (found.epochs, found.kept, found.layer) == (EPOCHS, 3, "entry")
    assert found.classes == run.record.classes == ("discs", "squares")
    for place, epoch in enumerate(EPOCHS):
        network.set_weights(weights[epoch])
        p = ops.convert_to_numpy(network(pixels, training=False))[0]
        np.testing.assert_allclose(found.probabilities[place], p, atol=1e-5)
        expected = np.log(p[1].astype(float) / p[0])
        assert found.log_odds[place] == pytest.approx(expected, abs=1e-3)
        explain = attributions.load("gradient_input", network)
        map_ = explain(pixels, np.array([1])).maps[0]
        scale = np.abs(map_).max()
        np.testing.assert_allclose(found.maps[place], map_, atol=1e-4 * scale)
        features = layers.maps_of(network, pixels, "entry")[0]
        np.testing.assert_allclose(
            found.features[place], features, rtol=2e-3, atol=1e-3
        )
    assert found.similarity[-1] == pytest.approx(1)
    assert (np.abs(found.similarity[:-1]) < 0.99).all()
    told = [event for event in channel.events if isinstance(event, Progressed)]
    assert [event.done for event in told] == [0, 1, 2, 3, 4]
    assert {event.of for event in told} == {4}


def test_what_was_found_is_not_computed_again(three):
    run, *_ = three
    job = job_of(run, layer="conv32")
    found, _ = follow(run, job)
    assert found.layer == "conv32"
    assert found.features.shape[-1] == 32
    written = path_for(run, job).stat().st_mtime_ns
    _, channel = follow(run, job)
    assert channel.events == []
    assert path_for(run, job).stat().st_mtime_ns == written


def test_one_sigmoid_unit_has_two_probabilities(made):
    run, network, weights = followed_run(made, head="sigmoid")
    found, _ = follow(run, job_of(run, class_name="discs"))
    network.set_weights(weights[1])
    p = float(ops.convert_to_numpy(network(pixels_of(run), training=False))[0, 0])
    np.testing.assert_allclose(found.probabilities[1], [1 - p, p], atol=1e-5)
    assert found.log_odds[1] == pytest.approx(np.log((1 - p) / p), abs=1e-3)


def test_a_method_is_given_its_settings(three):
    run, network, weights = three
    settings = {"window": 16, "stride": 16}
    job = job_of(run, method="occlusion", settings=settings)
    found, _ = follow(run, job)
    # Windows side by side: the map is even in each.
    part = found.maps[0, :16, :16]
    assert (part == part[0, 0]).all()
    network.set_weights(weights[0])
    explain = attributions.load("occlusion", network, spec_of("occlusion", settings))
    expected = explain(pixels_of(run), np.array([1])).maps[0]
    scale = np.abs(expected).max()
    np.testing.assert_allclose(found.maps[0], expected, atol=1e-3 * scale)


def test_it_is_stopped_and_leaves_nothing(three):
    run, *_ = three
    job = job_of(run, tile=0)
    with pytest.raises(Cancelled):
        learning.follow(run, job, Recorder(stop_after=6))
    assert not path_for(run, job).exists()


def test_what_is_missing_is_told(made, three):
    run, *_ = three
    for changes, words in (
        ({"tile": 99}, "no tile 99; its tiles are 0 to 3"),
        ({"class_name": "stars"}, "no class 'stars'. This run has: discs, squares"),
        ({"layer": "conv99"}, "no convolution 'conv99'"),
        ({"method": "magic"}, "no attribution method 'magic'"),
    ):
        with pytest.raises(UserError, match=words):
            learning.follow(run, job_of(run, **changes), Recorder())
    none = finish(made)
    with pytest.raises(UserError, match="kept no networks of single epochs"):
        learning.follow(none, job_of(none), Recorder())


def test_a_network_that_ran_away_is_told(made):
    run, _, found = followed_run(made)
    found[1][0][:] = np.nan
    checkpoints.write(run.epoch_path(1), Checkpoint(State(epoch=1), found[1], []))
    with pytest.raises(UserError, match=r"network of epoch 1 .* not numbers"):
        learning.follow(run, job_of(run), Recorder())
