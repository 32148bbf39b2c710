"""A small pipeline in a process of its own, to be killed: it reads numbered reports into a ledger, in batches.

Run as `python crashing_writer.py LEDGER NUMBER BATCH`; it goes on where the ledger ends, and prints each batch's end.
"""

import itertools
import sys
from pathlib import Path

from fictional import AT, numbered, unreadable
from reportedly.ledger import Entry, append, append_issues, is_read, open_ledger


def main() -> None:
    """Read what is not read yet."""
    path, number, batch = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with open_ledger(path) as ledger:
        made = (numbered(each) for each in range(number))
        new = (each for each in made if not is_read(ledger, each.document, model="m1", gazetteer="g1"))
        for reports in itertools.batched(new, batch) if hasattr(itertools, "batched") else batches(new, batch):
            append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in reports], at=AT)
            sys.stdout.write(f"{reports[-1].document.source}\n")
            sys.stdout.flush()
        append_issues(ledger, [unreadable()], at=AT)


def batches(reports: object, size: int) -> object:
    """Tuples of so many; `itertools.batched` came with Python 3.12."""
    found = iter(reports)
    return iter(lambda: tuple(itertools.islice(found, size)), ())


if __name__ == "__main__":
    main()
