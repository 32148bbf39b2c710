"""Settings and saved filters: rows that are replaced, kept in the ledger since a filter may hold a name."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.ledger import schema
from reportedly.ledger.opening import Ledger
from reportedly.records import Preferences, SavedFilter

_SETTINGS = "settings"
_FILTER = "filter:"
Kept = TypeVar("Kept", Preferences, SavedFilter)


def load_preferences(ledger: Ledger) -> Preferences:
    """The settings; the usual ones where nobody changed any."""
    table = schema.preference
    with ledger.reading() as connection:
        body = connection.execute(sa.select(table.c.body).where(table.c.name == _SETTINGS)).scalar()
    return Preferences() if body is None else unpack(body, Preferences)


def store_preferences(ledger: Ledger, preferences: Preferences) -> None:
    """Keep the settings in place of those before."""
    _store(ledger, _SETTINGS, pack(preferences))


def load_filters(ledger: Ledger) -> tuple[SavedFilter, ...]:
    """The saved filters, by name."""
    table = schema.preference
    with ledger.reading() as connection:
        rows = connection.execute(
            sa.select(table.c.body).where(table.c.name.startswith(_FILTER)).order_by(table.c.name)
        ).scalars()
        return tuple(unpack(body, SavedFilter) for body in rows)


def store_filter(ledger: Ledger, kept: SavedFilter) -> None:
    """Keep a filter in place of one with the same name."""
    _store(ledger, _FILTER + kept.name, pack(kept))


def forget_filter(ledger: Ledger, name: str) -> bool:
    """Take a filter away; whether there was one."""
    table = schema.preference
    with ledger.writing() as connection:
        gone = connection.execute(sa.delete(table).where(table.c.name == _FILTER + name))
        return bool(gone.rowcount)


def purge_preferences(connection: sa.Connection, is_named: Callable[[str], bool]) -> None:
    """Take away what names somebody who is purged: every filter, since any may; fields and tiles of the settings."""
    table = schema.preference
    connection.execute(sa.delete(table).where(table.c.name.startswith(_FILTER)))
    body = connection.execute(sa.select(table.c.body).where(table.c.name == _SETTINGS)).scalar()
    if body is None:
        return
    kept = unpack(body, Preferences)
    left = replace(
        kept,
        tiles=None if is_named(pack(kept.tiles).decode()) else kept.tiles,
        fields=tuple(each for each in kept.fields if not is_named(pack(each).decode())),
    )
    connection.execute(sa.update(table).where(table.c.name == _SETTINGS).values(body=pack(left)))


def _store(ledger: Ledger, name: str, body: bytes) -> None:
    """Put a row in place of the one with this name."""
    table = schema.preference
    with ledger.writing() as connection:
        connection.execute(sa.delete(table).where(table.c.name == name))
        connection.execute(sa.insert(table), {"name": name, "body": body})
