"""Pages of incidents for the owner: a view is made when it is first shown, and again when something of it changed."""

import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reportedly.codec import pack
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import load_document
from reportedly.ledger.sources import folded
from reportedly.ledger.stamps import joint_stamp
from reportedly.link import Incident, IncidentsWanted, find_incidents
from reportedly.protect.incident_claims import find_account, incident_view
from reportedly.protect.lines import Line
from reportedly.protect.overview import Shelf
from reportedly.protect.releases import Release, begin
from reportedly.protect.scenes import Scene
from reportedly.protect.views import Occasion

# Documents held while one page is made: its incidents share them.
_SCENES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRows:
    """One page of incidents as JSON, and how many there are."""

    total: int
    rows: tuple[bytes, ...] = field(repr=False)


class IncidentLists:
    """The incidents of a ledger as its owner sees them; safe to be asked by several threads."""

    def __init__(self, ledger: Ledger) -> None:
        """Nothing is made yet."""
        self._ledger = ledger
        self._lock = threading.Lock()
        self._made: dict[str, tuple[str, bytes | None]] = {}

    def page(self, wanted: IncidentsWanted, shelf: Shelf, occasion: Occasion, *, offset: int = 0) -> IncidentRows:
        """The incidents that fit, the latest first; at most `wanted.limit` from the given place on.

        Raises:
            UsageError: A day is none.
        """
        release = begin(self._ledger, occasion, "incidents")
        asked = replace(wanted, place=None, actor=None, limit=None)
        found = [
            (incident, lines)
            for incident in find_incidents(self._ledger, asked)
            if (lines := _lines(incident, shelf)) and _fits(lines, wanted)
        ]
        last = None if wanted.limit is None else offset + wanted.limit
        with self._lock:
            rows = tuple(self._rows(found[offset:last], release))
        return IncidentRows(total=len(found), rows=rows)

    def _rows(self, found: list[tuple[Incident, tuple[Line, ...]]], release: Release) -> Iterator[bytes]:
        """The views, those that are known as they are."""
        across = joint_stamp(self._ledger)

        @functools.lru_cache(_SCENES)
        def scene(document: str) -> Scene:
            return release.scene(load_document(self._ledger, document))

        for incident, lines in found:
            state = "|".join((across, *(each.version for each in lines)))
            known = self._made.get(incident.id)
            if known is None or known[0] != state:
                known = (state, self._packed(incident, release, scene))
                self._made[incident.id] = known
            if known[1] is not None:
                yield known[1]

    def _packed(self, incident: Incident, release: Release, scene: Callable[[str], Scene]) -> bytes | None:
        """One incident as JSON; None where nothing that makes it is shown."""
        account = find_account(self._ledger, incident, release, scene=scene)
        return None if account is None else pack(incident_view(account))


def _lines(incident: Incident, shelf: Shelf) -> tuple[Line, ...]:
    """The claims of the incident that are shown."""
    return tuple(line for each in incident.claims if (line := shelf.find_line(each)) is not None)


def _fits(lines: tuple[Line, ...], wanted: IncidentsWanted) -> bool:
    """Whether place and actor are named by what is shown."""
    return (wanted.place is None or any(folded(wanted.place) in each.names for each in lines)) and (
        wanted.actor is None or any(folded(wanted.actor) in name for each in lines for name in each.acting)
    )
