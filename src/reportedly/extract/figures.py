"""Numbers in words and digits, with the words before them that make them a bound."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[-–—]\s*(\d[\d,]*(?:\.\d+)?)")
_CURRENCY = frozenset("$£€¥")
_BOUND_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as the words give it.

    Attributes:
        start: First token, with the words that make it a bound.
        stop: Last token, inclusive.
        low: Lowest reading.
        best: Most likely reading.
        high: Highest reading.
        money: Whether a currency sign stands before it.
    """

    start: int
    stop: int
    low: float | None = None
    best: float | None = None
    high: float | None = None
    money: bool = False


@functools.cache
def _numbers() -> Mapping[str, Mapping[str, Any]]:
    """Entries of the lexicon of numbers."""
    return load_lexicon("numbers").entries


def read_figures(tree: Tree, start: int, stop: int) -> list[Figure]:
    """Every number among the tokens `[start, stop)`, left to right."""
    found: list[Figure] = []
    index = start
    while index < stop:
        figure = _figure_at(tree, index, stop)
        if figure is None:
            index += 1
            continue
        found.append(figure)
        index = figure.stop + 1
    return found


@dataclass(frozen=True, slots=True)
class _Value:
    """A number without its bounds: value, or only a lower limit for "dozens"."""

    stop: int
    value: float
    vague: bool = False


def _figure_at(tree: Tree, index: int, stop: int) -> Figure | None:
    """The number that starts at a token, as a range, a bound or a plain number."""
    spread = _RANGE.fullmatch(tree.words[index])
    if spread is not None:
        return _ranged(tree, index, index, (_plain(spread.group(1)), _plain(spread.group(2))))
    if tree.words[index : index + 2] == ["unknown", "number"]:
        return Figure(start=index, stop=index + 1)
    one = _value_at(tree, index, stop)
    if one is None:
        return None
    other = _second(tree, one.stop + 1, stop)
    if other is not None and not one.vague:
        low = _scaled_like(one.value, other.value)
        return _ranged(tree, index, other.stop, (low, other.value))
    return _bounded(tree, index, one)


def _scaled_like(low: float, high: float) -> float:
    """As in "five to ten thousand": the scale holds for both."""
    for scale in (1e9, 1e6, 1e3, 100):
        if high >= scale and low < high / 10 and high % scale == 0 and low < scale / 10:
            return low * scale
    return low


def _second(tree: Tree, index: int, stop: int) -> _Value | None:
    """The upper end of a range: "to ten", "and ten" after "between", "- 10"."""
    if index + 1 >= stop or tree.words[index] not in {"to", "or", "-", "–", "and"}:
        return None
    if tree.words[index] == "and" and "between" not in tree.words[max(0, index - 4) : index]:
        return None
    return _value_at(tree, index + 1, stop)


def _ranged(tree: Tree, start: int, stop: int, bounds: tuple[float, float]) -> Figure:
    """A number with two ends."""
    money = start > 0 and tree.words[start - 1] in _CURRENCY
    return Figure(start=start, stop=stop, low=bounds[0], high=bounds[1], money=money)


def _plain(digits: str) -> float:
    return float(digits.replace(",", ""))


def _value_at(tree: Tree, index: int, stop: int) -> _Value | None:
    """A number in digits or words, with its scale: "4 million", "tens of thousands", "twenty-five"."""
    table, word = _numbers(), tree.words[index]
    digits = _DIGITS.fullmatch(word.lstrip("$£€"))
    entry = table.get(word) or table.get(word.removesuffix("s"))
    if digits is not None:
        value, vague = _plain(digits.group()), False
    elif _compound(word) is not None:
        value, vague = _compound(word) or 0.0, False
    elif entry is not None and entry.get("use") == "number":
        value, vague = float(entry["value"]), False
    elif entry is not None and entry.get("use") == "fraction":
        return _part_of_scale(tree, index, stop, float(entry["value"]))
    elif entry is not None and entry.get("use") == "scale":
        return _scale_alone(tree, index, entry)
    elif entry is not None and entry.get("use") == "vague" and "low" in entry:
        value, vague = float(entry["low"]), True
    else:
        return None
    return _times_scale(tree, index, stop, _Value(index, value, vague))


def _compound(word: str) -> float | None:
    """As in "twenty-five", "quarter-of-a-million"."""
    parts = word.split("-")
    if len(parts) == 1:
        return None
    entries = [_numbers().get(part) for part in parts]
    if (
        entries[0] is not None
        and entries[0].get("use") == "fraction"
        and entries[-1] is not None
        and parts[-1] != parts[0]
    ):
        return float(entries[0]["value"]) * float(entries[-1].get("value", 1))
    if all(entry is not None and entry.get("use") == "number" for entry in entries):
        return float(sum(entry["value"] for entry in entries if entry is not None))
    return None


def _part_of_scale(tree: Tree, index: int, stop: int, fraction: float) -> _Value | None:
    """As in "half a million", "quarter-of-a-million": the fraction of the scale that follows."""
    at = index + 1
    while at < stop and tree.words[at] in {"-", "of", "a", "an"}:
        at += 1
    entry = _numbers().get(tree.words[at]) if at < stop and at > index + 1 else None
    if entry is None or entry.get("use") != "scale":
        return None
    return _Value(at, fraction * float(entry["value"]))


def _times_scale(tree: Tree, index: int, stop: int, one: _Value) -> _Value:
    """The number times the scale words behind it, smaller numbers after them added."""
    value, at = one.value, index + 1
    while at < stop:
        entry = _numbers().get(tree.words[at])
        if entry is None or entry.get("use") != "scale" or tree.words[at] == "score":
            break
        value, at = value * float(entry["value"]), at + 1
    return _Value(at - 1, value, one.vague)


def _scale_alone(tree: Tree, index: int, entry: Mapping[str, Any]) -> _Value:
    """As in "hundreds", "tens of thousands", "a thousand"."""
    value, at = float(entry["value"]), index
    plural = tree.words[index].endswith("s")
    if plural:
        value = float(entry["plural"])
    while at + 2 < len(tree.words) and tree.words[at + 1] == "of":
        inner = _numbers().get(tree.lemmas[at + 2]) or _numbers().get(tree.words[at + 2].rstrip("s"))
        if inner is None or inner.get("use") != "scale":
            break
        value, at, plural = value * float(inner["value"]), at + 2, True
    return _Value(at, value, vague=plural)


def _bounded(tree: Tree, index: int, one: _Value) -> Figure:
    """The number under the words that stand before it."""
    use, start = _bound(tree, index)
    money = (
        any(tree.words[i] in _CURRENCY for i in range(max(0, index - 1), index)) or tree.words[index][0] in _CURRENCY
    )
    if money and tree.words[index][0] not in _CURRENCY:
        use, start = _bound(tree, index - 1)
    low, best, high = one.value, one.value, one.value
    reading: tuple[float | None, float | None, float | None] = (low, best, high)
    if one.vague or use == "low":
        reading = (low, None, None)
    elif use == "about":
        reading = (None, best, None)
    elif use == "high":
        reading = (None, None, high)
    return Figure(start=start, stop=one.stop, low=reading[0], best=reading[1], high=reading[2], money=money)


def _bound(tree: Tree, index: int) -> tuple[str | None, int]:
    """What the words before a number make of it, and where they begin."""
    table, at = _numbers(), index
    if at and tree.words[at - 1] in {"a", "an"}:
        at -= 1
    for size in range(_BOUND_WORDS, 0, -1):
        first = at - size
        if first < 0:
            continue
        entry = table.get(" ".join(tree.words[first:at]))
        if entry is not None and entry.get("use") in {"low", "high", "about", "exact"}:
            return entry["use"], first
    return None, at
