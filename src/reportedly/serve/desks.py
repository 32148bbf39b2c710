"""What one server holds: the ledger, who is signed in, and the ledger's claims in memory."""

import datetime
import gc
import gzip
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from reportedly import judge
from reportedly.codec import pack
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.intake.line import KEPT, Work
from reportedly.intake.sources import Outcome, of_address
from reportedly.protect import IncidentLists, Ledger, Overview, Queue, Shelf, Tables, load_preferences, log_overview
from reportedly.protect.views import Occasion
from reportedly.read import Hooks, Overrides
from reportedly.records import Preferences, Ruling
from reportedly.serve.jobs import Jobs, Reader
from reportedly.serve.problems import UnsignedError
from reportedly.serve.sessions import Session, Sessions
from reportedly.settings import Settings
from reportedly.vocabulary import Audience


def now() -> str:
    """This moment, UTC, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


@dataclass(slots=True, kw_only=True)
class _Kept:
    """What is made once: the last table that was asked for, packed and compressed, and the place index."""

    version: str = ""
    body: bytes = field(default=b"", repr=False)
    tables: Tables = field(default_factory=Tables, repr=False)
    gazetteer: Gazetteer | None = None
    preferences: Preferences | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one server holds.

    Attributes:
        suggested: A name that may sign, such as the user's own on this machine.
        is_proxied: Whether a proxy with HTTPS stands before this server.
        fetching: What an address leads to; the one thing that leaves the machine, and only when somebody names one.
    """

    ledger: Ledger
    settings: Settings
    overview: Overview
    incidents: IncidentLists
    queue: Queue = field(default_factory=Queue)
    jobs: Jobs
    sessions: Sessions = field(default_factory=Sessions)
    suggested: str = ""
    is_proxied: bool = False
    fetching: Callable[[str, Overrides, Hooks], Iterator[Outcome]] = of_address
    _kept: _Kept = field(default_factory=_Kept)

    def shelf(self, session: Session) -> Shelf:
        """The ledger as it stands now; that a session sees it in this state is logged once, before it leaves."""
        shelf = self.overview.shelf()
        if session.overview != shelf.version:
            log_overview(self.ledger, viewing(session), shelf)
            session.overview = shelf.version
        return shelf

    def table(self, shelf: Shelf) -> bytes:
        """All claims in columns, as JSON, compressed; made again only where the ledger has changed."""
        with self._kept.lock:
            if self._kept.version != shelf.version:
                self._kept.body = gzip.compress(pack(shelf.table(self._kept.tables)), 1)
                self._kept.version = shelf.version
            return self._kept.body

    def gazetteer(self) -> Gazetteer:
        """The places that names mean.

        Raises:
            GazetteerError: The index cannot be built or read.
        """
        with self._kept.lock:
            if self._kept.gazetteer is None:
                self._kept.gazetteer = load_gazetteer(self.settings)
            return self._kept.gazetteer

    def preferences(self) -> Preferences:
        """The settings of the ledger."""
        with self._kept.lock:
            if self._kept.preferences is None:
                self._kept.preferences = load_preferences(self.ledger)
            return self._kept.preferences

    def present_preferences(self) -> Preferences:
        """The same as the ledger has them now: another process may have changed or purged them meanwhile."""
        with self._kept.lock:
            self._kept.preferences = None
        return self.preferences()

    def settle(self, preferences: Preferences) -> None:
        """Keep these settings."""
        judge.settle(self.ledger, preferences)
        with self._kept.lock:
            self._kept.preferences = preferences

    def warm(self) -> None:
        """Read the ledger before anybody asks; what is held then stays, and the collector need not look at it again."""
        self.table(self.overview.shelf())
        gc.collect()
        gc.freeze()


def desk_for(ledger: Ledger, settings: Settings, work: Work = KEPT) -> Desk:
    """A desk of this ledger, signed in by nobody."""
    reader = Reader(ledger=ledger, settings=settings, now=now, work=work)
    return Desk(
        ledger=ledger, settings=settings, overview=Overview(ledger), incidents=IncidentLists(ledger), jobs=Jobs(reader)
    )


def desk_of(request: Request) -> Desk:
    """The desk that this server is for."""
    desk: Desk = request.app.state.desk
    return desk


def session_of(request: Request) -> Session:
    """The session that asks; the guard lets nobody else so far."""
    session: Session = request.state.session
    return session


AtDesk = Annotated[Desk, Depends(desk_of)]
Asking = Annotated[Session, Depends(session_of)]


def viewing(session: Session, audience: Audience = Audience.INTERNAL, recipient: str = "") -> Occasion:
    """One view for whoever asks."""
    return Occasion(
        audience=audience,
        at=now(),
        recipient=recipient or session.reviewer or "desk",
        key=secrets.token_bytes(32),
    )


def ruling(session: Session, because: str = "") -> Ruling:
    """A decision signed by whoever asks.

    Raises:
        UnsignedError: Nobody has given a name.
    """
    if not session.reviewer:
        raise UnsignedError("a decision is signed: give your name first")
    return Ruling(reviewer=session.reviewer, at=now(), because=because)
