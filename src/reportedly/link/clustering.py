"""Groups of tellings: the most alike first, by the mean likeness of all pairs, as reviewers' decisions allow.

The groups depend on the tellings, their likeness and the decisions alone, never on the order in which they are given:
of equals, the pair with the smaller ids comes first.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.link.rulings import Pair, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What is known of pairs of tellings, each given by the smaller id first.

    Attributes:
        scores: How likely both are of one occurrence; a pair that is not there has 0.
        together: Pairs that a reviewer joined, the latest decision first.
        apart: Pairs that a reviewer kept apart.
        founders: Tellings that can make an incident; the others only point at one.
        threshold: From which mean on two groups are joined.
    """

    scores: Mapping[Pair, float]
    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()
    founders: frozenset[str] = frozenset()
    threshold: float = 0.5


@dataclass(slots=True)
class _Groups:
    """Groups while they are joined: members by the group's name, which is its smallest member."""

    members: dict[str, frozenset[str]]
    ruled: set[str] = field(default_factory=set)
    sums: dict[str, dict[str, float]] = field(default_factory=dict)
    barred: dict[str, set[str]] = field(default_factory=dict)

    def mean(self, left: str, right: str) -> float:
        """The mean likeness between two groups."""
        total = self.sums.get(left, {}).get(right, 0.0)
        return total / (len(self.members[left]) * len(self.members[right]))

    def join(self, left: str, right: str) -> str:
        """Make one group of two; its name."""
        name, gone = (left, right) if left < right else (right, left)
        self.members[name] |= self.members.pop(gone)
        if gone in self.ruled:
            self.ruled.discard(gone)
            self.ruled.add(name)
        for other, total in self.sums.pop(gone, {}).items():
            self.sums[other].pop(gone)
            if other != name:
                self._add(name, other, total)
        for other in self.barred.pop(gone, set()):
            self.barred[other].discard(gone)
            self.bar(name, other)
        return name

    def _add(self, left: str, right: str, total: float) -> None:
        """Add to the likeness of two groups."""
        for one, other in ((left, right), (right, left)):
            mine = self.sums.setdefault(one, {})
            mine[other] = mine.get(other, 0.0) + total

    def put(self, left: str, right: str, score: float) -> None:
        """Note the likeness of two tellings."""
        self._add(left, right, score)

    def bar(self, left: str, right: str) -> None:
        """Keep two groups apart."""
        self.barred.setdefault(left, set()).add(right)
        self.barred.setdefault(right, set()).add(left)

    def are_barred(self, left: str, right: str) -> bool:
        """Whether two groups are kept apart."""
        return right in self.barred.get(left, ())


def clustered(tellings: Iterable[str], likeness: Likeness) -> tuple[frozenset[str], ...]:
    """The groups, each of tellings that seem to be of one occurrence, with those that point at it.

    A telling that only points joins the group that it is most alike to, or none.
    """
    everything = frozenset(tellings)
    founders = everything & likeness.founders
    groups = _Groups({each: frozenset({each}) for each in sorted(founders)})
    for (left, right), score in sorted(likeness.scores.items()):
        if left in founders and right in founders:
            groups.put(left, right, score)
    for left, right in sorted(likeness.apart):
        if left in founders and right in founders:
            groups.bar(left, right)
    _join_ruled(groups, likeness.together)
    _join_alike(groups, likeness.threshold)
    found = _with_pointers(groups, everything - founders, likeness)
    return tuple(sorted(found, key=min))


def _join_ruled(groups: _Groups, together: tuple[Pair, ...]) -> None:
    """Join what reviewers joined, unless a decision keeps members of both apart."""
    homes = {each: each for each in groups.members}
    for pair_ in together:
        if pair_[0] not in homes or pair_[1] not in homes:
            continue
        left, right = homes[pair_[0]], homes[pair_[1]]
        if left == right or groups.are_barred(left, right):
            continue
        name = groups.join(left, right)
        groups.ruled.add(name)
        homes.update(dict.fromkeys(groups.members[name], name))


def _join_alike(groups: _Groups, threshold: float) -> None:
    """Join the most alike groups until none are alike enough."""
    heap = [
        entry
        for left, row in groups.sums.items()
        for right in row
        if left < right
        if (entry := _entry(groups, left, right))[0] <= -threshold
    ]
    heapq.heapify(heap)
    while heap:
        entry = heapq.heappop(heap)
        left, right = entry[2], entry[3]
        if left not in groups.members or right not in groups.members or entry != _entry(groups, left, right):
            continue
        if groups.are_barred(left, right):
            continue
        name = groups.join(left, right)
        for other in groups.sums.get(name, ()):
            changed = _entry(groups, *pair(name, other))
            if changed[0] <= -threshold:
                heapq.heappush(heap, changed)


def _entry(groups: _Groups, left: str, right: str) -> tuple[float, bool, str, str]:
    """What orders the joining of two groups: the mean likeness, rounded so that no order of adding up shows.

    Of equals, those that no reviewer joined come first: else a merge and its splitting would not be as nothing.
    """
    return -round(groups.mean(left, right), 9), left in groups.ruled or right in groups.ruled, left, right


def _with_pointers(groups: _Groups, pointers: frozenset[str], likeness: Likeness) -> list[frozenset[str]]:
    """The groups with the tellings that point at them."""
    added: dict[str, set[str]] = {name: set() for name in groups.members}
    for pointer in sorted(pointers):
        best = max(
            ((_pull(pointer, members, likeness), name) for name, members in groups.members.items()),
            key=lambda each: (round(each[0], 9), -len(groups.members[each[1]]), each[1]),
            default=(0.0, ""),
        )
        if best[0] >= likeness.threshold:
            added[best[1]].add(pointer)
    return [members | added[name] for name, members in groups.members.items()]


def _pull(pointer: str, members: frozenset[str], likeness: Likeness) -> float:
    """How alike a pointing telling is to a group; more than anything where a reviewer put it there."""
    pairs = [pair(pointer, each) for each in members]
    if any(each in likeness.apart for each in pairs):
        return 0.0
    if any(each in likeness.together for each in pairs):
        return 2.0
    return sum(likeness.scores.get(each, 0.0) for each in pairs) / len(pairs)
