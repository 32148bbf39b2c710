"""Two reports side by side: which claims both have, what differs in them, and which only one of them has."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.link.reprints_alignment import Alignment
from reportedly.link.shingles import Wording
from reportedly.records import Holder, Quantity
from reportedly.spans import Span
from reportedly.vocabulary import ClaimStatus, Difference, Polarity, QuantityOf, SourceKind

# Claims that share less are not taken for one.
_ALIKE = 0.5
# Words alone, without a shared sentence around them, count a little less.
_WORDS = 0.9
# An incident has many claims of one type: those of two reports are counterparts if they share some words, or count
# the same.
_SOME = 0.15
# From here on the words are held to be the same.
_SAME = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPair:
    """A claim of the first report and its counterpart in the second; None where the report lacks it.

    Attributes:
        likeness: The part of their words that both have, 0 to 1.
        because: What differs, one sentence each, without words of the reports.
    """

    first: LiveClaim | None = field(default=None, repr=False)
    second: LiveClaim | None = field(default=None, repr=False)
    how: Difference
    likeness: float = 0.0
    because: tuple[str, ...] = ()


def claim_pairs(
    first: LiveDocument, second: LiveDocument, alignment: Alignment, incidents: Mapping[str, str]
) -> tuple[ClaimPair, ...]:
    """The claims of two reports, side by side, in the order of the first and then of the second.

    `incidents` tells to which reported incident a claim belongs: two claims of one incident and type are counterparts
    where they share some words, or count the same. Claims that a reviewer rejected are left out.
    """
    left, right = (
        tuple(each for each in document.claims if each.status is not ClaimStatus.REJECTED)
        for document in (first, second)
    )
    found = _Matching(alignment=alignment, left=left, right=right, incidents=incidents).pairs()
    pairs = [_pair(left[one], right[two], likeness) for (one, two), likeness in found.items()]
    taken = {one for one, _ in found}, {two for _, two in found}
    dropped = (
        ClaimPair(first=each, how=Difference.DROPPED) for place, each in enumerate(left) if place not in taken[0]
    )
    added = (ClaimPair(second=each, how=Difference.ADDED) for place, each in enumerate(right) if place not in taken[1])
    return (*sorted((*pairs, *dropped), key=_place), *sorted(added, key=_place))


def _place(pair: ClaimPair) -> tuple[Span, str]:
    """Where the claim stands."""
    claim = pair.first or pair.second
    return (Span(0, 0), "") if claim is None else (min(claim.claim.content), claim.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matching:
    """Finding the counterpart of each claim."""

    alignment: Alignment
    left: tuple[LiveClaim, ...]
    right: tuple[LiveClaim, ...]
    incidents: Mapping[str, str]

    def pairs(self) -> dict[tuple[int, int], float]:
        """The best pairs, each claim in one at most, with how much of their words both have."""
        scored = sorted(self._scored(), key=lambda each: (-each[0], -each[1], each[2], each[3]))
        chosen: dict[tuple[int, int], float] = {}
        taken: tuple[set[int], set[int]] = (set(), set())
        for _, likeness, one, two in scored:
            if one not in taken[0] and two not in taken[1]:
                chosen[one, two] = likeness
                taken[0].add(one)
                taken[1].add(two)
        return chosen

    def _scored(self) -> Iterator[tuple[float, float, int, int]]:
        """Pairs that may be counterparts, with a score to choose by and their likeness."""
        texts = self.alignment.first, self.alignment.second
        words = [[_numbers(each, texts[0]) for each in self.left], [_numbers(each, texts[1]) for each in self.right]]
        means = [[_content(each, texts[0]) for each in self.left], [_content(each, texts[1]) for each in self.right]]
        partner = self.alignment.partner
        mapped = [frozenset(partner[word] for word in each if word in partner) for each in words[0]]
        for one, claim in enumerate(self.left):
            for two, other in enumerate(self.right):
                likeness = len(mapped[one] & words[1][two]) / max(len(words[0][one]), len(words[1][two]), 1)
                alike = _dice(means[0][one], means[1][two]) if claim.claim.type == other.claim.type else 0.0
                score = max(likeness, _WORDS * alike) + (0.01 if claim.claim.type == other.claim.type else 0)
                if score >= _ALIKE:
                    yield 1 + score, max(likeness, alike), one, two
                elif self._one_incident(claim, other) and (alike >= _SOME or _counts(claim) & _counts(other)):
                    yield score, max(likeness, alike), one, two

    def _one_incident(self, claim: LiveClaim, other: LiveClaim) -> bool:
        """Whether both tell of one reported incident, in the same type."""
        incident = self.incidents.get(claim.id)
        return (
            incident is not None and incident == self.incidents.get(other.id) and claim.claim.type == other.claim.type
        )


def _counts(claim: LiveClaim) -> frozenset[QuantityOf]:
    """What the claim gives numbers of, such as the killed."""
    return frozenset(each.of for each in claim.claim.quantities) - {QuantityOf.OTHER}


def _numbers(claim: LiveClaim, wording: Wording) -> frozenset[int]:
    """The words of a claim, by number."""
    found: set[int] = set()
    for part in claim.claim.content:
        start = bisect_left(wording.spans, part.start, key=lambda span: span.start)
        stop = bisect_left(wording.spans, part.stop, key=lambda span: span.start)
        found.update(range(start, stop))
    return frozenset(found)


def _content(claim: LiveClaim, wording: Wording) -> frozenset[str]:
    """The words of a claim that say something, folded."""
    return frozenset(wording.words[each] for each in _numbers(claim, wording)) - _small()


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    """Words that every sentence has."""
    return frozenset(load_lexicon("function_words").entries)


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    """Twice the shared words by all words."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _pair(first: LiveClaim, second: LiveClaim, likeness: float) -> ClaimPair:
    """Two counterparts, with what differs in them."""
    because = tuple(_differences(first, second, likeness))
    return ClaimPair(
        first=first,
        second=second,
        how=Difference.CHANGED if because else Difference.SAME,
        likeness=round(likeness, 3),
        because=because,
    )


def _differences(first: LiveClaim, second: LiveClaim, likeness: float) -> Iterator[str]:
    """What differs in two claims, one sentence each."""
    one, two = first.claim, second.claim
    if likeness < _SAME:
        yield "The words differ."
    yield from _holders(first, second)
    if one.type != two.type:
        yield f"It is read as {_said(one.type)} in the first and as {_said(two.type)} in the second."
    if one.polarity is not two.polarity:
        which = "first" if one.polarity is Polarity.NEGATED else "second"
        yield f"It is negated in the {which} only."
    for name in ("certainty", "realis"):
        left, right = getattr(one, name), getattr(two, name)
        if left is not right:
            yield f"Its {name} is {_said(left.value)} in the first and {_said(right.value)} in the second."
    yield from _figures(one.quantities, two.quantities)


def _said(value: str) -> str:
    """A value as words."""
    return value.lower().replace("_", " ") if len(value) > 2 else value  # noqa: PLR2004 - CT, PR, PS are codes


def _holders(first: LiveClaim, second: LiveClaim) -> Iterator[str]:
    """What differs in who says it and how they know."""
    left, right = _chain(first), _chain(second)
    if bool(left) != bool(right):
        which, other = ("first", "second") if left else ("second", "first")
        yield f"The {which} names a source, and the {other} says it in its own voice."
        return
    more = len(left) - len(right)
    if more:
        yield f"It has come through more hands in the {'first' if more > 0 else 'second'}."
    elif not all(_one_source(one, two) for one, two in zip(left, right, strict=True)):
        yield "Another source says it."
    if left and right and left[0].basis is not right[0].basis:
        yield f"How the source knows is {_said(left[0].basis)} in the first and {_said(right[0].basis)} in the second."


def _chain(claim: LiveClaim) -> tuple[Holder, ...]:
    """The holders without the document."""
    return tuple(each for each in claim.claim.chain if each.kind is not SourceKind.DOCUMENT)


def _one_source(one: Holder, two: Holder) -> bool:
    """Whether both may be one source: of one sort, and with a word of name or description in common."""
    words = [set(folded(each.label).split()) - _small() for each in (one, two)]
    return one.kind is two.kind and (words[0] == words[1] or not words[0].isdisjoint(words[1]))


def _figures(left: tuple[Quantity, ...], right: tuple[Quantity, ...]) -> Iterator[str]:
    """Numbers that differ, by what they count."""
    given = [{each.of: (each.low, each.best, each.high) for each in side} for side in (left, right)]
    for of in sorted({*given[0], *given[1]}):
        one, two = given[0].get(of), given[1].get(of)
        if one is None or two is None:
            yield f"Only the {'second' if one is None else 'first'} gives a number of {_said(of.value)}."
        elif one != two:
            yield f"The number of {_said(of.value)} is {_range(one)} in the first and {_range(two)} in the second."


def _range(figure: tuple[float | None, float | None, float | None]) -> str:
    """A number, or its bounds."""
    low, best, high = figure
    if best is not None:
        return f"{best:g}"
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else "not told"
