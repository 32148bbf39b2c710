"""What the readers of a ledger settle among themselves: when control is stale, which tiles, what they note."""

import re
from dataclasses import dataclass, field

from reportedly.errors import RecordError

_LONGEST_STALE = 36_500
# No character of a host name can end a directive of a content security policy.
_ADDRESS = re.compile(r"(https://(\{s\}\.)?[A-Za-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost):\d+)/[^\s;,'\"]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A tile server that the user names; without one no map asks anybody.

    Attributes:
        url: Address with `{z}`, `{x}` and `{y}` in it, by HTTPS or on this machine.
        attribution: What its owner wants to be said beside the map.
    """

    url: str
    attribution: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no address of tiles."""
        if _ADDRESS.fullmatch(self.url) is None or not all(part in self.url for part in ("{z}", "{x}", "{y}")):
            message = "a tile server is named by an https address with {z}, {x} and {y} in it"
            raise RecordError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraField:
    """Something of the readers' own that they note of claims.

    Attributes:
        name: What it is called; it stands with the value in every note.
        choices: The values that it may have; any text where there are none.
    """

    name: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The settings of a ledger.

    Attributes:
        stale_days: From how many days on reported control is stale.
    """

    stale_days: int = 90
    tiles: Tiles | None = None
    fields: tuple[ExtraField, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a time that is none, and two fields of one name."""
        if not 1 <= self.stale_days <= _LONGEST_STALE:
            message = f"{self.stale_days} days are no time after which something is stale"
            raise RecordError(message)
        names = [each.name for each in self.fields]
        if len(set(names)) < len(names):
            message = "two fields have one name"
            raise RecordError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A question that somebody saved under a name; `query` is what stands in the address of the overview."""

    name: str
    query: str = field(repr=False)
    by: str = ""
    at: str = ""
