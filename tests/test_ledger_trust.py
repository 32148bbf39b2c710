"""A ledger of another version, a damaged one, one that cannot be written: each is named, and nothing is lost."""

import os
import random
import shutil
import sqlite3
import stat
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql

from fictional import AT, mill, numbered
from reportedly.errors import LedgerDamagedError, LedgerError, LedgerVersionError
from reportedly.ledger import Entry, Ledger, Wanted, append, canonical_live_state, find_documents, open_ledger, schema
from reportedly.ledger.opening import MIGRATIONS
from reportedly.protect import verify

NEXT = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{schema.HEAD}", None, None

def upgrade():
    op.add_column("audit", sa.Column("place", sa.Text))
"""
BROKEN = NEXT.replace('op.add_column("audit"', 'op.add_column("nowhere"')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        put(ledger, 5)
    return tmp_path / "ledger.db"


def put(ledger: Ledger, number: int) -> None:
    made = [mill(), *(numbered(each) for each in range(1, number))]
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in made], at=AT)


def newer(tmp_path: Path, script: str = NEXT) -> Path:
    """Migrations of the Reportedly after this one."""
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts)
    (scripts / "versions" / "9999_next.py").write_text(script, "utf-8")
    return scripts


def test_tables_in_a_file_are_those_of_the_schema(path: Path):
    with open_ledger(path) as ledger, ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.HEAD


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Whether a table is ours, and not one that the index of words keeps."""
    return kind != "table" or not (name or "").startswith("live_words")


def test_an_older_ledger_is_brought_up_to_date_after_a_backup(path: Path, tmp_path: Path):
    with open_ledger(path) as ledger:
        before = canonical_live_state(ledger)
    with open_ledger(path, migrations=newer(tmp_path)) as ledger:
        assert canonical_live_state(ledger) == before
        with ledger.reading() as connection:
            assert "place" in {each["name"] for each in sa.inspect(connection).get_columns("audit")}
    backup = path.with_name(f"ledger.db.version-{schema.HEAD}.backup")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with open_ledger(backup) as ledger:
        assert canonical_live_state(ledger) == before


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path: Path, tmp_path: Path):
    with open_ledger(path) as ledger:
        before = canonical_live_state(ledger)
    with pytest.raises(LedgerError):
        open_ledger(path, migrations=newer(tmp_path, BROKEN))
    with open_ledger(path) as ledger:
        assert canonical_live_state(ledger) == before


def test_an_earlier_backup_is_kept(path: Path, tmp_path: Path):
    first = path.with_name(f"ledger.db.version-{schema.HEAD}.backup")
    first.write_text("earlier")
    open_ledger(path, migrations=newer(tmp_path)).close()
    assert first.read_text() == "earlier"
    assert path.with_name(f"ledger.db.version-{schema.HEAD}.backup-2").exists()


def test_a_newer_ledger_is_refused_and_left_alone(path: Path, tmp_path: Path):
    open_ledger(path, migrations=newer(tmp_path)).close()
    before = path.read_bytes()
    with pytest.raises(LedgerVersionError, match="9999"):
        open_ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.4" + bytes(200), b"SQLite format 3\x00"])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(LedgerDamagedError):
        open_ledger(path)
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    with pytest.raises(LedgerDamagedError, match="no ledger"):
        open_ledger(path)


def test_a_folder_is_no_ledger(tmp_path: Path):
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(tmp_path)


@pytest.fixture
def closed(path: Path) -> Iterator[Path]:
    """A ledger that this process cannot write: its folder and file are closed, and root becomes somebody else."""
    for folder in (path.parent, *path.parent.parents[:3]):
        if folder.name.startswith(("pytest-", "test_")):
            folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield path
    os.seteuid(user)
    path.parent.chmod(0o755)


@pytest.mark.parametrize("name", ["ledger.db", "new.db", "folder/new.db"])
def test_a_closed_folder_is_named(closed: Path, name: str):
    with pytest.raises(LedgerError, match="cannot be opened for writing") as caught:
        open_ledger(closed.parent / name)
    assert str(closed.parent / name) in str(caught.value)
    assert "--ledger" in str(caught.value)


# ---- damage


def test_a_whole_ledger_is_found_whole(path: Path):
    with open_ledger(path) as ledger:
        checked = verify(ledger)
    assert (checked.documents, checked.safe, checked.findings) == (5, 5, ())


DAMAGES = {
    "text": "UPDATE document SET text = :bytes WHERE key = 1",
    "hash": "UPDATE document SET text_sha256 = 'x' WHERE key = 1",
    "original": "UPDATE original SET body = :bytes WHERE key = 1",
    "frame": "UPDATE reading SET frame = :bytes WHERE key = 1",
    "claims": "UPDATE reading SET claims = :bytes WHERE key = 1",
    "fingerprint": "UPDATE reading SET fingerprint = 'x' WHERE key = 1",
    "index": "UPDATE live_claim SET type = 'OTHER' WHERE document = 1",
    "names": "DELETE FROM live_term",
}


@pytest.mark.parametrize("what", DAMAGES)
@pytest.mark.parametrize("damage", [b"", b"nonsense", zlib.compress(b"[]"), zlib.compress(b"another text")])
def test_a_changed_row_is_found_and_the_rest_is_safe(path: Path, what: str, damage: bytes):
    with closing(sqlite3.connect(path)) as connection:
        bound = {"bytes": damage} if ":bytes" in DAMAGES[what] else {}
        connection.execute(DAMAGES[what], bound)
        connection.commit()
    with open_ledger(path) as ledger:
        checked = verify(ledger)
    identity = mill().document.id
    assert checked.safe in ({4} if what != "names" else range(5))
    assert any(identity in each.what for each in checked.findings)
    assert all(str(each) and "miller" not in str(each) for each in checked.findings)


@pytest.mark.parametrize("seed", range(12))
def test_overwritten_bytes_never_pass_unseen(path: Path, seed: int):
    """A run of random bytes somewhere in the file: it is found, or it hit nothing that is kept."""
    with open_ledger(path) as ledger:
        verify(ledger)
        before = canonical_live_state(ledger)
    dice = random.Random(seed)
    content = bytearray(path.read_bytes())
    start = dice.randrange(4096, len(content) - 400)
    content[start : start + 400] = dice.randbytes(400)
    path.write_bytes(content)
    if not is_found(path):
        with open_ledger(path) as ledger:
            assert canonical_live_state(ledger) == before


def test_a_truncated_file_is_found(path: Path):
    os.truncate(path, path.stat().st_size // 2)
    assert is_found(path)


def is_found(path: Path) -> bool:
    """Whether opening refuses the file, or `verify` finds something."""
    try:
        with open_ledger(path) as ledger:
            return bool(verify(ledger).findings)
    except LedgerDamagedError:
        return True


def test_a_file_that_others_can_read_is_found(path: Path):
    path.chmod(0o644)
    with open_ledger(path) as ledger:
        assert [each.what for each in verify(ledger).findings] == ["file"]


def test_statements_are_ready_for_postgresql(path: Path):
    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
    with open_ledger(path) as ledger:
        assert len(list(find_documents(ledger, Wanted()))) == 5
