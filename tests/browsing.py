"""Opens a page in headless Chromium, and tells what it did: by its own protocol."""

import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from time import monotonic
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WAIT = 60.0
"""Seconds that it has for each answer: a busy computer starts it slowly."""

SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
    *("--disable-background-networking", "--no-first-run", "--disable-sync"),
    *("--enable-logging=stderr", "--remote-debugging-pipe"),
)


class Browser:
    """One tab of Chromium, spoken to over two pipes; use it as a context.

    Attributes:
        events: All that it told without being asked.
    """

    def __init__(self, profile: Path, width: int = 1000, height: int = 900) -> None:
        self.events: list[dict[str, Any]] = []
        self._number, self._session, self._rest = 0, "", b""
        ours, theirs = os.pipe(), os.pipe()
        self._write, self._read = ours[1], theirs[0]
        assert CHROMIUM is not None
        command = [CHROMIUM, *SWITCHES, f"--user-data-dir={profile}"]
        command += [f"--window-size={width},{height}", "about:blank"]
        # It reads commands from the file 3, and answers into the file 4.
        script = f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=(ours[0], theirs[1]),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])

    def __enter__(self) -> "Browser":
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        found = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = found["sessionId"]
        for domain in ("Network", "Log", "Runtime", "Page"):
            self.ask(f"{domain}.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._session = ""
        self._send("Browser.close", {})
        try:
            self._process.wait(WAIT)
        finally:
            self._process.kill()
            self._process.wait()
            os.close(self._write)
            os.close(self._read)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command, and return the answer."""
        number = self._send(method, params)
        return self._until(lambda told: told.get("id") == number)["result"]

    def go(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""
        self.ask("Page.navigate", url=url)
        self._until(lambda told: told.get("method") == "Page.loadEventFired")

    def value(self, script: str) -> Any:
        """Return what a script comes to in the page."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def told(self, method: str) -> list[dict[str, Any]]:
        """Return all events of a kind."""
        return [each["params"] for each in self.events if each.get("method") == method]

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for, without their data."""
        sent = self.told("Network.requestWillBeSent")
        return [each["request"]["url"].partition(",")[0] for each in sent]

    def complaints(self) -> list[dict[str, Any]]:
        """Return all that it logged, and what went wrong in the page."""
        names = ("Log.entryAdded", "Runtime.consoleAPICalled")
        failed = ("Runtime.exceptionThrown", "Network.loadingFailed")
        return [each for name in (*names, *failed) for each in self.told(name)]

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._number

    def _until(self, wanted: Any) -> dict[str, Any]:
        end = monotonic() + WAIT
        while monotonic() < end:
            while b"\0" in self._rest:
                line, _, self._rest = self._rest.partition(b"\0")
                told = json.loads(line)
                self.events.append(told)
                if wanted(told):
                    return told
            if select.select([self._read], [], [], end - monotonic())[0]:
                data = os.read(self._read, 2**20)
                assert data, "Chromium ended"
                self._rest += data
        raise TimeoutError("Chromium did not answer")
