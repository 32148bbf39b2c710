"""Opening a ledger: the file is made for its owner alone, and its tables are of this version or are brought to it."""

import itertools
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import event

from reportedly.errors import LedgerDamagedError, LedgerError, LedgerLockedError, LedgerVersionError
from reportedly.ledger.failures import guarded
from reportedly.ledger.passphrases import MAGIC, Key, is_encrypted, key_of
from reportedly.ledger.schema import APPLICATION_ID, HEAD, secret
from reportedly.settings import Passphrase

MIGRATIONS = Path(__file__).parent / "migrations"
_ID_AT = 68
# What a transaction is read and written through; whoever hands it on need not know the database.
Connection = sa.Connection


class Ledger:
    """An open ledger. Use it in a `with` statement, or close it."""

    def __init__(self, where: str, engine: sa.Engine, *, key: Key | None = None) -> None:
        """Keep where it stands, how it is reached, and the key of an encrypted file."""
        self.where = where
        self.engine = engine
        self.key = key

    @property
    def is_encrypted(self) -> bool:
        """Whether its file is encrypted; what a PostgreSQL database does is its own matter."""
        return self.key is not None

    @property
    def is_file(self) -> bool:
        """Whether it is a SQLite file, and not a PostgreSQL database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the ledger, whatever others write meanwhile."""
        with guarded(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes are all kept at the end, or none of them."""
        with guarded(self.where), self.engine.connect() as plain:
            connection = plain.execution_options(reportedly_writes=True)
            with connection.begin():
                if not self.is_file:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(APPLICATION_ID)))
                yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(
    where: Path | str, *, wait: float = 30.0, migrations: Path = MIGRATIONS, passphrase: Passphrase | None = None
) -> Ledger:
    """The ledger at this path, made if it is not there; a `postgresql://` address opens a team's database.

    `wait` is how many seconds to wait for another process that is writing. With a passphrase an encrypted file is
    opened, or made where there is none; a plain one stays plain.

    Raises:
        LedgerLockedError: The file is encrypted, and the passphrase is missing or wrong.
        LedgerVersionError: A newer Reportedly made it.
        LedgerDamagedError: The file is no ledger.
        LedgerBusyError: Another process kept it longer than `wait`.
        LedgerError: The folder or the file cannot be written.
    """
    if isinstance(where, str) and where.startswith("postgresql"):
        engine = sa.create_engine(where, hide_parameters=True)
        ledger = Ledger(engine.url.render_as_string(hide_password=True), engine)
    else:
        path = Path(where)
        key = key_of(path, passphrase)
        _make(path)
        ledger = Ledger(str(path), _engine(path, wait, key), key=key)
    try:
        _bring_up(ledger, migrations)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _make(path: Path) -> None:
    """An empty file that only its owner can read, unless there is a file already."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        message = f"ledger {path} cannot be opened for writing ({error.strerror}); choose another with --ledger"
        raise LedgerError(message) from error
    known = head[_ID_AT : _ID_AT + 4] in {APPLICATION_ID.to_bytes(4, "big"), bytes(4)}
    if head and not (head.startswith(MAGIC) and known) and not is_encrypted(path):
        message = f"{path} is no ledger, or its beginning is damaged; choose another file with --ledger"
        raise LedgerDamagedError(message)


def _engine(path: Path, wait: float, key: Key | None) -> sa.Engine:
    """The engine of a file; SQL errors never show the values that were bound."""
    address = sa.URL.create("sqlite", database=str(path))
    if key is None:
        engine = sa.create_engine(address, hide_parameters=True, connect_args={"timeout": wait})
    else:
        engine = sa.create_engine(
            address,
            hide_parameters=True,
            module=cipher(),
            creator=lambda: connect_file(path, key, wait=wait),
            poolclass=sa.QueuePool,
        )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def cipher() -> Any:  # noqa: ANN401 - a driver without types
    """SQLCipher's driver, which reads plain files too.

    Raises:
        LedgerError: It is not installed.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise LedgerError("encrypted ledgers need the package sqlcipher3; install it with pip") from error
    return dbapi2


def connect_file(path: Path, key: Key | None, *, wait: float = 5.0) -> Any:  # noqa: ANN401 - see above
    """A connection of SQLCipher's driver to a file, plain where there is no key; nothing is read yet."""
    connection = cipher().connect(str(path), timeout=wait, isolation_level=None, check_same_thread=False)
    if key is not None:
        # Else a wrong passphrase is told on standard error, line by line.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.statement)
    return connection


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """How every connection to a file behaves.

    FULL: what was committed survives a power cut. secure_delete: what is deleted is overwritten with zeros.
    """
    connection.isolation_level = None
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA secure_delete = ON",
        "PRAGMA foreign_keys = ON",
        "PRAGMA cache_size = -32000",
        "PRAGMA temp_store = MEMORY",
    ):
        connection.execute(statement)


def _begin(connection: sa.Connection) -> None:
    """A writer asks for the lock at once, so that it waits for another writer before it does any work."""
    writes = connection.get_execution_options().get("reportedly_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up(ledger: Ledger, migrations: Path) -> None:
    """Make the tables, or bring those of an older version up to date after a backup."""
    version = _present_version(ledger)
    if version == _head(migrations):
        return
    known = _older(migrations)
    if version is not None and version not in known:
        message = (
            f"ledger {ledger.where} has version {version}, and this Reportedly knows up to {HEAD}; "
            "use the Reportedly that made it, or a newer one"
        )
        raise LedgerVersionError(message)
    if version is not None and ledger.is_file:
        _back_up(Path(ledger.where), version, ledger.key)
    with ledger.writing() as connection:
        _upgrade(connection, migrations)


def _present_version(ledger: Ledger) -> str | None:
    """The version of the tables; an encrypted file that cannot be read has another passphrase."""
    try:
        with ledger.reading() as connection:
            return _version(connection)
    except LedgerDamagedError as error:
        if ledger.is_encrypted:
            raise LedgerLockedError(
                f"ledger {ledger.where}: this is not its passphrase, or the file is no ledger of Reportedly"
            ) from error
        raise


def _version(connection: sa.Connection) -> str | None:
    """The version of the tables; None in an empty file."""
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())
    if tables:
        message = f"{connection.engine.url.database} is a database, but no ledger; choose another with --ledger"
        raise LedgerDamagedError(message)
    return None


def _head(migrations: Path) -> str:
    """The version that this Reportedly writes; its own is known without loading alembic."""
    return HEAD if migrations == MIGRATIONS else max(_older(migrations))


def _older(migrations: Path) -> set[str]:
    """Versions that can be brought up to date, by the names of the scripts."""
    return {path.name.split("_")[0] for path in (migrations / "versions").glob("[0-9]*.py")}


def _back_up(path: Path, version: str, key: Key | None) -> None:
    """A copy of the file as it was, beside it, as private and under the same key; an earlier one is not overwritten."""
    try:
        copy = _new_file(path, version)
    except OSError as error:
        message = f"ledger {path} is of an older version, and no backup can be written beside it: {error.strerror}"
        raise LedgerError(message) from error
    try:
        with guarded(str(path)), closing(_connected(path, key)) as old, closing(_connected(copy, key)) as new:
            old.backup(new)
    except LedgerError:
        copy.unlink()
        raise


def _connected(path: Path, key: Key | None) -> Any:  # noqa: ANN401 - a connection of sqlite3 or sqlcipher3
    """A connection outside of the engine."""
    return sqlite3.connect(path) if key is None else connect_file(path, key)


def _new_file(path: Path, version: str) -> Path:
    """The first name for a backup that is free, taken."""
    for number in itertools.count(1):
        copy = path.with_name(f"{path.name}.version-{version}.backup" + (f"-{number}" if number > 1 else ""))
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            continue
        return copy
    raise AssertionError  # `count` does not end.


def _upgrade(connection: sa.Connection, migrations: Path) -> None:
    """Run the migrations that are missing, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    if _version(connection) == _head(migrations):
        return  # Another process made the tables while we waited for the lock.
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    if connection.execute(sa.select(secret.c.value)).first() is None:
        rows: list[dict[str, Any]] = [{"name": "tombstones", "value": secrets.token_bytes(32)}]
        connection.execute(sa.insert(secret), rows)
