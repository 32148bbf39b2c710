"""RSS and Atom: each item with a text is a document; items are read one by one, in flat memory."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import Dated, dated, days_in_url
from reportedly.read.decoding import known_encoding
from reportedly.read.dispatch import contained
from reportedly.read.feed_items import Part, Piece, has_end, pieces
from reportedly.read.issues import issue
from reportedly.read.markup import fragment_text
from reportedly.read.options import Outcome, Stream, Task
from reportedly.read.sniff import is_wide
from reportedly.records.documents import Issue
from reportedly.vocabulary import DateOrigin

_CHANNELS = frozenset({"channel", "feed"})
_DECLARATION = re.compile(r"<\?xml[^>]*\?>\s*")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HEAD = 1024
_LARGEST = 8 << 20
"""Characters of an item beyond which it is none; a whole book has one million."""

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
    """One item with its bytes and its place in the feed, and what was noticed in its XML."""

    element: etree._Element
    original: bytes = field(repr=False)
    place: str
    issues: tuple[Issue, ...] = ()


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of the items; an item that is broken takes no other with it.

    Raises:
        SourceError: An item is larger than the limit, or an entity is declared.
    """
    channel, count, last = Channel(), 0, ""
    encoding = _encoding(cast("io.BufferedReader", stream.body))
    body = io.TextIOWrapper(stream.body, encoding, "replace", newline="")
    for piece in pieces(body, min(_LARGEST, task.limits.original)):
        if piece.part in {Part.HEAD, Part.TAIL}:
            channel, last = _channel(piece.text) if piece.part is Part.HEAD else channel, piece.text
            continue
        count += 1
        item = _parsed(piece, f"#{count}", encoding)
        yield from contained(_item(item, channel, stream, task), f"{stream.source}{item.place}")
    body.detach()
    if not has_end(last):
        yield issue("feed_broken", f"{stream.source}: the feed is cut off", source=stream.source)
    elif count == 0:
        yield issue("feed_without_items", f"{stream.source}: the feed has no items", source=stream.source)


def _encoding(body: io.BufferedReader) -> str:
    """The encoding of a feed: by its mark, its declaration, else UTF-8."""
    head = body.peek(_HEAD)[:_HEAD]
    if is_wide(head):
        return "utf-32" if head[:4] in {codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE} else "utf-16"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    known = known_encoding(declared[1].decode("ascii", "replace")) if declared else None
    return known if known is not None and not head.startswith(codecs.BOM_UTF8) else "utf-8-sig"


def _channel(head: str) -> Channel:
    """What stands before the first item says of the feed."""
    root = _element(head)[0]
    if root is None:
        return Channel()
    holder = next((each for each in root.iter() if _name(each) in _CHANNELS), root)
    return Channel(title=_value(holder, "title"), language=_value(holder, "language") or root.get(_XML_LANGUAGE))


def _parsed(piece: Piece, place: str, encoding: str) -> Item:
    """The item of a piece."""
    element, is_whole = _element(piece.text)
    noticed = []
    if piece.part is Part.BROKEN or not is_whole or element is None:
        noticed.append(issue("feed_broken", "the XML is broken in this item, and words of it may be missing"))
    if "\ufffd" in piece.text:
        noticed.append(issue("encoding_damaged", "the item holds bytes that are no character"))
    original = piece.text.encode(encoding, "replace")
    return Item(
        element=element if element is not None else etree.Element("item"),
        original=original,
        place=place,
        issues=tuple(noticed),
    )


def _element(text: str) -> tuple[etree._Element | None, bool]:
    """The XML of a text as far as it can be followed, with no entity expanded, and whether all of it could."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    bare = _DECLARATION.sub("", text.lstrip(), count=1)
    element = etree.fromstring(bare.encode("utf-8", "replace"), parser)
    return element, not any(_is_damage(error) for error in parser.error_log)


def _is_damage(error: etree._LogEntry) -> bool:
    """Whether words may be missing for an error; feeds use entities and prefixes that they do not declare."""
    return bool(error.level >= etree.ErrorLevels.FATAL and error.type != etree.ErrorTypes.ERR_UNDECLARED_ENTITY)


def _item(item: Item, channel: Channel, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The document of one item."""
    element, link = item.element, _link(item.element)
    identity = _value(element, "guid") or _value(element, "id") or link
    source = f"{stream.source}#{identity}" if identity else f"{stream.source}{item.place}"
    if is_known(source, item.original, task):
        return
    text, is_whole = _text(element, task)
    when = _dates(element)
    found = Found(
        text=text,
        original=item.original,
        media_type=_TYPES.get(_name(element), _TYPES["item"]),
        source=source,
        title=_plain(_value(element, "title"), task),
        publisher=_value(element, "publisher") or channel.title,
        url=link,
        declared=channel.language,
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


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this name, in whatever namespace."""
    return (each for each in element if _name(each) == name)


def _value(element: etree._Element, name: str) -> str | None:
    """The words of the first child of this name."""
    child = next(_children(element, name), None)
    return None if child is None else " ".join("".join(child.itertext()).split()) or None


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
