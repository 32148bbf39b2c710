"""Long lists of values, cut to what one statement takes."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

# At most so many values in one statement, so that databases of any make take it.
_AT_ONCE = 800
Value = TypeVar("Value")


def runs(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in runs that one statement takes, each value once."""
    ordered = list(dict.fromkeys(values))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
