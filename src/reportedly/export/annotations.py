"""JSON-LD: each claim as a Web Annotation (W3C) of the report, with a schema.org Claim as its body.

Selectors give positions in code points of the text that the ledger keeps, and the words where these may leave; both are
left out where the report has a withheld source. The body says who says it; nothing here reviews a claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from reportedly.codec import pack
from reportedly.export.flat import chain_words, source_words
from reportedly.export.harmless import escaped
from reportedly.protect.views import ClaimView, DocumentView

# The context of the standard, and what the terms of ours mean. The page is one object; annotations stand in `items`.
_HEAD = b"""{"@context":["http://www.w3.org/ns/anno.jsonld",{"schema":"https://schema.org/","prov":"http://www.w3.org/ns/prov#",\
"Claim":"schema:Claim","text":"schema:text","author":"schema:author","name":"schema:name","about":"schema:about",\
"appearance":"schema:appearance","datePublished":"schema:datePublished","publisher":"schema:publisher",\
"wasQuotedFrom":{"@id":"prov:wasQuotedFrom","@type":"@id"}}],"type":"AnnotationPage","items":["""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selector:
    """Where in the text, or which words."""

    type: str
    start: int | None = None
    end: int | None = None
    exact: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Of which day the report is."""

    type: str = "TimeState"
    sourceDate: str  # noqa: N815 - the standard's name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """The report, and the place in it."""

    source: str
    selector: tuple[_Selector, ...]
    state: _State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Author:
    """Who says it, as described; no page of a person."""

    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Appearance:
    """The report as a work."""

    name: str | None = field(repr=False)
    publisher: str | None
    datePublished: str | None  # noqa: N815 - schema.org's name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What is said, with who says it and as what it was coded."""

    type: str = "Claim"
    text: str = field(repr=False)
    author: _Author | None
    name: str = field(repr=False)
    about: str
    appearance: _Appearance
    wasQuotedFrom: str  # noqa: N815 - PROV's name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """One claim."""

    id: str
    type: str = "Annotation"
    motivation: str = "identifying"
    body: _Claim
    target: tuple[_Target, ...]


def write_annotations(claims: Iterable[ClaimView], target: BinaryIO) -> int:
    """Write one AnnotationPage; how many claims there were."""
    target.write(_HEAD)
    number = 0
    for number, claim in enumerate(claims, start=1):
        target.write((b"\n" if number == 1 else b",\n") + escaped(pack(_annotation(claim))))
    target.write(b"\n]}\n")
    return number


def _annotation(claim: ClaimView) -> _Annotation:
    """One claim as an annotation; several parts of it are several targets."""
    source = document_name(claim.document)
    state = _State(sourceDate=f"{claim.document.published}T00:00:00Z") if claim.document.published else None
    return _Annotation(
        id=f"urn:reportedly:claim:{claim.id}",
        body=_Claim(
            text=claim.words,
            author=_Author(name=source_words(claim)) if source_words(claim) else None,
            name=f"Reported: {claim.type.replace('_', ' ').lower()}; {chain_words(claim)}",
            about=claim.type,
            appearance=_Appearance(
                name=claim.document.title,
                publisher=claim.document.publisher,
                datePublished=claim.document.published,
            ),
            wasQuotedFrom=source,
        ),
        target=tuple(_Target(source=source, selector=each, state=state) for each in _selectors(claim)),
    )


def _selectors(claim: ClaimView) -> tuple[tuple[_Selector, ...], ...]:
    """For each part of the claim where it stands, and its words if there is one part and they are the report's own."""
    if not claim.spans:
        return ((),)
    quote = (_Selector(type="TextQuoteSelector", exact=claim.words),) if _is_whole(claim) else ()
    return tuple(
        (_Selector(type="TextPositionSelector", start=span.start, end=span.stop), *quote) for span in claim.spans
    )


def _is_whole(claim: ClaimView) -> bool:
    """Whether the words are the report's own, in one piece."""
    return claim.verbatim and len(claim.spans) == 1


def document_name(document: DocumentView) -> str:
    """The report's address where it may be told, else a name of this release."""
    return document.url or f"urn:reportedly:document:{document.id}"
