"""Tables of a comparison: what stands in them, and that R reads them as is said."""

import json
import shutil
import subprocess

import numpy as np
import pytest
from curved import sets_of

from cellclassifier.core.comparison.boxes import box
from cellclassifier.core.comparison.loess import smooth
from cellclassifier.core.comparison.metrics import METRICS, values
from cellclassifier.core.comparison.tables import (
    plain,
    run_columns,
    write_article_tables,
    write_tables,
)
from cellclassifier.core.files import read_table

RSCRIPT = shutil.which("Rscript")
needs_r = pytest.mark.skipif(RSCRIPT is None, reason="R is not installed (no Rscript)")


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    return sets_of(tmp_path_factory.mktemp("sets"), runs=5, epochs=9)


@pytest.fixture(scope="module")
def tables(sets, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(folder, sets)
    write_article_tables(folder, sets)
    return folder


def in_r(code):
    """Run R code that writes JSON by hand; returns what it wrote."""
    told = subprocess.run(
        [RSCRIPT, "--vanilla", "-e", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(told.stdout)


def test_each_run_has_a_row_with_all_that_is_compared(sets, tables):
    rows = read_table(tables / "runs.csv")
    assert list(rows[0]) == [column.name for column in run_columns()]
    assert [row["run"] for row in rows] == [run.id for s in sets for run in s.runs]
    for key, name in (("accuracy", "test_accuracy"), ("loss", "test_loss")):
        wanted = [v for s in sets for v in values(s, key)]
        assert [float(row[name]) for row in rows] == pytest.approx(wanted)
    assert [row["epochs_to_99.5"] for row in rows[5:]] == ["NA"] * 5
    first, run = rows[0], sets[0].runs[0]
    assert (first["network"], first["seed"], first["test"]) == ("compact", "0", "test")
    assert (first["n_tiles"], first["n_groups"]) == ("20", "20")
    assert int(first["n_training"]) == sum(t.part == "train" for t in run.tiles())
    assert (first["epochs"], first["kept_epoch"], first["fold"]) == ("9", "9", "NA")
    assert (first["control"], first["study"]) == ("0", str(sets[0].study))
    assert first["verdict_text"]
    assert first["trusted"] in ("0", "1")


def test_each_epoch_has_a_row(sets, tables):
    rows = read_table(tables / "history.csv")
    assert len(rows) == 2 * 5 * 9
    run = sets[0].runs[0]
    own = [row for row in rows if row["run"] == run.id]
    history = run.history()
    assert [float(row["train_accuracy"]) for row in own] == pytest.approx(
        history.accuracy
    )
    assert [float(r["validation_loss"]) for r in own] == pytest.approx(history.val_loss)
    assert [row["kept"] for row in own] == ["0"] * 8 + ["1"]


def test_the_codebook_explains_each_column(tables):
    book = read_table(tables / "codebook.csv")
    for name in ("runs.csv", "history.csv"):
        columns = list(read_table(tables / name)[0])
        assert [row["column"] for row in book if row["table"] == name] == columns
    assert all(row["meaning"].endswith(".") for row in book)
    units = {row["column"]: row["unit"] for row in book}
    assert units["test_accuracy"] == units["train_accuracy"] == "share, 0 to 1"
    assert units["test_loss"] == "nats"
    assert len([row for row in book if row["table"] == "runs.csv"]) >= len(METRICS) + 15


def test_the_articles_files_have_its_columns_in_percent(sets, tables):
    text = (tables / "test_accuracy.csv").read_text().splitlines()
    assert text[0] == "comparison,test_accuracy"
    assert len(text) == 11
    assert text[1].split(",") == ["compact", "85"]
    name = "training_2_deep.csv"
    text = (tables / name).read_text().splitlines()
    assert text[0] == "epoch,training.accuracy"
    assert len(text) == 1 + 5 * 9
    found = 100 * sets[1].runs[0].history().accuracy[0]
    assert float(text[1].split(",")[1]) == pytest.approx(found)


@needs_r
def test_r_draws_the_articles_box_plot_of_its_file(sets, tables):
    code = f"""
    data1 <- read.csv("{tables / "test_accuracy.csv"}")
    stopifnot(identical(names(data1), c("comparison", "test_accuracy")))
    found <- boxplot(test_accuracy ~ comparison, data1, plot = FALSE)
    quartiles <- tapply(data1$test_accuracy, data1$comparison, quantile, type = 7)
    cat(sprintf('{{"names": ["%s"], "n": [%s], "quartiles": [%s]}}',
        paste(found$names, collapse = '", "'), paste(found$n, collapse = ", "),
        paste(sprintf("%.12f", unlist(quartiles)), collapse = ", ")))
    """
    told = in_r(code)
    assert told["names"] == ["compact", "deep"]
    assert told["n"] == [5, 5]
    for place, each in enumerate(sets):
        found = box([100 * v for v in values(each, "accuracy")])
        quartiles = told["quartiles"][5 * place : 5 * place + 5]
        own = (found.lower, found.median, found.upper)
        assert quartiles[1:4] == pytest.approx(own, abs=1e-6)


@needs_r
def test_r_smooths_the_articles_training_curve_as_the_figure_does(sets, tables):
    code = f"""
    data7 <- read.csv("{tables / "training_1_compact.csv"}")
    stopifnot(identical(names(data7), c("epoch", "training.accuracy")))
    at <- data.frame(epoch = seq(1, 9, length.out = 80))
    exact <- loess.control(surface = "direct", statistics = "exact")
    told <- function(...) {{
        fit <- loess(training.accuracy ~ epoch, data7, ...)
        p <- predict(fit, at, se = TRUE)
        paste(sprintf("%.12f", c(p$fit, qt(.975, p$df) * p$se.fit)), collapse = ", ")
    }}
    cat(sprintf('{{"exact": [%s], "usual": [%s]}}', told(control = exact), told()))
    """
    told = in_r(code)
    points = [
        (each.epoch, 100 * each.accuracy)
        for run in sets[0].runs
        for each in run.history().epochs
    ]
    found = smooth(*zip(*points, strict=True))
    exact, half = np.split(np.array(told["exact"]), 2)
    assert found.y == pytest.approx(exact, abs=1e-6)
    assert found.high - found.y == pytest.approx(half, abs=1e-6)
    usual, _ = np.split(np.array(told["usual"]), 2)
    # R interpolates by default, which nobody sees.
    assert np.abs(found.y - usual).max() < 0.3


@needs_r
def test_r_reads_the_tidy_tables(tables):
    code = f"""
    runs <- read.csv("{tables / "runs.csv"}")
    history <- read.csv("{tables / "history.csv"}")
    both <- merge(runs, history, by = c("set", "run", "seed"))
    cat(sprintf('{{"runs": %d, "both": %d, "missing": %d, "mean": %.9f}}', nrow(runs),
        nrow(both), sum(is.na(runs$epochs_to_99.5)), mean(runs$test_accuracy)))
    """
    told = in_r(code)
    rows = read_table(tables / "runs.csv")
    assert (told["runs"], told["both"]) == (10, 90)
    assert told["missing"] == sum(row["epochs_to_99.5"] == "NA" for row in rows)
    mean = np.mean([float(row["test_accuracy"]) for row in rows])
    assert told["mean"] == pytest.approx(mean)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("deep, test 2", "deep_test_2"),
        ("../../etc/x", "etc_x"),
        ("grey (mean)", "grey_mean"),
        ("µm-größe", "µm-größe"),
        ("...", "set"),
    ],
)
def test_names_of_files_hold_nothing_that_a_path_could_mean(name, wanted):
    assert plain(name) == wanted
