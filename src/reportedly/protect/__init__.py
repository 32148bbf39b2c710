"""The only door outward: what an audience may see of the ledger, redacted, generalised, coarsened and logged."""

from reportedly.ledger.opening import Ledger, open_ledger
from reportedly.ledger.queries import Wanted

__all__ = ["Ledger", "Wanted", "open_ledger"]
