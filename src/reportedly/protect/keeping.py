"""How a ledger is kept: whether its file is encrypted, and whether it holds what should be."""

from dataclasses import dataclass

from reportedly.ledger.opening import Ledger
from reportedly.ledger.people import count_unnamed, has_named
from reportedly.phrases import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How a ledger is kept.

    Attributes:
        is_encrypted: Whether its file opens only with a passphrase.
        unnamed: Claims whose nearest source is somebody who is not named.
        advice: One sentence where a plain file holds people; else None.
    """

    is_encrypted: bool
    unnamed: int
    advice: str | None = None


def keeping(ledger: Ledger) -> Keeping:
    """How the ledger is kept, at the price of one look into its index."""
    unnamed = count_unnamed(ledger)
    if ledger.is_encrypted or not ledger.is_file or not (unnamed or has_named(ledger)):
        return Keeping(is_encrypted=ledger.is_encrypted, unnamed=unnamed)
    return Keeping(is_encrypted=False, unnamed=unnamed, advice=_advice(unnamed))


def _advice(unnamed: int) -> str:
    """What a plain file is in danger of, and the remedy."""
    whom = f"sources who are not named ({counted(unnamed, 'claim')})" if unnamed else "people by name"
    return (
        f"this ledger holds {whom}, and its file is not encrypted: whoever gets the file reads it. "
        "`reportedly encrypt` puts it under a passphrase"
    )
