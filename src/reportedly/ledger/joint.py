"""Decisions across documents: appended, taken back by appending, and read in the order of appending."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.auditing import write_decision
from reportedly.ledger.control_areas import forget_areas
from reportedly.ledger.live import LiveClaim, StoredReading, claims_of, live_document
from reportedly.ledger.loading import load_judgements, load_readings
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import begins
from reportedly.ledger.statements import runs
from reportedly.ledger.succession import fits_best
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
    note_claims(connection, (*signed.claims, *signed.others))
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


def note_claims(connection: sa.Connection, claims: Iterable[str]) -> None:
    """Note in which documents these live claims stand, where it is not noted yet."""
    table, live = schema.joint_claim, schema.live_claim
    for some in runs(claims):
        known = set(connection.execute(sa.select(table.c.claim).where(table.c.claim.in_(some))).scalars())
        found = connection.execute(sa.select(live.c.id, live.c.document).where(live.c.id.in_(some))).all()
        rows = {claim: {"claim": claim, "document": document} for claim, document in found if claim not in known}
        if rows:
            connection.execute(sa.insert(table), list(rows.values()))


def _link_anew(connection: sa.Connection, claims: frozenset[str]) -> None:
    """Mark the documents of these claims as not linked into incidents; labels of control that rest on them go."""
    linked, noted = schema.linked_document, schema.joint_claim
    for some in runs(claims):
        documents = sa.select(noted.c.document).where(noted.c.claim.in_(some))
        forget_areas(connection, connection.execute(documents).scalars())
        connection.execute(sa.delete(linked).where(linked.c.document.in_(documents), linked.c.stage == INCIDENTS))


def with_successors(connection: sa.Connection, judgements: tuple[JointJudgement, ...]) -> tuple[JointJudgement, ...]:
    """The decisions about the claims that are live now: a later reading's for those whose place they took."""
    named = {claim for each in judgements for claim in (*each.claims, *each.others)}
    live = schema.live_claim
    for some in runs(named):
        named -= set(connection.execute(sa.select(live.c.id).where(live.c.id.in_(some))).scalars())
    heirs = dict(_successors(connection, named)) if named else {}
    if not heirs:
        return judgements
    return tuple(
        replace(
            each,
            claims=tuple(heirs.get(claim, claim) for claim in each.claims),
            others=tuple(heirs.get(claim, claim) for claim in each.others),
        )
        for each in judgements
    )


def _successors(connection: sa.Connection, gone: set[str]) -> Iterator[tuple[str, str]]:
    """For named claims that are not live any more, the live claim that took the place of each."""
    noted = schema.joint_claim
    places: dict[int, list[str]] = {}
    for some in runs(gone):
        for claim, document in connection.execute(sa.select(noted).where(noted.c.claim.in_(some))):
            places.setdefault(int(document), []).append(str(claim))
    for document, claims in sorted(places.items()):
        yield from successors(connection, document, claims)


def successors(connection: sa.Connection, document: int, gone: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For claims of earlier readings of a document, the live claim that took the place of each, where there is one."""
    readings = load_readings(connection, document)
    if not readings:
        return  # It was purged.
    live = live_document(readings, load_judgements(connection, document)).claims
    for claim in gone:
        heir = _successor(claim, readings, live)
        if heir is not None:
            yield claim, heir


def _successor(claim: str, readings: tuple[StoredReading, ...], live: tuple[LiveClaim, ...]) -> str | None:
    """The live claim that took the place of this one; None where there is none."""
    for reading in reversed(readings):
        beside = {each.id: each.claim for each in claims_of(reading)}
        old = beside.pop(claim, None)
        if old is not None:
            siblings = tuple(beside.values())
            return next((each.id for each in live if fits_best(each.claim, (old,), siblings)), None)
    return None


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
