"""Drawing a review: what is in it, and that nothing in it gives an answer away."""

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import reviewed

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.errors import UserError
from cellclassifier.core.predictions import read_predictions, write_predictions
from cellclassifier.core.reviews import making
from cellclassifier.core.reviews.material import METHOD
from cellclassifier.core.reviews.plan import Showing
from cellclassifier.core.reviews.record import read_practice
from cellclassifier.core.reviews.review import (
    draw_review,
    reviews_of,
    seeded,
    tiles_to_explain,
)
from cellclassifier.core.reviews.sitting_record import log_path
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.tiling import read_tile, view_of


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = reviewed.study(tmp_path_factory.mktemp("review"), columns=2)
    runs = [reviewed.run(study, 0.3, seed) for seed in (1, 2)]
    for run in runs:
        validation = [tile for tile in run.tiles() if tile.part == "validation"]
        table = reviewed.guessed(run, validation, 0.4, 5)
        write_predictions(run.validation_path, table)
    return study, runs


def draw(made, **values):
    study, runs = made
    spec = ReviewSpec(**{"tiles": "all", **values})
    return draw_review(study.folder, runs, "wells", spec)


def public(review):
    """Return the files that a colleague would get."""
    hidden = {"sealed.bin"}
    found = (p for p in review.folder.rglob("*") if p.is_file())
    return [path for path in found if path.name not in hidden]


def test_what_is_drawn_is_what_is_sealed(made):
    _, runs = made
    review = draw(made, repeats=0.2)
    key = reviewed.peek(review)
    assert key.runs == tuple(run.id for run in runs)
    assert key.test == "wells"
    tables = [run.predictions("wells") for run in runs]
    assert [tile.number for tile in key.tiles] == list(tables[0].tiles)
    for row, tile in enumerate(key.tiles):
        assert tile.true_class == tile.image.parent.name
        for table, p in zip(tables, tile.probabilities, strict=True):
            assert p == pytest.approx(table.probabilities[row].tolist(), abs=1e-7)
    tiles = {tile.number: tile for tile in runs[0].tiles("wells")}
    view = view_of(runs[0].record.study)
    assert len(key.cards) == 48
    for card in key.cards:
        seen = np.load(review.folder / "tiles" / f"{card.token}.npy")
        np.testing.assert_array_equal(seen, read_tile(tiles[card.tile], view))
    twice = [card for card in key.cards if card.repeat_of]
    assert len(twice) == 8
    first = {card.token: card.tile for card in key.cards if not card.repeat_of}
    assert all(first[card.repeat_of] == card.tile for card in twice)


@pytest.mark.parametrize("kind", ["classify", "judge", "crossover"])
def test_the_open_part_names_no_image_class_or_run(made, kind):
    study, runs = made
    review = draw(made, kind=kind, practice=4)
    paths = public(review)
    assert len(paths) > 40
    telling = ["telltale", "wells", "images", str(study.folder), "squares/", ".png"]
    telling += [part for run in runs for part in (run.id, str(run.folder))]
    for path in paths:
        data = path.read_bytes().lower()
        assert not [word for word in telling if word.lower().encode() in data], path
        assert not [word for word in telling if word in path.name]
    record = json.loads((review.folder / "review.json").read_text())
    keys = {name for card in record["cards"] for name in card}
    assert keys == {"token", "kind", "period", "slot", "shown"}
    sealed = (review.folder / "sealed.bin").read_bytes()
    assert b"telltale" not in sealed
    assert b"squares" not in sealed


def test_classes_stand_in_the_open_part_only_as_choices_and_as_shown(made):
    review = draw(made, kind="crossover")
    for card in review.record.cards:
        assert (card.shown is not None) == (card.kind == "judge")
    plain = review.record.model_copy(update={"cards": (), "classes": ()})
    for name in review.classes:
        assert name not in plain.model_dump_json()


def test_names_sizes_and_times_of_files_are_all_alike(made):
    review = draw(made, practice=4)
    tiles = list((review.folder / "tiles").iterdir())
    assert len({path.stat().st_size for path in tiles}) == 1
    assert len({len(path.name) for path in tiles}) == 1
    times = {path.stat().st_mtime for path in review.folder.rglob("*")}
    assert times == {review.record.created.timestamp()}


def test_files_are_made_in_the_order_of_their_tokens(made, monkeypatch):
    order: list[Path] = []
    write = Path.write_bytes

    def noted(path, data):
        order.append(path)
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", noted)
    review = draw(made)
    names = [path.stem for path in order if path.parent.name == "tiles"]
    assert names == sorted(names)
    assert names == [card.token for card in review.record.cards]
    assert names == [card.token for card in reviewed.peek(review).cards]


def test_tokens_are_in_no_order_of_the_classes():
    # Tiles come class by class; a token order that followed them would differ by 50.
    showings = [Showing(each, "classify") for each in range(100)]
    gaps = []
    for _ in range(200):
        dealt = [s.subject for s in making._dealt(showings).values()]
        places = {subject: place for place, subject in enumerate(dealt)}
        gaps.append(np.mean([places[s] - places[s + 50] for s in range(50)]))
    # The gap of one deal has a standard deviation of 5.8; seven errors of the mean.
    assert abs(np.mean(gaps)) < 7 * 5.8 / 200**0.5


def test_the_open_part_is_the_same_whatever_the_truth(made):
    _, runs = made
    swap = {"discs": "squares", "squares": "discs"}
    drawn = []
    for turned in (False, True):
        if turned:
            for run in runs:
                table = read_predictions(run.predictions_path("wells"))
                names = tuple(swap[name] for name in table.true_classes)
                write_predictions(
                    run.predictions_path("wells"), table._replace(true_classes=names)
                )
        for kind in ("classify", "judge"):
            review = draw(made, kind=kind, seed=4)
            cards = (card.model_dump(exclude={"token"}) for card in review.record.cards)
            drawn.append(Counter(json.dumps(card, sort_keys=True) for card in cards))
    for run in runs:
        table = read_predictions(run.predictions_path("wells"))
        names = tuple(swap[name] for name in table.true_classes)
        write_predictions(
            run.predictions_path("wells"), table._replace(true_classes=names)
        )
    assert drawn[:2] == drawn[2:]


def test_neither_tokens_nor_orders_come_from_the_seed(made):
    one, two = draw(made, seed=4), draw(made, seed=4)
    assert {c.tile for c in reviewed.peek(one).cards if c.repeat_of} == {
        c.tile for c in reviewed.peek(two).cards if c.repeat_of
    }
    tokens = [{card.token for card in each.record.cards} for each in (one, two)]
    assert not tokens[0] & tokens[1]
    assert one.record.key_sha256 != two.record.key_sha256
    # The seed of the draw would tell which tiles are repeated.
    assert one.spec.seed is None
    assert reviewed.peek(one).seed == 4
    state = random.getstate()
    random.seed(1)
    three = draw(made)
    random.seed(1)
    assert not {c.token for c in three.record.cards} & {
        c.token for c in draw(made).record.cards
    }
    random.setstate(state)


def test_only_tiles_on_which_the_runs_disagree(made):
    _, runs = made
    review = draw(made, tiles="disagreed")
    votes = [run.predictions("wells").predicted_classes for run in runs]
    differ = {i for i, (a, b) in enumerate(zip(*votes, strict=True)) if a != b}
    assert {tile.number for tile in reviewed.peek(review).tiles} == differ
    assert len(differ) > 3
    few = draw(made, tiles="disagreed", sample=3)
    assert len(reviewed.peek(few).tiles) == 3


def test_a_sample_is_in_proportion(made):
    review = draw(made, tiles="sample", sample=10, repeats=0)
    classes = Counter(tile.true_class for tile in reviewed.peek(review).tiles)
    assert classes == {"discs": 5, "squares": 5}
    assert len(review.record.cards) == 10


def test_a_crossover_asks_every_tile_both_ways_under_other_names(made):
    review = draw(made, kind="crossover", repeats=0.1)
    key = reviewed.peek(review)
    asked = Counter((c.tile, c.kind) for c in key.cards if not c.repeat_of)
    assert len(asked) == 80
    assert set(asked.values()) == {1}
    assert len(key.cards) == 88


@pytest.mark.parametrize(("kind", "judged"), [("judge", 6), ("crossover", 3)])
def test_practice_is_on_training_tiles(made, kind, judged):
    _, runs = made
    review = draw(made, kind=kind, practice=6)
    cards = read_practice(review.folder)
    assert len(cards) == 6
    assert sum(card.kind == "judge" for card in cards) == judged
    assert all((card.shown is None) == (card.kind == "classify") for card in cards)
    view = view_of(runs[0].record.study)
    by_part = {"train": "classify", "validation": "judge"}
    known = {
        read_tile(tile, view).tobytes(): (by_part[tile.part], tile.class_name)
        for tile in runs[0].tiles()
    }
    for card in cards:
        pixels = np.load(review.folder / "practice" / f"{card.token}.npy")
        assert known[pixels.tobytes()] == (card.kind, card.answer)


def test_practice_without_predictions_of_validation_is_to_classify(made):
    _, runs = made
    paths = [run.validation_path for run in runs]
    kept = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    review = draw(made, kind="judge", practice=4)
    for path, data in zip(paths, kept, strict=True):
        path.write_bytes(data)
    assert {card.kind for card in read_practice(review.folder)} == {"classify"}


def test_attributions_are_asked_for_then_shown(made):
    study, runs = made
    spec = seeded(ReviewSpec(kind="crossover", overlay=True, sample=8, repeats=0.25))
    wanted = tiles_to_explain(runs, "wells", spec)
    assert len(wanted) == 8
    with pytest.raises(UserError, match="8 of 8 tiles have no attribution"):
        draw_review(study.folder, runs, "wells", spec)
    table = runs[0].predictions("wells")
    names = dict(zip(table.tiles, table.predicted_classes, strict=True))
    rng = np.random.default_rng(1)
    maps = {}
    for tile, name in wanted:
        assert names[tile] == name
        path = runs[0].attribution_path(METHOD, "wells", tile, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        maps[tile] = rng.normal(size=(64, 64, 1)).astype(np.float32)
        np.save(path, maps[tile])
    assert tiles_to_explain(runs, "wells", spec) == ()
    review = draw_review(study.folder, runs, "wells", spec)
    judged = [card for card in reviewed.peek(review).cards if card.kind == "judge"]
    found = sorted((review.folder / "overlays").iterdir())
    assert [path.stem for path in found] == [card.token for card in judged]
    assert len(judged) == 10
    for card in judged:
        layer = np.load(review.folder / "overlays" / f"{card.token}.npy")
        np.testing.assert_array_equal(layer, magnitude(maps[card.tile]))
    sitting = review.sitting("Anna")
    while not sitting.finished:
        shows = sitting.overlay() is not None
        assert shows == (sitting.card().kind == "judge")
        sitting.answer(sitting.choices()[0], 1, reviewed.PLAIN)
    sitting.close()


def test_no_attribution_is_needed_to_classify(made):
    spec = seeded(ReviewSpec(kind="classify", overlay=True))
    assert tiles_to_explain(made[1], "wells", spec) == ()
    with pytest.raises(ValueError, match="seed"):
        tiles_to_explain(made[1], "wells", ReviewSpec())


def test_what_cannot_be_drawn_leaves_nothing(made, tmp_path, monkeypatch):
    study, runs = made
    before = sorted((study.folder / "reviews").iterdir())
    with pytest.raises(UserError, match="has not predicted"):
        draw_review(study.folder, runs, "elsewhere", ReviewSpec())
    with pytest.raises(UserError, match="at least one"):
        draw_review(study.folder, [], "wells", ReviewSpec())

    def stop(what, done, of):
        if what == "writing tiles" and done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_review(study.folder, runs, "wells", ReviewSpec(), stop)

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="No review was made"):
        draw_review(study.folder, runs, "wells", ReviewSpec())
    assert sorted((study.folder / "reviews").iterdir()) == before


def test_reviews_of_a_study_are_listed_newest_first(tmp_path):
    study = reviewed.study(tmp_path, tests=4)
    assert reviews_of(study.folder) == []
    run = reviewed.run(study)
    drawn = [
        draw_review(study.folder, [run], "wells", ReviewSpec(repeats=0))
        for _ in range(3)
    ]
    assert len({review.id for review in drawn}) == 3
    (study.folder / "reviews" / "broken").mkdir()
    (study.folder / "reviews" / "broken" / "review.json").write_text("{")
    listed = [review.id for review in reviews_of(study.folder)]
    assert sorted(listed) == sorted(review.id for review in drawn)
    created = [review.record.created for review in reviews_of(study.folder)]
    assert created == sorted(created, reverse=True)
    assert all(review.has_key and not review.is_open for review in drawn)
    assert log_path(drawn[0].folder, "Anna").parent.is_dir()
