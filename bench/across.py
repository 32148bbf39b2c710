"""How fast the claims of a large ledger are grouped and asked for: `python bench/across.py [CLAIMS]`, else 100,000.

A made-up ledger: reports of twenty claims in the districts of thirty provinces over three years, each telling of one
or two of many incidents, one in twenty a copy of another report. All are grouped once; then a day's thousand reports
come and are grouped; then what stands behind each command is asked. Prints seconds and the greatest memory.
`bench/reprints.py` measures the comparing of reports, which goes before.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.link import IncidentsWanted, find_incidents, link_incidents, load_incident
from reportedly.protect import Occasion, incident_page, stream_incidents
from reportedly.records import (
    DOCUMENT_HOLDER,
    Candidate,
    Claim,
    DateCandidate,
    DatedTo,
    Document,
    Holder,
    Mentions,
    PlacedAt,
    PlaceMention,
    Quantity,
    Report,
    Resolved,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    DateOrigin,
    Kind,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    QuantityOf,
    SourceKind,
)

AT = "2026-01-02T03:04:05Z"
CLAIMS, TOLD, DAY, BATCH = 20, 6, 1000, 50
FIRST = date(2020, 1, 1)
DAYS, PROVINCES, DISTRICTS = 1095, 30, 12
TYPES = ("CLASH", "KILL", "ATTACK_CIV", "EXPLOSION", "STRIKE", "ABDUCT_CAPTURE")
SYLLABLES = ("ka", "lo", "mi", "ta", "ru", "be", "shi", "no", "dar", "qal", "zo", "fe")


@dataclass(frozen=True)
class Happening:
    """An incident that some reports tell of."""

    place: Candidate
    day: date
    type: str
    killed: int


def happenings(number: int, chance: random.Random) -> list[Happening]:
    """So many incidents, spread over provinces and years, more of them in some provinces than in others."""
    return [
        Happening(
            place=district(min(int(chance.expovariate(0.12)), PROVINCES - 1), chance.randrange(DISTRICTS)),
            day=FIRST + timedelta(days=chance.randrange(DAYS)),
            type=chance.choice(TYPES),
            killed=chance.choice((1, 2, 3, 4, 5, 7, 9, 12, 20)),
        )
        for _ in range(number)
    ]


def district(province: int, number: int) -> Candidate:
    """A district of a province."""
    return Candidate(
        id=f"made:{province}-{number}",
        name=f"{SYLLABLES[number].title()}{SYLLABLES[province % 12]}{SYLLABLES[province // 12]}",
        kind=PlaceKind.ADM2,
        country="XX",
        admin1=f"Province {province}",
        lat=20 + province * 0.8 + number % 4 * 0.3,
        lon=40 + province * 0.8 + number // 4 * 0.3,
        precision=3,
    )


def report_of(number: int, told: list[Happening], chance: random.Random) -> Report:
    """A report of twenty claims, of which six tell of these incidents."""
    words = [f"w{int(chance.paretovariate(0.7)) % 20_000}" for _ in range(CLAIMS * 12)]
    sentences = [
        f"{' '.join(words[at * 12 : at * 12 + 12])} {told[at % len(told)].place.name}." for at in range(CLAIMS)
    ]
    starts = [sum(len(each) + 1 for each in sentences[:at]) for at in range(CLAIMS)]
    text = " ".join(sentences)
    day = told[0].day + timedelta(days=chance.randrange(3))
    document = Document(
        source=f"made-{number}",
        text=text,
        publisher=f"Outlet {chance.randrange(60)}",
        dates=(DateCandidate(value=day.isoformat(), origin=DateOrigin.GIVEN),),
    )
    places = tuple(
        PlaceMention(
            span=end_of(text, starts[at], sentences[at]), status=PlaceStatus.RESOLVED, candidates=(each.place,)
        )
        for at, each in enumerate(told)
    )
    claims = tuple(
        claim(document, at, Span(starts[at], starts[at] + len(sentences[at]) - 1), told) for at in range(CLAIMS)
    )
    return Report(
        document=document, sentences=(), attributions=(), mentions=Mentions(places=places), claims=claims, model="made"
    )


def end_of(text: str, start: int, sentence: str) -> Span:
    """Where the name stands at the end of a sentence."""
    stop = start + len(sentence) - 1
    return Span(text.rindex(" ", start, stop) + 1, stop)


def claim(document: Document, at: int, span: Span, told: list[Happening]) -> Resolved:
    """One claim: of an incident, or background."""
    one = told[at % len(told)]
    is_told = at < TOLD
    holder = Holder(
        who=Span(span.start, span.start + 2),
        cue=None,
        label=f"official {at % 3} of {one.place.name}",
        kind=SourceKind.PERSON,
        anonymity=Anonymity.ROLE_ONLY,
    )
    made = Claim(
        document=document.id,
        content=(span,),
        head=span,
        kind=Kind.EVENT if is_told else Kind.STATE,
        type=one.type if is_told else "OTHER",
        chain=(holder, DOCUMENT_HOLDER),
        quantities=(Quantity(of=QuantityOf.KILLED, span=span, low=one.killed, best=one.killed, high=one.killed),)
        if is_told
        else (),
    )
    dated = DatedTo(mention=None, begin=one.day.isoformat(), finish=one.day.isoformat(), precision=1)
    return Resolved(
        claim=made,
        places=(PlacedAt(mention=at % len(told), role=PlaceRole.AT, inherited=at >= len(told)),),
        times=(dated,) if is_told else (),
    )


def reports(number: int, told: list[Happening], chance: random.Random, start: int = 0) -> Iterator[Report]:
    """So many reports; one in twenty prints an earlier one again."""
    earlier: list[Report] = []
    for each in range(start, start + number):
        if earlier and each % 20 == 0:
            yield copied(chance.choice(earlier), each)
            continue
        made = report_of(each, chance.sample(told, chance.choice((1, 1, 2))), chance)
        earlier = [*earlier[-500:], made]
        yield made


def copied(report: Report, number: int) -> Report:
    """The report as another outlet prints it."""
    document = replace(report.document, source=f"made-{number}", publisher="Reprinter")
    claims = tuple(replace(each, claim=replace(each.claim, document=document.id)) for each in report.claims)
    return replace(report, document=document, claims=claims)


def put(ledger: Ledger, made: Iterator[Report]) -> None:
    """Append them in batches."""
    while batch := list(islice(made, BATCH)):
        append(ledger, [Entry(report=each, original=b"made") for each in batch], at=AT)


def timed(name: str, step: Callable[[], object]) -> float:
    """Run a step, and print how long it took by the clock and by this process's own time."""
    start, own = time.perf_counter(), time.process_time()
    step()
    taken, used = time.perf_counter() - start, time.process_time() - own
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<58} {taken:9.3f} s {used:9.3f} s of CPU {memory:6.0f} MB", flush=True)
    return taken


def main() -> None:
    """Make the ledger, link it, link a day more, and ask."""
    number = (int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) // CLAIMS
    chance = random.Random(1)  # noqa: S311 - made-up data, no secret
    told = happenings(number // 2, chance)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        print(f"{number:,} reports, {number * CLAIMS:,} claims, {len(told):,} incidents made up")
        timed("append them", lambda: put(ledger, reports(number, told, chance)))
        timed("group all claims", lambda: link_incidents(ledger))
        last = [each for each in told if each.day > FIRST + timedelta(days=DAYS - 30)]
        put(ledger, reports(DAY, last, chance, start=number))
        timed("group a day's thousand reports", lambda: link_incidents(ledger))
        ask(ledger)


def ask(ledger: Ledger) -> None:
    """What stands behind the commands."""
    owner = Occasion(audience=Audience.INTERNAL, at=AT, key=b"k" * 32)
    timed("nothing new to group", lambda: link_incidents(ledger))
    newest = list(find_incidents(ledger, IncidentsWanted(limit=20)))
    largest = max(find_incidents(ledger, IncidentsWanted(reports=5)), key=lambda each: len(each.claims))
    timed("query: the latest twenty incidents", lambda: list(find_incidents(ledger, IncidentsWanted(limit=20))))
    place = newest[0].places[0].name
    timed("query: twenty of one district", lambda: list(find_incidents(ledger, IncidentsWanted(place=place, limit=20))))
    timed("query: one incident", lambda: load_incident(ledger, newest[0].id))
    timed("page: the latest twenty incidents", lambda: list(stream_incidents(ledger, IncidentsWanted(limit=20), owner)))
    timed("page: one incident", lambda: incident_page(ledger, newest[0].id, owner))
    told = f"{len(largest.claims)} claims of {len(largest.documents)} reports"
    timed(f"page: the largest incident, {told}", lambda: incident_page(ledger, largest.id, owner))


if __name__ == "__main__":
    main()
