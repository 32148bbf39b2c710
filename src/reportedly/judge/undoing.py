"""Taking back a decision, whichever kind it is."""

from reportedly.errors import NotInLedgerError
from reportedly.judge.across import is_joint, undo_joint
from reportedly.judge.claims import undo_single
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import has_judgement
from reportedly.records import Ruling


def undo(ledger: Ledger, judgement: str, ruling: Ruling) -> str:
    """The judgement no longer counts; undoing an `undo` brings back what it took away.

    Raises:
        NotInLedgerError: No judgement has this id, or several begin like it.
        UsageError: It was taken back already.
    """
    if not is_joint(ledger, judgement):
        return undo_single(ledger, judgement, ruling)
    if has_judgement(ledger, judgement):
        raise NotInLedgerError(f"several judgements begin with {judgement!r}; give more of the id")
    return undo_joint(ledger, judgement, ruling)
