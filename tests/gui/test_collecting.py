"""Garbage is found, and on the thread of the window."""

import gc
import threading
import weakref

import pytest

from cellclassifier.gui.collecting import Collector


class Node:
    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qtbot):
    gc.enable()
    made = Collector()
    yield made
    made.close()


def test_other_threads_collect_nothing(collector):
    gone = weakref.ref(Node())

    def allocate():
        kept = [[] for _ in range(20 * gc.get_threshold()[0])]
        del kept

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert gone() is not None
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    collector.collect()
    assert gone() is None
    del kept


def test_python_collects_again_afterwards(collector):
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
