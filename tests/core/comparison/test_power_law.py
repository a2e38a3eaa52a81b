"""The law by which accuracy grows with the training set, against R and simulations."""

import numpy as np
import pytest

from cellclassifier.core.comparison import power_law
from cellclassifier.core.comparison.power_law import PowerLaw, fit, forecast

SIZES = (5, 10, 20, 50, 100, 200)


def on(law, sizes=SIZES):
    return [float(law.accuracy(size)) for size in sizes]


@pytest.mark.parametrize(
    "law",
    [
        PowerLaw(0.9, 0.6, 0.03),
        PowerLaw(0.7, 0.35, 0.0),
        PowerLaw(1.5, 1.1, 0.08),
        PowerLaw(0.5, 0.1, 0.01),
    ],
)
def test_a_law_without_noise_is_found_exactly(law):
    found = fit(SIZES, on(law))
    np.testing.assert_allclose(found, law, rtol=1e-5, atol=1e-7)
    twice = forecast(SIZES, [[value] * 3 for value in on(law)])
    assert twice.size == 400
    assert twice.value == pytest.approx(float(law.accuracy(400)), abs=1e-7)


@pytest.mark.parametrize(
    ("accuracy", "expected", "at_400"),
    [
        # R 4: nls(e ~ a*n^(-b)+c, weights = 1/(e*(1-e)), algorithm = "port",
        #          lower = c(0, .02, 0), upper = c(Inf, 4, 1))
        (
            (0.702, 0.781, 0.842, 0.901, 0.918, 0.941),
            (0.64030453341, 0.50401195045, 0.01525726262),
            0.9534878999,
        ),
        (
            (0.70, 0.75, 0.80, 0.845, 0.88, 0.91),
            (0.5071851484, 0.3140657749, 0.0),
            0.9227410965,
        ),
    ],
)
def test_it_is_the_fit_that_r_finds(accuracy, expected, at_400):
    found = fit(SIZES, accuracy)
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-8)
    assert float(found.accuracy(400)) == pytest.approx(at_400, abs=1e-8)


def test_neither_number_of_a_law_falls_below_zero():
    found = fit(SIZES, [0.5, 0.6, 0.7, 0.8, 0.9, 0.999])
    assert found.c == pytest.approx(0, abs=1e-12)
    found = fit(SIZES, [0.9, 0.85, 0.8, 0.75, 0.7, 0.65])
    assert found.a == pytest.approx(0, abs=1e-6)
    assert float(found.accuracy(1e9)) <= 1


def test_the_interval_holds_the_truth_about_as_often_as_it_says(monkeypatch):
    monkeypatch.setattr(power_law, "RESAMPLES", 400)
    law, random = PowerLaw(0.9, 0.6, 0.03), np.random.default_rng(0)
    truth, held, tries = float(law.accuracy(400)), 0, 60
    for seed in range(tries):
        values = [
            mean + 0.15 * np.sqrt(mean * (1 - mean)) * random.standard_normal(5)
            for mean in on(law)
        ]
        low, high = forecast(SIZES, values, seed).interval
        held += low <= truth <= high
    # Of 60 with 95 % each, 51 or fewer has a chance below 0.1 %.
    assert held > 51


def test_more_runs_make_it_narrower_and_a_single_one_makes_none():
    law, random = PowerLaw(0.9, 0.6, 0.03), np.random.default_rng(1)
    wide = []
    for runs in (3, 100):
        noise = 0.03 * random.standard_normal((len(SIZES), runs))
        low, high = forecast(SIZES, np.array(on(law))[:, None] + noise).interval
        wide.append(high - low)
    assert wide[1] < 0.7 * wide[0]
    assert forecast(SIZES, [[value] for value in on(law)]).interval is None
    mixed = [[value, value - 0.02] for value in on(law)[:-1]] + [[0.97]]
    assert forecast(SIZES, mixed).interval is None


def test_the_same_seed_gives_the_same_interval():
    random = np.random.default_rng(2)
    values = np.array(on(PowerLaw(0.9, 0.6, 0.03)))[:, None]
    values = values + 0.02 * random.standard_normal((len(SIZES), 4))
    assert forecast(SIZES, values, 3) == forecast(SIZES, values, 3)
    assert forecast(SIZES, values, 3).interval != forecast(SIZES, values, 4).interval
