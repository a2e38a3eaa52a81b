"""Replays recorded reviews through the real screen, in processes that can be killed.

A server has loaded Qt and forks them, so that a life costs a tenth of a second and not
the seconds that loading takes. They are real processes, killed by SIGKILL.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

READER = "Ada"
KEYS = {"1": 0, "2": 1, "0": -1}
HALF = "half"


class Server:
    """Starts one life after another; use it as a context."""

    def __init__(self):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)

    def start(self, folder, record, half_after=0):
        """Begin a life; returns its process id.

        Args:
            folder: The review.
            record: The key of each token.
            half_after: Answers after which the process writes half a line and kills
                itself; 0 for never.
        """
        job = {"folder": str(folder), "record": record, HALF: half_after}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        word, pid = self.line()
        assert word == "born"
        return int(pid)

    def line(self):
        """Return the words of the next line: ``said TOKEN``, or ``gone STATUS``."""
        return self._process.stdout.readline().split()


def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def serve():
    # Loaded here, once for all lives.
    import cellclassifier.gui.widgets.review_screen  # noqa: F401

    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            live(**json.loads(line))
        say("born", pid)
        _, status = os.waitpid(pid, 0)
        say("gone", os.waitstatus_to_exitcode(status))


def live(folder, record, half):
    """Answer what is asked by the record, and say so after each answer."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cellclassifier.core.reviews.sitting import Sitting
    from cellclassifier.gui.widgets.review_screen import ReviewScreen

    app = QApplication([])
    if half:
        lay(half)
    screen = ReviewScreen(Sitting(Path(folder), READER))
    screen.resize(1280, 800)
    screen.show()
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: step(screen, record))
    timer.start()
    screen.left.connect(app.quit)
    app.exec()
    os._exit(0)


def step(screen, record):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    if screen.stage != "asking":
        QTest.keyClick(screen, Qt.Key.Key_Return)
        return
    token = screen._sitting.card().token
    QTest.keyClick(screen, Qt.Key(ord(record[token])))
    say("said", token)


def lay(answers):
    """Let the process write half a line after so many answers, and die."""
    import signal

    from cellclassifier.core.reviews import sitting_log

    append, written = sitting_log.append_line, []

    def deadly(path, line):
        if len(written) > answers:
            with path.open("a", encoding="utf-8") as file:
                file.write(line[: len(line) // 2])
                file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        written.append(line)
        append(path, line)

    sitting_log.append_line = deadly


if __name__ == "__main__":
    serve()
