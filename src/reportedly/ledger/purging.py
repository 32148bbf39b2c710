"""The one act that destroys: a document, or a person's name and words, with every copy that the file holds.

What stays is a keyed mark, by which the same text is refused when it comes again, and a log row without words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from reportedly.codec import pack
from reportedly.errors import LedgerBusyError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.auditing import Act, write_act
from reportedly.ledger.failures import guarded
from reportedly.ledger.joint_purging import purge_joint
from reportedly.ledger.live import claims_of
from reportedly.ledger.loading import load_judgements, load_readings
from reportedly.ledger.masking import Mask, Masked, masked_document
from reportedly.ledger.opening import Ledger
from reportedly.ledger.preferences import purge_preferences
from reportedly.ledger.queries import document_key
from reportedly.ledger.rows import Entry, packed
from reportedly.ledger.stamps import note_purge
from reportedly.ledger.store import (
    clear_live,
    insert_document,
    insert_reading,
    load_live,
    tombstone_key,
    tombstone_mark,
    write_live,
)
from reportedly.records import Report, Ruling

_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What was destroyed.

    Attributes:
        documents: Documents that are gone, or whose text now has marks in place of the person's name and words.
        claims: Live claims that are gone.
        backups: Copies beside the ledger that may still hold the words; delete them by hand.
    """

    documents: int = 0
    claims: int = 0
    backups: tuple[str, ...] = ()


def purge_document(ledger: Ledger, document: str, ruling: Ruling) -> Purged:
    """Destroy a document with all that was read out of it and decided about it; the same text is refused from now on.

    Raises:
        NotInLedgerError: No document has this id, beginning of an id, or source, or several do.
        LedgerBusyError: Everything is destroyed, but another process keeps an old copy of the pages open.
    """
    _check_signed(ruling)
    with ledger.writing() as connection:
        key = document_key(connection, document)
        live = load_live(connection, key)
        claims = len(live.claims)
        read = (each for stored in load_readings(connection, key) for each in claims_of(stored))
        purge_joint(connection, dict.fromkeys((each.id for each in (*read, *live.claims)), None))
        _destroy(connection, key, ruling.at)
        _log(connection, ruling, 1)
        note_purge(connection)
        _rebuild_words(connection)
    return Purged(documents=1, claims=claims, backups=_wipe(ledger))


def purge_person(ledger: Ledger, names: tuple[str, ...], ruling: Ruling) -> Purged:
    """Destroy a person's name wherever it stands, and what documents let this person say.

    Give every spelling and form of the name that the documents use. In their texts, marks take the place of the name
    and of the person's words, so that all offsets stay true; the original bytes of these documents are destroyed.

    Raises:
        UsageError: A name has fewer than three letters.
        LedgerBusyError: Everything is destroyed, but another process keeps an old copy of the pages open.
    """
    _check_signed(ruling)
    if not names or any(len(each.strip()) < _SHORTEST for each in names):
        message = "give every form of the name, each of at least three letters"
        raise UsageError(message)
    mask = Mask.of(names)
    documents = claims = 0
    moved: dict[str, str | None] = {}
    with ledger.writing() as connection:
        for key in connection.execute(sa.select(schema.document.c.key)).scalars().all():
            found = masked_document(load_readings(connection, key), load_judgements(connection, key), mask)
            if found is not None:
                documents += 1
                claims += _put_in_place(connection, key, found, ruling.at)
                moved |= found.claims
        purge_joint(connection, moved, mask)
        _forget_failures(connection, mask)
        purge_preferences(connection, mask.is_in)
        _log(connection, ruling, documents)
        note_purge(connection)
        _rebuild_words(connection)
    return Purged(documents=documents, claims=claims, backups=_wipe(ledger))


def _check_signed(ruling: Ruling) -> None:
    """Refuse a purge that nobody signs."""
    if not ruling.reviewer.strip() or not ruling.at.strip():
        message = "a purge is signed and dated: give the reviewer's name and the time"
        raise UsageError(message)


def _put_in_place(connection: sa.Connection, key: int, found: Masked, at: str) -> int:
    """Put the masked document in place of the one that holds the words; how many live claims went."""
    before = len(load_live(connection, key).claims)
    _destroy(connection, key, at)
    document = _document_for(connection, found)
    for stored in found.readings:
        entry = _entry(stored.report)
        insert_reading(connection, document, (entry, packed(entry)), stored.at)
    _unmark(connection, document)
    rows = [
        {"document": document, "id": each.id, "target": each.target, "at": each.ruling.at, "body": pack(each)}
        for each in found.judgements
    ]
    if rows:
        connection.execute(sa.insert(schema.judgement), rows)
    live = load_live(connection, document)
    write_live(connection, document, live)
    return before - len(live.claims)


def _document_for(connection: sa.Connection, found: Masked) -> int:
    """The key of the masked document; two that differed only in the name are one now."""
    report = found.readings[0].report
    known = connection.execute(
        sa.select(schema.document.c.key).where(schema.document.c.id == report.document.id)
    ).scalar()
    if known is not None:
        return int(known)
    entry = _entry(report)
    return insert_document(connection, entry, packed(entry))


def _entry(report: Report) -> Entry:
    """The masked report, with its text in place of the original bytes, which held the words."""
    return Entry(report=report, original=report.document.text.encode("utf-8"))


def _destroy(connection: sa.Connection, key: int, at: str) -> None:
    """Delete every row of a document, and leave marks of its id and its text."""
    table = schema.document
    row = connection.execute(sa.select(table.c.id, table.c.text_sha256).where(table.c.key == key)).one()
    source = connection.execute(
        sa.select(schema.live_document.c.source).where(schema.live_document.c.document == key)
    ).scalar()
    clear_live(connection, key)
    _clear_links(connection, key)
    originals = (
        connection.execute(sa.select(schema.reading.c.original).where(schema.reading.c.document == key)).scalars().all()
    )
    issue = schema.issue
    connection.execute(sa.delete(issue).where(sa.or_(issue.c.document == key, issue.c.source == source)))
    connection.execute(sa.delete(schema.judgement).where(schema.judgement.c.document == key))
    connection.execute(sa.delete(schema.reading).where(schema.reading.c.document == key))
    _drop_originals(connection, originals)
    connection.execute(sa.delete(table).where(table.c.key == key))
    secret = tombstone_key(connection)
    _mark(connection, [tombstone_mark(secret, each) for each in row], at)


def _clear_links(connection: sa.Connection, key: int) -> None:
    """Take a document out of what was linked across documents; an incident that it had a part in is made anew."""
    member, reprint = schema.incident_claim, schema.reprint
    touched = connection.execute(sa.select(member.c.incident).where(member.c.document == key)).scalars().all()
    others = (
        connection.execute(sa.select(member.c.document).where(member.c.incident.in_(touched)).distinct())
        .scalars()
        .all()
    )
    linked = schema.linked_document
    connection.execute(sa.delete(linked).where(linked.c.document.in_(others)))
    connection.execute(sa.delete(member).where(member.c.incident.in_(touched)))
    connection.execute(sa.delete(schema.incident).where(schema.incident.c.key.in_(touched)))
    connection.execute(sa.delete(reprint).where(sa.or_(reprint.c.first == key, reprint.c.second == key)))
    # How many documents have a passage tells whether it is boilerplate: those that shared one are compared again.
    hashes = sa.select(schema.shingle.c.hash).where(schema.shingle.c.document == key)
    sharing = sa.select(schema.shingle.c.document).where(schema.shingle.c.hash.in_(hashes))
    connection.execute(sa.delete(linked).where(linked.c.document.in_(sharing), linked.c.stage == "reprints"))
    told, pair = schema.telling, schema.telling_pair
    own = sa.select(told.c.claim).where(told.c.document == key)
    connection.execute(sa.delete(pair).where(sa.or_(pair.c.first.in_(own), pair.c.second.in_(own))))
    told_of = (schema.shingle, schema.incident_block, told, schema.registered)
    for table in (*told_of, schema.joint_claim, schema.linked_document):
        connection.execute(sa.delete(table).where(table.c.document == key))


def _drop_originals(connection: sa.Connection, keys: Iterable[int]) -> None:
    """Delete original bytes that no reading is made from any more."""
    table = schema.original
    used = sa.select(schema.reading.c.original)
    connection.execute(sa.delete(table).where(table.c.key.in_(set(keys)), table.c.key.not_in(used)))


def _mark(connection: sa.Connection, marks: list[str], at: str) -> None:
    """Leave tombstones, each once."""
    table = schema.tombstone
    there = set(connection.execute(sa.select(table.c.mark).where(table.c.mark.in_(marks))).scalars())
    rows = [{"mark": each, "at": at} for each in marks if each not in there]
    if rows:
        connection.execute(sa.insert(table), rows)


def _unmark(connection: sa.Connection, document: int) -> None:
    """Take back the marks of a document that is there: where only decisions held the name, its text did not change."""
    table = schema.document
    row = connection.execute(sa.select(table.c.id, table.c.text_sha256).where(table.c.key == document)).one()
    secret = tombstone_key(connection)
    marks = [tombstone_mark(secret, each) for each in row]
    connection.execute(sa.delete(schema.tombstone).where(schema.tombstone.c.mark.in_(marks)))


def _forget_failures(connection: sa.Connection, mask: Mask) -> None:
    """Delete failures without a document whose source or message holds the name."""
    table = schema.issue
    rows = connection.execute(sa.select(table.c.key, table.c.source, table.c.body).where(table.c.document.is_(None)))
    gone = [row.key for row in rows.all() if mask.is_in(row.source or "") or mask.is_in(row.body.decode("utf-8"))]
    connection.execute(sa.delete(table).where(table.c.key.in_(gone)))


def _log(connection: sa.Connection, ruling: Ruling, documents: int) -> None:
    """A row that tells that something was purged, when and by whom, and not what."""
    write_act(connection, Act(act="purge", at=ruling.at, by=ruling.reviewer, documents=documents))


def _rebuild_words(connection: sa.Connection) -> None:
    """Build the index of words anew, so that no older part of it holds what was deleted."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO live_words(live_words) VALUES ('rebuild')")
        connection.exec_driver_sql("INSERT INTO live_words(live_words) VALUES ('optimize')")


def _wipe(ledger: Ledger) -> tuple[str, ...]:
    """Write the file anew and empty its write-ahead log; the backups that lie beside it."""
    if not ledger.is_file:
        return ()
    try:
        with guarded(ledger.where), ledger.engine.connect() as connection:
            is_held = _rewrite(connection)
    except LedgerBusyError:
        is_held = True
    if is_held:
        message = (
            f"ledger {ledger.where}: the rows are destroyed, but another process still reads old pages of the file; "
            "stop it and run `reportedly verify`, which overwrites them"
        )
        raise LedgerBusyError(message)
    path = Path(ledger.where)
    return tuple(sorted(str(each) for each in path.parent.glob(f"{path.name}.version-*.backup*")))


def _rewrite(connection: sa.Connection) -> bool:
    """Write the file anew, outside of any transaction; whether somebody kept the write-ahead log from being emptied."""
    plain = connection.connection.dbapi_connection
    if plain is None:
        return True
    cursor = plain.cursor()
    try:
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.close()
    return busy is None or bool(busy[0])
