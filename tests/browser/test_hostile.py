"""Reports that mean harm, or only run the other way, are shown as text."""

from typing import TYPE_CHECKING

import pytest

from deskside import axe, shot, signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from deskside import Served

SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
LINK = "javascript:document.title='taken'"
FORMULA = '=HYPERLINK("http://harm.example/","free")'
OVERRIDE = "\u202e"
HOSTILE = (
    f"The mayor of Kabul said {SCRIPT} gunmen attacked the village on Monday. "
    f"A farmer said that {LINK} two people died. {FORMULA} said an officer. "
    f"The police said the {OVERRIDE}rorre was large."
)
DARI = "والی بلخ گفت که افراد مسلح روز دوشنبه به یک قریه در ولسوالی شورتیپه حمله کردند."


def read_text(page: "Page", server: "Served", text: str, title: str) -> "Locator":
    """Read a pasted text, and open it; its text pane."""
    page.goto(f"{server.base}/reports/new")
    page.get_by_label("The report's text").fill(text)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Published").fill("2021-05-04")
    page.get_by_role("button", name="Read this text").click()
    page.get_by_role("link", name="Read it").click(timeout=240_000)
    pane = page.locator("article")
    pane.wait_for()
    return pane


@pytest.fixture
def window(empty_server: "Served") -> "Page":
    """A signed-in window on an empty ledger."""
    return signed_in(empty_server)


def test_a_hostile_report_is_shown_as_text(window: "Page", empty_server: "Served") -> None:
    pane = read_text(window, empty_server, HOSTILE, f"{SCRIPT} {FORMULA}")
    assert window.title() != "taken"
    assert "<script>" in pane.inner_text()
    assert pane.locator("script, img, a").count() == 0
    assert window.get_by_role("heading", level=1).inner_text().startswith("<script>")
    # What would turn the rest around is named, and kept to itself.
    override = pane.locator("[data-control=RLO]")
    assert override.count() == 1
    assert override.evaluate("(element) => getComputedStyle(element).unicodeBidi") == "isolate"
    window.get_by_role("region", name="Claims of the report").get_by_text("the [RLO]rorre was large").wait_for()
    shot(window, "hostile")
    assert axe(window) == []


def test_a_report_that_runs_from_right_to_left_is_set_so(window: "Page", empty_server: "Served") -> None:
    pane = read_text(window, empty_server, DARI, "گزارش")
    paragraph = pane.locator("p").first
    assert paragraph.evaluate("(element) => getComputedStyle(element).direction") == "rtl"
    assert window.get_by_role("navigation", name="Pages").evaluate("(e) => getComputedStyle(e).direction") == "ltr"
    shot(window, "right-to-left")
    assert axe(window) == []


def test_ten_megabytes_on_one_line_are_drawn_as_far_as_they_are_read(window: "Page", empty_server: "Served") -> None:
    answer = {
        "document": {"id": "sha256:0", "source": "long", "title": "Long", "claims": 0, "sensitivity": None},
        "text": "word " * 2_000_000,
        "claims": [],
        "marks": [],
        "progress": {"judged": 0, "total": 0, "minutes": 0},
        "version": "",
    }
    window.route("**/api/documents/long", lambda route: route.fulfill(json=answer))
    window.goto(f"{empty_server.base}/reports/long")
    window.get_by_text("more paragraphs").wait_for()
    assert window.locator("article p").count() < 100
