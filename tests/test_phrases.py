"""Every value of the vocabulary that the terminal shows has its words."""

from collections.abc import Mapping
from enum import Enum

import pytest

from reportedly import phrases, vocabulary

TABLES = [
    (vocabulary.Anonymity, phrases.ANONYMITY),
    (vocabulary.Anonymity, phrases.ANONYMITY_SHORT),
    (vocabulary.Anonymity, phrases.LINK),
    (vocabulary.Basis, phrases.BASIS),
    (vocabulary.Basis, phrases.BASIS_SHORT),
    (vocabulary.Certainty, phrases.CERTAINTY),
    (vocabulary.Realis, phrases.REALIS),
    (vocabulary.Mode, phrases.MODE),
    (vocabulary.ControlLevel, phrases.LEVEL),
    (vocabulary.ControlTrend, phrases.TREND),
    (vocabulary.ControlDiurnal, phrases.DIURNAL),
    (vocabulary.ControlUnit, phrases.UNIT),
    (vocabulary.DateOrigin, phrases.ORIGIN),
    (vocabulary.Flag, phrases.FLAG),
]


@pytest.mark.parametrize(("kind", "words"), TABLES)
def test_each_value_has_words(kind: type[Enum], words: Mapping[Enum, str]) -> None:
    assert set(words) == set(kind)


@pytest.mark.parametrize(("kind", "words"), TABLES)
def test_words_never_say_that_something_is_so(kind: type[Enum], words: Mapping[Enum, str]) -> None:
    claimed = {"true", "false", "proven", "verified", "fact", "happened"}
    assert not [value for value in words.values() if claimed & set(value.lower().split())], kind


@pytest.mark.parametrize(
    ("number", "one", "shown"), [(0, "claim", "0 claims"), (1, "claim", "1 claim"), (1200, "word", "1,200 words")]
)
def test_number_goes_with_its_noun(number: int, one: str, shown: str) -> None:
    assert phrases.counted(number, one) == shown
