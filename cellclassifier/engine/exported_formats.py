"""The formats that networks leave the program in: how each is written, and read again.

Each is read by the interpreter that its users have: Keras, ONNX Runtime, TensorFlow.
None of them is given anything of this program: a network that needed its code would
not be read.
"""

import json
import tempfile
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeAlias

import keras
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.cellmodel import extract_model, write_cellmodel
from cellclassifier.core.exported.facts import NAME, ModelFacts, for_others
from cellclassifier.core.program import how_to_install, needed
from cellclassifier.engine import backend
from cellclassifier.engine.data import Float32

Answer: TypeAlias = Callable[[Float32], Float32]
"""Of tiles (n, height, width, channels): what the network answers, (n, outputs)."""


class Format(NamedTuple):
    """How a network is written, and read again.

    Attributes:
        refuse: Raises a `UserError` where the format cannot be written here.
        write: Writes a network and what is to be known of it to a path.
        read: Returns what the network at a path answers.
        packages: Names of what it is written with.
    """

    refuse: Callable[[], None]
    write: Callable[[keras.Model, Path, ModelFacts], None]
    read: Callable[[Path], Answer]
    packages: tuple[str, ...]


def _nothing() -> None:
    """Refuse nothing: Keras is always here."""


def _write_keras(model: keras.Model, path: Path, facts: ModelFacts) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        saved = Path(folder) / "model.keras"
        model.save(saved)
        write_cellmodel(path, saved, facts)


def _read_keras(path: Path) -> Answer:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        saved = Path(folder) / "model.keras"
        extract_model(path, saved)
        model = keras.saving.load_model(saved, compile=False, safe_mode=True)
    return answer_of(model)


def answer_of(model: keras.Model) -> Answer:
    """Return what a network answers, on the processor where there is a choice.

    A GPU may compute with fewer digits than the other interpreters do.
    """

    def answer(tiles: Float32) -> Float32:
        with keras.device("cpu"):
            found = model(keras.ops.convert_to_tensor(tiles), training=False)
        return np.asarray(keras.ops.convert_to_numpy(found), np.float32)

    return answer


def _refuse_onnx() -> None:
    # First: what is installed would not help.
    _refuse_torch("ONNX")
    missing = [n for n in ("onnx", "onnxruntime", "tf2onnx") if find_spec(n) is None]
    if missing:
        raise UserError(
            f"To export as ONNX, {needed(missing)} and not installed here. "
            f"{how_to_install('cellclassifier[onnx]')}"
        )


def _refuse_torch(what: str) -> None:
    if backend.name() == "torch":
        raise UserError(
            f"A network is exported as {what} by TensorFlow, and this program runs "
            "networks on PyTorch here. Choose TensorFlow as the engine for the export, "
            "which reads the same networks, or export as 'keras'."
        )


def _write_onnx(model: keras.Model, path: Path, facts: ModelFacts) -> None:
    import onnx

    with warnings.catch_warnings():
        # Keras asks NumPy for a name that it no longer has.
        warnings.simplefilter("ignore", FutureWarning)
        model.export(path, format="onnx", verbose=False)
    made = onnx.load(path)
    for value in (made.graph.input[0], made.graph.output[0]):
        value.type.tensor_type.shape.dim[0].dim_param = "tiles"
    onnx.helper.set_model_props(made, for_others(facts))
    onnx.checker.check_model(made)
    onnx.save(made, path)


def _read_onnx(path: Path) -> Answer:
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0].name

    def answer(tiles: Float32) -> Float32:
        return np.asarray(session.run(None, {entry: tiles})[0], np.float32)

    return answer


def _write_saved_model(model: keras.Model, path: Path, facts: ModelFacts) -> None:
    model.export(path, format="tf_saved_model", verbose=False)
    text = json.dumps(facts.model_dump(mode="json"), indent=1, ensure_ascii=False)
    # The second is where TensorFlow's own tools leave files of others alone.
    for folder in (path, path / "assets.extra"):
        folder.mkdir(exist_ok=True)
        (folder / NAME).write_text(text, encoding="utf-8")


def _read_saved_model(path: Path) -> Answer:
    # Only here: no other format needs more than Keras.
    import tensorflow as tf

    with tf.device("CPU"):
        loaded = tf.saved_model.load(str(path))
    score = loaded.signatures["serving_default"]
    (entry,) = score.structured_input_signature[1]

    def answer(tiles: Float32) -> Float32:
        with tf.device("CPU"):
            found = score(**{entry: tf.constant(tiles)})
        (only,) = found.values()
        # It is part of what the score belongs to, which must stay until then.
        return np.asarray(only if loaded else None, np.float32)

    return answer


FORMATS: dict[str, Format] = {
    "keras": Format(_nothing, _write_keras, _read_keras, ()),
    "onnx": Format(_refuse_onnx, _write_onnx, _read_onnx, ("onnx", "tf2onnx")),
    "savedmodel": Format(
        lambda: _refuse_torch("a SavedModel"), _write_saved_model, _read_saved_model, ()
    ),
}
"""The formats by the name that an `ExportJob` calls them by."""
