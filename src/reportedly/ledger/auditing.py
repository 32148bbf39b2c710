"""The log of what was done with the ledger: who saw, received, decided, purged; never a word of a source.

Rows are appended and chained: each holds a hash of itself and of the row before it. Whoever changes or takes out a row
breaks the chain there (`verify` names the place). A chain that is cut off at its end looks whole, so that `verify` also
tells its length and its last hash, to be noted elsewhere.
"""

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.codec import pack
from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger
from reportedly.records import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the log.

    Attributes:
        act: `release`, `severe` (a view that shows severe rows), `export`, `decision` or `purge`.
        at: UTC, ISO 8601.
        by: Who received or decided.
        view: Which view was released.
        audience: For whom.
        filters: Names of the filters that were used, without what they asked for.
        documents: How many documents were purged.
        decision: What was decided, such as `grade`.
        mark: Keyed mark of what it is about, by which nobody without the ledger can tell it.
        form: Format of the file that was written.
        sha256: Hash of that file.
        claims: How many claims it holds.
    """

    act: str
    at: str
    by: str
    view: str = ""
    audience: str = ""
    filters: tuple[str, ...] = ()
    documents: int = 0
    decision: str = ""
    mark: str = ""
    form: str = ""
    sha256: str = ""
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How the log stands.

    Attributes:
        rows: How many rows it has.
        head: The last hash; empty where there is no row.
        broken: Number of the first row that does not follow from those before it; None where all do.
    """

    rows: int
    head: str
    broken: int | None = None


def log_act(ledger: Ledger, act: Act) -> int:
    """Append the row in a transaction of its own; its number."""
    with ledger.writing() as connection:
        return write_act(connection, act)


def write_act(connection: sa.Connection, act: Act) -> int:
    """Append the row in the caller's transaction, which holds the lock of writers; its number."""
    table = schema.audit
    before = connection.execute(sa.select(table.c.chain).order_by(table.c.key.desc()).limit(1)).scalar() or ""
    row = {"at": act.at, "act": act.act, "by": act.by, "body": pack(act)}
    chain = _link(before, act.at, act.act, act.by, pack(act))
    key = connection.execute(sa.insert(table), {**row, "chain": chain}).inserted_primary_key
    return int(key[0]) if key is not None else 0


def write_decision(connection: sa.Connection, decision: str, judgement: str, ruling: Ruling) -> None:
    """Append that somebody decided something, in the transaction of the decision; not what about."""
    from reportedly.ledger.store import tombstone_key, tombstone_mark

    mark = tombstone_mark(tombstone_key(connection), judgement)
    write_act(connection, Act(act="decision", at=ruling.at, by=ruling.reviewer, decision=decision, mark=mark))


def _link(before: str, at: str, act: str, by: str, body: bytes) -> str:
    """The hash of a row and of the row before it; lengths stand in front, so that no two rows read alike."""
    parts = (before.encode(), at.encode(), act.encode(), by.encode(), body)
    return hashlib.sha256(b"".join(len(each).to_bytes(8, "big") + each for each in parts)).hexdigest()


def check_chain(connection: sa.Connection) -> Chain:
    """Whether every row of the log follows from the one before it."""
    table = schema.audit
    rows = connection.execution_options(yield_per=1000).execute(sa.select(table).order_by(table.c.key))
    number, head, broken = 0, "", None
    for row in rows:
        number += 1
        expected = _link(head, row.at, row.act, row.by, bytes(row.body))
        if broken is None and row.chain != expected:
            broken = int(row.key)
        head = row.chain
    return Chain(rows=number, head=head, broken=broken)
