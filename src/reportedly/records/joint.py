"""What people decide across documents: rows that are appended, never changed, each signed and dated."""

from dataclasses import dataclass

from reportedly.errors import RecordError
from reportedly.records.judgements import Ruling
from reportedly.vocabulary import Independence, JointDecision, Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class JointJudgement:
    """One appended row.

    Attributes:
        id: Hash of what was decided, by whom and when.
        claims: Ids of live claims: all of one incident (`same_incident`), or those that are of another incident than
            `others` (`other_incident`), or whose sources' independence from those of `others` is judged.
        others: The other side of `other_incident` and `independence`.
        about: Id of an outlet, institution or office in the register, or of the judgement that an `undo` takes back.
    """

    id: str
    decision: JointDecision
    ruling: Ruling
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    about: str | None = None
    independence: Independence | None = None
    reliability: Reliability | None = None

    def __post_init__(self) -> None:
        """Refuse a row that lacks what its decision is about."""
        needed = {
            JointDecision.SAME_INCIDENT: len(self.claims) > 1,
            JointDecision.OTHER_INCIDENT: bool(self.claims and self.others),
            JointDecision.INDEPENDENCE: bool(self.claims and self.others and self.independence is not None),
            JointDecision.RELIABILITY: self.about is not None and self.reliability is not None,
            JointDecision.UNDO: self.about is not None,
        }
        if not needed[self.decision]:
            message = f"a judgement {self.decision.value!r} lacks what it is about"
            raise RecordError(message)
