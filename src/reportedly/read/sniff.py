"""What a stream holds: told by its content first, by its name's ending or the declared type second."""

import re
from enum import StrEnum
from pathlib import PurePath

HEAD = 4096
"""How many bytes of a stream are looked at."""

NOISE = 0.10
"""Share of control characters beyond which bytes are no text; a photograph is near 0.12, text under 0.03."""


class Format(StrEnum):
    """A format that reports come in."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"
    FEED = "feed"
    MAIL = "mail"
    PDF = "pdf"
    DOCX = "docx"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    XML = "xml"
    UNSUPPORTED = "unsupported"
    NOISE = "noise"
    EMPTY = "empty"


_MAGIC = (
    (b"%PDF-", Format.PDF),
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"\x1f\x8b", Format.GZIP),
    (b"WARC/", Format.WARC),
    (b"{\\rtf", Format.UNSUPPORTED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.UNSUPPORTED),  # Word, Excel, Outlook before 2007
    (b"\x89PNG", Format.UNSUPPORTED),
    (b"\xff\xd8\xff", Format.UNSUPPORTED),
    (b"GIF8", Format.UNSUPPORTED),
    (b"ID3", Format.UNSUPPORTED),
    (b"BZh", Format.UNSUPPORTED),
    (b"\xfd7zXZ", Format.UNSUPPORTED),
    (b"7z\xbc\xaf\x27\x1c", Format.UNSUPPORTED),
    (b"Rar!", Format.UNSUPPORTED),
    (b"\x28\xb5\x2f\xfd", Format.UNSUPPORTED),  # Zstandard
    (b"SQLite format 3\x00", Format.UNSUPPORTED),
    (b"RIFF", Format.UNSUPPORTED),
    (b"\x7fELF", Format.UNSUPPORTED),
)
_ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.JSONL,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".eml": Format.MAIL,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
}
_TYPES = {
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.CSV,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
    "application/json": Format.JSONL,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "message/rfc822": Format.MAIL,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/pdf": Format.PDF,
    "application/warc": Format.WARC,
    "application/zip": Format.ZIP,
    "application/gzip": Format.GZIP,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "text/plain": Format.TEXT,
}
# Atomic and possessive, or 4,096 bytes of "<??>" would take for ever.
_DECLARATIONS = rb"(?>(?:<\?.*?\?>|<!--.*?-->)\s*)*+"
_PAGE = re.compile(
    _DECLARATIONS + rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|title|meta)[\s>/]", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(
    _DECLARATIONS + rb"(?:<!doctype.*?(?:\]\s*>|>)\s*)?" + _DECLARATIONS + rb"<(?:rss|feed|rdf:rdf|atom:feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"<(?:\?xml[\s]|!doctype\s)", re.IGNORECASE)
_MAIL_NAMES = rb"from|to|subject|date|message-id|received|return-path|mime-version|delivered-to|content-type|x-[a-z-]+"
_MAIL_FIELD = re.compile(rb"^(?:" + _MAIL_NAMES + rb"):[ \t]", re.IGNORECASE | re.MULTILINE)
_JSON_LINE = re.compile(rb'\s*(?:\{\s*(?:"|\})|\[\s*\{)')
_ENOUGH_FIELDS = 3
_TAR_MAGIC = slice(257, 262)


def format_of(head: bytes, name: str = "", media_type: str | None = None) -> Format:
    """The format of a stream whose first bytes, name and declared type are given; the content has the first word."""
    if not head:
        return Format.EMPTY
    by_magic = next((found for magic, found in _MAGIC if head.startswith(magic)), None)
    if by_magic is not None:
        return by_magic
    if head[_TAR_MAGIC] == b"ustar":
        return Format.TAR
    hint = declared_format(name, media_type)
    return _by_markup(_bare(head), hint) or _by_shape(head, hint)


def is_noise(head: bytes) -> bool:
    """Whether these bytes are no text in any encoding without null bytes; a few of them may stand in a damaged text."""
    control = sum(1 for byte in head if byte < 0x20 and byte not in b"\t\n\r\f\x0b\x1b") + head.count(0x7F)  # noqa: PLR2004
    return control > NOISE * len(head)


def is_wide(head: bytes) -> bool:
    """Whether these bytes begin with the byte order mark of UTF-16 or UTF-32."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def _bare(head: bytes) -> bytes:
    """The first characters as ASCII, without mark and blanks, so that markup in UTF-16 is seen too."""
    if is_wide(head):
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def declared_format(name: str, media_type: str | None) -> Format | None:
    """What the ending says, else the declared type; None where neither tells a format."""
    ending = PurePath(name).suffix.lower()
    return _ENDINGS.get(ending) or _TYPES.get((media_type or "").partition(";")[0].strip().lower())


def _by_markup(bare: bytes, hint: Format | None) -> Format | None:
    """Feeds, pages and other markup; a line of JSON, mail or CSV that speaks of a page is none."""
    if _FEED.match(bare):
        return Format.FEED
    if _PAGE.match(bare):
        return Format.HTML
    if _XML.match(bare):
        return Format.HTML if hint is Format.HTML else Format.XML
    return None


def _by_shape(head: bytes, hint: Format | None) -> Format:
    """Formats without a magic number."""
    if is_noise(head) and not is_wide(head):
        return Format.NOISE
    if hint in {Format.FEED, Format.MAIL, Format.CSV, Format.JSONL, Format.TEXT, Format.HTML}:
        return hint
    if _JSON_LINE.match(_bare(head)):
        return Format.JSONL
    first_lines = head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    if _MAIL_FIELD.match(head) and len(_MAIL_FIELD.findall(first_lines)) >= _ENOUGH_FIELDS:
        return Format.MAIL
    return Format.TEXT
