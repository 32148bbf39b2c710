"""The desk in a real Chromium: a server of its own, windows at it, and nothing that leaves the machine.

Screenshots are kept in `build/screens`.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Route

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "src" / "reportedly" / "samples"
PAGES = ROOT / "src" / "reportedly" / "serve" / "pages" / "index.html"
AXE = ROOT / "desk" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = ROOT / "build" / "screens"
REVIEWER = "Ada Reviewer"
# Chromium resolves no name and asks nobody but this machine.
CUT = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-sandbox", "--disable-dev-shm-usage"]
# Milliseconds to wait for what must come; a busy machine is slow and not wrong.
PATIENCE = 60_000
WIDE = {"width": 1440, "height": 900}


def absent() -> str | None:
    """Why the tests of the desk cannot run here; None where they can."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "Playwright is not installed: pip install playwright"
    if chromium() is None:
        return "there is no Chromium: apt-get install chromium, or name one with REPORTEDLY_CHROMIUM"
    if not PAGES.is_file() or not AXE.is_file():
        return "the desk's pages are not built: make pages"
    return None


def chromium() -> str | None:
    """The browser of this machine."""
    given = os.environ.get("REPORTEDLY_CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def reportedly(*words: str) -> list[str]:
    """The command, run by this Python."""
    return [sys.executable, "-m", "reportedly", *words]


def wait(is_so: Callable[[], bool], what: str, seconds: float) -> None:
    """Until it is so."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            pytest.fail(f"waited {seconds} s in vain: {what}")
        time.sleep(0.1)


@dataclass(kw_only=True)
class Served:
    """A server of the desk, with the browsers that are at it.

    Attributes:
        asked: Every address that any of its pages asked for.
        complaints: What the browser complained about: errors of scripts, and of the policy of the pages.
    """

    address: str
    ledger: Path
    browser: "Browser"
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    contexts: list["BrowserContext"] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Where the pages stand."""
        return self.address.split("/open", maxsplit=1)[0]

    def window(self, *, scheme: str = "light", size: dict[str, int] = WIDE) -> "Page":
        """A further window of the same session, or the first one, which opens it."""
        if not self.contexts:
            context: Any = self.browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            context.route("**/*", self._watched)
            context.set_default_timeout(PATIENCE)
            self.contexts.append(context)
        page = self.contexts[0].new_page()
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return page

    def _watched(self, route: "Route", request: "Request") -> None:
        """Let through what stays on this server, and note everything."""
        self.asked.append(request.url)
        if request.url.startswith((self.base, "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    def _heard(self, message: "ConsoleMessage") -> None:
        """Note what the browser complains about; answers such as 409 are told as errors too and are none."""
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)


@contextmanager
def served(ledger: Path, browser: "Browser") -> Iterator[Served]:
    """A server of its own for this ledger; nothing may leave, and no page may break its policy."""
    command = reportedly("serve", "--no-browser", "--ledger", str(ledger))
    log = (ledger.parent / "serve.log").open("w")
    # Types and outlines of the user's own lie beside the test's ledger, and not in the home of whoever tests.
    surroundings = {**os.environ, "REPORTEDLY_DATA": str(ledger.parent / "own")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=surroundings) as process, log:
        try:
            desk = Served(address=_address(process, Path(log.name)), ledger=ledger, browser=browser)
            yield desk
            for context in desk.contexts:
                context.close()
        finally:
            process.terminate()
    strangers = [url for url in desk.asked if not url.startswith((desk.base, "data:", "blob:"))]
    assert strangers == []
    assert desk.complaints == [], desk.complaints


def _address(process: "subprocess.Popen[str]", log: Path) -> str:
    """The one-time address that the server prints."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://\S+", line)
        if found is not None:
            return found.group()
    pytest.fail(f"the server ended before it printed its address: {log.read_text('utf-8')[-2000:]}")


def signed_in(server: Served, *, scheme: str = "light", size: dict[str, int] = WIDE) -> "Page":
    """A window at the desk, signed with a name."""
    page = server.window(scheme=scheme, size=size)
    page.goto(server.address)
    page.get_by_label("Your name, as you sign").fill(REVIEWER)
    page.get_by_role("button", name="Open the desk").click()
    page.get_by_role("navigation", name="Pages").wait_for()
    return page


def shot(page: "Page", name: str) -> None:
    """Keep what is seen."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")


def axe(page: "Page") -> list[str]:
    """What axe finds wrong with the page, by rule and place; it runs outside of the page's policy."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def report(page: "Page", server: Served, title: str) -> None:
    """Open a report of the samples by its title."""
    page.goto(f"{server.base}/reports")
    page.get_by_role("link", name=title).click()
    page.get_by_role("region", name="Claims of the report").wait_for()


_SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => node.parentElement.closest('[data-at]') ? 1 : 2,
  });
  const nodes = [];
  let text = '';
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const start = text.indexOf(words);
  if (start < 0) throw new Error('the report does not hold these words');
  const at = (place, isEnd) => {
    const found = nodes.findLast(([begin]) => isEnd ? begin < place : begin <= place);
    return [found[1], place - found[0]];
  };
  document.getSelection().setBaseAndExtent(...at(start, false), ...at(start + words.length, true));
}"""


# The desk hears of a selection a moment after it was made, and draws it as its own when it has.
_HAS_HEARD = """() => {
  const [drawn] = CSS.highlights.get('picked') ?? [];
  const made = document.getSelection().getRangeAt(0);
  return drawn !== undefined && drawn.startContainer === made.startContainer && drawn.startOffset === made.startOffset
    && drawn.endContainer === made.endContainer && drawn.endOffset === made.endOffset;
}"""


def select(page: "Page", words: str) -> None:
    """Select words of the report, as a mouse would, and see that the desk has them."""
    page.evaluate(_SELECT, words)
    page.wait_for_function(_HAS_HEARD)


def card(page: "Page", words: str) -> "Locator":
    """The card of the claim with these words."""
    return page.get_by_role("region", name="Claims of the report").get_by_role("listitem").filter(has_text=words).first


def choose(page: "Page", words: str) -> "Locator":
    """Choose the claim with these words; its card."""
    found = card(page, words)
    found.get_by_role("heading", level=2).get_by_role("button").click()
    found.get_by_role("group", name="Decide about").wait_for()
    return found


def told(page: "Page", words: str) -> None:
    """Wait until the desk says that something happened."""
    page.get_by_role("log", name="What just happened").get_by_text(words).first.wait_for()
