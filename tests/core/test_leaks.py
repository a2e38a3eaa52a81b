"""What is said of copies, where it is kept, and why they may stay."""

from pathlib import Path

import pytest

from cellclassifier.core import leakage
from cellclassifier.core.errors import UserError
from cellclassifier.core.grouping import ALONE
from cellclassifier.core.leakage import Pair
from cellclassifier.core.leaks import Leaks, look, overrule
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import Tile


def pair(kind, one_part="train", other_part="test", other=9, group=""):
    place = (0, 0, 64, 64)
    one = (1, one_part, Path("one.png"), *place)
    two = (other, other_part, Path("two.png"), *place)
    return Pair(kind, *one, *two, 1.0, 0.0, False, 0.0, 0.0, 1.0, group)


def problems(*pairs, overruled=""):
    return list(Leaks(pairs, "key", overruled).problems())


def test_nothing_is_said_of_nothing():
    assert problems() == []
    assert Leaks(()).exact == ()


@pytest.mark.parametrize("kind", sorted(leakage.EXACT))
def test_the_same_picture_stops_the_work(kind):
    ((name, problem),) = problems(pair(kind))
    assert (name, problem.level) == ("test", "error")
    assert "1 tile of the test set 'test' shows the same as a tile" in problem.text
    assert "two.png, which is one.png" in problem.text
    assert "write down why" in problem.text


@pytest.mark.parametrize("kind", ["turned copy", "shifted crop"])
def test_what_is_turned_or_shifted_is_warned_about(kind):
    ((name, problem),) = problems(pair(kind), pair(kind, other=10))
    assert (name, problem.level) == ("test", "attention")
    assert "2 tiles of the test set 'test' may show" in problem.text
    assert f"{kind}: 2" in problem.text
    assert "two.png, like one.png" in problem.text


def test_shared_groups_are_warned_about():
    many = [pair("same group", group=name) for name in ("day 2", "day 1")]
    ((_, problem),) = problems(*many)
    assert problem.level == "attention"
    assert "shares 2 groups with training (such as day 1)" in problem.text


def test_one_tile_in_several_pairs_is_counted_once():
    ((_, problem),) = problems(pair("same file"), pair("same pixels"))
    assert "1 tile " in problem.text


def test_each_part_has_its_problem_and_validation_belongs_to_training():
    found = problems(
        pair("same file", other_part="validation"),
        pair("same file"),
        pair("same file", "validation"),
        pair("turned copy", other_part="other"),
    )
    assert [name for name, _ in found] == ["train", "test", "other"]
    assert "of validation shows" in found[0][1].text
    assert "of training and validation" in found[1][1].text


def test_a_written_reason_makes_a_warning_of_it():
    ((_, problem),) = problems(pair("same file"), overruled="on purpose")
    assert problem.level == "attention"
    assert problem.text.endswith("because: on purpose")


IMAGES = {name: Path(f"{name}.png") for name in "abc"}
HASHES = {path: name for name, path in IMAGES.items()}


def tile(name, part, group="g"):
    return Tile(0, IMAGES[name], 0, 0, 64, 64, "cells", group, part)


TABLES = {
    "train": (tile("a", "train"), tile("b", "validation", "h")),
    "test": (tile("c", "test"),),
}
FOUND = pair("same file", other=2)._replace(
    one=0, one_image=IMAGES["a"], other_image=IMAGES["c"]
)
HOW = dict.fromkeys(TABLES, "the pattern x")


@pytest.fixture
def asked(monkeypatch):
    """What the search was given; it finds one pair."""
    given = []

    def find(tiles, parts, read, hashes, progress):
        given.append((tiles, parts))
        progress(1, 2)
        return (FOUND,)

    monkeypatch.setattr(leakage, "find", find)
    return given


def looked(folder, tables=TABLES, how=HOW, hashes=HASHES, reading=None, told=None):
    tell = told or (lambda *_: None)
    return look(folder, tables, hashes, reading or ReadingSpec(), tell, how)


def test_all_parts_are_looked_at_and_told(tmp_path, asked):
    told = []
    found = looked(tmp_path, told=lambda *each: told.append(each))
    assert found.pairs == (FOUND,)
    ((tiles, parts),) = asked
    assert parts == ["train", "validation", "test"]
    assert [each.group for each in tiles] == ["g", "h", "g"]
    assert told == [("looking for copies", 1, 2)]


@pytest.mark.parametrize(
    "how", [dict.fromkeys(TABLES, ALONE), {"train": "folders", "test": "a table"}]
)
def test_groups_of_other_kinds_are_not_compared(tmp_path, asked, how):
    looked(tmp_path, how=how)
    ((tiles, _),) = asked
    assert tiles[0].group != tiles[2].group


def test_what_was_found_is_kept_until_anything_changes(tmp_path, asked):
    first = looked(tmp_path)
    assert looked(tmp_path) == first
    assert len(asked) == 1
    looked(tmp_path, hashes={**HASHES, IMAGES["c"]: "changed"})
    looked(tmp_path, reading=ReadingSpec(channels=(1,)))
    parts = {**TABLES, "train": (tile("a", "train"), tile("b", "train", "h"))}
    looked(tmp_path, tables=parts)
    assert len(asked) == 4


def test_pairs_that_were_kept_are_named_where_they_lie_now(tmp_path, asked):
    looked(tmp_path)
    moved = {
        name: tuple(each._replace(image=Path("moved") / each.image) for each in table)
        for name, table in TABLES.items()
    }
    hashes = {Path("moved") / path: digest for path, digest in HASHES.items()}
    (found,) = looked(tmp_path, tables=moved, hashes=hashes).pairs
    assert found.one_image == Path("moved/a.png")
    assert found.other_image == Path("moved/c.png")
    assert len(asked) == 1


def test_the_reason_is_kept_for_these_tiles_alone(tmp_path, asked):
    found = looked(tmp_path)
    assert found.overruled == ""
    overrule(tmp_path, found, " it is \n on purpose ")
    assert looked(tmp_path).overruled == "it is on purpose"
    other = looked(tmp_path, hashes={**HASHES, IMAGES["c"]: "changed"})
    assert other.overruled == ""
    overrule(tmp_path, found, "")
    assert looked(tmp_path) == found


@pytest.mark.parametrize("text", ["", "{}", "[1]", "not json"])
def test_a_damaged_reason_is_told_and_never_taken_for_one(tmp_path, asked, text):
    found = overrule(tmp_path, looked(tmp_path), "it is on purpose")
    (path,) = tmp_path.rglob("*.overruled.json")
    path.write_text(text)
    with pytest.raises(UserError, match=r"is damaged.*write the reason again"):
        looked(tmp_path)
    assert found.key in path.name
