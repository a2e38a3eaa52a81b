"""What an update of the program leaves: preferences, layout, studies old and new."""

import json

import drawn
import pytest
from acting import ACTOR

from cellclassifier.core import preferences
from cellclassifier.core.contents import read_contents
from cellclassifier.core.spec import SCHEMA_VERSION
from cellclassifier.gui import theme
from cellclassifier.gui.app import make_window


@pytest.fixture
def open_window(qtbot):
    made = []

    def window(study=None):
        made.append(make_window(study, command=ACTOR))
        qtbot.addWidget(made[-1])
        made[-1].show()
        return made[-1]

    yield window
    for each in made:
        each.close()


def write_preferences(text):
    preferences.home().mkdir(parents=True, exist_ok=True)
    (preferences.home() / "preferences.json").write_text(text, "utf-8")


@pytest.mark.parametrize(
    "more",
    [
        "",
        # Of a newer version: a field, and a choice that this one does not know.
        ', "fancy": {"a": 1}, "device": "tpu:0"',
        # Damaged by hand.
        ', "blue_orange": "perhaps", "tour_seen": []',
    ],
)
def test_recent_studies_and_looks_survive(open_window, tmp_path, more):
    folder = json.dumps(str(tmp_path / "mine"))
    write_preferences(f'{{"scheme": "dark", "recent_studies": [{folder}]{more}}}')
    window = open_window()
    assert theme.colours() == theme.DARK
    texts = [
        action.text()
        for menu in window.study.menu().children()
        if hasattr(menu, "actions")
        for action in menu.actions()
    ]
    assert f"mine  ({tmp_path})" in texts


def test_a_broken_layout_is_no_reason_not_to_start(open_window):
    preferences.home().mkdir(parents=True, exist_ok=True)
    (preferences.home() / "window.ini").write_text("[General]\ngeometry=nonsense\n")
    assert open_window().isVisible()


def older(study):
    """Write a study as an older version did: another number, fewer fields."""
    path = study.folder / "study.json"
    told = json.loads(path.read_text("utf-8"))
    told["schema_version"] = SCHEMA_VERSION - 1
    del told["masking"]
    for name in ("keep_epochs", "out_of_memory"):
        del told["training"][name]
    path.write_text(json.dumps(told), "utf-8")
    return path.read_bytes()


def test_a_study_of_an_older_version_opens_and_is_left_until_it_is_changed(
    qtbot, open_window, tmp_path
):
    study = drawn.study(tmp_path, 6, 4)
    written = older(study)
    window = open_window(str(study.folder))
    session, path = window._session, study.folder / "study.json"
    qtbot.waitUntil(lambda: session.checked, timeout=20_000)
    assert window.notice.isHidden()
    assert session.spec == study.spec
    assert path.read_bytes() == written
    session.update(tests=())
    assert json.loads(path.read_text("utf-8"))["schema_version"] == SCHEMA_VERSION


def newer(folder):
    told = json.loads((folder / "study.json").read_text("utf-8"))
    told |= {"schema_version": SCHEMA_VERSION + 1, "unheard_of": True}
    (folder / "study.json").write_text(json.dumps(told), "utf-8")


def files(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_study_of_a_newer_version_is_refused_and_never_changed(open_window, tmp_path):
    study = drawn.study(tmp_path, 2, 2)
    newer(study.folder)
    before = files(study.folder)
    window = open_window()
    window._session.open_study(study.folder)
    sentence = window.notice.sentence
    assert "newer version" in sentence
    assert "Update the program" in sentence
    assert window._session.study is None
    assert study.folder not in window._session.preferences.recent_studies
    # Nothing else that the window does may touch it either.
    window._session.update(tests=())
    assert files(study.folder) == before


def test_the_open_study_stays_open_beside_one_that_is_refused(
    qtbot, open_window, tmp_path
):
    mine = drawn.study(tmp_path / "a", 6, 4)
    other = drawn.study(tmp_path / "b", 2, 2)
    newer(other.folder)
    window = open_window(str(mine.folder))
    window._session.open_study(other.folder)
    assert "newer version" in window.notice.sentence
    assert window._session.study.folder == mine.folder
    qtbot.waitUntil(lambda: window._session.checked, timeout=20_000)


def test_a_run_of_a_newer_version_is_neither_listed_nor_changed(
    qtbot, open_window, tmp_path
):
    study = drawn.study(tmp_path, 6, 4)
    contents = read_contents(study.spec)
    kept, later = study.new_run(contents), study.new_run(contents)
    told = json.loads((later.folder / "run.json").read_text("utf-8"))
    told |= {"schema_version": SCHEMA_VERSION + 1, "unheard_of": True}
    (later.folder / "run.json").write_text(json.dumps(told), "utf-8")
    before = files(later.folder)
    window = open_window(str(study.folder))
    qtbot.waitUntil(lambda: window._session.checked, timeout=20_000)
    assert [run.id for run in window._session.runs] == [kept.id]
    assert files(later.folder) == before
