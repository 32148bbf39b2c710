"""What was decided and what was done, from the last row backwards."""

from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.codec import unpack
from reportedly.ledger import schema
from reportedly.ledger.auditing import Act
from reportedly.ledger.live import standing_judgements
from reportedly.ledger.opening import Ledger
from reportedly.records import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The last decisions about claims and documents, and ids of those that stand."""

    judgements: tuple[Judgement, ...] = field(repr=False)
    standing: frozenset[str]


def latest_judgements(ledger: Ledger, limit: int) -> Latest:
    """At most so many decisions, the last first."""
    table = schema.judgement
    with ledger.reading() as connection:
        latest = sa.select(table.c.document, table.c.body).order_by(table.c.key.desc()).limit(limit)
        rows = [(int(row[0]), unpack(row[1], Judgement)) for row in connection.execute(latest)]
        documents = {key for key, _ in rows}
        of_these = sa.select(table.c.body).where(table.c.document.in_(documents)).order_by(table.c.key)
        made = [unpack(body, Judgement) for body in connection.execute(of_these).scalars()]
    standing = frozenset(each.id for each in standing_judgements(made))
    return Latest(judgements=tuple(each for _, each in rows), standing=standing)


def latest_acts(ledger: Ledger, limit: int, offset: int) -> tuple[tuple[int, Act], ...]:
    """At most so many rows of the log with their numbers, the last first."""
    table = schema.audit
    listed = sa.select(table.c.key, table.c.body).order_by(table.c.key.desc()).limit(limit).offset(offset)
    with ledger.reading() as connection:
        return tuple((int(key), unpack(body, Act)) for key, body in connection.execute(listed))
