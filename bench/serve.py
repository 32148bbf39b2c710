"""How fast the desk answers: `python bench/serve.py [CLAIMS]`.

Fills a ledger with made-up reports of 25 claims each, serves it on loopback, and asks each route again and again over
one connection. Prints how long the first look takes, then the median and the 95th percentile of each route in
milliseconds, by the clock and by this process's own time (server and client together), and memory. Server and client
share one process, so that a busy machine shows in the first and hardly in the second. `--linked` groups claims into
incidents first, which takes long for made-up reports that are all alike.
"""

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parent))

import httpx
import sqlalchemy as sa

from desk_server import Served, served
from fictional import AT, Said, report
from ledger import peak
from reportedly.ledger import Entry, Ledger, append, open_ledger, schema
from reportedly.pipeline import link_pending
from reportedly.records import Candidate
from reportedly.vocabulary import Anonymity, Basis

CLAIMS, ROUNDS, BATCH = 25, 40, 16
TYPES = ("CONTROL", "CLASH", "KILL", "MOVEMENT", "STRIKE", "ARREST")
VILLAGES = 500


def made(number: int) -> Entry:
    """One made-up report: 25 claims of five sources; two reports after each other tell of the same things."""
    told = number // 2
    sentences, said = [], []
    for claim in range(CLAIMS):
        place = f"Village {(told * 7 + claim * 31) % VILLAGES}"
        says = f"post {told} of row {claim} was lost by the riders near {place}"
        who = f"Officer {claim % 5} of {number}"
        day = f"2025-{1 + told % 12:02d}-{1 + claim:02d}"
        sentences.append(f"{who} told us that {says}.")
        said.append(
            Said(
                says=says,
                who=who,
                type=TYPES[(claim + told) % len(TYPES)],
                anonymity=Anonymity.UNNAMED_ON_REQUEST if claim % 5 == 0 else Anonymity.ROLE_ONLY,
                basis=tuple(Basis)[claim % len(Basis)],
                agent=f"post {told}",
                place=place,
                begin=day,
                finish=day,
            )
        )
    published = f"2025-{1 + told % 12:02d}-28"
    publisher = f"Outlet {number % 40}"
    whole = report(" ".join(sentences), *said, source=f"made-{number}.txt", published=published, publisher=publisher)
    places = tuple(replace(each, candidates=(_village(each.candidates[0]),)) for each in whole.mentions.places)
    whole = replace(whole, mentions=replace(whole.mentions, places=places))
    return Entry(report=whole, original=whole.document.text.encode())


def _village(candidate: Candidate) -> Candidate:
    """A place of its own for each name."""
    number = int(candidate.name.split()[-1])
    return replace(
        candidate,
        id=f"made:{number}",
        admin1=f"Province {number % 20}",
        admin2=f"District {number % 100}",
        lat=30 + number % 25 / 3,
        lon=60 + number // 25 / 3,
    )


def fill(ledger: Ledger, claims: int) -> None:
    """Put made-up reports into the ledger."""
    entries = (made(each) for each in range(claims // CLAIMS))
    while batch := list(itertools.islice(entries, BATCH)):
        append(ledger, batch, at=AT)


def call_linked(ledger: Ledger) -> None:
    """Mark every report as compared, so that a decision compares one report and not all that were made up."""
    live, linked = schema.live_document, schema.linked_document
    with ledger.writing() as connection:
        keys = connection.execute(sa.select(live.c.document)).scalars().all()
        rows = [{"document": key, "stage": stage} for key in keys for stage in ("reprints", "incidents", "sources")]
        connection.execute(sa.insert(linked), rows)


def routes(browser: httpx.Client) -> Iterator[tuple[str, Callable[[int], httpx.Response]]]:
    """Every route that a page asks often, by name; each call takes the number of the round."""
    claims = browser.get("/api/claims", params={"limit": 500, "offset": 1_000}).json()["claims"]
    ids = [each["id"] for each in claims]
    documents = [each["id"] for each in browser.get("/api/documents").json()["documents"]]
    incidents = [each["id"] for each in browser.get("/api/incidents", params={"limit": 50}).json()["incidents"]]

    def judged(turn: int) -> httpx.Response:
        fresh = browser.get("/api/claims", params={"ids": ids[turn]}).json()["claims"][0]
        return browser.post(f"/api/claims/{fresh['id']}/accept", json={"version": fresh["version"]})

    yield "session", lambda _: browser.get("/api/session")
    yield "documents", lambda _: browser.get("/api/documents")
    yield "one document", lambda turn: browser.get(f"/api/documents/{documents[turn]}")
    yield "100 claims", lambda turn: browser.get("/api/claims", params={"offset": turn * 100})
    yield "claims by words", lambda turn: browser.get("/api/claims", params={"words": f"post row {turn % 25}"})
    yield (
        "claims by place and type",
        lambda _: browser.get("/api/claims", params={"place": "Province 7", "type": "CLASH"}),
    )
    yield "40 claims by id", lambda turn: browser.get("/api/claims", params={"ids": ",".join(ids[turn : turn + 40])})
    yield "one claim explained", lambda turn: browser.get(f"/api/claims/{ids[turn]}")
    yield "words in the table", lambda turn: browser.get("/api/table/search", params={"words": f"row {turn % 25}"})
    yield "the table, unchanged", lambda _: browser.get("/api/table")
    yield "queue", lambda _: browser.get("/api/queue")
    yield "history", lambda _: browser.get("/api/history")
    yield "issues", lambda _: browser.get("/api/issues")
    yield "sources", lambda _: browser.get("/api/sources")
    yield "places", lambda _: browser.get("/api/places", params={"words": "Kunduz"})
    if incidents:
        yield "one incident", lambda turn: browser.get(f"/api/incidents/{incidents[turn % len(incidents)]}")
    yield "a decision, with the claim before it", judged
    yield "the table after a decision", lambda turn: _after(judged(turn + ROUNDS), browser)


def _after(decided: httpx.Response, browser: httpx.Client) -> httpx.Response:
    """The table, made anew."""
    decided.raise_for_status()
    return browser.get("/api/table")


def timed(name: str, ask: Callable[[int], httpx.Response]) -> float:
    """Ask again and again; print and give back the 95th percentile in milliseconds."""
    taken, used = [], []
    for turn in range(ROUNDS):
        start, own = time.perf_counter(), time.process_time()
        ask(turn).raise_for_status()
        taken.append(1000 * (time.perf_counter() - start))
        used.append(1000 * (time.process_time() - own))
    late, own_late = (statistics.quantiles(each, n=20)[-1] for each in (taken, used))
    print(f"{name:<36} median {statistics.median(taken):7.1f} ms   p95 {late:7.1f} ms   by CPU p95 {own_late:7.1f} ms")
    return own_late


def looked(desk: Served, which: str) -> None:
    """The first look: the table of a server that has just started."""
    start, own = time.perf_counter(), time.process_time()
    answer = desk.browser.get("/api/table")
    taken, used = time.perf_counter() - start, time.process_time() - own
    size, sent = len(answer.content) / 1e6, int(answer.headers["content-length"]) / 1e6
    print(f"table after the {which} start: {taken:.2f} s, {used:.2f} s of CPU; {size:.2f} MB, {sent:.2f} MB sent")


def main() -> None:
    """Fill, serve, ask, print."""
    claims = next((int(each) for each in sys.argv[1:] if each.isdigit()), 20_000)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        fill(ledger, claims)
        if "--linked" in sys.argv:
            link_pending(ledger)
        else:
            call_linked(ledger)
            link_pending(ledger)  # what is made once for a ledger, such as the areas of control
        for start in ("first", "second"):
            with served(ledger) as desk:
                looked(desk, start)
        with served(ledger) as desk:
            desk.desk.warm()
            worst = max(timed(name, ask) for name, ask in routes(desk.browser))
    print(f"worst p95 by CPU {worst:.1f} ms; most memory {peak():.0f} MB")


if __name__ == "__main__":
    main()
