"""Opens what takes things out of a study, or brings one in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from cellclassifier.core import preferences
from cellclassifier.core.language import tr
from cellclassifier.gui.session import Session

NO_NETWORK = tr(
    "There is no network to export: the run that is chosen has left none. Train one, "
    "or choose another run."
)


def send(session: Session, what: str, parent: QWidget) -> QDialog | None:
    """Show the dialog that packs or unpacks a study, or exports a network.

    Args:
        session: The session of the window.
        what: "pack", "unpack" or "export".
        parent: The window.

    Returns:
        The dialog; ``None`` where there is nothing to do it with, which is told.
    """
    dialog = {"pack": _pack, "unpack": _unpack, "export": _export}[what](
        session, parent
    )
    if dialog is not None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.open()
    return dialog


def _pack(session: Session, parent: QWidget) -> QDialog | None:
    # Imported here, as below: the window starts sooner without.
    from cellclassifier.gui.widgets.packing_dialogs import PackDialog

    if session.study is None:
        return None
    return PackDialog(session.study, not session.read_only, parent)


def _unpack(session: Session, parent: QWidget) -> QDialog:
    from cellclassifier.gui.widgets.packing_dialogs import UnpackDialog

    dialog = UnpackDialog(preferences.home() / "studies", parent)
    dialog.opened.connect(session.open_study)
    return dialog


def _export(session: Session, parent: QWidget) -> QDialog | None:
    from cellclassifier.gui.widgets.export_dialog import ExportDialog

    if (run := session.run) is None or not run.has_network or run.state == "running":
        session.failed.emit(NO_NETWORK, "")
        return None
    return ExportDialog(run, session.command, parent)
