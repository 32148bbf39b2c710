"""Lexicons are data with a source for every word."""

from importlib import resources
from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import load_lexicon

NAMES = sorted(
    path.name.removesuffix(".yml")
    for path in (resources.files("reportedly") / "lexicons").iterdir()
    if path.name.endswith(".yml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_of_the_package_loads_and_is_sorted(name: str) -> None:
    entries = list(load_lexicon(name).entries)
    assert entries
    assert entries == sorted(entries)


def test_an_entry_without_its_source_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("seize: {class: neutral}\n", "utf-8")
    with pytest.raises(LexiconError, match=r"own\.yml: entry 'seize'"):
        load_lexicon("own", folder=tmp_path)


@pytest.mark.parametrize("content", ["- a\n- b\n", "a: [1\n", ""])
def test_a_broken_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "own.yml").write_text(content, "utf-8")
    with pytest.raises(LexiconError, match="own"):
        load_lexicon("own", folder=tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.yml"):
        load_lexicon("nowhere", folder=tmp_path)
