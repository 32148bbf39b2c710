"""Whether a claim of a later reading is the successor of one that somebody judged."""

from reportedly.records import Claim
from reportedly.spans import Span

_Fit = tuple[float, bool, bool]


def fits_best(later: Claim, judged: tuple[Claim, ...], siblings: tuple[Claim, ...]) -> bool:
    """Whether the later claim overlaps the judged one, and fits it at least as well as any claim beside it.

    `judged` is the judged claim as it stands and as it was read; `siblings` are the claims that stood beside it.
    """
    fit = max(_fit(later, each) for each in judged)
    return fit[0] > 0.0 and all(_fit(later, each) <= fit for each in siblings)


def _fit(left: Claim, right: Claim) -> _Fit:
    """How well two claims fit: shared words by united words, then the same type, then the same words for the source."""
    shared = sum(
        max(0, min(mine.stop, yours.stop) - max(mine.start, yours.start))
        for mine in left.content
        for yours in right.content
    )
    if not shared:
        return 0.0, False, False
    united = sum(each.length for each in (*left.content, *right.content)) - shared
    return shared / max(united, 1), left.type == right.type, _nearest(left) == _nearest(right)


def _nearest(claim: Claim) -> Span | None:
    """The words for the nearest holder."""
    return claim.chain[0].who
