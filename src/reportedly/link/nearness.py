"""How two places, or two lists of places, stand to each other."""

import math
from dataclasses import dataclass
from enum import IntEnum

from reportedly.gazetteer.spelling import skeleton
from reportedly.ledger.sources import folded
from reportedly.link.tellings import Spot
from reportedly.vocabulary import PlaceKind

_WIDE = {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.REGION}
# Kilometres: within the one a place is beside another, beyond the other it is elsewhere.
_BESIDE = 12.0
_ELSEWHERE = 25.0
_EARTH = 6371.0


class Nearness(IntEnum):
    """How two places stand to each other, nearest first; DOUBTFUL: apart, unless "Kunduz" means the province."""

    SAME = 0
    BESIDE = 1
    AROUND = 2
    UNKNOWN = 3
    DOUBTFUL = 4
    APART = 5


@dataclass(frozen=True, slots=True)
class Distance:
    """How two places stand to each other, and the names to say it with."""

    nearness: Nearness
    left: str = ""
    right: str = ""
    km: float | None = None
    sure: bool = True


def nearest(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> Distance:
    """How the nearest pair of both lists stands."""
    pairs = (between(one, other) for one in left for other in right)
    return min(pairs, key=lambda each: (each.nearness, each.left, each.right), default=Distance(Nearness.UNKNOWN))


def are_apart(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> bool:
    """Whether every place of the one list is elsewhere than every place of the other; ways to and from do not count."""
    stays = [tuple(each for each in spots if not each.on_way) for spots in (left, right)]
    found = nearest(stays[0], stays[1])
    return found.nearness is Nearness.APART


def is_about(spot: Spot, spots: tuple[Spot, ...]) -> bool:
    """Whether the place is one of these, beside one, or one of them may lie in it."""
    return nearest((spot,), spots).nearness <= Nearness.AROUND


def between(left: Spot, right: Spot) -> Distance:
    """How two places stand; of one that nobody could place only the spelling tells."""
    if not left.sure or not right.sure:
        is_same = bool(left.written) and left.written == right.written
        name = left.name or right.name or "a place of one name"
        return Distance(Nearness.SAME if is_same else Nearness.UNKNOWN, name, name, sure=False)
    nearness, km = _nearness(left, right)
    if nearness >= Nearness.DOUBTFUL and (left.on_way or right.on_way):
        nearness = Nearness.UNKNOWN
    return Distance(nearness, left.name, right.name, km)


def _nearness(left: Spot, right: Spot) -> tuple[Nearness, float | None]:
    """How two places stand, with the kilometres between them where these decide."""
    if left.id == right.id or _is_town_of(left, right) or _is_town_of(right, left):
        return Nearness.SAME, None
    if left.country and right.country and left.country != right.country:
        return Nearness.APART, None
    if left.kind in _WIDE or right.kind in _WIDE:
        wide, other = (left, right) if left.kind in _WIDE else (right, left)
        return _within(wide, other), None
    if _is_in(left, right) or _is_in(right, left):
        return Nearness.BESIDE, None
    if left.admin1 == right.admin1 and (_is_called_as_province(left) or _is_called_as_province(right)):
        return Nearness.DOUBTFUL, None
    return _by_distance(left, right)


def _by_distance(left: Spot, right: Spot) -> tuple[Nearness, float | None]:
    """How two places of which none holds the other stand."""
    km = kilometres(left, right)
    if _is_in_another(left, right) or _is_in_another(right, left):
        return Nearness.APART, km
    if km is None:
        return (Nearness.UNKNOWN if left.admin1 == right.admin1 else Nearness.APART), None
    if km <= _BESIDE and PlaceKind.ADM2 not in {left.kind, right.kind}:
        return Nearness.BESIDE, km
    return (Nearness.APART if km > _ELSEWHERE or left.kind is right.kind else Nearness.UNKNOWN), km


def _within(wide: Spot, other: Spot) -> Nearness:
    """Whether a province or a region may hold the other place."""
    if wide.kind is PlaceKind.ADM1 and other.admin1 is not None and wide.admin1 != other.admin1:
        return Nearness.APART
    return Nearness.AROUND


def _is_town_of(town: Spot, district: Spot) -> bool:
    """Whether the one is the place that the other, a district, is named for: `Koro` and `Koro Cercle`."""
    if town.kind is not PlaceKind.PPL or district.kind is not PlaceKind.ADM2 or town.admin1 != district.admin1:
        return False
    name, whole = folded(town.name), folded(district.name)
    return whole == name or whole.startswith(f"{name} ")


def _is_in(place: Spot, district: Spot) -> bool:
    """Whether the gazetteer puts the place into this district."""
    return _has_district(place, district) and skeleton(place.admin2 or "") == skeleton(district.name)


def _is_in_another(place: Spot, district: Spot) -> bool:
    """Whether the gazetteer puts the place into another district of the province."""
    return _has_district(place, district) and skeleton(place.admin2 or "") != skeleton(district.name)


def _has_district(place: Spot, district: Spot) -> bool:
    """Whether the one is a district, and the other's district is known."""
    return district.kind is PlaceKind.ADM2 and place.admin2 is not None and place.admin1 == district.admin1


def _is_called_as_province(place: Spot) -> bool:
    """Whether "in Kunduz" may mean the city or the province."""
    return place.kind is PlaceKind.PPL and place.admin1 is not None and folded(place.admin1) == folded(place.name)


def kilometres(left: Spot, right: Spot) -> float | None:
    """The distance of two points on the sphere; None where one has none."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    one, other = math.radians(left.lat), math.radians(right.lat)
    across = math.radians(right.lon - left.lon)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))
