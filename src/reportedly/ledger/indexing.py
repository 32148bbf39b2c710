"""What a live claim is looked up by: days, names and words, with everything that a reviewer withheld kept out."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.sources import SourceSet, folded, links_of, sources_like
from reportedly.records import Holder, PlaceReading
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, SourceKind

_DAY = re.compile(r"([+-]?\d{1,6})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_TOKEN = re.compile(r"\w+")
# People who are not to be found by their description.
_HIDDEN = {Anonymity.UNNAMED_ON_REQUEST, Anonymity.UNNAMED_UNEXPLAINED}


def tokens(words: str) -> tuple[str, ...]:
    """The folded words, one by one."""
    return tuple(_TOKEN.findall(folded(words)))


@functools.lru_cache(maxsize=16_384)
def day_number(day: str | None) -> int | None:
    """A day as a number that sorts as days do; None for no day and for what is none."""
    found = _DAY.fullmatch(day or "")
    if found is None:
        return None
    year, month, date = (int(part) if part else 0 for part in found.groups())
    return year * 10_000 + month * 100 + date


def bounds(claim: LiveClaim) -> tuple[int | None, int | None]:
    """The first and last day on which the claim may hold, as numbers; None where open."""
    begins = [day_number(each.dated.begin) for each in claim.times]
    finishes = [day_number(each.dated.finish) for each in claim.times]
    first = None if None in begins else min((each for each in begins if each is not None), default=None)
    last = None if None in finishes else max((each for each in finishes if each is not None), default=None)
    return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """How the claims of one document are indexed; made once for the document.

    Attributes:
        hidden: The sources that a reviewer withheld, wherever they speak in the document.
        blanks: Where the document has words that are not to be found.
        secret: Every folded word of the withheld sources' names and descriptions.
    """

    document: LiveDocument = field(repr=False)
    text: str = field(repr=False)
    hidden: SourceSet = field(repr=False)
    blanks: tuple[Span, ...] = field(repr=False)
    secret: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, document: LiveDocument) -> "Index":
        """The index of this document."""
        text = document.latest.report.document.text
        hidden = withheld_sources(document)
        named = (*hidden.labels, *(span.of(text) for span in hidden.words))
        blanks = {*hidden.words, *_unnamed(document), *_withheld_words(document)}
        return cls(
            document=document,
            text=text,
            hidden=hidden,
            blanks=tuple(sorted(blanks)),
            secret=frozenset(word for name in named for word in tokens(name)),
        )


def withheld_sources(document: LiveDocument) -> SourceSet:
    """The sources that a reviewer withheld, wherever they speak in the document."""
    marked = tuple(span for span, _ in document.withheld)
    if not marked:
        return SourceSet()
    return sources_like(document, lambda holder: is_at(holder, marked))


def is_at(holder: Holder, marked: tuple[Span, ...]) -> bool:
    """Whether the document names this source at one of these places."""
    return holder.who is not None and any(holder.who.overlaps(span) for span in marked)


def terms(claim: LiveClaim, index: Index) -> tuple[tuple[str, str], ...]:
    """Field and folded name of every place, actor and source that the claim is found by."""
    if is_unfindable(claim, index.document):
        return ()
    found = {
        *(("place", name) for each in claim.places for name in _place_names(each, index.text)),
        *(("actor", name) for name in _actor_names(claim, index.text)),
        *(
            ("source", each.label)
            for each in claim.claim.chain
            if each.kind is not SourceKind.DOCUMENT and not index.hidden.has(each, claim.reading)
        ),
    }
    pairs = {(kind, folded(name)) for kind, name in found}
    return tuple(sorted((kind, name) for kind, name in pairs if name and index.secret.isdisjoint(tokens(name))))


def _place_names(place: PlaceReading, text: str) -> Iterator[str]:
    """What the place is called in the text and in the gazetteer, with what it lies in."""
    yield place.mention.span.of(text)
    best = place.mention.chosen
    if best is not None:
        yield from (each for each in (best.name, best.admin1, best.admin2, best.country) if each)


def _actor_names(claim: LiveClaim, text: str) -> Iterator[str]:
    """Ids, names and words of those who take part."""
    for reading in (*claim.actors, *claim.control_actors):
        yield from (each for each in (reading.id, reading.name) if each)
    yield from (each.span.of(text) for each in claim.claim.participants)


def is_unfindable(claim: LiveClaim, document: LiveDocument) -> bool:
    """Whether a reviewer withheld the claim or its document."""
    return claim.sensitivity is not None or document.sensitivity is not None


def indexed_words(claim: LiveClaim, index: Index) -> str:
    """The words that the claim is found by: none that a reviewer withheld and none that describe an unnamed person."""
    if is_unfindable(claim, index.document):
        return ""
    words = " ".join(word for part in claim.claim.content for word in _outside(part, index.blanks, index.text))
    return " ".join(word for word in tokens(words) if word not in index.secret)


def _unnamed(document: LiveDocument) -> Iterator[Span]:
    """Where the document describes people who are not named."""
    for claim in document.claims:
        for holder in links_of(claim):
            if holder.who is not None and holder.anonymity in _HIDDEN:
                yield holder.who


def _withheld_words(document: LiveDocument) -> Iterator[Span]:
    """The words of claims that a reviewer withheld."""
    for claim in document.claims:
        if claim.sensitivity is not None:
            yield from claim.claim.content


def _outside(part: Span, blanks: tuple[Span, ...], text: str) -> Iterator[str]:
    """The pieces of a span that no blank covers."""
    start = part.start
    for blank in (each for each in blanks if each.overlaps(part)):
        if blank.start > start:
            yield text[start : blank.start]
        start = max(start, blank.stop)
    if start < part.stop:
        yield text[start : part.stop]
