"""What people decide about sources: whether two are independent, how reliable an outlet, institution or office is.

Without such a word independence is unknown and reliability F; nothing automatic stands in for it.
"""

from reportedly.assess.register_index import has_source, index_sources
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger.joint import append_joint
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import load_claim
from reportedly.records import JointJudgement, Ruling
from reportedly.vocabulary import Independence, JointDecision, Reliability

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def independence(ledger: Ledger, sides: Sides, found: Independence, ruling: Ruling) -> str:
    """The sources of the claims on one side and those of the other stand so to each other; claims are given by id.

    Raises:
        NotInLedgerError: No live claim has such an id, or several begin like it.
        UsageError: A side is empty, a claim stands on both, or the ruling names no reviewer or no time.
    """
    claims, others = (tuple(sorted({load_claim(ledger, each)[1] for each in side})) for side in sides)
    if not claims or not others or set(claims) & set(others):
        raise UsageError("name claims on two sides, none of them on both")
    judgement = JointJudgement(
        id="", decision=JointDecision.INDEPENDENCE, ruling=ruling, claims=claims, others=others, independence=found
    )
    return append_joint(ledger, judgement)


def reliability(ledger: Ledger, source: str, given: Reliability, ruling: Ruling) -> str:
    """How reliable an outlet, institution or office of the register is; the last word that stands counts.

    Raises:
        NotInLedgerError: The register holds no such source; it holds no private person.
        UsageError: The ruling names no reviewer or no time.
    """
    index_sources(ledger)
    if not has_source(ledger, source):
        raise NotInLedgerError(f"the register holds no source {source!r}; `reportedly sources` lists their ids")
    judgement = JointJudgement(
        id="", decision=JointDecision.RELIABILITY, ruling=ruling, about=source, reliability=given
    )
    return append_joint(ledger, judgement)
