"""A comparison as lines, as a document, and as a folder."""

import json

import pytest
from curved import sets_of

from cellclassifier.core.comparison.comparing import comparison
from cellclassifier.core.comparison.told import document, lines, table, told
from cellclassifier.core.comparison.written import FACTS, write_comparison
from cellclassifier.core.errors import UserError


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    return sets_of(tmp_path_factory.mktemp("sets"), runs=5, epochs=6, shuffled=True)


@pytest.fixture(scope="module")
def found(sets):
    compared = [each for each in sets if not each.is_control]
    controls = [each for each in sets if each.is_control]
    return told(comparison(compared, "accuracy"), controls)


def test_effect_comes_first_then_unit_then_p_then_verdicts(found):
    text = lines(found)
    of = found.found
    assert text[: len(of.lines)] == list(of.lines)
    assert text[0] == of.effect
    judged = f"compact: {found.verdicts[0].text}"
    starts = ("compact: n = ", "Two-sided p", "set ", judged, "Methods: ")
    places = [
        next(place for place, line in enumerate(text) if line.startswith(start))
        for start in starts
    ]
    assert places == sorted(places)
    settle = [line for line in text if line.startswith("  To settle it: ")]
    assert len(settle) == sum(len(each.settle) for each in found.verdicts[:2])
    assert any("shuffled labels" in line for line in text)


def test_the_table_has_a_row_a_set_and_no_mean_of_the_quick_ones(sets, found):
    header, *rows = table(found.found)
    assert len(rows) == 2
    assert header.split("  ")[0] == "set"
    assert "89.0 %" in rows[0]
    epochs = table(comparison(found.sets[:2], "epochs"))
    assert "not reached" in epochs[2]
    assert " epochs" not in epochs[2].replace("not reached", "")


def test_the_document_holds_every_number_and_no_infinity(found):
    made = document(found)
    # What no other program reads must not be there.
    text = json.dumps(made, allow_nan=False)
    assert json.loads(text) == made
    assert [each["label"] for each in made["sets"]] == [s.label for s in found.sets]
    assert [each["compared"] for each in made["sets"]] == [True, True, False, False]
    assert made["sets"][0]["values"] == list(found.found.summaries[0].values)
    (pair,) = made["pairs"]
    assert pair["difference"] == found.found.two.difference
    assert pair["p_mann_whitney"] == found.found.two.ranked.p
    assert pair["p_holm"] is None
    assert made["several"] is None
    epochs = document(told(comparison(found.sets[:2], "epochs")))
    assert json.dumps(epochs, allow_nan=False)
    assert epochs["pairs"][0]["difference"] is None


def test_the_document_of_several_has_each_pair_corrected(found):
    made = document(told(comparison(found.sets, "accuracy")))
    assert len(made["pairs"]) == 6
    wanted = {
        tuple(sorted((p.first, p.second))): p.holm
        for p in comparison(found.sets, "accuracy").several.pairs
    }
    labels = [each.label for each in found.sets]
    for pair in made["pairs"]:
        places = tuple(sorted(labels.index(name) for name in pair["sets"]))
        assert pair["p_holm"] == wanted[places]
    assert made["several"]["p"] <= 1


@pytest.mark.parametrize("metric", ["accuracy", "epochs"])
def test_all_of_it_is_written(found, tmp_path, metric):
    of = told(comparison(found.sets[:2], metric), found.controls)
    paths = write_comparison(tmp_path / "out", of, endings=("svg",))
    there = {p for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert there == set(paths)
    names = {path.relative_to(tmp_path / "out").as_posix() for path in paths}
    assert {
        *("words.txt", f"box_{metric}.svg", f"box_{metric}.csv", FACTS),
        *("curves_accuracy.svg", "curves_loss_document.csv", "codebook.csv"),
        *("article/test_accuracy.csv", "article/training_2_deep.csv"),
    } <= names
    facts = json.loads((tmp_path / "out" / FACTS).read_bytes())
    assert {*facts["files"], FACTS} == names
    words = (tmp_path / "out" / "words.txt").read_text("utf-8")
    assert words.startswith(of.found.effect)


def test_writing_again_replaces_what_was_there_and_nothing_else(found, tmp_path):
    folder = tmp_path / "out"
    first = write_comparison(folder, found, endings=("svg", "png"))
    data = {path: path.read_bytes() for path in first}
    mine = folder / "mine.txt"
    mine.write_text("keep")
    again = write_comparison(folder, found, endings=("svg",))
    assert all(p.read_bytes() == data[p] for p in again if p.name != FACTS)
    assert not list(folder.glob("*.png"))
    assert mine.read_text() == "keep"


def test_a_folder_of_something_else_is_left_alone(found, tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(UserError, match=r"holds no comparison. Nothing was written"):
        write_comparison(tmp_path, found)
    (tmp_path / FACTS).write_text("[1, 2]")
    with pytest.raises(UserError, match="holds no comparison"):
        write_comparison(tmp_path, found)
    assert len(list(tmp_path.iterdir())) == 2
    file = tmp_path / "thesis.docx"
    with pytest.raises(UserError, match="holds no comparison"):
        write_comparison(file, found)


def test_files_elsewhere_are_never_removed(found, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("keep")
    folder = tmp_path / "out"
    folder.mkdir()
    facts = {"files": ["../outside.txt", str(outside)]}
    (folder / FACTS).write_text(json.dumps(facts))
    write_comparison(folder, found, endings=())
    assert outside.read_text() == "keep"


def test_without_a_result_nothing_is_written(found, tmp_path):
    empty = [each._replace(runs=()) for each in found.sets[:2]]
    with pytest.raises(UserError, match="No run has a result to compare"):
        write_comparison(tmp_path / "out", told(comparison(empty, "accuracy")))
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_written_it_is_said(found, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    from cellclassifier.core.comparison import written

    monkeypatch.setattr(written, "write_tables", full)
    with pytest.raises(UserError, match="No space left on device"):
        write_comparison(tmp_path / "out", found, endings=())
    monkeypatch.undo()
    # What is left of it is known as a comparison, and written anew.
    assert write_comparison(tmp_path / "out", found, endings=())
