"""One claim of a report in the analyst's words: what is asserted, where, when, how many, and how it is put."""

from collections.abc import Iterator

from reportedly.cli.chains import knowing_words
from reportedly.cli.console import printable, shortened
from reportedly.phrases import CERTAINTY, REALIS
from reportedly.records import Candidate, DatedTo, Observation, PlacedAt, PlaceMention, Quantity, Report, Resolved
from reportedly.spans import Span, words_of
from reportedly.vocabulary import Certainty, PlaceKind, PlaceRole, PlaceStatus, Polarity, Realis

SHORT_ID = 8


def short_id(identity: str) -> str:
    """The first characters of an id, enough to name a claim in one ledger."""
    return identity.removeprefix("sha256:")[:SHORT_ID]


def type_words(name: str) -> str:
    """A type as words: `ARMS_SUPPLY` is `arms supply`."""
    return name.lower().replace("_", " ")


def content_words(report: Report, resolved: Resolved) -> str:
    """The asserted words, on one line."""
    return printable(words_of(resolved.claim.content, report.document.text))


def details(report: Report, resolved: Resolved) -> Iterator[str]:
    """What is known of a claim beside its words, each in a few words; nothing for what is not stated."""
    claim = resolved.claim
    if knowing := knowing_words(claim.chain):
        yield knowing
    if claim.polarity is Polarity.NEGATED:
        yield "negated"
    if claim.certainty in {Certainty.PR, Certainty.PS}:
        yield CERTAINTY[claim.certainty]
    if claim.realis is not Realis.ACTUAL:
        yield REALIS[claim.realis]
    yield from (quantity_words(report, quantity) for quantity in claim.quantities)
    yield from place_words(report, resolved)
    yield from (time for time in (time_words(report, dated) for dated in resolved.times) if time)


def place_words(report: Report, resolved: Resolved) -> Iterator[str]:
    """Where the claim says it is, each place once; the place of a source is not where anything is said to happen."""
    seen: set[str] = set()
    for placed in resolved.places:
        if placed.role is PlaceRole.SOURCE_LOCATION:
            continue
        words = _placed(report, placed)
        if words not in seen:
            seen.add(words)
            yield words


def _placed(report: Report, placed: PlacedAt) -> str:
    """One place with its role: `from Kunduz (Kunduz, AF)`."""
    role = "" if placed.role in {PlaceRole.AT, PlaceRole.OTHER} else f"{placed.role.value} "
    return role + mention_words(report, report.mentions.places[placed.mention])


def mention_words(report: Report, mention: PlaceMention) -> str:
    """A place as written and, in brackets, as read: `Hairatan (Hayratan, Balkh, AF)`, `Dar-Kat (not found)`."""
    words = shortened(mention.span.of(report.document.text), 40)
    if mention.status is PlaceStatus.UNRESOLVED or not mention.candidates:
        return f"{words} (not in the gazetteer)"
    reading = candidate_words(mention.candidates[0], written=words)
    notes = (
        reading + ("?" if mention.status is PlaceStatus.AMBIGUOUS else ""),
        f"the text says {mention.stated_parent}" if mention.conflict and mention.stated_parent else "",
    )
    inside = "; ".join(note for note in notes if note)
    return f"{words} ({inside})" if inside else words


def candidate_words(candidate: Candidate, *, written: str = "") -> str:
    """A gazetteer row: name, divisions, country, each once; without the name where it is as written."""
    country = None if candidate.kind is PlaceKind.ADM0 else candidate.country
    parts = dict.fromkeys(part for part in (candidate.name, candidate.admin2, candidate.admin1, country) if part)
    return ", ".join(part for part in parts if part.casefold() != written.casefold())


def time_words(report: Report, dated: DatedTo) -> str:
    """When the claim says it holds: as written and, in brackets, as days; empty where only tense dates it openly."""
    mention = None if dated.mention is None else report.mentions.times[dated.mention]
    days = interval_words(dated.begin, dated.finish)
    if mention is None:
        return days
    words = shortened(mention.span.of(report.document.text), 40)
    return f"{words} ({days or 'relative'})" if days != words else words


def interval_words(begin: str | None, finish: str | None) -> str:
    """Days as an analyst writes them: one day, `2015-11-15 to 2017-11-15`, `until …`, `from …`; empty if all open."""
    if begin is None and finish is None:
        return ""
    if begin is None:
        return f"until {finish}"
    if finish is None:
        return f"from {begin}"
    return begin if begin == finish else f"{begin} to {finish}"


def quantity_words(report: Report, quantity: Quantity) -> str:
    """A number as written with its reading: `five to ten people (5–10, other)`."""
    written = shortened(quantity.span.of(report.document.text), 40)
    reading = number_range(quantity.low, quantity.best, quantity.high)
    return f"{written} ({quantity.of.value} {reading})"


def number_range(low: float | None, best: float | None, high: float | None) -> str:
    """The reading of a number: `12`, `5–10`, `at least 200`, `at most 30`, `about 40`."""
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    if low is not None:
        return f"at least {_number(low)}"
    if high is not None:
        return f"at most {_number(high)}"
    return "not counted" if best is None else f"about {_number(best)}"


def _number(value: float) -> str:
    """A number without needless decimals."""
    return f"{value:,.10g}"


def actor_words(report: Report, resolved: Resolved, span: Span) -> str:
    """A party as written and, in brackets, as read where that says more: `the group (Islamic State)`."""
    words = shortened(span.of(report.document.text), 40)
    read = next((each.name for each in (*resolved.actors, *resolved.control_actors) if each.span == span), None)
    return words if read is None or read.casefold() in words.casefold() else f"{words} ({read})"


def control_words(report: Report, resolved: Resolved, index: int) -> tuple[str, str]:
    """Who is said to hold what, and where, of one observation of control of a claim."""
    observation: Observation = resolved.claim.control[index]
    text = report.document.text
    actor = actor_words(report, resolved, observation.actor)
    where = resolved.control[index] if index < len(resolved.control) else None
    if where is not None:
        return actor, mention_words(report, report.mentions.places[resolved.places[where].mention])
    return actor, shortened(observation.place.of(text), 40) if observation.place else "a place not stated"
