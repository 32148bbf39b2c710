"""Rows as records: the readings and judgements of one document, in the order of appending."""

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
    rows = connection.execute(
        sa.select(
            document_table.c.text,
            reading.c.frame,
            reading.c.claims,
            reading.c.fingerprint,
            original.c.sha256.label("original"),
            reading.c.at,
        )
        .select_from(reading)
        .join(document_table, document_table.c.key == reading.c.document)
        .join(original, original.c.key == reading.c.original)
        .where(reading.c.document == document)
        .order_by(reading.c.key)
    )
    return tuple(unpacked(ReadingRow(**row._mapping)) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name


def load_judgements(connection: sa.Connection, document: int) -> tuple[Judgement, ...]:
    """Every judgement about a document, its claims and its sources.

    Raises:
        RecordError: A row is damaged.
    """
    rows = connection.execute(
        sa.select(judgement.c.body).where(judgement.c.document == document).order_by(judgement.c.key)
    )
    return tuple(unpack(body, Judgement) for (body,) in rows)


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
