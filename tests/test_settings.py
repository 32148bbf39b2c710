"""Settings come from the environment that is handed in, and from nowhere else."""

from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.settings import load_settings


def test_defaults_follow_the_user_folders() -> None:
    settings = load_settings({"HOME": "/home/somebody"})
    assert settings.ledger == Path("/home/somebody/.local/share/reportedly/ledger.db")
    assert settings.cache == Path("/home/somebody/.cache/reportedly")
    assert settings.workers >= 1


def test_variables_win() -> None:
    given = {
        "HOME": "/h",
        "REPORTEDLY_LEDGER": "/x/l.db",
        "XDG_CACHE_HOME": "/c",
        "REPORTEDLY_WORKERS": "3",
        "REPORTEDLY_MODEL": "/m",
    }
    settings = load_settings(given)
    assert (settings.ledger, settings.cache) == (Path("/x/l.db"), Path("/c/reportedly"))
    assert (settings.workers, settings.model) == (3, Path("/m"))


@pytest.mark.parametrize("workers", ["0", "-1", "many", ""])
def test_a_number_of_workers_that_is_none_is_refused(workers: str) -> None:
    with pytest.raises(UsageError, match="REPORTEDLY_WORKERS"):
        load_settings({"HOME": "/h", "REPORTEDLY_WORKERS": workers})
