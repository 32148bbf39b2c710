"""What was decided and what was done with the ledger, the newest first; for its owner alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportedly.ledger.auditing import Act
from reportedly.ledger.histories import latest_acts, latest_judgements
from reportedly.ledger.joint import load_joint, standing_joint
from reportedly.ledger.opening import Ledger
from reportedly.protect.hiding import Hidden
from reportedly.protect.releases import Release, begin, redacted_documents
from reportedly.protect.views import Occasion
from reportedly.records import JointJudgement, Judgement

__all__ = ["ActView", "HistoryRow", "acts", "history"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One decision.

    Attributes:
        id: What `undo` takes.
        decision: What was decided, such as `accept` or `same_incident`.
        claims: The claims that it speaks of; of a decision about a document none.
        target: Id of the decision that it takes back, of the source that it judges, or empty.
        stands: Whether nobody took it back.
    """

    id: str
    decision: str
    at: str
    reviewer: str
    because: str = field(default="", repr=False)
    document: str | None = None
    claims: tuple[str, ...] = ()
    target: str = ""
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One row of the ledger's log, which holds no word of a source."""

    number: int
    act: str
    at: str
    by: str
    view: str = ""
    audience: str = ""
    filters: tuple[str, ...] = ()
    decision: str = ""
    form: str = ""
    sha256: str = ""
    claims: int = 0
    documents: int = 0


def history(ledger: Ledger, occasion: Occasion, *, limit: int = 100, offset: int = 0) -> tuple[HistoryRow, ...]:
    """Decisions of both kinds, the newest first; for the owner alone.

    Raises:
        ValueError: The occasion is for somebody else.
    """
    redacted = redacted_documents(ledger, _checked(ledger, occasion, "history"))
    latest = latest_judgements(ledger, offset + limit)
    with ledger.reading() as connection:
        joint = load_joint(connection)
    shown = [_single(each, latest.standing) for each in latest.judgements] + _joint_rows(joint)
    page = sorted(shown, key=lambda each: each.at, reverse=True)[offset : offset + limit]
    return tuple(_without_withheld(each, redacted) for each in page)


def _without_withheld(row: HistoryRow, redacted: Mapping[str, Hidden]) -> HistoryRow:
    """The decision, its reason without words that a reviewer withheld: of its document, or of any where it has none."""
    for document, hidden in redacted.items():
        if row.document in {document, None}:
            row = replace(row, because=hidden.scrubbed(row.because))
    return row


def _single(judgement: Judgement, standing: frozenset[str]) -> HistoryRow:
    """A decision about a claim or a document."""
    is_undo = judgement.decision.value == "undo"
    is_of_document = judgement.target == judgement.document
    return HistoryRow(
        id=judgement.id,
        decision=judgement.decision.value,
        at=judgement.ruling.at,
        reviewer=judgement.ruling.reviewer,
        because=judgement.ruling.because,
        document=judgement.document,
        claims=() if is_undo or is_of_document else (judgement.target,),
        target=judgement.target if is_undo else "",
        stands=is_undo or judgement.id in standing,
    )


def _joint_rows(rows: tuple[JointJudgement, ...]) -> list[HistoryRow]:
    """Decisions across documents."""
    standing = {each.id for each in standing_joint(rows)}
    return [
        HistoryRow(
            id=each.id,
            decision=each.decision.value,
            at=each.ruling.at,
            reviewer=each.ruling.reviewer,
            because=each.ruling.because,
            claims=(*each.claims, *each.others),
            target=each.about or "",
            stands=each.decision.value == "undo" or each.id in standing,
        )
        for each in rows
    ]


def acts(ledger: Ledger, occasion: Occasion, *, limit: int = 100, offset: int = 0) -> tuple[ActView, ...]:
    """The ledger's log, the newest first; for the owner alone.

    Raises:
        ValueError: The occasion is for somebody else.
    """
    _checked(ledger, occasion, "log")
    return tuple(_act(number, act) for number, act in latest_acts(ledger, limit, offset))


def _act(number: int, act: Act) -> ActView:
    """One row of the log."""
    return ActView(
        number=number,
        act=act.act,
        at=act.at,
        by=act.by,
        view=act.view,
        audience=act.audience,
        filters=act.filters,
        decision=act.decision,
        form=act.form,
        sha256=act.sha256,
        claims=act.claims,
        documents=act.documents,
    )


def _checked(ledger: Ledger, occasion: Occasion, view: str) -> Release:
    """The view, logged, and refused to others than the owner."""
    release = begin(ledger, occasion, view)
    if release.policy.is_keyed:
        raise ValueError(f"the {view} is for the owner of the ledger alone")
    return release
