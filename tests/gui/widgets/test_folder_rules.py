from pathlib import Path

import pytest

from cellclassifier.gui.widgets.folder_rules import unfit_test, unfit_training


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("a", "b", "c")]
    for folder in made:
        folder.mkdir()
    return made


def test_a_folder_of_its_own_is_fit(folders):
    a, b, c = folders
    assert unfit_training([a], [b]) == ""
    assert unfit_test([c], a, [b]) == ""
    assert unfit_test([c], None, []) == ""


def test_a_folder_has_one_use(folders, tmp_path):
    a, b, _ = folders
    link = tmp_path / "link"
    link.symlink_to(a)
    assert "a test set of this study already" in unfit_training([a], [b, link])
    assert "the folder of the training images already" in unfit_test([link], a, [])
    assert "a test set of this study already" in unfit_test([b], a, [b])


def test_what_is_no_folder_is_told(folders, tmp_path):
    file = tmp_path / "cell.tif"
    file.write_bytes(b"")
    assert "cell.tif is a file" in unfit_training([file], [])
    assert "does not exist any more" in unfit_test([tmp_path / "x"], None, [])
    assert "3 were dropped" in unfit_training(folders, [])
