"""Mutated files of every format: no crash, no hang, no lost neighbour.

A few thousand in CI. Longer, by command, each number another set of files:

    python tests/test_fuzz_read.py 200000 [FIRST]
"""

import faulthandler
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

import pytest

from intake import builders as make
from intake.corpus import MAKERS, WORDS, content_of
from intake.mutations import mutated, seed_of
from reportedly.read import Limits, Overrides, read
from reportedly.records import Acquired, Issue

ROUNDS = 24
LARGEST = 100_000
HANGS = 120
"""Seconds after which a reading counts as one that does not end: the process is then ended with a traceback."""

SMALL = Limits(original=4 << 20, member=4 << 20, expanded=64 << 20, seconds=10.0)
Siblings = Callable[[Random], tuple[str, bytes, set[str]]]
NAMES = [name for name in MAKERS if len(content_of(name)) <= LARGEST]


def outcomes_of(name: str, content: bytes) -> list[Acquired | Issue]:
    body = io.BytesIO(content)
    body.name = name  # type: ignore[attr-defined]
    return list(read(body, Overrides(today="2026-01-01"), limits=SMALL))


def check(name: str, number: int) -> None:
    """Read one mutated file alone and between two good ones; what is wrong raises."""
    broken = mutated(content_of(name), Random(seed_of(name, number)))
    faulthandler.dump_traceback_later(HANGS, exit=True)
    try:
        alone = outcomes_of(name, broken)
        members = {"0.txt": WORDS.encode(), f"1/{name}": broken, "2.txt": WORDS.encode()}
        among = outcomes_of("all.tar", make.tarred(members))
    finally:
        faulthandler.cancel_dump_traceback_later()
    assert alone, "a file was lost without a word"
    for outcome in alone:
        check_outcome(outcome)
    read_well = [each.document.source for each in among if isinstance(each, Acquired)]
    assert {"all.tar!/0.txt", "all.tar!/2.txt"} <= set(read_well)


def check_outcome(outcome: Acquired | Issue) -> None:
    """What holds for every document and issue, whatever it was made of."""
    if isinstance(outcome, Issue):
        assert outcome.remedy
        return
    document = outcome.document
    document.text.encode()  # raises where a store could not hold it
    assert document.text.strip()
    assert "\x00" not in document.text
    assert outcome.original
    assert all(0 <= page.start <= page.stop <= len(document.text) for page in document.pages)
    for issue in outcome.issues:
        assert issue.span is None or issue.span.of(document.text)


@pytest.mark.parametrize("name", NAMES)
def test_a_mutated_file_is_read_or_told_and_takes_no_neighbour_with_it(name: str) -> None:
    for number in range(ROUNDS):
        check(name, number)


GOOD = f"<guid>{{}}</guid><description>{WORDS}</description>"


def siblings_warc(random: Random) -> tuple[str, bytes, set[str]]:
    page = make.record(make.answer(make.page(f"<article><p>{WORDS} {WORDS} {WORDS}</p></article>")), 9)
    records = [make.record(WORDS.encode(), number, kind="conversion") for number in (1, 2)]
    return "a.warc", records[0] + mutated(page, random) + records[1], {"a.warc#record-1", "a.warc#record-2"}


def siblings_packed_warc(random: Random) -> tuple[str, bytes, set[str]]:
    page = make.packed(make.record(make.answer(make.page(f"<article><p>{WORDS}</p></article>")), 9))
    records = [make.packed(make.record(WORDS.encode(), number, kind="conversion")) for number in (1, 2)]
    content = records[0] + mutated(page, random) + records[1]
    return "a.warc.gz", content, {"a.warc.gz#record-1", "a.warc.gz#record-2"}


def siblings_feed(random: Random) -> tuple[str, bytes, set[str]]:
    broken = mutated(f"<guid>9</guid><content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded>".encode(), random)
    content = make.rss(GOOD.format(1), "HERE", GOOD.format(2)).replace(b"HERE", broken)
    return "a.rss", content, {"a.rss#1", "a.rss#2"}


def siblings_rows(random: Random) -> tuple[str, bytes, set[str]]:
    broken = mutated(b'{"text": "The mayor said so.", "published": "2017-11-15"}', random).replace(b"\n", b" ")
    good = b'{"text": "The mayor said that the road was open.", "source": "%d"}'
    return "a.jsonl", b"\n".join((good % 1, broken, good % 2)), {"1", "2"}


def siblings_members(random: Random) -> tuple[str, bytes, set[str]]:
    words = WORDS.encode()
    content = make.zipped({"1.txt": words, "9.txt": bytes(range(256)) * 4, "2.txt": words})
    start, stop = content.index(b"9.txt") + 5, content.index(b"PK\x03\x04", content.index(b"9.txt"))
    broken = random.randbytes(stop - start)
    return "a.zip", content[:start] + broken + content[stop:], {"a.zip!/1.txt", "a.zip!/2.txt"}


SIBLINGS = (siblings_warc, siblings_packed_warc, siblings_feed, siblings_rows, siblings_members)


@pytest.mark.parametrize("siblings", SIBLINGS)
def test_a_mutated_part_of_a_file_takes_no_other_part_with_it(siblings: Siblings) -> None:
    for number in range(ROUNDS * 10):
        name, content, good = siblings(Random(number))
        found = {each.document.source for each in outcomes_of(name, content) if isinstance(each, Acquired)}
        assert good <= found, f"{siblings.__name__} {number}"


def main(count: int, first: int) -> None:
    """Read so many mutated files, and name each that fails."""
    begin, failed = time.monotonic(), 0
    for number in range(first, first + count):
        name = NAMES[number % len(NAMES)]
        try:
            check(name, number)
        except Exception as error:  # noqa: BLE001 - the run goes on, and the failure is named
            failed += 1
            sys.stdout.write(f"{name} {number}: {type(error).__name__}: {error}\n")
    sys.stdout.write(f"{count} files in {time.monotonic() - begin:.0f} s, {failed} failed\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
