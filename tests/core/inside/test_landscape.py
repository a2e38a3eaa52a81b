"""What was computed of the loss: kept, read again, and told in words."""

import csv

import numpy as np
import pytest
from drawn import study
from scipy.stats import pearsonr

from cellclassifier.core.contents import read_contents
from cellclassifier.core.inside.landscape import Landscape, folder_for, read, write
from cellclassifier.core.inside.landscape_files import COLUMNS
from cellclassifier.core.inside.landscape_results import (
    Agreement,
    Exactness,
    Line,
    OverInput,
    Slice,
)
from cellclassifier.core.landscape_spec import FIELDS, LandscapeSpec

STEPS = np.array([-0.01, 0, 0.01])


def line(epoch=4):
    """The losses of attribution.md, section 6: six minibatches, a step of 0.01."""
    changes = np.array([-0.018, 0.102, -0.030, 0.018, 0.021, 0.050])
    start = np.linspace(0.1, 0.2, 6)
    return Line(epoch, STEPS, np.stack([start + 0.3, start, start + changes], 1), 2.5)


def agreement(epoch, *cosines):
    ones = np.ones(len(cosines))
    return Agreement(epoch, np.array(cosines), 0.5 * ones, 2 * ones)


def surfaces(epoch=4):
    mean = np.array([[0.4, 0.3, 0.5], [0.2, 0.1, 0.3], [0.4, 0.3, 0.6]])
    off = np.array([[0, 0, 0], [0, 0, 0], [0, 0, 0.05]])
    return Slice(epoch, np.array([-0.05, 0, 0.05]), np.stack([mean + off, mean - off]))


def over_input(epoch=None):
    along, across = np.array([0.001, 0.02, 3.1]), np.array([0.021, 0.02, 0.019])
    steps = np.array([-0.02, 0, 0.02])
    tile = np.full((2, 3, 1), 0.5, np.float32)
    ways = (np.zeros((2, 3, 1), np.float32) for _ in range(2))
    up, aside = ways
    up[0, 1], aside[1, 2] = 1, 1
    return OverInput(epoch, steps, along, across, "granules", 24.5, tile, up, aside)


def exactness(epoch=0):
    told = np.array([[2.0, 2.0], [4.0, 4.0], [1.0, 1.0]])
    measured = told * np.array([[1.001, 1.5], [0.998, 1.2], [1.003, 0.9]])
    return Exactness(epoch, np.array([1e-4, 1e-2]), measured, told, 4e-7)


RESULTS = {
    "line": (line(0), line(4)),
    "agreement": (agreement(0, 0.5, -0.25, np.nan), agreement(2, 0.1, 0.2, 0.3)),
    "slice": (surfaces(),),
    "input": (over_input(),),
    "exactness": (exactness(),),
}
each_view = pytest.mark.parametrize("view", RESULTS)


def found(view, run="r1", network="0a1b2c3d"):
    results = RESULTS[view]
    epochs = tuple(each.epoch for each in results if each.epoch is not None)
    spec = LandscapeSpec(view=view, epochs=epochs)
    return Landscape(spec, run, network, ((3, 1), (4, 8)), results, view == "line")


def rows(folder, view):
    with (folder / f"{view}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made_of(tmp_path_factory):
    return study(tmp_path_factory.mktemp("kept"), count=4, tests=2)


@pytest.fixture
def run(made_of):
    run = made_of.new_run(read_contents(made_of.spec))
    run.model_path.write_bytes(b"network")
    return run


@each_view
def test_it_is_read_as_it_was_written(run, view):
    made = found(view)
    assert read(run, made.spec) is None
    write(folder_for(run, made.spec), made)
    again = read(run, made.spec)
    assert again[:4] == made[:4]
    assert again.epochs == made.epochs
    for one, other in zip(made.results, again.results, strict=True):
        assert type(one) is type(other)
        for left, right in zip(one, other, strict=True):
            np.testing.assert_array_equal(left, right)
            assert type(left) is type(right)
    assert (again.seen, again.caution) == (made.seen, made.caution)
    assert again.fresh == (view == "line")


@each_view
def test_the_table_is_for_r(tmp_path, view):
    write(tmp_path / view, found(view))
    table = rows(tmp_path / view, view)
    assert tuple(table[0]) == COLUMNS[view]
    numbers = {"agreement": 6, "line": 2 * 7 * 3, "slice": 18, "input": 6}
    assert len(table) == numbers.get(view, 6)
    assert "nan" not in (tmp_path / view / f"{view}.csv").read_text()
    text = (tmp_path / view / "words.txt").read_text()
    assert text == f"{found(view).seen}\n\n{found(view).caution}\n"


def test_the_numbers_in_the_tables(tmp_path):
    for view in RESULTS:
        write(tmp_path / view, found(view))
    tables = {view: rows(tmp_path / view, view) for view in RESULTS}
    last = tables["line"][-1]
    assert (last["epoch"], last["minibatch"], last["step"]) == ("4", "all", "0.01")
    assert float(last["loss"]) == pytest.approx(0.15 + 0.143 / 6)
    assert [row["cosine"] for row in tables["agreement"][:3]] == ["0.5", "-0.25", "NA"]
    corner = tables["slice"][8]
    assert (corner["along_first"], corner["along_second"]) == ("0.05", "0.05")
    assert float(corner["difference_from_mean"]) == pytest.approx(0.05)
    assert tables["input"][2] == {
        **{"epoch": "kept", "direction": "gradient", "step": "0.02", "loss": "3.1"},
        "class": "granules",
    }
    assert float(tables["exactness"][1]["relative_error"]) == pytest.approx(0.5)


def test_another_network_or_setting_is_another_result(run):
    spec = LandscapeSpec(view="line")
    here = folder_for(run, spec)
    # What the view does not depend on does not make it another one.
    assert folder_for(run, LandscapeSpec(view="line", tile=7)) == here
    for changed in ({"epochs": (0,)}, {"seed": 1}, {"reach": 0.1}, {"view": "slice"}):
        assert folder_for(run, spec.model_copy(update=changed)) != here
    write(here, found("line"))
    run.model_path.write_bytes(b"another network")
    assert folder_for(run, spec) != here
    assert read(run, spec) is None


@pytest.mark.parametrize("name", ["facts.json", "arrays.npz"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"PK\x03\x04 not whole"])
def test_what_is_damaged_is_not_there(run, name, damage):
    made = found("slice")
    folder = folder_for(run, made.spec)
    write(folder, made)
    (folder / name).write_bytes(damage)
    assert read(run, made.spec) is None
    (folder / name).unlink()
    assert read(run, made.spec) is None


def test_a_step_that_helps_one_and_harms_others():
    assert found("line").seen.endswith(
        "After epoch 4, a step of length 0.01 along the gradient of minibatch 1 lowers "
        "its loss by 0.018, and raises that of 4 of 5 others; the loss of all of them "
        "together rises by 0.0238."
    )
    assert found("line").seen.startswith("Before any training, a step ")
    assert line().best == 2
    np.testing.assert_allclose(line().whole[1:], [0.15, 0.15 + 0.143 / 6])


def test_no_step_helps():
    over = line()._replace(losses=np.tile([0.1, 0.1, 0.2], (6, 1)))
    seen = found("line")._replace(results=(over,)).seen
    assert seen == (
        "After epoch 4, no step of length 0.01 or more along the gradient of minibatch "
        "1 lowers its loss."
    )


def test_agreement_is_told_at_the_start_the_peak_and_the_end():
    made = [
        agreement(0, 0.3, -0.1, 0.4, 0.0),
        agreement(1, 0.2, 0.2, 0.3, 0.1),
        agreement(4, 0.9, 0.5, 0.7, 0.5),
        agreement(12, -0.2, 0.1, np.nan, -0.2),
    ]
    assert (made[3].mean, made[3].below_zero) == (pytest.approx(-0.1), 2 / 3)
    assert found("agreement")._replace(results=tuple(made)).seen == (
        "The mean cosine between a minibatch's gradient and that of the others is 0.15 "
        "before any training (scatter 0.21, 25 % of 4 below 0), 0.65 after epoch 4 "
        "(scatter 0.17, 0 %) and -0.10 after epoch 12 (scatter 0.14, 67 %)."
    )
    last = [*made, agreement(16, 0.5, 0.3, 0.4)]
    told = found("agreement")._replace(results=tuple(last)).seen
    # The first, the highest, the lowest on the way, and the last.
    assert "0.15 before any training" in told
    assert ", 0.65 after epoch 4 (" in told
    assert ", -0.10 after epoch 12 (" in told
    assert "and 0.40 after epoch 16 (" in told
    assert "after epoch 1 (" not in told
    none = found("agreement")._replace(results=(agreement(None, np.nan, np.nan),))
    assert none.seen.startswith("No minibatch has a gradient")


def test_surfaces_and_how_they_differ():
    made = surfaces()
    np.testing.assert_allclose(made.differences.sum(axis=0), 0, atol=1e-15)
    alike = pearsonr(*(each.ravel() for each in made.losses)).statistic
    assert found("slice").seen == (
        "After epoch 4, over ±5 % of each filter the mean loss goes from 0.1 to 0.6; "
        "single minibatches differ from it by up to 0.05, and their surfaces have a "
        f"correlation of {alike:.3f} or more with each other."
    )
    one = made._replace(losses=made.losses[:1])
    alone = found("slice")._replace(results=(one,)).seen
    assert alone.endswith("of one minibatch alone there is nothing to compare.")


def test_over_the_input():
    assert found("input").seen == (
        "In the network that is kept, a change of 2 % of the tile's length along its "
        "own gradient takes the loss of granules from 0.02 to 3.1, which is the "
        "largest on the way; along a random direction, as far to either side, the "
        "largest is 0.021, at a change of 2 %."
    )


def test_the_largest_loss_on_the_way_is_told_and_where():
    steps = np.linspace(-0.04, 0.04, 9)
    over = over_input()._replace(steps=steps, along_random=np.full(9, 0.5))
    # The largest of all lies downhill, where nobody goes.
    bent = over._replace(along_gradient=np.array([9, 5, 4, 1, 0.5, 2, 6, 3, 1]))
    assert bent.largest == 6
    seen = found("input")._replace(results=(bent,)).seen
    assert "from 0.5 to 1; the largest on the way is 6, at a change of 2 %; " in seen
    flat = over._replace(along_gradient=np.array([0, 0, 0, 0, 0.5, 0.4, 0.3, 0.2, 0.1]))
    seen = found("input")._replace(results=(flat,)).seen
    assert "the largest on the way is 0.5, where nothing is changed; " in seen


def test_the_tile_as_it_was_at_a_step():
    over = over_input()
    np.testing.assert_array_equal(over.changed(1, over.gradient), over.tile)
    up = over.changed(2, over.gradient)
    assert up.dtype == np.float32
    assert up[0, 1, 0] == pytest.approx(0.5 + 0.02 * 24.5)
    aside = over.changed(0, over.random)
    assert aside[1, 2, 0] == pytest.approx(0.5 - 0.02 * 24.5)
    assert (np.delete(aside.ravel(), 5) == 0.5).all()


def test_how_exact_it_is():
    np.testing.assert_allclose(
        exactness().errors, [[0.001, 0.5], [0.002, 0.2], [0.003, 0.1]]
    )
    assert found("exactness").seen == (
        "Before any training, central differences come closest to backpropagation over "
        "steps of 0.0001, where they differ by 0.002 of the slope, and over 0.01 by "
        "0.2 (medians of 3 minibatches); the gradient of a minibatch is the mean of "
        "those of its tiles to 4e-07."
    )
    flat = exactness()._replace(told=np.zeros((3, 2)))
    assert np.isnan(flat.errors).all()
    seen = found("exactness")._replace(results=(flat,)).seen
    assert seen.endswith("a gradient is 0, so there is no slope to check.")


@each_view
def test_what_not_to_conclude(view):
    assert found(view).caution.startswith("Do not conclude ")
    # Averages of batch normalisation are told of only where they are as at first.
    told = "averages of this network's batch normalisation are still 0 and 1"
    assert told not in found(view)._replace(fresh=False).caution
    assert told in found(view)._replace(fresh=True).caution
    assert set(FIELDS[view]) < set(LandscapeSpec.model_fields)
