"""Reading a report beside its claims, and judging by keyboard, in a real browser."""

import re
from typing import TYPE_CHECKING

import pytest

from deskside import axe, choose, report, select, shot, signed_in, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from deskside import Served

RIFLES = "Rifles handed out by the river"
BOXES = "Boxes of rifles were handed out"


@pytest.fixture
def reader(desk: "Page", server: "Served") -> "Page":
    """A report of the samples, open for reading."""
    report(desk, server, RIFLES)
    return desk


def judged(page: "Page", number: int) -> None:
    """Wait until so many claims of the report are judged."""
    page.get_by_text(re.compile(rf"^{number} of \d+ judged")).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_is_accessible_by_day_and_by_night(server: "Served", scheme: str) -> None:
    page = signed_in(server, scheme=scheme)
    report(page, server, RIFLES)
    page.keyboard.press("j")
    page.get_by_role("group", name="Decide about claim 1").wait_for()
    shot(page, f"reader-{scheme}")
    assert axe(page) == []
    page.keyboard.press("e")
    page.get_by_role("form", name="Correct this claim").wait_for()
    shot(page, f"correct-{scheme}")
    assert axe(page) == []


def test_the_chosen_claim_is_in_the_address_and_comes_back(reader: "Page") -> None:
    choose(reader, "families in Kaldar")
    address = reader.url
    assert "claim=" in address
    reader.goto(address)
    reader.locator(".card.chosen").get_by_text("families in Kaldar").first.wait_for()


def test_every_reading_is_explained_on_demand(reader: "Page") -> None:
    card = choose(reader, BOXES)
    assert card.get_by_text("cues:tell").count() == 0
    reader.keyboard.press("i")
    card.get_by_text("cues:tell").first.wait_for()
    # Codes are told in words.
    card.get_by_text("not named, on request").first.wait_for()
    card.get_by_text("put as certain").first.wait_for()


def test_accepting_goes_on_to_the_next_claim_and_undo_takes_it_back(reader: "Page") -> None:
    choose(reader, BOXES)
    reader.keyboard.press("a")
    told(reader, "Claim accepted")
    judged(reader, 1)
    reader.get_by_role("group", name="Decide about claim 2").wait_for()
    reader.keyboard.press("u")
    told(reader, "Undone: claim accepted")
    judged(reader, 0)


def test_a_rejected_claim_stays_and_is_shown_as_rejected(reader: "Page") -> None:
    card = choose(reader, BOXES)
    reader.keyboard.press("x")
    told(reader, "Claim rejected")
    card.get_by_text("rejected", exact=True).first.wait_for()


def test_another_place_is_picked_from_the_gazetteer(reader: "Page") -> None:
    card = choose(reader, BOXES)
    reader.keyboard.press("p")
    reader.keyboard.press("Enter")
    reader.get_by_label("Name of the place").fill("Kaldar")
    reader.keyboard.press("Enter")
    card.get_by_role("list", name="Places found").get_by_role("button", name="Kaldar").first.click()
    shot(reader, "place-picked")
    reader.keyboard.press("Control+Enter")
    told(reader, "Claim corrected")
    card.get_by_text("Kaldar, Balkh, AF").first.wait_for()
    card.get_by_text("corrected", exact=True).first.wait_for()


def test_a_source_is_pointed_at_in_the_text(reader: "Page") -> None:
    card = choose(reader, "were new and still in grease")
    reader.keyboard.press("s")
    select(reader, "A member of the provincial council")
    card.get_by_role("button", name="Take selected words").first.click()
    reader.keyboard.press("Control+Enter")
    told(reader, "Claim corrected")
    card.get_by_role("list", name="Who says it").get_by_text("A member of the provincial council").first.wait_for()


def test_links_of_a_chain_change_places_and_go(reader: "Page") -> None:
    card = choose(reader, BOXES)
    chain = card.get_by_role("list", name="Who says it")
    before = chain.locator(".label").all_inner_texts()
    reader.keyboard.press("s")
    form = reader.get_by_role("form", name="Correct this claim")
    form.get_by_role("button", name="Add who passed it on").click()
    form.get_by_label("Who told").last.fill("a relief agency")
    form.get_by_role("button", name="Nearer: a relief agency").press("Enter")
    assert form.get_by_label("Nearest source").input_value() == "a relief agency"
    reader.keyboard.press("Control+Enter")
    told(reader, "Claim corrected")
    form.wait_for(state="hidden")
    assert chain.locator(".label").all_inner_texts() == ["a relief agency", *before]
    reader.keyboard.press("s")
    form.get_by_role("button", name="Take away a relief agency").click()
    reader.keyboard.press("Control+Enter")
    form.wait_for(state="hidden")
    card.get_by_text("a relief agency").first.wait_for(state="hidden")
    assert chain.locator(".label").all_inner_texts() == before


def test_who_takes_part_is_corrected_by_keyboard(reader: "Page") -> None:
    card = choose(reader, BOXES)
    reader.keyboard.press("w")
    form = reader.get_by_role("form", name="Correct this claim")
    ask = form.get_by_role("button", name="Add somebody from the selected words")
    ask.focus()
    text = reader.get_by_role("region", name=re.compile("^Text of the report"))
    reader.keyboard.press("F6")
    text.locator(":scope:focus").wait_for()
    reader.keyboard.press("F6")
    ask.locator(":scope:focus").wait_for()
    # Nothing is selected: the button leads into the text, and Enter comes back with the words.
    reader.keyboard.press("Enter")
    text.locator(":scope:focus").wait_for()
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("Shift+ArrowRight")
    reader.keyboard.press("Enter")
    group = form.get_by_role("group", name="Who takes part")
    assert group.locator(".quoted").last.inner_text() == "Boxes of"
    group.get_by_label("Role").last.select_option("theme")
    group.get_by_label("Who is meant").last.select_option(label="Taliban")
    shot(reader, "correct-actors")
    assert axe(reader) == []
    reader.keyboard.press("Control+Enter")
    told(reader, "Claim corrected")
    form.wait_for(state="hidden")
    card.get_by_text("Boxes of", exact=True).first.wait_for()
    card.get_by_text("Taliban", exact=True).first.wait_for()


def test_numbers_and_what_to_be_wary_of_are_corrected(reader: "Page") -> None:
    card = choose(reader, BOXES)
    select(reader, "Boxes of rifles")
    reader.keyboard.press("q")
    form = reader.get_by_role("form", name="Correct this claim")
    form.get_by_role("button", name="Add a number from the selected words").click()
    numbers = form.get_by_role("group", name="Numbers")
    numbers.get_by_label("What is counted").last.select_option("weapons")
    numbers.get_by_label("At least").last.fill("24")
    form.get_by_role("checkbox", name="vague").check()
    reader.keyboard.press("Control+Enter")
    told(reader, "Claim corrected")
    form.wait_for(state="hidden")
    card.get_by_text("Count: weapons").wait_for()
    card.get_by_text("at least 24").wait_for()
    card.get_by_text("Be wary").wait_for()
    reader.keyboard.press("q")
    form.get_by_role("group", name="Numbers").get_by_role("button", name="Take away Boxes of rifles").click()
    reader.keyboard.press("Control+Enter")
    form.wait_for(state="hidden")
    card.get_by_text("Count: weapons").wait_for(state="hidden")


def test_selected_words_outlive_a_decision(reader: "Page") -> None:
    """The text is cut anew when a claim is rejected, also where the words stand that somebody selected meanwhile."""
    words = "rifles were handed out"
    choose(reader, BOXES)
    select(reader, words)
    reader.keyboard.press("x")
    told(reader, "Claim rejected")
    judged(reader, 1)
    assert reader.evaluate("document.getSelection().toString()") == words
    reader.keyboard.press("n")
    form = reader.get_by_role("form", name="A claim that was missed")
    assert form.locator(".quoted").first.inner_text() == words


def test_words_are_chosen_by_keyboard_and_become_a_missed_claim(reader: "Page") -> None:
    reader.keyboard.press("f")
    for _ in range(2):
        reader.keyboard.press("ArrowRight")
    reader.keyboard.press("Shift+ArrowRight")
    reader.keyboard.press("n")
    form = reader.get_by_role("form", name="A claim that was missed")
    form.wait_for()
    assert form.locator(".quoted").first.inner_text() == "E SHARIF"
    reader.keyboard.press("Escape")
    assert form.count() == 0


def test_a_missed_claim_is_added_with_its_source(reader: "Page") -> None:
    select(reader, "said in a telephone interview")
    reader.keyboard.press("n")
    form = reader.get_by_role("form", name="A claim that was missed")
    form.get_by_label("What is asserted").select_option("INFORM")
    select(reader, "Police chief Mohammad Naeem Sarwari")
    form.get_by_role("button", name="Take the selected words for the source").click()
    form.get_by_role("button", name="Add the claim").click()
    told(reader, "Claim added")
    card = reader.locator(".card.chosen")
    card.get_by_text("said in a telephone interview").first.wait_for()
    card.get_by_text("added", exact=True).first.wait_for()
    shot(reader, "missed-claim")


def test_a_claim_is_graded_with_a_reason(reader: "Page") -> None:
    card = choose(reader, BOXES)
    reader.keyboard.press("r")
    form = reader.get_by_role("form", name="Grade this claim")
    form.get_by_label("The source is").select_option("C")
    form.get_by_label("The claim is").select_option("1")
    assert form.get_by_role("button", name="Give the grade").is_disabled()
    form.get_by_label("The claim is").select_option("3")
    form.get_by_label("Why").fill("Two people of the council say something like it.")
    reader.keyboard.press("Control+Enter")
    told(reader, "Graded C3")
    card.get_by_text("C3").first.wait_for()


def test_a_remark_is_kept_with_the_claim(reader: "Page") -> None:
    card = choose(reader, BOXES)
    reader.keyboard.press("c")
    reader.get_by_label("Your remark").fill("Ask the council about the boats.")
    reader.keyboard.press("Control+Enter")
    told(reader, "Remark kept")
    card.get_by_text("Ask the council about the boats.").wait_for()


def test_a_claim_is_split_at_selected_words(reader: "Page") -> None:
    before = reader.locator(".card").count()
    choose(reader, "families in Kaldar")
    reader.keyboard.press("/")
    form = reader.get_by_role("form", name="Split into several claims")
    select(reader, "families in Kaldar had begun")
    form.get_by_role("button", name="Replace by selected words").click()
    select(reader, "their sons to relatives in Mazar")
    form.get_by_role("button", name="Take selected words").click()
    form.get_by_role("button", name="Split", exact=True).click()
    told(reader, "Claim split")
    reader.wait_for_function("(before) => document.querySelectorAll('.card').length === before + 1", arg=before)


def test_ticked_claims_are_decided_at_once_and_merged(reader: "Page") -> None:
    for number in (1, 2):
        reader.get_by_label(f"Tick claim {number}", exact=True).check()
    reader.get_by_role("button", name="Accept all").click()
    told(reader, "2 claims accepted")
    judged(reader, 2)
    for number in (4, 5):
        reader.get_by_label(f"Tick claim {number}", exact=True).check()
    reader.keyboard.press("m")
    told(reader, "Claims merged")


def test_a_source_is_withheld_from_other_audiences(reader: "Page") -> None:
    card = choose(reader, "There is no such thing")
    reader.keyboard.press("h")
    form = reader.get_by_role("form", name="Withhold from other audiences")
    form.get_by_label("What").select_option(index=1)
    form.get_by_role("button", name="Withhold").click()
    told(reader, "Withheld from other audiences")
    card.wait_for()


def test_a_stale_edit_of_a_second_window_is_refused_and_nothing_is_lost(reader: "Page", server: "Served") -> None:
    first, second = reader, server.window()
    choose(first, BOXES)
    second.goto(first.url)
    choose_again = second.get_by_role("group", name="Decide about claim 1")
    choose_again.wait_for()
    second.keyboard.press("e")
    second.get_by_label("Why, in your words").fill("The words say it.")
    second.get_by_label("Asserted or denied").select_option("-")

    first.keyboard.press("t")
    first.get_by_label("What is asserted").select_option("AID")
    first.keyboard.press("Control+Enter")
    told(first, "Claim corrected")

    second.get_by_role("button", name="Save the correction").click()
    note = second.get_by_role("alert").filter(has_text="Not saved: this was changed meanwhile.")
    note.wait_for()
    shot(second, "stale")
    assert second.get_by_label("Why, in your words").input_value() == "The words say it."
    assert second.get_by_label("Asserted or denied").input_value() == "-"
    second.get_by_text("now: Aid").wait_for()
    assert axe(second) == []

    note.get_by_role("button", name="Save mine on top of it").click()
    told(second, "Claim corrected")
    card = second.locator(".card.chosen")
    card.get_by_text("negated").first.wait_for()
    card.get_by_text("Aid", exact=True).first.wait_for()


def test_a_field_of_the_reviewers_own_is_noted_of_a_claim(reader: "Page", server: "Served") -> None:
    address = reader.url
    reader.goto(f"{server.base}/settings")
    reader.get_by_role("button", name="One more field").click()
    reader.get_by_label("Name", exact=True).fill("Desk")
    reader.get_by_label("Values, with commas between").fill("north, south")
    reader.get_by_role("button", name="Keep the fields").click()
    told(reader, "Fields kept")
    reader.goto(address)
    card = choose(reader, BOXES)
    reader.keyboard.press("c")
    reader.get_by_label("Desk", exact=True).select_option("north")
    reader.keyboard.press("Control+Enter")
    told(reader, "Noted")
    card.get_by_text("north", exact=True).first.wait_for()
