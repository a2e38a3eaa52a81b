"""A reader at a review: nothing is lost, nothing is known, the order stays."""

import json
import subprocess
import sys

import carded
import numpy as np
import pytest
import reviewed
from reviewed import PLAIN, answer, finish, knowing

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line
from cellclassifier.core.reviews import sitting_log
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.record import AGREE, CANNOT_TELL, DISAGREE
from cellclassifier.core.reviews.review import Review, draw_review
from cellclassifier.core.reviews.sitting import DisplaySettings, Sitting
from cellclassifier.core.reviews.sitting_record import Seal, log_path
from cellclassifier.core.reviews.spec import ReviewSpec


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = reviewed.study(tmp_path_factory.mktemp("sitting"))
    return study, reviewed.run(study)


@pytest.fixture
def review(made, request):
    study, run = made
    values = getattr(request, "param", {})
    spec = ReviewSpec(**{"tiles": "all", "repeats": 0.1, **values})
    return draw_review(study.folder, [run], "wells", spec)


def lines(review, reader="Anna"):
    text = log_path(review.folder, reader).read_text()
    return [json.loads(line) for line in text.splitlines()]


def test_the_order_is_on_the_disk_before_the_first_card(review):
    sitting = review.sitting("Anna")
    seal, started = lines(review)
    assert started["event"] == "started"
    assert seal["reader"] == "Anna"
    assert seal["key_sha256"] == review.record.key_sha256
    assert sorted(seal["order"]) == [card.token for card in review.record.cards]
    assert sitting.card().token == seal["order"][0]
    assert sitting.seal == seal["sha256"]
    assert (sitting.place, sitting.of, sitting.finished) == (0, 22, False)
    sitting.close()


def test_every_answer_is_a_line_with_all_that_was_asked(review):
    sitting = review.sitting("Anna")
    token = sitting.card().token
    assert sitting.choices() == review.classes == ("discs", "squares")
    sitting.answer("squares", 2.25, DisplaySettings(0.1, 0.8, 4, True))
    found = lines(review)[-1]
    when = found.pop("when")
    assert when.startswith("20")
    assert found == {
        "event": "answer",
        "token": token,
        "choice": "squares",
        "seconds": 2.25,
        "black": 0.1,
        "white": 0.8,
        "zoom": 4,
        "overlay": True,
        "practice": False,
    }
    assert sitting.place == 1
    assert sitting.card().token != token
    sitting.close()


def test_pixels_are_what_the_network_sees(review, made):
    from cellclassifier.core.tiling import read_tile, view_of

    _, run = made
    tiles = {tile.number: tile for tile in run.tiles("wells")}
    numbers = {card.token: card.tile for card in reviewed.peek(review).cards}
    sitting = review.sitting("Anna")
    for _ in range(3):
        tile = tiles[numbers[sitting.card().token]]
        seen = read_tile(tile, view_of(run.record.study))
        np.testing.assert_array_equal(sitting.pixels(), seen)
        assert sitting.overlay() is None
        sitting.answer(CANNOT_TELL, 1, PLAIN)
    sitting.close()


def test_it_goes_on_where_it_was(review):
    one = review.sitting("Anna")
    given = answer(one, knowing(review), 9)
    ahead = one.card()
    one.close()
    two = review.sitting(" anna ")
    assert two.place == 9
    assert two.card() == ahead
    given += answer(two, knowing(review))
    assert two.finished
    two.close()
    assert given == lines(review)[0]["order"]
    assert [reader.finished for reader in review.readers()] == [True]


def test_another_reader_has_another_order(review):
    for reader in ("Anna", "Ben"):
        finish(review, reader)
    orders = [lines(review, reader)[0]["order"] for reader in ("Anna", "Ben")]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])
    assert [each.name for each in review.readers()] == ["Anna", "Ben"]


def test_a_line_that_was_cut_short_is_dropped_and_asked_again(review):
    one = review.sitting("Anna")
    answer(one, knowing(review), 4)
    path = log_path(review.folder, "Anna")
    whole = path.read_bytes()
    one.answer("discs", 1, PLAIN)
    ahead = lines(review)[-1]["token"]
    torn = path.read_bytes()[: len(whole) + 30]
    one.close()
    path.write_bytes(torn)
    assert [each.answered for each in review.readers()] == [4]
    two = review.sitting("Anna")
    assert two.place == 4
    assert two.card().token == ahead
    assert path.read_bytes().startswith(whole)
    answer(two, knowing(review))
    two.close()
    assert review.readers()[0].finished


def test_only_the_last_answer_is_taken_back_and_stays_on_record(review):
    sitting = review.sitting("Anna")
    assert not sitting.take_back()
    tokens = answer(sitting, knowing(review), 3)
    assert sitting.take_back()
    assert sitting.card().token == tokens[-1]
    assert not sitting.take_back()
    assert sitting.place == 2
    sitting.close()
    again = review.sitting("Anna")
    assert again.card().token == tokens[-1]
    assert not again.take_back()
    again.answer("discs", 1, PLAIN)
    assert again.take_back()
    again.close()
    events = [line["event"] for line in lines(review)]
    assert events.count("answer") == 4
    assert events.count("taken_back") == 2


def test_the_last_card_can_be_taken_back_while_it_is_sealed(review):
    sitting = review.sitting("Anna")
    answer(sitting, knowing(review))
    assert sitting.finished
    with pytest.raises(ValueError, match="every card"):
        sitting.card()
    assert sitting.take_back()
    assert not sitting.finished
    answer(sitting, knowing(review))
    open_key(review)
    with pytest.raises(UserError, match="opened"):
        sitting.take_back()
    assert sitting.finished
    sitting.close()


@pytest.mark.parametrize("review", [{"cannot_tell": False}], indirect=True)
def test_what_cannot_be_chosen_is_not_kept(review):
    sitting = review.sitting("Anna")
    for choice in (CANNOT_TELL, AGREE, "zebras"):
        with pytest.raises(ValueError, match="answered"):
            sitting.answer(choice, 1, PLAIN)
    with pytest.raises(ValueError, match="seconds"):
        sitting.answer("discs", float("nan"), PLAIN)
    assert sitting.place == 0
    assert len(lines(review)) == 2
    sitting.close()


@pytest.mark.parametrize("review", [{"kind": "judge"}], indirect=True)
def test_a_judged_tile_shows_what_the_network_says(review, made):
    sitting = review.sitting("Anna")
    key = reviewed.peek(review)
    by_number = {tile.number: tile for tile in key.tiles}
    numbers = {card.token: card.tile for card in key.cards}
    wrong = 0
    while not sitting.finished:
        card = sitting.card()
        tile = by_number[numbers[card.token]]
        p = tile.probabilities[0]
        assert card.kind == "judge"
        assert card.shown_class == review.classes[int(np.argmax(p))]
        assert card.shown_confidence == pytest.approx(max(p), abs=0.0005)
        assert card.practice_answer == ""
        assert sitting.choices() == (AGREE, DISAGREE)
        wrong += card.shown_class != tile.true_class
        sitting.answer(AGREE, 1, PLAIN)
    assert wrong > 0
    sitting.close()


def test_a_tile_to_classify_shows_nothing_of_the_network(review):
    sitting = review.sitting("Anna")
    card = sitting.card()
    assert (card.shown_class, card.shown_confidence) == ("", 0.0)
    assert all(card.shown is None for card in review.record.cards)
    sitting.close()


@pytest.mark.parametrize("review", [{"practice": 6}], indirect=True)
def test_practice_comes_first_and_tells_the_answer(review):
    sitting = review.sitting("Anna")
    told = []
    assert (sitting.place, sitting.of) == (0, 6)
    while sitting.in_practice:
        card = sitting.card()
        told.append(card.practice_answer)
        assert sitting.pixels().shape == review.record.shape
        assert not sitting.take_back()
        sitting.answer("discs", 1, PLAIN)
        if len(told) == 4:
            sitting.close()
            sitting = review.sitting("Anna")
    assert sorted(told) == ["discs"] * 3 + ["squares"] * 3
    assert (sitting.place, sitting.of) == (0, 22)
    assert sitting.card().practice_answer == ""
    assert not sitting.take_back()
    answer(sitting, knowing(review))
    sitting.close()
    assert review.readers()[0].answered == 22


def test_two_windows_cannot_answer_for_one_reader(review):
    one = review.sitting("Anna")
    with pytest.raises(UserError, match="another window"):
        review.sitting("ANNA")
    other = review.sitting("Ben")
    other.close()
    one.close()
    review.sitting("Anna").close()


def test_a_changed_order_is_refused_and_left_as_it_is(review):
    sitting = review.sitting("Anna")
    answer(sitting, knowing(review), 2)
    sitting.close()
    path = log_path(review.folder, "Anna")
    first, *rest = path.read_text().splitlines()
    seal = json.loads(first)
    seal["order"][5], seal["order"][6] = seal["order"][6], seal["order"][5]
    path.write_text("\n".join([json.dumps(seal), *rest]) + "\n")
    before = path.read_bytes()
    with pytest.raises(UserError, match="changed after"):
        review.sitting("Anna")
    with pytest.raises(UserError, match="changed after"):
        review.readers()
    assert path.read_bytes() == before


@pytest.mark.parametrize("fault", ["swapped", "garbled", "gone", "other review"])
def test_changed_answers_are_refused(review, made, fault):
    finish(review, "Anna")
    path = log_path(review.folder, "Anna")
    text = path.read_text().splitlines()
    if fault == "swapped":
        text[3], text[4] = text[4], text[3]
    elif fault == "garbled":
        text[4] = text[4][:20]
    elif fault == "gone":
        del text[4]
    else:
        study, run = made
        review = draw_review(study.folder, [run], "wells", ReviewSpec(tiles="all"))
        path = log_path(review.folder, "Anna")
    path.write_text("\n".join(text) + "\n")
    with pytest.raises(UserError, match="changed after"):
        review.sitting("Anna")


def test_a_changed_review_is_refused(review):
    finish(review, "Anna")
    path = review.folder / "review.json"
    path.write_text(
        path.read_text().replace('"cannot_tell": true', '"cannot_tell": false')
    )
    with pytest.raises(UserError, match=r"review\.json beside it"):
        Review(review.folder).sitting("Anna")


def test_a_full_disk_loses_only_the_answer_being_given(review, monkeypatch):
    sitting = review.sitting("Anna")
    answer(sitting, knowing(review), 3)
    before = lines(review)

    def full(path, line):
        with path.open("a") as file:
            file.write(line[:25])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sitting_log, "append_line", full)
    with pytest.raises(UserError, match="No space left"):
        sitting.answer("discs", 1, PLAIN)
    assert sitting.place == 3
    assert lines(review) == before
    monkeypatch.setattr(sitting_log, "append_line", append_line)
    answer(sitting, knowing(review))
    sitting.close()
    assert review.readers()[0].finished


def test_a_damaged_tile_loses_no_answer(review):
    sitting = review.sitting("Anna")
    answer(sitting, knowing(review), 2)
    path = review.folder / "tiles" / f"{sitting.card().token}.npy"
    whole = path.read_bytes()
    for data in (whole[:40], whole[:-8], b""):
        path.write_bytes(data)
        with pytest.raises(UserError, match="answers are kept"):
            sitting.pixels()
    path.write_bytes(whole)
    assert sitting.pixels().shape == review.record.shape
    assert sitting.place == 2
    sitting.close()


def test_nobody_answers_a_review_that_was_opened(review):
    finish(review, "Anna")
    other = review.sitting("Ben")
    answer(other, knowing(review), 3)
    open_key(review, break_seal=True)
    with pytest.raises(UserError, match="opened"):
        other.answer("discs", 1, PLAIN)
    other.close()
    for reader in ("Ben", "Carl"):
        with pytest.raises(UserError, match="opened"):
            review.sitting(reader)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_reader_has_a_name(review, name):
    with pytest.raises(UserError, match="1 to 80"):
        review.sitting(name)


def test_names_become_files_that_every_system_can_have(tmp_path):
    found = {
        name: log_path(tmp_path, name).name
        for name in ("Anna", "a/b", "a b", "con", "Jürgen", "../x", "李", "x" * 80)
    }
    assert found["Anna"] == "anna.jsonl"
    assert len(set(found.values())) == len(found)
    for name in found.values():
        assert name.isascii()
        assert len(name) < 60
        assert not set(name) & set('<>:"/\\|?* ')
    assert found["con"] != "con.jsonl"
    assert log_path(tmp_path, "ANNA ").name == "anna.jsonl"


def test_seeds_and_hashes_are_all_different(review):
    seals = [
        Seal.model_validate_json(log_path(review.folder, r).read_text().split("\n")[0])
        for r in ("Anna", "Ben", "Carl")
        if review.sitting(r).close() is None
    ]
    assert len({seal.seed for seal in seals}) == 3
    assert all(seal.holds() for seal in seals)


def test_it_needs_nothing_but_the_open_part(review, tmp_path):
    import shutil

    for name in ("review.json", "tiles"):
        source = review.folder / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    sitting = Sitting(tmp_path, "Anna")
    answer(sitting, knowing(review))
    assert sitting.finished
    sitting.close()


def test_it_loads_nothing_that_could_read_an_answer():
    code = (
        "import sys, cellclassifier.core.reviews.sitting; "
        "print(*[m for m in sys.modules if m.startswith('cellclassifier')])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    names = {name.removeprefix("cellclassifier.core.") for name in found}
    assert "reviews.sitting" in names
    knowing_modules = {"runs", "run_sets", "predictions", "study", "tiling", "dataset"}
    secret = ("seal", "key", "plan", "material")
    knowing_modules |= {f"reviews.{name}" for name in secret}
    assert not names & knowing_modules


def test_the_contrast_is_common_to_all_readers(tmp_path):
    folder = carded.review_folder(tmp_path, 6)
    first, second = (Sitting(folder, name) for name in ("Ada", "Berta"))
    every = np.concatenate([np.load(p).ravel() for p in (folder / "tiles").iterdir()])
    low, high = np.percentile(every, (0.5, 99.8))
    expected = (low, high) if high > low else (0, 1)
    assert first.levels() == second.levels() == pytest.approx(expected)
    for path in (folder / "tiles").iterdir():
        path.write_bytes(b"damaged")
    assert first.levels() == (0.0, 1.0)
    first.close()
    second.close()
