"""From lines with places to a text: columns, paragraphs, hyphens, running lines, and where each page stands."""

import pytest

from reportedly.read.layout import Line, joined, ordered, without_running

HEIGHT = 12.0
WORDS = ("no", "the first", "the second", "the third")


def line(text: str, row: float, left: float = 60, *, width: float = 200, height: float = HEIGHT) -> Line:
    """A line whose row counts from the top of the page, 14 points apart."""
    bottom = 780 - 14 * row
    return Line(text=text, left=left, right=left + width, bottom=bottom, top=bottom + height)


def column(name: str, left: float, rows: int = 5) -> list[Line]:
    return [line(f"{name} line {number} of words", number + 2, left) for number in range(rows)]


def texts(lines: list[Line]) -> list[str]:
    return [each.text for each in lines]


def text_of(*pages: list[Line]) -> str:
    return joined(list(pages))[0]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = column("left", 60), column("right", 320)
    beside = [each for pair in zip(left, right, strict=True) for each in pair]
    assert texts(ordered(beside)) == texts(left + right)


def test_a_headline_and_a_foot_over_both_columns_stay_around_them() -> None:
    left, right = column("left", 60), column("right", 320)
    top = line("a headline over both columns", 0, width=460, height=20)
    foot = line("a note over both columns of the page", 9, width=460)
    assert texts(ordered([foot, *right, top, *left])) == texts([top, *left, *right, foot])


def test_a_table_is_read_row_by_row() -> None:
    cells = [line(f"{name}{row}", row, left, width=30) for row in range(4) for name, left in (("a", 60), ("b", 200))]
    assert texts(ordered(cells)) == ["a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3"]


def test_running_lines_and_page_numbers_are_left_out() -> None:
    pages = [
        [line("The Courier, number 7", 0), line(f"Words of {WORDS[number]} page", 5), line(f"- {number} -", 50)]
        for number in range(1, 4)
    ]
    assert [texts(page) for page in without_running(pages)] == [
        [f"Words of {WORDS[number]} page"] for number in (1, 2, 3)
    ]


def test_a_line_that_repeats_in_the_middle_of_pages_is_kept() -> None:
    pages = [
        [line(f"top {name}", 0), line(f"next {name}", 1), line("again", 2), line(f"x {name}", 3), line(f"y {name}", 4)]
        for name in "abc"
    ]
    assert all("again" in texts(page) for page in without_running(pages))


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("in the north-", "ern districts", "in the northern districts"),
        ("by ISO-", "639 codes", "by ISO-639 codes"),
        ("in Sar-e", "Pul province", "in Sar-e Pul province"),
        ("from 2015 -", "he said", "from 2015 - he said"),
        ("the Anglo-", "American", "the Anglo-American"),
    ],
)
def test_hyphens_at_the_ends_of_lines(first: str, second: str, text: str) -> None:
    assert text_of([line(first, 0), line(second, 1)]) == text


def test_a_larger_step_begins_a_paragraph() -> None:
    assert (
        text_of([line("One.", 0), line("still one", 1), line("Two.", 4), line("still two", 5)])
        == "One. still one\n\nTwo. still two"
    )


def test_an_indent_after_a_full_stop_begins_a_paragraph() -> None:
    lines = [line("One one one one.", 0), line("Two begins here", 1, 75, width=185), line("and goes on.", 2)]
    assert text_of(lines) == "One one one one.\n\nTwo begins here and goes on."


def test_a_headline_in_larger_letters_is_a_paragraph_of_its_own() -> None:
    assert text_of([line("Headline", 0, height=18), line("Words follow", 1.2)]) == "Headline\n\nWords follow"


def test_pages_tell_where_they_stand_and_a_sentence_runs_over() -> None:
    text, pages = joined(
        [[line("The road to the north-", 0)], [line("ern town is open.", 0)], [], [line("He said so.", 0)]]
    )
    assert text == "The road to the northern town is open.\n\nHe said so."
    assert [page.of(text) for page in pages] == ["The road to the north", "ern town is open.", "", "He said so."]
