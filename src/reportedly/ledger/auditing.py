"""The log of what was done with the ledger: who received what kind of view, who purged; never a word of a source."""

from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.codec import pack
from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the log.

    Attributes:
        act: `release` or `purge`.
        at: UTC, ISO 8601.
        by: Who received or decided.
        view: Which view was released.
        audience: For whom.
        filters: Names of the filters that were used, without what they asked for.
        documents: How many documents were purged.
    """

    act: str
    at: str
    by: str
    view: str = ""
    audience: str = ""
    filters: tuple[str, ...] = ()
    documents: int = 0


def log_act(ledger: Ledger, act: Act) -> int:
    """Append the row in a transaction of its own; its number."""
    with ledger.writing() as connection:
        return write_act(connection, act)


def write_act(connection: sa.Connection, act: Act) -> int:
    """Append the row in the caller's transaction; its number."""
    row = {"at": act.at, "act": act.act, "by": act.by, "body": pack(act)}
    key = connection.execute(sa.insert(schema.audit), row).inserted_primary_key
    return int(key[0]) if key is not None else 0
