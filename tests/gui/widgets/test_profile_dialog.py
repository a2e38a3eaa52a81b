"""A cluster's profile as a form, with the script that comes of it."""

import sys

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox

from cellclassifier.core import places, program
from cellclassifier.core.places import Profile
from cellclassifier.gui.widgets.profile_dialog import ProfileDialog
from cellclassifier.gui.widgets.script_preview import ScriptPreview

ECHO = """
import os, sys
from pathlib import Path
home = Path(os.environ["CELLCLASSIFIER_HOME"])
text = (home / "clusters" / f"{sys.argv[1]}.cluster.json").read_text()
if '"partition":"bad"' in text.replace(" ", ""):
    sys.exit("A line before.\\nThe partition is wrong.")
print("#SBATCH", text)
"""


def echo(name):
    """Show the profile that was kept for it, as a script."""
    return [sys.executable, "-c", ECHO, name]


@pytest.fixture
def make(qtbot):
    def dialog(profile=None, taken=()):
        made = ProfileDialog(profile, taken, command=echo)
        qtbot.addWidget(made)
        made.show()
        return made

    return dialog


def field(dialog, kind, name):
    return dialog.form.findChild(kind, name)


def shown(qtbot, dialog, text):
    qtbot.waitUntil(lambda: text in dialog.preview.text.toPlainText(), timeout=20_000)


def test_every_setting_of_a_profile_has_a_field_and_help():
    for name, field_info in Profile.model_fields.items():
        assert field_info.title, name
        assert field_info.description.endswith("."), name


def test_each_field_of_a_profile_can_be_edited(make):
    dialog = make(Profile(name="lab", extra=("--a", "--b"), memory=32.5))
    for name in set(Profile.model_fields) - {"name"}:
        widget = dialog.form.findChild(object, name)
        assert widget is not None, name
        assert widget.accessibleName()
        assert widget.toolTip()
    lines = field(dialog, QPlainTextEdit, "extra")
    assert lines.toPlainText() == "--a\n--b"
    lines.setPlainText("#SBATCH --c\n\n--d ")
    field(dialog, QSpinBox, "gpus").setValue(2)
    assert dialog.profile.extra == ("--c", "--d")
    assert dialog.profile.gpus == 2
    assert dialog.profile.memory == 32.5


def test_a_name_is_needed_which_no_other_has(qtbot, make):
    dialog = make(None, ["lab"])
    assert not dialog.save.isEnabled()
    # Nobody has done anything wrong yet.
    assert not dialog.problem.isVisible()
    dialog.name.setText("a/b")
    assert "Expected 1 to 60 letters" in dialog.problem.text()
    dialog.name.setText("lab")
    assert "There is a profile 'lab' already" in dialog.problem.text()
    assert not dialog.save.isEnabled()
    dialog.name.setText(" lab 2 ")
    assert not dialog.problem.isVisible()
    with qtbot.waitSignal(dialog.saved) as waited:
        dialog.save.click()
    assert waited.args == [Profile(name="lab 2")]


def test_the_script_follows_what_is_typed(qtbot, make):
    dialog = make(Profile(name="lab"))
    shown(qtbot, dialog, '"name":"lab"')
    field(dialog, QLineEdit, "partition").setText("gpu")
    assert "being made" in dialog.preview.told.text()
    shown(qtbot, dialog, '"partition":"gpu"')
    assert not places.profiles()
    field(dialog, QLineEdit, "partition").setText("bad")
    qtbot.waitUntil(
        lambda: dialog.preview.told.text().endswith("The partition is wrong."),
        timeout=20_000,
    )
    assert dialog.preview.text.toPlainText() == ""


def test_the_script_of_this_program_itself(qtbot):
    pytest.importorskip("dask_jobqueue")
    preview = ScriptPreview()
    qtbot.addWidget(preview)
    preview.show_profile(Profile(name="lab", partition="gpu", setup=("module load x",)))
    qtbot.waitUntil(
        lambda: "#SBATCH -p gpu" in preview.text.toPlainText(), timeout=60_000
    )
    assert "module load x" in preview.text.toPlainText()


def test_a_command_that_is_not_there_is_told(qtbot):
    preview = ScriptPreview(lambda name: ["/no/such/program", name])
    qtbot.addWidget(preview)
    preview.show_profile(Profile(name="lab"))
    qtbot.waitUntil(lambda: "No script" in preview.told.text(), timeout=20_000)


def test_where_dask_is_missing_the_form_is_there_and_the_script_is_not(
    make, monkeypatch
):
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    dialog = make(Profile(name="lab"))
    assert program.install_command(places.EXTRA) in dialog.preview.told.text()
    assert not dialog.preview.text.isVisible()
    assert dialog.save.isEnabled()


def test_closing_ends_what_makes_the_script(qtbot, make):
    dialog = make(Profile(name="lab"))
    dialog.preview._make()
    dialog.reject()
    assert dialog.preview._process is None


def test_a_kept_one_keeps_its_name_and_a_copy_gets_another(qtbot, make):
    kept = Profile(name="lab", partition="gpu")
    dialog = make(kept, ["lab", "lab 2"])
    assert dialog.name.isReadOnly()
    assert dialog.remove.isVisible()
    dialog.duplicate.click()
    assert dialog.name.text() == "lab 3"
    assert not dialog.name.isReadOnly()
    assert not dialog.remove.isVisible()
    assert "not saved yet" in dialog.notice.sentence
    dialog.name.setText("lab")
    assert not dialog.save.isEnabled()
    dialog.name.setText("other")
    with qtbot.waitSignal(dialog.saved) as waited:
        dialog.save.click()
    assert waited.args == [kept.model_copy(update={"name": "other"})]


def test_it_is_removed_after_a_question(qtbot, make):
    dialog, removed = make(Profile(name="lab")), []
    dialog.removed.connect(removed.append)
    dialog.remove.click()
    assert "Remove the profile 'lab'?" in dialog.asking.text()
    dialog.asking.close()
    assert removed == []
    assert dialog.isVisible()
    dialog.remove.click()
    next(b for b in dialog.asking.buttons() if b.text() == "Remove").click()
    assert removed == ["lab"]
    assert not dialog.isVisible()


def test_a_folder_without_certificates_is_told_at_its_field(make, tmp_path):
    dialog, saved = make(Profile(name="lab", certificates=tmp_path)), []
    dialog.saved.connect(saved.append)
    dialog.save.click()
    assert saved == []
    assert "lacks authority.pem" in dialog.notice.sentence
    for name in places.CERTIFICATES:
        (tmp_path / name).touch()
    dialog.save.click()
    assert saved == [Profile(name="lab", certificates=tmp_path)]
