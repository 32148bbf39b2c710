"""One analyst's way, from an empty ledger to a file for the public, with the network cut."""

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from deskside import SAMPLES, axe, choose, select, shot, signed_in, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from deskside import Served

MANIFEST = SAMPLES / "manifest.jsonl"
WITHHELD = "Sarwari"


def test_an_analyst_goes_from_first_start_to_a_public_release(empty_server: "Served", tmp_path: Path) -> None:
    page = signed_in(empty_server)
    drop_and_read(page, empty_server)
    correct_and_add(page)
    merge_incidents(page, empty_server)
    released = release_for_the_public(page, empty_server, tmp_path)
    assert released
    assert WITHHELD not in (tmp_path / "released.csv").read_text("utf-8")


def drop_and_read(page: "Page", server: "Served") -> None:
    """An empty ledger says what to do; a dropped file is read with its progress shown."""
    page.goto(f"{server.base}/reports")
    page.get_by_role("heading", name="The ledger is empty").wait_for()
    shot(page, "scenario-1-empty")
    assert axe(page) == []
    page.get_by_role("link", name="Read the first report").click()
    transfer = page.evaluate_handle(
        """([name, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], name, { type: "application/jsonl" }));
          return transfer;
        }""",
        [MANIFEST.name, MANIFEST.read_text("utf-8")],
    )
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": transfer})
    page.get_by_role("button", name="Stop").wait_for()
    shot(page, "scenario-2-reading")
    page.locator(".jobs li.done").wait_for(timeout=240_000)
    assert axe(page) == []


def correct_and_add(page: "Page") -> None:
    """A place and a source are corrected, a missed claim is added, one decision is undone, a grade is given."""
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Rifles handed out by the river").click()
    card = choose(page, "Boxes of rifles were handed out")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    page.get_by_label("Name of the place").fill("Kaldar")
    page.keyboard.press("Enter")
    card.get_by_role("list", name="Places found").get_by_role("button", name="Kaldar").first.click()
    page.keyboard.press("Control+Enter")
    told(page, "Claim corrected")
    card.get_by_text("Kaldar, Balkh, AF").first.wait_for()
    page.keyboard.press("u")
    told(page, "Undone: claim corrected")
    card.get_by_text("Shortepa, Balkh, AF").first.wait_for()

    page.keyboard.press("s")
    page.get_by_label("Nearest source").fill("an official of the province")
    page.keyboard.press("Control+Enter")
    page.get_by_role("form", name="Correct this claim").wait_for(state="hidden")
    card.get_by_text("an official of the province").first.wait_for()

    select(page, "asked not to be named")
    page.keyboard.press("n")
    form = page.get_by_role("form", name="A claim that was missed")
    select(page, "A member of the provincial council")
    form.get_by_role("button", name="Take the selected words for the source").click()
    form.get_by_role("button", name="Add the claim").click()
    told(page, "Claim added")

    page.keyboard.press("r")
    page.get_by_role("form", name="Grade this claim").get_by_label("The claim is").select_option("3")
    page.keyboard.press("Control+Enter")
    told(page, "Graded F3")
    shot(page, "scenario-3-judged")

    choose(page, "There is no such thing")
    page.keyboard.press("h")
    form = page.get_by_role("form", name="Withhold from other audiences")
    form.get_by_label("What").select_option("0")
    form.get_by_label("Harm that a leak could do").select_option("severe")
    form.get_by_role("button", name="Withhold").click()
    told(page, "Withheld from other audiences")


def merge_incidents(page: "Page", server: "Served") -> None:
    """Two incidents become one, with a reason."""
    page.goto(f"{server.base}/incidents")
    page.get_by_role("table").wait_for()
    before = page.get_by_role("row").count()
    for at in (0, 1):
        page.get_by_role("checkbox", name=re.compile("^Choose ")).nth(at).check()
    page.get_by_role("button", name="Make one of 2").click()
    page.get_by_role("dialog").get_by_label("Why").fill("A test says so.")
    page.get_by_role("button", name="They tell of one occurrence").click()
    told(page, "They are one incident now.")
    page.wait_for_function("(before) => document.querySelectorAll('tr').length === before - 1", arg=before)
    shot(page, "scenario-4-incidents")
    assert axe(page) == []


def release_for_the_public(page: "Page", server: "Served", folder: Path) -> int:
    """A file for the public, after a look at what leaves; how many claims it holds."""
    page.goto(f"{server.base}/release")
    page.get_by_role("radio", name=re.compile("^public", re.IGNORECASE)).check()
    page.get_by_role("button", name="Look at what leaves").click()
    page.get_by_role("heading", name="Made general").wait_for()
    shot(page, "scenario-5-release")
    assert axe(page) == []
    page.get_by_role("radio", name=re.compile("^Table")).check()
    page.get_by_label("Recipient, for the log").fill("The public")
    page.get_by_role("checkbox", name=re.compile("^I have looked")).check()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Write ")).click()
    download.value.save_as(folder / "released.csv")
    with (folder / "released.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    page.goto(f"{server.base}/history?show=log")
    page.get_by_role("cell", name="The public").first.wait_for()
    shot(page, "scenario-6-log")
    return rows
