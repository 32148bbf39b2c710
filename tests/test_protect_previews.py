"""A preview is what the release then writes, and warns of descriptions that lead to somebody."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, MILL_TEXT, NARRATOR, Said, mill, numbered, report
from planted import Plant, assert_clean, plant
from reportedly.codec import pack
from reportedly.errors import UsageError
from reportedly.export import Form, export
from reportedly.ledger import Entry, Ledger, append
from reportedly.lexicon import load_lexicon
from reportedly.protect import Occasion, Wanted, held_back, open_ledger, preview, stream_claims
from reportedly.protect.descriptors import KnownPlace, Where, gathered, singled_out, warnings_of
from reportedly.protect.policies import country_name
from reportedly.records import Report
from reportedly.vocabulary import Anonymity, Audience, Flag, Handling, PlaceKind

PUBLIC = Occasion(audience=Audience.PUBLIC, at=AT, recipient="a newspaper", key=b"k" * 32)
AUDIENCES = tuple(replace(PUBLIC, audience=each) for each in Audience)
FARYAB = KnownPlace(words="Faryab", kind=PlaceKind.ADM1, within="Afghanistan")
KUNDUZ = KnownPlace(words="Kunduz", kind=PlaceKind.PPL, within="Kunduz Province")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Plant]]:
    with open_ledger(tmp_path_factory.mktemp("planted") / "ledger.db") as opened:
        yield opened, plant(opened)


def put(ledger: Ledger, *made: Report) -> None:
    append(ledger, [Entry(report=each, original=b"x") for each in made], at=AT)


def written(claims: object, form: Form) -> bytes:
    target = io.BytesIO()
    export(claims, form, target)
    return target.getvalue()


@pytest.mark.parametrize("occasion", AUDIENCES, ids=lambda each: each.audience.value)
@pytest.mark.parametrize("form", Form)
def test_preview_is_what_the_release_writes(planted: tuple[Ledger, Plant], occasion: Occasion, form: Form):
    ledger, _ = planted
    looked = preview(ledger, Wanted(rejected=True), occasion)
    assert written(looked.goes, form) == written(stream_claims(ledger, Wanted(rejected=True), occasion), form)
    assert looked.held == held_back(ledger, Wanted(rejected=True), occasion)
    assert looked.claims == len(looked.goes)


def test_no_planted_word_is_in_a_preview(planted: tuple[Ledger, Plant]):
    ledger, _ = planted
    looked = preview(ledger, Wanted(rejected=True), PUBLIC)
    assert_clean(pack(looked))
    assert_clean(repr(looked))


def test_long_release_shows_its_beginning_and_counts_the_rest(ledger: Ledger):
    put(ledger, *(numbered(number) for number in range(5)))
    looked = preview(ledger, Wanted(), PUBLIC, shown=3)
    assert (len(looked.goes), looked.claims, looked.documents) == (3, 10, 5)


def test_preview_says_what_is_general_and_what_is_held(ledger: Ledger):
    put(ledger, mill(), report(MILL_TEXT, GOVERNOR, replace(NARRATOR, flags=(Flag.ETHNIC_GENERALISATION,))))
    looked = preview(ledger, Wanted(), PUBLIC)
    assert {each.because.split(":")[0]: each.claims for each in looked.general} == {
        "a source is withheld": 1,
        "the document has a withheld source": 3,
        "words are withheld, or names in them are": 1,
        "points are rounded": 2,
    }
    assert [each.claims for each in looked.held] == [1]
    assert looked.handling is Handling.CLEAR
    assert preview(ledger, Wanted(), AUDIENCES[0]).general == ()


@pytest.mark.parametrize(
    ("words", "place", "offered"),
    [
        ("one of the generals of the ANA in Faryab", FARYAB, "a senior army officer in Afghanistan"),
        ("members of the Faryab city council", FARYAB, "a local politician in Afghanistan"),
        ("a doctor in Kunduz", KUNDUZ, "a medical worker in Kunduz Province"),
        ("a doctor in Ostrelka", FARYAB, "a medical worker"),
        ("the only miller", FARYAB, "somebody with a trade"),
        ("the wife of Ilar Tosk", FARYAB, "a relative"),
    ],
)
def test_small_class_of_a_small_place_is_told_with_general_words(words: str, place: KnownPlace, offered: str):
    found = singled_out(words, (place,))
    assert found is not None
    assert found.offered == offered


@pytest.mark.parametrize(
    "words", ["residents of Kunduz", "a doctor", "police officials", "villagers", "Syrian rebels", "", "they"]
)
def test_large_class_is_not_told(words: str):
    assert singled_out(words, (KUNDUZ,)) is None


@given(st.text(), st.sampled_from([*sorted(load_lexicon("small_classes").entries), "resident"]))
def test_offered_words_hold_nothing_of_the_description(name: str, noun: str):
    found = singled_out(f"the only {noun} of {name} Zulmargxq", ())
    assert found is None or "zulmargxq" not in f"{found.offered} {found.because}".casefold()


def test_descriptions_are_found_among_sources_participants_and_words(ledger: Ledger):
    text = "Two doctors in Kunduz said that one of the mullahs of Kunduz fled. The only miller of Kunduz left."
    sources = Said(
        says="one of the mullahs of Kunduz fled",
        who="Two doctors in Kunduz",
        anonymity=Anonymity.COLLECTIVE,
        place="Kunduz",
    )
    put(ledger, report(text, sources, Said(says="The only miller of Kunduz left", agent="The only miller")))
    found = gathered(each for view in stream_claims(ledger, Wanted(), AUDIENCES[0]) for each in warnings_of(view))
    assert {(each.where, each.words) for each in found} >= {
        (Where.SOURCE, "Two doctors in Kunduz"),
        (Where.WORDS, "one of the mullahs of Kunduz fled"),
    }


def test_withheld_description_needs_no_warning(ledger: Ledger):
    text = "A doctor in Kunduz said it rained."
    put(ledger, report(text, Said(says="it rained", who="A doctor in Kunduz", anonymity=Anonymity.UNNAMED_UNEXPLAINED)))
    assert len(preview(ledger, Wanted(), AUDIENCES[0]).warnings) == 1
    assert preview(ledger, Wanted(), PUBLIC).warnings == ()


def test_equal_descriptions_are_told_once_with_their_number(ledger: Ledger):
    text = "A doctor in Kunduz said it rained. A doctor in Kunduz said it snowed."
    doctor = Said(says="it rained", who="A doctor in Kunduz", anonymity=Anonymity.UNNAMED_UNEXPLAINED)
    put(ledger, report(text, doctor, replace(doctor, says="it snowed")))
    (warning,) = preview(ledger, Wanted(), AUDIENCES[0]).warnings
    assert warning.claims == 2
    assert "doctor in" not in repr(warning)


def test_country_has_a_name():
    assert country_name("AF") == "Afghanistan"
    assert country_name(None) is None


def baker() -> Report:
    """A report of which an unnamed source gives the day."""
    said = Said(
        says="riders hold Kunduz",
        who="A baker",
        anonymity=Anonymity.UNNAMED_ON_REQUEST,
        place="Kunduz",
        begin="2025-05-03",
        finish="2025-05-03",
    )
    return report("A baker said riders hold Kunduz. It rained.", said)


@pytest.mark.parametrize(("day", "found"), [("2025-05-03", 1), ("2025-05-04", 1), ("2025-05", 1), ("2025-06-01", 0)])
def test_asking_day_by_day_does_not_tell_the_day_of_what_is_told_by_the_month(ledger, day, found):
    put(ledger, baker())
    wanted = Wanted(since=day, until=day)
    assert len(tuple(stream_claims(ledger, wanted, PUBLIC))) == found
    own = tuple(stream_claims(ledger, wanted, replace(PUBLIC, audience=Audience.INTERNAL)))
    assert len(own) == (day in {"2025-05-03", "2025-05"})


def test_a_day_that_is_none_is_refused_for_every_audience(ledger):
    put(ledger, baker())
    with pytest.raises(UsageError, match="no day"):
        tuple(stream_claims(ledger, Wanted(since="2025-05-3x"), PUBLIC))
