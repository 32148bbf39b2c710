"""Numbers that two claims give for the same thing: apart, or one inside the other."""

import math

from reportedly.assess.testimony import Testimony
from reportedly.ledger import LiveClaim
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Quantity
from reportedly.vocabulary import ActorRole, QuantityOf

Bounds = tuple[float, float]


def bounds_of(quantity: Quantity) -> Bounds:
    """Lowest and highest reading; infinite where the words leave an end open, as "at least nine" does."""
    if quantity.low is None and quantity.high is None:
        exact = quantity.best
        return (-math.inf, math.inf) if exact is None else (exact, exact)
    low = -math.inf if quantity.low is None else quantity.low
    return low, math.inf if quantity.high is None else quantity.high


def numbers_of(claim: LiveClaim) -> dict[QuantityOf, Quantity | None]:
    """For each thing that the claim counts, its number; None where it gives several and the words do not tell which.

    "Seven people died, fewer than the 12 reported before" gives two, and those who died are seven.
    """
    found: dict[QuantityOf, Quantity | None] = {}
    for kind in {each.of for each in claim.claim.quantities} - {QuantityOf.OTHER}:
        given = [each for each in claim.claim.quantities if each.of is kind]
        counted = [each for each in given if _has_counted(claim, each)] if len(given) > 1 else given
        found[kind] = counted[0] if len(counted) == 1 else None
    return found


def _has_counted(claim: LiveClaim, quantity: Quantity) -> bool:
    """Whether it is the number of somebody to whom it was done."""
    roles = {ActorRole.PATIENT, ActorRole.THEME}
    return any(each.role in roles and each.span.contains(quantity.span) for each in claim.claim.participants)


def _only(claim: LiveClaim) -> dict[QuantityOf, Quantity]:
    """The numbers that the words are clear about."""
    return {kind: each for kind, each in numbers_of(claim).items() if each is not None}


def may_agree(first: LiveClaim, second: LiveClaim) -> bool:
    """Whether no number of the one stands against a number of the other that cannot be compared with it."""
    left, right = numbers_of(first), numbers_of(second)
    return all(left[kind] is not None and right[kind] is not None for kind in left.keys() & right.keys())


def number_difference(first: Testimony, second: Testimony) -> str | None:
    """Why the numbers cannot both hold; None where they may, or count different people."""
    left, right = _only(first.claim), _only(second.claim)
    for kind in sorted(left.keys() & right.keys()):
        low, high = bounds_of(left[kind]), bounds_of(right[kind])
        if (low[1] < high[0] or high[1] < low[0]) and _count_alike((first, left[kind]), (second, right[kind])):
            return f"{kind.value}: one says {_told(low)}, the other {_told(high)}"
    return None


def numbers_within(finer: LiveClaim, coarser: LiveClaim) -> str | None:
    """Why one number is more exact than the other; None where it is not."""
    mine, yours = _only(finer), _only(coarser)
    for kind in sorted(mine.keys() & yours.keys()):
        inner, outer = bounds_of(mine[kind]), bounds_of(yours[kind])
        if inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]:
            return f"it gives {kind.value} more exactly: {_told(inner)} of {_told(outer)}"
    return None


def _count_alike(left: tuple[Testimony, Quantity], right: tuple[Testimony, Quantity]) -> bool:
    """Whether both numbers may count the same people: "12 civilians" and "3 policemen" do not, "12 people" may."""
    classes = [_counted(*each) for each in (left, right)]
    whole = load_lexicon("whole_counts").entries
    return None in classes or classes[0] == classes[1] or any(each in whole for each in classes)


def _counted(testimony: Testimony, quantity: Quantity) -> str | None:
    """The noun for those who are counted; None where no participant has the number."""
    for each in testimony.claim.claim.participants:
        if each.role in {ActorRole.PATIENT, ActorRole.THEME, ActorRole.AGENT} and each.span.contains(quantity.span):
            rest = folded(testimony.text[quantity.span.stop : each.span.stop]).split()
            return rest[0] if rest else None
    return None


def _told(bounds: Bounds) -> str:
    """A range in few words."""
    low, high = bounds
    if low == high:
        return f"{low:g}"
    if math.isinf(high):
        return f"at least {low:g}" if not math.isinf(low) else "a number"
    return f"up to {high:g}" if math.isinf(low) else f"{low:g} to {high:g}"
