"""Settings: read once from the environment and handed on; no module looks at the environment by itself."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrase:
    """The words that open an encrypted ledger; shown by no `repr`."""

    words: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse an empty one."""
        if not self.words:
            raise UsageError("the passphrase is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are kept and how much of the machine may be used.

    Attributes:
        ledger: The ledger file.
        cache: Folder for what can be built again, such as the gazetteer index.
        data: Folder for what the user added: gazetteer entries, own lexicons.
        workers: Processes that read documents side by side.
        model: Folder of the language model; None for the one in the package.
        passphrase: What opens an encrypted ledger; None where it stands elsewhere or nowhere.
        passphrase_file: A file whose first line is the passphrase.
        passphrase_fd: An open file descriptor that the passphrase can be read from, once.
    """

    ledger: Path
    cache: Path
    data: Path
    workers: int
    model: Path | None = None
    passphrase: Passphrase | None = None
    passphrase_file: Path | None = None
    passphrase_fd: int | None = None


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from REPORTEDLY_LEDGER, REPORTEDLY_CACHE, REPORTEDLY_DATA, REPORTEDLY_WORKERS, REPORTEDLY_MODEL.

    The passphrase of an encrypted ledger: REPORTEDLY_PASSPHRASE_FILE, REPORTEDLY_PASSPHRASE_FD, REPORTEDLY_PASSPHRASE.

    Raises:
        UsageError: REPORTEDLY_WORKERS is no positive number, or REPORTEDLY_PASSPHRASE_FD no number.
    """
    given = os.environ if environment is None else environment
    home = Path(given.get("HOME") or Path.home())
    data = Path(given.get("REPORTEDLY_DATA") or _folder(given, "XDG_DATA_HOME", home / ".local" / "share"))
    cache = Path(given.get("REPORTEDLY_CACHE") or _folder(given, "XDG_CACHE_HOME", home / ".cache"))
    model = given.get("REPORTEDLY_MODEL")
    words, file = given.get("REPORTEDLY_PASSPHRASE"), given.get("REPORTEDLY_PASSPHRASE_FILE")
    return Settings(
        ledger=Path(given.get("REPORTEDLY_LEDGER") or data / "ledger.db"),
        cache=cache,
        data=data,
        workers=_workers(given.get("REPORTEDLY_WORKERS")),
        model=Path(model) if model else None,
        passphrase=Passphrase(words=words) if words else None,
        passphrase_file=Path(file) if file else None,
        passphrase_fd=_descriptor(given.get("REPORTEDLY_PASSPHRASE_FD")),
    )


def _folder(given: Mapping[str, str], variable: str, default: Path) -> Path:
    """Our folder under the user's own, by the XDG base directory specification."""
    return Path(given.get(variable) or default) / "reportedly"


def _descriptor(given: str | None) -> int | None:
    """The number of an open file; None where none is given."""
    if given is None:
        return None
    if not given.isdigit():
        raise UsageError(f"REPORTEDLY_PASSPHRASE_FD={given!r} is no number of an open file")
    return int(given)


def _workers(given: str | None) -> int:
    """As asked for, else one for each processor that this process may use."""
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not given.isdigit() or int(given) < 1:
        message = f"REPORTEDLY_WORKERS={given!r} is no positive number"
        raise UsageError(message)
    return int(given)
