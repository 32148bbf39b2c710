"""What the readers of a ledger settle: its settings, and questions that are worth keeping."""

from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger.opening import Ledger
from reportedly.ledger.preferences import forget_filter, store_filter, store_preferences
from reportedly.records import Preferences, Ruling, SavedFilter


def settle(ledger: Ledger, preferences: Preferences) -> None:
    """Keep these settings in place of those before."""
    store_preferences(ledger, preferences)


def save_filter(ledger: Ledger, name: str, query: str, ruling: Ruling) -> None:
    """Keep a question under a name, in place of one with the same name.

    Raises:
        UsageError: The name is empty.
    """
    if not name.strip():
        raise UsageError("a saved filter has a name")
    store_filter(ledger, SavedFilter(name=name.strip(), query=query, by=ruling.reviewer, at=ruling.at))


def drop_filter(ledger: Ledger, name: str) -> None:
    """Take a saved question away.

    Raises:
        NotInLedgerError: There is none of this name.
    """
    if not forget_filter(ledger, name.strip()):
        raise NotInLedgerError(f"no filter is saved under {name!r}")
