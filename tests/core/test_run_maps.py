"""Where a run keeps its maps, and for which network and settings they hold."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from drawn import study

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table

AT = ("integrated_gradients", "test", 3, "squares")


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    return made.new_run(read_contents(made.spec))


def keep(run, value, settings=None):
    path = run.attribution_path(*AT, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.full((4, 4, 1), value, np.float32))
    return path


def test_a_network_is_known_by_its_file(run):
    assert run.network_path is None
    assert run.network_key == "00000000"
    run.checkpoint_path.write_bytes(b"last epoch")
    of_checkpoint = run.network_key
    run.best_path.write_bytes(b"best epoch")
    of_best = run.network_key
    run.model_path.write_bytes(b"network")
    assert run.network_path == run.model_path
    assert run.network_key == hashlib.sha256(b"network").hexdigest()[:8]
    assert len({"00000000", of_checkpoint, of_best, run.network_key}) == 4


def test_a_map_holds_for_the_network_that_it_was_made_with(run):
    run.model_path.write_bytes(b"network")
    keep(run, 1)
    assert run.attribution(*AT).max() == 1
    run.model_path.write_bytes(b"another network")
    assert run.attribution(*AT) is None
    keep(run, 2)
    run.model_path.write_bytes(b"network")
    assert run.attribution(*AT).max() == 1


def test_a_map_holds_for_the_settings_that_it_was_made_with(run):
    black = {"baseline": "black"}
    keep(run, 1)
    assert run.attribution(*AT, black) is None
    path = keep(run, 2, black)
    assert run.attribution(*AT, black).max() == 2
    assert run.attribution(*AT, {"baseline": "blurred"}).max() == 1
    assert path.parent.name.startswith("integrated_gradients-")


def test_maps_of_other_classes_tiles_and_sets_are_others(run):
    keep(run, 1)
    for place, other in ((1, "later"), (2, 4), (3, "discs")):
        at = list(AT)
        at[place] = other
        assert run.attribution(*at) is None


def test_what_was_measured_lies_beside_the_map(run):
    assert run.attribution_facts(*AT) == {}
    beside = keep(run, 1).with_suffix(".json")
    assert run.attribution_facts(*AT) == {}
    beside.write_text(json.dumps({"gap": 0.01, "steps": 64}))
    assert run.attribution_facts(*AT) == {"gap": 0.01, "steps": 64}
    beside.write_text("{")
    assert run.attribution_facts(*AT) == {}


@pytest.mark.parametrize(("method", "settings"), [("lime", None), (AT[0], {"a": 1})])
def test_an_unknown_method_or_setting_has_no_folder(run, method, settings):
    with pytest.raises(UserError):
        run.attribution_folder(method, settings)


def test_pixel_sizes_are_those_of_images_that_carry_them(run):
    assert run.pixel_sizes("test") == {}
    path = run.folder / "images.csv"
    rows = read_table(path)
    rows[-1]["pixel_size"] = "0.325"
    write_table(path, list(rows[0]), [list(row.values()) for row in rows])
    assert run.pixel_sizes("test") == {Path(rows[-1]["path"]): 0.325}


def test_epochs_that_were_kept_are_known_by_their_files(run):
    assert run.epochs_kept == ()
    assert run.epoch_path(3) == run.folder / "epochs" / "0003.npz"
    run.epoch_path(0).parent.mkdir()
    for epoch in (0, 12, 3, 10_000):
        run.epoch_path(epoch).touch()
    # What was not written to its end, and what is none of ours, are no epochs.
    for name in ("0004.unfinished", "notes.npz", "0005.txt"):
        (run.folder / "epochs" / name).touch()
    assert run.epochs_kept == (0, 3, 12, 10_000)
