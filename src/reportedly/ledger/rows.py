"""Records as rows and back: what is compressed, what is hashed, and what a row holds."""

import hashlib
import zlib
from dataclasses import dataclass, field, replace

from reportedly.codec import pack, unpack
from reportedly.errors import RecordError
from reportedly.ledger.live import StoredReading
from reportedly.records import Document, Issue, PlaceMention, Report, Resolved, content_id

# Level 1 is four times as fast as 6 and leaves a text 15 % larger.
_LEVEL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report with the bytes that its document was made from."""

    report: Report
    original: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedReading:
    """A reading as bytes.

    Attributes:
        frame: The report without its text and its claims, compressed.
        claims: The claims, compressed.
        described: Hash of what is said about the document: title, days that count, language.
    """

    frame: bytes = field(repr=False)
    claims: bytes = field(repr=False)
    text: bytes = field(repr=False)
    text_sha256: str
    original_sha256: str
    fingerprint: str
    described: str


def packed(entry: Entry) -> PackedReading:
    """The reading as bytes.

    Raises:
        RecordError: The report points at what it does not hold, or holds what cannot be written.
    """
    report = entry.report
    check(report)
    frame = pack(bare(report))
    claims = pack(report.claims)
    text = utf8(report.document.text)
    original = hashlib.sha256(entry.original).hexdigest()
    return PackedReading(
        frame=zlib.compress(frame, _LEVEL),
        claims=zlib.compress(claims, _LEVEL),
        text=zlib.compress(text, _LEVEL),
        text_sha256=hashlib.sha256(text).hexdigest(),
        original_sha256=original,
        fingerprint=fingerprint(frame, claims, original),
        described=described(report.document),
    )


def utf8(text: str) -> bytes:
    """The text as bytes.

    Raises:
        RecordError: It holds half of a surrogate pair.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"the text holds half of a surrogate pair at code point {error.start}; read it again"
        raise RecordError(message) from None


def fingerprint(frame: bytes, claims: bytes, original: str) -> str:
    """The hash of all that was read."""
    return content_id(hashlib.sha256(frame).hexdigest(), hashlib.sha256(claims).hexdigest(), original)


def bare(report: Report) -> Report:
    """The report without its text and its claims, which are kept apart."""
    return replace(report, document=replace(report.document, text=""), claims=())


def told_of(frame: bytes) -> Document:
    """The document that a reading's frame speaks of, without its text; its id is therefore not that of the document.

    Raises:
        RecordError: The bytes hold no reading.
    """
    try:
        return unpack(zlib.decompress(frame), Report).document
    except zlib.error as error:
        message = "the stored bytes of a reading are damaged; `reportedly verify` says what is safe"
        raise RecordError(message) from error


def described_of(text: bytes, frame: bytes) -> tuple[Document, tuple[PlaceMention, ...]]:
    """The document of a stored reading with its text, and the places that it names.

    Raises:
        RecordError: The bytes hold no reading.
    """
    try:
        report = unpack(zlib.decompress(frame), Report)
        document = replace(report.document, text=zlib.decompress(text).decode("utf-8"))
    except (zlib.error, UnicodeDecodeError) as error:
        message = "the stored bytes of a reading are damaged; `reportedly verify` says what is safe"
        raise RecordError(message) from error
    return document, report.mentions.places


def described(document: Document) -> str:
    """The hash of what is said about a document beyond its text, and its reading may depend on.

    Two copies of one report, as a crawl takes of one page on two days, are not said to differ: else each of them would
    be read again after the other, run after run.
    """
    days = tuple(day for day in document.dates if day.usable)
    return hashlib.sha256(pack(replace(document, text="", source="", dates=days))).hexdigest()


def check(report: Report) -> None:
    """Refuse a report whose claims point outside its lists or its text.

    Raises:
        RecordError: One does.
    """
    end = len(report.document.text)
    places, times = len(report.mentions.places), len(report.mentions.times)
    for each in report.claims:
        claim = each.claim
        inside = all(0 <= part.start < part.stop <= end for part in claim.content)
        placed = all(0 <= place.mention < places for place in each.places)
        dated = all(time.mention is None or 0 <= time.mention < times for time in each.times)
        spoken = all(0 <= about.claim < len(report.claims) for about in claim.about)
        if not (inside and placed and dated and spoken and claim.document == report.document.id):
            message = f"claim {claim.id} of {report.document.source} points at what its report does not hold"
            raise RecordError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """The columns that a reading is made of again."""

    text: bytes = field(repr=False)
    frame: bytes = field(repr=False)
    claims: bytes = field(repr=False)
    fingerprint: str
    original: str
    at: str


def unpacked(row: ReadingRow) -> StoredReading:
    """The reading that the row holds.

    Raises:
        RecordError: The bytes hold no reading.
    """
    try:
        text = zlib.decompress(row.text).decode("utf-8")
        frame = unpack(zlib.decompress(row.frame), Report)
        claims = unpack(zlib.decompress(row.claims), tuple[Resolved, ...])
    except (zlib.error, UnicodeDecodeError) as error:
        message = f"the stored bytes of a reading of {row.at} are damaged; `reportedly verify` says what is safe"
        raise RecordError(message) from error
    report = replace(frame, document=replace(frame.document, text=text), claims=claims)
    return StoredReading(fingerprint=row.fingerprint, original=row.original, at=row.at, report=report)


def issue_id(issue: Issue, document: str | None) -> str:
    """The id of an issue: the same thing noticed twice is one issue."""
    return content_id(document or issue.source or "", issue.code, issue.stage, issue.message, repr(issue.span))
