"""No command prints a withheld word for the public."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planted import OPEN, PLANTED, Plant, assert_clean, plant
from reportedly.cli.commands import app
from reportedly.link import incidents_of, link_incidents
from reportedly.protect import open_ledger
from terminal import Ended, typed

Walk = Callable[[Plant, Path], Ended]


def shown(*words: str) -> Walk:
    """A command for the public, on the planted ledger."""

    def walk(_plant: Plant, ledger: Path) -> Ended:
        return typed(*words, "--audience", "public", "--ledger", str(ledger))

    return walk


def explained(which: str) -> Walk:
    """An explanation of one of the planted claims."""

    def walk(planted: Plant, ledger: Path) -> Ended:
        claim = str(getattr(planted, which))
        return typed("explain", claim, "--audience", "public", "--ledger", str(ledger))

    return walk


WALKS: dict[str, Walk] = {
    "claims": shown("claims"),
    "claims --format jsonl": shown("claims", "--format", "jsonl"),
    "claims --rejected": shown("claims", "--rejected", "--limit", "0"),
    "explain the witness": explained("witness"),
    "explain the governor": explained("governor"),
    "explain what is sealed": explained("sealed"),
    "export csv": shown("export", "--format", "csv", "--hxl"),
    "export jsonl": shown("export", "--format", "jsonl"),
    "export jsonld": shown("export", "--format", "jsonld"),
    "export gold": shown("export", "--format", "gold", "--out", "nowhere"),
    "control": shown("control"),
    "control --format jsonl": shown("control", "--format", "jsonl"),
    "control of a place": shown("control", "Ostrelka"),
    "sources": shown("sources"),
    "sources --format jsonl": shown("sources", "--format", "jsonl"),
    "brief": shown("brief", "district", "Kunduz Province"),
    "brief without a match": shown("brief", "district", "Ostrelka"),
    "export --preview": shown("export", "--preview"),
    "export --preview --rejected": shown("export", "--preview", "--rejected"),
    "export geojson": shown("export", "--format", "geojson", "--unrealised"),
}
WALKS |= {
    "reprints": shown("reprints"),
    "reprints --format jsonl": shown("reprints", "--format", "jsonl"),
    "compare with what is withheld": shown("compare", "/home/analyst/zulmarg-interview.txt", "elsewhere.txt"),
    "compare with what is sealed": shown("compare", "sealed-quorvax.txt", "elsewhere.txt"),
    "compare what is open": shown("compare", "convoy.txt", "elsewhere.txt", "--text"),
    "compare what is open --format jsonl": shown("compare", "convoy.txt", "elsewhere.txt", "--format", "jsonl"),
}


def incident_of(which: str, *form: str) -> Walk:
    """The page of the incident that one of the planted claims belongs to."""

    def walk(planted: Plant, ledger: Path) -> Ended:
        claim = str(getattr(planted, which))
        with open_ledger(ledger) as opened:
            link_incidents(opened)
            found = incidents_of(opened, (claim,))[claim]
        return typed("incident", found, *form, "--audience", "public", "--ledger", str(ledger))

    return walk


WALKS |= {
    "incidents": shown("incidents", "--limit", "0"),
    "incidents --format jsonl": shown("incidents", "--format", "jsonl"),
    "incident of the witness": incident_of("witness"),
    "incident of the witness --format jsonl": incident_of("witness", "--format", "jsonl"),
}
WALKS |= {f"incidents --place {word}": shown("incidents", "--place", word) for word in PLANTED}
WALKS |= {f"claims --words {word}": shown("claims", "--words", word) for word in PLANTED}
WALKS |= {f"claims --source {word}": shown("claims", "--source", word) for word in PLANTED}

# What the owner alone types, and what shows nothing of a ledger.
FOR_THE_OWNER = {
    "audit": "echoes the user's own file",
    "extract": "echoes the user's own file",
    "annotate": "echoes the user's own file",
    "read": "echoes the names of the user's own files",
    "retry": "echoes the names of the user's own files",
    "watch": "echoes the names of the user's own feeds",
    "issues": "the owner's work list",
    "verify": "ids only",
    "purge": "counts only",
    "doctor": "nothing of a ledger",
    "serve": "the owner's own desk",
    "encrypt": "nothing of a ledger",
    "decrypt": "nothing of a ledger",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plant]:
    path = tmp_path_factory.mktemp("planted") / "ledger.db"
    with open_ledger(path) as ledger:
        return path, plant(ledger)


@pytest.mark.parametrize("name", WALKS)
def test_no_planted_word_is_printed_for_the_public(planted: tuple[Path, Plant], name: str):
    path, plants = planted
    ended = WALKS[name](plants, path)
    assert_clean(ended.out)
    assert_clean(ended.err)


def test_the_owner_sees_what_is_planted(planted: tuple[Path, Plant]):
    path, _ = planted
    out = typed("claims", "--format", "jsonl", "--ledger", str(path)).out
    assert [word for word in PLANTED if word in out]


def test_the_public_sees_what_is_open(planted: tuple[Path, Plant]):
    path, _ = planted
    out = typed("claims", "--format", "jsonl", "--audience", "public", "--ledger", str(path)).out
    assert [word for word in OPEN if word in out]


def test_verify_prints_no_word(planted: tuple[Path, Plant]):
    path, _ = planted
    ended = typed("verify", "--ledger", str(path))
    assert ended.status == 0
    assert_clean(ended.said)


def test_every_command_is_walked_or_for_the_owner():
    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    walked = {name.split()[0] for name in WALKS}
    assert names == walked | set(FOR_THE_OWNER)
