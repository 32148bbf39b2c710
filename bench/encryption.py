"""What an encrypted ledger costs: the same small reports written and read, plain and under a passphrase.

python bench/encryption.py [REPORTS]    process time in seconds; the key is made once for each opening
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fictional import AT, numbered
from reportedly.ledger import Entry, Ledger, append
from reportedly.protect import Occasion, Wanted, open_ledger, stream_claims
from reportedly.settings import Passphrase
from reportedly.vocabulary import Audience

BATCH = 50


def timed(work: Callable[[], object]) -> float:
    """Process time of the work, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def write(ledger: Ledger, entries: list[Entry]) -> None:
    """Append the reports in batches."""
    for first in range(0, len(entries), BATCH):
        append(ledger, entries[first : first + BATCH], at=AT)


def read(ledger: Ledger) -> int:
    """Stream every claim as its owner sees it."""
    occasion = Occasion(audience=Audience.INTERNAL, at=AT, key=bytes(32))
    return sum(1 for _ in stream_claims(ledger, Wanted(), occasion))


def measure(entries: list[Entry], passphrase: Passphrase | None) -> str:
    """One line of figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        opening = timed(lambda: open_ledger(path, passphrase=passphrase).close())
        with open_ledger(path, passphrase=passphrase) as ledger:
            writing, reading = timed(lambda: write(ledger, entries)), timed(lambda: read(ledger))
    name = "plain" if passphrase is None else "encrypted"
    return f"{name:9}  open {opening:.2f}  write {writing:.2f}  read {reading:.2f}"


def main() -> None:
    """Print both lines."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    entries = [Entry(report=numbered(each), original=bytes(2000)) for each in range(number)]
    print(f"{number} reports of two claims, process time in seconds")
    for passphrase in (None, Passphrase(words="a passphrase for a bench")):
        print(measure(entries, passphrase))


if __name__ == "__main__":
    main()
