"""What the desk shows its owner of one document and of the whole ledger, beside the views that others may get too."""

from dataclasses import dataclass, field
from enum import StrEnum

from reportedly.protect.views import ClaimView, DocumentView
from reportedly.spans import Span

__all__ = ["Columns", "Dictionaries", "DocumentPage", "Making", "Mark", "MarkOf", "ReviewProgress", "TableView"]


class MarkOf(StrEnum):
    """What words of a document are marked as."""

    SOURCE = "source"
    CUE = "cue"
    PLACE = "place"
    TIME = "time"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of the document that a reading rests on, to be set off in colour.

    Attributes:
        claims: Ids of the claims that rest on them; empty for mentions that no claim uses.
        reading: What was made of the words, such as the name in the gazetteer or the days of a time.
    """

    of: MarkOf
    span: Span
    claims: tuple[str, ...] = ()
    reading: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How many reports of a ledger are made ready to be looked at, and of how many; 0 of 0 where none has to be."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProgress:
    """How far the review of a document is.

    Attributes:
        judged: Live claims that somebody accepted, corrected, rejected or added.
        minutes: Time between decisions about it; a pause of more than five minutes counts as five.
    """

    judged: int
    total: int
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One document as its owner reads it.

    Attributes:
        text: The text that all spans refer to; what is withheld even from the owner is blanked letter by letter.
        claims: All live claims in the order of the text, rejected ones too.
        version: What a decision about the document must name.
    """

    document: DocumentView
    text: str = field(repr=False)
    claims: tuple[ClaimView, ...]
    marks: tuple[Mark, ...]
    progress: ReviewProgress
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The claims of the ledger, column by column; all columns are equally long.

    Numbers in a column that has a dictionary are places in it, and -1 stands for nothing.

    Attributes:
        id: The first 23 characters of each claim's id; the rest is not needed to name it.
        hatched: Whether the place is known only by an unnamed part of it ("some districts of"), so never to be filled.
        vague: Whether the point is none of the claim's own: a region, or a place of which finer is withheld.
        protected: Whether a leak of its source, of the claim or of its document could do high harm: no point is drawn.
        unrealised: Whether it is intended, feared, predicted or supposed, so not to be mapped as having come about.
    """

    id: tuple[str, ...]
    document: tuple[int, ...]
    publisher: tuple[int, ...]
    published: tuple[int, ...]
    type: tuple[int, ...]
    kind: tuple[int, ...]
    source: tuple[int, ...]
    anonymity: tuple[int, ...]
    basis: tuple[int, ...]
    certainty: tuple[int, ...]
    polarity: tuple[int, ...]
    realis: tuple[int, ...]
    status: tuple[int, ...]
    grade: tuple[int, ...]
    place: tuple[int, ...]
    place_id: tuple[int, ...]
    country: tuple[int, ...]
    admin1: tuple[int, ...]
    lat: tuple[float | None, ...]
    lon: tuple[float | None, ...]
    precision: tuple[int, ...]
    hatched: tuple[bool, ...]
    vague: tuple[bool, ...]
    unrealised: tuple[bool, ...]
    protected: tuple[bool, ...]
    begin: tuple[int, ...]
    finish: tuple[int, ...]
    actors: tuple[tuple[int, ...], ...]
    flags: tuple[tuple[int, ...], ...]
    incident: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionaries:
    """What the numbers of the columns stand for; `title` goes with `document`."""

    document: tuple[str, ...]
    title: tuple[str | None, ...] = field(repr=False)
    publisher: tuple[str, ...]
    published: tuple[str, ...]
    type: tuple[str, ...]
    kind: tuple[str, ...]
    source: tuple[str, ...] = field(repr=False)
    anonymity: tuple[str, ...]
    basis: tuple[str, ...]
    certainty: tuple[str, ...]
    polarity: tuple[str, ...]
    realis: tuple[str, ...]
    status: tuple[str, ...]
    grade: tuple[str, ...]
    place: tuple[str, ...]
    place_id: tuple[str, ...]
    country: tuple[str, ...]
    admin1: tuple[str, ...]
    begin: tuple[str, ...]
    finish: tuple[str, ...]
    actors: tuple[str, ...]
    flags: tuple[str, ...]
    incident: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """All claims of the ledger in columns; `version` changes when anything of it changes."""

    version: str
    columns: Columns
    dictionaries: Dictionaries
