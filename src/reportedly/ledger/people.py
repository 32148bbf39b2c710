"""How many claims rest on people, by one look into the index."""

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger
from reportedly.vocabulary import Anonymity

_UNNAMED = (Anonymity.UNNAMED_ON_REQUEST.value, Anonymity.UNNAMED_UNEXPLAINED.value)


def count_unnamed(ledger: Ledger) -> int:
    """Live claims whose nearest source is somebody who is not named."""
    claim = schema.live_claim
    with ledger.reading() as connection:
        counted = sa.select(sa.func.count()).where(claim.c.anonymity.in_(_UNNAMED))
        return int(connection.execute(counted).scalar_one())


def has_named(ledger: Ledger) -> bool:
    """Whether the nearest source of some live claim is named."""
    claim = schema.live_claim
    with ledger.reading() as connection:
        named = sa.select(claim.c.key).where(claim.c.anonymity == Anonymity.NAMED.value).limit(1)
        return connection.execute(named).first() is not None
