"""`reportedly serve`: it says where the desk is, answers there, and ends when it is told to."""

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from reportedly.cli.serving import door, has_screen
from terminal import typed


def test_the_printed_address_opens_the_desk_and_ctrl_c_ends_it(ledger_file: Path):
    command = [sys.executable, "-m", "reportedly", "serve", "--no-browser"]
    environment = {**os.environ, "REPORTEDLY_LEDGER": str(ledger_file), "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as ran:
        assert ran.stdout is not None
        said = ran.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/open\?ticket=\S+", said)
        assert found, said
        address = httpx.URL(found.group())
        with httpx.Client(base_url=f"http://127.0.0.1:{address.port}", timeout=30) as browser:
            assert browser.get(address).status_code == 303
            session = browser.get("/api/session").json()
            assert session["ledger"] == str(ledger_file)
            assert session["suggested"] == "a test"
            assert browser.get(address).status_code == 410
        ran.send_signal(signal.SIGINT)
        _, errors = ran.communicate(timeout=60)
    assert "Traceback" not in errors
    assert stat.S_IMODE(ledger_file.stat().st_mode) == 0o600


def test_a_port_that_is_no_number_is_wrong_use():
    assert typed("serve", "--port", "99999").status == 2


def test_a_browser_is_started_with_a_file_that_only_its_owner_reads(tmp_path: Path):
    page = Path(door(tmp_path, "http://127.0.0.1:1/open?ticket=a&b").removeprefix("file://"))
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "ticket=a&amp;b" in page.read_text("utf-8")


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="these always have a screen")
def test_no_browser_is_looked_for_without_a_screen():
    assert not has_screen({"TERM": "xterm"})
    assert has_screen({"DISPLAY": ":0"})
