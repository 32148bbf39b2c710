"""Whether two claims report levels of control that cannot both hold."""

from itertools import product

from reportedly.assess.places import overlap, place_of
from reportedly.ledger import LiveClaim
from reportedly.records import Candidate, Observation
from reportedly.vocabulary import ControlDiurnal, ControlLevel, ControlUnit, Dimension, Quantifier

# Levels side by side are one state put in two ways: "dominant" and "exclusive".
_APART = 2
_WHOLE = frozenset({ControlUnit.DISTRICT, ControlUnit.WHOLE})
_PARTS = frozenset({ControlUnit.DISTRICT, ControlUnit.VILLAGES})
_SOME = frozenset(set(Quantifier) - {Quantifier.ALL, Quantifier.UNSPECIFIED})
_PART_OF_DAY = frozenset({ControlDiurnal.DAY, ControlDiurnal.NIGHT})
Held = tuple[str, Candidate, Observation]


def degree_difference(first: LiveClaim, second: LiveClaim) -> tuple[Dimension, str] | None:
    """One claim puts an actor much higher than the other does, or two actors are each said to hold the place alone."""
    for (who, where, what), (other, there, that) in product(held(first), held(second)):
        if not overlap(where, there) or not _is_comparable(what, that):
            continue
        if who == other and abs(what.level - that.level) >= _APART:
            levels = f"one says level {int(what.level)}, the other level {int(that.level)} of 5"
            return Dimension.DEGREE, f"of how far one actor holds {where.name}, {levels}"
        if who != other and what.level == that.level == ControlLevel.EXCLUSIVE:
            return Dimension.ACTOR, f"each is said to hold {where.name} alone: {who} and {other}"
    return None


def held(claim: LiveClaim) -> tuple[Held, ...]:
    """The observations of a claim whose actor and place are known."""
    found = []
    for number, observed in enumerate(claim.claim.control):
        index = claim.control[number] if number < len(claim.control) else None
        actor = claim.control_actors[number].id if number < len(claim.control_actors) else None
        place = place_of(claim.places[index]) if index is not None and 0 <= index < len(claim.places) else None
        if actor is not None and place is not None:
            found.append((actor, place, observed))
    return tuple(found)


def _is_comparable(left: Observation, right: Observation) -> bool:
    """Whether both speak of the same part of the place and of the day."""
    parts = {each.diurnal for each in (left, right)} & _PART_OF_DAY
    is_whole = not has_unnamed_parts(left) and not has_unnamed_parts(right)
    return len(parts) <= 1 and is_whole and unit_of(left) is unit_of(right)


def unit_of(observed: Observation) -> ControlUnit:
    """The part of the place; a district and the whole of it are the same."""
    unit = ControlUnit.WHOLE if observed.scope is None else observed.scope.unit
    return ControlUnit.WHOLE if unit in _WHOLE else unit


def has_unnamed_parts(observed: Observation) -> bool:
    """Whether it speaks of some districts or villages and does not say which, so that it can be put on none."""
    scope = observed.scope
    return scope is not None and not scope.named and scope.unit in _PARTS and scope.quantifier in _SOME
