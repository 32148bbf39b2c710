"""Who may ask: a one-time ticket opens a session, and every request that changes something carries its token."""

import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field

from reportedly.vocabulary import Audience

TOKEN_HEADER = "x-reportedly-token"  # noqa: S105 - the name of a header
# A ticket that nobody used is worth nothing after so many seconds.
TICKET_LIFE = 15 * 60
_BYTES = 32
_LONGEST_NAME = 80


@dataclass(slots=True, kw_only=True)
class Session:
    """One browser.

    Attributes:
        token: What a request that changes something must carry; another site cannot read it.
        reviewer: The name that decisions are signed with; empty until somebody gives one.
        overview: The state of the ledger in which it saw all of it last, so that each is logged once.
        keys: The key of the last preview for each audience, so that a release has the ids that were looked at.
    """

    id: str = field(repr=False)
    token: str = field(repr=False)
    reviewer: str = ""
    overview: str = ""
    keys: dict[Audience, bytes] = field(default_factory=dict, repr=False)


class Sessions:
    """Tickets and sessions of one server, held in memory: they end with it."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._lock = threading.Lock()
        self._tickets: dict[str, float] = {}
        self._sessions: dict[str, Session] = {}

    def issue_ticket(self) -> str:
        """A new ticket, good once and for a quarter of an hour."""
        ticket = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._tickets[ticket] = time.monotonic() + TICKET_LIFE
        return ticket

    def open(self, ticket: str) -> Session | None:
        """A session for the ticket, which is used up; None where it is not good."""
        with self._lock:
            until = self._tickets.pop(ticket, None)
            if until is None or until < time.monotonic():
                return None
            session = Session(id=secrets.token_urlsafe(_BYTES), token=secrets.token_urlsafe(_BYTES))
            self._sessions[session.id] = session
            return session

    def find(self, identity: str | None) -> Session | None:
        """The session that the cookie names; None where there is none."""
        if not identity:
            return None
        with self._lock:
            return self._sessions.get(identity)

    def close(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session.id, None)


def has_token(session: Session, given: str | None) -> bool:
    """Whether the request carries the session's token."""
    return given is not None and hmac.compare_digest(session.token.encode(), given.encode())


def signed_name(given: str) -> str:
    """The name on one line, without characters that nobody sees; empty where nothing is left."""
    shown = "".join(each if each.isprintable() else " " for each in given)
    return " ".join(shown.split())[:_LONGEST_NAME]
