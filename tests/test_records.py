"""Records keep their own rules and show no words of a source."""

from dataclasses import replace

import pytest

from reportedly.errors import RecordError
from reportedly.records import DOCUMENT_HOLDER, Acquired, Claim, Document, Holder, Issue
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Kind, SourceKind, Stage

DOCUMENT = Document(source="a.txt", text="The elder said the road was closed.")
ELDER = Holder(
    who=Span(0, 9), cue=Span(10, 14), label="The elder", kind=SourceKind.PERSON, anonymity=Anonymity.UNNAMED_UNEXPLAINED
)
CLAIM = Claim(
    document=DOCUMENT.id,
    content=(Span(15, 34),),
    head=Span(28, 34),
    kind=Kind.STATE,
    type="DISPLACEMENT_ACCESS",
    chain=(ELDER, DOCUMENT_HOLDER),
)


def test_the_same_text_of_two_outlets_is_two_documents() -> None:
    assert replace(DOCUMENT, publisher="One").id != replace(DOCUMENT, publisher="Two").id
    assert replace(DOCUMENT, title="New").id == DOCUMENT.id


def test_the_address_stands_for_the_source_where_there_is_one() -> None:
    one, other = (Document(source=source, text="x", url="https://example.org/1") for source in ("a", "b"))
    assert one.id == other.id
    assert Document(source="a", text="x").id != Document(source="b", text="x").id


def test_a_claim_is_known_by_its_words_and_the_words_of_its_chain() -> None:
    assert replace(CLAIM, kind=Kind.EVENT).id == CLAIM.id
    assert replace(CLAIM, content=(Span(15, 30),)).id != CLAIM.id
    assert replace(CLAIM, chain=(DOCUMENT_HOLDER,)).id != CLAIM.id


@pytest.mark.parametrize("broken", [{"content": ()}, {"content": (Span(3, 3),)}, {"chain": ()}, {"chain": (ELDER,)}])
def test_a_claim_without_words_or_without_the_document_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(RecordError):
        replace(CLAIM, **broken)


def test_no_repr_shows_words_of_a_source() -> None:
    shown = repr(CLAIM) + repr(DOCUMENT) + repr(Acquired(document=DOCUMENT, original=DOCUMENT.text.encode()))
    assert "elder" not in shown
    assert "road" not in shown


def test_an_issue_of_another_source_is_refused() -> None:
    issue = Issue(code="x", stage=Stage.READ, message="m", source="b.txt")
    with pytest.raises(RecordError):
        Acquired(document=DOCUMENT, original=b"", issues=(issue,))
