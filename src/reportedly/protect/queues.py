"""What a reviewer should look at first: claims that were read with doubt, or that weigh much."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.protect.lines import Line
from reportedly.protect.overview import Shelf
from reportedly.vocabulary import Anonymity, ClaimStatus, Flag, Mode, PlaceStatus

_VIOLENT = frozenset({"KILL", "ATTACK_CIV", "ABDUCT_CAPTURE", "STRIKE", "EXPLOSION", "CLASH"})
_TELLING = frozenset({Flag.ACCUSATION_SMALL_CLASS.value, Flag.ETHNIC_GENERALISATION.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One claim that waits for a reviewer: its JSON, and why it stands where it does."""

    claim: bytes = field(repr=False)
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A claim with what else is known of it across reports."""

    line: Line
    is_shared: bool


# How much each reason weighs; doubt weighs more than matter, since doubt is what a reviewer can end.
_REASONS: tuple[tuple[float, str, Callable[[_Line], bool]], ...] = (
    (4, "the words leave open who says it", lambda each: each.line.mode == Mode.AMBIGUOUS.value),
    (3, "its source is taken from the context", lambda each: each.line.is_inferred),
    (3, "its place has several readings", lambda each: _place(each) is PlaceStatus.AMBIGUOUS),
    (3, "it accuses a small group or generalises", lambda each: not _TELLING.isdisjoint(each.line.flags)),
    (2, "its place is not in the gazetteer", lambda each: _place(each) is PlaceStatus.UNRESOLVED),
    (2, "it tells of violence", lambda each: each.line.type in _VIOLENT),
    (2, "it says who holds a place", lambda each: each.line.type == "CONTROL"),
    (2, "several claims tell of it", lambda each: each.is_shared),
    (1, "its source asked not to be named", lambda each: each.line.anonymity == Anonymity.UNNAMED_ON_REQUEST.value),
    (1, "no time is known for it", lambda each: not each.line.is_dated),
)


def _place(each: _Line) -> PlaceStatus | None:
    """How far the claim's place was resolved."""
    return each.line.place.status if each.line.place else None


def queue_of(shelf: Shelf, *, limit: int = 50) -> tuple[Queued, ...]:
    """The claims that nobody judged, the most doubtful and weighty first."""
    shared: dict[str, int] = {}
    for incident in shelf.incidents.values():
        shared[incident] = shared.get(incident, 0) + 1
    ranked: list[tuple[float, int, Line, str]] = []
    for number, line in enumerate(shelf.all_lines()):
        if line.status != ClaimStatus.PROPOSED.value:
            continue
        incident = shelf.incidents.get(line.id)
        each = _Line(line=line, is_shared=incident is not None and shared[incident] > 1)
        reasons = [(weight, words) for weight, words, holds in _REASONS if holds(each)]
        told = "; ".join(words for _, words in reasons) or "nobody has judged it"
        ranked.append((sum(weight for weight, _ in reasons), -number, line, told))
    first = heapq.nlargest(limit, ranked, key=lambda row: row[:2])
    packed = shelf.named(line.id for _, _, line, _ in first)
    return tuple(Queued(claim=claim, why=why) for claim, (_, _, _, why) in zip(packed, first, strict=True))
