"""Reported control as an audience may see it."""

from dataclasses import dataclass, field

from reportedly.protect.views import DocumentView
from reportedly.vocabulary import (
    Anonymity,
    ControlDiurnal,
    ControlFunction,
    ControlLevel,
    ControlSide,
    ControlTrend,
    ControlUnit,
    PlaceKind,
    Quantifier,
)

__all__ = ["AreaView", "ControlPage", "ControlPoint", "LaneView", "ShareView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """One reported observation in a lane.

    Attributes:
        claim: Id of the claim in this release.
        day: The last day for which it is said.
        begin: The first; None where open.
        place: The place that is spoken of, where it is a part of the area.
        wording: The words that the level was read from; empty where they are withheld.
        cautions: What a reader must know of the claim.
    """

    claim: str
    document: DocumentView
    day: str | None
    begin: str | None
    level: ControlLevel
    trend: ControlTrend | None
    diurnal: ControlDiurnal
    quantifier: Quantifier | None
    unit: ControlUnit | None
    function: tuple[ControlFunction, ...]
    place: str | None = field(default=None, repr=False)
    wording: str = field(default="", repr=False)
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """What one root source is reported to say of one actor, by day.

    Attributes:
        root: Number of the root source within the page.
        source: Its name or description; a general one where it is withheld.
        actor: Id of the actor in the actor table; None for words.
        name: The actor's name, else the words for it; None where they are withheld.
        stale: Whether the last that it says is too long ago.
        hatched: Whether it speaks of parts that it does not name.
    """

    root: int
    source: str = field(repr=False)
    anonymity: Anonymity
    actor: str | None
    name: str | None = field(repr=False)
    side: ControlSide
    newest: str | None
    stale: bool
    hatched: bool
    points: tuple[ControlPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """The label of an area for a government and one group: from the lowest to the highest that any root is said to say.

    Attributes:
        zones: Lowest and highest zone, 1 (the government's alone) to 5 (the group's alone).
        kalyvas: The names of these zones; likewise the categories of SIGAR and of the Long War Journal, in their words.
        roots: Root sources behind it, such as `1-3`; likewise those that claim to have seen it.
        newest: The last day for which something is said.
        because: Why the counts are what they are.
    """

    actor: str | None
    name: str | None = field(repr=False)
    zones: tuple[int, int]
    kalyvas: tuple[str, ...]
    sigar: tuple[str, ...]
    lwj: tuple[str, ...]
    reports: int
    outlets: str
    roots: str
    firsthand: str
    newest: str | None
    stale: bool
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What is reported of one area.

    Attributes:
        id: Path of the area, such as `AF/faryab`.
        lanes: What is said of it as a whole, or of named parts of a district.
        hatched: What is said of parts that nobody names: to be hatched over the area, never painted on a part of it.
        unnamed: How many statements speak of such parts.
        within: The areas in it that something is reported of.
        above: What is said of the whole area that it lies in.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str
    admin1: str | None
    newest: str | None
    stale: bool
    shares: tuple[ShareView, ...] = ()
    hatched_shares: tuple[ShareView, ...] = ()
    unnamed: int = 0
    lanes: tuple[LaneView, ...] = ()
    hatched: tuple[LaneView, ...] = ()
    within: tuple["AreaView", ...] = ()
    above: tuple[LaneView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPage:
    """An area with what is reported of who holds it.

    Attributes:
        day: The day that it is looked at from.
        stale_days: From how many days on something is stale.
        others: Ids of other areas that the words name.
    """

    day: str
    stale_days: int
    area: AreaView
    others: tuple[str, ...] = ()
