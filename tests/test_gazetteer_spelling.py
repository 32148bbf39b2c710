"""Spellings of one name meet; names that differ stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer.spelling import folded, likeness, plain, skeleton, variants

SAME_SOUNDS = [
    ("Qala-e-Zal", "Kala-i Zal"),
    ("Khwaja Ghar", "Hoja Ghar"),
    ("Qush Tepa", "Kush Tapa"),
    ("Qush Tepa", "Куш-Тапа"),
    ("Deir ez-Zor", "Dayr az Zawr"),
    ("Chahar Darah", "Char Dara"),
    ("Imam Sahib", "Emam Saheb"),
    ("Raqqa", "Ar Raqqah"),
    ("Yangi Qala", "Yangi-Kala"),
    ("Dehrawud", "Deh Rawud"),
    ("Dawlat Abad", "Dowlatabad"),
    ("Sheikh Ali", "Shekh Ali"),
    ("Saint Louis", "St. Louis"),
    ("Mohammed", "Muhammad"),
]
ONE_SKELETON = [
    ("Darqad", "Dar-Kat"),
    ("Takhar", "Tohar"),
    ("Kunduz", "کندوز"),
    ("Raqqa", "الرقة"),
    ("Eshkmesh", "Ishkamish"),
    ("Sholgareh", "Sholgara"),
    ("Tirinkot", "Tarin Kowt"),
    ("Hisa-e-Awal-e-Kohistan", "Hisa-i-Awali Kohistan"),
    ("Kharkiv", "Харків"),
    ("Bamyan", "Bamiyan"),
]
DIFFERENT = [("Balkh", "Baghlan"), ("Kunar", "Kandahar"), ("Homs", "Hama"), ("Tal Afar", "Tal Abyad"), ("Gao", "Mopti")]


@pytest.mark.parametrize(("one", "other"), SAME_SOUNDS)
def test_spellings_of_the_same_sounds_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), ONE_SKELETON)
def test_spellings_that_differ_in_vowels_or_voice_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_do_not_fold_alike(one: str, other: str) -> None:
    assert folded(one) != folded(other)
    assert likeness(plain(one), plain(other)) < 0.8


def test_a_prefix_that_reports_leave_off_is_a_variant() -> None:
    assert "hayratan" in set(variants("Shahrak-e Hayratan"))
    assert "imam sahib" in set(variants("Hazrat-e Imam Sahib"))


def test_a_language_path_gives_its_own_variant() -> None:
    assert {"lugansk", "luhansk"} <= set(variants("Луганськ"))


@given(st.text(max_size=40))
def test_plain_holds_nothing_but_small_letters_digits_and_single_spaces(name: str) -> None:
    text = plain(name)
    assert text == " ".join(text.split())
    assert all(letter.isascii() and (letter.islower() or letter.isdigit() or letter == " ") for letter in text)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_about_plain(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-", max_size=30), st.text(alphabet="aeiouklmn", max_size=30))
def test_likeness_is_a_share_and_does_not_depend_on_the_order(one: str, other: str) -> None:
    share = likeness(plain(one), plain(other))
    assert 0.0 <= share <= 1.0
    assert share == pytest.approx(likeness(plain(other), plain(one)))
