"""Bytes to text: byte order mark, then UTF-8, then what was declared, then a guess that is marked as one."""

import codecs
import re
from dataclasses import dataclass, field

from reportedly.read.issues import issue, refusal
from reportedly.read.language import language_of
from reportedly.records.documents import Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 18
_PLAUSIBLE = (
    "cp1251",
    "cp1252",
    "cp1256",
    "koi8_r",
    "cp1250",
    "cp1254",
    "cp1253",
    "cp1255",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "iso2022_jp",
    "cp874",
)
_WESTERN = "cp1252"
_MEANT = {"ascii": _WESTERN, "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": _WESTERN}
"""What servers and browsers mean by names of smaller encodings."""

_LIKE_WESTERN = frozenset({"cp1250", "cp1254"})
_WESTERN_LANGUAGES = frozenset({"da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "nb", "pt", "sv"})
_MOSTLY = 10
"""Good characters beyond ASCII for each broken one, above which bytes are damaged UTF-8 and no other encoding."""

_MULTIBYTE = re.compile("[^\x00-\x7f\ufffd]")
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with the encoding it was in and what was noticed."""

    text: str = field(repr=False)
    encoding: str
    issues: tuple[Issue, ...] = ()


def decoded(content: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes.

    Raises:
        SourceError: No encoding fits (`encoding_unknown`).
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding)
    for candidate in filter(None, ("utf-8", known_encoding(declared))):
        text = _strictly(content, candidate)
        if text is not None:
            return Decoded(text=text, encoding=candidate)
    return _damaged(content) or _guessed(content)


def storable(text: str) -> tuple[str, tuple[Issue, ...]]:
    """The text with half surrogate pairs and null characters replaced, as no store holds them, and an issue if so."""
    if _UNSTORABLE.search(text) is None:
        return text, ()
    mended, count = _UNSTORABLE.subn("\ufffd", text)
    return mended, (issue("characters_replaced", f"{count} null characters or half surrogate pairs became U+FFFD"),)


def known_encoding(declared: str | None) -> str | None:
    """Python's name for a declared encoding of text; None where it is unknown or a codec of something else."""
    try:
        found = codecs.lookup((declared or "").strip(" \"'"))
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    if not is_text or found.name in {"utf-7", "idna", "punycode", "undefined"}:
        return None
    return _MEANT.get(found.name, found.name)


def _marked(content: bytes, encoding: str) -> Decoded:
    """Text after a byte order mark, which is no part of it."""
    text = content.decode(encoding, "replace")
    noticed = _damage(text) if "\ufffd" in text and _strictly(content, encoding) is None else ()
    return Decoded(text=text, encoding=encoding, issues=noticed)


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text, if every byte fits."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def _damaged(content: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes, such as a file cut in the middle of a character."""
    text = content.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), len(_MULTIBYTE.findall(text))
    return Decoded(text=text, encoding="utf-8", issues=_damage(text)) if good >= _MOSTLY * bad else None


def _damage(text: str) -> tuple[Issue, ...]:
    """The issue of bytes that fit no character."""
    return (issue("encoding_damaged", f"{text.count(chr(0xFFFD))} places held bytes that are no character"),)


def _guessed(content: bytes) -> Decoded:
    """The most plausible other encoding."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_isolation=list(_PLAUSIBLE)).best()
    if best is None:
        return _mended(content)
    encoding = _WESTERN if best.encoding in _LIKE_WESTERN and _is_western(content) else best.encoding
    noticed = issue("encoding_guessed", f"the encoding was guessed to be {encoding}")
    return Decoded(text=content.decode(encoding, "replace"), encoding=encoding, issues=(noticed,))


def _mended(content: bytes) -> Decoded:
    """UTF-8 with its broken places marked, where there are few of them.

    Raises:
        SourceError: There are many (`encoding_unknown`).
    """
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") * _MOSTLY > len(text):
        raise refusal("encoding_unknown", "the bytes are text in no encoding that was tried")
    return Decoded(text=text, encoding="utf-8", issues=_damage(text))


def _is_western(content: bytes) -> bool:
    """Whether the words, read so, are in a western language; the guesser takes French for Central European."""
    return language_of(content[:_SAMPLE].decode(_WESTERN, "replace")) in _WESTERN_LANGUAGES
