"""A purge among decisions across documents: claims that go are named no more, and no reason holds the name."""

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa

from reportedly.codec import masked, pack
from reportedly.errors import RecordError
from reportedly.ledger import schema
from reportedly.ledger.joint import load_joint, note_claims
from reportedly.ledger.masking import Mask
from reportedly.records import JointJudgement, content_id
from reportedly.vocabulary import JointDecision


def purge_joint(connection: sa.Connection, moved: Mapping[str, str | None], mask: Mask | None = None) -> None:
    """Name claims by their new ids, and those that went no more; a decision that is about nothing any more goes.

    `moved` gives the new id of each old one, None where the claim went.
    """
    table = schema.joint_judgement
    gone: set[str] = set()
    for each in load_joint(connection):
        after = _moved(each, moved, gone, mask)
        if after is None:
            gone.add(each.id)
            connection.execute(sa.delete(table).where(table.c.id == each.id))
        elif after != each:
            connection.execute(sa.update(table).where(table.c.id == each.id).values(body=pack(after)))
            note_claims(connection, (*after.claims, *after.others))
    alias = schema.incident_alias
    for claim in moved:
        connection.execute(sa.delete(alias).where(alias.c.alias == content_id("incident", claim)))


def _moved(
    judgement: JointJudgement, moved: Mapping[str, str | None], gone: set[str], mask: Mask | None
) -> JointJudgement | None:
    """The decision about what is left; None where that is nothing."""
    about = judgement.about or ""
    if judgement.decision is JointDecision.UNDO and about in gone:
        return None
    if judgement.decision is JointDecision.RELIABILITY and mask is not None and mask.is_in_key(about):
        return None  # The register's ids are made of names.
    ruling = judgement.ruling if mask is None else masked(judgement.ruling, mask.hide)
    try:
        return replace(
            judgement,
            ruling=ruling,
            claims=_left(judgement.claims, moved),
            others=_left(judgement.others, moved),
        )
    except RecordError:
        return None


def _left(claims: tuple[str, ...], moved: Mapping[str, str | None]) -> tuple[str, ...]:
    """The claims that are still there, by the ids that they have now."""
    return tuple(now for each in claims if (now := moved.get(each, each)) is not None)
