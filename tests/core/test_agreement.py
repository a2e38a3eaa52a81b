"""Agreement: each number as an independent source has it."""

from math import comb, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score

from cellclassifier.core.agreement import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    mcnemar,
    mcnemar_by_group,
)
from cellclassifier.core.statistics import wilson


def pairs(both, only_first, only_second, neither):
    rows = np.repeat(
        [[1, 1], [1, 0], [0, 1], [0, 0]],
        [both, only_first, only_second, neither],
        axis=0,
    )
    return rows[:, 0] == 1, rows[:, 1] == 1


@pytest.mark.parametrize(
    ("table", "p"),
    [
        # Vassar College's online calculator, as statsmodels' test_mcnemar_exact has it.
        ((101, 121, 59, 33), 0.000004),
        ((101, 70, 59, 33), 0.378688),
        ((101, 80, 59, 33), 0.089452),
        ((101, 30, 60, 33), 0.00206),
        ((101, 10, 30, 33), 0.002221),
        ((101, 10, 10, 33), 1.0),
        # R's inferr, ifr_mcnemar_test of its table himath x hiread.
        ((135, 21, 18, 26), 0.7493),
    ],
)
def test_mcnemar_gives_the_published_p_values(table, p):
    found = mcnemar(*pairs(*table))
    assert (found.both, found.only_first, found.only_second, found.neither) == table
    assert found.p == pytest.approx(p, abs=5e-7 if p != 0.7493 else 5e-5)


@pytest.mark.parametrize(
    ("b", "c"), [(0, 1), (5, 15), (1, 0), (3, 3), (86, 150), (9, 4000)]
)
def test_mcnemar_is_the_exact_binomial_test(b, c):
    golden = binomtest(b, b + c).pvalue
    assert mcnemar(*pairs(7, b, c, 2)).p == pytest.approx(golden, rel=1e-9)


def test_two_who_are_right_on_the_same_tiles_do_not_differ():
    assert mcnemar([True, False], [True, False]).p == 1
    assert mcnemar([], []) == (0, 0, 0, 0, 1)


def test_what_is_not_paired_is_refused():
    with pytest.raises(ValueError, match="same length"):
        mcnemar([True], [True, False])
    with pytest.raises(ValueError, match="argument"):
        mcnemar_by_group([True, True], [False, True], ["a"])


@pytest.mark.parametrize(("b", "c"), [(0, 0), (0, 1), (5, 15), (3, 3), (86, 150)])
def test_tiles_that_are_groups_of_their_own_give_the_same_p(b, c):
    first, second = pairs(7, b, c, 2)
    by_group = mcnemar_by_group(first, second, range(len(first)))
    assert by_group == pytest.approx(mcnemar(first, second).p, rel=1e-9)


def test_tiles_of_one_group_count_once():
    # Three groups that all favour the first: 2 of 8 changes of sign go as far.
    first, second = pairs(0, 30, 0, 0)
    groups = np.repeat(["a", "b", "c"], 10)
    assert mcnemar(first, second).p < 1e-8
    assert mcnemar_by_group(first, second, list(groups)) == 0.25


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5)), max_size=40)
)
def test_all_exchanges_of_groups_are_counted(rows):
    first, second = [r[0] for r in rows], [r[1] for r in rows]
    gains = np.zeros(6, int)
    for one, two, group in rows:
        gains[group] += int(one) - int(two)
    signs = np.array(np.meshgrid(*[[-1, 1]] * 6)).reshape(6, -1)
    golden = (abs(gains @ signs) >= abs(gains.sum())).mean()
    found = mcnemar_by_group(first, second, [r[2] for r in rows])
    assert found == pytest.approx(golden)


def named(table):
    table = np.asarray(table)
    one, two = np.indices(table.shape).reshape(2, -1)
    repeated = np.repeat(np.stack([one, two], 1), table.ravel(), axis=0)
    return [str(x) for x in repeated[:, 0]], [str(x) for x in repeated[:, 1]]


@pytest.mark.parametrize(
    ("table", "value", "low", "high", "digits"),
    [
        # SAS PROC FREQ's printout, as statsmodels' test_inter_rater has it.
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, 0.2137, 0.7547, 5e-5),
        # R's inferr, ifr_mcnemar_test of its table himath x hiread.
        ([[135, 21], [18, 26]], 0.4454, 0.2984, 0.5923, 1e-4),
    ],
)
def test_cohens_kappa_gives_the_published_intervals(table, value, low, high, digits):
    found = cohen_kappa(*named(table))
    assert found[:3] == pytest.approx((value, low, high), abs=digits)
    assert found.n == np.sum(table)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("abcd")),
        min_size=2,
        max_size=60,
    )
)
def test_cohens_kappa_agrees_with_scikit_learn(rows):
    first, second = [r[0] for r in rows], [r[1] for r in rows]
    found = cohen_kappa(first, second)
    if len(set(first + second)) == 1:
        assert isnan(found.value)
        assert isnan(found.low)
        return
    assert found.value == pytest.approx(cohen_kappa_score(first, second))
    assert -1 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


def test_the_interval_of_kappa_covers_what_it_should():
    random = np.random.default_rng(0)
    p = np.array([[0.4, 0.1], [0.05, 0.45]])
    chance = p.sum(1) @ p.sum(0)
    true = (p.trace() - chance) / (1 - chance)
    found = [
        cohen_kappa(*named(random.multinomial(150, p.ravel()).reshape(2, 2)))
        for _ in range(600)
    ]
    covered = np.mean([each.low <= true <= each.high for each in found])
    assert 0.92 < covered < 0.975


def test_perfect_agreement_is_not_certain():
    found = cohen_kappa(["a", "b"] * 5, ["a", "b"] * 5)
    assert (found.value, found.high) == (1, 1)
    assert found.low == pytest.approx(2 * wilson(10, 10).low - 1)


def test_kappa_of_nothing_is_not_defined():
    assert isnan(cohen_kappa([], []).value)
    with pytest.raises(ValueError, match="argument"):
        cohen_kappa(["a"], [])


# Ten subjects, 14 raters: Wikipedia, "Fleiss' kappa", worked example.
WIKIPEDIA = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)

# Diagnoses of 30 patients by 6 psychiatrists: Fleiss 1971, table 1; R's irr::diagnoses.
FLEISS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444
222333 144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444
144445 222224 111155 224444 133333 555555
"""


def test_fleiss_kappa_gives_the_published_values():
    assert fleiss_kappa(WIKIPEDIA) == pytest.approx(0.210, abs=5e-4)
    counts = [
        [patient.count(str(k)) for k in range(1, 6)] for patient in FLEISS.split()
    ]
    assert np.sum(counts, axis=0).tolist() == [26, 26, 30, 55, 43]
    # Fleiss 1971 has 0.430; R's irr::kappam.fleiss(diagnoses) has more digits.
    assert fleiss_kappa(counts) == pytest.approx(0.4302445, abs=5e-8)


@pytest.mark.parametrize("counts", [[], [[1, 0]], [[2, 0], [1, 2]], [2, 3]])
def test_units_judged_by_differing_numbers_of_readers_are_refused(counts):
    with pytest.raises(ValueError, match="same 2 or more readers"):
        fleiss_kappa(counts)


def test_fleiss_kappa_of_one_category_is_not_defined():
    assert isnan(fleiss_kappa([[3, 0], [3, 0]]))


def rows(*texts):
    return [[None if each == "." else each for each in text.split()] for text in texts]


@pytest.mark.parametrize(
    ("ratings", "alpha"),
    [
        # Krippendorff 2011, examples A, B and C (nominal data).
        (rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (rows("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            rows(
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_krippendorffs_alpha_gives_the_published_values(ratings, alpha):
    assert krippendorff_alpha(ratings) == pytest.approx(alpha, abs=5e-4)


def test_alpha_needs_units_judged_twice_and_two_categories():
    assert isnan(krippendorff_alpha(rows("a . b", ". a .")))
    assert isnan(krippendorff_alpha(rows("a a a", "a a .")))
    assert isnan(krippendorff_alpha([]))
    assert krippendorff_alpha(rows("a b", "a b")) == 1
    with pytest.raises(ValueError, match="argument"):
        krippendorff_alpha(rows("a b", "a"))


def test_alpha_nears_fleiss_kappa_where_units_are_many():
    random = np.random.default_rng(1)
    ratings = random.integers(0, 3, (4, 2000))
    ratings[1:, ::2] = ratings[0, ::2]
    counts = [[int((unit == k).sum()) for k in range(3)] for unit in ratings.T]
    alpha = krippendorff_alpha([[str(each) for each in row] for row in ratings])
    # Krippendorff's own relation: the chance is corrected for the finite sample.
    kappa = fleiss_kappa(counts)
    assert alpha == pytest.approx(1 - (1 - kappa) * (8000 - 1) / 8000, abs=1e-12)


def test_the_binomial_tail_stays_exact_where_floats_would_not():
    b, c = 3, 1200
    tail = sum(comb(b + c, k) for k in range(b + 1))
    assert mcnemar(*pairs(0, b, c, 0)).p == 2 * tail / 2 ** (b + c)
