"""Broken copies of good files: bytes flipped, cut, doubled, moved, or exchanged for pieces of other files."""

import zlib
from collections.abc import Callable
from random import Random

TOKENS = (
    b"\x00",
    b"\xff" * 8,
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<div>" * 300,
    b"<script>",
    b"{" * 50,
    b'"',
    b"\r\n\r\n",
    b"--edge--",
    b"%PDF-1.4",
    b"endobj",
    b"stream\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"<!ENTITY a 'b'>",
    b"0000-00-00",
    b"99999999999999999999",
    "\u202e\u200b\ufeff".encode(),
    b"\xed\xa0\x80",
)


def flipped(content: bytearray, random: Random) -> bytearray:
    """Some bytes exchanged for others."""
    for _ in range(random.randint(1, 12)):
        content[random.randrange(len(content))] = random.randrange(256)
    return content


def cut(content: bytearray, random: Random) -> bytearray:
    """Only the beginning."""
    return content[: random.randrange(len(content)) + 1]


def shortened(content: bytearray, random: Random) -> bytearray:
    """A piece left out."""
    start = random.randrange(len(content))
    del content[start : start + random.randint(1, 200)]
    return content or bytearray(b" ")


def doubled(content: bytearray, random: Random) -> bytearray:
    """A piece given twice, or many times."""
    start = random.randrange(len(content))
    piece = content[start : start + random.randint(1, 300)]
    return content[:start] + piece * random.choice((2, 3, 40)) + content[start:]


def planted(content: bytearray, random: Random) -> bytearray:
    """Some words planted that parsers look for."""
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(content) + 1)
        content[start:start] = random.choice(TOKENS)
    return content


def moved(content: bytearray, random: Random) -> bytearray:
    """The end before the beginning."""
    start = random.randrange(len(content))
    return content[start:] + content[:start]


def renumbered(content: bytearray, random: Random) -> bytearray:
    """One digit exchanged for another: lengths, places and counts go wrong."""
    digits = [place for place, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    if digits:
        content[random.choice(digits)] = random.randint(0x30, 0x39)
    return content


WAYS: tuple[Callable[[bytearray, Random], bytearray], ...] = (
    flipped,
    cut,
    shortened,
    doubled,
    planted,
    moved,
    renumbered,
)


def mutated(content: bytes, random: Random) -> bytes:
    """The content after one to three of the ways to break it."""
    broken = bytearray(content or b" ")
    for _ in range(random.randint(1, 3)):
        broken = random.choice(WAYS)(broken, random) or bytearray(b" ")
    return bytes(broken)


def seed_of(name: str, number: int) -> int:
    """A seed that is the same on every machine."""
    return zlib.crc32(f"{name}/{number}".encode())
