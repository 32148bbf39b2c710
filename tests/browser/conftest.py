"""The desk in a real Chromium; skipped, with the reason, where Chromium, Playwright or the built pages are absent.

`REPORTEDLY_BROWSER=required`, which `.ci/run` sets, makes that a failure.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deskside import CUT, SAMPLES, Served, absent, chromium, reportedly, served, signed_in, wait

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium with the network cut."""
    why = absent()
    if why is not None and os.environ.get("REPORTEDLY_BROWSER") == "required":
        pytest.fail(why)
    if why is not None:
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CUT)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def samples_ledger(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> Path:
    """The bundled samples, read once for all tests of all workers."""
    del browser
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    made, lock = shared / "samples.ledger", shared / "samples.lock"
    try:
        lock.mkdir()
    except FileExistsError:
        wait((shared / "samples.done").exists, "another worker reads the samples", 300)
        return made
    subprocess.run(reportedly("read", str(SAMPLES), "--ledger", str(made)), check=True, capture_output=True)
    (shared / "samples.done").touch()
    return made


@pytest.fixture
def server(samples_ledger: Path, tmp_path: Path, browser: "Browser") -> Iterator[Served]:
    """A server on a copy of the samples' ledger."""
    ledger = tmp_path / "desk.ledger"
    shutil.copy(samples_ledger, ledger)
    with served(ledger, browser) as desk:
        yield desk


@pytest.fixture
def empty_server(tmp_path: Path, browser: "Browser") -> Iterator[Served]:
    """A server on a ledger that holds nothing yet."""
    with served(tmp_path / "desk.ledger", browser) as desk:
        yield desk


@pytest.fixture
def desk(server: Served) -> "Page":
    """A signed-in window on the samples."""
    return signed_in(server)
