"""Times: what holds for every expression and every text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import Annotated, DateCandidate, Document, Sentence, TimeMention, Token
from reportedly.resolve.time_words import load_vocabulary
from reportedly.resolve.times import find_times, precision_of, read_times
from reportedly.spans import Span
from reportedly.vocabulary import Anchor, DateOrigin, TimeKind

# A busy machine is no failure.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PUBLISHED = "2017-11-15"
DAYS = st.dates(date(1901, 1, 1), date(2049, 12, 31))
FORMS = (
    "{d.day} {d:%B} {d.year}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%b}. {d.day}, {d.year}",
    "{d:%A}, {d.day} {d:%B} {d.year}",
    "{d:%A}, {d:%B} {d.day}, {d.year}",
    "the {d.day}th of {d:%B} {d.year}",
    "{d.day}th {d:%B}, {d.year}",
    "{d.day} of {d:%B}, {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%d.%m.%Y}",
)


def the_only(text: str, published: str | None = PUBLISHED) -> TimeMention:
    """The one mention of a text."""
    found = read_times(text, published)
    assert len(found) == 1, [each.span.of(text) for each in found]
    return found[0]


@CALM
@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_date_written_in_any_supported_form_reads_back_to_itself(day: date, form: str):
    text = f"It was on {form.format(d=day)} that the road was cut."
    mention = the_only(text)
    expected = day.isoformat()
    assert (mention.value, mention.begin, mention.finish, mention.precision) == (expected, expected, expected, 1)
    assert mention.anchor is Anchor.EXPLICIT


@CALM
@given(day=DAYS)
def test_a_month_with_its_year_reads_back_to_its_first_and_last_day(day: date):
    mention = the_only(f"The road was cut in {day:%B} {day.year}.")
    assert mention.value == f"{day:%Y-%m}"
    assert mention.begin == f"{day:%Y-%m}-01"
    assert mention.finish[:7] == mention.begin[:7]
    assert date.fromisoformat(mention.finish).day >= 28


@CALM
@given(year=st.integers(1900, 2049))
def test_a_year_reads_back_to_all_of_it(year: int):
    mention = the_only(f"The road was cut in {year}.")
    assert (mention.value, mention.begin, mention.finish) == (str(year), f"{year}-01-01", f"{year}-12-31")


@CALM
@given(day=DAYS, part=st.sampled_from(["early", "mid", "late", "the beginning of", "the end of"]))
def test_part_of_a_month_lies_inside_the_month(day: date, part: str):
    mention = the_only(f"The road was cut in {part} {day:%B} {day.year}.")
    assert mention.begin[:7] == mention.finish[:7] == f"{day:%Y-%m}"
    assert mention.begin <= mention.finish


@CALM
@given(
    published=DAYS,
    weekday=st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_a_weekday_told_as_past_lies_in_the_seven_days_up_to_the_document(published: date, weekday: str):
    mention = the_only(f"The road was cut on {weekday}.", published.isoformat())
    day = date.fromisoformat(mention.begin)
    assert 0 <= (published - day).days < 7
    assert f"{day:%A}" == weekday


@CALM
@given(published=DAYS, count=st.integers(2, 30), unit=st.sampled_from(["days", "weeks", "months", "years"]))
def test_what_was_so_long_ago_ends_before_the_document(published: date, count: int, unit: str):
    mention = the_only(f"The road was cut {count} {unit} ago.", published.isoformat())
    assert mention.begin <= mention.finish < published.isoformat()


@CALM
@given(published=DAYS, count=st.integers(2, 90))
def test_the_last_days_end_with_the_document_and_begin_no_later_than_stated(published: date, count: int):
    mention = the_only(f"Ten people fled in the last {count} days.", published.isoformat())
    assert mention.finish == published.isoformat()
    assert (published - date.fromisoformat(mention.begin)).days == count


WORDS = st.sampled_from(
    [
        *sorted(load_vocabulary().single),
        *[
            "5",
            "12",
            "31",
            "99",
            "2016",
            "1396",
            "05:30",
            "0330",
            "2016-02-30",
            "30/02/2017",
            "1990s",
            "'80s",
            "2015/16",
        ],
    ]
)
GLUE = st.sampled_from([" ", " ", " ", "-", ", ", ". ", "\n\n", " of ", " the ", " May ", " since ", " ago "])
JUMBLES = st.lists(st.tuples(WORDS, GLUE), max_size=30).map(lambda parts: "".join(a + b for a, b in parts))
TEXTS = st.one_of(st.text(max_size=200), JUMBLES, JUMBLES.map(str.title))


@CALM
@given(text=TEXTS, published=st.one_of(st.none(), st.dates().map(date.isoformat)))
def test_intervals_never_invert_and_spans_lie_in_the_text_whatever_the_words(text: str, published: str | None):
    end = 0
    for mention in read_times(text, published):
        assert end <= mention.span.start < mention.span.stop <= len(text)
        end = mention.span.stop
        bounds = [each for each in (mention.begin, mention.begin_latest, mention.finish) if each]
        assert bounds == sorted(bounds)
        bounds = [each for each in (mention.begin, mention.finish_earliest, mention.finish) if each]
        assert bounds == sorted(bounds)


@CALM
@given(text=TEXTS)
def test_reading_twice_gives_the_same(text: str):
    assert read_times(text, PUBLISHED) == read_times(text, PUBLISHED)


@pytest.mark.parametrize(
    "phrase", ["yesterday", "last week", "three days ago", "on Monday", "this year", "tonight", "in October", "now"]
)
def test_without_the_day_of_the_document_nothing_relative_gets_bounds(phrase: str):
    mention = the_only(f"The road was cut {phrase}.", None)
    assert (mention.begin, mention.finish, mention.precision) == (None, None, 0)


def test_a_bad_day_of_publication_counts_as_none():
    assert the_only("The road was cut yesterday.", "15 Nov 2017").begin is None


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town in force.",
        "About 2000 fighters came.",
        "It cost 1990 dollars.",
        "The second bridge fell.",
        "The 31-year-old man fled.",
        "We sat in the sun.",
        "The fall of the city was near.",
        "The spring of the lock broke.",
        "Fighters of the 5th brigade came.",
    ],
)
def test_words_that_are_no_times_are_left_alone(text: str):
    assert read_times(text, PUBLISHED) == ()


@pytest.mark.parametrize(("days", "level"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (4000, 5)])
def test_precision_follows_the_length_of_the_interval(days: int, level: int):
    begin = date(2010, 1, 1)
    assert precision_of(begin, date.fromordinal(begin.toordinal() + days - 1)) == level


def test_an_open_interval_has_unknown_precision():
    assert precision_of(None, date(2017, 11, 15)) == 0


def test_every_reading_that_is_open_or_counted_says_why():
    text = "They came recently, for months, every Friday, since 2009 and two weeks after that."
    assert all(each.because for each in read_times(text, PUBLISHED))


def parsed(text: str, words: list[tuple[str, str, tuple[str, ...], int, str]], published: str) -> Annotated:
    """A document of one sentence with the parse that a test writes down: word, tag, features, head, relation."""
    tokens, at = [], 0
    for form, upos, feats, head, relation in words:
        start = text.index(form, at)
        at = start + len(form)
        tokens.append(Token(Span(start, at), upos, form.lower(), feats, head, relation))
    document = Document(source="t", text=text, dates=(DateCandidate(value=published, origin=DateOrigin.GIVEN),))
    return Annotated(document=document, tokens=tuple(tokens), sentences=(Sentence(0, len(tokens), Span(0, len(text))),))


def test_the_parse_tells_which_way_a_date_lies():
    future = parsed(
        "The council will vote on 20 December",
        [
            ("The", "DET", (), 1, "det"),
            ("council", "NOUN", (), 3, "nsubj"),
            ("will", "AUX", ("VerbForm=Fin",), 3, "aux"),
            ("vote", "VERB", ("VerbForm=Inf",), -1, "root"),
            ("on", "ADP", (), 6, "case"),
            ("20", "NUM", (), 6, "nummod"),
            ("December", "PROPN", (), 3, "obl"),
        ],
        PUBLISHED,
    )
    past = parsed(
        "The council bid on 20 December",
        [
            ("The", "DET", (), 1, "det"),
            ("council", "NOUN", (), 2, "nsubj"),
            ("bid", "VERB", ("Tense=Past", "VerbForm=Fin"), -1, "root"),
            ("on", "ADP", (), 5, "case"),
            ("20", "NUM", (), 5, "nummod"),
            ("December", "PROPN", (), 2, "obl"),
        ],
        PUBLISHED,
    )
    assert find_times(future)[0].begin == "2017-12-20"
    assert find_times(past)[0].begin == "2016-12-20"


def test_kinds_are_those_of_the_vocabulary():
    text = "On Monday at 5 a.m. they came for two days, as every week."
    assert {each.kind for each in read_times(text, PUBLISHED)} == {TimeKind.TIME, TimeKind.DURATION, TimeKind.SET}


def test_the_next_morning_of_what_is_past_is_counted_from_the_narrative():
    text = "Gunmen came on Sunday.\n\nHouses burned.\n\nMany fled.\n\nSoldiers arrived the next morning."
    last = read_times(text, "2021-11-09")[-1]
    assert (last.begin, last.finish) == ("2021-11-08", "2021-11-08")


def test_before_an_hour_of_a_day_is_on_that_day():
    (told,) = read_times("Two shells fell before noon on Tuesday.", "2023-09-20")
    assert (told.begin, told.finish) == ("2023-09-19", "2023-09-19")
