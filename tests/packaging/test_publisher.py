"""Who publishes is never made up."""

import subprocess
import sys
from pathlib import Path

import pytest
from bundling import PACKAGING, build, build_deb, publisher

ASKED = (publisher.MAINTAINER, publisher.BUNDLE_ID, publisher.PUBLISHER)


@pytest.mark.parametrize("variable", ASKED)
def test_a_release_is_refused_without(variable):
    with pytest.raises(SystemExit, match=f"needs the environment variable {variable}"):
        publisher.told(variable, {publisher.RELEASE: "yes"})


@pytest.mark.parametrize("variable", ASKED)
def test_what_is_told_is_used_in_releases_and_trials(variable):
    example = publisher.FORMS[variable][1]
    for release in ("", "yes"):
        told = {variable: f" {example} ", publisher.RELEASE: release}
        assert publisher.told(variable, told) == example


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (publisher.MAINTAINER, "Ada"),
        (publisher.MAINTAINER, "<ada@example.org>"),
        (publisher.MAINTAINER, "Ada <ada>"),
        (publisher.BUNDLE_ID, "cellclassifier"),
        (publisher.BUNDLE_ID, "org.example.cell classifier"),
        (publisher.PUBLISHER, 'a "name"'),
    ],
)
def test_another_form_is_refused_in_a_trial_too(variable, value):
    with pytest.raises(SystemExit, match="Received"):
        publisher.told(variable, {variable: value})


def test_a_trial_says_that_it_is_one_and_gives_way_to_the_release():
    assert "trial" in publisher.told(publisher.MAINTAINER, {})
    assert publisher.told(publisher.BUNDLE_ID, {}).startswith("invalid.")
    assert publisher.version("1.2", {}) == "1.2~trial"
    assert publisher.version("1.2", {publisher.RELEASE: "yes"}) == "1.2"


def test_the_package_of_a_release_is_not_begun_without(tmp_path, monkeypatch):
    monkeypatch.setenv(publisher.RELEASE, "yes")
    monkeypatch.delenv(publisher.MAINTAINER, raising=False)
    with pytest.raises(SystemExit, match="MAINTAINER"):
        build_deb.build(tmp_path / "bundle", tmp_path, 0)
    assert not any(tmp_path.iterdir())


def test_a_release_is_refused_before_hours_are_spent(tmp_path, monkeypatch):
    monkeypatch.delenv(publisher.MAINTAINER, raising=False)
    command = [sys.executable, str(PACKAGING / "build.py"), str(tmp_path)]
    done = subprocess.run(
        [*command, "--release", "--deb"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "A release needs the environment variable" in done.stderr
    assert not any(tmp_path.iterdir())


def test_no_script_names_a_publisher():
    scripts = [*PACKAGING.rglob("*.iss"), *PACKAGING.rglob("*.ps1")]
    for path in [*scripts, Path(build.__file__), Path(build_deb.__file__)]:
        text = path.read_text("utf-8")
        assert "authors" not in text, path
        assert "localhost" not in text, path
