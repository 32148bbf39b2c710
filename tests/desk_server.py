"""A running desk for tests: uvicorn on a loopback port in a thread, and a browser-like client with a session."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from reportedly.intake.line import KEPT, Work
from reportedly.protect import Ledger
from reportedly.serve.application import application, guarded
from reportedly.serve.desks import Desk, desk_for
from reportedly.serve.guarding import Bounds, bounds_for
from reportedly.serve.running import Announcing, configured, listening
from reportedly.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that answers.

    Attributes:
        browser: A client that is signed in.
        address: Where it answers, without a path.
    """

    desk: Desk
    browser: httpx.Client
    address: str

    def stranger(self) -> httpx.Client:
        """A client without a session."""
        return httpx.Client(base_url=self.address)

    def window(self, reviewer: str = "R. Viewer") -> AbstractContextManager[httpx.Client]:
        """Another browser, signed in under a name."""
        return signed_in(self.desk, self.address, reviewer)


@contextmanager
def served(ledger: Ledger, *, bounds: Callable[[int], Bounds] = bounds_for, work: Work = KEPT) -> Iterator[Served]:
    """Serve the ledger while the block runs; no address leads anywhere."""
    desk = replace(desk_for(ledger, settings_of(ledger), work), fetching=lambda *_: iter(()))
    with listening(0) as bound:
        port = int(bound.getsockname()[1])
        app = guarded(application(desk, {}), desk, bounds(port))
        ready = threading.Event()
        server = Announcing(configured(app), ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        assert ready.wait(30)
        address = f"http://127.0.0.1:{port}"
        try:
            with signed_in(desk, address, "R. Viewer") as browser:
                yield Served(desk=desk, browser=browser, address=address)
        finally:
            server.should_exit = True
            thread.join(30)
            desk.jobs.close()


def settings_of(ledger: Ledger) -> Settings:
    """The settings of the tests for this ledger; what a user adds lies beside it."""
    path = Path(ledger.where)
    return Settings(ledger=path, cache=load_settings().cache, data=path.parent / "data", workers=1)


@contextmanager
def signed_in(desk: Desk, address: str, reviewer: str) -> Iterator[httpx.Client]:
    """A client with a session of its own and the token of it."""
    with httpx.Client(base_url=address, headers={"origin": address}, timeout=60) as client:
        opened = client.get("/open", params={"ticket": desk.sessions.issue_ticket()})
        assert opened.status_code == 303
        client.headers["x-reportedly-token"] = client.get("/api/session").json()["csrf"]
        assert client.post("/api/session", json={"reviewer": reviewer}).status_code == 200
        yield client


def waited(browser: httpx.Client, job: str, seconds: float = 120) -> dict[str, object]:
    """The state of a job once it has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state: dict[str, object] = browser.get(f"/api/jobs/{job}").json()
        if state["state"] not in {"waiting", "running"}:
            return state
        time.sleep(0.1)
    raise AssertionError("the job did not end")
