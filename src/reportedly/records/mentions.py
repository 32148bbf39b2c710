"""What `resolve` makes of words for places, times and actors: readings, best first, with their reasons."""

from dataclasses import dataclass

from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorKind,
    Anchor,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    PlaceUse,
    Quantifier,
    TimeKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One gazetteer row that a place mention may mean.

    Attributes:
        id: Id with its scheme, such as `geonames:1147270` or `cod:AF2112`.
        kind: Sort of row.
        country: ISO 3166-1 alpha-2 code.
        admin1: Name of the first-level division.
        admin2: Name of the second-level division.
        lat: Degrees north; None where the row has no point.
        lon: Degrees east.
        precision: UCDP's where_prec, 1 (exact) to 7 (international).
        score: 0 to 1.
        because: Why it ranks where it does.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 2
    score: float = 0.0
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words for a place.

    Attributes:
        span: The words, without generic words such as "district".
        status: How far it was resolved.
        use: What the name is used for.
        stated_parent: The place that the text says it lies in, as written or as named in the gazetteer.
        conflict: Whether the stated parent is not the one that the gazetteer gives.
        candidates: Readings, the chosen one first.
    """

    span: Span
    status: PlaceStatus
    use: PlaceUse = PlaceUse.LITERAL
    stated_parent: str | None = None
    conflict: bool = False
    candidates: tuple[Candidate, ...] = ()

    @property
    def chosen(self) -> Candidate | None:
        """The reading that stands; None where no candidate is more than a likeness, or the words are no place."""
        is_read = self.status in {PlaceStatus.RESOLVED, PlaceStatus.AMBIGUOUS}
        return self.candidates[0] if is_read and self.candidates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words for a time, as an interval.

    Attributes:
        value: TIMEX3 value; None where the words give none.
        modifier: TIMEX3 modifier.
        anchor: What it is counted from.
        begin: Earliest day, inclusive ISO 8601; None where open.
        finish: Latest day, inclusive.
        begin_latest: Latest day on which it can have begun.
        finish_earliest: Earliest day on which it can have ended.
        precision: UCDP's date_prec, 1 (day) to 5 (year or longer); 0 unknown.
    """

    span: Span
    kind: TimeKind
    value: str | None = None
    modifier: str | None = None
    anchor: Anchor = Anchor.UNKNOWN
    begin: str | None = None
    finish: str | None = None
    begin_latest: str | None = None
    finish_earliest: str | None = None
    precision: int = 0
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words for an armed group, a force, a body or a people that the actor table knows."""

    span: Span
    id: str
    name: str
    kind: ActorKind
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAt:
    """A place of a claim.

    Attributes:
        mention: Index into the report's place mentions.
        role: What the place is to the event.
        inherited: Taken from context, not from the claim's own words.
    """

    mention: int
    role: PlaceRole
    inherited: bool = False
    quantifier: Quantifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTo:
    """When a claim says that its event or state holds; bounds inclusive ISO 8601, None where open.

    Attributes:
        mention: Index into the report's time mentions; None where tense or context alone dates the claim.
    """

    mention: int | None
    begin: str | None
    finish: str | None
    precision: int = 0
    inherited: bool = False
    because: str = ""
