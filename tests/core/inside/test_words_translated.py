"""What is seen of a network in another language: all is translated, and no file is."""

import runpy

import followed
import marking
import numpy as np
import pytest

from cellclassifier.core.attribution_spec import Passes
from cellclassifier.core.inside import landscape_words, learning, learning_words
from cellclassifier.core.inside.features import Learnt
from cellclassifier.core.inside.landscape import Landscape, write
from cellclassifier.core.inside.landscape_plan import Cost
from cellclassifier.core.inside.landscape_results import (
    Agreement,
    Exactness,
    Line,
    OverInput,
    Slice,
)
from cellclassifier.core.landscape_spec import LandscapeSpec

NAMES = ("granules", "squares", "discs", "conv16")
STEPS = np.array([-0.02, 0, 0.02])
SECONDS = (None, 1.0, 25.0, 600.0, 9000.0)


def line(epoch=4):
    changes = np.array([-0.018, 0.102, -0.030, 0.018, 0.021, 0.050])
    start = np.linspace(0.1, 0.2, 6)
    return Line(epoch, STEPS, np.stack([start + 0.3, start, start + changes], 1), 2.5)


def agreement(epoch, *cosines):
    ones = np.ones(len(cosines))
    return Agreement(epoch, np.array(cosines), 0.5 * ones, 2 * ones)


def surfaces(number=2):
    mean = np.array([[0.4, 0.3, 0.5], [0.2, 0.1, 0.3], [0.4, 0.3, 0.6]])
    off = np.linspace(0, 0.05, 9).reshape(3, 3)
    return Slice(4, STEPS, np.stack([mean + place * off for place in range(number)]))


def over_input(*along):
    tile, up = np.full((2, 3, 1), 0.5, np.float32), np.zeros((2, 3, 1), np.float32)
    losses = (np.array(along), np.array([0.021, 0.02, 0.019]))
    return OverInput(None, STEPS, *losses, "granules", 24.5, tile, up, up)


def exactness(told=2.0):
    slopes = np.full((3, 2), told)
    measured = slopes * np.array([1.001, 1.5])
    return Exactness(0, np.array([1e-4, 1e-2]), measured, slopes, 4e-7)


RESULTS = {
    "line": (line(0), line(4)),
    "agreement": (agreement(0, 0.5, -0.25, np.nan), agreement(2, 0.1, 0.2, 0.3)),
    "slice": (surfaces(), surfaces(1)),
    "input": (over_input(0.001, 0.02, 3.1), over_input(4.0, 0.02, 3.1)),
    "exactness": (exactness(), exactness(0.0)),
}


def found(view):
    spec = LandscapeSpec(view=view, epochs=(0, 4) if view != "input" else ())
    network = "0a1b2c3d"
    return Landscape(spec, "r1", network, ((3, 1), (4, 8)), RESULTS[view], True)


@pytest.mark.parametrize("view", RESULTS)
def test_what_a_landscape_shows_is_translated_and_its_files_are_not(view, tmp_path):
    plain = found(view)
    write(tmp_path / "plain", plain)
    english = (plain.seen, plain.caution)
    with marking.marked():
        for text in (plain.seen, plain.caution):
            assert marking.left(text, *NAMES) == [], text
        assert marking.numbers([plain.seen]) == marking.numbers(english[:1])
        write(tmp_path / "marked", plain)
    assert (plain.seen, plain.caution) == english
    assert marking.contents(tmp_path / "marked") == marking.contents(tmp_path / "plain")


def test_what_is_rarely_seen_of_a_landscape_is_translated():
    flat = line()._replace(losses=np.ones((6, 3)))
    rising = line()._replace(losses=line().losses + np.array([0, 0, 0.5]))
    several = [agreement(e, v, v) for e, v in ((0, 0.3), (1, -0.2), (2, 0.9), (3, 0.5))]
    of_nothing = [agreement(0, np.nan, np.nan)]
    with marking.marked():
        said = [
            landscape_words.seen("line", [flat]),
            landscape_words.seen("line", [rising._replace(epoch=None)]),
            landscape_words.seen("agreement", several),
            landscape_words.seen("agreement", of_nothing),
        ]
        said += [Cost(126, 1, tiles, s).text for tiles in (1, 20) for s in SECONDS]
        for text in said:
            assert text
            assert marking.left(text) == [], text


@pytest.mark.parametrize("true_class", ["squares", "discs", ""])
@pytest.mark.parametrize("kept", [1, 3])
def test_how_learning_went_is_translated(true_class, kept):
    alike = (np.array([0.3, 0.95, 0.97, 1]), np.array([0.3, 0.95, 0.1, 1]))
    shares = np.array([0.6, 0.3, 0.7, 0.9], np.float32)
    for similarity in (*alike, np.full(4, np.nan)):
        of = followed.learning(kept=kept)._replace(
            similarity=similarity.astype(np.float32),
            probabilities=np.stack([1 - shares, shares], axis=1),
        )
        with marking.marked():
            text = learning_words.seen(of, true_class)
            assert marking.left(text, *NAMES) == [], text
        assert learning_words.seen(of, true_class) != text


def test_costs_names_and_what_stands_in_constants_are_translated():
    learnt = Learnt("conv16", 2, 3, "", (1, 1), (2, 2, 1), np.zeros(1), np.zeros(1))
    with marking.marked():
        constants = runpy.run_path(learning_words.__file__)
        said = [
            learning.Cost((0, 1, 2), Passes(1200, 3)).text,
            learnt.label,
            *(constants[name] for name in ("CAUTION", "NOTHING_KEPT")),
        ]
        for text in said:
            assert marking.left(text, *NAMES) == [], text
    assert learnt.key == "conv16@2"
