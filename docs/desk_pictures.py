"""Draw the desk's pictures of README and tutorial, from the bundled samples, in a real Chromium.

    make pictures

Writes `docs/images/desk-*.png`; run it when the pages change.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests"))

import deskside  # noqa: E402 - a neighbour of the tests

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZE = {"width": 1280, "height": 800}
RIFLES = "Rifles handed out by the river"


@contextmanager
def at_desk(scheme: str) -> Iterator[tuple["Page", deskside.Served]]:
    """A window at a desk with the samples."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder) / "samples.ledger"
        command = deskside.reportedly("read", str(deskside.SAMPLES), "--ledger", str(ledger))
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        browser = playwright.chromium.launch(executable_path=deskside.chromium(), args=deskside.CUT)
        with deskside.served(ledger, browser) as server:
            page = deskside.signed_in(server, scheme=scheme, size=SIZE)
            yield page, server


def put_aside(page: "Page") -> None:
    """Without the warning about the plain file, which would stand in every picture."""
    button = page.get_by_role("button", name="Put aside")
    if button.count():
        button.click()


def keep(page: "Page", name: str) -> None:
    """Write the picture."""
    put_aside(page)
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"desk-{name}.png")
    print(f"written: docs/images/desk-{name}.png")


def main() -> None:
    """Draw and write."""
    why = deskside.absent()
    if why is not None:
        sys.exit(why)
    IMAGES.mkdir(exist_ok=True)
    with at_desk("light") as (page, server):
        deskside.report(page, server, RIFLES)
        put_aside(page)
        deskside.choose(page, "men hand out the rifles")
        keep(page, "reader")
        page.keyboard.press("e")
        page.get_by_role("form", name="Correct this claim").wait_for()
        keep(page, "correct")
        for address, name in (
            ("/review", "review"),
            ("/", "overview"),
            ("/incidents", "incidents"),
            ("/control", "control"),
        ):
            page.goto(server.base + address)
            page.get_by_role("heading", level=1).wait_for()
            if name == "overview":
                page.locator(".map[aria-busy=false]").wait_for(timeout=60_000)
            page.wait_for_timeout(2500)
            keep(page, name)


if __name__ == "__main__":
    main()
