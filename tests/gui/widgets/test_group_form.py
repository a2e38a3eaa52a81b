"""Edits of the groups are told at once, so none reaches another study."""

from PySide6.QtWidgets import QComboBox

from cellclassifier.core.spec import GroupSpec
from cellclassifier.gui.widgets.group_form import GroupForm


def test_an_edit_is_told_at_once_and_nothing_later(qtbot):
    form, told = GroupForm(GroupSpec()), []
    qtbot.addWidget(form)
    form.edited.connect(told.append)
    by = form.form.findChild(QComboBox, "by")
    by.setCurrentIndex(by.findData("image"))
    assert [spec.by for spec in told] == ["image"]
    form.set_spec(GroupSpec())
    assert form.form.spec == GroupSpec()
    with qtbot.assertNotEmitted(form.edited, wait=50):
        pass
