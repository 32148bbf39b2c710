"""Writing: readings and issues are appended, and the index of what is live follows in the same transaction."""

import hashlib
import hmac
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from reportedly.codec import pack
from reportedly.errors import RecordError
from reportedly.ledger import schema
from reportedly.ledger.control_areas import drop_areas
from reportedly.ledger.indexing import Index, bounds, indexed_words, terms
from reportedly.ledger.live import LiveDocument, StoredReading, live_document
from reportedly.ledger.loading import judgements_of, load_judgements, load_readings, readings_of
from reportedly.ledger.opening import Ledger
from reportedly.ledger.rows import Entry, PackedReading, described, issue_id, packed, told_of
from reportedly.lexicon import load_lexicon
from reportedly.records import Document, Issue
from reportedly.vocabulary import Stage

Row = dict[str, Any]
_BROKEN = "report_broken"
# A live claim's key is its document's key and its place: no sequence has to be asked for it.
_PLACES = 1 << 20
# Documents that are read together.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What an `append` did.

    Attributes:
        documents: Documents that were new.
        readings: Readings that were appended.
        claims: Claims in these readings.
        unchanged: Entries that were the latest reading already.
        purged: Sources that were refused, since what they hold was purged.
        broken: Sources whose report contradicts itself; each became an issue.
    """

    documents: int = 0
    readings: int = 0
    claims: int = 0
    unchanged: int = 0
    purged: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    def __add__(self, other: "Appended") -> "Appended":
        """Both together."""
        return Appended(
            documents=self.documents + other.documents,
            readings=self.readings + other.readings,
            claims=self.claims + other.claims,
            unchanged=self.unchanged + other.unchanged,
            purged=self.purged + other.purged,
            broken=self.broken + other.broken,
        )


def append(ledger: Ledger, entries: Iterable[Entry], *, at: str) -> Appended:
    """Append readings, all of them or none; what is the latest reading already is left alone.

    Call it for a small batch: the entries are held in memory, and other writers wait. `at` is UTC, ISO 8601.

    Raises:
        LedgerBusyError: Another process kept the ledger too long.
        LedgerFullError: The disk is full.
    """
    done = Appended()
    ready = []
    for entry in entries:
        try:
            ready.append((entry, packed(entry)))
        except RecordError as error:
            done += Appended(broken=(entry.report.document.source,))
            append_issues(ledger, [_broken(entry.report.document, error)], at=at)
    if not ready:
        return done
    with ledger.writing() as connection:
        key = tombstone_key(connection)
        for entry, reading in ready:
            done += _append(connection, entry, reading, _Moment(at=at, key=key))
    return done


def _broken(document: Document, error: RecordError) -> Issue:
    """A report that cannot be stored."""
    return Issue(
        code=_BROKEN,
        stage=Stage.LEDGER,
        message=str(error),
        remedy=str(load_lexicon("issue_codes").entries[_BROKEN]["remedy"]),
        source=document.source,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """When rows are appended, and the key of the tombstones that they must not lie under."""

    at: str
    key: bytes


def tombstone_key(connection: sa.Connection) -> bytes:
    """The secret that this ledger's tombstones are made with."""
    table = schema.secret
    return bytes(connection.execute(sa.select(table.c.value).where(table.c.name == "tombstones")).scalar_one())


def tombstone_mark(key: bytes, what: str) -> str:
    """The mark that tells that this was purged, and tells nothing to those without the key."""
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()


def _is_purged(connection: sa.Connection, key: bytes, marks: tuple[str, ...]) -> bool:
    """Whether a tombstone stands for one of these."""
    table = schema.tombstone
    wanted = [tombstone_mark(key, each) for each in marks]
    return connection.execute(sa.select(table.c.key).where(table.c.mark.in_(wanted))).first() is not None


def _append(connection: sa.Connection, entry: Entry, reading: PackedReading, moment: _Moment) -> Appended:
    """Append one reading, unless it is the latest already or was purged."""
    source = entry.report.document.source
    if _is_purged(connection, moment.key, (entry.report.document.id, reading.text_sha256)):
        return Appended(purged=(source,))
    known = _document_key(connection, entry.report.document.id)
    if known is not None and _latest_fingerprint(connection, known) == reading.fingerprint:
        return Appended(unchanged=1)
    document = insert_document(connection, entry, reading) if known is None else known
    row = insert_reading(connection, document, (entry, reading), moment.at)
    stored = StoredReading(
        fingerprint=reading.fingerprint, original=reading.original_sha256, at=moment.at, report=entry.report
    )
    _insert_issues(connection, stored, document=document, reading=row)
    if known is None:
        _insert_live(connection, document, row, live_document((stored,), ()))
    else:
        write_live(connection, document, load_live(connection, document))
    return Appended(documents=int(known is None), readings=1, claims=len(entry.report.claims))


def _insert(connection: sa.Connection, table: sa.Table, row: Row) -> int:
    """Append one row; its key."""
    result = connection.execute(sa.insert(table), row)
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def _document_key(connection: sa.Connection, identity: str) -> int | None:
    """The key of the document with this id; None where there is none."""
    table = schema.document
    return connection.execute(sa.select(table.c.key).where(table.c.id == identity)).scalar()


def _latest_fingerprint(connection: sa.Connection, document: int) -> str | None:
    """The fingerprint of the latest reading."""
    table = schema.reading
    latest = sa.select(table.c.fingerprint).where(table.c.document == document).order_by(table.c.key.desc()).limit(1)
    return connection.execute(latest).scalar()


def insert_document(connection: sa.Connection, entry: Entry, reading: PackedReading) -> int:
    """Append the document; its key."""
    row = {"id": entry.report.document.id, "text": reading.text, "text_sha256": reading.text_sha256}
    return _insert(connection, schema.document, row)


def insert_reading(connection: sa.Connection, document: int, made: tuple[Entry, PackedReading], at: str) -> int:
    """Append the reading and, unless they are there, the original bytes."""
    entry, reading = made
    table = schema.original
    original = connection.execute(sa.select(table.c.key).where(table.c.sha256 == reading.original_sha256)).scalar()
    if original is None:
        body = zlib.compress(entry.original, 1)
        row = {"sha256": reading.original_sha256, "size": len(entry.original), "body": body}
        original = _insert(connection, table, row)
    return _insert(
        connection,
        schema.reading,
        {
            "document": document,
            "original": original,
            "fingerprint": reading.fingerprint,
            "model": entry.report.model,
            "gazetteer": entry.report.gazetteer,
            "at": at,
            "frame": reading.frame,
            "claims": reading.claims,
        },
    )


def _insert_issues(connection: sa.Connection, stored: StoredReading, *, document: int, reading: int) -> None:
    """Append the issues of a reading as rows, so that they can be listed."""
    identity = stored.report.document.id
    rows: list[Row] = [
        {
            "document": document,
            "reading": reading,
            "id": issue_id(each, identity),
            "source": stored.report.document.source,
            "at": stored.at,
            "body": pack(each),
        }
        for each in stored.report.issues
    ]
    if rows:
        connection.execute(sa.insert(schema.issue), rows)


def append_issues(ledger: Ledger, issues: Iterable[Issue], *, at: str) -> int:
    """Append failures that left no document; how many were new. The same failure again is no new one."""
    with ledger.writing() as connection:
        return sum(_append_issue(connection, each, at) for each in issues)


def _append_issue(connection: sa.Connection, issue: Issue, at: str) -> int:
    """Append one failure unless it is open already; 1 where it was new."""
    table = schema.issue
    identity = issue_id(issue, None)
    since = sa.select(sa.func.max(schema.live_document.c.at)).where(schema.live_document.c.source == issue.source)
    read = connection.execute(since).scalar() or ""
    same = sa.select(table.c.key).where(table.c.id == identity, table.c.document.is_(None), table.c.at >= read)
    if connection.execute(same).first() is not None:
        return 0
    row = {"document": None, "reading": None, "id": identity, "source": issue.source, "at": at, "body": pack(issue)}
    _insert(connection, table, row)
    return 1


def is_read(ledger: Ledger, document: Document, *, model: str, gazetteer: str) -> bool:
    """Whether the latest reading of this document is by this model and gazetteer, with the same title and dates."""
    table = schema.live_document
    with ledger.reading() as connection:
        known = sa.select(table.c.document).where(
            table.c.id == document.id,
            table.c.model == model,
            table.c.gazetteer == gazetteer,
            table.c.described == described(document),
        )
        return connection.execute(known).first() is not None


def find_read(ledger: Ledger, source: str, original: str, *, model: str, gazetteer: str) -> tuple[Document, ...]:
    """The documents, without their texts, whose latest reading is of this source's original by model and gazetteer.

    `original` is the SHA-256 of the bytes.

    Raises:
        RecordError: A row is damaged.
    """
    live, reading, kept = schema.live_document, schema.reading, schema.original
    frames = (
        sa.select(reading.c.frame)
        .join(live, live.c.reading == reading.c.key)
        .join(kept, kept.c.key == reading.c.original)
        .where(
            live.c.source == source,
            live.c.model == model,
            live.c.gazetteer == gazetteer,
            kept.c.sha256 == original,
        )
    )
    with ledger.reading() as connection:
        return tuple(told_of(frame) for frame in connection.execute(frames).scalars())


def load_live(connection: sa.Connection, document: int) -> LiveDocument:
    """What is live of a document, from its rows.

    Raises:
        RecordError: A row is damaged.
    """
    return live_document(load_readings(connection, document), load_judgements(connection, document))


def load_each_live(connection: sa.Connection, documents: Iterable[int]) -> Iterator[LiveDocument]:
    """What is live of these documents, in that order; a few at a time are held in memory.

    Raises:
        RecordError: A row is damaged.
    """
    keys = tuple(documents)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        readings, judgements = readings_of(connection, some), judgements_of(connection, some)
        yield from (live_document(readings[key], judgements.get(key, ())) for key in some)


def write_live(connection: sa.Connection, document: int, live: LiveDocument) -> None:
    """Put what is live of a document into the index, in place of what stood there."""
    clear_live(connection, document)
    latest = sa.select(sa.func.max(schema.reading.c.key)).where(schema.reading.c.document == document)
    _insert_live(connection, document, connection.execute(latest).scalar_one(), live)


def _insert_live(connection: sa.Connection, document: int, reading: int, live: LiveDocument) -> None:
    """Put what is live of a document into the index, which holds nothing of it; `reading` is its latest."""
    report = live.latest.report
    connection.execute(
        sa.insert(schema.live_document),
        {
            "document": document,
            "reading": reading,
            "id": report.document.id,
            "source": report.document.source,
            "published": report.document.published or "",
            "described": described(report.document),
            "model": report.model,
            "gazetteer": report.gazetteer,
            "at": live.latest.at,
        },
    )
    for table, rows in index_rows(document, live):
        if rows:
            connection.execute(sa.insert(table), rows)


def clear_live(connection: sa.Connection, document: int) -> None:
    """Take a document out of the index."""
    drop_areas(connection, document)
    first, last = document * _PLACES, (document + 1) * _PLACES - 1
    words = schema.live_words
    connection.execute(sa.delete(words).where(words.c.rowid.between(first, last)))
    connection.execute(sa.delete(schema.live_term).where(schema.live_term.c.claim.between(first, last)))
    connection.execute(sa.delete(schema.live_claim).where(schema.live_claim.c.document == document))
    connection.execute(sa.delete(schema.live_document).where(schema.live_document.c.document == document))
    for table in (schema.linked_document, schema.shelved):
        connection.execute(sa.delete(table).where(table.c.document == document))


def index_rows(document: int, live: LiveDocument) -> tuple[tuple[sa.TableClause, list[Row]], ...]:
    """The rows of the index for a document, table by table in the order of writing."""
    index = Index.of(live)
    claims: list[Row] = []
    names: list[Row] = []
    words: list[Row] = []
    for position, claim in enumerate(live.claims):
        key = document * _PLACES + position
        begin, finish = bounds(claim)
        claims.append(
            {
                "key": key,
                "document": document,
                "id": claim.id,
                "position": position,
                "status": claim.status.value,
                "type": claim.claim.type,
                "basis": claim.claim.chain[0].basis.value,
                "anonymity": claim.claim.chain[0].anonymity.value,
                "begin_day": begin,
                "finish_day": finish,
            }
        )
        names += ({"claim": key, "field": field, "term": term} for field, term in terms(claim, index))
        words.append({"rowid": key, "words": indexed_words(claim, index)})
    return (schema.live_claim, claims), (schema.live_term, names), (schema.live_words, words)


def forget_words(connection: sa.Connection) -> None:
    """Rewrite the index of words, so that words taken out of it are not left in its older parts."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO live_words(live_words) VALUES ('optimize')")
