"""What a live claim is looked up by: days, names and words, with everything that a reviewer withheld kept out."""

import re
from collections.abc import Iterator

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


def withheld_sources(document: LiveDocument) -> SourceSet:
    """The sources that a reviewer withheld, wherever they speak in the document."""
    marked = tuple(span for span, _ in document.withheld)
    if not marked:
        return SourceSet()
    return sources_like(document, lambda holder: is_at(holder, marked))


def is_at(holder: Holder, marked: tuple[Span, ...]) -> bool:
    """Whether the document names this source at one of these places."""
    return holder.who is not None and any(holder.who.overlaps(span) for span in marked)


def terms(claim: LiveClaim, document: LiveDocument, hidden: SourceSet) -> tuple[tuple[str, str], ...]:
    """Field and folded name of every place, actor and source that the claim is found by."""
    if is_unfindable(claim, document):
        return ()
    text = document.latest.report.document.text
    found = {
        *(("place", name) for each in claim.places for name in _place_names(each, text)),
        *(("actor", name) for name in _actor_names(claim, text)),
        *(
            ("source", each.label)
            for each in claim.claim.chain
            if each.kind is not SourceKind.DOCUMENT and not hidden.has(each, claim.reading)
        ),
    }
    names = _secret_tokens(document, hidden)
    pairs = {(field, folded(name)) for field, name in found}
    return tuple(sorted((field, name) for field, name in pairs if name and not names & set(tokens(name))))


def _place_names(place: PlaceReading, text: str) -> Iterator[str]:
    """What the place is called in the text and in the gazetteer, with what it lies in."""
    yield place.mention.span.of(text)
    for best in place.mention.candidates[:1]:
        yield from (each for each in (best.name, best.admin1, best.admin2, best.country) if each)


def _actor_names(claim: LiveClaim, text: str) -> Iterator[str]:
    """Ids, names and words of those who take part."""
    for reading in (*claim.actors, *claim.control_actors):
        yield from (each for each in (reading.id, reading.name) if each)
    yield from (each.span.of(text) for each in claim.claim.participants)


def is_unfindable(claim: LiveClaim, document: LiveDocument) -> bool:
    """Whether a reviewer withheld the claim or its document."""
    return claim.sensitivity is not None or document.sensitivity is not None


def indexed_words(claim: LiveClaim, document: LiveDocument, hidden: SourceSet) -> str:
    """The words that the claim is found by: none that a reviewer withheld and none that describe an unnamed person."""
    if is_unfindable(claim, document):
        return ""
    text = document.latest.report.document.text
    blanks = (*hidden.words, *_unnamed(document), *_withheld_words(document))
    words = tokens(" ".join(word for part in claim.claim.content for word in _outside(part, blanks, text)))
    secret = _secret_tokens(document, hidden)
    return " ".join(word for word in words if word not in secret)


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


def _secret_tokens(document: LiveDocument, hidden: SourceSet) -> frozenset[str]:
    """Every word of the withheld sources' names and descriptions, here and as the document has them."""
    text = document.latest.report.document.text
    named = (*hidden.labels, *(span.of(text) for span in hidden.words))
    return frozenset(word for name in named for word in tokens(name))


def _outside(part: Span, blanks: tuple[Span, ...], text: str) -> Iterator[str]:
    """The pieces of a span that no blank covers."""
    start = part.start
    for blank in sorted(each for each in blanks if each.overlaps(part)):
        if blank.start > start:
            yield text[start : blank.start]
        start = max(start, blank.stop)
    if start < part.stop:
        yield text[start : part.stop]
