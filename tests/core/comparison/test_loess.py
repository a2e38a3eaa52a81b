"""Local regression, against scikit-misc, against R where there is one, and by hand."""

import shutil
import subprocess

import numpy as np
import pytest
from scipy import stats

from cellclassifier.core.comparison.loess import MOST, smooth

RSCRIPT = shutil.which("Rscript")
RNG = np.random.default_rng(0)
EPOCHS = {
    "12 runs of 9": np.tile(np.arange(1.0, 10), 12),
    "1 run of 9": np.arange(1.0, 10),
    "4 runs of 5": np.tile(np.arange(1.0, 6), 4),
    "stopped early": np.concatenate(
        [np.arange(1.0, n + 1) for n in (9, 9, 5, 7, 3, 9)]
    ),
    "any x": np.sort(RNG.uniform(0, 10, 60)),
}


def drawn(x):
    return 95 - 40 * np.exp(-x / 2) + np.random.default_rng(1).normal(0, 3, len(x))


@pytest.mark.parametrize("x", EPOCHS.values(), ids=EPOCHS.keys())
@pytest.mark.parametrize("span", [0.75, 1.0])
def test_it_is_loess_of_scikit_misc(x, span):
    # The Fortran code of Cleveland himself, which R has as well.
    from skmisc.loess import loess

    y, at = drawn(x), np.linspace(x.min(), x.max(), 80)
    how = {"degree": 2, "surface": "direct", "statistics": "exact"}
    model = loess(x, y, span=span, **how)
    model.fit()
    wanted = model.predict(at, stderror=True)
    found = smooth(x, y, at, span=span)
    assert found.y == pytest.approx(wanted.values, abs=1e-9)
    freedom = model.outputs.one_delta**2 / model.outputs.two_delta
    t = stats.t.ppf(0.975, freedom)
    assert (found.high - found.y) / t == pytest.approx(wanted.stderr, abs=1e-9)
    # Its own quantile of t is good to eight digits only.
    ends = wanted.confidence(alpha=0.05)
    assert found.low == pytest.approx(ends.lower, abs=1e-6)
    assert found.high == pytest.approx(ends.upper, abs=1e-6)
    assert (found.method, found.n, found.dropped, found.note) == (
        "loess",
        len(x),
        0,
        "",
    )


@pytest.mark.skipif(RSCRIPT is None, reason="R is not installed (no Rscript found)")
@pytest.mark.parametrize("x", EPOCHS.values(), ids=EPOCHS.keys())
def test_it_is_loess_of_r(x):
    y, at = drawn(x), np.linspace(x.min(), x.max(), 80)
    columns = (",".join(map(repr, each.tolist())) for each in (x, y, at))
    code = "x <- c({}); y <- c({}); at <- c({})\n".format(*columns) + (
        'exact <- loess.control(surface = "direct", statistics = "exact")\n'
        "fit <- loess(y ~ x, span = .75, degree = 2, control = exact)\n"
        "p <- predict(fit, data.frame(x = at), se = TRUE)\n"
        "half <- qt(.975, p$df) * p$se.fit\n"
        "for (row in list(p$fit, p$fit - half, p$fit + half))\n"
        '    cat(format(row, digits = 17), "\\n")\n'
    )
    told = subprocess.run(
        [RSCRIPT, "-e", code], capture_output=True, text=True, check=True, timeout=60
    )
    fit, low, high = (np.array(row.split(), float) for row in told.stdout.splitlines())
    found = smooth(x, y, at)
    assert found.y == pytest.approx(fit, abs=1e-9)
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)


def test_a_parabola_is_left_as_it_is():
    x = np.tile(np.arange(1.0, 9), 3)
    found = smooth(x, 3 - 2 * x + 0.5 * x**2)
    assert len(found.x) == 80
    assert found.y == pytest.approx(3 - 2 * found.x + 0.5 * found.x**2, abs=1e-9)
    assert found.high - found.low == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("epochs", [1, 2, 3, 4])
def test_few_epochs_have_their_means_and_no_band(epochs):
    x = np.tile(np.arange(1.0, epochs + 1), 6)
    y = drawn(x)
    found = smooth(x, y)
    assert found.method == "means"
    assert found.x.tolist() == list(range(1, epochs + 1))
    assert found.y == pytest.approx(y.reshape(6, epochs).mean(axis=0))
    assert np.isnan(found.low).all()
    assert "too few epochs" in found.note


def test_one_epoch_that_most_runs_stopped_at_gives_no_nonsense():
    # 75 % of the points lie at epoch 1, where no parabola can be told.
    x = np.concatenate([np.ones(30), np.arange(2.0, 8)])
    y = np.where(x == 1, 50.0, 90.0)
    found = smooth(x, y)
    assert found.method == "means"
    assert 50 <= found.y.min() <= found.y.max() <= 90


def test_what_is_no_number_is_left_out_and_told():
    x = np.tile(np.arange(1.0, 10), 3)
    y = drawn(x)
    whole = smooth(x[3:], y[3:], np.arange(1.0, 10))
    y[:3] = np.nan, np.inf, -np.inf
    found = smooth(x, y, np.arange(1.0, 10))
    assert found.y == pytest.approx(whole.y)
    assert (found.n, found.dropped) == (24, 3)
    assert found.note == "3 points are left out: no finite number."


def test_where_ggplot_would_draw_another_curve_is_told():
    x = np.tile(np.arange(1.0, 101), MOST // 100)
    found = smooth(x, drawn(x))
    assert found.method == "loess"
    assert "generalised additive model" in found.note
    assert smooth(x[1:], drawn(x[1:])).note == ""


def test_what_cannot_be_smoothed_is_refused():
    with pytest.raises(ValueError, match="as many x as y"):
        smooth([1, 2], [1])
    with pytest.raises(ValueError, match="span"):
        smooth([1, 2], [1, 2], span=0)
    with pytest.raises(ValueError, match="at least one"):
        smooth([1, 2], [np.nan, np.nan])
