"""The items of a feed, cut out of its text one by one, so that broken XML in one of them is its own trouble only.

A parser that reads the whole feed loses, at one stray end tag, every item that follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TextIO

from reportedly.read.issues import refusal

_CHUNK = 1 << 16
_MARGIN = 64
"""Characters kept back at the end of what was read so far: a tag may be cut there."""

_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_NEXT = re.compile(
    r"(?P<raw><!\[CDATA\[)|(?P<start><(?:[\w.-]+:)?(?:item|entry)(?=[\s>]))|(?P<stop></(?:[\w.-]+:)?(?:item|entry)\s*>)",
    re.IGNORECASE,
)
_RAW_STOP = "]]>"
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?(?:channel|rss|feed|rdf)\s*>\s*", re.IGNORECASE)


class Part(StrEnum):
    """What a piece of a feed is."""

    HEAD = "head"
    ITEM = "item"
    BROKEN = "broken"
    TAIL = "tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a feed: what stands before the first item, an item, one without an end, what stands after the last."""

    part: Part
    text: str = field(repr=False)


class _Window:
    """The part of a text that is held: grows at its end when more is wanted, shrinks at its front when it is used."""

    def __init__(self, body: TextIO, limit: int) -> None:
        self._body, self._limit = body, limit
        self.text = ""

    def grow(self) -> bool:
        """Hold more; False at the end.

        Raises:
            SourceError: More would be held than the limit (`too_large`).
        """
        if len(self.text) > self._limit:
            raise refusal("too_large", "an item of the feed, or what stands between two, is larger than the limit")
        got = self._body.read(_CHUNK)
        self.text += got
        return bool(got)

    def take(self, stop: int) -> str:
        """What stands before a place; it is held no longer."""
        got, self.text = self.text[:stop], self.text[stop:]
        return got

    def find(self, pattern: re.Pattern[str], place: int) -> re.Match[str] | None:
        """The first match from a place on, with so much text around it that it cannot be cut; None if there is none."""
        while True:
            found = pattern.search(self.text, place)
            if found is not None and found.end() + _MARGIN < len(self.text):
                return found
            place = max(place, len(self.text) - _MARGIN) if found is None else place
            if not self.grow():
                return pattern.search(self.text, place)


def pieces(body: TextIO, limit: int) -> Iterator[Piece]:
    """The pieces of a feed in their order; no more than `limit` characters are held at a time.

    Raises:
        SourceError: A piece is larger than the limit, or an entity is declared before the first item, where alone it
            would be one (`entities_refused`).
    """
    window = _Window(body, limit)
    part = Part.HEAD
    while (start := window.find(_START, 0)) is not None:
        between = window.take(start.start())
        if part is Part.HEAD:
            yield Piece(part=part, text=_without_entities(between))
        part = Part.TAIL
        yield _item(window)
    last = window.take(len(window.text))
    yield Piece(part=part, text=_without_entities(last) if part is Part.HEAD else last)


def _without_entities(head: str) -> str:
    """The head of a feed.

    Raises:
        SourceError: It declares an entity (`entities_refused`).
    """
    if _ENTITY.search(head):
        raise refusal("entities_refused", "the XML declares entities, which can be nested to fill any memory")
    return head


def has_end(tail: str) -> bool:
    """Whether the last piece of a feed ends it."""
    return _END.search(tail) is not None


def _item(window: _Window) -> Piece:
    """The item that begins where the window does: up to its end, the beginning of another, or the end of the feed."""
    place = 1
    while (found := window.find(_NEXT, place)) is not None:
        if found["raw"]:
            place = _after_raw(window, found.end())
        elif found["stop"]:
            return Piece(part=Part.ITEM, text=window.take(found.end()))
        else:
            return Piece(part=Part.BROKEN, text=window.take(found.start()))
    return Piece(part=Part.BROKEN, text=window.take(len(window.text)))


def _after_raw(window: _Window, place: int) -> int:
    """The place after a section of raw characters; right after its beginning where it has no end."""
    found = window.find(_STOPS, place)
    return found.end() if found is not None else place


_STOPS = re.compile(re.escape(_RAW_STOP))
