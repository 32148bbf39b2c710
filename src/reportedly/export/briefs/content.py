"""What a brief holds, before it is a page or paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.export.flat import chain_words, place_name, places_of
from reportedly.export.pictures import Picture
from reportedly.phrases import ANONYMITY, BASIS, counted
from reportedly.protect.views import ClaimView, DocumentView
from reportedly.vocabulary import Audience, Basis, ClaimStatus, Credibility, Handling, Reliability

REPORTED = (
    "This brief tells what reports say that sources said. Nothing in it says that something happened, and it is no "
    "finding."
)
APART = (
    "Counts stand apart on purpose: many reports can rest on one source. A range means that it is not known whether "
    "sources are independent of each other."
)
UNJUDGED = "Reliability F and credibility 6 mean that nobody has judged it, not that it is bad."
WITHHELD = (
    "Sources, words or places are withheld or told in general where this audience may not see them; what stands in "
    "their place says so."
)


# How far a brief may be passed on at most whose policy says it row by row, where it has no row or not every row.
_UNTOLD = {Audience.INTERNAL: Handling.AMBER_STRICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """For whom and when a brief was made.

    Attributes:
        handling: How far it may be passed on; None where it follows the most sensitive row.
        day: Day of making, UTC.
    """

    audience: Audience
    handling: Handling | None
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list: words of a report or of ours, and notes in small print."""

    words: str = field(repr=False)
    is_quoted: bool = False
    notes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief: what it has of a picture, pairs of name and value, and entries."""

    heading: str = field(repr=False)
    intro: str = field(default="", repr=False)
    picture: Picture | None = None
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief.

    Attributes:
        marking: How far it may be passed on, and for whom it was made; stands on every page.
        lines: What stands under the title.
    """

    title: str = field(repr=False)
    marking: str
    lines: tuple[str, ...] = field(default=(), repr=False)
    sections: tuple[Section, ...] = ()


class Numbers:
    """Numbers of claims and reports on the page: `C1`, `R2`."""

    def __init__(self, claims: Iterable[ClaimView], documents: Iterable[DocumentView]) -> None:
        """Number them in the order given."""
        self._claims = {each.id: number for number, each in enumerate(claims, start=1)}
        self._documents = {each.id: number for number, each in enumerate(documents, start=1)}

    def claim(self, identity: str) -> str:
        """`C1`; a claim that is not on the page has none."""
        number = self._claims.get(identity)
        return "a claim not shown" if number is None else f"C{number}"

    def document(self, identity: str) -> str:
        """`R1`."""
        number = self._documents.get(identity)
        return "a report not shown" if number is None else f"R{number}"


def marking_of(heading: Heading, rows: Iterable[ClaimView | DocumentView], *, has_more: bool = False) -> str:
    """`TLP:AMBER · for the audience “partner” · made 2026-01-02`.

    `has_more` where it rests on rows that it does not show: an owner's brief then stays in the own house at least, as
    it does where it has no row.
    """
    order = tuple(Handling)
    told = [each.handling for each in rows if each.handling]
    least = _UNTOLD.get(heading.audience)
    told += [least] if least is not None and (has_more or not told) else []
    marked = heading.handling or max(told, key=order.index, default=None)
    parts = (marked.value if marked else "", f"for the audience “{heading.audience.value}”", f"made {heading.day}")
    return " · ".join(part for part in parts if part)


def claim_item(claim: ClaimView, numbers: Numbers) -> Item:
    """A claim with who says it, how they know, where, when and what a reader must know."""
    notes = (
        f"{numbers.claim(claim.id)}: {chain_words(claim)}",
        *_known(claim),
        f"{numbers.document(claim.document.id)}, {outlet_words(claim.document)}",
        *_where_when(claim),
        *claim.cautions,
        *_judged(claim),
    )
    return Item(words=claim.words, is_quoted=claim.verbatim, notes=tuple(notes))


def _known(claim: ClaimView) -> Iterator[str]:
    """How far the source is identified, and how it says that it knows."""
    nearest = claim.chain[0]
    if len(claim.chain) > 1:
        yield ANONYMITY[nearest.anonymity]
        if nearest.basis is not Basis.UNSTATED:
            yield BASIS[nearest.basis]


def _where_when(claim: ClaimView) -> Iterator[str]:
    """Places and days as shown."""
    where = "; ".join(dict.fromkeys(name for each in places_of(claim) if (name := place_name(each))))
    if where:
        yield f"at {where}"
    for time in claim.times[:1]:
        if time.begin or time.finish:
            yield days_words(time.begin, time.finish)


def _judged(claim: ClaimView) -> Iterator[str]:
    """What reviewers said of it."""
    if (claim.reliability, claim.credibility) != (Reliability.F, Credibility.CANNOT_BE_JUDGED):
        yield f"graded {claim.reliability.value}{claim.credibility.value}"
    if claim.status is not ClaimStatus.PROPOSED:
        yield f"{claim.status.value} by a reviewer"


def days_words(begin: str | None, finish: str | None) -> str:
    """`2017-11-15`, `2017-11-01 to 2017-11-15`, `since 2017-11-01`, `until 2017-11-15`."""
    if begin and finish:
        return begin if begin == finish else f"{begin} to {finish}"
    if begin:
        return f"since {begin}"
    return f"until {finish}" if finish else "no day given"


def outlet_words(document: DocumentView) -> str:
    """Outlet and day."""
    return f"{document.publisher or 'outlet not told'}, {document.published or 'no day'}"


def report_items(documents: Iterable[DocumentView], numbers: Numbers) -> Iterator[Item]:
    """The reports; an address is told as words, not as a link."""
    for each in documents:
        told = each.url or each.source
        notes = (told,) if told else ("where it stands is withheld",) if each.withheld else ()
        words = f"{numbers.document(each.id)}: {outlet_words(each)}{f' — {each.title}' if each.title else ''}"
        yield Item(words=words, notes=notes)


def caveats(claims: tuple[ClaimView, ...], more: Iterable[str] = ()) -> Section:
    """What a reader must know before using the brief."""
    checked = sum(each.status is not ClaimStatus.PROPOSED for each in claims)
    read = f"{counted(len(claims), 'claim')} read by a program, which errs; {checked} of them checked by a reviewer."
    is_general = any(not each.verbatim or any(one.withheld for one in each.chain) for each in claims)
    lines = (REPORTED, APART, read, UNJUDGED, *((WITHHELD,) if is_general else ()), *more)
    return Section(heading="Before you use this", items=tuple(Item(words=line) for line in lines if line))
