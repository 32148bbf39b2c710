"""Documents with claims that may report control of a place, found in the ledger's index."""

from collections.abc import Iterator

import sqlalchemy as sa

from reportedly.assess.places import area_key
from reportedly.ledger import Ledger, LiveDocument, schema
from reportedly.ledger.store import load_each_live
from reportedly.vocabulary import ClaimStatus, WorldType

# Types of claims that carry observations of control.
CONTROL_TYPES = (
    WorldType.CONTROL,
    WorldType.INFLUENCE,
    WorldType.EXPAND,
    WorldType.PRESENCE_BASE,
    WorldType.RECRUIT,
    WorldType.FINANCE_EXTORTION,
    WorldType.MOVEMENT,
    WorldType.COLLUSION_TOLERANCE,
)


def find_control(ledger: Ledger, place: str) -> Iterator[LiveDocument]:
    """Documents with such claims about a place, by day of publication.

    A few documents at a time are held in memory. The place is a name, with or without the word for what it is, or a
    path.
    """
    live, claim = schema.live_document, schema.live_claim
    speaking = sa.select(claim.c.document).where(
        claim.c.type.in_([str(each) for each in CONTROL_TYPES]),
        claim.c.status != ClaimStatus.REJECTED.value,
        claim.c.key.in_(_named(place, ledger.engine.dialect.name)),
    )
    listed = sa.select(live.c.document).where(live.c.document.in_(speaking)).order_by(live.c.published, live.c.id)
    with ledger.reading() as connection:
        yield from load_each_live(connection, map(int, connection.execute(listed).scalars()))


def _named(place: str, dialect: str) -> sa.CompoundSelect[tuple[int]]:
    """Claims about a place of this name; `kunduz` is also found as `kunduz province`.

    Two statements, since for one that asks for either SQLite goes through the names of every place.
    """
    term = schema.live_term
    name = area_key(place.rpartition("/")[2])
    if dialect == "sqlite":
        longer = sa.and_(term.c.term > f"{name} ", term.c.term < f"{name}!")
    else:
        longer = term.c.term.like(f"{name} %")
    return sa.union_all(
        *(sa.select(term.c.claim).where(term.c.field == "place", each) for each in (term.c.term == name, longer))
    )
