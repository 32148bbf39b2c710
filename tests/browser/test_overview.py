"""The overview in a real browser: map, timeline and table keep together, and the address holds what is asked."""

import re
from typing import TYPE_CHECKING

import pytest

from deskside import axe, shot, signed_in, told

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from deskside import Served


def opened(page: "Page", server: "Served", question: str = "") -> None:
    """The overview with this question, once its first claims have their words."""
    page.goto(f"{server.base}/{question}")
    page.locator("tbody a.words:not(:has(.unseen))").first.wait_for()


def count(page: "Page") -> int:
    """How many claims the overview says it shows."""
    said = page.locator("header [role=status]").inner_text()
    return int(said.split()[0].replace(",", ""))


def narrowed(page: "Page", before: int) -> int:
    """How many claims are shown once they are fewer than before."""
    page.wait_for_function(
        "(before) => parseInt(document.querySelector('header [role=status]').textContent.replace(',', '')) < before",
        arg=before,
    )
    return count(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overview_is_accessible_by_day_and_by_night(server: "Served", scheme: str) -> None:
    page = signed_in(server, scheme=scheme)
    opened(page, server)
    page.locator(".map[aria-busy=false]").wait_for(timeout=60_000)
    shot(page, f"overview-{scheme}")
    assert axe(page) == []


def test_a_ledger_that_was_never_shown_says_how_far_it_is(desk: "Page", server: "Served") -> None:
    held: list[Route] = []

    def hold(asked: "Route") -> None:
        held.append(asked)

    desk.route("**/api/table", hold)
    desk.route("**/api/table/progress", lambda asked: asked.fulfill(json={"done": 320, "total": 800}))
    desk.goto(f"{server.base}/")
    desk.get_by_text("320 of 800 reports").wait_for()
    assert axe(desk) == []
    for each in held:
        each.continue_()
    desk.locator("tbody a.words").first.wait_for()


def test_a_facet_narrows_all_views_and_stands_in_the_address(desk: "Page", server: "Served") -> None:
    opened(desk, server)
    everything = count(desk)
    desk.get_by_role("checkbox", name=re.compile("^Movement")).check()
    fewer = narrowed(desk, everything)
    assert "type=MOVEMENT" in desk.url
    assert desk.get_by_role("region", name="Claims").get_by_role("table").get_attribute("aria-rowcount") == str(
        fewer + 1
    )
    opened(desk, server, desk.url.partition(server.base)[2].lstrip("/"))
    assert count(desk) == fewer
    desk.get_by_role("button", name=re.compile("^Take away What is asserted")).click()
    desk.get_by_text(f"{everything} claims", exact=True).wait_for()


def test_dragging_over_the_timeline_keeps_the_claims_between(desk: "Page", server: "Served") -> None:
    opened(desk, server)
    everything = count(desk)
    line = desk.locator(".timeline svg[role=img]").bounding_box()
    assert line is not None
    desk.mouse.move(line["x"] + 5, line["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(line["x"] + line["width"] / 3, line["y"] + 20)
    desk.mouse.up()
    narrowed(desk, everything)
    assert re.search(r"since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d", desk.url)


def test_days_can_be_given_without_a_mouse(desk: "Page", server: "Served") -> None:
    opened(desk, server)
    everything = count(desk)
    desk.get_by_label("from", exact=True).fill("2021-01-01")
    narrowed(desk, everything)
    assert "since=2021-01-01" in desk.url


def test_words_are_looked_for_in_the_claims(desk: "Page", server: "Served") -> None:
    opened(desk, server)
    everything = count(desk)
    desk.get_by_label("Words of the claim").fill("rifles")
    desk.get_by_role("button", name="Search").click()
    narrowed(desk, everything)
    desk.locator("tbody a.words:not(:has(.unseen))").first.wait_for()
    words = desk.locator("tbody a.words").all_inner_texts()
    assert words
    assert all("rifles" in each.lower() for each in words)


def test_an_area_of_the_map_keeps_what_is_drawn_in_it(desk: "Page", server: "Served") -> None:
    opened(desk, server)
    desk.locator(".map[aria-busy=false]").wait_for(timeout=60_000)
    everything = count(desk)
    desk.get_by_role("button", name="Draw an area").click()
    frame = desk.locator(".map").bounding_box()
    assert frame is not None
    desk.mouse.move(frame["x"] + frame["width"] * 0.6, frame["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(frame["x"] + frame["width"] - 20, frame["y"] + frame["height"] - 60)
    desk.mouse.up()
    narrowed(desk, everything)
    assert "box=" in desk.url
    desk.get_by_role("button", name="Anywhere").click()
    desk.get_by_text(f"{everything} claims", exact=True).wait_for()


def test_a_question_is_kept_with_the_ledger_and_asked_again(desk: "Page", server: "Served") -> None:
    opened(desk, server, "?type=CLASH")
    asked = count(desk)
    desk.get_by_role("button", name="Saved filters").click()
    desk.get_by_label("Save what is asked for now as").fill("clashes")
    desk.get_by_role("button", name="Save", exact=True).click()
    told(desk, "Kept as")
    opened(desk, server)
    assert count(desk) > asked
    desk.get_by_role("button", name="Saved filters").click()
    desk.get_by_role("button", name="clashes", exact=True).click()
    narrowed(desk, asked + 1)
    assert count(desk) == asked
    assert desk.evaluate("() => JSON.stringify(localStorage)").find("CLASH") == -1


def test_a_row_leads_to_the_words_in_their_report(desk: "Page", server: "Served") -> None:
    opened(desk, server, "?words=rifles")
    link = desk.locator("tbody a.words").first
    words = link.inner_text()
    link.click()
    desk.get_by_role("region", name="Claims of the report").wait_for()
    assert words[:20] in desk.get_by_role("region", name="Claims of the report").inner_text()


def test_an_empty_ledger_says_what_to_do(empty_server: "Served") -> None:
    page = signed_in(empty_server)
    page.goto(f"{empty_server.base}/")
    page.get_by_role("heading", name="Nothing has been read yet").wait_for()
    assert axe(page) == []
    page.get_by_role("main").get_by_role("link", name="Read reports").click()
    page.wait_for_url("**/reports/new")


def test_a_question_that_nothing_fits_says_so(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/?words=xylophonist")
    desk.get_by_role("heading", name="No claim is like that").wait_for()
    assert axe(desk) == []
