"""Preferences are kept where they can be, and are never a reason not to start."""

from pathlib import Path

import pytest

from cellclassifier.core import preferences
from cellclassifier.core.preferences import RECENT, Preferences


def test_they_survive_the_file():
    chosen = Preferences(scheme="dark", device="gpu:1", engine="torch")
    chosen = chosen.remember_study(Path("/Studien/ü")).remember_folder(Path("/b"))
    preferences.save(chosen)
    assert preferences.load() == chosen


def test_without_a_file_they_are_the_defaults():
    assert preferences.load() == Preferences()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"scheme": "pink"}', "\xff"])
def test_a_damaged_file_gives_the_defaults(text):
    preferences.home().mkdir(parents=True, exist_ok=True)
    (preferences.home() / "preferences.json").write_bytes(text.encode("latin-1"))
    assert preferences.load() == Preferences()


def test_fields_of_a_newer_version_are_passed_over():
    preferences.home().mkdir(parents=True, exist_ok=True)
    text = '{"scheme": "light", "later": 1}'
    (preferences.home() / "preferences.json").write_text(text)
    assert preferences.load() == Preferences(scheme="light")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        # As the first versions wrote it, with fewer fields.
        (
            '{"scheme": "dark", "recent_studies": ["/s"]}',
            Preferences(scheme="dark", recent_studies=(Path("/s"),)),
        ),
        ('{"recent_studies": ["/s"]}', Preferences(recent_studies=(Path("/s"),))),
        # Of a newer one, with choices that this one does not know.
        (
            '{"scheme": "sepia", "tour_seen": 7, "recent_folders": ["/f"], "new": {}}',
            Preferences(recent_folders=(Path("/f"),)),
        ),
        (
            '{"recent_studies": 3, "device": "tpu:0", "blue_orange": true}',
            Preferences(blue_orange=True),
        ),
    ],
)
def test_an_update_costs_only_what_is_not_known(written, kept):
    preferences.home().mkdir(parents=True, exist_ok=True)
    (preferences.home() / "preferences.json").write_text(written)
    assert preferences.load() == kept


@pytest.mark.parametrize("device", ["gpu", "gpu:x", "gpu:-1", "gpu:0\n", "", 1, None])
def test_a_device_or_engine_that_is_not_known_costs_nothing_else(device):
    kept = Preferences.model_validate(
        {"scheme": "dark", "device": device, "engine": "jax"}
    )
    assert kept == Preferences(scheme="dark")


@pytest.mark.parametrize("device", ["auto", "cpu", "gpu:0", "gpu:12"])
def test_devices_are_kept_as_they_were_chosen(device):
    assert Preferences(device=device).device == device


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("CELLCLASSIFIER_HOME", str(tmp_path / "file" / "below"))
    preferences.save(Preferences(scheme="dark"))
    assert preferences.load() == Preferences()


@pytest.mark.parametrize("what", ["study", "folder"])
def test_the_newest_comes_first_and_each_once(what):
    kept = Preferences()
    for number in [*range(RECENT + 3), 5]:
        kept = getattr(kept, f"remember_{what}")(Path(f"/{number}"))
    recent = kept.recent_studies if what == "study" else kept.recent_folders
    assert [path.name for path in recent[:3]] == ["5", "10", "9"]
    assert len(recent) == len(set(recent)) == RECENT


def test_the_place_is_the_users_own(monkeypatch):
    monkeypatch.delenv("CELLCLASSIFIER_HOME")
    assert preferences.home().is_absolute()
    assert "CellClassifier" in str(preferences.home())
