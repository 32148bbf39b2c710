"""What reviewers decided about incidents, pair by pair of claims: which belong together, and which are kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from reportedly.records import JointJudgement
from reportedly.vocabulary import JointDecision

Pair = tuple[str, str]


def pair(left: str, right: str) -> Pair:
    """Two claims, the smaller id first."""
    return (left, right) if left < right else (right, left)


@dataclass(frozen=True, slots=True)
class Rulings:
    """What stands of reviewers' decisions about incidents.

    Attributes:
        together: Pairs of claims that tell of one incident, the latest decided first.
        apart: Pairs of claims that tell of two.
        named: Every claim that a decision names.
    """

    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()
    named: frozenset[str] = frozenset()

    def are_kept_apart(self, left: str, right: str) -> bool:
        """Whether a reviewer decided that both tell of different incidents."""
        return bool(self.apart) and pair(left, right) in self.apart

    def names(self, claim: str) -> bool:
        """Whether a decision is about this claim."""
        return claim in self.named


def rulings_of(standing: Iterable[JointJudgement]) -> Rulings:
    """The decisions that stand, given in the order of appending; the later one counts for a pair.

    To split claims off says too that they belong together, and that the rest does.
    """
    decided: dict[Pair, bool] = {}
    for each in standing:
        if each.decision is JointDecision.SAME_INCIDENT:
            _put(decided, combinations(each.claims, 2), is_one=True)
        elif each.decision is JointDecision.OTHER_INCIDENT:
            for side in (each.claims, each.others):
                _put(decided, combinations(side, 2), is_one=True)
            _put(decided, ((one, other) for one in each.claims for other in each.others), is_one=False)
    together = tuple(two for two, is_one in reversed(decided.items()) if is_one)
    apart = frozenset(two for two, is_one in decided.items() if not is_one)
    return Rulings(together, apart, frozenset(claim for two in decided for claim in two))


def _put(decided: dict[Pair, bool], pairs: Iterable[tuple[str, str]], *, is_one: bool) -> None:
    """Note a decision about pairs, each at the end of what was decided."""
    for one, other in pairs:
        if one == other:
            continue  # Two claims of an earlier reading are one now.
        two = pair(one, other)
        decided.pop(two, None)
        decided[two] = is_one
