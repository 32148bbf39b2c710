"""How fast and how flat the ledger writes: `python bench/ledger.py [DOCUMENTS]`.

Reports of 500 words with 25 claims each, made up, are appended in batches as the command does; then everything is
listed through `protect` for the public, and one claim is judged. Prints rows a second and the greatest memory.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fictional import AT, Said, report
from reportedly.judge import accept
from reportedly.ledger import Entry, Ledger, Wanted, append, canonical_live_state, find_claims, open_ledger
from reportedly.protect import Occasion, stream_claims, verify
from reportedly.records import Ruling
from reportedly.vocabulary import Anonymity, Audience

CLAIMS, WORDS, BATCH = 25, 500, 16


def made(number: int) -> Entry:
    """One made-up report of about 500 words."""
    filler = ["on", "a", "road", "between", "two", "villages", "where", "nothing", "else", "was", "known"]
    sentences = []
    said = []
    for claim in range(CLAIMS):
        says = f"post {number} of row {claim} was lost by the riders"
        who = f"Officer {claim % 5} of {number}"
        rest = " ".join(filler[: WORDS // CLAIMS - 14])
        sentences.append(f"{who} told us that {says} {rest}.")
        anonymity = Anonymity.UNNAMED_ON_REQUEST if claim % 5 == 0 else Anonymity.ROLE_ONLY
        said.append(Said(says=says, who=who, anonymity=anonymity, agent=f"post {number}", begin="2025-01-01"))
    text = " ".join(sentences)
    return Entry(report=report(text, *said, source=f"made-{number}.txt"), original=text.encode())


def batches(number: int) -> Iterator[list[Entry]]:
    """The reports in batches."""
    entries = (made(each) for each in range(number))
    while batch := list(islice(entries, BATCH)):
        yield batch


def timed(name: str, rows: int, step: Callable[[], object]) -> None:
    """Run a step, and print how many rows it does a second, by the clock and by this process's own time."""
    start, own = time.perf_counter(), time.process_time()
    step()
    told(name, rows, time.perf_counter() - start, time.process_time() - own)


def told(name: str, rows: int, taken: float, own: float) -> None:
    """Print one line."""
    print(
        f"{name:<44} {rows / taken:>9,.0f} claim rows/s {rows / own:>9,.0f} by CPU time {taken:8.2f} s {peak():5.0f} MB"
    )


def peak() -> float:
    """The greatest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(ledger: Ledger, number: int) -> None:
    """Append everything; the time to make the reports up is left out."""
    writing = own = half = 0.0
    for done, batch in enumerate(batches(number)):
        start, own_start = time.perf_counter(), time.process_time()
        append(ledger, batch, at=AT)
        writing += time.perf_counter() - start
        own += time.process_time() - own_start
        if done == number // BATCH // 2:
            half = peak()
    told(f"append, batches of {BATCH}", number * CLAIMS, writing, own)
    print(f"{'greatest memory at half and at the end':<44} {half:6.0f} MB {peak():6.0f} MB")


def main() -> None:
    """Run it in a folder that is thrown away."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rows = number * CLAIMS
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        print(f"{number:,} documents of {WORDS} words, {rows:,} claims")
        write(ledger, number)
        size = Path(ledger.where).stat().st_size / number
        print(f"{'file':<44} {size / 1024:6.1f} KB a document")
        claim = next(find_claims(ledger, Wanted())).claims[0]
        public = Occasion(audience=Audience.PUBLIC, at=AT, key=b"k" * 32)
        timed("list everything for the public", rows, lambda: sum(1 for _ in stream_claims(ledger, Wanted(), public)))
        one = Wanted(words=f"post {number // 2} row")
        timed("find one document by words, for the public", CLAIMS, lambda: list(stream_claims(ledger, one, public)))
        timed("judge one claim", 1, lambda: accept(ledger, claim, Ruling(reviewer="bench", at=AT)))
        timed("canonical live state", rows, lambda: canonical_live_state(ledger))
        timed("verify", rows, lambda: verify(ledger))


if __name__ == "__main__":
    main()
