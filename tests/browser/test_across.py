"""Incidents, reprints, reported control, sources and issues in a real browser."""

import re
from typing import TYPE_CHECKING

import pytest

from deskside import PATIENCE, axe, shot, signed_in, told, wait

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from deskside import Served

PAGES = {
    "incidents": "Incidents",
    "compare": "Compare",
    "control": "Control",
    "sources": "Sources",
    "issues": "Issues",
}


def settled(page: "Page", name: str) -> None:
    """A page that has loaded what it shows."""
    page.get_by_role("heading", level=1, name=name).wait_for()
    page.locator("main :is(table.rows, ul.areas, .empty)").first.wait_for(timeout=60_000)


def incident(page: "Page", server: "Served", reports: int, place: str = "") -> None:
    """Open the first incident that at least so many reports tell of, in this place."""
    page.goto(f"{server.base}/incidents?reports={reports}&place={place}")
    settled(page, "Incidents")
    page.locator("table.rows tbody a").first.click()
    page.get_by_role("heading", name="Who says what").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_across_reports_are_accessible(server: "Served", name: str, scheme: str) -> None:
    page = signed_in(server, scheme=scheme)
    page.goto(f"{server.base}/{name}")
    settled(page, PAGES[name])
    shot(page, f"{name}-{scheme}")
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_incident_tells_its_four_counts_apart_and_is_accessible(server: "Served", scheme: str) -> None:
    page = signed_in(server, scheme=scheme)
    incident(page, server, 2)
    for each in ("reports", "outlets", "root sources", "first-hand"):
        page.get_by_role("term").filter(has_text=re.compile(f"^{each}$")).wait_for()
    page.get_by_role("heading", name="Whether the sources are independent").wait_for()
    shot(page, f"incident-{scheme}")
    assert axe(page) == []


def test_claims_are_split_off_and_undo_brings_them_back(desk: "Page", server: "Served") -> None:
    incident(desk, server, 2, "Deir ez-Zor")
    claims = desk.get_by_label("choose for splitting off")
    before = told_of(desk)
    claims.last.check()
    desk.get_by_role("button", name="Split off 1").click()
    desk.get_by_label("Why", exact=True).fill("another night")
    shot(desk, "split")
    assert axe(desk) == []
    desk.get_by_role("button", name="They tell of another occurrence").click()
    told(desk, "They are an incident of their own now.")
    wait(lambda: told_of(desk) != before, "the claims are apart", PATIENCE / 1000)
    desk.get_by_role("log", name="What just happened").get_by_role("button", name="Undo").click()
    wait(lambda: told_of(desk) == before, "the claims are together again", PATIENCE / 1000)


def told_of(page: "Page") -> list[str]:
    """The claims of the incident that is shown."""
    return sorted(page.locator("main li li").all_inner_texts())


def test_two_incidents_are_made_one(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/incidents")
    settled(desk, "Incidents")
    rows = desk.locator("table.rows tbody tr")
    before = rows.count()
    desk.get_by_role("checkbox").nth(0).check()
    desk.get_by_role("checkbox").nth(1).check()
    desk.get_by_role("button", name="Make one of 2").click()
    desk.get_by_label("Why", exact=True).fill("the same morning")
    desk.get_by_role("button", name="They tell of one occurrence").click()
    told(desk, "They are one incident now.")
    desk.wait_for_function("(before) => document.querySelectorAll('tbody tr').length < before", arg=before)


def test_a_claim_is_graded_with_a_reason(desk: "Page", server: "Served") -> None:
    incident(desk, server, 2)
    desk.get_by_role("button", name="Grade F6").first.click()
    desk.get_by_label("Credibility of the claim").select_option("1")
    desk.get_by_role("button", name="Grade F1").wait_for()
    assert desk.get_by_role("button", name="Grade F1").is_disabled()
    desk.get_by_label("Credibility of the claim").select_option("3")
    desk.get_by_label("Why", exact=True).fill("fits the hospital's list")
    desk.get_by_role("button", name="Grade F3", exact=True).click()
    told(desk, "Graded F3.")
    desk.get_by_role("button", name="Grade F3").first.wait_for()


def test_what_a_reprint_dropped_stands_beside_the_first_report(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/compare")
    settled(desk, "Compare")
    desk.get_by_role("row").filter(has_text="Rifles handed out by the river").get_by_role(
        "link", name="Compare"
    ).click()
    desk.get_by_role("heading", name="Paragraph by paragraph").wait_for()
    desk.get_by_role("heading", name=re.compile("^Dropped")).wait_for()
    assert desk.locator("mark").count() > 0
    shot(desk, "comparison")
    assert axe(desk) == []


def test_control_has_a_lane_for_each_root_source(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/control")
    settled(desk, "Control")
    desk.get_by_role("link", name="Faryab").first.click()
    desk.get_by_role("heading", name="Of parts that nobody names").wait_for()
    desk.get_by_label("Labels in").select_option("kalyvas")
    desk.get_by_text(re.compile("reported as zone")).first.wait_for()
    desk.locator(".lanes summary").first.click()
    desk.locator(".lanes li li").first.wait_for()
    shot(desk, "district")
    assert axe(desk) == []


def test_a_word_on_an_outlet_is_kept_and_taken_back(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/sources?kind=outlet")
    settled(desk, "Sources")
    desk.get_by_role("button", name=re.compile("^Reliability of")).first.click()
    desk.get_by_role("radio", name=re.compile("^C ")).check()
    desk.get_by_label("Why", exact=True).fill("right twice, late once")
    desk.get_by_role("button", name="Keep C").click()
    told(desk, "Kept.")
    desk.get_by_role("button", name=re.compile("C, change$")).wait_for()
    desk.get_by_role("button", name="Undo").first.click()
    desk.get_by_role("button", name=re.compile("C, change$")).wait_for(state="detached")


@pytest.mark.parametrize("address", ["incidents/none", "control/nowhere", "compare?a=x&b=y"])
def test_what_is_not_there_says_so_with_a_remedy(desk: "Page", server: "Served", address: str) -> None:
    desk.goto(f"{server.base}/{address}")
    desk.locator("[role=alert], .empty h2").first.wait_for()
    assert axe(desk) == []


@pytest.mark.parametrize("name", ["incidents", "compare", "control", "sources", "issues"])
def test_an_empty_ledger_has_a_word_on_every_page(empty_server: "Served", name: str) -> None:
    page = signed_in(empty_server)
    page.goto(f"{empty_server.base}/{name}")
    page.locator(".empty h2").wait_for()
    assert axe(page) == []
