"""Every command of the terminal: importing this module fills the application."""

from reportedly.cli import (
    auditing,
    briefing,
    comparing,
    control,
    encrypting,
    exporting,
    incidents,
    judging,
    judging_incidents,
    judging_sources,
    ledger_reading,
    places,
    reading,
    serving,
    sources,
    upkeep,
)
from reportedly.cli.app import app

__all__ = [
    "app",
    "auditing",
    "briefing",
    "comparing",
    "control",
    "encrypting",
    "exporting",
    "incidents",
    "judging",
    "judging_incidents",
    "judging_sources",
    "ledger_reading",
    "places",
    "reading",
    "serving",
    "sources",
    "upkeep",
]

# As a newcomer meets them, not as the alphabet has them.
_ORDER = (
    "audit",
    "read",
    "serve",
    "claims",
    "explain",
    "incidents",
    "incident",
    "reprints",
    "compare",
    "control",
    "sources",
    "export",
    "brief",
    "issues",
    "retry",
    "watch",
    "extract",
    "annotate",
    "verify",
    "encrypt",
    "decrypt",
    "purge",
    "doctor",
)


def _place(name: str | None) -> int:
    """The place of a command in the help; a new one stands last."""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


app.registered_commands.sort(
    key=lambda command: _place(command.name or (command.callback.__name__ if command.callback else None))
)
