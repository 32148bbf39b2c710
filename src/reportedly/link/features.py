"""Why two tellings seem to be of one occurrence, or of two: one small function for each reason.

Each returns how strongly the reason holds, 0 to 1, and the sentence that the analyst reads. The weights stand in
`lexicons/incident_weights.yml`; a reason's docstring says what it means.
"""

import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.errors import LexiconError
from reportedly.lexicon import load_lexicon
from reportedly.link.nearness import Distance, Nearness, nearest
from reportedly.link.tellings import Count, Telling
from reportedly.vocabulary import ActorRole, QuantityOf

_WEEK, _MONTH = 7, 31
# Days: so far apart are different days, whoever counts the night; so far apart may reports of one occurrence come out.
_APART, _SOON, _LATE = 3, 3, 14
# Numbers of one incident rarely differ by more than this factor.
_FAR = 2.5
# Fewer words than this are in common by chance.
_WORDING = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """How strongly a reason holds, 0 to 1, and the sentence for it; the sentence is empty where it does not."""

    score: float
    because: str = ""


NOTHING = Finding(0.0)
Feature = Callable[[Telling, Telling, Distance], Finding]


def same_place(left: Telling, right: Telling, distance: Distance) -> Finding:
    """Both name the same place, or one lies in the other or beside it."""
    del left, right
    if distance.nearness is Nearness.SAME:
        return Finding(1.0 if distance.sure else 0.7, f"both at {distance.left}")
    if distance.nearness is Nearness.BESIDE:
        return Finding(0.8, f"{distance.left} and {distance.right} lie in or beside each other")
    return NOTHING


def wider_place(left: Telling, right: Telling, distance: Distance) -> Finding:
    """One names only a province, a region or a country that the other place lies in."""
    del left, right
    if distance.nearness is not Nearness.AROUND:
        return NOTHING
    return Finding(1.0, f"{distance.left} and {distance.right}: one may lie in the other")


def other_place(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They name places that are apart."""
    del left, right
    if distance.nearness is Nearness.DOUBTFUL:
        return Finding(0.3, f"perhaps different places: {distance.left} and {distance.right}")
    if distance.nearness is not Nearness.APART:
        return NOTHING
    far = "" if distance.km is None else f", {distance.km:.0f} km apart"
    return Finding(1.0, f"different places: {distance.left} and {distance.right}{far}")


def same_time(left: Telling, right: Telling, distance: Distance) -> Finding:
    """Both are dated to the same day, or to spans of time that overlap; the closer they are dated, the more it says."""
    del distance
    gap = days_between(left, right)
    if gap is None or gap > 0:
        return NOTHING
    width = max(_width(left), _width(right))
    if width <= 2:  # noqa: PLR2004 - a night belongs to two days
        return Finding(1.0, "the same day")
    if width <= _WEEK:
        return Finding(0.6, "the same week")
    return Finding(0.3, "the same month") if width <= _MONTH else Finding(0.1, "spans of time that overlap")


def other_time(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They are dated to different days, or one came out before the other is said to have happened."""
    del distance
    gap = days_between(left, right)
    if gap is not None and gap > 0:
        return Finding(min(1.0, gap / _APART), f"{_days(gap)} apart")
    for one, other in ((left, right), (right, left)):
        if one.begin is None and one.published is not None and other.begin is not None and other.begin > one.published:
            return Finding(1.0, "one came out before the other is said to have happened")
    return NOTHING


def soon_told(left: Telling, right: Telling, distance: Distance) -> Finding:
    """The reports came out within a few days of each other."""
    del distance
    gap = _days_of_publication(left, right)
    if gap is None or gap > 2 * _SOON:
        return NOTHING
    return Finding(1.0 if gap <= _SOON else 0.5, f"reported within {_days(max(gap, 1))}")


def late_told(left: Telling, right: Telling, distance: Distance) -> Finding:
    """The reports came out weeks apart."""
    del distance
    gap = _days_of_publication(left, right)
    if gap is None or gap <= _LATE:
        return NOTHING
    return Finding(min(1.0, gap / (4 * _LATE)), f"reported {_days(gap)} apart")


def same_type(left: Telling, right: Telling, distance: Distance) -> Finding:
    """Both are told with claims of the same types."""
    del distance
    common = left.types & right.types
    if not common:
        return NOTHING
    return Finding(len(common) / min(len(left.types), len(right.types)), f"both tell of {' and '.join(sorted(common))}")


def other_means(left: Telling, right: Telling, distance: Distance) -> Finding:
    """One tells of a blast, the other of an attack with arms, or of people taken."""
    del distance
    one, other = means_of(left.types), means_of(right.types)
    if not one or not other or one & other:
        return NOTHING
    return Finding(1.0, f"one tells of {' and '.join(sorted(one))}, the other of {' and '.join(sorted(other))}")


def means_of(types: frozenset[str]) -> frozenset[str]:
    """How it was done, as far as the types tell."""
    entries = load_lexicon("incident_types").entries
    return frozenset(str(entries[each]["means"]) for each in types if each in entries and "means" in entries[each])


def same_actor(left: Telling, right: Telling, distance: Distance) -> Finding:
    """Both name the same actor of the actor table."""
    del distance
    common = {each for _, each, _ in left.actors} & {each for _, each, _ in right.actors}
    return Finding(1.0, f"both name {' and '.join(sorted(common))}") if common else NOTHING


def other_actor(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They name different actors as those who did it, as contested reports of one incident may too."""
    del distance
    one, other = _agents(left), _agents(right)
    if not one or not other or one & other:
        return NOTHING
    return Finding(1.0, f"one names {' and '.join(sorted(one))}, the other {' and '.join(sorted(other))}")


def same_number(left: Telling, right: Telling, distance: Distance) -> Finding:
    """Both give a number that agrees."""
    del distance
    for of, one, other in _numbers(left, right):
        if _bounds(one)[0] <= _bounds(other)[1] and _bounds(other)[0] <= _bounds(one)[1]:
            exact = one.best is not None and one.best == other.best
            return Finding(1.0 if exact else 0.6, f"{of.value}: {_said(one)} and {_said(other)}")
    return NOTHING


def near_number(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They give numbers that differ as those of one incident often do."""
    return _number_apart(left, right, distance, is_far=False)


def far_number(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They give numbers that differ by far."""
    return _number_apart(left, right, distance, is_far=True)


def _number_apart(left: Telling, right: Telling, distance: Distance, *, is_far: bool) -> Finding:
    """The closest pair of numbers that do not agree; nothing where a pair agrees."""
    if same_number(left, right, distance) is not NOTHING:
        return NOTHING
    pairs = [(_factor(one, other), of, one, other) for of, one, other in _numbers(left, right)]
    if not pairs:
        return NOTHING
    factor, of, one, other = min(pairs, key=lambda each: each[0])
    if (factor > _FAR) is not is_far:
        return NOTHING
    return Finding(1.0, f"{of.value}: {_said(one)} against {_said(other)}")


def shared_words(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They use the same words for what happened; words that such reports are full of count a third."""
    del distance
    common = set(left.common) | set(right.common)
    shared = _mass(set(left.words) & set(right.words), common)
    least = min(_mass(set(left.words), common), _mass(set(right.words), common))
    if not shared:
        return NOTHING
    return Finding(min(1.0, shared / max(least, 2.0)), "words that both use")


def same_wording(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They use much the same words throughout, as a reprint does."""
    del distance
    one, other = set(left.words), set(right.words)
    common = len(one & other)
    if common < _WORDING:
        return NOTHING
    share = common / len(one | other)
    # From a quarter on; six tenths are as many as a reprint with another frame has.
    return Finding(min(1.0, (share - 0.25) / 0.35), "much the same words") if share > 0.25 else NOTHING  # noqa: PLR2004


def shared_names(left: Telling, right: Telling, distance: Distance) -> Finding:
    """They name the same person, body, or place that nobody could place."""
    del distance
    one, other = set(left.names), set(right.names)
    common = one & other or one & set(right.places) or other & set(left.places)
    return Finding(1.0, "a name that both give") if common else NOTHING


FEATURES: tuple[Feature, ...] = (
    same_place,
    wider_place,
    other_place,
    same_time,
    other_time,
    soon_told,
    late_told,
    same_type,
    other_means,
    same_actor,
    other_actor,
    same_number,
    near_number,
    far_number,
    shared_words,
    same_wording,
    shared_names,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason counts, and from which likelihood on two tellings are grouped."""

    bias: float
    threshold: float
    features: tuple[float, ...]


@functools.cache
def load_weights() -> Weights:
    """The weights as fitted.

    Raises:
        LexiconError: `incident_weights.yml` lacks the weight of a reason.
    """
    entries = load_lexicon("incident_weights").entries
    try:
        features = tuple(float(entries[each.__name__]["weight"]) for each in FEATURES)
        return Weights(float(entries["bias"]["weight"]), float(entries["threshold"]["weight"]), features)
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"lexicon incident_weights.yml lacks a weight or has one that is no number: {error}"
        ) from error


def findings(left: Telling, right: Telling) -> tuple[Finding, ...]:
    """What each reason finds, in the order of `FEATURES`."""
    distance = nearest(left.spots, right.spots)
    return tuple(feature(left, right, distance) for feature in FEATURES)


def likelihood(left: Telling, right: Telling, weights: Weights) -> float:
    """How likely it is that both tell of one occurrence, 0 to 1, as the fitted weights have it."""
    found = findings(left, right)
    total = weights.bias + sum(weight * each.score for weight, each in zip(weights.features, found, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def reasons(left: Telling, right: Telling) -> Iterator[tuple[str, float, str]]:
    """Name, contribution and sentence of each reason that holds, the weightiest first."""
    weights = load_weights().features
    found = zip(FEATURES, weights, findings(left, right), strict=True)
    held = [
        (each.__name__, weight * finding.score, finding.because) for each, weight, finding in found if finding.score
    ]
    yield from sorted(held, key=lambda each: (-abs(each[1]), each[0]))


def days_between(left: Telling, right: Telling) -> int | None:
    """Days between the two times, 0 where they overlap; None where one is not dated."""
    if left.begin is None or left.finish is None or right.begin is None or right.finish is None:
        return None
    return max(0, left.begin - right.finish, right.begin - left.finish)


def _width(telling: Telling) -> int:
    """Days that a dated telling spans."""
    return (telling.finish or 0) - (telling.begin or 0) + 1


def _days_of_publication(left: Telling, right: Telling) -> int | None:
    """Days between the publications; None where one is not known."""
    if left.published is None or right.published is None:
        return None
    return abs(left.published - right.published)


def _days(number: int) -> str:
    """`1 day`, `2 days`."""
    return f"{number} day" if number == 1 else f"{number} days"


def _agents(telling: Telling) -> frozenset[str]:
    """Actors that are said to have done it."""
    return frozenset(each for role, each, _ in telling.actors if role is ActorRole.AGENT)


def _numbers(left: Telling, right: Telling) -> Iterator[tuple[QuantityOf, Count, Count]]:
    """Pairs of numbers of the same thing."""
    for one in left.counts:
        for other in right.counts:
            if one.of is other.of:
                yield one.of, one, other


def _bounds(count: Count) -> tuple[float, float]:
    """The lowest and highest that the number may be; "at least 12" leaves room for half as many more."""
    low = count.low if count.low is not None else (count.best if count.best is not None else 0.0)
    high = count.high if count.high is not None else count.best
    return low, high if high is not None else 1.5 * low


def _factor(one: Count, other: Count) -> float:
    """By which factor two numbers differ."""
    (low, high), (low_other, high_other) = _bounds(one), _bounds(other)
    least, most = min(high, high_other), max(low, low_other)
    return most / least if least > 0 else math.inf


def _said(count: Count) -> str:
    """The number as it is said: `9`, `at least 12`, `5 to 10`."""
    if count.best is not None:
        return f"{count.best:g}"
    if count.low is not None and count.high is not None:
        return f"{count.low:g} to {count.high:g}"
    return f"at least {count.low:g}" if count.low is not None else f"at most {count.high or 0:g}"


def _mass(words: set[int], common: set[int]) -> float:
    """How much words weigh."""
    return sum(1 / 3 if each in common else 1.0 for each in words)
