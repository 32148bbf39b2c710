"""An encrypted ledger opens with its passphrase only, and nothing readable is left of the plain one."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fictional import AT, mill, numbered
from planted import PLANTED, plant
from reportedly.errors import LedgerBusyError, LedgerDamagedError, LedgerError, LedgerLockedError, UsageError
from reportedly.judge import accept, purge_document
from reportedly.ledger import Entry, Wanted, append, canonical_live_state, encryption, find_claims, open_ledger
from reportedly.ledger.encryption import convert
from reportedly.ledger.opening import MIGRATIONS
from reportedly.ledger.passphrases import is_encrypted
from reportedly.protect import keeping, verify
from reportedly.records import Ruling
from reportedly.settings import Passphrase, load_settings

RIGHT, OTHER = Passphrase(words='corrège\'ct "hörse" 電池'), Passphrase(words="wrong")
RULING = Ruling(reviewer="R. Viewer", at=AT, because="")
NEEDED = os.environ.get("CI") is not None


@pytest.fixture(autouse=True)
def _driver() -> None:
    """Where the driver is absent the tests are skipped, but never in CI, which installs it."""
    if not NEEDED:
        pytest.importorskip("sqlcipher3")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A plain ledger with planted words, closed as a crash leaves it: with words in its write-ahead log."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        plant(ledger)
    return tmp_path / "ledger.db"


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger.db", passphrase=RIGHT) as ledger:
        plant(ledger)
    return tmp_path / "ledger.db"


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    yield from ((each.name, each.read_bytes()) for each in path.parent.iterdir() if each.is_file())


def readable(path: Path) -> list[tuple[str, str]]:
    """Planted words that stand in any file beside the ledger; names of tables count as well."""
    words = (*(word.lower().encode() for word in PLANTED), b"sqlite format", b"live_words")
    return [(name, word.decode()) for name, body in files(path) for word in words if word in body.lower()]


def state(path: Path, passphrase: Passphrase | None) -> str:
    with open_ledger(path, passphrase=passphrase) as ledger:
        return canonical_live_state(ledger)


def test_new_ledger_under_a_passphrase_holds_nothing_readable(encrypted: Path):
    assert is_encrypted(encrypted)
    with open_ledger(encrypted, passphrase=RIGHT) as ledger:
        append(ledger, [Entry(report=mill(), original=b"x")], at=AT)
        assert readable(encrypted) == []
        assert {name for name, _ in files(encrypted)} >= {"ledger.db", "ledger.db-wal"}
        assert list(find_claims(ledger, Wanted(words="checkpoint")))
    assert stat.S_IMODE(encrypted.stat().st_mode) == 0o600


@pytest.mark.parametrize(("passphrase", "told"), [(None, "encrypted"), (OTHER, "not its passphrase")])
def test_without_its_passphrase_it_does_not_open_and_says_why(
    encrypted: Path, passphrase: Passphrase | None, told: str
):
    before = encrypted.read_bytes()
    with pytest.raises(LedgerLockedError, match=told):
        open_ledger(encrypted, passphrase=passphrase)
    assert encrypted.read_bytes() == before


def test_wrong_passphrase_writes_nothing_to_the_terminal(encrypted: Path, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(LedgerLockedError):
        open_ledger(encrypted, passphrase=OTHER)
    assert capfd.readouterr() == ("", "")


def test_encrypting_keeps_the_ledger_and_leaves_nothing_readable(plain: Path):
    before = state(plain, None)
    assert readable(plain)
    convert(plain, None, RIGHT)
    assert readable(plain) == []
    assert state(plain, RIGHT) == before
    with open_ledger(plain, passphrase=RIGHT) as ledger:
        assert verify(ledger).findings == ()
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600


def aside(code: str, path: Path) -> subprocess.Popen[str]:
    """A process of its own that works on the file: within one process two drivers do not see each other's locks."""
    start = f"import os, sqlite3, sys; c = sqlite3.connect({str(path)!r}); c.execute('PRAGMA journal_mode = WAL'); "
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", start + code], **pipes)  # type: ignore[call-overload]


def test_log_stays_closed_to_changes_in_the_encrypted_file(plain: Path):
    convert(plain, None, RIGHT)
    with open_ledger(plain, passphrase=RIGHT) as ledger, pytest.raises(LedgerError), ledger.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET by = 'nobody'")
    with open_ledger(plain, passphrase=RIGHT) as ledger:
        assert verify(ledger).findings == ()


def test_old_file_is_overwritten_with_the_log_that_a_crash_left(plain: Path):
    crash = "c.execute('CREATE TABLE more AS SELECT \\'vrembling again\\' AS words'); c.commit(); os._exit(0)"
    aside(crash, plain).communicate()
    log = plain.with_name("ledger.db-wal")
    assert b"vrembling again" in log.read_bytes()
    (plain.parent / "kept-log").hardlink_to(log)
    (plain.parent / "kept-file").hardlink_to(plain)
    convert(plain, None, RIGHT)
    assert readable(plain) == []
    assert not log.exists()


def test_decrypting_gives_a_plain_ledger_back(encrypted: Path):
    before = state(encrypted, RIGHT)
    convert(encrypted, RIGHT, None)
    assert not is_encrypted(encrypted)
    assert state(encrypted, None) == before


def test_passphrase_can_be_changed(encrypted: Path):
    before = state(encrypted, RIGHT)
    convert(encrypted, RIGHT, OTHER)
    assert state(encrypted, OTHER) == before
    with pytest.raises(LedgerLockedError):
        open_ledger(encrypted, passphrase=RIGHT)


def test_wrong_passphrase_changes_nothing(encrypted: Path):
    before = encrypted.read_bytes()
    with pytest.raises(LedgerLockedError):
        convert(encrypted, OTHER, None)
    assert encrypted.read_bytes() == before
    assert [name for name, _ in files(encrypted)] == ["ledger.db"]


def test_ledger_that_somebody_has_open_is_left_alone(plain: Path):
    before = state(plain, None)
    with aside("c.execute('SELECT * FROM audit'); print('open', flush=True); sys.stdin.read()", plain) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LedgerBusyError):
            convert(plain, None, RIGHT)
        holder.communicate()
    assert state(plain, None) == before
    assert [name for name, _ in files(plain) if name.startswith(".")] == []


def test_copy_that_is_not_whole_takes_nobodys_place(plain: Path, monkeypatch: pytest.MonkeyPatch):
    before = state(plain, None)
    monkeypatch.setattr(encryption, "_counts", lambda connection: {"rows": id(connection)})
    with pytest.raises(LedgerDamagedError, match="not whole"):
        convert(plain, None, RIGHT)
    assert state(plain, None) == before
    assert [name for name, _ in files(plain) if name.startswith(".")] == []


def test_backups_beside_the_ledger_are_encrypted_too(plain: Path):
    backup = plain.with_name("ledger.db.version-0001.backup")
    broken = plain.with_name("ledger.db.version-0001.backup-2")
    backup.write_bytes(plain.read_bytes())
    broken.write_bytes(b"no ledger")
    done = convert(plain, None, RIGHT)
    assert (done.backups, done.left) == ((str(backup),), (str(broken),))
    assert readable(plain) == []
    assert state(backup, RIGHT) == state(plain, RIGHT)


def test_backup_of_an_encrypted_ledger_is_encrypted(tmp_path: Path):
    import shutil

    path, older = tmp_path / "ledger.db", tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, older, ignore=lambda _, names: [each for each in names if "0003" < each[:4] < "9999"])
    open_ledger(path, migrations=older, passphrase=RIGHT).close()
    open_ledger(path, passphrase=RIGHT).close()
    (backup,) = path.parent.glob("*.backup")
    assert is_encrypted(backup)
    open_ledger(backup, migrations=older, passphrase=RIGHT).close()


def test_everything_that_a_ledger_does_works_encrypted(encrypted: Path):
    with open_ledger(encrypted, passphrase=RIGHT) as ledger:
        append(ledger, [Entry(report=numbered(7), original=b"x")], at=AT)
        claim = next(each.claims[0] for each in find_claims(ledger, Wanted(document="report-7.txt")))
        accept(ledger, claim, RULING)
        assert purge_document(ledger, "report-7.txt", RULING).documents == 1
        assert verify(ledger).findings == ()


def test_plain_ledger_with_protected_sources_says_so(plain: Path, tmp_path: Path):
    with open_ledger(plain) as ledger:
        found = keeping(ledger)
    assert (found.is_encrypted, found.unnamed) == (False, 2)
    assert "reportedly encrypt" in str(found.advice)
    with open_ledger(tmp_path / "empty.db") as ledger:
        assert keeping(ledger).advice is None


def test_encrypted_ledger_needs_no_advice(encrypted: Path):
    with open_ledger(encrypted, passphrase=RIGHT) as ledger:
        assert keeping(ledger).advice is None
        assert keeping(ledger).is_encrypted


def test_passphrase_is_in_no_repr(encrypted: Path):
    settings = load_settings({"HOME": "/nowhere", "REPORTEDLY_PASSPHRASE": OTHER.words})
    assert settings.passphrase == OTHER
    with open_ledger(encrypted, passphrase=RIGHT) as ledger:
        shown = f"{RIGHT} {settings} {ledger.key} {ledger.engine.url}"
    assert RIGHT.words not in shown
    assert OTHER.words not in shown
    assert "Key()" in shown


def test_empty_passphrase_is_refused():
    with pytest.raises(UsageError, match="empty"):
        Passphrase(words="")


def run(path: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("REPORTEDLY_")} | more
    command = [sys.executable, "-m", "reportedly", *words, "--ledger", str(path)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )


def test_commands_take_the_passphrase_from_a_file_and_never_ask_a_pipe(plain: Path, tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text(f"{RIGHT.words}\nsecond line\n", "utf-8")
    assert "not encrypted" in " ".join(run(plain, "claims").stderr.split())
    assert run(plain, "encrypt").returncode == 2
    assert run(plain, "encrypt", "--passphrase-file", str(secret)).returncode == 0
    locked = run(plain, "claims")
    assert (locked.returncode, "is encrypted" in locked.stderr) == (1, True)
    opened = run(plain, "claims", REPORTEDLY_PASSPHRASE_FILE=str(secret))
    assert (opened.returncode, "checkpoint" in opened.stdout) == (0, True)
    assert "not encrypted" not in opened.stderr
    assert run(plain, "decrypt", "--yes", REPORTEDLY_PASSPHRASE=RIGHT.words).returncode == 0
    assert run(plain, "claims").returncode == 0
