"""Words of a report are harmless to print, and the terminal stays within its width."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from reportedly.cli.console import hanging, indented, printable, shortened


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one\ttwo\nthree", "one two three"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("left\u202eright", "leftright"),
        ("\x07bell", "bell"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_report_cannot_steer_the_terminal(words: str, shown: str) -> None:
    assert printable(words) == shown


@given(st.text())
def test_printable_words_stand_on_one_line_and_hold_no_escape(words: str) -> None:
    shown = printable(words)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert printable(shown) == shown


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_shortened_words_fit(words: str, width: int) -> None:
    assert len(shortened(words, width)) <= width


def test_words_are_cut_between_words() -> None:
    assert shortened("residents of the district said so", 24) == "residents of the…"


def test_wrapped_line_stays_under_the_words() -> None:
    out = io.StringIO()
    Console(file=out, width=20).print(indented(hanging("·", Text("one two three four five six"))))
    first, second, *_ = out.getvalue().splitlines()
    assert first.startswith("  · one")
    assert second.startswith("    ")
    assert second[4] != " "
