"""One place index for all tests and runs, kept in `build`, and nothing of the user's own."""

import os
from pathlib import Path

import pytest

_BUILD = Path(__file__).parents[1] / "build"

# Set on import, so that commands that tests start see it too.
os.environ["REPORTEDLY_CACHE"] = str(_BUILD / "cache")
os.environ["REPORTEDLY_DATA"] = str(_BUILD / "no-data")
os.environ["REPORTEDLY_REVIEWER"] = "a test"
for _name in ("REPORTEDLY_LEDGER", "REPORTEDLY_MODEL", "REPORTEDLY_WORKERS", "COLUMNS", "FORCE_COLOR"):
    os.environ.pop(_name, None)


@pytest.fixture
def ledger_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of the test's own, which commands without --ledger use."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(path))
    return path
