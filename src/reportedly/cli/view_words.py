"""What leaves the ledger, in the analyst's words: chains, places, times and numbers of released claims."""

from collections.abc import Iterator, Sequence

from reportedly.cli.chains import ARROW, EDGE, NOBODY
from reportedly.cli.console import printable, shortened
from reportedly.cli.readings import interval_words, number_range
from reportedly.phrases import BASIS, CERTAINTY, LINK, REALIS
from reportedly.protect.views import ClaimView, DocumentView, HolderView, PlaceView, QuantityView, TimeView
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Certainty,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    Realis,
    SourceKind,
)

LABEL = 60


def is_document(holder: HolderView) -> bool:
    """Whether this link is the document itself."""
    return holder.kind is SourceKind.DOCUMENT and holder.anonymity is Anonymity.UNSIGNED_NARRATOR


def view_chain(chain: Sequence[HolderView], *, document: str = "this document") -> str:
    """The chain on one line, from the holder nearest to the claim to the document."""
    return ARROW.join(view_link(holder, document=document) for holder in chain)


def view_link(holder: HolderView, *, document: str = "this document") -> str:
    """One link, with how far it is identified."""
    if is_document(holder):
        return document
    notes = (LINK[holder.anonymity], "from context" if holder.inferred else "", "withheld" if holder.withheld else "")
    inside = "; ".join(note for note in notes if note)
    return source_words(holder) + (f" ({inside})" if inside else "")


def source_words(holder: HolderView, *, width: int = LABEL) -> str:
    """The name or description of a holder."""
    if is_document(holder):
        return "the article itself"
    return shortened(holder.label.strip(EDGE), width) or NOBODY


def outlet_words(document: DocumentView) -> str:
    """The document in few words: outlet and day, else its source."""
    name = printable(document.publisher or "") or shortened(document.source or "", 50) or "a document not shown"
    return f"{name}, {document.published}" if document.published else name


def put_words(claim: ClaimView) -> Iterator[str]:
    """How the claim is put, in few words; nothing for what is usual."""
    if claim.chain[0].basis is not Basis.UNSTATED:
        yield BASIS[claim.chain[0].basis]
    if claim.polarity is Polarity.NEGATED:
        yield "negated"
    if claim.certainty in {Certainty.PR, Certainty.PS}:
        yield CERTAINTY[claim.certainty]
    if claim.realis is not Realis.ACTUAL:
        yield REALIS[claim.realis]


def where_words(claim: ClaimView) -> list[str]:
    """Where the claim says it is, each place once; the place of a source is left out."""
    places = (view_place(place) for place in claim.places if place.role is not PlaceRole.SOURCE_LOCATION)
    return list(dict.fromkeys(place for place in places if place))


def view_place(place: PlaceView) -> str:
    """A place as written and, in brackets, as read."""
    role = "" if place.role in {PlaceRole.AT, PlaceRole.OTHER} else f"{place.role.value} "
    written = shortened(place.words or "", 40)
    if place.status is PlaceStatus.UNRESOLVED and written:
        return f"{role}{written} (not in the gazetteer)"
    country = None if place.kind is PlaceKind.ADM0 else place.country
    parts = dict.fromkeys(part for part in (place.name, place.admin2, place.admin1, country) if part)
    reading = ", ".join(part for part in parts if part.casefold() != written.casefold())
    if not written:
        return role + reading
    return f"{role}{written} ({reading})" if reading else role + written


def when_words(claim: ClaimView) -> list[str]:
    """When the claim says that it holds, each time once."""
    return list(dict.fromkeys(words for words in (view_time(time) for time in claim.times) if words))


def view_time(time: TimeView) -> str:
    """A time as written and, in brackets, as days."""
    days = interval_words(time.begin, time.finish)
    written = shortened(time.words or "", 40)
    if not written:
        return days
    return written if days == written else f"{written} ({days or 'relative'})"


def view_quantity(quantity: QuantityView) -> str:
    """A number as written with its reading."""
    reading = number_range(quantity.low, quantity.best, quantity.high)
    return f"{shortened(quantity.words, 40)} ({quantity.of.value} {reading})"
