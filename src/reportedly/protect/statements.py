"""What stands in place of words that are withheld: what was said in general, from what is shown of it anyway.

A general statement is made of the view's own coded fields and of nothing else, so that it cannot say more than they do.
"""

import calendar
from collections.abc import Iterator
from dataclasses import replace

from reportedly.lexicon import load_lexicon
from reportedly.phrases import bounds_words
from reportedly.protect.policies import country_name
from reportedly.protect.views import ClaimView, ControlView, ParticipantView, PlaceView, QuantityView, TimeView
from reportedly.vocabulary import PlaceRole, Polarity, QuantityOf, Realis

_MONTH = 4
_MONTH_LENGTH = len("2017-11")
_DAY_LENGTH = len("2017-11-15")


def general_statement(view: ClaimView) -> str:
    """One line for a claim whose words are withheld: `(words withheld) control; agent: Islamic State; AF; 2017-11`."""
    parts = (
        _what(view),
        *_who(view.participants),
        *(_control(each) for each in view.control),
        *_how_many(view.quantities),
        *_where(view.places),
        *_when(view.times),
    )
    return "(words withheld) " + "; ".join(dict.fromkeys(part for part in parts if part))


def _what(view: ClaimView) -> str:
    """The coded type in words, with what a reader must know of it."""
    put = (
        "negated" if view.polarity is Polarity.NEGATED else "",
        "" if view.realis is Realis.ACTUAL else view.realis.value.replace("_", " "),
    )
    notes = ", ".join(each for each in put if each)
    return type_words(view.type) + (f" ({notes})" if notes else "")


def type_words(code: str) -> str:
    """A type of claims in words; a user's own by its name."""
    entry = load_lexicon("type_phrases").entries.get(code)
    return str(entry["says"]) if entry else code.replace("_", " ").lower()


def _who(participants: tuple[ParticipantView, ...]) -> Iterator[str]:
    """Those who take part: groups of the actor table and large classes."""
    for each in participants:
        name = each.name or each.words
        yield f"{each.role.value}: {name}" if name else ""


def _control(observed: ControlView) -> str:
    """Who is said to hold what."""
    trend = f", {observed.trend.value}" if observed.trend else ""
    return f"{observed.name or 'somebody'} at level {observed.level.value} of 5{trend}"


def _how_many(quantities: tuple[QuantityView, ...]) -> Iterator[str]:
    """Numbers of people and things."""
    for each in quantities:
        if each.of is not QuantityOf.OTHER and (bounds := bounds_words(each.low, each.best, each.high)):
            yield f"{each.of.value}: {bounds}"


def _where(places: tuple[PlaceView, ...]) -> Iterator[str]:
    """Divisions and countries."""
    for each in places:
        if each.role is not PlaceRole.SOURCE_LOCATION:
            country = country_name(each.country) or each.country
            yield ", ".join(dict.fromkeys(part for part in (each.name, country) if part))


def _when(times: tuple[TimeView, ...]) -> Iterator[str]:
    """Months or days."""
    for each in times:
        begin, finish = _short(each.begin), _short(each.finish)
        if begin == finish:
            yield begin or ""
        elif begin and finish:
            yield f"{begin} to {finish}"
        else:
            yield f"since {begin}" if begin else f"until {finish}"


def _short(day: str | None) -> str | None:
    """A day as its month."""
    return day[:_MONTH_LENGTH] if day and len(day) == _DAY_LENGTH else day


def whole_months(time: TimeView) -> TimeView:
    """The time from the first day of its first month to the last day of its last one."""
    begin = time.begin
    if begin and len(begin) == _DAY_LENGTH:
        begin = f"{begin[:_MONTH_LENGTH]}-01"
    finish = time.finish
    if finish and len(finish) == _DAY_LENGTH:
        year, month = int(finish[:4]), int(finish[5:7])
        finish = f"{finish[:_MONTH_LENGTH]}-{calendar.monthrange(year, month)[1]:02d}"
    return replace(time, begin=begin, finish=finish, precision=max(time.precision, _MONTH))
