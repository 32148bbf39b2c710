"""Settings: read once from the environment and handed on; no module looks at the environment by itself."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are kept and how much of the machine may be used.

    Attributes:
        ledger: The ledger file.
        cache: Folder for what can be built again, such as the gazetteer index.
        data: Folder for what the user added: gazetteer entries, own lexicons.
        workers: Processes that read documents side by side.
        model: Folder of the language model; None for the one in the package.
    """

    ledger: Path
    cache: Path
    data: Path
    workers: int
    model: Path | None = None


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from REPORTEDLY_LEDGER, REPORTEDLY_CACHE, REPORTEDLY_DATA, REPORTEDLY_WORKERS, REPORTEDLY_MODEL.

    Raises:
        UsageError: REPORTEDLY_WORKERS is no positive number.
    """
    given = os.environ if environment is None else environment
    home = Path(given.get("HOME") or Path.home())
    data = Path(given.get("REPORTEDLY_DATA") or _folder(given, "XDG_DATA_HOME", home / ".local" / "share"))
    cache = Path(given.get("REPORTEDLY_CACHE") or _folder(given, "XDG_CACHE_HOME", home / ".cache"))
    model = given.get("REPORTEDLY_MODEL")
    return Settings(
        ledger=Path(given.get("REPORTEDLY_LEDGER") or data / "ledger.db"),
        cache=cache,
        data=data,
        workers=_workers(given.get("REPORTEDLY_WORKERS")),
        model=Path(model) if model else None,
    )


def _folder(given: Mapping[str, str], variable: str, default: Path) -> Path:
    """Our folder under the user's own, by the XDG base directory specification."""
    return Path(given.get(variable) or default) / "reportedly"


def _workers(given: str | None) -> int:
    """As asked for, else one for each processor that this process may use."""
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not given.isdigit() or int(given) < 1:
        message = f"REPORTEDLY_WORKERS={given!r} is no positive number"
        raise UsageError(message)
    return int(given)
