"""A recorded review, replayed through the real screen and killed again and again."""

import json
import os
import random
import signal
import threading

import carded
import pytest
import replayed

from cellclassifier.core.reviews.sitting import Sitting

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system cannot fork"
)

CARDS = 320
KILLS = 20
LATEST = 0.02
"""The longest time between what an answer is told by and the kill, s."""


@pytest.fixture(scope="module")
def server():
    with replayed.Server() as server:
        yield server


@pytest.fixture
def folder(tmp_path):
    return carded.review_folder(tmp_path, CARDS, "crossover")


@pytest.fixture
def record():
    draw = random.Random(5)
    return {carded.token(place): draw.choice("120") for place in range(CARDS)}


def lines(folder):
    whole, _, half = (folder / "answers" / "ada.jsonl").read_bytes().rpartition(b"\n")
    return [json.loads(line) for line in whole.split(b"\n")], half


def answers(folder):
    events, _ = lines(folder)
    return [event for event in events if event["event"] == "answer"]


def finish(server, folder, record):
    """Replay the rest; returns the tokens that were told as answered."""
    server.start(folder, record)
    told = told_until_gone(server)
    assert told.pop() == "0"
    return told


def told_until_gone(server):
    """Return the tokens that are told from now on, and the exit status."""
    told = []
    while (line := server.line())[0] != "gone":
        told.append(line[1])
    return [*told, line[1]]


def killed(server, pid, after, delay):
    """Kill a life after so many answers and a time; return the tokens it told."""
    told = [server.line()[1] for _ in range(after)]
    # Not at the same place of each answer: anywhere between two of them.
    threading.Event().wait(delay)
    os.kill(pid, signal.SIGKILL)
    told += told_until_gone(server)
    assert told.pop() == str(-signal.SIGKILL), "it was to be killed before its end"
    return told


def check(folder, told, order):
    """Check that nothing that was told is lost, and no more than one was not told."""
    kept = [event["token"] for event in answers(folder)]
    assert kept[: len(told)] == told
    assert len(kept) - len(told) <= 1
    assert kept == order[: len(kept)]
    return kept


def keys_of(folder):
    names = {"discs": "1", "squares": "2", "agree": "1", "disagree": "2", "": "0"}
    return {event["token"]: names[event["choice"]] for event in answers(folder)}


def test_killed_at_twenty_moments_no_answer_is_lost(server, folder, record):
    draw = random.Random(11)
    order, told = None, []
    for _ in range(KILLS):
        pid = server.start(folder, record)
        after, delay = draw.randint(1, 6), draw.uniform(0, LATEST)
        told += killed(server, pid, after, delay)
        sealed = lines(folder)[0][0]
        order = order or sealed["order"]
        assert sealed["order"] == order
        # What the disk has and was not told is not answered again.
        told = check(folder, told, order)
    assert len(told) < CARDS, "killed only after the end"
    told += finish(server, folder, record)
    assert told == order
    assert [event["token"] for event in answers(folder)] == order
    assert keys_of(folder) == record
    assert Sitting(folder, replayed.READER).finished


def test_half_a_line_is_the_answer_being_given_and_no_more(server, folder, record):
    server.start(folder, record, half_after=3)
    told = told_until_gone(server)
    assert told.pop() == str(-signal.SIGKILL)
    assert len(told) == 3
    assert lines(folder)[1], "half a line was to be left behind"
    order = lines(folder)[0][0]["order"]
    assert check(folder, told, order) == told
    told += finish(server, folder, record)
    assert told == order
    assert keys_of(folder) == record
