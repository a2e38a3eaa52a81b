"""Verdicts on histories: recorded ones, the article's two cases, and drawn ones."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from predicted import finish, make_study, predict

from cellclassifier.core.evidence import Made
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import EpochEnded, Kept, encode
from cellclassifier.core.run_record import History
from cellclassifier.core.statistics import wilson
from cellclassifier.core.verdicts import NOTHING, Verdict, judge, verdict

# Measured, but for the two of the article, of which it gives the ends only.
RECORDED = json.loads(
    Path(__file__).with_name("recorded_histories.json").read_text(encoding="utf-8")
)


def history(accuracy, loss, val_accuracy=None, val_loss=None):
    nothing = [None] * len(accuracy)
    rows = zip(
        *(accuracy, loss, val_accuracy or nothing, val_loss or nothing), strict=True
    )
    return History(
        tuple(
            EpochEnded(
                epoch=number,
                accuracy=a,
                loss=b,
                val_accuracy=va,
                val_loss=vb,
                seconds=1,
            )
            for number, (a, b, va, vb) in enumerate(rows, 1)
        )
    )


def judged(name, **made):
    case = RECORDED[name]
    curves = ("accuracy", "loss", "val_accuracy", "val_loss")
    made = {
        "classes": case["classes"],
        "test_majority": case.get("test_majority"),
        **made,
    }
    return judge(
        history(**{curve: case[curve] for curve in curves if curve in case}),
        n_training=case["n_training"],
        n_validation=case["n_validation"],
        majority=case["majority"],
        test=wilson(*case["test"]) if "test" in case else None,
        made=Made(**made),
    )


@pytest.mark.parametrize(
    ("name", "kind", "trusted", "epoch"),
    [
        ("snap29_of_the_article", "improving", True, None),
        ("snf7_of_the_article", "memorised", False, 3),
        ("granules", "converged", True, None),
        ("granules_3_epochs", "improving", True, None),
        ("blood_cells", "converged", True, None),
        ("five_kinds_of_blood_cells", "overfitting", False, 12),
        ("five_kinds_6_epochs", "did_not_learn", False, None),
        ("shuffled_labels", "memorised", False, 39),
    ],
)
def test_recorded_histories(name, kind, trusted, epoch):
    found = judged(name)
    assert (found.kind, found.trusted, found.epoch) == (kind, trusted, epoch)


def test_the_articles_clear_case_in_words():
    words = judged("snap29_of_the_article").text
    assert words == (
        "Still improving after epoch 9: training loss fell from 0.423 to 0.163 in the "
        "last 5 epochs; accuracy: training 94.2 %, test 92.8 % (89.8-94.9, n = 400); "
        "gap 1.5 points (-2.0 to 5.0). Add epochs."
    )


def test_the_articles_subtle_case_in_words():
    words = judged("snf7_of_the_article").text
    assert words == (
        "This run memorised its tiles: training accuracy reached 100 % by epoch 3, "
        "while test accuracy is 62.0 % (57.2-66.6, n = 400), near the 50.0 % of always "
        "answering the most frequent class. It needs more groups or tiles, or stronger "
        "augmentation; more epochs do not help."
    )


def test_overfitting_in_words_with_the_epoch_that_is_kept():
    last, best = (judged("five_kinds_of_blood_cells", kept=k) for k in (None, 12))
    for found in (last, best):
        assert found.text.startswith(
            "Overfitting since epoch 12: validation loss rose from 1.268 to 2.050 "
            "(mean of the last 3 epochs, +62 %) while training loss fell to 0.835; "
            "accuracy: "
            "training 65.5 %, validation 44.0 % (34.7-53.8, n = 100), test 46.0 % "
            "(42.1-50.0, n = 600); gap to validation 21.5 points (10.6 to 31.9). "
        )
    assert (last.trusted, best.trusted) == (False, True)
    assert "'Keep the best epoch' on" in last.text
    assert "The network of epoch 12 is kept, from before that" in best.text


def test_what_did_not_learn_in_words():
    found = judged("five_kinds_6_epochs")
    assert found.text == (
        "This run did not learn: training accuracy 21.5 % in epoch 6 (17.8-25.8, "
        "n = 400), where always answering the most frequent class gives 21.5 %. Add "
        "epochs, since some networks begin late, or train with another seed or the "
        "network 'compact', which always began to learn where this was measured."
    )
    without = judged("five_kinds_6_epochs", unit_input=False).text
    assert without.endswith("Switch 'Unit input' on, and train again.")


def test_a_network_that_begins_late_has_learnt_in_the_end():
    case = RECORDED["blood_cells"]
    curves = [
        case[name][:6] for name in ("accuracy", "loss", "val_accuracy", "val_loss")
    ]
    early = judge(
        history(*curves), n_training=400, n_validation=100, majority=case["majority"]
    )
    assert early.kind == "did_not_learn"
    assert judged("blood_cells").kind == "converged"


def test_without_anything_kept_aside_it_says_so():
    falling = history([0.6, 0.7, 0.8, 0.85], [0.65, 0.5, 0.4, 0.3])
    found = judge(falling, n_training=100, n_validation=0, majority=0.5)
    assert found.kind == "improving"
    assert found.text.endswith("is not known: predict a test set.")
    still = history([1.0] * 5, [1e-2, 1e-3, 1e-4, 1e-5, 1e-6])
    assert judge(still, n_training=99, n_validation=0, majority=0.5).kind == "converged"


def test_test_tiles_that_are_harder_than_validation_are_told():
    curves = history([0.95] * 6, [0.15] * 6, [0.95] * 6, [0.15] * 6)
    facts = {"n_training": 400, "n_validation": 200, "majority": 0.5}
    good = judge(curves, **facts, test=wilson(190, 200))
    assert (good.kind, good.trusted) == ("converged", True)
    bad = judge(curves, **facts, test=wilson(140, 200))
    assert (bad.kind, bad.trusted) == ("converged", False)
    assert "much harder for it than validation" in bad.text


def test_better_in_training_than_without_is_overfitting_even_if_no_loss_rises():
    values = [0.40, 0.41, 0.405, 0.41, 0.40, 0.41]
    curves = history(
        [0.8, 0.9, 0.97, 0.98, 0.99, 0.99],
        [0.5, 0.3, 0.1, 0.08, 0.05, 0.05],
        [0.78, 0.8, 0.8, 0.8, 0.8, 0.8],
        values,
    )
    found = judge(curves, n_training=400, n_validation=300, majority=0.5)
    assert (found.kind, found.trusted, found.epoch) == ("overfitting", False, 3)
    assert "gap 19.0 points (14.6 to 23.9)" in found.text


def test_a_gap_to_the_test_alone_counts_without_validation():
    curves = history([0.9, 0.97, 1, 1], [0.3, 0.1, 0.01, 0.001])
    facts = {"n_training": 400, "n_validation": 0, "majority": 0.5}
    found = judge(curves, **facts, test=wilson(320, 400))
    assert (found.kind, found.epoch) == ("overfitting", None)
    assert judge(curves, **facts, test=wilson(390, 400)).kind == "converged"


def test_a_loss_that_explodes_is_no_overfitting():
    up = [0.5, 0.3, 0.2, 0.2, 0.2, 1.5, 1.6, 1.6]
    curves = history([0.8, 0.9, 0.95, 0.95, 0.95, 0.7, 0.7, 0.7], up, [0.9] * 8, up)
    found = judge(curves, n_training=400, n_validation=100, majority=0.5)
    assert (found.kind, found.trusted) == ("", False)
    assert "went astray after epoch 3" in found.text
    assert "smaller learning rate" in found.text
    facts = {"n_training": 400, "n_validation": 100, "majority": 0.5}
    assert judge(curves, **facts, made=Made(kept=3)).trusted


# Training accuracy and loss of two runs of the clear example that lost it at the end.
FELL = {
    "one epoch": (
        [0.5875, 0.6875, 0.665, 0.87, 0.9775, 1, 1, 1, 0.8475],
        [0.6873, 0.6742, 0.666, 0.4661, 0.3061, 0.1927, 0.0863, 0.02, 0.8014],
    ),
    "two epochs": (
        [0.645, 0.9575, 1, 0.995, 0.9975, 1, 1, 0.7725, 0.695],
        [0.6091, 0.1715, 0.0118, 0.0139, 0.0036, 0.0015, 0.0001, 1.2999, 0.5925],
    ),
}


@pytest.mark.parametrize("name", FELL)
def test_accuracy_that_fell_at_the_end_is_not_converged(name):
    facts = {"n_training": 400, "n_validation": 0, "majority": 0.5}
    found = judge(history(*FELL[name]), **facts, test=wilson(250, 256))
    assert (found.kind, found.trusted) == ("", False)
    assert "went astray after epoch" in found.text


def test_accuracy_may_fall_by_what_few_tiles_do_by_chance():
    curves = history([0.7, 0.95, 0.95, 0.8], [0.5, 0.2, 0.2, 0.2])
    facts = {"n_validation": 0, "majority": 0.5, "test": wilson(15, 20)}
    assert "astray" not in judge(curves, n_training=20, **facts).text
    assert "astray" in judge(curves, n_training=2000, **facts).text


def test_a_network_no_better_than_none_is_not_trusted():
    curves = history([0.7] * 5, [0.6] * 5, [0.6] * 5, [0.68] * 5)
    facts = {"n_training": 100, "n_validation": 20, "majority": 0.5}
    found = judge(curves, **facts)
    assert not found.trusted
    assert "not better than always answering the most frequent class" in found.text
    # Of all validation tiles, three in ten are of the most frequent class.
    assert judge(curves, **facts, made=Made(validation_majority=0.3)).trusted


def test_class_weights_need_the_loss_of_guessing_too():
    facts = {"n_training": 400, "n_validation": 0, "majority": 0.9}
    gives_up = history([0.8, 0.85, 0.85], [0.6, 0.4, 0.4])
    assert judge(gives_up, **facts).kind == "did_not_learn"
    weighted = Made(weighted=True)
    assert judge(gives_up, **facts, made=weighted).kind != "did_not_learn"
    guesses = history([0.5, 0.9, 0.1], [0.694, 0.693, 0.693])
    assert judge(guesses, **facts, made=weighted).kind == "did_not_learn"


def test_few_epochs_are_too_few():
    for count in (1, 2):
        curves = history([0.9] * count, [0.3] * count, [0.9] * count, [0.3] * count)
        found = judge(curves, n_training=100, n_validation=50, majority=0.5)
        assert found.kind == ""
        assert "too early to tell" in found.text


@pytest.mark.parametrize("loss", [float("nan"), float("inf")])
def test_no_epoch_with_numbers_is_no_verdict(loss):
    facts = {"n_training": 100, "n_validation": 0, "majority": 0.5}
    assert judge(History(()), **facts) == NOTHING == Verdict("", "", True, None)
    assert judge(history([0.5], [loss]), **facts) == NOTHING
    # The others still count.
    found = judge(history([0.5, 0.5], [0.69, loss]), **facts)
    assert found.kind == "did_not_learn"
    assert "in epoch 1" in found.text


shares = st.floats(0, 1)
nats = st.floats(1e-6, 20)


@st.composite
def trainings(draw):
    n = draw(st.integers(1, 25))
    curves = [
        draw(st.lists(values, min_size=n, max_size=n))
        for values in (shares, nats, shares, nats)
    ]
    test = draw(st.none() | st.builds(wilson, st.integers(0, 50), st.just(50)))
    return history(*curves), {
        "n_training": draw(st.integers(1, 500)),
        "n_validation": draw(st.integers(0, 200)),
        "majority": draw(st.sampled_from([0.2, 0.5, 0.9])),
        "test": test,
        "made": Made(kept=draw(st.none() | st.integers(1, n))),
    }


@settings(max_examples=200, deadline=None)
@given(trainings())
def test_any_history_has_a_verdict_of_whole_numbers(training):
    curves, facts = training
    found = judge(curves, **facts)
    assert found.text[0].isupper()
    assert found.text.endswith((".", "tell."))
    assert not re.search(r"\b(nan|inf|None)\b", found.text)
    if found.kind in ("did_not_learn", "memorised"):
        assert not found.trusted
    assert found.epoch is None or 1 <= found.epoch <= len(curves.epochs)
    assert judge(curves, **facts) == found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.floats(0.001, 1), min_size=3, max_size=20, unique=True),
    st.floats(0.6, 1),
    st.floats(0.5, 1),
    st.integers(10, 1000),
)
def test_a_validation_loss_that_only_falls_is_never_overfitting(
    values, training, validation, n
):
    down = sorted(values, reverse=True)
    count = len(down)
    curves = history([training] * count, down, [validation] * count, down)
    found = judge(curves, n_training=400, n_validation=n, majority=0.5)
    assert found.kind != "overfitting"


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 8), st.integers(20, 2000), st.integers(1, 30), st.integers(0, 10**6)
)
def test_what_stays_at_chance_never_learnt(classes, n, epochs, seed):
    random = np.random.default_rng(seed)
    majority = 1 / classes
    # As a network that always answers one class, or less.
    accuracy = list(majority - random.uniform(0, 0.5 * majority, epochs))
    flat = [float(np.log(classes))] * epochs
    found = judge(
        history(accuracy, flat, accuracy, flat),
        n_training=n,
        n_validation=n // 4,
        majority=majority,
        made=Made(classes=classes),
    )
    assert found.kind == "did_not_learn"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return finish(make_study(tmp_path_factory.mktemp("verdict"), tests=8))


def test_a_run_is_read(run):
    first = verdict(run)
    assert (first.kind, first.trusted) == ("", True)
    n = sum(tile.part == "train" for tile in run.tiles())
    predict(run, [0.9, 0.2] * 8)
    for number in (2, 3, 4):
        ended = EpochEnded(epoch=number, accuracy=1, loss=1e-3, seconds=1)
        append_line(run.folder / "events.jsonl", encode(ended).decode())
    kept = Kept(epoch=4, stopped_early=False)
    append_line(run.folder / "events.jsonl", encode(kept).decode())
    found = verdict(run)
    assert (found.kind, found.epoch) == ("memorised", 2)
    assert "50.0 % (28.0-72.0, n = 16)" in found.text
    # With as few training tiles, the top of training is not sure itself.
    assert n >= 8
