"""Networks are exported, read by other programs, and compared before that is done."""

import json
import subprocess
import sys
from pathlib import Path

import exported
import numpy as np
import pytest
from drawn import Recorder

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.cellmodel import extract_model, read_facts
from cellclassifier.core.exported.facts import ModelFacts
from cellclassifier.core.files import sha256
from cellclassifier.core.messages import ExportJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.engine import exported_formats, exporting
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.data import read_batch
from cellclassifier.engine.exporting import export
from cellclassifier.engine.models import load_model

NAMES = {"keras": "m.cellmodel", "onnx": "m.onnx", "savedmodel": "m"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return exported.run(tmp_path_factory.mktemp("exporting"), rows=2, columns=2)


def job(run, form, folder):
    return ExportJob(run=run.folder, format=form, out=folder / NAMES[form])


def exports(run, form, folder, channel=None):
    wanted = job(run, form, folder)
    export(run, wanted, channel or Recorder())
    return wanted.out


@pytest.fixture(scope="module", params=list(NAMES))
def made(request, run, tmp_path_factory):
    return request.param, exports(run, request.param, tmp_path_factory.mktemp("out"))


FRESH = {
    "keras": """
import keras
model = keras.saving.load_model(sys.argv[1], safe_mode=True)
answer = model.predict(tiles, verbose=0)
""",
    "onnx": """
import onnxruntime
session = onnxruntime.InferenceSession(sys.argv[1])
answer = session.run(None, {session.get_inputs()[0].name: tiles})[0]
told = session.get_modelmeta().custom_metadata_map
assert json.loads(told["classes"]) == ["discs", "squares"], told
""",
    "savedmodel": """
import tensorflow as tf
model = tf.saved_model.load(sys.argv[1])
answer = model.serve(tiles).numpy()
""",
}


def fresh(form: str, path: Path, tiles, folder: Path):
    """Return what a network answers in a process that knows nothing of this program."""
    np.save(folder / "tiles.npy", tiles)
    code = f"""
import json, sys
import numpy as np
tiles = np.load({str(folder / "tiles.npy")!r})
{FRESH[form]}
assert not [name for name in sys.modules if name.startswith("cellclassifier")]
np.save({str(folder / "answer.npy")!r}, answer)
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return np.load(folder / "answer.npy")


def test_a_process_without_this_program_reads_it_and_answers_the_same(
    run, made, tmp_path
):
    form, path = made
    if form == "keras":
        extract_model(path, tmp_path / "m.keras")
        path = tmp_path / "m.keras"
    tiles = read_batch(run, run.tiles("test"))
    expected = np.asarray(load_model(run)(tiles, training=False))
    assert np.ptp(expected[:, 0]) > 0.01
    np.testing.assert_allclose(fresh(form, path, tiles, tmp_path), expected, atol=1e-5)


def test_it_holds_what_is_needed_to_use_it(run, made):
    form, path = made
    facts = facts_in(form, path)
    assert facts["classes"] == ["discs", "squares"]
    assert facts["shape"] == [64, 64, 1]
    assert facts["gain"] == 2.5
    assert facts["outputs"] == "one a class"
    rule = run.record.study.intensity
    assert (facts["intensity"]["black"], facts["intensity"]["white"]) == (
        rule.black,
        rule.white,
    )
    assert facts["network_sha256"] == sha256(run.model_path)
    assert facts["run"] == run.id
    assert facts["tiling"]["rows"] == 2
    assert {"exported: keras", "trained: cellclassifier"} <= facts["packages"].keys()
    assert any(line.startswith("Scale: (value - ") for line in facts["how"])


def facts_in(form, path):
    if form == "keras":
        return read_facts(path).model_dump(mode="json")
    if form == "savedmodel":
        texts = [(path / p / "model.json").read_text() for p in ("", "assets.extra")]
        assert texts[0] == texts[1]
        return ModelFacts.model_validate_json(texts[0]).model_dump(mode="json")
    import onnx

    told = {each.key: each.value for each in onnx.load(path).metadata_props}
    assert "record" not in told
    words = {"kind", "version", "created", "run", "network", "outputs"}
    return {
        name: text if name in words or name.endswith("sha256") else json.loads(text)
        for name, text in told.items()
    }


def test_no_path_and_no_name_of_an_image_leaves_the_study(run, made):
    _, path = made
    files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
    for file in files:
        data = file.read_bytes()
        assert str(run.study_folder.parent).encode() not in data
        assert b"/images/" not in data


@pytest.mark.parametrize("network", list(ARCHITECTURES))
def test_each_network_is_exported_in_each_format(network, tmp_path):
    size = {"deep_sequential": 256, "alexnet": 96}.get(network, 64)
    run = exported.run(tmp_path, network=network, size=size)
    for form in NAMES:
        assert exports(run, form, tmp_path / "out").exists()


def test_one_output_says_what_it_stands_for(tmp_path):
    run = exported.run(tmp_path, head="sigmoid")
    facts = read_facts(exports(run, "keras", tmp_path))
    assert facts.outputs == "the second class alone"


def test_it_tells_how_far_it_is_and_can_be_stopped(run, tmp_path):
    channel = Recorder()
    exports(run, "keras", tmp_path, channel)
    assert [e.done for e in channel.events if isinstance(e, Progressed)] == [0, 1, 2, 3]
    for checks in range(channel.checks):
        with pytest.raises(Cancelled):
            exports(run, "onnx", tmp_path / "out", Recorder(stop_after=checks))
        found = list((tmp_path / "out").glob("*")) if checks else []
        # At the last it is done already.
        assert found == [] or checks == channel.checks - 1


@pytest.mark.parametrize("form", list(NAMES))
def test_one_that_answers_otherwise_is_removed(run, tmp_path, monkeypatch, form):
    right = exported_formats.FORMATS[form]

    def read(path):
        answer = right.read(path)
        return lambda tiles: answer(tiles) + np.float32(2e-5)

    monkeypatch.setitem(exporting.FORMATS, form, right._replace(read=read))
    with pytest.raises(UserError, match=r"differ by up to 2e-05.*removed"):
        exports(run, form, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("value", [np.nan, "shape"])
def test_what_is_no_number_or_no_class_is_other(run, tmp_path, monkeypatch, value):
    right = exported_formats.FORMATS["keras"]

    def read(path):
        if value == "shape":
            return lambda tiles: np.zeros((len(tiles), 3), np.float32)
        return lambda tiles: np.full((len(tiles), 2), np.nan, np.float32)

    monkeypatch.setitem(exporting.FORMATS, "keras", right._replace(read=read))
    with pytest.raises(UserError, match="so it was removed"):
        exports(run, "keras", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_cannot_be_read_again_is_removed(run, tmp_path, monkeypatch):
    right = exported_formats.FORMATS["onnx"]

    def write(model, path, facts):
        right.write(model, path, facts)
        path.write_bytes(path.read_bytes()[:1000])

    def read(path):
        raise ValueError("no graph in it\nand more")

    broken = right._replace(write=write, read=read)
    monkeypatch.setitem(exporting.FORMATS, "onnx", broken)
    with pytest.raises(UserError, match=r"read again \(no graph in it\), so it"):
        exports(run, "onnx", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_missing_extra_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setattr(exported_formats, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r'pip install "cellclassifier\[onnx\]"'):
        exports(run, "onnx", tmp_path)
    assert exports(run, "keras", tmp_path).exists()


def test_all_that_is_missing_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setattr(exported_formats, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="onnx, onnxruntime and tf2onnx are needed and"):
        exports(run, "onnx", tmp_path)
    monkeypatch.setattr(exported_formats, "find_spec", lambda n: n == "onnx" or None)
    with pytest.raises(UserError, match="onnxruntime and tf2onnx are needed and not"):
        exports(run, "onnx", tmp_path)


@pytest.mark.parametrize("form", ["onnx", "savedmodel"])
def test_pytorch_says_what_to_do(run, tmp_path, monkeypatch, form):
    monkeypatch.setattr(exported_formats.backend, "name", lambda: "torch")
    # What is installed would not help: it is not told to install anything.
    monkeypatch.setattr(exported_formats, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="Choose TensorFlow as the engine"):
        exports(run, form, tmp_path)


def test_nothing_is_written_over_or_into_the_run(run, tmp_path):
    (tmp_path / "m.onnx").write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        exports(run, "onnx", tmp_path)
    assert (tmp_path / "m.onnx").read_text() == "mine"
    with pytest.raises(UserError, match="inside the folder of the run"):
        exports(run, "keras", run.folder)


def test_without_any_image_it_cannot_be_compared(tmp_path):
    run = exported.run(tmp_path)
    # Test images are tried first, then those of training.
    (tmp_path / "images" / "test").rename(tmp_path / "gone")
    assert exports(run, "keras", tmp_path / "out").exists()
    (tmp_path / "images" / "train").rename(tmp_path / "gone too")
    with pytest.raises(UserError, match="No image of the run"):
        exports(Run(run.folder), "keras", tmp_path / "more")
