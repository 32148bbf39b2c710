"""Checking a ledger: what is damaged is named, document by document, and everything else is safe."""

import hashlib
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from reportedly.errors import LedgerError, RecordError
from reportedly.ledger import schema
from reportedly.ledger.auditing import Chain, check_chain
from reportedly.ledger.loading import load_readings
from reportedly.ledger.opening import Ledger
from reportedly.ledger.rows import check, fingerprint
from reportedly.ledger.store import index_rows, load_live

_SHARED = stat.S_IRWXG | stat.S_IRWXO
# SQLite stops after so many lines; more would not tell more.
_MOST = 20
Result = TypeVar("Result")
Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was written.

    Attributes:
        what: What it is about, such as `document sha256:…` or `file`.
        because: What is wrong, and what can be done.
    """

    what: str
    because: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.what}: {self.because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found.

    Attributes:
        documents: Documents that were checked.
        safe: Documents of which the text, the original bytes, every reading and every judgement are as written.
        log: How many rows the log has; the last of them has the hash `head`.
    """

    documents: int
    safe: int
    findings: tuple[Finding, ...]
    log: int = 0
    head: str = ""


def verify(ledger: Ledger) -> Verified:
    """Check the file, every original and text against its hash, every reading, every span, and the index.

    It changes nothing but the write-ahead log, which it empties into the file.
    """
    findings = list(_file_findings(ledger))
    keys = _tried(ledger, lambda connection: tuple(_keys(connection)), findings, "list of documents") or ()
    safe = 0
    for key, identity in keys:
        found: list[Finding] = []
        _tried(ledger, partial(_check_document, key=key, found=found), found, f"document {identity}")
        safe += not found
        findings += found
    chain = _checked_chain(ledger, findings)
    return Verified(documents=len(keys), safe=safe, findings=tuple(findings), log=chain.rows, head=chain.head)


def _checked_chain(ledger: Ledger, findings: list[Finding]) -> Chain:
    """How the log stands, with a finding where its chain is broken."""
    chain = _tried(ledger, check_chain, findings, "log") or Chain(rows=0, head="")
    if chain.broken is not None:
        because = (
            "it does not follow from the rows before it: it was changed, or a row before it was taken out. "
            "What the log says from here on may not be what happened; compare a backup"
        )
        findings.append(Finding(what=f"row {chain.broken} of the log", because=because))
    return chain


def _tried(
    ledger: Ledger, step: Callable[[sa.Connection], Result], findings: list[Finding], what: str
) -> Result | None:
    """What the step gives; None, and a finding, where it cannot be done."""
    try:
        with ledger.reading() as connection:
            return step(connection)
    except (LedgerError, RecordError, zlib.error) as error:
        reason = str(error) if isinstance(error, RecordError) else "its bytes on the disk are damaged"
        findings.append(Finding(what=what, because=f"{reason}; restore it from a backup or read its source again"))
        return None


def _keys(connection: sa.Connection) -> Iterator[tuple[int, str]]:
    """Keys and ids of the documents."""
    table = schema.document
    yield from ((int(key), str(identity)) for key, identity in connection.execute(sa.select(table.c.key, table.c.id)))


def _file_findings(ledger: Ledger) -> Iterator[Finding]:
    """What SQLite says of the file, its index of words, and who may read it."""
    if not ledger.is_file:
        return
    findings: list[Finding] = []
    lines = _tried(ledger, _integrity, findings, "file") or ()
    yield from findings
    yield from (Finding(what="file", because=f"SQLite says: {line}") for line in lines)
    try:
        with ledger.writing() as connection:
            connection.exec_driver_sql("INSERT INTO live_words(live_words) VALUES ('integrity-check')")
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except LedgerError:
        yield Finding(what="index of words", because="it is damaged; no document is lost")
    if stat.S_IMODE(Path(ledger.where).stat().st_mode) & _SHARED:
        yield Finding(what="file", because=f"other users may read it; run: chmod 600 {ledger.where}")


def _integrity(connection: sa.Connection) -> tuple[str, ...]:
    """What SQLite finds wrong."""
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars().all()
    return tuple(str(row) for row in rows if row != "ok")


def _check_document(connection: sa.Connection, key: int, found: list[Finding]) -> None:
    """Check one document's text, originals, readings, judgements and index."""
    table = schema.document
    row = connection.execute(sa.select(table.c.id, table.c.text, table.c.text_sha256).where(table.c.key == key)).one()
    what = f"document {row.id}"
    if hashlib.sha256(zlib.decompress(row.text)).hexdigest() != row.text_sha256:
        found.append(Finding(what=what, because="its text is not the one that was stored"))
    found += (Finding(what=what, because=reason) for reason in _reading_findings(connection, key, str(row.id)))
    found += (Finding(what=what, because=reason) for reason in _original_findings(connection, key))
    if not found and not _is_indexed(connection, key):
        found.append(Finding(what=what, because="the index differs from its rows; read it again to mend that"))


def _reading_findings(connection: sa.Connection, key: int, identity: str) -> Iterator[str]:
    """What is wrong with the readings of a document: their bytes, its id, and where their spans point."""
    for stored in load_readings(connection, key):
        if stored.report.document.id != identity:
            yield "its id is not the hash of its text, publisher and address"
        try:
            check(stored.report)
        except RecordError as error:
            yield str(error)
    table, original = schema.reading, schema.original
    rows = connection.execute(
        sa.select(table.c.frame, table.c.claims, table.c.fingerprint, table.c.at, original.c.sha256)
        .join(original, original.c.key == table.c.original)
        .where(table.c.document == key)
    )
    for row in rows:
        # Of the stored bytes: a record that gains a field would be packed to others.
        if fingerprint(zlib.decompress(row.frame), zlib.decompress(row.claims), row.sha256) != row.fingerprint:
            yield f"the reading of {row.at} is not the one that was stored"


def _original_findings(connection: sa.Connection, key: int) -> Iterator[str]:
    """What is wrong with the bytes that the document was made from."""
    table = schema.original
    mine = sa.select(schema.reading.c.original).where(schema.reading.c.document == key)
    for row in connection.execute(sa.select(table.c.sha256, table.c.body).where(table.c.key.in_(mine))):
        if hashlib.sha256(zlib.decompress(row.body)).hexdigest() != row.sha256:
            yield "its original bytes are not the ones that were stored"


def _is_indexed(connection: sa.Connection, key: int) -> bool:
    """Whether the index holds what follows from the document's rows."""
    (_, claims), (_, terms), _ = index_rows(key, load_live(connection, key))
    claim, term = schema.live_claim, schema.live_term
    stored = connection.execute(sa.select(claim).where(claim.c.document == key)).mappings()
    named = connection.execute(
        sa.select(term).join(claim, claim.c.key == term.c.claim).where(claim.c.document == key)
    ).mappings()
    return _bag(claims) == _bag(map(dict, stored)) and _bag(terms) == _bag(map(dict, named))


def _bag(rows: Rows) -> list[tuple[tuple[str, str], ...]]:
    """Rows in an order of their own, to be compared."""
    return sorted(tuple(sorted((str(name), str(value)) for name, value in row.items())) for row in rows)
