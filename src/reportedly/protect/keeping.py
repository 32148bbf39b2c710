"""How a ledger is kept: whether its file is encrypted, and whether it holds what should be."""

from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger
from reportedly.vocabulary import Anonymity

_UNNAMED = (Anonymity.UNNAMED_ON_REQUEST.value, Anonymity.UNNAMED_UNEXPLAINED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How a ledger is kept.

    Attributes:
        is_encrypted: Whether its file opens only with a passphrase.
        unnamed: Claims whose nearest source is somebody who is not named.
        advice: One sentence where a plain file holds high or severe sources; else None.
    """

    is_encrypted: bool
    unnamed: int
    advice: str | None = None


def keeping(ledger: Ledger) -> Keeping:
    """How the ledger is kept, at the price of one look into its index."""
    claim = schema.live_claim
    with ledger.reading() as connection:
        counted = sa.select(sa.func.count()).where(claim.c.anonymity.in_(_UNNAMED))
        unnamed = int(connection.execute(counted).scalar_one())
        named = sa.select(claim.c.key).where(claim.c.anonymity == Anonymity.NAMED.value).limit(1)
        has_named = connection.execute(named).first() is not None
    if ledger.is_encrypted or not ledger.is_file or not (unnamed or has_named):
        return Keeping(is_encrypted=ledger.is_encrypted, unnamed=unnamed)
    return Keeping(is_encrypted=False, unnamed=unnamed, advice=_advice(unnamed))


def _advice(unnamed: int) -> str:
    """What a plain file is in danger of, and the remedy."""
    whom = f"sources who are not named ({unnamed} claims)" if unnamed else "people by name"
    return (
        f"this ledger holds {whom}, and its file is not encrypted: whoever gets the file reads it. "
        "`reportedly encrypt` puts it under a passphrase"
    )
