"""The day of publication: candidates with their origin, and a reason for the one that is chosen."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from reportedly.lexicon import load_lexicon
from reportedly.read.issues import issue
from reportedly.read.options import Overrides
from reportedly.records.documents import DateCandidate, Issue
from reportedly.vocabulary import DateOrigin

GRACE = 1
"""Days by which a date may lie after the day of reading: it is tomorrow already east of the reader."""

APART = 2
"""Days by which two candidates may differ without a doubt: a night edition and its page, a time zone."""

_CLOCK_DEFAULTS = frozenset({"0001-01-01", "1601-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "1980-01-01"})
"""Days that software writes when it knows none; 31 December 1969 is left alone, since reports can be of that day."""

_SURE = 3
"""Rank up to which an origin may push aside the day of the crawl: an address may, a date in the text may not."""

_FIRST_YEAR = 1500
"""A year below is one of another calendar (2017 is 1396 of the Solar and 1439 of the Lunar Hijri calendar)."""

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?=$|\D|T)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_OF = r"(?:of\s+|de\s+|do\s+)?"
_DAY_NAME = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.|-е|-го)?[\s-]+{_OF}([^\W\d_]+)\.?,?[\s-]+{_OF}(\d{{4}})(?!\d)"
)
_NAME_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2]|[1-9])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/|$)")
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The candidates that some words gave, and what is wrong with the words."""

    candidates: tuple[DateCandidate, ...] = ()
    issues: tuple[Issue, ...] = ()

    def __add__(self, other: "Dated") -> "Dated":
        """Both together, in this order."""
        return Dated(candidates=self.candidates + other.candidates, issues=self.issues + other.issues)


def dated(words: object, origin: DateOrigin, where: str) -> Dated:
    """The candidate that these words give, or the issue that they give none; `where` names the place in the source."""
    text = str(words).strip() if words is not None else ""
    if not text:
        return Dated()
    day = find_day(text)
    if day is not None:
        return Dated(candidates=(DateCandidate(value=day, origin=origin, because=where),))
    code = "date_ambiguous" if _DAY_FIRST.search(text) else "date_unreadable"
    return Dated(issues=(issue(code, f"{where}: no day can be told from it"),))


def find_day(text: str) -> str | None:
    """The first day that these words name, ISO 8601; None for none, or one that reads two ways (05/08/2020)."""
    for year, month, day in _readings(text):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        return found.isoformat() if year >= _FIRST_YEAR or found.isoformat() in _CLOCK_DEFAULTS else None
    return None


def days_in_url(url: str | None) -> tuple[DateCandidate, ...]:
    """The day that an address carries, such as `/2017/11/15/` or `/20171115/`."""
    path = re.sub(r"^[a-z]+://[^/]*", "", (url or "").lower()).partition("?")[0]
    found = _URL_DAY.search(path)
    parts = (found[1], found[3], found[4]) if found else _named(_URL_NAMED.search(path))
    day = find_day("-".join(parts)) if parts else None
    return (DateCandidate(value=day, origin=DateOrigin.URL, because="the address carries it"),) if day else ()


def chosen(
    candidates: Iterable[DateCandidate], said: Overrides, read_on: str | None = None
) -> tuple[tuple[DateCandidate, ...], tuple[Issue, ...]]:
    """The candidates, the chosen one first and each with its reason, and what is doubtful about them.

    `read_on` is the day on which the source was fetched or crawled: it and later days cannot be the day of publication
    where another candidate is earlier.
    """
    given = (DateCandidate(value=said.published, origin=DateOrigin.GIVEN),) if said.published else ()
    judged = tuple(_judged(each, read_on or said.today) for each in _distinct((*given, *candidates)))
    usable = sorted((each for each in judged if each.usable), key=_rank)
    unusable = tuple(each for each in judged if not each.usable)
    best = _best(usable, read_on)
    if best is None:
        return unusable, tuple(_wrong(unusable))
    rest = tuple(each for each in usable if each is not best)
    ordered = (_with_reason(best, rest), *(_passed_over(each, best) for each in rest), *unusable)
    return ordered, (*_wrong(unusable), *_disagreement(best, rest))


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day in each way that the words can be read, the surest way first."""
    for found in _YEAR_FIRST.finditer(text):
        yield int(found[1]), int(found[3] or found[5]), int(found[4] or found[6])
    for found in _DAY_NAME.finditer(text):
        yield int(found[3]), _month(found[2]), int(found[1])
    for found in _NAME_DAY.finditer(text):
        yield int(found[3]), _month(found[1]), int(found[2])
    for found in _DAY_FIRST.finditer(text):
        yield from _day_first(int(found[1]), int(found[3]), int(found[4]), found[2])


def _day_first(one: int, two: int, year: int, mark: str) -> Iterator[tuple[int, int, int]]:
    """With dots or dashes the day comes first; with slashes only a number over 12 tells which is the day."""
    if mark in ".-" or one > _MONTHS_IN_A_YEAR or one == two:
        yield year, two, one
    elif two > _MONTHS_IN_A_YEAR:
        yield year, one, two


@cache
def _months() -> dict[str, int]:
    """Month numbers by name."""
    return {name: int(entry["month"]) for name, entry in load_lexicon("month_names").entries.items()}


def _month(name: str) -> int:
    """The number of a month; 0, which no date has, for another word."""
    return _months().get(name.casefold(), 0)


def _named(found: re.Match[str] | None) -> tuple[str, str, str] | None:
    """Year, month and day of an address that spells the month, such as `/2017/nov/15/`."""
    return (found[1], str(_month(found[2])), found[3]) if found else None


def _distinct(candidates: Iterable[DateCandidate]) -> tuple[DateCandidate, ...]:
    """The candidates, each day once for each origin."""
    return tuple({(each.value, each.origin): each for each in reversed(tuple(candidates))}.values())[::-1]


def _judged(candidate: DateCandidate, latest: str | None) -> DateCandidate:
    """The candidate, marked where it cannot be the day of publication, with the reason."""
    if candidate.origin is DateOrigin.GIVEN:
        return replace(candidate, because="the user gave it")
    if candidate.value in _CLOCK_DEFAULTS:
        return replace(
            candidate, usable=False, because=f"{_where(candidate)}; software writes this day when it knows none"
        )
    if latest is not None and _days(candidate.value, latest) > GRACE:
        return replace(
            candidate, usable=False, because=f"{_where(candidate)}; it lies after {latest}, when this was read"
        )
    entry = load_lexicon("date_origins").entries[candidate.origin]
    if not entry["usable"]:
        return replace(candidate, usable=False, because=f"{_where(candidate)}; {entry['because']}")
    return candidate


def _where(candidate: DateCandidate) -> str:
    """Where it was found."""
    return candidate.because or str(load_lexicon("date_origins").entries[candidate.origin]["where"])


def _rank(candidate: DateCandidate) -> int:
    """The place of its origin among the origins."""
    return int(load_lexicon("date_origins").entries[candidate.origin]["rank"])


def _best(usable: list[DateCandidate], read_on: str | None) -> DateCandidate | None:
    """The best origin, unless the address carries an earlier day or the candidate is the day of the crawl."""
    if not usable or usable[0].origin is DateOrigin.GIVEN:
        return usable[0] if usable else None
    sure = [each for each in usable if _rank(each) <= _SURE]
    before = [each for each in sure if read_on is None or _days(read_on, each.value) > GRACE] or usable
    in_url = [each for each in before if each.origin is DateOrigin.URL]
    if in_url and _days(before[0].value, in_url[0].value) > APART:
        return in_url[0]
    return before[0]


def _with_reason(best: DateCandidate, rest: tuple[DateCandidate, ...]) -> DateCandidate:
    """The chosen candidate with the reason for it."""
    agreeing = sorted({str(each.origin) for each in rest if each.value == best.value})
    reason = best.because if best.origin is DateOrigin.GIVEN else f"{_where(best)}; {_why(best, rest)}"
    return replace(best, because=reason + (f"; the same day in: {', '.join(agreeing)}" if agreeing else ""))


def _why(best: DateCandidate, rest: tuple[DateCandidate, ...]) -> str:
    """Why this candidate stands before the others."""
    if not rest:
        return "no other date was found"
    if any(_rank(each) < _rank(best) for each in rest):
        return "pages are dated anew when they are moved or fetched, and this day is the earlier one"
    return str(load_lexicon("date_origins").entries[best.origin]["because"])


def _passed_over(candidate: DateCandidate, best: DateCandidate) -> DateCandidate:
    """A candidate that was not chosen, with the reason."""
    if candidate.value == best.value:
        return replace(candidate, because=f"{_where(candidate)}; the same day as the chosen one")
    return replace(candidate, because=f"{_where(candidate)}; passed over for the day of origin {best.origin}")


def _wrong(unusable: tuple[DateCandidate, ...]) -> Iterator[Issue]:
    """Issues for days that cannot be; the day of the crawl is none."""
    for each in unusable:
        if load_lexicon("date_origins").entries[each.origin]["usable"]:
            yield issue("date_impossible", f"{each.value} ({each.origin}) was passed over: {each.because}")


def _disagreement(best: DateCandidate, rest: tuple[DateCandidate, ...]) -> Iterator[Issue]:
    """The issue of dates that differ by days, unless the user has settled it."""
    sure = [each for each in rest if each.origin is not DateOrigin.UNKNOWN]
    others = sorted({each.value for each in sure if abs(_days(each.value, best.value)) > APART})
    if others and best.origin is not DateOrigin.GIVEN:
        yield issue(
            "dates_disagree", f"{best.value} ({best.origin}) was chosen; the source also has {', '.join(others)}"
        )


def _days(left: str, right: str) -> int:
    """Days from `right` to `left`."""
    return (dt.date.fromisoformat(left) - dt.date.fromisoformat(right)).days
