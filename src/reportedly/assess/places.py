"""Whether one place lies in another, as far as the gazetteer's rows tell."""

import functools
import math

from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Candidate, PlaceReading
from reportedly.vocabulary import PlaceKind, PlaceRole, PlaceStatus

_EARTH_KM = 6371.0
# UCDP's where_prec 2 is a point up to 25 km off: two points nearer than that may be one place.
NEAR_KM = 25.0
_WHERE = frozenset({PlaceRole.AT, PlaceRole.NEAR, PlaceRole.OTHER})


def place_of(reading: PlaceReading) -> Candidate | None:
    """The chosen reading of a place where something is said to be; None for other roles and for unresolved names."""
    mention = reading.mention
    is_read = mention.status in {PlaceStatus.RESOLVED, PlaceStatus.AMBIGUOUS} and reading.role in _WHERE
    return mention.chosen if is_read else None


@functools.lru_cache(maxsize=8192)
def area_key(name: str) -> str:
    """The name of a division as it is compared: folded, without the word for what it is ("province", "district")."""
    kinds = load_lexicon("place_kinds").having("strip", value=True)
    kept = [word for word in folded(name).split() if word not in kinds]
    return " ".join(kept) or folded(name)


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether the outer place is the inner one or contains it."""
    if outer.id == inner.id:
        return True
    if outer.kind is PlaceKind.ADM0:
        return outer.country is not None and outer.country == inner.country
    if outer.country != inner.country:
        return False
    if outer.kind is PlaceKind.ADM1:
        return inner.admin1 is not None and area_key(inner.admin1) == area_key(outer.name)
    if outer.kind is PlaceKind.ADM2:
        same = inner.admin2 is not None and area_key(inner.admin2) == area_key(outer.name)
        return same and area_key(inner.admin1 or "") == area_key(outer.admin1 or "")
    return False


def overlap(left: Candidate, right: Candidate) -> bool:
    """Whether they are one place, one lies in the other, or they are too near each other to be told apart."""
    return holds(left, right) or holds(right, left) or _distance(left, right) <= NEAR_KM


def _distance(left: Candidate, right: Candidate) -> float:
    """Kilometres between two points; infinite where one of the places is an area or has no point."""
    areas = {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.REGION}
    if left.kind in areas or right.kind in areas:
        return math.inf
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return math.inf
    first, second = math.radians(left.lat), math.radians(right.lat)
    across = math.radians(right.lon - left.lon)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
