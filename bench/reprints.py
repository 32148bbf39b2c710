"""Reports that share text: planted near-duplicates found and falsely found, and the time and memory of linking.

Run:  .venv/bin/python bench/reprints.py [planted|scale] [FOLDER OF minhash-neardup]

`planted` links 2,500 articles, of which 20 are another one with a word moved, and compares what is found with the list
of planted pairs. `scale` links 10,000 made-up documents and then 1,000 more, one in ten of them a reprint.
"""

import itertools
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.link import find_reprints, link_reprints
from reportedly.protect import ReprintsWanted, compared, stream_reprints
from reportedly.protect.views import Occasion
from reportedly.records import DateCandidate, Document, Mentions, Report
from reportedly.vocabulary import Audience, DateOrigin, ReprintKind

AT = "2026-01-01T00:00:00+00:00"
PLANTED = Path(__file__).parents[1] / ".." / "shared" / "data" / "linking" / "minhash-neardup"
STORED, NEW, WORDS = 10_000, 1_000, 400
KNOWN = 20_000
# Few words are frequent and many are rare, as in a language.
WEIGHTS = list(itertools.accumulate(1 / (rank + 8) for rank in range(KNOWN)))
WHOLE = {ReprintKind.IDENTICAL, ReprintKind.REPRINT_WHOLE, ReprintKind.REPRINT_PARTIAL}


def entry(document: Document) -> Entry:
    """A document without claims, which linking by text does not need."""
    report = Report(document=document, sentences=(), attributions=(), mentions=Mentions(), claims=())
    return Entry(report=report, original=document.text.encode())


def planted(folder: Path) -> None:
    """Precision and recall on planted near-duplicates."""
    lines = (folder / "data" / "articles_2500.train").read_text("utf-8").splitlines()
    articles = dict(line.split(" ", 1) for line in lines if line.strip())
    pairs = (folder / "data" / "articles_2500.truth").read_text("utf-8").splitlines()
    wanted = {frozenset(line.split()) for line in pairs if line.strip()}
    made = {name: Document(source=name, text=text) for name, text in articles.items()}
    names = {document.id: name for name, document in made.items()}
    with tempfile.TemporaryDirectory() as scratch, open_ledger(Path(scratch) / "ledger.db") as ledger:
        store(ledger, list(made.values()))
        timed(ledger, f"{len(articles):,} articles, {len(wanted)} planted pairs")
        with ledger.reading() as connection:
            found = list(find_reprints(connection))
    kinds = Counter(each.kind for each in found)
    whole = {frozenset((names[each.first], names[each.second])) for each in found if each.kind in WHOLE}
    hits = len(whole & wanted)
    print(f"reprints found {len(whole)}: precision {hits / max(1, len(whole)):.3f}, recall {hits / len(wanted):.3f}")
    print("by kind:", ", ".join(f"{kind.value} {number}" for kind, number in sorted(kinds.items())))


def store(ledger: Ledger, documents: list[Document]) -> None:
    """Append documents in batches."""
    for start in range(0, len(documents), 200):
        append(ledger, [entry(each) for each in documents[start : start + 200]], at=AT)


def peak() -> float:
    """The greatest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def vocabulary(chance: random.Random) -> list[str]:
    """Made-up words."""
    return ["".join(chance.choice("aeioubdgklmnprstvz") for _ in range(chance.randint(2, 9))) for _ in range(KNOWN)]


def article(chance: random.Random, words: list[str], outlet: int) -> str:
    """Made-up sentences with a few names, and the footer that the outlet prints under everything."""
    sentences = []
    for _ in range(WORDS // 20):
        said = chance.choices(words, cum_weights=WEIGHTS, k=20)
        said[chance.randrange(3, 20)] = chance.choice(words[:3000]).title()
        sentences.append(" ".join(said).capitalize() + ".")
    footer = f"Outlet {outlet} is a member of the league of papers and answers to nobody but its readers."
    return "\n\n".join((" ".join(sentences[:10]), " ".join(sentences[10:]), footer))


def documents(number: int, chance: random.Random, words: list[str]) -> list[Document]:
    """Documents of 40 outlets over a year; every tenth is an earlier one by another outlet, a paragraph dropped."""
    made: list[Document] = []
    for place in range(number):
        outlet = chance.randrange(40)
        text = article(chance, words, outlet)
        if place % 10 == 9:  # noqa: PLR2004 - one in ten
            paragraphs = chance.choice(made[-200:]).text.split("\n\n")
            text = "\n\n".join((paragraphs[0], text.split("\n\n")[-1]))
        day = f"2025-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        made.append(
            Document(
                source=f"{outlet}-{chance.random()}",
                text=text,
                title=" ".join(chance.choices(words, k=6)),
                publisher=f"Outlet {outlet}",
                dates=(DateCandidate(value=day, origin=DateOrigin.GIVEN),),
            )
        )
    return made


def scale() -> None:
    """Seconds and memory of linking a day's documents against those of a year."""
    chance = random.Random(5)  # noqa: S311 - the same documents in every run
    words = vocabulary(chance)
    with tempfile.TemporaryDirectory() as scratch, open_ledger(Path(scratch) / "ledger.db") as ledger:
        store(ledger, documents(STORED, chance, words))
        size = Path(ledger.where).stat().st_size
        timed(ledger, f"{STORED:,} documents of {WORDS} words, the first time")
        print(f"table of hashes: {(Path(ledger.where).stat().st_size - size) / STORED / 1024:.1f} KB a document")
        store(ledger, documents(NEW, chance, words))
        timed(ledger, f"{NEW:,} new documents against {STORED:,}")
        with ledger.reading() as connection:
            print("by kind:", dict(Counter(each.kind.value for each in find_reprints(connection))))
        asked(ledger)


def asked(ledger: Ledger) -> None:
    """Milliseconds of what the commands ask for."""
    owner = Occasion(audience=Audience.INTERNAL, at=AT, key=b"k" * 32)
    start, own = time.perf_counter(), time.process_time()
    listed = list(stream_reprints(ledger, ReprintsWanted(limit=20), owner))
    told("the latest 20 pairs", start, own)
    start, own = time.perf_counter(), time.process_time()
    compared(ledger, listed[0].first.id, listed[0].second.id, owner)
    told("two reports side by side", start, own)


def told(name: str, start: float, own: float) -> None:
    """Print how long something took by the clock and by this process's own time."""
    taken, used = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - own)
    print(f"{name}: {taken:.0f} ms, by CPU time {used:.0f} ms")


def timed(ledger: Ledger, name: str) -> None:
    """Link what is not linked, and print what it took by the clock and by this process's own time."""
    start, own = time.perf_counter(), time.process_time()
    number = link_reprints(ledger)
    taken, used = time.perf_counter() - start, time.process_time() - own
    print(f"{name}: {number:,} compared, {taken:.1f} s, by CPU time {used:.1f} s, greatest memory {peak():.0f} MB")


def main() -> None:
    """Run the part that is asked for, or both."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else PLANTED  # noqa: PLR2004 - the second argument
    if asked in {"", "planted"}:
        if folder.is_dir():
            planted(folder)
        else:
            print(f"no planted near-duplicates at {folder}")
    if asked in {"", "scale"}:
        scale()


if __name__ == "__main__":
    main()
