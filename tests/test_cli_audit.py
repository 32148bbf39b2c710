"""The audit page says who speaks and how they are said to know, and never that something happened."""

import dataclasses
import io

import pytest
from rich.console import Console

from reportedly.cli.audit_page import show_audit
from reportedly.cli.chains import chain_line
from reportedly.cli.readings import actor_words
from reportedly.cli.tally import tally
from reportedly.records import (
    DOCUMENT_HOLDER,
    ActorReading,
    Claim,
    DateCandidate,
    Document,
    Holder,
    Mentions,
    Observation,
    PlacedAt,
    PlaceMention,
    Report,
    Resolved,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    ControlDiurnal,
    ControlLevel,
    DateOrigin,
    Flag,
    Kind,
    Mode,
    PlaceRole,
    PlaceStatus,
    Polarity,
    SourceKind,
)

TEXT = (
    "Villagers saw the boats, a clerk told the Lakeside Courier. "
    "The harbour master said the fishermen do not hold Bosso at night. The market was closed."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def holder(words: str, kind: SourceKind, anonymity: Anonymity, basis: Basis = Basis.UNSTATED) -> Holder:
    return Holder(who=span(words), cue=None, label=words, kind=kind, anonymity=anonymity, basis=basis)


VILLAGERS = holder("Villagers", SourceKind.COLLECTIVE, Anonymity.COLLECTIVE, Basis.FIRSTHAND_WITNESS)
CLERK = holder("a clerk", SourceKind.PERSON, Anonymity.UNNAMED_ON_REQUEST, Basis.SECONDHAND)
COURIER = holder("the Lakeside Courier", SourceKind.OUTLET, Anonymity.NAMED)
MASTER = holder("The harbour master", SourceKind.PERSON, Anonymity.ROLE_ONLY)


def claim(document: Document, words: str, *chain: Holder, **more: object) -> Claim:
    return Claim(
        document=document.id,
        content=(span(words),),
        head=span(words),
        kind=Kind.STATE,
        type="CONTROL",
        chain=(*chain, DOCUMENT_HOLDER),
        **more,  # type: ignore[arg-type]
    )


def report(*, dated: bool = False) -> Report:
    dates = (DateCandidate(value="2024-03-05", origin=DateOrigin.GIVEN),) if dated else ()
    document = Document(source="bosso.txt", text=TEXT, dates=dates)
    night = Observation(
        actor=span("the fishermen"),
        level=ControlLevel.DOMINANT,
        diurnal=ControlDiurnal.NIGHT,
        place=span("Bosso"),
        wording=span("hold"),
    )
    claims = (
        Resolved(claim=claim(document, "the boats", VILLAGERS, CLERK, COURIER, flags=(Flag.VAGUE,))),
        Resolved(
            claim=claim(
                document,
                "the fishermen do not hold Bosso at night",
                MASTER,
                polarity=Polarity.NEGATED,
                mode=Mode.INDIRECT,
                control=(night,),
            ),
            places=(PlacedAt(mention=0, role=PlaceRole.AT),),
            control=(0,),
            control_actors=(ActorReading(span=span("the fishermen"), id=None, name=None),),
        ),
        Resolved(claim=claim(document, "The market was closed")),
    )
    places = (PlaceMention(span=span("Bosso"), status=PlaceStatus.UNRESOLVED),)
    return Report(document=document, sentences=(), attributions=(), mentions=Mentions(places=places), claims=claims)


def page(shown: Report, *, brief: bool = False, width: int = 80) -> str:
    out = io.StringIO()
    show_audit(Console(file=out, width=width, markup=False, highlight=False), shown, brief=brief)
    return out.getvalue()


def test_chain_is_a_line_of_people_from_the_nearest_to_the_document() -> None:
    assert chain_line((VILLAGERS, CLERK, COURIER, DOCUMENT_HOLDER)) == (
        "Villagers (group) → a clerk (not named, on request) → the Lakeside Courier → this document"
    )


def test_party_is_shown_as_written_and_as_read_where_that_says_more() -> None:
    shown = report()
    held, meant = shown.claims[1], span("the fishermen")
    named = ActorReading(span=meant, id="BOSSO:union", name="Bosso Union of Fishers")
    read = dataclasses.replace(held, control_actors=(named,))
    assert actor_words(shown, read, meant) == "the fishermen (Bosso Union of Fishers)"
    assert actor_words(shown, held, meant) == "the fishermen"


def test_link_from_wider_context_is_marked() -> None:
    outlet = dataclasses.replace(COURIER, inferred=True)
    assert chain_line((MASTER, outlet, DOCUMENT_HOLDER)).split(" → ")[1] == "the Lakeside Courier (from context)"


def test_source_without_words_is_nobody_whom_the_text_names() -> None:
    nobody = dataclasses.replace(MASTER, who=None, label="", anonymity=Anonymity.NONE_STATED)
    assert chain_line((nobody, DOCUMENT_HOLDER)).startswith("somebody whom the text does not name")


def test_counts_go_by_the_nearest_holder() -> None:
    counts = tally(report())
    assert counts.anonymity == {Anonymity.COLLECTIVE: 1, Anonymity.ROLE_ONLY: 1, Anonymity.UNSIGNED_NARRATOR: 1}
    assert counts.basis == {Basis.FIRSTHAND_WITNESS: 1, Basis.UNSTATED: 1}
    assert counts.lengths == {1: 1, 2: 1, 4: 1}


def test_who_only_passes_on_is_a_voice_without_claims() -> None:
    voices = {voice.holder.label: (len(voice.says), voice.passes_on) for voice in tally(report()).voices}
    assert voices == {
        "Villagers": (1, 0),
        "a clerk": (0, 1),
        "the Lakeside Courier": (0, 1),
        "The harbour master": (1, 0),
    }


@pytest.mark.parametrize(
    "words",
    [
        "3 claims: 2 from 4 sources, 1 in the article's own voice",
        "office given, not named",
        "says they saw or heard it",
        "What the article says in its own voice",
        "The market was closed",
        "negated",
        "Bosso (not in the gazetteer)",
        "the fishermen: dominant, with stated exceptions; by night",
        "vague: who, how many or where is left open",
    ],
)
def test_page_shows(words: str) -> None:
    assert words in " ".join(page(report(), width=200).split())


def test_page_without_a_date_says_that_times_are_relative_and_how_to_give_it() -> None:
    shown = page(report())
    assert "stay relative" in shown
    assert "--published YYYY-MM-DD" in shown


def test_page_with_a_date_says_where_it_is_from() -> None:
    shown = page(report(dated=True))
    assert "2024-03-05, as given" in shown
    assert "stay relative" not in shown


def test_brief_page_leaves_the_claims_out() -> None:
    assert "The market was closed" not in page(report(), brief=True)


def test_report_without_claims_says_so() -> None:
    assert "No claim was found" in page(dataclasses.replace(report(), claims=()))


@pytest.mark.parametrize("width", [60, 80, 100])
def test_page_keeps_within_the_width(width: int) -> None:
    assert max(map(len, page(report(), width=width).splitlines())) <= width
