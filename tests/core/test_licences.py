"""Versions and licences of what is installed."""

from importlib import metadata

import pytest

from cellclassifier.core import licences


def test_every_package_has_a_version_and_a_licence():
    found = {each.name.lower(): each for each in licences.packages()}
    assert {"numpy", "keras", "pydantic", "tifffile"} <= set(found)
    assert found["numpy"].version == metadata.version("numpy")
    for each in found.values():
        assert each.version
        assert 0 < len(each.licence) <= 80
        assert "\n" not in each.licence
    assert found["keras"].licence.startswith("Apache")
    assert "LGPL" in found["pyside6_essentials"].licence


def test_the_licence_text_is_that_of_the_program():
    text = licences.licence_text()
    assert text.startswith("BSD 3-Clause License")
    assert "AS IS" in text


def test_what_a_bundle_left_out_is_no_reason_to_fail(monkeypatch):
    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(licences.metadata, "requires", absent)
    monkeypatch.setattr(licences.metadata, "metadata", absent)
    assert licences.packages() == ()


class Told(dict):
    def get_all(self, key):
        return self.get(key)


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({"License-Expression": ["MIT"], "License": ["other"]}, "MIT"),
        ({"License": ["Apache 2.0"]}, "Apache 2.0"),
        (
            {
                "License": ["Copyright\nall of it"],
                "Classifier": ["License :: OSI Approved :: MIT License"],
            },
            "MIT License",
        ),
        ({"License": ["x" * 500]}, "see the package"),
        ({}, "see the package"),
    ],
)
def test_where_a_licence_is_told(told, licence):
    assert licences._licence(Told(told)) == licence
