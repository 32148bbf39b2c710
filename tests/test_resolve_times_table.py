"""Time phrases of conflict reports, read as a careful reader reads them: the table in tests/cases/times.tsv."""

from pathlib import Path

import pytest

from reportedly.records import TimeMention
from reportedly.resolve.times import read_times

TABLE = Path(__file__).parent / "cases" / "times.tsv"
LEAST = 200


def rows():
    """Published, sentence with brackets, value, begin, finish, inner bounds."""
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" | ")]


def given(cell: str) -> str | None:
    return None if cell == "-" else cell


def the_mention(sentence: str, published: str | None) -> tuple[TimeMention | None, str]:
    """The mention that the brackets mark, and every mention in words for the message."""
    start = sentence.index("[")
    stop = sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    found = read_times(text, published)
    said = ", ".join(f"{each.span.of(text)!r}={each.value}" for each in found)
    return next((each for each in found if each.span.start < stop and start < each.span.stop), None), said


@pytest.mark.parametrize("row", list(rows()), ids=str)
def test_reads_as_a_careful_reader(row: list[str]):
    published, sentence, value, begin, finish, *inner = row
    mention, said = the_mention(sentence, given(published))
    assert mention is not None, f"not found; found {said}"
    latest, earliest = (given(each.strip()) for each in (inner[0] if inner else "- .. -").split(".."))
    expected = (given(value), given(begin), given(finish), latest, earliest)
    assert (mention.value, mention.begin, mention.finish, mention.begin_latest, mention.finish_earliest) == expected


def test_table_is_as_long_as_promised():
    assert len(list(rows())) >= LEAST


@pytest.mark.parametrize("row", list(rows()), ids=str)
def test_span_is_the_phrase(row: list[str]):
    start, stop = row[1].index("["), row[1].index("]") - 1
    mention, said = the_mention(row[1], given(row[0]))
    assert mention is not None
    assert mention.span == (start, stop), said
