"""Messages: each survives the pipe as one line, and strangers are refused."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from cellclassifier.core import messages as m
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.train_spec import TrainSpec

TO_WORKER = [
    m.DeviceJob(),
    m.SelfTestJob(),
    m.DescribeJob(
        training=TrainSpec(start=Path("a b.keras")), shape=(64, 64, 2), classes=3
    ),
    m.TrainJob(run=Path("runs/1"), resume=True),
    m.TrainJob(run=Path("Läufe/2026 deep")),
    m.PredictJob(run=Path("runs/1"), test='te"st\n2'),
    m.PredictJob(run=Path("runs/1"), validation=True),
    m.ExplainJob(run=Path("runs/1"), test="t", tiles=(0, 5), class_name="細胞"),
    m.ExplainJob(run=Path("runs/1"), test="t", tiles=(3,)),
    m.MeasureJob(run=Path("runs/1"), test="t"),
    m.MeasureJob(
        run=Path("runs/1"),
        test="t",
        spec=MeasureSpec(
            method="occlusion",
            settings={"window": 8, "unit": "µm"},
            clumps=ClumpSpec(radius=0.4, unit="µm", masks=Path("a b")),
            doses=(1, 3),
        ),
    ),
    m.FeaturesJob(run=Path("runs/1"), test="t", tile=3),
    m.ExcitingJob(run=Path("runs/1"), test="t", layer="conv_1"),
    m.LearningJob(run=Path("runs/1"), test="t", tile=3, class_name="細胞"),
    m.LandscapeJob(run=Path("runs/1")),
    m.LandscapeJob(run=Path("runs/1"), spec=LandscapeSpec(view="slice", epochs=(0, 3))),
    m.ExportJob(run=Path("runs/1"), format="onnx", out=Path("a b/ü.onnx")),
    m.Cancel(),
]
FROM_WORKER = [
    m.DeviceFound(text="the processor (2 cores)"),
    m.DeviceFound(
        text="a GPU", devices=(m.Device(key="gpu:0", name="a", memory=2**36),)
    ),
    m.SelfTested(passed=False, found="Nothing.", advice="Buy one.", speed=0),
    m.NetworkDescribed(
        layers=(
            m.Layer(
                name="a",
                layer="Conv2D",
                shape=(8, 8, 1),
                parameters=9,
                multiply_adds=2**40,
                use=2,
                uses=2,
                inputs=(0,),
                detail="3x3",
            ),
        )
    ),
    m.Told(text="Es schlief 細胞."),
    m.Kept(epoch=3, stopped_early=True),
    m.Ended(outcome="paused"),
    m.BatchEnded(
        epoch=1,
        batch=2,
        of=3,
        loss=0.1,
        learning_rate=1e-9,
        images_per_second=0.5,
        memory=2**40,
    ),
    m.Began(device="d", training_tiles=3, validation_tiles=0, batches=1),
    m.BatchEnded(epoch=1, batch=2, of=3),
    m.EpochEnded(epoch=1, accuracy=0.1, loss=1e-30, seconds=0.25),
    m.EpochEnded(
        epoch=9, accuracy=1, loss=2, val_accuracy=1 / 3, val_loss=0.7, seconds=1
    ),
    m.Progressed(what="reading tiles", done=0, of=0),
    m.Ended(outcome="done"),
    m.Ended(outcome="failed", detail="Line\nline", log="Traceback ü"),
    m.Ended(outcome="cancelled"),
]


def kinds(union):
    return set(union.__args__)


def test_every_kind_is_tried_here():
    assert {type(each) for each in TO_WORKER} == {*kinds(m.Job), m.Cancel}
    assert {type(each) for each in FROM_WORKER} == kinds(m.Event)


@pytest.mark.parametrize("message", TO_WORKER, ids=lambda each: each.kind)
def test_what_goes_to_the_worker_survives(message):
    line = m.encode(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert m.decode_to_worker(line) == message
    assert m.decode_to_worker(line.decode()) == message


@pytest.mark.parametrize("message", FROM_WORKER, ids=lambda each: each.kind)
def test_what_comes_from_the_worker_survives(message):
    line = m.encode(message)
    assert line.count(b"\n") == 1
    assert m.decode_from_worker(line) == message


@pytest.mark.parametrize("message", TO_WORKER + FROM_WORKER, ids=lambda e: e.kind)
def test_unknown_fields_are_refused(message):
    line = json.dumps({**json.loads(m.encode(message)), "more": 1})
    decode = m.decode_to_worker if message in TO_WORKER else m.decode_from_worker
    with pytest.raises(ValidationError, match="more"):
        decode(line)


@pytest.mark.parametrize("message", TO_WORKER + FROM_WORKER, ids=lambda e: e.kind)
def test_messages_cannot_be_changed(message):
    with pytest.raises(ValidationError, match="frozen"):
        message.kind = "other"


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b"no json", b'{"kind":"fly"}'])
def test_strangers_are_refused(line):
    for decode in (m.decode_to_worker, m.decode_from_worker):
        with pytest.raises(ValidationError):
            decode(line)


def test_the_two_directions_are_not_mixed():
    with pytest.raises(ValidationError):
        m.decode_to_worker(m.encode(FROM_WORKER[-1]))
    with pytest.raises(ValidationError):
        m.decode_from_worker(m.encode(TO_WORKER[0]))


def test_values_out_of_range_are_refused():
    with pytest.raises(ValidationError):
        m.ExplainJob(run=Path("r"), test="t", tiles=())
    with pytest.raises(ValidationError):
        m.BatchEnded(epoch=0, batch=1, of=1)


@pytest.mark.parametrize("asked", [{}, {"test": "t", "validation": True}])
def test_a_prediction_is_of_a_set_or_of_validation(asked):
    with pytest.raises(ValidationError, match="a test set, or validation"):
        m.PredictJob(run=Path("runs/1"), **asked)
