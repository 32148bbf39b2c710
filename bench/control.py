"""How long reported control and the register take in a large ledger: `python bench/control.py [DOCUMENTS]`.

Made-up reports of 25 claims, three of which say who holds a district; 34 provinces of 12 districts. Prints the time of
each view, taken twice (the list of areas is made when it is asked for first), of a judgement and of the list after it,
and of entering the sources of a day's thousand reports. What the other commands ask for is in `across.py` (incidents)
and `reprints.py`.
"""

import gc
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import weighing
from reportedly import judge
from reportedly.assess import find_control, index_sources
from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.protect import Occasion, control_areas, control_page, stream_sources
from reportedly.records import Candidate, Ruling
from reportedly.vocabulary import Anonymity, Audience, Kind, PlaceKind
from weighing import Holds, Tell, report

CLAIMS, PROVINCES, DISTRICTS, BATCH, DAY = 25, 34, 12, 16, 1_000
AT = "2025-06-01T00:00:00Z"
GROUPS = (("Taliban", "TALIBAN"), ("Daesh", "IS"), ("the army", "AF:army"))


def place(number: int) -> Candidate:
    """One of the districts."""
    province, district = number % PROVINCES, number // PROVINCES % DISTRICTS
    return Candidate(
        id=f"made:{province}.{district}",
        name=f"District{province}x{district}",
        kind=PlaceKind.ADM2,
        country="AF",
        admin1=f"Province{province}",
        precision=3,
    )


def made(number: int) -> Entry:
    """One made-up report."""
    where = place(number)
    weighing.PLACES[where.name] = where
    tells = []
    sentences = []
    for claim in range(CLAIMS):
        says, who = f"post {claim} of {number} was lost", f"Officer {claim % 5} of row {number}"
        if claim % 12 == 0:
            actor, identity = GROUPS[(number + claim) % len(GROUPS)]
            says = f"{actor} held {where.name} in week {claim}"
            shown = Holds(actor=actor, id=identity, level=number % 6)
            tells.append(Tell(says=says, who=who, place=where.name, type="CONTROL", of=Kind.STATE, holds=shown))
        else:
            tells.append(Tell(says=says, who=who, place=where.name, anonymity=Anonymity.ROLE_ONLY))
        sentences.append(f"{who} told us that {says} on the road between two villages where nothing else was known.")
    text = " ".join(sentences)
    day = f"2025-{1 + number % 5:02}-{1 + number % 28:02}"
    made_report = report(text, *tells, publisher=f"Outlet {number % 60}", published=day)
    document = replace(made_report.document, source=f"made-{number}.txt")
    claims = tuple(replace(each, claim=replace(each.claim, document=document.id)) for each in made_report.claims)
    return Entry(report=replace(made_report, document=document, claims=claims), original=text.encode())


def batches(first: int, number: int) -> Iterator[list[Entry]]:
    """The reports in batches."""
    entries = (made(each) for each in range(first, first + number))
    while batch := list(islice(entries, BATCH)):
        yield batch


def occasion() -> Occasion:
    """One view by the owner."""
    return Occasion(audience=Audience.INTERNAL, at=AT, key=secrets.token_bytes(32))


def timed(name: str, step: Callable[[], object], *, times: int = 2) -> None:
    """Take a step once or twice, and print how long each took, by the clock and by the process's own time."""
    for word in ("first", "again")[:times]:
        start, own = time.perf_counter(), time.process_time()
        step()
        clock, used = time.perf_counter() - start, time.process_time() - own
        print(f"{name:<34} {word:<6} {1_000 * clock:>9,.0f} ms by the clock {1_000 * used:>9,.0f} ms of CPU")


def decided(ledger: Ledger) -> None:
    """A claim of control is accepted, and the list is asked for again."""
    document = next(find_control(ledger, place(7).name))
    claim = next(each for each in document.claims if each.claim.control)
    ruling = Ruling(reviewer="R. Eviewer", at=AT, because="a bench")
    timed("judging one claim", lambda: judge.accept(ledger, claim.id, ruling), times=1)
    timed("control of everything after it", lambda: control_areas(ledger, occasion()))


def views(ledger: Ledger) -> None:
    """The views of the two commands."""
    timed("control of a district", lambda: control_page(ledger, place(7).name, occasion()))
    timed("control of a province", lambda: control_page(ledger, f"Province{7}", occasion()))
    timed("control of everything", lambda: control_areas(ledger, occasion()))
    timed("sources", lambda: list(stream_sources(ledger, occasion())))


def main() -> None:
    """Fill a ledger and time its views."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        for batch in batches(0, number):
            append(ledger, batch, at=AT)
        index_sources(ledger)
        gc.collect()
        gc.freeze()  # as the command does
        print(f"{number:,} reports, {number * CLAIMS:,} claims")
        views(ledger)
        decided(ledger)
        for batch in batches(number, DAY):
            append(ledger, batch, at=AT)
        timed("entering the sources of 1,000 more", lambda: index_sources(ledger))


if __name__ == "__main__":
    main()
