"""Starts a window in some language, in a process of its own: modules keep texts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

SHOWN = """
import json, sys
from cellclassifier.gui.language import dress, use
use(sys.argv[1])
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel
from cellclassifier.gui.app import make_window
app = QApplication([])
dress(app)
window = make_window(command=["true"])
window.show()

def texts(widget):
    found = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return [each.text() for each in found if each.isVisibleTo(window) and each.text()]

box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
shown = {
    "rail": [each.text() for each in window.rail.buttons.values()],
    "first": texts(window.stack.currentWidget()),
    "menu": [each.text() for each in window.study.menu().actions() if each.text()],
    "titles": [],
    "sentences": [],
    "qt": [box.buttons()[0].text()],
}
for key in window.pages:
    window.show_page(key)
    shown["titles"].append(window.title.text())
    shown["sentences"].append(window.sentence.text())
window.close()
print(json.dumps(shown))
"""


def printed(*arguments: str, home: Path) -> Any:
    """Run Python without a screen, in a process of its own; return the JSON it prints.

    Args:
        arguments: Of Python.
        home: Folder of the program's own files, such as preferences.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "CELLCLASSIFIER_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def shown_in(code: str, home: Path) -> dict[str, list[str]]:
    """Return the texts of a new window in a language."""
    found: dict[str, list[str]] = printed("-c", SHOWN, code, home=home)
    return found
