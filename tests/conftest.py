import gc
import os
import sys
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    # Qt without a screen says so for every window that is shown.
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


@pytest.fixture(scope="session")
def qapp(qapp):
    from cellclassifier.gui import theme

    theme.apply(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def fresh_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not inside tmp_path, which many tests read as a folder of images.
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CELLCLASSIFIER_HOME", str(home))


@pytest.fixture(autouse=True)
def garbage_on_the_gui_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    # In a pool's thread Python's collection would destroy widgets, which crashes Qt.
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    yield
    # Tests without Qt must not be the first to load it.
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [
        window
        for window in widgets.QApplication.topLevelWidgets()
        if window.isVisible()
    ]
    names = [f"{type(window).__name__} {window.objectName()!r}" for window in left]
    for window in left:
        window.close()
    assert not names, f"Windows left open: {', '.join(names)}."
