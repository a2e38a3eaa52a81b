"""What the tests of pages share."""

import sys

import drawn
import pytest
from acting import Conducting

from cellclassifier.gui.session import Session


@pytest.fixture
def session(request, qtbot):
    """A session; its workers end at once, unless the module has another COMMAND."""
    command = getattr(request.module, "COMMAND", [sys.executable, "-c", ""])
    conducting = Conducting(command)
    session = Session(command, conducting)
    yield session
    session.close()
    conducting.close()


@pytest.fixture
def page_of(session, qtbot):
    """Shows the page of a class, in the size it has in the smallest usual window."""
    pages = []

    def page_of(kind):
        page = kind(session)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1090, 720)
        page.show()
        return page

    yield page_of
    for page in pages:
        page.close_page()


@pytest.fixture
def asked(session, monkeypatch):
    """The explain jobs: answered by the test, when and how it likes."""
    jobs = []
    monkeypatch.setattr(session, "explain", lambda job, done: jobs.append((job, done)))
    return jobs


@pytest.fixture
def settled(session, qtbot):
    """Waits until the background has done all that it was asked to do."""
    return lambda: qtbot.waitUntil(lambda: not session.background._newest)


@pytest.fixture
def read(session, qtbot, settled):
    """Waits until the folders have been read, and tiles made and checked."""

    def read():
        qtbot.waitUntil(lambda: session.checked, timeout=20_000)
        settled()

    return read


@pytest.fixture
def primary():
    """The folder of the real images."""
    folder = drawn.REAL / "primary"
    if not folder.exists():
        pytest.skip("the real images are not here")
    return folder
