"""Words of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.segment import Gap, provisional, rules_of, segment, words
from reportedly.lexicon import load_lexicon

RULES = rules_of(load_lexicon("tokens"))


def forms(text: str) -> list[str]:
    return [text[word.start : word.stop] for word in words(text, RULES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", "They|do|n't|know|."),
        ("They don’t know.", "They|do|n’t|know|."),
        ("He cannot come", "He|can|not|come"),
        ("the governor's men", "the|governor|'s|men"),
        ("the residents' houses", "the|residents|'|houses"),
        ("Mr. Karimi of the U.N. mission", "Mr.|Karimi|of|the|U.N.|mission"),
        ("J. Smith left.", "J.|Smith|left|."),
        ("It was I. He knew.", "It|was|I|.|He|knew|."),
        ("road No. 3", "road|No.|3"),
        ("He said no. Then he left.", "He|said|no|.|Then|he|left|."),
        ("a U.S.-led non-state e-mail", "a|U.S.|-|led|non-state|e-mail"),
        ("al-Zawahiri", "al|-|Zawahiri"),
        ("20% of $5.5m at 5pm", "20|%|of|$|5.5|m|at|5|pm"),
        ("1,200 fighters on the 3rd", "1,200|fighters|on|the|3rd"),
        ("see http://example.org/a?b=1.", "see|http://example.org/a?b=1|."),
        ("write to a.b@example.org", "write|to|a.b@example.org"),
        ("gone -- all of them ...", "gone|--|all|of|them|..."),
        ("What?!", "What|?!"),
        ("“Shots,” he said", "“|Shots|,|”|he|said"),
        ("Sana'a and Ta'izz", "Sana'a|and|Ta'izz"),
    ],
)
def test_words_divide_as_universal_dependencies_does(text: str, expected: str) -> None:
    assert forms(text) == expected.split("|")


def test_later_part_of_a_contraction_is_marked():
    assert [word.joined for word in words("He didn't", RULES)] == [False, False, True]


@given(st.text(max_size=80))
def test_words_cover_everything_but_white_space_in_order(text: str) -> None:
    found = words(text, RULES)
    assert all(one.stop <= other.start for one, other in pairwise(found))
    covered = {at for word in found for at in range(word.start, word.stop)}
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered


def test_gaps_tell_lines_from_paragraphs():
    assert segment("One two.\nThree\n\nfour", RULES).before == (
        Gap.PARAGRAPH,
        Gap.SPACE,
        Gap.NONE,
        Gap.LINE,
        Gap.PARAGRAPH,
    )


def test_window_may_begin_after_an_end_mark_and_its_quotation_mark():
    text = segment('"We saw it." The rest left.', RULES)
    assert [text.forms[i] for i, start in enumerate(text.starts) if start] == ['"', "The"]


def test_window_never_begins_at_a_lower_case_word_of_the_same_paragraph():
    assert not any(provisional(["Go", "!", "he", "said"], [Gap.PARAGRAPH, Gap.NONE, Gap.SPACE, Gap.SPACE])[1:])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MAZAR-E SHARIF — Boxes were opened.", "Boxes"),
        ("BAGHDAD, Iraq (Wire) -- Gunmen fled.", "Gunmen"),
        ("KILIS, TURKEY — -The front moved.", "The"),
        ("NATO — the alliance — said so.", None),
        ("The road — a track — is closed.", None),
    ],
)
def test_dateline_is_no_part_of_the_sentence_after_it(text: str, rest: str | None) -> None:
    found = segment(text, RULES)
    begins = [text[s.start : s.stop] for s, gap in zip(found.spans, found.before, strict=True) if gap == Gap.PARAGRAPH]
    assert begins[1:] == ([rest] if rest else [])
