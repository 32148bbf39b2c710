"""A writer that is killed loses nothing that was told to be stored, and leaves nothing half written."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fictional import AT, mill, numbered
from reportedly.errors import LedgerBusyError, LedgerFullError
from reportedly.ledger import Entry, Wanted, append, canonical_live_state, find_documents, open_ledger
from reportedly.protect import verify
from reportedly.records import Report

WRITER = Path(__file__).with_name("crashing_writer.py")
NUMBER, BATCH = 240, 6


def entries(*made: Report) -> list[Entry]:
    return [Entry(report=each, original=each.document.text.encode()) for each in made]


def start(path: Path, number: int = NUMBER) -> subprocess.Popen[bytes]:
    """The writer, in a process of its own."""
    command = [sys.executable, str(WRITER), str(path), str(number), str(BATCH)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    process = start(path)
    process.communicate()
    assert process.returncode == 0
    with open_ledger(path) as ledger:
        return canonical_live_state(ledger)


def test_killed_at_ten_moments_it_goes_on_to_the_same_live_state(tmp_path: Path, whole: str):
    path = tmp_path / "ledger.db"
    moments = random.Random(7)
    killed = 0
    for _ in range(10):
        process = start(path)
        assert process.stdout is not None
        for _ in range(moments.randrange(0, 4)):
            process.stdout.readline()
        time.sleep(moments.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
        if path.exists():
            with open_ledger(path) as ledger:
                assert verify(ledger).findings == ()
                assert all(len(each.claims) == 2 for each in find_documents(ledger, Wanted()))
    assert killed == 10
    process = start(path)
    process.communicate()
    with open_ledger(path) as ledger:
        assert canonical_live_state(ledger) == whole


def test_what_was_told_to_be_stored_is_stored(tmp_path: Path):
    path = tmp_path / "ledger.db"
    process = start(path)
    assert process.stdout is not None
    told = [process.stdout.readline().decode().strip() for _ in range(3)]
    process.kill()
    process.wait()
    process.stdout.close()
    with open_ledger(path) as ledger:
        stored = {each.latest.report.document.source for each in find_documents(ledger, Wanted())}
    assert set(told) <= stored
    assert len(stored) % BATCH == 0


def test_two_writers_wait_for_each_other(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as one, open_ledger(tmp_path / "ledger.db") as two:
        threads = [
            threading.Thread(target=lambda ledger=ledger, first=first: fill(ledger, first))
            for ledger, first in ((one, 0), (two, 10))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(find_documents(one, Wanted()))) == 20


def fill(ledger: object, first: int) -> None:
    """Ten reports, each in a transaction of its own."""
    for number in range(first, first + 10):
        append(ledger, entries(numbered(number)), at=AT)


def test_several_processes_make_and_fill_one_ledger(tmp_path: Path):
    path = tmp_path / "ledger.db"
    processes = [start(path, 24) for _ in range(4)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 4
    with open_ledger(path) as ledger, ledger.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reading").scalar() == 24
        assert connection.exec_driver_sql("SELECT count(*) FROM secret").scalar() == 1
    with open_ledger(path) as ledger:
        assert verify(ledger).findings == ()


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path):
    path = tmp_path / "ledger.db"
    with open_ledger(path) as one, open_ledger(path, wait=0.05) as two:
        with one.writing(), pytest.raises(LedgerBusyError, match="another process"):
            append(two, entries(mill()), at=AT)
        append(two, entries(mill()), at=AT)


def test_a_reader_is_not_disturbed_by_a_writer(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as ledger, open_ledger(tmp_path / "ledger.db") as other:
        append(ledger, entries(numbered(1), numbered(2)), at=AT)
        found = find_documents(ledger, Wanted())
        next(found)
        append(other, entries(numbered(3)), at=AT)
        assert len(list(found)) == 1
        assert len(list(find_documents(ledger, Wanted()))) == 3


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        append(ledger, entries(numbered(0)), at=AT)
        before = canonical_live_state(ledger)
        with ledger.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # The pool hands the same connection out again, so that the limit holds for the next writer.
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        batch = entries(*(numbered(number) for number in range(1, 400)))
        with pytest.raises(LedgerFullError, match="disk is full"):
            append(ledger, batch, at=AT)
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert canonical_live_state(ledger) == before
        assert verify(ledger).findings == ()
        append(ledger, batch, at=AT)
        assert len(list(find_documents(ledger, Wanted()))) == 400


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pathlib import Path
from fictional import AT, numbered
from reportedly.errors import LedgerFullError
from reportedly.ledger import Entry, append, open_ledger
with open_ledger(Path(sys.argv[1])) as ledger:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    stored = 0
    try:
        for number in range(5000):
            made = numbered(number)
            append(ledger, [Entry(report=made, original=made.document.text.encode())], at=AT)
            stored += 1
    except LedgerFullError:
        print(stored)
        sys.exit(7)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="the system has no limit on the size of files")
def test_a_disk_that_refuses_to_write_loses_nothing_that_was_stored(tmp_path: Path):
    path = tmp_path / "ledger.db"
    environment = {**os.environ, "PYTHONPATH": str(WRITER.parent)}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 7, done.stderr
    with open_ledger(path) as ledger:
        assert verify(ledger).findings == ()
        assert len(list(find_documents(ledger, Wanted()))) == int(done.stdout)
        append(ledger, entries(mill()), at=AT)
