"""Decisions across documents: appended, taken back by appending, and read in the order of appending."""

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.auditing import write_decision
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import begins
from reportedly.records import JointJudgement, content_id
from reportedly.vocabulary import JointDecision

# An index that rests on these decisions: documents whose claims they name are linked anew.
INCIDENTS = "incidents"


def append_joint(ledger: Ledger, judgement: JointJudgement) -> str:
    """Append a decision across documents, its id still to come; the id.

    Raises:
        NotInLedgerError: It takes back a decision that the ledger does not hold.
        UsageError: It is not signed, or takes back what was taken back already.
    """
    with ledger.writing() as connection:
        return write_joint(connection, judgement)


def write_joint(connection: sa.Connection, judgement: JointJudgement) -> str:
    """The same, in the caller's transaction."""
    if not judgement.ruling.reviewer.strip() or not judgement.ruling.at.strip():
        raise UsageError("a judgement is signed and dated: give the reviewer's name and the time")
    earlier = load_joint(connection)
    if judgement.decision is JointDecision.UNDO:
        judgement = replace(judgement, about=_undoable(earlier, str(judgement.about)))
    signed = replace(judgement, id=content_id(pack(replace(judgement, id="")).decode(), str(len(earlier))))
    row = {"id": signed.id, "at": signed.ruling.at, "body": pack(signed)}
    connection.execute(sa.insert(schema.joint_judgement), row)
    write_decision(connection, signed.decision.value, signed.id, signed.ruling)
    _link_anew(connection, _named(signed, (*earlier, signed)))
    return signed.id


def _undoable(earlier: tuple[JointJudgement, ...], given: str) -> str:
    """The whole id of the decision that this one, or beginning of one, names."""
    start = given if given.startswith("sha256:") else f"sha256:{given}"
    found = [each for each in earlier if each.id.startswith(start)]
    if len(found) != 1:
        many = "several judgements begin with" if found else "the ledger holds no judgement"
        raise NotInLedgerError(f"{many} {given!r}; `reportedly incident ID` names those about an incident")
    if found[0].id in _undone(earlier):
        raise UsageError(f"judgement {found[0].id} was taken back already")
    return found[0].id


def _named(judgement: JointJudgement, rows: tuple[JointJudgement, ...]) -> frozenset[str]:
    """The claims that a decision names, or that the decision names which it takes back."""
    by_id = {each.id: each for each in rows}
    while judgement.decision is JointDecision.UNDO:
        judgement = by_id[str(judgement.about)]
    return frozenset((*judgement.claims, *judgement.others))


def _link_anew(connection: sa.Connection, claims: frozenset[str]) -> None:
    """Mark the documents of these claims as not linked into incidents."""
    linked, claim = schema.linked_document, schema.live_claim
    documents = connection.execute(sa.select(claim.c.document).where(claim.c.id.in_(claims)).distinct()).scalars().all()
    connection.execute(sa.delete(linked).where(linked.c.document.in_(documents), linked.c.stage == INCIDENTS))


def load_joint(connection: sa.Connection) -> tuple[JointJudgement, ...]:
    """Every decision across documents, in the order of appending.

    Raises:
        RecordError: A row is damaged.
    """
    table = schema.joint_judgement
    rows = connection.execute(sa.select(table.c.body).order_by(table.c.key)).scalars()
    return tuple(unpack(body, JointJudgement) for body in rows)


def standing_joint(judgements: Iterable[JointJudgement]) -> tuple[JointJudgement, ...]:
    """The decisions that no standing `undo` takes back, without the undoings; given in the order of appending."""
    rows = tuple(judgements)
    undone = _undone(rows)
    return tuple(each for each in rows if each.id not in undone and each.decision is not JointDecision.UNDO)


def _undone(judgements: tuple[JointJudgement, ...]) -> frozenset[str]:
    """Ids of the decisions that a standing `undo` takes back."""
    undone: set[str] = set()
    for each in reversed(judgements):
        if each.decision is JointDecision.UNDO and each.id not in undone:
            undone.add(str(each.about))
    return frozenset(undone)


def find_joint(ledger: Ledger, judgement: str) -> JointJudgement | None:
    """The decision with this id, or the only one that begins like it; None where there is none.

    Raises:
        NotInLedgerError: Several begin like it.
    """
    table = schema.joint_judgement
    with ledger.reading() as connection:
        found = (
            connection.execute(sa.select(table.c.body).where(begins(table.c.id, judgement)).limit(2)).scalars().all()
        )
    if len(found) > 1:
        raise NotInLedgerError(f"several judgements begin with {judgement!r}; give more of the id")
    return unpack(found[0], JointJudgement) if found else None
