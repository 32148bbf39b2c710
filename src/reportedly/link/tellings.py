"""What one document tells of one occurrence: its claims about it, in a form that is quick to compare.

Words are kept as hashes only. A telling is made of live claims alone, so that the same claims give the same tellings.
"""

from dataclasses import dataclass

from reportedly.vocabulary import ActorRole, PlaceKind, QuantityOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place where a claim says it happened, in the reading that was chosen.

    Attributes:
        written: The words for it, as a skeleton of their sounds.
        precision: UCDP's where_prec, 1 (exact) to 7 (international).
        sure: Whether the words were resolved; else only `written` tells of the place.
        on_way: Whether it is a place that somebody came from or went to.
    """

    claim: str
    id: str
    name: str
    kind: PlaceKind
    country: str | None
    written: str = ""
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 2
    sure: bool = True
    on_way: bool = False
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that a claim gives."""

    claim: str
    of: QuantityOf
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A claim of a telling.

    Attributes:
        at: Where it begins in its document, in code points.
        founds: Whether it can make an incident; a denial or a negated claim only points at one.
        begin: First day on which it says it happened, as a proleptic ordinal; None where open.
        finish: Last such day.
    """

    claim: str
    at: int
    type: str
    founds: bool
    begin: int | None = None
    finish: int | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the claim says when it happened."""
        return self.begin is not None and self.finish is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one document tells of one occurrence.

    Attributes:
        document: Id of the document.
        published: Day of publication, as a proleptic ordinal; None where unknown.
        parts: The claims, in the order of the text.
        founds: Whether it can make an incident.
        families: Families of its types: tellings without a common one are never compared.
        begin: First day of the closest time that its claims give, as an ordinal; None where they give none.
        finish: Last such day.
        spots: The finest places of its claims.
        actors: Role, id and claim of actors that the actor table knows.
        words: Hashes of the content words of the claims, sorted.
        common: Those of the words that reports of violence are full of.
        names: Hashes of names of people, bodies and unknown places, sorted.
        places: Hashes of the names of its places as they are written, sorted: another report may take one for a body.
    """

    document: str
    publisher: str | None
    published: int | None
    parts: tuple[Part, ...]
    founds: bool
    families: tuple[str, ...]
    begin: int | None = None
    finish: int | None = None
    spots: tuple[Spot, ...] = ()
    actors: tuple[tuple[ActorRole, str, str], ...] = ()
    counts: tuple[Count, ...] = ()
    words: tuple[int, ...] = ()
    common: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def lead(self) -> str:
        """The id of its first claim, by which it is kept."""
        return self.parts[0].claim

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of its claims."""
        return tuple(each.claim for each in self.parts)

    @property
    def types(self) -> frozenset[str]:
        """Types of the claims that can make an incident, else of all."""
        founding = frozenset(each.type for each in self.parts if each.founds)
        return founding or frozenset(each.type for each in self.parts)
