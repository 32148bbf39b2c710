"""Which claims of one document tell of one occurrence.

In the order of the text, a claim joins the nearest occurrence before it that it can belong to: none of both is dated
or placed apart from the other, and their types can be of one occurrence. "A week ago nine were killed there" is dated
apart and begins another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.ledger.live import LiveDocument
from reportedly.link.claim_readings import (
    Reading,
    common_words,
    empty_words,
    every_family,
    find_reading,
    finest,
    hashes,
    ordinal,
)
from reportedly.link.nearness import are_apart, is_about
from reportedly.link.rulings import Rulings
from reportedly.link.tellings import Part, Spot, Telling

# A claim that says neither when nor where is about what was told before it, as far back as this, in code points.
_REACH = 600


@dataclass(slots=True)
class _Group:
    """Claims that tell of one occurrence, while they are gathered."""

    readings: list[Reading] = field(default_factory=list)

    @property
    def families(self) -> frozenset[str]:
        """Families that all its typed claims can be of; those of the first where they share none."""
        return frozenset(each for reading in self.readings for each in reading.families)

    def admits(self, reading: Reading, rulings: Rulings) -> bool:
        """Whether the claim can tell of this occurrence."""
        if any(rulings.are_kept_apart(reading.part.claim, each.part.claim) for each in self.readings):
            return False
        if not reading.part.is_dated and not reading.placed:
            return reading.part.at - self.readings[-1].part.at <= _REACH
        if reading.families and self.families and self.families.isdisjoint(reading.families):
            return False
        if any(_are_dated_apart(reading.part, each.part) for each in self.readings):
            return False
        return not (reading.placed and are_apart(reading.spots, self.spots))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where it is told to have happened: by the first claim that names a place, else by context."""
        placed = next((each.spots for each in self.readings if each.placed), None)
        return next((each.spots for each in self.readings if each.spots), ()) if placed is None else placed


def _are_dated_apart(left: Part, right: Part) -> bool:
    """Whether both claims give days, and none in common."""
    if left.begin is None or left.finish is None or right.begin is None or right.finish is None:
        return False
    return left.begin > right.finish or right.begin > left.finish


def tellings_of(document: LiveDocument, rulings: Rulings) -> Iterator[Telling]:
    """What the document tells of occurrences, in the order of the text."""
    report = document.latest.report
    read = (find_reading(claim, report.document.text, report.mentions) for claim in document.claims)
    groups: list[_Group] = []
    for reading in sorted(
        (each for each in read if each is not None), key=lambda each: (each.part.at, each.part.claim)
    ):
        home = next((group for group in reversed(groups) if group.admits(reading, rulings)), None)
        if home is None:
            home = _Group()
            groups.append(home)
        home.readings.append(reading)
    for group in groups:
        yield _telling(group, document, rulings)


def _telling(group: _Group, document: LiveDocument, rulings: Rulings) -> Telling:
    """The gathered claims as one telling."""
    readings = group.readings
    known = document.latest.report.document
    dated = [
        (each.part.finish - each.part.begin, each.part.begin, each.part.finish)
        for each in readings
        if each.part.begin is not None and each.part.finish is not None
    ]
    begin, finish = min(dated)[1:] if dated else (None, None)
    spots = [spot for each in readings for spot in each.spots if is_about(spot, group.spots)]
    own = [each for each in spots if not each.inherited]
    words = frozenset(word for each in readings for word in each.words) - empty_words()
    is_ruled = any(rulings.names(each.part.claim) for each in readings)
    is_somewhere = bool(spots) or begin is not None
    return Telling(
        document=known.id,
        publisher=known.publisher,
        published=ordinal(known.published),
        parts=tuple(each.part for each in readings),
        founds=is_ruled or (is_somewhere and any(each.part.founds for each in readings)),
        families=tuple(sorted(group.families or every_family())),
        begin=begin,
        finish=finish,
        spots=tuple(finest(own or spots)),
        actors=tuple(sorted({actor for each in readings for actor in each.actors})),
        counts=tuple(count for each in readings for count in each.counts),
        words=hashes(words),
        common=hashes(words & common_words()),
        names=hashes(frozenset(name for each in readings for name in each.names if name)),
        places=hashes(frozenset(each.written for each in spots if each.written)),
    )
