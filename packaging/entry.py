"""Where a bundle starts: the program, and a check that its window opens.

    cellclassifier --check-window [STUDY]

opens the window, prints a line when it is painted and another when the worker has told
which device it uses, closes both, and returns 0; or 1 after a time without an answer.
It works from source too, so that both can be timed alike.
"""

import os
import sys
from types import ModuleType

CHECK = "--check-window"
LONGEST_MS = 180_000
"""Time that the worker has to tell its device, ms."""

STAND_INS = {
    # 30 MB that TensorFlow imports, and only its profiler's server calls.
    "tensorflow.python.profiler.internal._pywrap_profiler_plugin": (),
    # 15 MB for networks on telephones, which nothing is exported for.
    "tensorflow._api.v2.lite": (),
    "tensorflow._api.v2.compat.v1.lite": (),
    "tensorflow._api.v2.compat.v2.lite": (),
    # 9 MB that pyqtgraph imports to draw by OpenGL, which it is never asked to.
    "PySide6.QtOpenGL": (),
    "PySide6.QtOpenGLWidgets": ("QOpenGLWidget",),
}
"""Modules that are imported and never used, with the classes that others ask for.

The bundle lacks them; empty ones take their places.
"""


def main() -> int:
    """Start the program; return the exit code."""
    if getattr(sys, "frozen", False):
        prepare()
    if sys.argv[1:2] == [CHECK]:
        return check_window(sys.argv[2] if len(sys.argv) > 2 else None)
    from cellclassifier.__main__ import main as program

    return program()


def prepare() -> None:
    """Make up for what differs in a frozen program."""
    import multiprocessing

    multiprocessing.freeze_support()
    stand_in()
    restore_library_path()


def stand_in() -> None:
    """Satisfy imports by empty modules: the bundle lacks the real ones."""
    for name, classes in STAND_INS.items():
        module = ModuleType(name)
        for each in classes:
            setattr(module, each, type(each, (), {}))
        sys.modules.setdefault(name, module)


def restore_library_path() -> None:
    """Give other programs that are started, such as a browser, their own libraries."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


def check_window(study: str | None) -> int:
    """Open the window, wait for its worker, and close both; return the exit code."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cellclassifier.gui.app import make_window

    app = QApplication(sys.argv[:1])
    window = make_window(study)
    session = window._session
    window.show()

    def painted() -> None:
        window.grab()
        tell("window usable")

    def end(code: int) -> None:
        window.close()
        app.exit(code)

    def known() -> None:
        tell(f"device {session.device}")
        end(1 if session.helper.found is None else 0)

    session.device_changed.connect(known)
    QTimer.singleShot(0, painted)
    QTimer.singleShot(LONGEST_MS, app, lambda: end(1))
    return app.exec()


def tell(text: str) -> None:
    """Print a line, where there is somewhere to print."""
    if sys.stdout is not None:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
