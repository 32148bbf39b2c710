"""Which file is encrypted, and the key that a passphrase makes for it.

The file is SQLCipher's (version 4): its first 16 bytes are a random salt, and PBKDF2 makes the key from passphrase and
salt, so that any program that knows the format opens it with the passphrase alone. The key is made once and handed to
every connection, since making it is slow on purpose.
"""

import functools
import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.errors import LedgerLockedError
from reportedly.settings import Passphrase

MAGIC = b"SQLite format 3\x00"
# SQLCipher 4: pages of 4,096 bytes, and so many rounds of HMAC-SHA512 for the key.
_PAGE, _ROUNDS, _KEY = 4096, 256_000, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The key of one file with its salt, as SQLCipher takes it; shown by no `repr`."""

    raw: str = field(repr=False)

    @property
    def statement(self) -> str:
        """What a connection begins with; a wrong key is no reason to write to the terminal."""
        return f"PRAGMA key = \"x'{self.raw}'\""


def is_encrypted(path: Path) -> bool:
    """Whether the file looks encrypted: whole pages that do not begin as SQLite's do."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return size >= _PAGE and size % _PAGE == 0 and file.read(len(MAGIC)) != MAGIC
    except OSError:
        return False


def key_of(path: Path, passphrase: Passphrase | None) -> Key | None:
    """The key of the file, that of a file to be made where there is none; None for a plain file.

    Raises:
        LedgerLockedError: The file is encrypted and no passphrase is given.
    """
    if is_encrypted(path):
        if passphrase is None:
            raise LedgerLockedError(
                f"ledger {path} is encrypted: give its passphrase at the prompt, or name a file that holds it in "
                "REPORTEDLY_PASSPHRASE_FILE"
            )
        with path.open("rb") as file:
            return make_key(passphrase, file.read(16))
    if passphrase is None:
        return None
    return make_key(passphrase, secrets.token_bytes(16)) if _is_new(path) else None


def _is_new(path: Path) -> bool:
    """Whether the file is still to be made; where its folder is closed, making it says so."""
    try:
        return not path.exists() or path.stat().st_size == 0
    except OSError:
        return True


def make_key(passphrase: Passphrase, salt: bytes) -> Key:
    """The key that this passphrase makes with this salt."""
    return Key(raw=_derived(passphrase.words, salt).hex() + salt.hex())


@functools.lru_cache(maxsize=8)
def _derived(words: str, salt: bytes) -> bytes:
    """The key, made once for each file that a process opens."""
    return hashlib.pbkdf2_hmac("sha512", words.encode(), salt, _ROUNDS, _KEY)
