"""Stamps: what changes when something of the ledger changes, so that others know what they need not make again."""

import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.live import LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import document_key
from reportedly.ledger.store import load_live

# Rows are only appended to these, so that the last key of each tells whether anything came.
_APPENDED = (schema.reading, schema.judgement, schema.joint_judgement, schema.issue, schema.tombstone)
_PURGE = "purge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The state of one document: its number, its latest reading, the last decision about it.

    Attributes:
        document: The key of the document, which stays until a purge.
    """

    document: int
    reading: int
    judgement: int


def note_purge(connection: sa.Connection) -> None:
    """Let everything be made anew that was made before a purge: rows that come after it may have the same keys."""
    table = schema.secret
    connection.execute(sa.delete(table).where(table.c.name == _PURGE))
    connection.execute(sa.insert(table), {"name": _PURGE, "value": secrets.token_bytes(16)})


def purge_stamp(connection: sa.Connection) -> str:
    """What changes with every purge; what was made before one may hold the words that it destroyed."""
    table = schema.secret
    noted = connection.execute(sa.select(table.c.value).where(table.c.name == _PURGE)).scalar()
    return bytes(noted or b"").hex()


def find_purge_stamp(ledger: Ledger) -> str:
    """The same, in a transaction of its own."""
    with ledger.reading() as connection:
        return purge_stamp(connection)


def ledger_stamp(ledger: Ledger) -> str:
    """What changes when a reading, a decision, an issue or an incident comes or goes, and with every purge."""
    with ledger.reading() as connection:
        purged = purge_stamp(connection)
        last = [connection.execute(sa.select(sa.func.max(table.c.key))).scalar() or 0 for table in _APPENDED]
        live = schema.live_document
        kept = connection.execute(sa.select(sa.func.count(), sa.func.sum(live.c.reading)).select_from(live)).one()
        across = connection.execute(
            sa.select(sa.func.count(), sa.func.max(schema.incident.c.key)).select_from(schema.incident)
        ).one()
    return ".".join(str(each or 0) for each in (*last, *kept, *across, purged))


def joint_stamp(ledger: Ledger) -> str:
    """What changes when reports are compared anew, or somebody decides across them."""
    with ledger.reading() as connection:
        judged = connection.execute(sa.select(sa.func.max(schema.joint_judgement.c.key))).scalar()
        pairs = connection.execute(sa.select(sa.func.count()).select_from(schema.reprint)).scalar()
    return f"{judged or 0}.{pairs or 0}"


def document_stamps(ledger: Ledger) -> tuple[Stamp, ...]:
    """The state of every document, by day of publication."""
    live, judged = schema.live_document, schema.judgement
    last = sa.select(judged.c.document, sa.func.max(judged.c.key).label("key")).group_by(judged.c.document).subquery()
    listed = (
        sa.select(live.c.document, live.c.reading, last.c.key)
        .outerjoin(last, last.c.document == live.c.document)
        .order_by(live.c.published, live.c.id)
    )
    with ledger.reading() as connection:
        return tuple(
            Stamp(document=int(row[0]), reading=int(row[1]), judgement=int(row[2] or 0))
            for row in connection.execute(listed)
        )


def load_stamped(ledger: Ledger, stamp: Stamp) -> LiveDocument:
    """What is live of the document of this stamp."""
    with ledger.reading() as connection:
        return load_live(connection, stamp.document)


def find_incident_ids(ledger: Ledger) -> dict[str, str]:
    """The incident that each live claim belongs to, by the claim's id; of several, the first."""
    listed = (
        sa.select(schema.incident_claim.c.claim, schema.incident.c.id)
        .join(schema.incident, schema.incident.c.key == schema.incident_claim.c.incident)
        .order_by(schema.incident.c.key.desc())
    )
    with ledger.reading() as connection:
        return {str(claim): str(incident) for claim, incident in connection.execute(listed)}


def judged_at(ledger: Ledger, document: str) -> tuple[str, ...]:
    """When each decision about a document and its claims was made, in the order of appending."""
    table = schema.judgement
    with ledger.reading() as connection:
        key = document_key(connection, document)
        rows = connection.execute(sa.select(table.c.at).where(table.c.document == key).order_by(table.c.key))
        return tuple(str(at) for at in rows.scalars())
