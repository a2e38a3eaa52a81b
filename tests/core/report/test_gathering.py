"""What stands in a report, and what it says was not done."""

import json

import cv2
import numpy as np
import pytest
import reported
import reviewed

from cellclassifier.core import experiments
from cellclassifier.core.clumps import nulls
from cellclassifier.core.contents import read_contents
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.core.experiment_results import control_sentence, lines
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import sha256
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.leakage import Pair, write_pairs
from cellclassifier.core.predictions import from_tiles, summary, write_predictions
from cellclassifier.core.report.blocks import Picture, Table, Tiles, Words
from cellclassifier.core.report.of_maps import BRIGHTNESS
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.results import results
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.sentences import sentences
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.core.shortcuts import shortcuts
from cellclassifier.core.verdicts import verdict

KEYS = (
    *("question", "short", "images", "leaks", "settings", "learning", "tests"),
    *("confusion", "answers", "review", "attribution", "controls", "experiments"),
    *("verdict", "methods", "versions"),
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return reported.study(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def run(study):
    return reported.finished(study)


@pytest.fixture(scope="module")
def plain(study, run):
    """The report of a run with which nothing more was done."""
    return reported.report(study, run)


@pytest.fixture
def own(tmp_path):
    """A study that a test may change."""
    return reported.study(tmp_path)


def blocks(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def text(section):
    return "\n".join(section.texts())


def table(section, start):
    (found,) = (t for t in blocks(section, Table) if t.caption.startswith(start))
    return found


def rows(found):
    return {row[0]: row[1:] for row in found.rows}


def methods(report):
    return report.section("methods").blocks[-1].text


def test_every_section_is_there_in_order(plain):
    assert tuple(section.key for section in plain.sections) == KEYS
    done = {section.key for section in plain.sections if section.done}
    missing = {"review", "attribution", "controls", "experiments"}
    assert done == set(KEYS) - missing


def test_what_was_not_done_is_said_in_each_place_and_at_the_top(plain):
    for key, words in (
        ("review", "NO blinded review of this run was done"),
        ("attribution", "was NOT measured"),
        ("attribution", "NO attribution maps"),
        ("controls", "NO control with shuffled labels was run"),
        ("experiments", "NO experiment was run"),
    ):
        told = [
            w.text for w in blocks(plain.section(key), Words) if w.kind == "missing"
        ]
        assert any(words in each for each in told), (key, words)
    short = text(plain.section("short"))
    for words in ("blinded review", "NOT measured", "shuffled labels", "experiment"):
        assert words in short


def test_images_groups_and_tiles_are_counted_as_in_the_tables(plain, run):
    found = table(plain.section("images"), "Images, groups and tiles")
    by_name = {row[:2]: row[2:] for row in found.rows}
    for part in ("train", "validation"):
        tiles = [tile for tile in run.tiles() if tile.part == part]
        name = "training" if part == "train" else part
        groups = {tile.group for tile in tiles}
        numbers = (len({tile.image for tile in tiles}), len(groups), len(tiles))
        assert by_name[name, "all classes"] == tuple(map(str, numbers))
    assert by_name["test `test`", "discs"] == ("10", "3", "10")
    (examples,) = blocks(plain.section("images"), Tiles)
    assert {cell.lines[0] for cell in examples.cells} == {"discs", "squares"}
    assert all(cell.png.startswith(b"\x89PNG") for cell in examples.cells)


def test_problems_are_those_of_the_checks(plain):
    told = text(plain.section("images"))
    assert "Class 'discs' has only" in told
    assert "pixel size of these images is not known" in told


def test_images_that_are_gone_are_told(own):
    made = reported.finished(own)
    for path in (own.spec.tests[0] / "discs").iterdir():
        path.unlink()
    found = reported.report(own, made)
    assert "cannot be read any more" in text(found.section("answers"))
    cells = [c for each in blocks(found.section("answers"), Tiles) for c in each.cells]
    assert {bool(cell.png) for cell in cells} == {True, False}


def test_no_copies_are_told_as_none(plain):
    told = text(plain.section("leaks"))
    assert "training, validation and the test set `test`" in told
    assert "None was found." in told


def pair(kind="same file", part="test"):
    place = (1, 2, 64, 64)
    one = (0, "train", reported.Path("one.png"), *place)
    other = (1, part, reported.Path("two.png"), *place)
    return Pair(kind, *one, *other, 0.987, 0.0, False, 0.0, 0.0, 1.0, "")


def test_copies_and_the_reason_why_they_may_stay_are_told(own):
    made = reported.finished(own)
    write_pairs(made.folder / "leaks.csv", [pair(), pair("turned copy")])
    record = json.loads((made.folder / "run.json").read_text())
    record |= {"overruled": "the same dish on purpose", "pairs": 2}
    (made.folder / "run.json").write_text(json.dumps(record))
    found = reported.report(own, Run(made.folder))
    told = text(found.section("leaks"))
    assert "2 pairs of tiles share something" in told
    assert "trained all the same, because: the same dish on purpose" in told
    assert ("same file", "train", "test", "1") in table(
        found.section("leaks"), "Pairs of tiles"
    ).rows
    listed = table(found.section("leaks"), "Pairs, the worst first")
    assert listed.folded
    assert listed.rows[0] == ("same file", "one.png at 1, 2", "two.png at 1, 2", "0.99")
    assert "2 pairs were found" in methods(found)
    assert "the same dish on purpose" in methods(found)


def test_a_run_of_an_early_version_is_not_called_checked(own):
    made = reported.finished(own)
    record = json.loads((made.folder / "run.json").read_text())
    (made.folder / "run.json").write_text(json.dumps(record | {"schema_version": 2}))
    found = reported.report(own, Run(made.folder))
    assert not found.section("leaks").done
    assert "NOT looked for" in text(found.section("leaks"))
    assert "Copies across the split were not looked for." in methods(found)


def test_settings_that_differ_stand_beside_their_defaults(plain):
    section = plain.section("settings")
    changed = rows(table(section, "Settings that differ"))
    assert changed["tiling.size"] == ("Input size", "64", "256")
    assert changed["training.epochs"][1:] == ("3", "9")
    assert changed["intensity.white"][1].startswith("255 (found from")
    assert "training.network" not in changed
    every = table(section, "All ")
    assert every.folded
    assert rows(every)["training.network"] == ("Network", "deep")
    assert set(changed) < set(rows(every))


def test_numbers_are_those_of_the_evaluation(plain, run):
    found = evaluate(run.predictions("test"))
    section = plain.section("tests")
    numbers = rows(table(section, "Numbers of `test`"))
    accuracy = found.accuracy_by_group
    assert numbers["accuracy"] == (
        f"{100 * found.accuracy.value:.1f} %",
        "{:.1f}-{:.1f}".format(*(100 * end for end in found.accuracy[2:])),
        "{:.1f}-{:.1f}".format(*(100 * end for end in accuracy.by_group)),
    )
    assert numbers["balanced accuracy"][0] == f"{100 * found.balanced.value:.1f} %"
    for name, estimate in (
        ("Brier score", found.brier),
        ("log loss (nats)", found.log_loss),
        ("calibration error", found.calibration_error),
    ):
        assert numbers[name][0] == f"{estimate.value:.3f}"
        assert numbers[name][1] == "{:.3f}-{:.3f}".format(*estimate.by_tile)
    assert numbers["chance"][0] == "50.0 %"
    assert numbers["always discs"][0] == f"{100 * found.baseline.share:.1f} %"
    classes = rows(table(section, "Numbers of each class"))
    for place, each in enumerate(found.classes):
        area = found.roc_auc[place]
        assert classes[each.name][:2] == (str(each.n), str(each.predicted))
        assert classes[each.name][3].startswith(f"{100 * each.recall.value:.1f} (")
        assert classes[each.name][5].startswith(
            f"{area.value:.3f} ({area.by_group[0]:.3f}"
        )
    told = text(section)
    assert all(note in told for note in found.notes)
    assert f"`test`: {summary(run.predictions('test'))}; by group " in told
    assert "were predicted; probabilities are those of the network" in told


def test_the_confusion_matrix_is_that_of_the_predictions(plain, run):
    section = plain.section("confusion")
    found = table(section, "Tiles of `test`")
    counts = np.array([[int(cell) for cell in row[1:-1]] for row in found.rows])
    assert (counts == run.predictions("test").matrix()).all()
    assert [row[-1] for row in found.rows] == ["10", "10"]
    (figure,) = blocks(section, Picture)
    assert figure.png.startswith(b"\x89PNG")
    assert b"<svg" in figure.svg
    assert "17 of 20 right" in figure.alt


def test_the_best_and_the_worst_answers_are_shown(plain, run):
    told = run.predictions("test")
    right, wrong = blocks(plain.section("answers"), Tiles)
    assert {cell.outcome for cell in right.cells} == {"right"}
    assert {cell.outcome for cell in wrong.cells} == {"wrong"}
    assert len(wrong.cells) == int((~told.right).sum())
    surest = told.confidence[~told.right].max()
    assert f"{100 * surest:.1f}\u00a0%" in "".join(c.lines[0] for c in wrong.cells)
    assert all(cell.words[0].startswith("\u2717 ") for cell in wrong.cells)
    assert all("true: " in cell.lines[1] for cell in wrong.cells)
    classes = {cell.lines[1] for cell in right.cells}
    assert classes == {"true: discs", "true: squares"}


def test_learning_curves_tell_which_network_is_kept(plain):
    section = plain.section("learning")
    told = text(section)
    assert "3 epochs of 3" in told
    assert "The network of epoch 2, which had the smallest validation loss" in told
    (figure,) = blocks(section, Picture)
    assert "training 80.0 %, validation 75.0 %" in figure.alt
    epochs = rows(table(section, "What each epoch measured"))
    assert epochs["3"][:4] == ("80.0 %", "0.3500", "75.0 %", "0.6000")


def test_the_verdict_is_that_of_the_program(plain, run):
    assert verdict(run).text in text(plain.section("verdict"))
    assert verdict(run).text in text(plain.section("short"))


def test_versions_and_digests_pin_the_files(plain, run):
    section = plain.section("versions")
    digests = {row[0]: row[2] for row in table(section, "Digests").rows}
    for name in ("model.keras", "images.csv", "run.json", "predictions/test.csv"):
        assert digests[name] == sha256(run.folder / name)
    versions = rows(table(section, "Versions"))
    assert versions["keras"] == ("3.15.1",)
    assert versions["Python"] == ("3.12.1",)


def test_versions_that_were_not_kept_are_told(own):
    made = reported.finished(own)
    (made.folder / "environment.json").write_text("{ broken")
    found = reported.report(own, made)
    assert "were not kept" in text(found.section("versions"))
    assert "library versions were not kept" in methods(found)


def test_the_methods_paragraph_has_the_numbers_of_the_run(plain, run):
    told = methods(plain)
    found = evaluate(run.predictions("test"))
    for words in (
        "We used 24 images of 2 classes (discs 12, squares 12)",
        "20 images (discs 10, squares 10) for the test set 'test'",
        "Each image was one tile (64 px a side in the image)",
        "which the network saw at 64 x 64 px",
        "so that 0 became 0 and 255 became 1",
        "by whole groups (groups: the pattern ([a-f])_)",
        "The network 'deep' of Cell Classifier had a softmax",
        "multiplied by one number (2.5)",
        "trained for 3 epochs in minibatches of 8 tiles with Adam",
        "falling to zero along half a cosine), seed 0",
        "shifted by up to 5 % of the side",
        "The network of epoch 2 was kept, by the smallest validation loss",
        "none were found",
        "Test images were not used by the program for training",
        f"{found.accuracy.k} of 20 tiles were called right",
        "No blinded review by people was done.",
        "No control with shuffled labels was run.",
        "The result is of a single training",
        "What the network looks at was not measured.",
        "keras 3.15.1",
        sha256(run.model_path),
    ):
        assert words in told, words
    held = [tile for tile in run.tiles() if tile.part == "validation"]
    assert f"{len(held)} tiles of" in told
    # It is pasted elsewhere: no marks around names.
    assert "`" not in told


def test_a_trivial_classifier_that_beats_the_network_is_told_at_the_top(own):
    for part in (own.spec.train, own.spec.tests[0]):
        for path in (part / "squares").iterdir():
            pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
            cv2.imwrite(str(path), pixels // 3)
    made = reported.finished(own, wrong=0.6)
    found = reported.report(own, made)
    assert "without any look at a cell, tells 100.0 %" in text(found.section("short"))
    images = reported_images(own)
    expected = {each.feature: each for each in shortcuts(*images)}
    shown = rows(table(found.section("controls"), "Trivial classifiers"))
    mean = expected["Mean brightness"]
    assert shown["Mean brightness"][0].startswith(
        f"{100 * mean.balanced_accuracy:.1f} % (from {100 * mean.low:.1f} %)"
    )
    assert mean.text in text(found.section("controls"))


def reported_images(made):
    contents = read_contents(made.spec)
    tests = {name: test.images for name, test in contents.tests.items()}
    return contents.train.images, contents.train.classes, tests


def test_a_run_without_tests_and_validation_says_so(tmp_path):
    made = reported.study(tmp_path, validation_share=0)
    made.save(made.spec.model_copy(update={"tests": ()}))
    run = reported.finished(made)
    found = reported.report(made, run)
    assert not any(found.section(key).done for key in ("tests", "confusion", "leaks"))
    assert "NO test set" in text(found.section("tests"))
    assert "No test set was kept apart." in methods(found)
    assert "no tiles were kept aside as validation" in methods(found)


def test_a_test_set_that_was_not_predicted_is_told(own):
    made = reported.finished(own, predict=False)
    found = reported.report(own, made)
    assert "`test` was NOT predicted yet." in text(found.section("tests"))
    assert "Not tested on: test." in methods(found)


def test_folders_that_were_predicted_later_are_told_apart(own, tmp_path):
    made = reported.finished(own)
    labelled = reported.drawn.folder(tmp_path / "later", 4, seed=5)
    loose = reported.drawn.folder(tmp_path / "loose", 3, seed=6, classes=("unknown",))
    for number, folder in enumerate((labelled, loose)):
        found = add_set(made, folder)
        tiles = made.tiles(found.name)
        p = np.full((len(tiles), 2), 0.3, np.float32)
        p[:, number] = 0.7
        predicted = from_tiles(made.record.classes, tiles, p)
        write_predictions(made.predictions_path(found.name), predicted)
    found = reported.report(own, made)
    told = text(found.section("tests"))
    assert "`later` was predicted later" in told
    assert rows(table(found.section("tests"), "Numbers of `later`"))["accuracy"]
    assert "the class of none is known" in told
    assert "Of 'later', which was predicted later," in methods(found)
    assert "`loose`" not in text(found.section("confusion"))


def test_a_run_that_never_began_is_told(own):
    made = own.new_run(read_contents(own.spec))
    found = reported.report(own, made)
    assert not found.section("learning").done
    assert not found.section("verdict").done
    assert "left no file model.keras" in text(found.section("versions"))
    assert "trained for 0 epochs of 3 planned" in methods(found)


@pytest.fixture
def judged(own):
    made = reported.finished(own)
    spec = ReviewSpec(tiles="all", repeats=0, seed=3)
    return own, made, draw_review(own.folder, [made], "test", spec)


def test_a_sealed_review_stays_sealed_and_tells_nothing(judged):
    study, made, review = judged
    reviewed.finish(review, "Ada")
    before = {p: p.read_bytes() for p in review.folder.rglob("*") if p.is_file()}
    found = reported.report(study, made)
    after = {p: p.read_bytes() for p in review.folder.rglob("*") if p.is_file()}
    assert before == after
    told = text(found.section("review"))
    assert "is sealed, so that nothing of it is told here" in told
    assert "Ada" not in told
    assert not found.section("review").done
    assert "No blinded review by people was done." in methods(found)


def test_an_opened_review_is_told_in_the_words_of_its_results(judged):
    study, made, review = judged
    reviewed.finish(review, "Ada", wrong=0.2)
    key = open_key(review)
    found = reported.report(study, made)
    expected = results(review, key)
    told = text(found.section("review"))
    assert all(sentence in told for sentence in sentences(expected))
    assert all(note in told for note in expected.notes)
    part = expected.readers[0].parts["classify"]
    shown = table(found.section("review"), "Readers and networks").rows[0]
    assert shown[:3] == ("Ada", "classified", "20")
    assert shown[3].startswith(f"{100 * part.as_wrong.value:.1f} %")
    assert "In a blinded review, 1 reader answered 20 tiles of 'test'" in methods(found)


def test_a_broken_seal_is_never_called_blinded(judged):
    study, made, review = judged
    sitting = review.sitting("Ada")
    reviewed.answer(sitting, reviewed.knowing(review), most=4)
    sitting.close()
    open_key(review, break_seal=True)
    found = reported.report(study, made)
    assert "counts as unblinded" in text(found.section("review"))
    assert "NOT surely blinded review" in methods(found)


def test_maps_and_measurements_of_the_network_are_shown(own):
    made = reported.finished(own)
    reported.maps(made)
    reported.measured(made)
    found = reported.report(own, made)
    section = found.section("attribution")
    assert section.done
    (tiles,) = blocks(section, Tiles)
    assert len(tiles.cells) == 12
    assert "6 of 6 maps are shown" in tiles.caption
    assert tiles.cells[0].png != tiles.cells[1].png
    assert reported.SENTENCE in text(section)
    assert "Clumps: a detail." in text(section)
    numbers = table(section, "Attribution in clumps").rows
    assert numbers == (
        ("squares", "all", "enrichment", "10", "1", "5.12", "4", "6", "groups"),
    )
    null = table(section, "Beside what").rows[0]
    assert null[2] == "brightness alone"
    assert null[-1] == "-"
    assert reported.SENTENCE in methods(found)


def test_the_name_of_a_null_is_that_of_the_measurement():
    assert BRIGHTNESS == nulls.BRIGHTNESS


def test_maps_and_measurements_of_an_earlier_network_are_not_taken(own):
    made = reported.finished(own)
    reported.maps(made)
    reported.measured(made, network="00000000")
    made.model_path.write_bytes(b"another network")
    found = reported.report(own, made)
    section = found.section("attribution")
    assert not section.done
    assert "1 measurement of an earlier network" in text(section)
    assert "NO attribution maps of this network" in text(section)


@pytest.fixture
def repeated(own):
    what = ExperimentSpec(name="Seeds", runs=5, controls=("shuffled",))
    record, runs = experiments.make(own, what, read_contents(own.spec))
    for number, run in enumerate(runs):
        reported.finish(run)
        shuffled = run.record.study.training.shuffled
        wrong = 0.5 if shuffled else 0.1 + 0.05 * number
        reviewed.predict(run, wrong, number, "test")
    return own, record, runs


def test_experiments_and_controls_are_told_in_their_own_words(repeated):
    study, record, runs = repeated
    found = reported.report(study, runs[0])
    lined = {line.variant: line for line in lines(runs, record.variants)}
    plain, control = (lined[name] for name in record.variants)
    section = found.section("experiments")
    assert section.done
    shown = table(section, "Runs of `Seeds`").rows
    assert shown[0][:3] == ("deep", "test", "5 of 5")
    assert shown[0][3] == plain.accuracy["test"].text()
    assert len(blocks(section, Picture)) == 1
    assert control_sentence(control) in text(found.section("controls"))
    assert control_sentence(control) in methods(found)
    assert f"accuracy on 'test' was {plain.accuracy['test'].text()}" in methods(found)
    every = table(section, "All 10 runs")
    assert every.folded
    assert sum("this report" in row[0] for row in every.rows) == 1


def test_that_a_run_was_one_of_several_is_told_with_its_place(repeated):
    study, _, runs = repeated
    own = [run for run in runs if not run.record.study.training.shuffled]
    values = {run.id: run.predictions("test").accuracy().value for run in own}
    best = max(own, key=lambda run: values[run.id])
    told = text(reported.report(study, best).section("experiments"))
    assert "one of 5 finished runs with results on `test`" in told
    assert f"this run has {100 * values[best.id]:.1f} % (place 1 from the top)" in told
    assert "If it was chosen for its test accuracy, that number is too high." in told


def test_a_control_run_is_called_one(repeated):
    study, _, runs = repeated
    control = next(run for run in runs if run.record.study.training.shuffled)
    found = reported.report(study, control)
    assert "This run is a control" in text(found.section("question"))
    assert "training labels had been dealt anew" in methods(found)


def test_it_tells_how_far_it_is_and_can_be_stopped(study, run):
    told = []
    reported.report(study, run, tell=lambda *each: told.append(each))
    assert {what for what, _, _ in told} >= {"gathering images", "reading tiles"}
    assert all(0 <= done <= of for _, done, of in told)

    class Stop(RuntimeError):
        pass

    def stop(what, done, of):
        if what == "reading tiles":
            raise Stop

    with pytest.raises(Stop):
        reported.report(study, run, tell=stop)


def test_the_same_run_gives_the_same_report(study, run, plain):
    assert reported.report(study, run) == plain
