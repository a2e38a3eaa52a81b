"""Temperature scaling: as scikit-learn fits it, and honest where it cannot be."""

import numpy as np
import pytest
from judged import drawn, sure, table
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.calibration import (
    Temperature,
    calibrated,
    fit_temperature,
)
from cellclassifier.core.evaluation.evaluate import evaluate


class Logits(ClassifierMixin, BaseEstimator):
    """Gives the logits it is given."""

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        self.n_features_in_ = x.shape[1]
        return self

    def decision_function(self, x):
        return x

    def predict(self, x):
        return self.classes_[x.argmax(axis=1)]


def test_it_is_the_temperature_of_scikit_learn():
    made = drawn(500, "abc", seed=2, strength=0.7)
    logits = np.log(made.probabilities.astype(float))
    inner = FrozenEstimator(Logits().fit(logits, made.true))
    golden = CalibratedClassifierCV(inner, method="temperature").fit(logits, made.true)
    fitted = golden.calibrated_classifiers_[0].calibrators[0]
    found = fit_temperature(made)
    assert found.value == pytest.approx(1 / fitted.beta_, rel=1e-3)
    np.testing.assert_allclose(
        calibrated(made, found.value).probabilities,
        golden.predict_proba(logits),
        atol=2e-4,
    )


@pytest.mark.parametrize("temperature", [0.4, 1.0, 2.5, 20.0])
def test_a_temperature_that_was_put_in_is_found(temperature):
    random = np.random.default_rng(0)
    logits = random.normal(0, 1.5, (60_000, 3))
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    true = ["abc"[i] for i in (random.random((60_000, 1)) > p.cumsum(1)).sum(1)]
    surer = calibrated(table(p, true, classes="abc"), 1 / temperature)
    found = fit_temperature(surer)
    # Where probabilities fall to 0 in float32, some of what was put in is lost.
    assert found.value == pytest.approx(temperature, rel=0.04)
    assert found.n == 60_000


def test_it_lowers_the_log_loss_and_changes_no_decision():
    made = drawn(400, seed=3, strength=0.5)
    found = fit_temperature(made)
    after = calibrated(made, found.value)
    assert found.value > 1.5
    before_loss, loss = (
        evaluate(x, repetitions=2).log_loss.value for x in (made, after)
    )
    assert found.loss_before == pytest.approx(before_loss, rel=1e-5)
    assert found.loss_after == pytest.approx(loss, rel=1e-5)
    assert loss < before_loss
    np.testing.assert_array_equal(after.predicted, made.predicted)
    assert after.probabilities.dtype == np.float32
    np.testing.assert_allclose(after.probabilities.sum(axis=1), 1, rtol=1e-6)
    for other in (0.98, 1.02):
        moved = calibrated(made, found.value * other)
        assert evaluate(moved, repetitions=2).log_loss.value > loss


def test_two_classes_by_hand():
    made = calibrated(table([[0.9, 0.1]], "a"), 2)
    np.testing.assert_allclose(made.probabilities, [[0.75, 0.25]], rtol=1e-6)


def test_certainty_without_end_can_be_scaled():
    made = calibrated(table([[1, 0], [0.5, 0.5]], "ab"), 10)
    assert np.isfinite(made.probabilities).all()
    assert 0.99 < made.probabilities[0, 0] < 1
    assert made.probabilities[1].tolist() == [0.5, 0.5]


def test_a_temperature_of_1_leaves_all_as_it_is():
    made = drawn(20)
    assert calibrated(made, 1) is made
    with pytest.raises(ValueError, match="above 0"):
        calibrated(made, 0)


def test_tiles_of_unknown_class_take_no_part_but_are_scaled():
    made = drawn(100, seed=3, strength=0.5)
    some = made._replace(true_classes=("",) * 40 + made.true_classes[40:])
    assert fit_temperature(some) == fit_temperature(some.known())
    assert fit_temperature(some).n == 60
    assert len(calibrated(some, 2).tiles) == 100


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (drawn(19), "at least 20 validation tiles of known class, and there are 19"),
        (table(sure("a" * 24 + "b"), "a" * 25), "all 25 are of `a`"),
        (table(sure("ab" * 15), "ab" * 15), "All 30 validation tiles are predicted"),
    ],
)
def test_where_there_is_none_the_reason_is_told(made, reason):
    with pytest.raises(UserError, match=reason):
        fit_temperature(made)


def test_probabilities_that_say_nothing_are_told():
    random = np.random.default_rng(0)
    p = sure(random.permutation(list("ab" * 50)).tolist(), confidence=0.999)
    found = fit_temperature(table(p, "ab" * 50))
    assert found.value > 20 or "next to nothing" in found.text()


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (2.31, "surer than it is right"),
        (1.01, "about as sure as it is right"),
        (0.7, "less sure than it could be"),
        (100.0, "next to nothing"),
    ],
)
def test_it_is_told_in_a_sentence(value, meaning):
    text = Temperature(value, 1200, 0.5, 0.3).text()
    assert f"Temperature {value:.3g}, fitted on 1,200 validation tiles" in text
    assert "log loss 0.500 before, 0.300 after" in text
    assert meaning in text
