"""The dimensions of two claims: what they share, in what they differ so that both cannot hold, which is more exact.

One function for each dimension. A difference is told only where both claims are explicit and their ranges do not
overlap; what a claim leaves open differs from nothing.
"""

import functools
from collections.abc import Callable

from reportedly.assess.control_fields import degree_difference
from reportedly.assess.figures import number_difference, numbers_within
from reportedly.assess.places import holds, overlap, place_of
from reportedly.assess.testimony import Testimony, name_key
from reportedly.ledger import LiveClaim
from reportedly.ledger.indexing import day_number
from reportedly.records import Candidate
from reportedly.vocabulary import (
    ActorRole,
    Dimension,
    Genericity,
    Kind,
    MetaType,
    PlaceKind,
    PlaceRole,
    Realis,
    WorldType,
)

_MEANT = frozenset({Kind.META, Kind.ATTITUDE, Kind.ASSESSMENT, Kind.DEFINITION, Kind.DENIAL, Kind.PURPOSE})
_META = frozenset(str(each) for each in MetaType)
_COME_ABOUT = frozenset({Realis.ACTUAL, Realis.ONGOING_ATTEMPT})
# Reports of one occurrence of armed violence code it differently: a strike, a killing, a clash.
_VIOLENCE: frozenset[str] = frozenset(
    {WorldType.CLASH, WorldType.ATTACK_CIV, WorldType.STRIKE, WorldType.KILL, WorldType.EXPLOSION}
)
# Pairs ask for the same few days again and again.
_number = functools.lru_cache(maxsize=8_192)(day_number)
_EXACT = frozenset({PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3, PlaceKind.PPL, PlaceKind.POI})
# Shorter words for a party are pronouns: "he", "they".
_SHORTEST = 5
Days = tuple[int | None, int | None]
Difference = tuple[Dimension, str]


def is_of_world(first: LiveClaim, second: LiveClaim) -> bool:
    """Whether both claims say that something is or was so, and of kinds that can speak of one occurrence or state."""
    for each in (first.claim, second.claim):
        if each.kind in _MEANT or each.realis not in _COME_ABOUT or each.type in _META:
            return False
    types = {first.claim.type, second.claim.type}
    return len(types) == 1 or types <= _VIOLENCE


def differences(first: Testimony, second: Testimony) -> tuple[Difference, ...]:
    """In what the two claims cannot both hold, one sentence each.

    What happened once has one actor, place and time; what lasts or recurs may have several.
    """
    once = is_one_occurrence(first.claim) and is_one_occurrence(second.claim)
    compared = (*_OF_OCCURRENCES, *_OF_STATES) if once else _OF_STATES
    found = (compare(first, second) for compare in compared)
    return tuple(each for each in found if each is not None)


def is_one_matter(first: Testimony, second: Testimony) -> bool:
    """Whether neither place nor time sets them apart: that one thing lasts in two places is two claims."""
    return place_difference(first, second) is None and time_difference(first, second) is None


def shared(first: LiveClaim, second: LiveClaim) -> dict[Dimension, str]:
    """In what the two claims agree."""
    found: dict[Dimension, str] = {}
    if actors(first) & actors(second):
        found[Dimension.ACTOR] = "both name the same actor"
    if first.claim.type == second.claim.type:
        found[Dimension.ACTION] = "both say the same kind of thing"
    if any(overlap(left, right) for left in places(first) for right in places(second)):
        found[Dimension.PLACE] = "both speak of one place"
    left, right = days(first), days(second)
    if left is not None and right is not None and not _apart(left, right):
        found[Dimension.TIME] = "both speak of one time"
    return found


def gains(finer: LiveClaim, coarser: LiveClaim) -> dict[Dimension, str]:
    """In what the first claim is more exact than the second."""
    found: dict[Dimension, str] = {}
    mine, yours = places(finer), places(coarser)
    if mine and yours and all(any(holds(outer, inner) and outer.id != inner.id for outer in yours) for inner in mine):
        found[Dimension.PLACE] = f"it names the place more closely: {min(each.name for each in mine)}"
    if actors(finer) and not actors(coarser):
        found[Dimension.ACTOR] = "it names the actor, which the other leaves open"
    mine_days, your_days = days(finer), days(coarser)
    if mine_days is not None and your_days is not None and mine_days != your_days and _within(mine_days, your_days):
        found[Dimension.TIME] = "it gives the time more closely"
    number = numbers_within(finer, coarser)
    if number is not None:
        found[Dimension.QUANTITY] = number
    return found


def actors(claim: LiveClaim) -> frozenset[str]:
    """Ids of the known actors that the claim names as those who act."""
    if len(claim.actors) != len(claim.claim.participants):
        return frozenset()
    pairs = zip(claim.claim.participants, claim.actors, strict=True)
    return frozenset(actor.id for each, actor in pairs if each.role is ActorRole.AGENT and actor.id is not None)


def places(claim: LiveClaim) -> tuple[Candidate, ...]:
    """Where the claim says that it is."""
    return tuple(found for each in claim.places if (found := place_of(each)) is not None)


def _stated_places(claim: LiveClaim) -> tuple[Candidate, ...]:
    """Where the claim's own words say that it is, exactly enough to differ from another place."""
    own = (each for each in claim.places if not each.inherited and each.role is PlaceRole.AT)
    return tuple(found for each in own if (found := place_of(each)) is not None and found.kind in _EXACT)


def days(claim: LiveClaim) -> Days | None:
    """First and last day that the claim's own words give, as numbers that sort as days do; None without such words."""
    own = [each.dated for each in claim.times if each.mention is not None and each.dated.precision > 0]
    if not own:
        return None
    begins, finishes = [_number(each.begin) for each in own], [_number(each.finish) for each in own]
    first = None if None in begins else min(each for each in begins if each is not None)
    last = None if None in finishes else max(each for each in finishes if each is not None)
    return first, last


def _apart(left: Days, right: Days) -> bool:
    """Whether one interval ends before the other begins."""
    return _before(left[1], right[0]) or _before(right[1], left[0])


def _before(end: int | None, start: int | None) -> bool:
    """Whether the end of one lies before the start of another; an open end lies before nothing."""
    return end is not None and start is not None and end < start


def _within(inner: Days, outer: Days) -> bool:
    """Whether one interval lies inside the other."""
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends


def actor_difference(first: Testimony, second: Testimony) -> Difference | None:
    """The claims name different actors for what may be one act."""
    left, right = actors(first.claim), actors(second.claim)
    if (
        not left
        or not right
        or left & right
        or _are_one_state(left | right)
        or _are_two_sides(first.claim, second.claim)
    ):
        return None
    return Dimension.ACTOR, f"one names {_listed(left)}, the other {_listed(right)}"


def _are_one_state(ids: frozenset[str]) -> bool:
    """Whether all are branches of one state, which reports name now by one and now by the other."""
    return all(":" in each for each in ids) and len({each.partition(":")[0] for each in ids}) == 1


def _are_two_sides(first: LiveClaim, second: LiveClaim) -> bool:
    """Whether the claims may tell of the two sides of one clash, each from its own."""
    return str(WorldType.CLASH) in {first.claim.type, second.claim.type} and bool(
        actors(first) & _named(second) or actors(second) & _named(first)
    )


def _named(claim: LiveClaim) -> frozenset[str]:
    """Ids of every known actor of the claim, whatever its role."""
    return frozenset(each.id for each in claim.actors if each.id is not None)


def _listed(names: frozenset[str]) -> str:
    """Names in order, joined."""
    return " and ".join(sorted(names))


def place_difference(first: Testimony, second: Testimony) -> Difference | None:
    """The claims put it in places that do not overlap."""
    left, right = _stated_places(first.claim), _stated_places(second.claim)
    if not left or not right or any(overlap(one, other) for one in left for other in right):
        return None
    names = [_listed(frozenset(each.name for each in found)) for found in (left, right)]
    return Dimension.PLACE, f"one says {names[0]}, the other {names[1]}"


def time_difference(first: Testimony, second: Testimony) -> Difference | None:
    """The claims give times that do not overlap."""
    left, right = days(first.claim), days(second.claim)
    if left is None or right is None or not _apart(left, right):
        return None
    return Dimension.TIME, f"one says {_told(left)}, the other {_told(right)}"


def _told(interval: Days) -> str:
    """An interval in few words."""
    begin, finish = (_day(each) for each in interval)
    if begin == finish:
        return begin
    return f"{begin} to {finish}" if begin and finish else f"until {finish}" if finish else f"since {begin}"


def _day(number: int | None) -> str:
    """A day's number as ISO 8601."""
    return "" if number is None else f"{number // 10_000:04}-{number // 100 % 100:02}-{number % 100:02}"


def quantity_difference(first: Testimony, second: Testimony) -> Difference | None:
    """The claims give numbers of the same thing, and the ranges do not overlap."""
    because = number_difference(first, second)
    return None if because is None else (Dimension.QUANTITY, because)


def polarity_difference(first: Testimony, second: Testimony) -> Difference | None:
    """One claim says of the same actors and place that it is so, the other that it is not."""
    left, right = first.claim.claim, second.claim.claim
    if left.polarity is right.polarity or left.type != right.type or time_difference(first, second) is not None:
        return None
    if Dimension.PLACE not in shared(first.claim, second.claim) or not _parties(first) & _parties(second):
        return None
    return Dimension.POLARITY, "one says that it is so, the other that it is not, of the same place"


def _parties(testimony: Testimony) -> frozenset[str]:
    """Who takes part, by id where the actor table knows them, else by the words without "no" and articles."""
    claim = testimony.claim
    aligned = len(claim.actors) == len(claim.claim.participants)
    ids = [each.id for each in claim.actors] if aligned else [None] * len(claim.claim.participants)
    pairs = zip(claim.claim.participants, ids, strict=True)
    words = (identity or name_key(each.span.of(testimony.text)).removeprefix("no ") for each, identity in pairs)
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def control_difference(first: Testimony, second: Testimony) -> Difference | None:
    """The claims report levels of control that lie too far apart to be one."""
    if time_difference(first, second) is not None:
        return None
    return degree_difference(first.claim, second.claim)


def is_one_occurrence(claim: LiveClaim) -> bool:
    """Whether the claim speaks of one bounded happening, so that another claim can contradict its place or time."""
    return claim.claim.genericity is Genericity.SPECIFIC and claim.claim.kind in {Kind.EVENT, Kind.STATE_CHANGE}


_OF_OCCURRENCES: tuple[Callable[[Testimony, Testimony], Difference | None], ...] = (
    actor_difference,
    place_difference,
    time_difference,
    quantity_difference,
)
_OF_STATES: tuple[Callable[[Testimony, Testimony], Difference | None], ...] = (
    control_difference,
    polarity_difference,
)
