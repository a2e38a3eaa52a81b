"""Runs to report on, made in no time; and what can be read in a page and in a PDF."""

import base64
import html.parser
import json
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import drawn
import numpy as np
import reviewed

from cellclassifier.core.contents import read_contents
from cellclassifier.core.files import append_line, write_table
from cellclassifier.core.messages import Began, Ended, EpochEnded, Kept, encode
from cellclassifier.core.report.gathering import gather
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, GroupSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

MADE = datetime(2026, 2, 3, 14, 5, tzinfo=UTC)

ENVIRONMENT = {
    "python": "3.12.1",
    "platform": "Linux",
    "device": "a stage",
    "engine": "tensorflow",
    "gain": 2.5,
    "start": None,
    "packages": {"keras": "3.15.1", "tensorflow": "2.21.0"},
}


def study(
    where: Path, classes=drawn.CLASSES, train=12, tests=10, test="test", **training
) -> Study:
    """Draw a study of three groups, `a` to `c`, and three others in its test."""
    folders = where / "images" / "train", where / "images" / test
    for folder, count, seed in ((folders[0], train, 0), (folders[1], tests, 1)):
        for name in classes:
            for number in range(count):
                pixels = drawn.shape(drawn.CLASSES[number % 2], 1000 * seed + number)
                group = "abcdef"[3 * seed + number % 3]
                path = folder / name / f"{group}_{number}.png"
                drawn.write(path, _unlike(pixels, name))
    spec = StudySpec(
        train=folders[0],
        tests=(folders[1],),
        groups=GroupSpec(by="pattern", pattern="([a-f])_"),
        tiling=TilingSpec(size=64),
        augment=AugmentSpec(rotation=0, shift=0.05),
        training=TrainSpec.model_validate({"epochs": 3, "batch_size": 8, **training}),
    )
    return Study.create(where / "study", spec)


def _unlike(pixels, name):
    """Return a picture that is in one class alone: copies would stop the training."""
    random = np.random.default_rng([*name.encode()])
    return np.clip(pixels + random.integers(-20, 20, pixels.shape), 0, 255).astype("u1")


def finished(made: Study, wrong=0.25, seed=0, predict=True, **of_run) -> Run:
    """Write a run of `made` as a worker would have, wrong on a share of its tests."""
    run = made.new_run(read_contents(made.spec), **of_run)
    finish(run)
    if predict:
        for name in run.record.tests:
            reviewed.predict(run, wrong, seed, name)
    return run


def finish(run: Run) -> None:
    """Write what a worker writes of three epochs."""
    losses = ((0.7, 0.72), (0.5, 0.55), (0.35, 0.6))
    events = [Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2)]
    events += [
        EpochEnded(
            epoch=number,
            accuracy=0.5 + number / 10,
            loss=loss,
            val_accuracy=0.5 + number / 12,
            val_loss=held,
            seconds=1,
        )
        for number, (loss, held) in enumerate(losses, 1)
    ]
    for event in (*events, Kept(epoch=2), Ended(outcome="done")):
        append_line(run.folder / "events.jsonl", encode(event).decode())
    (run.folder / "environment.json").write_text(json.dumps(ENVIRONMENT))
    run.model_path.write_bytes(b"a network " + run.id.encode())


def maps(run: Run, method="gradient_input", numbers=range(6), test="test") -> None:
    """Write maps of some tiles for the class that they were called."""
    table = run.predictions(test)
    called = dict(zip(table.tiles, table.predicted_classes, strict=True))
    for number in numbers:
        found = np.zeros((64, 64, 1), np.float32)
        found[number, 10:20] = 1
        path = run.attribution_path(method, test, number, called[number])
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)


SENTENCE = "`squares`: 5.1 x over area (95 % 4-6); brightness alone 2.0 x."


def measured(run: Run, test="test", network=None) -> Path:
    """Write a small measurement, as `clumps.report_files` does."""
    folder = run.folder / "measures" / f"{test}_gradient_input_0123abcd"
    numbers = ("class", "outcome", "tiles", "without_clumps", "number", "value")
    ends = ("low", "high", "interval_over", "groups")
    row = ("squares", "all", 10, 1, "enrichment", 5.1234, 4, 6, "groups", 3)
    write_table(folder / "numbers.csv", (*numbers, *ends), [row])
    nulls = ("class", "outcome", "null", "observed", "median", "draws", "below", "p")
    null = ("squares", "all", "brightness alone", 5.1234, 2.0, 1, 1, "NA")
    write_table(folder / "nulls.csv", (*nulls, "tiles"), [(*null, 10)])
    settings = {
        "network": network or run.network_key,
        "asked": {"method": "gradient_input"},
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    (folder / "words.txt").write_text(f"{SENTENCE}\n\nClumps: a detail.\n", "utf-8")
    return folder


def report(made: Study, run: Run, **more):
    return gather(made, run, made=MADE, **more)


class Page(html.parser.HTMLParser):
    """What stands in a page.

    Attributes:
        elements: Name and attributes of each element.
        text: All that can be read, without white space.
        headings: The words of h1 and h2.
        open: Elements that were not closed.
    """

    VOID = frozenset({"meta", "link", "img", "br", "wbr"})

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements, self.headings, self.open = [], [], []
        self._texts, self._inside = [], ""
        self.feed(data.decode("utf-8"))
        self.text = bare("".join(self._texts))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("h1", "h2"):
            self.headings.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"style", "title"} & set(self.open):
            return
        self._texts.append(data)
        if {"h1", "h2"} & set(self.open):
            self.headings[-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def images(self) -> list[bytes]:
        """Return the files of all images; each must be inside the page."""
        found = []
        for each in self.all("img"):
            head, _, data = each["src"].partition(";base64,")
            assert head in ("data:image/png", "data:image/svg+xml")
            found.append(base64.b64decode(data, validate=True))
        return found


def bare(text: str) -> str:
    """Return a text without white space, and without the signs around names."""
    return re.sub(r"[\s`]", "", text)


def pdf_pages(data: bytes) -> list[str]:
    """Return the words of each page of a PDF of reportlab, without white space."""
    objects = {
        int(number): body
        for number, body in re.findall(rb"(\d+) 0 obj\n(.*?)endobj", data, re.DOTALL)
    }
    fonts = _fonts(objects)
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    found = []
    for page in pages:
        contents = objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])]
        found.append(bare(_shown(_stream(contents), fonts)))
    return found


def _fonts(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """Return, by the name of a font, the letter of each of its numbers."""
    found = {}
    for body in objects.values():
        for name, place in re.findall(rb"/(F\d+\+?\d*) (\d+) 0 R", body):
            font = objects[int(place)]
            if unicode := re.search(rb"/ToUnicode (\d+) 0 R", font):
                found[name] = _letters(_stream(objects[int(unicode[1])]))
    return found


def _letters(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<(\w{2})> <(\w{4})>\n", table)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}


def _stream(body: bytes) -> bytes:
    inside = re.search(rb"stream\r?\n(.*?)endstream", body, re.DOTALL)[1]
    head = body[: body.index(b"stream")]
    if b"ASCII85Decode" in head:
        inside = base64.a85decode(inside.strip().removesuffix(b"~>"))
    return zlib.decompress(inside) if b"lateDecode" in head else inside


_STRING = rb"\(((?:[^\\()]|\\.)*)\)"


def _shown(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    found, font = [], {}
    for name, text in re.findall(
        rb"/(F\d+\+?\d*) [\d.]+ Tf|" + _STRING + rb" Tj", stream, re.DOTALL
    ):
        if name:
            font = fonts.get(name, {})
        else:
            codes = re.sub(rb"\\(\d{3}|.)", _unescaped, text, flags=re.DOTALL)
            found.append("".join(font.get(code, chr(code)) for code in codes))
    return "".join(found)


def _unescaped(match) -> bytes:
    inside = match[1]
    if inside.isdigit():
        return bytes([int(inside, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(
        inside, inside
    )
