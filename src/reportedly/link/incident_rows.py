"""The tables behind incidents: tellings, what they are looked up by, how alike pairs are, incidents and their names."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.ledger import schema
from reportedly.ledger.indexing import day_number
from reportedly.ledger.joint import INCIDENTS
from reportedly.ledger.statements import runs
from reportedly.link.blocking import blocks_of
from reportedly.link.incidents import Incident
from reportedly.link.rulings import Pair
from reportedly.link.tellings import Telling


def unlinked(connection: sa.Connection) -> list[int]:
    """Keys of live documents whose claims were not grouped since they changed."""
    live, linked = schema.live_document, schema.linked_document
    joined = sa.and_(linked.c.document == live.c.document, linked.c.stage == INCIDENTS)
    fresh = sa.select(live.c.document).outerjoin(linked, joined).where(linked.c.document.is_(None))
    return list(connection.execute(fresh.order_by(live.c.document)).scalars())


def mark_linked(connection: sa.Connection, documents: Sequence[int]) -> None:
    """Note that the claims of these documents are grouped."""
    connection.execute(sa.insert(schema.linked_document), [{"document": key, "stage": INCIDENTS} for key in documents])


def leads_of_documents(connection: sa.Connection, documents: Iterable[int]) -> set[str]:
    """The tellings of these documents, by their first claims."""
    table = schema.telling
    found: set[str] = set()
    for some in runs(documents):
        found.update(connection.execute(sa.select(table.c.claim).where(table.c.document.in_(some))).scalars())
    return found


def drop_tellings(connection: sa.Connection, documents: Iterable[int]) -> None:
    """Take what these documents tell out of the index."""
    told, pair, block = schema.telling, schema.telling_pair, schema.incident_block
    for some in runs(documents):
        leads = list(connection.execute(sa.select(told.c.claim).where(told.c.document.in_(some))).scalars())
        for few in runs(leads):
            connection.execute(sa.delete(pair).where(pair.c.first.in_(few)))
            connection.execute(sa.delete(pair).where(pair.c.second.in_(few)))
        connection.execute(sa.delete(block).where(block.c.document.in_(some)))
        connection.execute(sa.delete(told).where(told.c.document.in_(some)))


def write_tellings(connection: sa.Connection, told: Sequence[tuple[int, Telling]]) -> None:
    """Put tellings, each with the key of its document, into the index."""
    rows = [{"claim": each.lead, "document": key, "body": zlib.compress(pack(each), 1)} for key, each in told]
    blocks = [
        {"document": key, "claim": each.lead, "block": block}
        for key, each in told
        for block in sorted(blocks_of(each).filed)
    ]
    for table, made in ((schema.telling, rows), (schema.incident_block, blocks)):
        if made:
            connection.execute(sa.insert(table), made)


def load_tellings(connection: sa.Connection, leads: Iterable[str]) -> dict[str, Telling]:
    """Tellings by their first claims."""
    table = schema.telling
    found: dict[str, Telling] = {}
    for some in runs(leads):
        rows = connection.execute(sa.select(table.c.claim, table.c.body).where(table.c.claim.in_(some)))
        found |= {str(claim): unpack(zlib.decompress(body), Telling) for claim, body in rows}
    return found


def filed_under(connection: sa.Connection, blocks: Iterable[str]) -> dict[str, list[str]]:
    """For each key, the tellings that are filed under it."""
    table = schema.incident_block
    found: dict[str, list[str]] = {}
    for some in runs(blocks):
        rows = connection.execute(sa.select(table.c.block, table.c.claim).where(table.c.block.in_(some)))
        for block, claim in rows:
            found.setdefault(block, []).append(claim)
    return found


def write_pairs(connection: sa.Connection, scores: dict[Pair, float]) -> None:
    """Keep how alike pairs are."""
    rows = [{"first": first, "second": second, "score": score} for (first, second), score in scores.items()]
    if rows:
        connection.execute(sa.insert(schema.telling_pair), rows)


def load_pairs(connection: sa.Connection, leads: Iterable[str]) -> dict[Pair, float]:
    """How alike these tellings are to any others."""
    table = schema.telling_pair
    found: dict[Pair, float] = {}
    for some in runs(leads):
        for column in (table.c.first, table.c.second):
            for first, second, score in connection.execute(sa.select(table).where(column.in_(some))):
                found[first, second] = score
    return found


@dataclass(frozen=True, slots=True)
class Former:
    """An incident as it was before claims were grouped anew.

    Attributes:
        documents: The key of the document of each of its claims.
    """

    key: int
    id: str
    documents: Mapping[str, int]

    @property
    def claims(self) -> frozenset[str]:
        """Ids of its claims."""
        return frozenset(self.documents)


def former_of_documents(connection: sa.Connection, documents: Iterable[int]) -> set[int]:
    """Keys of the incidents that these documents tell of."""
    table = schema.incident_claim
    found: set[int] = set()
    for some in runs(documents):
        found.update(connection.execute(sa.select(table.c.incident).where(table.c.document.in_(some))).scalars())
    return found


def former_of_claims(connection: sa.Connection, claims: Iterable[str]) -> set[int]:
    """Keys of the incidents that these claims belong to."""
    table = schema.incident_claim
    found: set[int] = set()
    for some in runs(claims):
        found.update(connection.execute(sa.select(table.c.incident).where(table.c.claim.in_(some))).scalars())
    return found


def load_former(connection: sa.Connection, keys: Iterable[int]) -> list[Former]:
    """These incidents with their claims."""
    table, member = schema.incident, schema.incident_claim
    found: dict[int, tuple[str, dict[str, int]]] = {}
    for some in runs(keys):
        rows = connection.execute(
            sa.select(table.c.key, table.c.id, member.c.claim, member.c.document)
            .join(member, member.c.incident == table.c.key)
            .where(table.c.key.in_(some))
        )
        for key, identity, claim, document in rows:
            found.setdefault(key, (identity, {}))[1][claim] = document
    return [Former(key, identity, documents) for key, (identity, documents) in sorted(found.items())]


def drop_incidents(connection: sa.Connection, keys: Iterable[int]) -> None:
    """Take incidents out of the index; their names stay."""
    table, member = schema.incident, schema.incident_claim
    for some in runs(keys):
        connection.execute(sa.delete(member).where(member.c.incident.in_(some)))
        connection.execute(sa.delete(table).where(table.c.key.in_(some)))


def write_incident(connection: sa.Connection, incident: Incident, documents: dict[str, int]) -> None:
    """Put an incident into the index; `documents` are the keys of documents by their ids."""
    row = {
        "id": incident.id,
        "type": incident.type,
        "begin_day": day_number(incident.begin),
        "finish_day": day_number(incident.finish),
        "claims": len(incident.members),
        "documents": len(incident.documents),
        "body": zlib.compress(pack(incident), 1),
    }
    made = connection.execute(sa.insert(schema.incident), row).inserted_primary_key
    key = int(made[0])  # type: ignore[index]
    connection.execute(
        sa.insert(schema.incident_claim),
        [{"incident": key, "document": documents[each.document], "claim": each.claim} for each in incident.members],
    )


def document_keys(connection: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Keys of live documents by their ids."""
    table = schema.document
    found: dict[str, int] = {}
    for some in runs(ids):
        rows = connection.execute(sa.select(table.c.id, table.c.key).where(table.c.id.in_(some)))
        found |= {str(identity): int(key) for identity, key in rows}
    return found


def documents_of_claims(connection: sa.Connection, claims: Iterable[str]) -> set[int]:
    """Keys of the documents that these live claims stand in."""
    table = schema.live_claim
    found: set[int] = set()
    for some in runs(claims):
        found.update(connection.execute(sa.select(table.c.document).where(table.c.id.in_(some))).scalars())
    return found
