"""How many reports, outlets, root sources and first-hand roots stand behind claims: four counts, never one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from weakref import WeakKeyDictionary

from reportedly.assess.context import Context, is_independent
from reportedly.assess.independence import NO_CONTEXT, is_printed_again
from reportedly.assess.roots import Root, root_of, same_source_keys
from reportedly.assess.testimony import Testimony
from reportedly.errors import RecordError
from reportedly.vocabulary import Independence

_ONE = frozenset({Independence.SAME_ROOT, Independence.SAME_INSTITUTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number that is not known exactly: at least `low`, at most `high`."""

    low: int
    high: int

    def __post_init__(self) -> None:
        """Refuse a range that holds no number."""
        if not 0 <= self.low <= self.high:
            message = f"{self.low}-{self.high} is no range"
            raise RecordError(message)

    def __str__(self) -> str:
        """As a reader meets it: `2`, `1-3`."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The four counts of some claims, always shown apart.

    Attributes:
        reports: Documents, reprints among them.
        outlets: Who published them; a range where a report does not tell.
        roots: Root sources; a range where their independence is unknown.
        firsthand: Root sources that claim to have taken part or to have seen it.
        because: Why, one sentence each.
    """

    reports: int
    outlets: Range
    roots: Range
    firsthand: Range
    because: tuple[str, ...] = ()


def counts(told: Sequence[Testimony], context: Context = NO_CONTEXT) -> Counts:
    """The four counts of these claims, with reasons."""
    roots = tuple(root_of(each) for each in told)
    groups = root_groups(told, context)
    seen = tuple(group for group in groups if any(roots[place].is_firsthand for place in group))
    reports = {each.report for each in told}
    return Counts(
        reports=len(reports),
        outlets=_outlets(told),
        roots=_range(groups, told, context),
        firsthand=_range(seen, told, context),
        because=tuple(_reasons(told, roots, groups, context)),
    )


def root_groups(told: Sequence[Testimony], context: Context = NO_CONTEXT) -> tuple[tuple[int, ...], ...]:
    """The places of the claims in `told`, those together whose roots are known to be one source or one institution."""
    parents = list(range(len(told)))
    for left, right in _joined(told, context):
        parents[_top(parents, left)] = _top(parents, right)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(len(told)):
        groups[_top(parents, place)].append(place)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _top(parents: list[int], place: int) -> int:
    """The member that stands for the whole group."""
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _joined(told: Sequence[Testimony], context: Context) -> Iterator[tuple[int, int]]:
    """Pairs of one root: by what they share, and by a reviewer's word, which stands in front of it."""
    spoken = context.spoken_of()
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(told):
        for key in _keys(each):
            sharing[key].append(place)
    for members in sharing.values():
        plain = [place for place in members if told[place].id not in spoken]
        yield from pairwise(plain)
        weighed = [place for place in members if told[place].id in spoken]
        for left, right in ((one, other) for one in weighed for other in members if one != other):
            if _may_join(told[left], told[right], context):
                yield left, right
    yield from _printed_again(told, context)
    places = [place for place, each in enumerate(told) if each.id in spoken]
    for left, right in combinations(places, 2):
        word = context.word(told[left].id, told[right].id)
        if word is not None and word.independence in _ONE:
            yield left, right


# Claims are counted for the page and for each area and actor of it; nothing is kept longer than its claim.
_KEYS: WeakKeyDictionary[Testimony, tuple[str, ...]] = WeakKeyDictionary()


def _keys(testimony: Testimony) -> tuple[str, ...]:
    """What claims share that have one root."""
    found = _KEYS.get(testimony)
    if found is None:
        root = root_of(testimony)
        own = () if root.institution is None else (f"institution:{root.institution.key}",)
        found = _KEYS[testimony] = (*same_source_keys(testimony, root), *own)
    return found


def _may_join(left: Testimony, right: Testimony, context: Context) -> bool:
    """Whether no reviewer said otherwise of the two."""
    word = context.word(left.id, right.id)
    return word is None or word.independence in _ONE


def _printed_again(told: Sequence[Testimony], context: Context) -> Iterator[tuple[int, int]]:
    """Pairs of claims of which one report prints the other's."""
    if not context.derivations:
        return
    by_report: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(told):
        by_report[each.report].append(place)
    for first, second in context.derivations:
        for left in by_report.get(first, ()):
            for right in by_report.get(second, ()):
                if is_printed_again(told[left], told[right], context) and _may_join(told[left], told[right], context):
                    yield left, right


def _range(groups: Sequence[Sequence[int]], told: Sequence[Testimony], context: Context) -> Range:
    """At most so many roots as there are groups; at least so many as reviewers called independent of each other."""
    if not groups:
        return Range(low=0, high=0)
    spoken = context.spoken_of()
    weighed = [group for group in groups if any(told[place].id in spoken for place in group)]
    apart = {
        (one, other)
        for one, other in combinations(range(len(weighed)), 2)
        if any(
            is_independent(context.word(told[left].id, told[right].id))
            for left in weighed[one]
            for right in weighed[other]
        )
    }
    return Range(low=max(1, _largest(len(weighed), apart)), high=len(groups))


def _largest(number: int, apart: set[tuple[int, int]]) -> int:
    """How many of the groups are all independent of each other; groups are taken one by one, so it may fall short."""
    best = 0
    for start in range(number):
        chosen = [start]
        for other in range(number):
            if other != start and all((min(each, other), max(each, other)) in apart for each in chosen):
                chosen.append(other)
        best = max(best, len(chosen))
    return best


def _outlets(told: Sequence[Testimony]) -> Range:
    """Outlets by name; reports that name none may be of one of these, or of others."""
    named = {each.outlet for each in told if each.outlet is not None}
    unnamed = {each.report for each in told if each.outlet is None}
    return Range(low=max(len(named), min(1, len(unnamed))), high=len(named) + len(unnamed))


def _reasons(
    told: Sequence[Testimony], roots: Sequence[Root], groups: Sequence[Sequence[int]], context: Context
) -> Iterator[str]:
    """Why the counts are what they are."""
    shared = sum(len({told[place].report for place in group}) > 1 for group in groups)
    if shared:
        yield (
            f"{_number(shared, 'root')} speaks in more than one report"
            if shared == 1
            else (f"{shared} roots speak in more than one report")
        )
    silent = sum(not any(roots[place].is_told for place in group) for group in groups)
    if silent:
        yield (
            f"{_number(silent, 'report')} tells in its own voice and names no source"
            if silent == 1
            else (f"{silent} reports tell in their own voice and name no source")
        )
    if any(roots[place].is_nameless and roots[place].is_told for group in groups for place in group):
        yield "unnamed sources are not matched across reports"
    if len(groups) > 1 and context.spoken_of().isdisjoint(each.id for each in told):
        yield "nobody has judged whether the sources are independent of each other"


def _number(count: int, noun: str) -> str:
    """One of something, in words."""
    return f"one {noun}" if count == 1 else f"{count} {noun}s"
