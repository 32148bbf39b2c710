"""RSS and Atom: each item with a text is a document; items are read one by one, in flat memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from lxml import etree

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import Dated, dated, days_in_url
from reportedly.read.issues import issue, refusal
from reportedly.read.markup import fragment_text
from reportedly.read.options import Outcome, Stream, Task
from reportedly.records.documents import Issue
from reportedly.vocabulary import DateOrigin

_ITEMS = frozenset({"item", "entry"})
_CHANNELS = frozenset({"channel", "feed"})
_HOLDERS = _CHANNELS | {"RDF"}
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "created")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]")
_SUMMARY = 400
"""Characters below which the text of an item is taken for a summary of the article behind its address."""

_TYPES = {"item": "application/rss+xml", "entry": "application/atom+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    title: str | None = field(default=None, repr=False)
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with its place in the feed; broken where the XML is, inside it or just before."""

    element: etree._Element
    place: str
    is_broken: bool

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issue of a broken item."""
        message = "the XML is broken in this item, and words of it may be missing"
        return (issue("feed_broken", message),) if self.is_broken else ()


class Guarded:
    """A stream of XML that refuses to go on where an entity is declared, since entities can be nested into a bomb."""

    def __init__(self, body: BinaryIO) -> None:
        """Wrap the stream."""
        self._body, self._tail = body, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises:
            SourceError: They declare an entity (`entities_refused`).
        """
        chunk = self._body.read(size)
        bare = (self._tail + chunk).replace(b"\x00", b"")
        if b"<!ENTITY" in bare.upper():
            raise refusal("entities_refused", "the XML declares entities, which can be nested to fill any memory")
        self._tail = chunk[-32:]
        return chunk


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of the items; the items after a broken one are read as far as the XML can be followed."""
    channel, count, damage = Channel(), 0, 0
    walker = _walker(stream)
    for element in _elements(walker):
        if _name(element) not in _ITEMS:
            channel = _told(element, channel)
            continue
        count += 1
        before, damage = damage, _damage(walker)
        yield from _item(Item(element=element, place=f"#{count}", is_broken=damage > before), channel, stream, task)
    if _damage(walker):
        yield issue("feed_broken", f"{stream.source}: the XML of the feed is broken or cut off", source=stream.source)
    elif count == 0:
        yield issue("feed_without_items", f"{stream.source}: the feed has no items", source=stream.source)


def _walker(stream: Stream) -> etree.iterparse:
    """The elements of a feed as they end."""
    return etree.iterparse(
        cast("BinaryIO", Guarded(stream.body)),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _elements(walker: etree.iterparse) -> Iterator[etree._Element]:
    """Elements of the channel and whole items, each forgotten after use."""
    for _, element in walker:
        parent = element.getparent()
        if _name(element) in _ITEMS:
            yield element
            _forget(element)
        elif parent is not None and _name(parent) in _CHANNELS:
            yield element


def _damage(walker: etree.iterparse) -> int:
    """How often the XML was broken so far."""
    return sum(error.level >= etree.ErrorLevels.FATAL for error in walker.error_log)


def _item(item: Item, channel: Channel, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The document of one item."""
    element, link = item.element, _link(item.element)
    original = etree.tostring(element, encoding="utf-8", with_tail=False)
    identity = _value(element, "guid") or _value(element, "id") or link
    source = f"{stream.source}#{identity}" if identity else f"{stream.source}{item.place}"
    if is_known(source, original, task):
        return
    text, is_whole = _text(element, task)
    when = _dates(element)
    found = Found(
        text=text,
        original=original,
        media_type=_TYPES[_name(element)],
        source=source,
        title=_plain(_value(element, "title"), task),
        publisher=_value(element, "publisher") or channel.title,
        url=link,
        language=channel.language,
        dates=when.candidates + days_in_url(link),
    )
    yield acquired(replace(found, issues=item.issues + when.issues + _summary(text, is_whole)), stream, task)


def _text(element: etree._Element, task: Task) -> tuple[str, bool]:
    """The longest text of an item, and whether it is in a field for whole articles."""
    texts = [(_content(each, task), _name(each)) for name in _TEXTS for each in _children(element, name)]
    text, name = max(texts, key=lambda pair: len(pair[0]), default=("", ""))
    return text, name in {"encoded", "content"}


def _content(element: etree._Element, task: Task) -> str:
    """The words of a field that may hold plain text, escaped or real markup."""
    if len(element):
        return fragment_text(etree.tostring(element, encoding="unicode", with_tail=False), task)
    return _plain(element.text, task) or ""


def _plain(text: str | None, task: Task) -> str | None:
    """Text without markup."""
    if not text:
        return None
    return fragment_text(f"<div>{text}</div>", task) if _MARKUP.search(text) or "&" in text else text.strip()


def _summary(text: str, is_whole: bool) -> tuple[Issue, ...]:  # noqa: FBT001 - it is the other half of one finding
    """The issue of an item that holds a summary only."""
    if is_whole or not text or len(text) >= _SUMMARY:
        return ()
    return (issue("feed_summary_only", f"the feed gives {len(text)} characters of this item, most likely a summary"),)


def _dates(element: etree._Element) -> Dated:
    """The dates of an item; the day of an update only where there is no other."""
    for names in (_DATES, ("updated", "modified")):
        fields = [(name, _value(element, name)) for name in names]
        when = sum((dated(value, DateOrigin.META, f"{name} of the item") for name, value in fields), Dated())
        if when.candidates or when.issues:
            return when
    return Dated()


def _link(element: etree._Element) -> str | None:
    """The address of an item: the text of RSS, the alternate link of Atom, or an identity that is an address."""
    for each in _children(element, "link"):
        address = (each.get("href") if each.get("rel", "alternate") == "alternate" else None) or each.text
        if address and address.strip().startswith(("http://", "https://")):
            return str(address.strip())
    identity = _value(element, "guid") or _value(element, "id") or ""
    return identity if identity.startswith(("http://", "https://")) else None


def _told(element: etree._Element, channel: Channel) -> Channel:
    """The channel with what this element says of it."""
    value = " ".join("".join(element.itertext()).split()) or None
    if _name(element) == "title":
        return replace(channel, title=value)
    return replace(channel, language=value) if _name(element) == "language" else channel


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this name, in whatever namespace."""
    return (each for each in element if _name(each) == name)


def _value(element: etree._Element, name: str) -> str | None:
    """The words of the first child of this name."""
    child = next(_children(element, name), None)
    return None if child is None else " ".join("".join(child.itertext()).split()) or None


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Free an item that was read, and what stands before it."""
    parent = element.getparent()
    element.clear()
    while parent is not None and _name(parent) in _HOLDERS and (before := element.getprevious()) is not None:
        parent.remove(before)
