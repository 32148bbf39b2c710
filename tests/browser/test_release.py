"""A release in a real browser: looked at, then written, and nothing in the file that the preview held back."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deskside import axe, shot, signed_in, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from deskside import Served

UNNAMED = "Karim"


def looked(page: "Page", server: "Served", question: str = "") -> None:
    """The page of releases, once it shows what would leave."""
    page.goto(f"{server.base}/release{question}")
    page.get_by_role("heading", name=re.compile("^What leaves")).wait_for(timeout=60_000)


def written(page: "Page", form: str) -> Path:
    """The file, as the browser saves it."""
    page.get_by_role("radio", name=re.compile(form)).check()
    page.get_by_label("Recipient, for the log").fill("the archive")
    page.get_by_label(re.compile("I have looked at what leaves")).check()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Write ")).click()
    told(page, "is written for")
    return Path(download.value.path())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_preview_is_accessible_by_day_and_by_night(server: "Served", scheme: str) -> None:
    page = signed_in(server, scheme=scheme)
    looked(page, server)
    shot(page, f"release-{scheme}")
    assert axe(page) == []


@pytest.mark.parametrize("form", ["CSV", "GeoJSON", "JSON lines"])
def test_a_public_file_holds_no_word_of_a_withheld_source(desk: "Page", server: "Served", form: str) -> None:
    looked(desk, server)
    desk.get_by_role("heading", name="Made general").wait_for()
    assert UNNAMED not in desk.get_by_role("main").inner_text()
    text = written(desk, form).read_text("utf-8")
    assert len(text) > 1000
    assert UNNAMED not in text


def test_a_file_is_not_written_before_it_was_looked_at(desk: "Page", server: "Served") -> None:
    looked(desk, server)
    assert desk.get_by_role("button", name=re.compile("^Write ")).is_disabled()
    desk.get_by_label(re.compile("I have looked at what leaves")).check()
    assert desk.get_by_role("button", name=re.compile("^Write ")).is_enabled()
    desk.get_by_role("radio", name=re.compile("partner")).check()
    desk.wait_for_function("() => document.querySelector('.result:not(.busy) button.main:disabled') !== null")


def test_what_the_overview_asks_and_a_release_cannot_is_said(desk: "Page", server: "Served") -> None:
    looked(desk, server, "?country=AF&type=CONTROL&grade=F6&realis=actual")
    assert desk.get_by_role("textbox", name="Place").input_value() == "AF"
    assert desk.get_by_role("combobox", name=re.compile("^About")).input_value() == "CONTROL"
    assert desk.get_by_label("Grade").input_value() == "F6"
    desk.get_by_role("note").filter(has_text="Said to have come about").wait_for()
    desk.get_by_text("Asked for: in AF · about Control · graded F6").wait_for()


def test_what_was_asked_anew_is_looked_at_before_it_is_written(desk: "Page", server: "Served") -> None:
    looked(desk, server)
    desk.get_by_label(re.compile("I have looked at what leaves")).check()
    write = desk.get_by_role("button", name=re.compile("^Write "))
    every = write.inner_text()
    desk.get_by_label("How sure it is put").select_option("PR")
    desk.get_by_role("note").filter(has_text="look again").wait_for()
    assert write.is_disabled()
    desk.get_by_role("button", name="Look at what leaves").click()
    desk.get_by_text("Asked for: put as:").wait_for()
    desk.wait_for_function("() => document.querySelector('.result:not(.busy) button.main') !== null")
    assert write.inner_text() != every


def test_nothing_that_fits_is_said_and_cannot_be_written(desk: "Page", server: "Served") -> None:
    desk.goto(f"{server.base}/release?words=xylophonist")
    desk.get_by_role("heading", name="Nothing would leave").wait_for(timeout=60_000)
    assert desk.get_by_role("button", name=re.compile("^Write ")).count() == 0
    assert axe(desk) == []
