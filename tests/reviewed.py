"""Runs with predictions made up for reviews, and readers who answer them."""

from pathlib import Path

import drawn
import numpy as np

from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Ended, encode
from cellclassifier.core.predictions import Predictions, from_tiles, write_predictions
from cellclassifier.core.reviews.record import AGREE, CANNOT_TELL, DISAGREE
from cellclassifier.core.reviews.seal import Key, unsealed
from cellclassifier.core.reviews.sitting import DisplaySettings
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

PLAIN = DisplaySettings(0.0, 1.0, 3, False)


def study(where: Path, train: int = 6, tests: int = 10, columns: int = 1) -> Study:
    """Draw a study whose file names say a lot about where they are from."""
    names = {"name": "telltale_{}_field.png"}
    spec = StudySpec(
        train=drawn.folder(where / "images" / "train", train, **names),
        tests=(drawn.folder(where / "images" / "wells", tests, seed=1, **names),),
        tiling=TilingSpec(size=64, columns=columns),
        augment=AugmentSpec(rotation=0, shift=0.05),
        training=TrainSpec(epochs=1, batch_size=8, validation_share=0.3),
    )
    return Study.create(where / "study", spec)


def run(made: Study, wrong: float = 0.2, seed: int = 0):
    """Make a run that is done, and wrong on a share of the test tiles."""
    found = made.new_run(read_contents(made.spec))
    (found.folder / "events.jsonl").write_bytes(encode(Ended(outcome="done")))
    found.model_path.touch()
    predict(found, wrong, seed)
    return found


def predict(found, wrong: float, seed: int, test: str = "wells") -> Predictions:
    """Write predictions of the test set that are wrong on a share of the tiles."""
    table = guessed(found, found.tiles(test), wrong, seed)
    write_predictions(found.predictions_path(test), table)
    return table


def guessed(found, tiles, wrong: float, seed: int) -> Predictions:
    classes = found.record.classes
    rng = np.random.default_rng(seed)
    p = rng.uniform(0.01, 0.4, (len(tiles), 1)) * np.ones((1, len(classes)))
    for row, tile in enumerate(tiles):
        true = classes.index(tile.class_name)
        said = (true + (rng.random() < wrong)) % len(classes)
        p[row] /= max(1, len(classes) - 1)
        p[row, said] = 0
        p[row, said] = 1 - p[row].sum()
    return from_tiles(classes, tiles, p.astype(np.float32))


def peek(review) -> Key:
    """Read the key without opening the review."""
    path = review.folder / "sealed.bin"
    return unsealed(path.read_bytes(), review.record.key_sha256, path)


def truths(review) -> dict[str, str]:
    """Return the true class of each token."""
    key = peek(review)
    by_number = {tile.number: tile.true_class for tile in key.tiles}
    return {card.token: by_number[card.tile] for card in key.cards}


def answer(sitting, choose, most: int | None = None) -> list[str]:
    """Answer cards, all of them without `most`; return their tokens in order."""
    tokens = []
    while not sitting.finished and (most is None or len(tokens) < most):
        card = sitting.card()
        sitting.answer(choose(card), 1.5, PLAIN)
        tokens.append(card.token)
    return tokens


def knowing(review, wrong: float = 0.0, unsure: float = 0.0, seed: int = 0):
    """Return how a reader chooses who knows the classes, but for some shares."""
    known, rng = truths(review), np.random.default_rng(seed)

    def choose(card) -> str:
        true = known.get(card.token, card.practice_answer)
        luck = rng.random()
        if luck < unsure:
            return CANNOT_TELL
        if luck < unsure + wrong:
            true = next(name for name in review.classes if name != true)
        if card.kind == "judge":
            return AGREE if card.shown_class == true else DISAGREE
        return true

    return choose


def finish(review, reader: str, **shares) -> None:
    """Let a reader answer a whole review."""
    sitting = review.sitting(reader)
    answer(sitting, knowing(review, **shares))
    sitting.close()
