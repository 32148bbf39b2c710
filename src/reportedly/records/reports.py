"""A report read to the end: claims with their places, times and actors resolved."""

from dataclasses import dataclass

from reportedly.records.annotations import Attribution, Name, Sentence
from reportedly.records.claims import Claim
from reportedly.records.documents import Document, Issue
from reportedly.records.mentions import ActorMention, DatedTo, PlacedAt, PlaceMention, TimeMention
from reportedly.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorReading:
    """Who the words of a claim's participant or observation mean; `id` is None for words that the table lacks."""

    span: Span
    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """The codes of other schemes that fit a claim, or None with a reason."""

    plover: str | None = None
    acled: str | None = None
    ucdp: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Every mention of a document, in document order."""

    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A claim with what its words for places, times and actors mean.

    Attributes:
        actors: One reading for each participant, in the same order.
        control: For each observation of the claim, the index into `places` of the place it speaks of, or None.
        holders: Party id for each link of the chain, None where it has none.
    """

    claim: Claim
    places: tuple[PlacedAt, ...] = ()
    times: tuple[DatedTo, ...] = ()
    actors: tuple[ActorReading, ...] = ()
    control: tuple[int | None, ...] = ()
    control_actors: tuple[ActorReading, ...] = ()
    holders: tuple[str | None, ...] = ()
    crosswalk: Crosswalk = Crosswalk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document with everything that the line made of it: the record `reportedly.report/1`.

    Attributes:
        model: What annotated it.
        gazetteer: Version of the index that resolved its places.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    mentions: Mentions
    claims: tuple[Resolved, ...]
    issues: tuple[Issue, ...] = ()
    model: str = ""
    gazetteer: str = ""
