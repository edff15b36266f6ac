"""Headless Chromium, spoken to in its own DevTools protocol through two pipes: no driver, and nothing to install.

Source: Chrome DevTools Protocol, "--remote-debugging-pipe" (messages are JSON, each ended by a zero byte; the browser
reads from file descriptor 3 and writes to 4).
"""

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Root may not use Chromium's sandbox, and a container's /dev/shm is small. Nothing is fetched in the background.
FLAGS: Final = (
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
# Puts the pipes where the browser looks for them, and becomes the browser.
LAUNCHER: Final = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
PATIENCE_SECONDS: Final = 60

# A window's height, and the width from which it is no phone's, in pixels.
HEIGHT: Final = 900
PHONE: Final = 600

Scheme = Literal["light", "dark"]


def find_chromium() -> str | None:
    """A Chromium or Chrome on the path, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Browser:
    """A running browser.

    Attributes:
        events: what it has told unasked.
    """

    reading: int
    writing: int
    events: list[dict[str, Any]] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _buffer: bytes = b""

    def call(self, method: str, *, session: str | None = None, **params: Any) -> Any:
        """Call a method of the protocol; returns its result."""
        number = next(self._ids)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while (answer := self._message()).get("id") != number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def wait_for(self, event: str) -> None:
        """Wait until it has told of an event, if it has not yet."""
        while all(told.get("method") != event for told in self.events):
            self.events.append(self._message())

    def _message(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self.reading], [], [], max(0.0, deadline - time.monotonic()))
            data = os.read(self.reading, 1 << 16) if ready else b""
            if not data:
                raise RuntimeError("Chromium has ended" if ready else f"Chromium said nothing for {PATIENCE_SECONDS} s")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return dict(json.loads(message))


@contextmanager
def started(program: str, profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile; ended with the block."""
    (its_reading, writing), (reading, its_writing) = os.pipe(), os.pipe()
    # Out of the way of 3 and 4, where the launcher puts them.
    descriptors = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (its_reading, its_writing)]
    command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, *map(str, descriptors), *command],
        pass_fds=descriptors,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for descriptor in (its_reading, its_writing, *descriptors):
        os.close(descriptor)
    try:
        yield Browser(reading=reading, writing=writing)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        os.close(writing)
        os.close(reading)


@dataclass(frozen=True)
class Tab:
    """A page that is open."""

    browser: Browser
    session: str

    def call(self, method: str, **params: Any) -> Any:
        """Call a method of the protocol on this page."""
        return self.browser.call(method, session=self.session, **params)

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page, which its content security policy does not hold back."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def wait_until(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        patience = f"setTimeout(() => reject(new Error({json.dumps(condition)})), {PATIENCE_SECONDS * 500})"
        look = f"const look = () => ({condition}) ? done(true) : setTimeout(look, 20)"
        self.evaluate(f"new Promise((done, reject) => {{ {patience}; {look}; look(); }})")

    def press(self, key: str, *, text: str = "", code: int = 0, modifiers: int = 0) -> None:
        """Press a key, as a keyboard does."""
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def write(self, text: str) -> None:
        """Write where the focus is."""
        self.call("Input.insertText", text=text)

    def told(self, event: str) -> list[dict[str, Any]]:
        """What the page has told of an event so far."""
        return [told["params"] for told in self.browser.events if told.get("method") == event]

    def resize(self, width: int, height: int) -> None:
        """Give the window a size; a narrow one is a phone's."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < PHONE
        )

    def screenshot(self, path: Path) -> None:
        """Write the whole page as a PNG, in a window of its height: what is outside of one is not always drawn."""
        width, height = self.evaluate("[window.innerWidth, document.documentElement.scrollHeight]")
        self.resize(width, height)
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))
        self.resize(width, HEIGHT)


def open_page(browser: Browser, page: Path | str, *, width: int, scheme: Scheme, media: str = "screen") -> Tab:
    """Open a file or an address as a reader with this window and this colour scheme would; waits until it is loaded."""
    browser.events.clear()
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    tab = Tab(browser, session)
    for domain in ("Page", "Network", "Log", "Runtime"):
        tab.call(f"{domain}.enable")
    tab.resize(width, HEIGHT)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    tab.call("Emulation.setEmulatedMedia", media=media, features=[feature])
    browser.events.clear()
    tab.call("Page.navigate", url=page if isinstance(page, str) else page.resolve().as_uri())
    browser.wait_for("Page.loadEventFired")
    return tab
