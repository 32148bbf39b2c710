"""Index: what the owner's overview holds of each document, so that a server need not make it anew at every start.

A row goes with the index of its document (`clear_live`), so that what is there is of the present reading and decisions.
`mark` tells of everything else that it was made with; rows with another mark are worth nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger
from reportedly.ledger.stamps import Stamp, purge_stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What is held of one document: its lines, and the claims' JSON, both compressed."""

    stamp: Stamp
    lines: bytes = field(repr=False)
    claims: bytes = field(repr=False)


def load_shelved(ledger: Ledger, mark: str) -> dict[int, Shelved]:
    """What is held, by the key of the document."""
    table = schema.shelved
    with ledger.reading() as connection:
        rows = connection.execute(sa.select(table).where(table.c.mark == mark)).all()
    return {
        int(row.document): Shelved(
            stamp=Stamp(document=row.document, reading=row.reading, judgement=row.judgement),
            lines=bytes(row.lines),
            claims=bytes(row.claims),
        )
        for row in rows
    }


def find_shelved(ledger: Ledger, mark: str) -> frozenset[Stamp]:
    """What is held, by stamps alone."""
    table = schema.shelved
    listed = sa.select(table.c.document, table.c.reading, table.c.judgement).where(table.c.mark == mark)
    with ledger.reading() as connection:
        return frozenset(
            Stamp(document=row.document, reading=row.reading, judgement=row.judgement)
            for row in connection.execute(listed)
        )


def store_shelved(ledger: Ledger, mark: str, made: Iterable[Shelved], *, purged: str) -> None:
    """Keep these, and let go of those with another mark; nothing is kept that was made before a purge.

    `purged` is the `purge_stamp` of when they were made.
    """
    table = schema.shelved
    rows = [
        {
            "document": each.stamp.document,
            "reading": each.stamp.reading,
            "judgement": each.stamp.judgement,
            "mark": mark,
            "lines": each.lines,
            "claims": each.claims,
        }
        for each in made
    ]
    with ledger.writing() as connection:
        if purge_stamp(connection) != purged:
            return
        connection.execute(sa.delete(table).where(table.c.mark != mark))
        live = schema.live_document.c.document
        asked = sa.select(live).where(live.in_([each["document"] for each in rows]))
        known = set(connection.execute(asked).scalars())
        kept = [each for each in rows if each["document"] in known]
        for each in kept:
            connection.execute(sa.delete(table).where(table.c.document == each["document"]))
        if kept:
            connection.execute(sa.insert(table), kept)
