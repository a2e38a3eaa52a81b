"""Results of a review: against scikit-learn and SciPy, and by hand."""

import csv
from math import isnan
from pathlib import Path

import numpy as np
import pytest
import reviewed
from reviewed import answer, finish, knowing
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score, confusion_matrix, recall_score

from cellclassifier.core.agreement import fleiss_kappa, krippendorff_alpha
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.reviews.crossover import crossover_of
from cellclassifier.core.reviews.intervals import by_group
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.parts import part_of
from cellclassifier.core.reviews.record import AGREE, DISAGREE
from cellclassifier.core.reviews.results import results
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.rows import Row, network_rights, rights
from cellclassifier.core.reviews.sentences import sentences
from cellclassifier.core.reviews.several import _alpha, _fleiss, several_of
from cellclassifier.core.reviews.sitting_record import log_path
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.reviews.tables import write_results
from cellclassifier.core.statistics import wilson

CLASSES = ("a", "b")


def row(tile, true, choice, network="a", kind="classify", **values):
    """Return an answer; a judged one means the other class by "disagree"."""
    said = choice
    if kind == "judge" and choice:
        other = next(name for name in CLASSES if name != network)
        said = network if choice == AGREE else other
    return Row(
        **{
            "reader": "Anna",
            "place": tile + 1,
            "period": 1,
            "token": f"{tile:016x}",
            "kind": kind,
            "again": False,
            "tile": tile,
            "image": Path(f"{tile}.png"),
            "group": f"image {tile}",
            "true_class": true,
            "choice": choice,
            "said": said,
            "right": said == true if choice else None,
            "network_class": network,
            "confidence": 0.9,
            "votes": (CLASSES.index(network),),
            "seconds": 1.0 + tile,
            "black": 0.0,
            "white": 1.0,
            "zoom": 2,
            "overlay": False,
            **values,
        }
    )


def drawn_rows(n=200, groups=0, seed=0, unsure=0.1, reader="Anna"):
    """Draw answers of a reader who is right on about 70 %, the network on 85 %."""
    rng = np.random.default_rng(seed)
    shared = np.random.default_rng(1)
    found = []
    for tile in range(n):
        true = CLASSES[tile % 2]
        other = CLASSES[(tile + 1) % 2]
        network = true if shared.random() < 0.85 else other
        choice = true if rng.random() < 0.7 else other
        if rng.random() < unsure:
            choice = ""
        group = f"dish {tile * groups // n}" if groups else f"image {tile}"
        found.append(row(tile, true, choice, network, group=group, reader=reader))
    return found


def test_accuracy_counts_cannot_tell_apart_and_as_wrong():
    rows = drawn_rows()
    part = part_of(rows, "classify", CLASSES, ["run"])
    decided = [r for r in rows if r.choice]
    k = sum(r.choice == r.true_class for r in rows)
    assert part.n == 200
    assert part.cannot_tell == 200 - len(decided) > 5
    assert part.accuracy == wilson(k, len(decided))
    assert part.as_wrong == wilson(k, 200)
    low, high = binomtest(k, 200).proportion_ci(method="wilson")
    assert part.as_wrong[2:] == pytest.approx((low, high))
    assert part.accuracy_by_group is None


def test_recall_matrix_and_kappas_are_those_of_scikit_learn():
    rows = drawn_rows()
    part = part_of(rows, "classify", CLASSES, ["run"])
    decided = [r for r in rows if r.choice]
    true = [r.true_class for r in decided]
    said = [r.choice for r in decided]
    network = [r.network_class for r in decided]
    recall = recall_score(true, said, average=None, labels=list(CLASSES))
    assert [c.right.value for c in part.classes] == pytest.approx(recall.tolist())
    matrix = confusion_matrix(true, said, labels=list(CLASSES))
    assert part.matrix[:, :2].tolist() == matrix.tolist()
    assert part.matrix.sum() == 200
    assert part.matrix[:, 2].tolist() == [c.cannot_tell for c in part.classes]
    assert part.truth.value == pytest.approx(cohen_kappa_score(true, said))
    kappa = part.against[0].kappa
    assert kappa.value == pytest.approx(cohen_kappa_score(said, network))
    assert kappa.n == len(decided)


def test_the_network_is_compared_on_the_very_same_tiles():
    rows = drawn_rows()
    found = part_of(rows, "classify", CLASSES, ["run"]).against[0]
    for versus, own in (
        (found.decided, [r for r in rows if r.choice]),
        (found.all_tiles, rows),
    ):
        one = [r.choice == r.true_class for r in own]
        two = [r.network_class == r.true_class for r in own]
        b = sum(a and not c for a, c in zip(one, two, strict=True))
        c = sum(c and not a for a, c in zip(one, two, strict=True))
        assert (versus.test.only_first, versus.test.only_second) == (b, c)
        assert versus.test.p == pytest.approx(binomtest(b, b + c).pvalue)
        assert versus.second == wilson(sum(two), len(own))
        assert versus.difference == pytest.approx((b - c) / len(own))
        assert versus.p_by_group is None
    assert found.decided.second.n < found.all_tiles.second.n == 200


def test_tiles_of_a_group_make_intervals_wider():
    # Whole dishes are right or wrong: 20 dishes tell as much as 20 tiles.
    rows = [
        row(
            t, CLASSES[t % 2], CLASSES[(t + (t // 10 % 4 == 0)) % 2], group=f"{t // 10}"
        )
        for t in range(200)
    ]
    part = part_of(rows, "classify", CLASSES, ["run"])
    low, high = part.accuracy_by_group
    assert part.accuracy.value == 0.75
    assert low < part.accuracy.low - 0.05
    assert high > part.accuracy.high + 0.05
    versus = part.against[0].decided
    assert versus.p_by_group > 10 * versus.test.p
    assert versus.difference_by_group[0] < versus.difference
    assert versus.difference_by_group[1] > versus.difference


def test_where_all_are_right_each_group_is_one_observation():
    rows = [row(t, "a", "a", group=f"{t // 10}") for t in range(50)]
    part = part_of(rows, "classify", CLASSES, ["run"])
    assert part.accuracy_by_group == wilson(5, 5)[2:]
    assert part.accuracy_by_group[0] < part.accuracy.low


def test_the_interval_by_group_is_that_of_predictions():
    rows = drawn_rows(groups=25, unsure=0)
    p = np.array([[0.9, 0.1] if r.choice == "a" else [0.1, 0.9] for r in rows])
    table = Predictions(
        CLASSES,
        tuple(r.tile for r in rows),
        tuple(r.image for r in rows),
        tuple(r.group for r in rows),
        ((0, 0),) * 200,
        tuple(r.true_class for r in rows),
        p.astype(np.float32),
    )
    other = evaluate(table).accuracy_by_group.by_group
    assert by_group(rows, rights(rows)) == pytest.approx(other, abs=0.015)


def test_only_first_answers_count_and_second_ones_tell_of_the_reader():
    rows = [row(t, "a", "a" if t < 6 else "b") for t in range(10)]
    again = [
        row(0, "a", "a", again=True),
        row(1, "a", "b", again=True),
        row(7, "a", "b", again=True),
        row(8, "a", "", again=True),
    ]
    part = part_of(rows + again, "classify", CLASSES, ["run"])
    assert part.n == 10
    assert part.accuracy == wilson(6, 10)
    assert part.repeats.same == wilson(2, 4)
    kappa = cohen_kappa_score(["a", "a", "b", "b"], ["a", "b", "b", ""])
    assert part.repeats.kappa.value == pytest.approx(kappa)
    assert part.seconds == (5.5, 3.25, 7.75)


def judged(network_right, choices):
    """Return judged tiles: whether the network was right, and what was chosen."""
    return [
        row(t, "a", choice, "a" if is_right else "b", kind="judge")
        for t, (is_right, choice) in enumerate(zip(network_right, choices, strict=True))
    ]


def test_judging_by_hand():
    rows = judged(
        [True] * 6 + [False] * 4,
        [AGREE] * 5 + [DISAGREE] + [AGREE, DISAGREE, DISAGREE, ""],
    )
    part = part_of(rows, "judge", CLASSES, ["run"])
    assert part.judging.agreed_right == wilson(5, 6)
    assert part.judging.agreed_wrong == wilson(1, 3)
    assert part.accuracy == wilson(7, 9)
    assert part.as_wrong == wilson(7, 10)
    test = part.against[0].decided.test
    assert (test.only_first, test.only_second, test.both, test.neither) == (2, 1, 5, 1)
    assert part.against[0].kappa.n == 9


def test_to_disagree_names_no_class_of_three():
    rows = [
        row(0, "a", DISAGREE, "b", kind="judge", said="", right=True),
        row(1, "a", AGREE, "a", kind="judge", right=True),
    ]
    part = part_of(rows, "judge", ("a", "b", "c"), ["run"])
    assert part.accuracy.k == 2
    assert part.matrix[0].tolist() == [1, 0, 0, 0, 1]
    assert part.truth.n == 1


def test_a_crossover_by_hand():
    # (network right, alone, with the network's answer), all of class a.
    seen = [
        (True, "b", AGREE),  # swayed to what is right
        (True, "b", AGREE),
        (True, "b", DISAGREE),  # kept to what is wrong
        (False, "a", AGREE),  # misled
        (False, "a", DISAGREE),  # kept to what is right
        (True, "a", AGREE),
        (True, "a", DISAGREE),  # turned away from what is right
        (False, "b", AGREE),
        (True, "", AGREE),  # not decided alone
    ]
    rows = []
    for tile, (network_right, alone, choice) in enumerate(seen):
        network = "a" if network_right else "b"
        rows.append(row(tile, "a", alone, network, period=1 + tile % 2))
        rows.append(row(tile, "a", choice, network, "judge", period=2 - tile % 2))
    found = crossover_of(rows)
    assert (found.n, found.left_out) == (8, 1)
    assert found.seen == wilson(4, 8)
    assert found.versus.second == wilson(4, 8)
    test = found.versus.test
    assert (test.only_first, test.only_second) == (2, 2)
    assert test.p == 1
    assert found.swayed == wilson(3, 5)
    assert found.turned == wilson(1, 3)
    assert found.helped == wilson(2, 3)
    assert found.misled == wilson(1, 2)
    by_period = {(p.kind, p.period): p.right for p in found.periods}
    assert by_period["classify", 1] == wilson(2, 4)
    assert by_period["judge", 2] == wilson(3, 5)
    assert crossover_of([r for r in rows if r.kind == "judge"]) is None


def test_several_readers_against_their_own_formulas():
    readers = [drawn_rows(60, seed=s, reader=f"r{s}", unsure=0.15) for s in range(3)]
    found = several_of(readers, "classify", CLASSES, ["run"])
    table = [[r.choice for r in rows] for rows in readers]
    counts = [
        [unit.count(c) for c in ("", "a", "b")] for unit in zip(*table, strict=True)
    ]
    assert found.fleiss == pytest.approx(fleiss_kappa(counts))
    told = [[c or None for c in choices] for choices in table]
    assert found.alpha == pytest.approx(krippendorff_alpha(told))
    assert found.readers == ("r0", "r1", "r2")
    assert [(p.first, p.second) for p in found.pairs] == [
        ("r0", "r1"),
        ("r0", "r2"),
        ("r1", "r2"),
    ]
    both = [(a, b) for a, b in zip(table[0], table[1], strict=True) if a and b]
    one, two = zip(*both, strict=True)
    assert found.pairs[0].kappa.value == pytest.approx(cohen_kappa_score(one, two))
    assert found.pairs[0].same == wilson(sum(a == b for a, b in both), len(both))
    for value, interval in (
        (found.fleiss, found.fleiss_interval),
        (found.alpha, found.alpha_interval),
    ):
        assert interval[0] < value < interval[1]
    assert several_of(readers[:1], "classify", CLASSES, ["run"]) is None


def test_resampled_agreement_is_that_of_tiles_told_as_often():
    readers = [drawn_rows(12, seed=s, unsure=0.2) for s in range(4)]
    table = [[r.choice for r in rows] for rows in readers]
    often = np.array([2, 0, 1, 1, 3, 1, 0, 1, 1, 0, 2, 1])
    names = ("", "a", "b")
    units = list(zip(*table, strict=True))
    counts = np.array([[u.count(name) for name in names] for u in units], float)
    repeated = np.repeat(np.arange(12), often)
    expected = fleiss_kappa(counts[repeated])
    assert _fleiss(counts, often[None])[0] == pytest.approx(expected)
    told = [[choices[p] or None for p in repeated] for choices in table]
    expected = krippendorff_alpha(told)
    assert _alpha(counts[:, 1:], often[None])[0] == pytest.approx(expected)


def test_a_majority_and_its_ties_by_hand():
    said = {"r0": "aabb", "r1": "ab b", "r2": "ab a", "r3": "bbb "}
    readers = [
        [row(t, "a", c.strip(), "a", reader=name) for t, c in enumerate(choices)]
        for name, choices in said.items()
    ]
    # Tile 0: a, 3 of 4. Tile 1: b, 3 of 4. Tile 2: b, 2 of 2. Tile 3: b, 2 of 3.
    majority = several_of(readers, "classify", CLASSES, ["run"]).majority
    assert (majority.accuracy, majority.ties) == (wilson(1, 4), 0)
    name, versus = majority.against[0]
    assert name == "run"
    assert (versus.second, versus.test.only_second) == (wilson(4, 4), 3)
    tied = several_of(readers[:2], "classify", CLASSES, ["run"]).majority
    assert (tied.accuracy, tied.ties) == (wilson(1, 3), 1)


def test_all_readers_of_one_mind_have_no_kappa():
    readers = [[row(t, "a", "a", reader=n) for t in range(5)] for n in ("r0", "r1")]
    found = several_of(readers, "classify", CLASSES, ["run"])
    assert isnan(found.fleiss)
    assert isnan(found.alpha)
    assert found.fleiss_interval is found.alpha_interval is None


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = reviewed.study(tmp_path_factory.mktemp("results"), tests=15, columns=2)
    return study, [reviewed.run(study, 0.2, seed) for seed in (1, 2, 3)]


@pytest.fixture
def review(made, request):
    study, runs = made
    values = getattr(request, "param", {"kind": "crossover"})
    spec = ReviewSpec(**{"tiles": "all", "repeats": 0.1, **values})
    return draw_review(study.folder, runs, "wells", spec)


def test_from_answers_on_disk_to_numbers(review, made):
    _, runs = made
    finish(review, "Anna", wrong=0.3, unsure=0.1, seed=1)
    finish(review, "Ben", wrong=0.1, seed=2)
    found = results(review, open_key(review))
    anna = found.readers[0]
    true, table = reviewed.truths(review), runs[0].predictions("wells")
    network = dict(zip(table.tiles, table.predicted_classes, strict=True))
    numbers = {card.token: card.tile for card in reviewed.peek(review).cards}
    part = anna.parts["classify"]
    assert part.n == 60
    assert found.networks == (*(run.id for run in runs), "mean of 3 runs")
    first = {}
    for each in anna.rows:
        assert each.true_class == true[each.token]
        assert each.network_class == network[numbers[each.token]]
        key = (each.tile, each.kind)
        assert each.again == (key in first)
        first.setdefault(key, each)
    k = sum(r.right is True for (_, kind), r in first.items() if kind == "classify")
    assert part.as_wrong == wilson(k, 60)
    for place, run in enumerate(runs):
        own = run.predictions("wells").accuracy()
        assert part.against[place].all_tiles.second == own
    mean = np.mean([run.predictions("wells").probabilities for run in runs], axis=0)
    right = int((mean.argmax(axis=1) == table.true).sum())
    assert part.against[3].all_tiles.second == wilson(right, 60)
    rows = [r for (_, kind), r in first.items() if kind == "classify"]
    assert network_rights(rows, 3, found.classes).sum() == right
    assert part.groups == 30
    assert part.as_wrong_by_group is not None
    assert anna.crossover.n + anna.crossover.left_out == 60
    assert {each.period for each in anna.rows} == {1, 2}
    assert set(found.several) == {"classify", "judge"}
    assert found.several["classify"].n == 60
    assert anna.blinded
    assert anna.finished


def test_whichever_of_two_showings_comes_first_is_the_first(review):
    finish(review, "Anna")
    found = results(review, open_key(review)).readers[0]
    secrets = {card.token: card for card in reviewed.peek(review).cards}
    met = set()
    for each in found.rows:
        pair = secrets[each.token].repeat_of or each.token
        assert each.again == (pair in met)
        met.add(pair)
    assert sum(each.again for each in found.rows) == 12
    assert found.parts["classify"].repeats.same == wilson(6, 6)


def test_tiles_on_which_reader_and_network_differ(review):
    finish(review, "Anna", wrong=0.2, unsure=0.1)
    found = results(review, open_key(review)).readers[0]
    assert found.differing
    for each in found.differing:
        assert not each.again
        assert each.choice
        if each.kind == "classify":
            assert each.choice != each.network_class
        else:
            assert each.choice == DISAGREE
    rest = set(found.rows) - set(found.differing)
    assert all(
        each.again or not each.choice or each.said == each.network_class
        for each in rest
    )


def test_unfinished_readers_are_marked_and_left_out_together(review):
    finish(review, "Anna")
    for reader in ("Ben", "Carl"):
        sitting = review.sitting(reader)
        answer(sitting, knowing(review), 5 if reader == "Ben" else 0)
        sitting.close()
    found = results(review, open_key(review, break_seal=True))
    assert [(each.reader, each.finished) for each in found.readers] == [
        ("Anna", True),
        ("Ben", False),
    ]
    assert found.several == {}
    text = " ".join(found.notes)
    assert "unblinded" in text
    assert "Ben has answered 5 of 132 cards only." in text


def test_answers_changed_after_the_opening_are_marked(review):
    finish(review, "Anna", wrong=0.3)
    key = open_key(review)
    path = log_path(review.folder, "Anna")
    text = path.read_text()
    rows = results(review, key).readers[0].rows
    token = next(r.token for r in rows if r.kind == "classify" and not r.right)
    lines = [
        line.replace("discs", "SQ").replace("squares", "discs").replace("SQ", "squares")
        if token in line and '"answer"' in line
        else line
        for line in text.splitlines()
    ]
    path.write_text("\n".join(lines) + "\n")
    found = results(review, key).readers[0]
    assert path.read_text() != text
    assert not found.blinded
    assert "changed after the review was opened" in found.remarks[0]


@pytest.mark.parametrize("review", [{"tiles": "disagreed"}], indirect=True)
def test_tiles_chosen_for_disagreement_come_with_a_warning(review):
    finish(review, "Anna")
    found = results(review, open_key(review))
    assert any("runs disagree" in note for note in found.notes)


def test_notes_name_what_a_reader_of_the_paper_would_ask(review):
    finish(review, "Anna", unsure=0.2)
    text = " ".join(results(review, open_key(review)).notes)
    assert "60 tiles are of 30 groups" in text
    assert "'Cannot tell' is counted apart" in text
    assert "not corrected" in text
    assert "unblinded" not in text


def test_sentences_hold_the_numbers(review):
    finish(review, "Anna", wrong=0.3, unsure=0.1, seed=1)
    finish(review, "Ben", wrong=0.1, seed=2)
    found = results(review, open_key(review))
    text = sentences(found)
    anna = found.readers[0].parts["classify"]
    share = anna.accuracy
    assert text[0].startswith(
        f"Anna classified 60 tiles; right {share.k} of {share.n} "
        f"({100 * share.value:.1f} %"
    )
    whole = " ".join(text)
    for word in ("McNemar", "kappa", "by group", "points", "shown twice", "majority"):
        assert word in whole
    assert "nan" not in whole
    assert "None" not in whole


def test_tables_hold_every_answer_and_number(review, tmp_path):
    finish(review, "Anna", wrong=0.3, unsure=0.1, seed=1)
    finish(review, "Ben", wrong=0.1, seed=2)
    found = results(review, open_key(review))
    paths = write_results(tmp_path / "out", found)
    assert [path.name for path in paths] == [
        "numbers.csv",
        "answers.csv",
        "tiles.csv",
        "results.txt",
    ]
    tables = {}
    for path in paths[:3]:
        with path.open(newline="") as file:
            tables[path.name] = list(csv.DictReader(file))
    answers = tables["answers.csv"]
    assert len(answers) == 264
    anna = [r for r in answers if r["reader"] == "Anna" and r["kind"] == "classify"]
    firsts = [r for r in anna if r["repeat"] == "0"]
    right = sum(r["right"] == "1" for r in firsts)
    numbers = tables["numbers.csv"]
    line = next(
        r
        for r in numbers
        if (r["reader"], r["kind"], r["number"], r["of"])
        == ("Anna", "classify", "right, cannot tell as wrong", "")
    )
    assert (int(line["k"]), int(line["n"])) == (right, 60)
    assert float(line["low"]) == pytest.approx(wilson(right, 60).low)
    assert {"bootstrap by group", "Wilson, by tile"} <= {r["interval"] for r in numbers}
    tiles = tables["tiles.csv"]
    assert len(tiles) == 60
    by_tile = {r["tile"]: r for r in firsts}
    for each in tiles:
        assert each["Anna (classify)"] == by_tile[each["tile"]]["choice"]
        assert each["true_class"] == by_tile[each["tile"]]["true_class"]
        assert each["mean of 3 runs"] in found.classes
    assert "Notes:" in paths[3].read_text()
