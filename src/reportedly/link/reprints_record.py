"""Two reports that share text, as it is found and kept; nothing in these records holds words of a report."""

from dataclasses import dataclass, field

from reportedly.link.reprints_names import Named
from reportedly.link.shingles import Wording
from reportedly.spans import Span
from reportedly.vocabulary import Direction, ReprintKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A report as it is compared with others.

    Attributes:
        id: Id of the document.
        outlet: Name of the outlet, folded; empty where nothing tells it.
        title: Words of the title, folded, without an announcement; empty where there is none.
        published: Day of publication, ISO 8601.
        names: Names and numbers of the text.
        announced: What the report announces itself to be.
        odd: Names of places, folded, that are spelled otherwise than the gazetteer spells the place.
    """

    id: str
    outlet: str
    title: str = field(repr=False)
    published: str | None
    wording: Wording
    names: tuple[Named, ...] = field(default=(), repr=False)
    announced: ReprintKind | None = None
    odd: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def order(self) -> tuple[str, str]:
        """By day of publication, reports without a day last; the id decides between equals."""
        return self.published or "9999", self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPart:
    """Words of the first report and their counterpart in the second.

    Attributes:
        likeness: The part of the longer one's words that both have, 0 to 1; 1.0 for word for word.
    """

    first: Span
    second: Span
    likeness: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """Two reports that share text or are known by other signs to rest on each other.

    Attributes:
        first: Id of the report that was published first; of two of one day, or without a day, the smaller id.
        second: Id of the other.
        kind: How one relates to the other.
        direction: Which derives from the other.
        containment_first: The part of the first report's words in sentences which the second has too, 0 to 1.
        containment_second: The same of the second.
        evidence: What says so, one sentence each, without words of the reports.
        shared: Sentences that both have, word for word or changed.
        quotations: Words in quotation marks that both have, word for word.
        only_first: Sentences of the first that the second lacks: what a reprint dropped.
        only_second: Sentences of the second that the first lacks: what it added.
        credits_first: Where the first credits the outlet of the second.
        credits_second: Where the second credits the outlet of the first.
        attributed: Sentences of the second that name a source where the first does not.
        names: How many names and numbers both have.
    """

    first: str
    second: str
    kind: ReprintKind
    direction: Direction
    containment_first: float
    containment_second: float
    evidence: tuple[str, ...]
    shared: tuple[SharedPart, ...] = ()
    quotations: tuple[SharedPart, ...] = ()
    only_first: tuple[Span, ...] = ()
    only_second: tuple[Span, ...] = ()
    credits_first: Span | None = None
    credits_second: Span | None = None
    attributed: tuple[Span, ...] = ()
    names: int = 0
