"""Appending what people decided; the index of what is live follows in the same transaction."""

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.auditing import write_decision
from reportedly.ledger.live import LiveDocument, standing_judgements
from reportedly.ledger.loading import load_judgements
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import begins, claim_key, document_key
from reportedly.ledger.store import forget_words, load_live, write_live
from reportedly.records import Judgement, content_id
from reportedly.vocabulary import Decision

# Given what is live of the document and the whole id of the target, the judgement to append, its id still to come.
Draft = Callable[[LiveDocument, str], Judgement]


def append_about_claim(ledger: Ledger, claim: str, draft: Draft) -> str:
    """Append a judgement about a live claim, given its id or the beginning of it; the judgement's id.

    Raises:
        NotInLedgerError: No live claim has it, or several begin like it.
    """
    with ledger.writing() as connection:
        key, target = claim_key(connection, claim)
        return _append(connection, key, draft(load_live(connection, key), target))


def append_together(
    ledger: Ledger, claim: str, draft: Callable[[LiveDocument, str], tuple[Judgement, ...]]
) -> tuple[str, ...]:
    """Append several judgements about the document of a live claim, all of them or none; their ids.

    Raises:
        NotInLedgerError: No live claim has the id, or several begin like it.
    """
    with ledger.writing() as connection:
        key, target = claim_key(connection, claim)
        return tuple(_append(connection, key, each) for each in draft(load_live(connection, key), target))


def append_about_document(ledger: Ledger, document: str, draft: Draft) -> str:
    """Append a judgement about a document, given its id, the beginning of it, or its source; the judgement's id.

    Raises:
        NotInLedgerError: No document has it, or several do.
    """
    with ledger.writing() as connection:
        key = document_key(connection, document)
        live = load_live(connection, key)
        return _append(connection, key, draft(live, live.latest.report.document.id))


def append_about_judgement(ledger: Ledger, judgement: str, draft: Draft) -> str:
    """Append a judgement that takes another one back, given its id or the beginning of it; the new one's id.

    Raises:
        NotInLedgerError: No judgement has it, or several begin like it.
        UsageError: It was taken back already.
    """
    table = schema.judgement
    with ledger.writing() as connection:
        found = connection.execute(
            sa.select(table.c.document, table.c.body).where(begins(table.c.id, judgement)).limit(2)
        ).all()
        if len(found) != 1:
            many = "several judgements begin with" if found else "the ledger holds no judgement"
            message = f"{many} {judgement!r}; `reportedly explain CLAIM` names them"
            raise NotInLedgerError(message)
        key, target = int(found[0][0]), unpack(found[0][1], Judgement)
        if not _stands(target, load_judgements(connection, key)):
            message = f"judgement {target.id} was taken back already"
            raise UsageError(message)
        return _append(connection, key, draft(load_live(connection, key), target.id))


def _stands(judgement: Judgement, judgements: tuple[Judgement, ...]) -> bool:
    """Whether nobody took it back, or whoever did was taken back."""
    if judgement.decision is not Decision.UNDO:
        return any(each.id == judgement.id for each in standing_judgements(judgements))
    undoings = [each for each in judgements if each.decision is Decision.UNDO]
    undone: set[str] = set()
    for each in reversed(undoings):
        if each.id not in undone:
            undone.add(each.target)
    return judgement.id not in undone


def _append(connection: sa.Connection, document: int, judgement: Judgement) -> str:
    """Append the row under its id, which counts the document's judgements so that none is like another."""
    table = schema.judgement
    earlier = connection.execute(sa.select(sa.func.count()).where(table.c.document == document)).scalar_one()
    body = pack(replace(judgement, id=""))
    signed = replace(judgement, id=content_id(body.decode(), str(earlier)))
    connection.execute(
        sa.insert(table),
        {
            "document": document,
            "id": signed.id,
            "target": signed.target,
            "at": signed.ruling.at,
            "body": pack(signed),
        },
    )
    write_decision(connection, signed.decision.value, signed.id, signed.ruling)
    write_live(connection, document, load_live(connection, document))
    if signed.decision is Decision.REDACT:
        forget_words(connection)
    return signed.id
