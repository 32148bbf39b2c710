"""How fast and in how much memory a crawl and a feed of any size are read; both are made while they are read.

python bench/intake.py                      a crawl of 50 MB, a feed of 2,000 items
python bench/intake.py --megabytes 10240 --items 100000
"""

import argparse
import gzip
import io
import resource
import time
from collections.abc import Iterator
from typing import BinaryIO, cast

from reportedly.read import Overrides, read
from reportedly.records import Acquired

SENTENCE = (
    "The mayor of fictional town number {0} said on Monday that the road was open and that {0} families had come. "
)
KILOBYTE = 1 << 10


class Made(io.RawIOBase):
    """A stream of bytes that are made when they are asked for."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        """Hand out these parts, one after the other."""
        super().__init__()
        self._parts, self._held, self.given = parts, b"", 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        view = memoryview(cast("bytearray", buffer))
        self._held = self._held or next(self._parts, b"")
        got = self._held[: len(view)]
        self._held = self._held[len(got) :]
        view[: len(got)] = got
        self.given += len(got)
        return len(got)


def crawl(megabytes: int) -> Iterator[bytes]:
    """The records of a crawl, each packed for itself, of so many bytes unpacked."""
    made = number = 0
    while made < megabytes * KILOBYTE * KILOBYTE:
        number += 1
        words = "".join(f"<p>{SENTENCE.format(number * 10 + part) * 3}</p>" for part in range(10))
        page = f"<html lang='en'><body><nav>{'<a href=/>Home</a>' * 20}</nav><article>{words}</article></body></html>"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        fields = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2020-08-05T10:00:00Z\r\nWARC-Target-URI: https://courier.example/2017/11/15/{number}\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = fields.encode() + answer + b"\r\n\r\n"
        made += len(record)
        yield gzip.compress(record, 1, mtime=0)


def feed(items: int) -> Iterator[bytes]:
    """A feed of so many items."""
    yield b"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>"
    for number in range(items):
        text = f"&lt;p&gt;{SENTENCE.format(number) * 4}&lt;/p&gt;" * 3
        fields = f"<title>Item {number}</title><guid>{number}</guid><description>{text}</description>"
        yield f"<item>{fields}</item>".encode()
    yield b"</channel></rss>"


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE


def measure(name: str, parts: Iterator[bytes]) -> None:
    """Read a stream to its end; print how fast, and the memory early and late, which shows whether it grows."""
    stream = Made(parts)
    begin, documents, early = time.monotonic(), 0, 0.0
    for outcome in read(cast("BinaryIO", stream), Overrides(today="2026-01-01")):
        documents += isinstance(outcome, Acquired)
        if documents == EARLY:
            early = peak()
    seconds = time.monotonic() - begin
    megabytes = stream.given / KILOBYTE / KILOBYTE
    print(f"{name}: {documents:,} documents, {megabytes:,.0f} MB as stored, {documents / seconds:,.0f} a second")
    print(f"  memory: {early:,.0f} MB after {EARLY:,} documents, {peak():,.0f} MB at the end")


EARLY = 1_000


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50, help="size of the crawl, unpacked")
    parser.add_argument("--items", type=int, default=2_000, help="items of the feed")
    given = parser.parse_args()
    measure("crawl", crawl(given.megabytes))
    measure("feed", feed(given.items))


if __name__ == "__main__":
    main()
