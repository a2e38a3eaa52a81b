"""Places that the command line was told of, as the window offers them."""

from argparse import Namespace
from pathlib import Path

import pytest

from cellclassifier import cli_places
from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import CERTIFICATES, HERE, Place, Profile


@pytest.fixture
def asked(monkeypatch):
    """Return what names a place on the command line; all packages are there."""
    monkeypatch.setattr(cli_places.extras, "require", lambda *_: None)
    monkeypatch.setattr(cli_places.security, "check", lambda folder: None)
    monkeypatch.setattr(cli_places.security, "warning", lambda *_: "")
    monkeypatch.setattr(cli_places, "_load_queues", lambda: None)
    monkeypatch.setattr(cli_places.reaching, "reach", lambda *_: None)

    def asked(on, certificates=None):
        return cli_places.asked(Namespace(on=on, certificates=certificates))

    return asked


def test_workstations_are_remembered_with_their_certificates(asked, tmp_path):
    for name in CERTIFICATES:
        (tmp_path / name).touch()
    asked("tls://ws1", tmp_path)
    asked("tcp://ws2:9000")
    one = Place(kind="scheduler", address="tls://ws1:8786", certificates=tmp_path)
    two = Place(kind="scheduler", address="tcp://ws2:9000")
    assert places.recent_places() == (two, one)
    # The last one comes first, once.
    asked("tls://ws1", tmp_path)
    assert places.recent_places() == (one, two)


def test_this_computer_and_profiles_are_not(asked):
    places.save_profile(Profile(name="lab"))
    assert asked("here") == HERE
    assert asked("lab").kind == "cluster"
    assert asked(None) is None
    assert places.recent_places() == ()


def test_what_does_not_answer_is_not_remembered(asked, monkeypatch):
    def silent(address: str, certificates: Path | None) -> None:
        raise UserError("Nothing answers.")

    monkeypatch.setattr(cli_places.reaching, "reach", silent)
    with pytest.raises(UserError, match="Nothing answers"):
        asked("tcp://ws3:8786")
    assert places.recent_places() == ()
