"""A report of real images after a real, tiny training, opened in Chromium.

Where there are no real images, or no Chromium, that is said and skipped.
"""

import io
import shutil

import drawn
import numpy as np
import pytest
import reported
from browsing import CHROMIUM, Browser
from PIL import Image

from cellclassifier import cli
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.core.report.writing import write_report
from cellclassifier.core.study import Study

PRIMARY = drawn.REAL / "primary"
EACH = 40
"""Images of each class, for training as for the test."""

pytestmark = pytest.mark.slow

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed here"
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    if not PRIMARY.exists():
        pytest.skip(f"the real images {PRIMARY} are not here")
    where = tmp_path_factory.mktemp("primary")
    for part in ("train", "test"):
        for source in sorted((PRIMARY / part).iterdir()):
            target = where / part / source.name
            target.mkdir(parents=True)
            files = sorted(source.iterdir())
            for file in files[:: len(files) // EACH][:EACH]:
                shutil.copy(file, target)
    folder = where / "study"
    made = ("--train", where / "train", "--test", where / "test", "--size", 64)
    assert main("new", folder, *made) == 0
    assert main("train", folder, "--network", "compact", "--epochs", 1) == 0
    assert main("explain", folder, "--limit", 4) == 0
    return Study.open(folder)


def main(*arguments):
    return cli.main([str(each) for each in arguments], lambda _: 0)


@pytest.fixture(scope="module")
def paths(study):
    return write_report(study, pdf=True)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@needs_chromium
def test_it_opens_without_complaint_and_without_network(paths, browser):
    browser.go(paths[0].as_uri())
    assert browser.complaints() == []
    asked = browser.requests()
    assert paths[0].as_uri() in asked
    others = {url for url in asked if url != paths[0].as_uri()} - {"about:blank"}
    assert all(url.startswith("data:image/") or url == "data:" for url in others)


@needs_chromium
def test_every_image_is_shown(paths, browser):
    browser.go(paths[0].as_uri())
    found = browser.value(
        "[...document.images].map(i => [i.complete, i.naturalWidth, i.alt.length])"
    )
    assert len(found) == len(reported.Page(paths[0].read_bytes()).images()) > 40
    assert all(complete and width > 0 and alt for complete, width, alt in found)


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 1000, 1600])
def test_it_fits_any_window_and_is_legible_in_light_and_dark(
    paths, browser, scheme, width
):
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.ask("Emulation.setEmulatedMedia", features=[feature])
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.ask("Emulation.setDeviceMetricsOverride", **size)
    browser.go(paths[0].as_uri())
    wide = browser.value("document.documentElement.scrollWidth")
    assert wide <= width
    colours = browser.value(
        "[...document.querySelectorAll('body,h2,p,figcaption,caption,a,td,.first')].map("
        "e => getComputedStyle(e).color)"
    )
    ground = browser.value("getComputedStyle(document.documentElement).backgroundColor")
    assert all(contrast(each, ground) >= 4.5 for each in set(colours))


def contrast(one, other):
    """Return the contrast of two colours, "rgb(1, 2, 3)", as WCAG 2 has it."""
    lights = sorted(luminance(each) for each in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    parts = np.array([int(p) for p in colour[4:-1].split(",")]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


@needs_chromium
def test_on_paper_nothing_stays_folded(paths, browser):
    visible = (
        "[...document.querySelectorAll('details table')].map(t => t.checkVisibility())"
    )
    browser.ask("Emulation.setEmulatedMedia", media="", features=[])
    browser.go(paths[0].as_uri())
    assert browser.value(visible) == [False, False]
    browser.ask("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.value(visible) == [True, True]


def test_it_has_the_numbers_of_the_run(study, paths):
    run = study.run()
    found = evaluate(run.predictions("test"))
    made = reported.Page(paths[0].read_bytes())
    pages = "".join(reported.pdf_pages(paths[1].read_bytes()))
    for words in (
        found.accuracy.text(),
        f"{100 * found.balanced.value:.1f} %",
        f"{found.roc_auc[0].value:.3f}",
        "No control with shuffled labels was run.",
        "What the network looks at was NOT measured",
    ):
        assert reported.bare(words) in made.text
        assert reported.bare(words) in pages


def test_its_tiles_are_those_of_the_images(paths):
    for data in reported.Page(paths[0].read_bytes()).images():
        if data.startswith(b"\x89PNG"):
            with Image.open(io.BytesIO(data)) as image:
                assert np.asarray(image).std() > 3
