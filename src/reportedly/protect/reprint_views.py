"""What leaves the ledger about two reports: that they share text, and how they stand side by side."""

from dataclasses import dataclass, field

from reportedly.protect.views import ClaimView, DocumentView
from reportedly.vocabulary import Difference, Direction, ReprintKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintsWanted:
    """Which pairs of reports are asked for; None asks for all.

    Attributes:
        document: Id of a document, or the beginning of one, or its source: pairs in which it has a part.
        kind: What they are to each other.
        limit: At most so many.
    """

    document: str | None = field(default=None, repr=False)
    kind: ReprintKind | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in short: its id in this release and its words."""

    id: str
    words: str = field(repr=False)
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintView:
    """Two reports that share text, or that rest on each other by other signs.

    Attributes:
        first: The report that was published first.
        containment_first: The part of the first report that stands in the second, 0 to 1.
        containment_second: The part of the second that stands in the first.
        evidence: What says so, one sentence each.
        dropped: Claims of the first in sentences that the second lacks.
        added: Claims of the second in sentences that the first lacks.
        bare: Whether both documents are shown without title, outlet, day and address, since one of them has a
            withheld source; their ids lead to nothing else in the release.
    """

    first: DocumentView
    second: DocumentView
    kind: ReprintKind
    direction: Direction
    containment_first: float
    containment_second: float
    evidence: tuple[str, ...] = ()
    dropped: tuple[ClaimLine, ...] = ()
    added: tuple[ClaimLine, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClaim:
    """A claim of one report beside its counterpart in the other.

    Attributes:
        first: None where only the second report has the claim.
        second: None where only the first has it.
        likeness: The part of their words that both have, 0 to 1.
        because: What differs or contradicts, one sentence each.
    """

    how: Difference
    first: ClaimView | None = None
    second: ClaimView | None = None
    likeness: float = 0.0
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a paragraph; `shared` tells whether the other report has them."""

    words: str = field(repr=False)
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphPair:
    """A paragraph of each report, side by side; empty where only the other report has it."""

    first: tuple[Piece, ...] = ()
    second: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports side by side.

    Attributes:
        first: The report that was published first.
        kind: What they are to each other; None where nothing shows that they rest on each other.
        evidence: What says so, one sentence each.
        claims: Claims of both, in the order of the first report and then of the second.
        paragraphs: Their texts, laid beside each other.
        quotations: Quoted words that both have, word for word.
        held: How many claims are not shown to this audience.
    """

    first: DocumentView
    second: DocumentView
    kind: ReprintKind | None = None
    direction: Direction = Direction.UNKNOWN
    containment_first: float = 0.0
    containment_second: float = 0.0
    evidence: tuple[str, ...] = ()
    claims: tuple[ComparedClaim, ...] = ()
    paragraphs: tuple[ParagraphPair, ...] = ()
    quotations: tuple[str, ...] = field(default=(), repr=False)
    held: int = 0
