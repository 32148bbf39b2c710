"""Rows as records: the readings and judgements of one document, in the order of appending."""

from collections.abc import Sequence

import sqlalchemy as sa

from reportedly.codec import unpack
from reportedly.ledger.live import StoredReading
from reportedly.ledger.rows import ReadingRow, described_of, unpacked
from reportedly.ledger.schema import document as document_table
from reportedly.ledger.schema import judgement, live_document, original, reading
from reportedly.records import Document, Judgement, PlaceMention


def load_readings(connection: sa.Connection, document: int) -> tuple[StoredReading, ...]:
    """Every reading of a document.

    Raises:
        RecordError: A row is damaged.
    """
    return readings_of(connection, (document,)).get(document, ())


def readings_of(connection: sa.Connection, documents: Sequence[int]) -> dict[int, tuple[StoredReading, ...]]:
    """Every reading of each of these documents, which are few enough for one statement.

    Raises:
        RecordError: A row is damaged.
    """
    rows = connection.execute(
        sa.select(
            reading.c.document,
            document_table.c.text,
            reading.c.frame,
            reading.c.claims,
            reading.c.fingerprint,
            original.c.sha256,
            reading.c.at,
        )
        .select_from(reading)
        .join(document_table, document_table.c.key == reading.c.document)
        .join(original, original.c.key == reading.c.original)
        .where(reading.c.document.in_(documents))
        .order_by(reading.c.key)
    )
    found: dict[int, list[StoredReading]] = {}
    for key, text, frame, claims, fingerprint, sha256, at in rows:
        row = ReadingRow(text=text, frame=frame, claims=claims, fingerprint=fingerprint, original=sha256, at=at)
        found.setdefault(int(key), []).append(unpacked(row))
    return {key: tuple(each) for key, each in found.items()}


def load_judgements(connection: sa.Connection, document: int) -> tuple[Judgement, ...]:
    """Every judgement about a document, its claims and its sources.

    Raises:
        RecordError: A row is damaged.
    """
    return judgements_of(connection, (document,)).get(document, ())


def judgements_of(connection: sa.Connection, documents: Sequence[int]) -> dict[int, tuple[Judgement, ...]]:
    """Every judgement about each of these documents, which are few enough for one statement.

    Raises:
        RecordError: A row is damaged.
    """
    rows = connection.execute(
        sa.select(judgement.c.document, judgement.c.body)
        .where(judgement.c.document.in_(documents))
        .order_by(judgement.c.key)
    )
    found: dict[int, list[Judgement]] = {}
    for key, body in rows:
        found.setdefault(int(key), []).append(unpack(body, Judgement))
    return {key: tuple(each) for key, each in found.items()}


def load_described(connection: sa.Connection, document: int) -> tuple[Document, tuple[PlaceMention, ...]]:
    """A live document with its text, as its latest reading has it, and the places that it names.

    Raises:
        RecordError: A row is damaged.
    """
    row = connection.execute(
        sa.select(document_table.c.text, reading.c.frame)
        .select_from(live_document)
        .join(reading, reading.c.key == live_document.c.reading)
        .join(document_table, document_table.c.key == live_document.c.document)
        .where(live_document.c.document == document)
    ).one()
    return described_of(row.text, row.frame)
