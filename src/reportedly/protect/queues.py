"""What a reviewer should look at first: claims that were read with doubt, or that weigh much."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
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


# How much each reason weighs; doubt weighs more than matter, since doubt is what a reviewer can end.
_REASONS: tuple[tuple[int, str, Callable[[Line], bool]], ...] = (
    (4, "the words leave open who says it", lambda line: line.mode == Mode.AMBIGUOUS.value),
    (3, "its source is taken from the context", lambda line: line.is_inferred),
    (3, "its place has several readings", lambda line: _status(line) is PlaceStatus.AMBIGUOUS),
    (3, "it accuses a small group or generalises", lambda line: not _TELLING.isdisjoint(line.flags)),
    (2, "its place is not in the gazetteer", lambda line: _status(line) is PlaceStatus.UNRESOLVED),
    (2, "it tells of violence", lambda line: line.type in _VIOLENT),
    (2, "it says who holds a place", lambda line: line.type == "CONTROL"),
    (1, "its source asked not to be named", lambda line: line.anonymity == Anonymity.UNNAMED_ON_REQUEST.value),
    (1, "no time is known for it", lambda line: not line.is_dated),
)
_SHARED = (2, "several claims tell of it")


def _status(line: Line) -> PlaceStatus | None:
    """How far the claim's place was resolved."""
    return line.place.status if line.place else None


class Queue:
    """Ranks what nobody judged; what was weighed of a document is kept as long as the document is."""

    def __init__(self) -> None:
        """Nothing is weighed yet."""
        self._weighed: dict[int, tuple[tuple[Line, ...], tuple[int, ...]]] = {}

    def first(self, shelf: Shelf, *, limit: int = 50) -> tuple[Queued, ...]:
        """The claims that nobody judged, the most doubtful and weighty first."""
        shared = Counter(shelf.incidents.values())
        ranked: list[tuple[int, int, Line]] = []
        number = 0
        for lines, weights in self._weights(shelf):
            for line, weight in zip(lines, weights, strict=True):
                number += 1
                if line.status == ClaimStatus.PROPOSED.value:
                    more = _SHARED[0] if shared[shelf.incidents.get(line.id, "")] > 1 else 0
                    ranked.append((weight + more, -number, line))
        chosen = [line for _, _, line in heapq.nlargest(limit, ranked, key=lambda row: row[:2])]
        packed = shelf.named(line.id for line in chosen)
        why = (_told(line, is_shared=shared[shelf.incidents.get(line.id, "")] > 1) for line in chosen)
        return tuple(Queued(claim=claim, why=words) for claim, words in zip(packed, why, strict=True))

    def _weights(self, shelf: Shelf) -> Iterator[tuple[tuple[Line, ...], tuple[int, ...]]]:
        """The lines of each document with their weights."""
        before, self._weighed = self._weighed, {}
        for block in shelf.blocks:
            known = before.get(id(block.lines))
            if known is None or known[0] is not block.lines:
                known = (block.lines, tuple(map(_weight, block.lines)))
            self._weighed[id(block.lines)] = known
            yield known


def _weight(line: Line) -> int:
    """How much speaks for looking at the claim."""
    return sum(weight for weight, _, holds in _REASONS if holds(line))


def _told(line: Line, *, is_shared: bool) -> str:
    """Why the claim stands where it does."""
    reasons = [words for _, words, holds in _REASONS if holds(line)]
    return "; ".join((*reasons, _SHARED[1]) if is_shared else reasons) or "nobody has judged it"
