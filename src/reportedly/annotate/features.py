"""What an uncased encoder cannot see of a word: its capitals, the gap before it, the quotation it is in."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from reportedly.annotate.segment import Gap


class Casing(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    LETTER = 3
    MIXED = 4
    DIGIT = 5
    MARK = 6


class Quote(IntEnum):
    """Where a word stands with respect to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3


_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(('"', "''", "``", "″"))
_MARKS = _OPENING | _CLOSING | _STRAIGHT


@lru_cache(maxsize=10_000)
def casing(form: str) -> Casing:
    """How a word is written."""
    first = form[0]
    if not first.isalnum():
        return Casing.MARK
    if first.isdigit():
        return Casing.DIGIT
    if form.islower() or not first.isalpha():
        return Casing.LOWER
    if form.isupper():
        return Casing.LETTER if len(form) == 1 else Casing.UPPER
    return Casing.TITLE if first.isupper() and form[1:].islower() else Casing.MIXED


def quoting(forms: Sequence[str], before: Sequence[Gap]) -> list[Quote]:
    """The quotation state of each word.

    A paragraph closes what is open, unless it begins with a mark itself, as continued quotations do.
    """
    states, inside = [], False
    for number, form in enumerate(forms):
        if before[number] == Gap.PARAGRAPH:
            inside = False
        if form not in _MARKS:
            states.append(Quote.INSIDE if inside else Quote.OUTSIDE)
            continue
        state = _mark(form, inside=inside, glued=before[number] == Gap.NONE)
        inside = state == Quote.OPENING
        states.append(state)
    return states


def _mark(form: str, *, inside: bool, glued: bool) -> Quote:
    """The state of a mark, given whether a quotation is open before it."""
    if form in _OPENING:
        return Quote.OPENING
    if form in _CLOSING:
        return Quote.CLOSING
    return Quote.CLOSING if inside and (glued or form != "``") else Quote.OPENING
