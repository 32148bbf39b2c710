"""Making incidents: claims that were not linked yet find those that may tell of the same, and are grouped with them."""

from collections.abc import Callable

import sqlalchemy as sa

from reportedly.codec import pack
from reportedly.ledger import schema
from reportedly.ledger.joint import INCIDENTS
from reportedly.ledger.opening import Ledger
from reportedly.ledger.store import load_live
from reportedly.link.incidents import Incident, Member
from reportedly.link.tellings import Telling, day_of, tellings_of
from reportedly.records import content_id

Progress = Callable[[int, int], None]


def link_incidents(ledger: Ledger, progress: Progress | None = None) -> int:
    """Group the claims of documents that were not grouped yet, and tell how many documents these were.

    `progress` is told how many documents are done, and of how many.
    """
    with ledger.writing() as connection:
        documents = _unlinked(connection)
        for done, key in enumerate(documents, start=1):
            for telling in tellings_of(load_live(connection, key)):
                _write_single(connection, key, telling)
            if progress is not None:
                progress(done, len(documents))
        rows = [{"document": key, "stage": INCIDENTS} for key in documents]
        if rows:
            connection.execute(sa.insert(schema.linked_document), rows)
    return len(documents)


def _unlinked(connection: sa.Connection) -> list[int]:
    """Keys of live documents that were not grouped since they changed."""
    live, linked = schema.live_document, schema.linked_document
    done = sa.select(linked.c.document).where(linked.c.stage == INCIDENTS)
    return list(connection.execute(sa.select(live.c.document).where(live.c.document.not_in(done))).scalars())


def _write_single(connection: sa.Connection, key: int, telling: Telling) -> None:
    """An incident of one claim."""
    name = content_id("incident", telling.claim)
    incident = Incident(
        id=name,
        type=telling.type,
        types=(telling.type,),
        members=(Member(claim=telling.claim, document=telling.document),),
        begin=day_of(telling.begin),
        finish=day_of(telling.finish),
    )
    row = {"id": name, "type": telling.type, "claims": 1, "documents": 1, "body": pack(incident)}
    made = connection.execute(sa.insert(schema.incident), row).inserted_primary_key[0]  # type: ignore[index]
    connection.execute(sa.insert(schema.incident_claim), {"incident": made, "document": key, "claim": telling.claim})
    connection.execute(sa.insert(schema.incident_alias), {"alias": name, "incident": name})
