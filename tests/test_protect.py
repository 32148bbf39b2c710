import itertools
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, MILL_TEXT, MILLER, NARRATOR, Said, at, mill, report
from planted import OPEN, PLANTED, Plant, assert_clean, leaks, plant
from reportedly.codec import pack
from reportedly.errors import NotInLedgerError
from reportedly.judge import Link, comment, redact_claim, redact_source, reject
from reportedly.ledger import Entry, Ledger, append, load_document
from reportedly.ledger.sources import SourceSet, folded
from reportedly.protect import (
    Occasion,
    Overview,
    Wanted,
    document_page,
    explained,
    held_back,
    load_policy,
    open_ledger,
    released,
    stream_claims,
    stream_documents,
    stream_issues,
)
from reportedly.protect.hiding import Hidden, _joined
from reportedly.protect.views import ClaimView
from reportedly.records import Name, Report, Ruling
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Audience, Basis, Flag, Mode, NameKind, PlaceKind, Realis, Sensitivity

RULING = Ruling(reviewer="R. Viewer", at=AT, because="asked for it")
PUBLIC = Occasion(audience=Audience.PUBLIC, at=AT, recipient="a newspaper", key=b"k" * 32)
PARTNER = replace(PUBLIC, audience=Audience.PARTNER)
OWNER = replace(PUBLIC, audience=Audience.INTERNAL)
MILL = {"url": "https://ford.example/mill", "publisher": "Ford Post", "title": "The mill"}


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


def seen(ledger: Ledger, occasion: Occasion, **wanted: object) -> tuple[ClaimView, ...]:
    return tuple(stream_claims(ledger, Wanted(**wanted), occasion))


# ---- planted words


def test_the_owner_sees_what_is_planted(planted: tuple[Ledger, Plant]):
    ledger, _ = planted
    shown = b"".join(pack(each) for each in (*seen(ledger, OWNER), *stream_issues(ledger, OWNER)))
    assert set(leaks(shown)) == set(PLANTED) - {"Quorvax"}


def test_no_planted_word_leaves_with_claims_documents_or_issues(planted: tuple[Ledger, Plant]):
    ledger, _ = planted
    occasion = PUBLIC
    views = [
        *stream_claims(ledger, Wanted(rejected=True), occasion),
        *stream_documents(ledger, Wanted(), occasion),
        *stream_issues(ledger, occasion),
        *held_back(ledger, Wanted(), occasion),
        released(ledger, Wanted(), occasion),
    ]
    output = b"\n".join(pack(each) for each in views)
    assert_clean(output)
    assert_clean(repr(views))
    assert all(word.encode() in output for word in OPEN)


def test_no_planted_word_leaves_for_a_partner(planted: tuple[Ledger, Plant]):
    ledger, plan = planted
    views = [released(ledger, Wanted(rejected=True), PARTNER), explained(ledger, plan.witness, PARTNER)]
    output = b"".join(pack(each) for each in (*views, *stream_issues(ledger, PARTNER)))
    assert_clean(output)


def test_no_planted_word_leaves_with_an_explanation(planted: tuple[Ledger, Plant]):
    ledger, _ = planted
    ids = [claim for document in ("harbour", "convoy") for claim in _ids(ledger, document)]
    for claim in ids:
        try:
            assert_clean(pack(explained(ledger, claim, PUBLIC)))
        except NotInLedgerError as error:
            assert_clean(str(error))
    assert len(ids) > 8


def _ids(ledger: Ledger, part: str) -> list[str]:
    claims = stream_claims(ledger, Wanted(rejected=True), OWNER)
    return [each.id for each in claims if part in f"{each.document.source} {each.document.url}"]


@pytest.mark.parametrize("word", PLANTED)
@pytest.mark.parametrize("name", ["words", "source", "place", "actor"])
def test_asking_for_a_withheld_word_tells_nothing(planted: tuple[Ledger, Plant], name: str, word: str):
    ledger, _ = planted
    assert seen(ledger, PUBLIC, **{name: word}) == ()
    asked = held_back(ledger, Wanted(**{name: word}), PUBLIC)
    assert asked == held_back(ledger, Wanted(**{name: "nothing of the kind"}), PUBLIC)


@given(
    st.text(st.characters(categories=("Ll", "Lu")), min_size=3, max_size=9).map(lambda middle: f"Qx{middle}xq"),
    st.sampled_from(["{} the baker", "a baker near {}", "{}", "the {} baker"]),
    st.sampled_from([Anonymity.UNNAMED_ON_REQUEST, Anonymity.UNNAMED_UNEXPLAINED, Anonymity.NAMED]),
)
@settings(max_examples=25, deadline=None)
def test_no_word_of_a_withheld_description_is_public(
    tmp_path_factory: pytest.TempPathFactory, word: str, form: str, anonymity: Anonymity
):
    who = form.format(word)
    text = f"Yesterday {who} said that {word} walls fell. Others spoke of {word}. It rained."
    made = report(
        text,
        Said(says=f"{word} walls fell", who=who, anonymity=anonymity),
        Said(says=f"Others spoke of {word}", mode=Mode.PRESUPPOSED),
        Said(says="It rained"),
        title=word,
        url=f"https://x.example/{word}",
        source=word,
    )
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        put(ledger, made)
        output = pack(released(ledger, Wanted(), PUBLIC)).decode()
    assert word.casefold() not in output.casefold()
    assert "It rained" in output


@pytest.mark.parametrize(
    "written", ["Zulma\u0301rg", "ZULM\u00adARG", "Zul\u200bmarg", "zulmárg's", "zulmarg_file", "Zulmarg-Ostrelka"]
)
def test_another_spelling_of_a_withheld_name_is_hidden_too(ledger: Ledger, written: str):
    text = f"Zulmarg said it rained. People spoke of {written} again. The sun came."
    put(ledger, report(text, Said(says="it rained", who="Zulmarg"), Said(says=f"People spoke of {written} again")))
    assert [each.words for each in seen(ledger, PUBLIC)][1].startswith("People spoke of [withheld]")
    assert "ulm" not in pack(released(ledger, Wanted(), PUBLIC)).decode().casefold()


SPANS = st.tuples(st.integers(0, 25), st.integers(1, 6)).map(lambda pair: Span(pair[0], min(26, pair[0] + pair[1])))


@given(st.lists(SPANS, max_size=5), SPANS)
def test_no_blanked_letter_can_be_read(blanks: list[Span], span: Span):
    text = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    hidden = Hidden(
        policy=load_policy(Audience.PUBLIC),
        sources=SourceSet(),
        blanks=tuple(_joined(blanks)),
        words=frozenset(),
        is_sealed=False,
    )
    shown = set(hidden.readable(span, text)) & set(text)
    blanked = {letter for blank in blanks for letter in blank.of(text)}
    assert shown == set(span.of(text)) - blanked


# ---- sources


def test_an_unnamed_source_is_generalised_for_others_and_told_to_the_owner(ledger: Ledger):
    put(ledger, mill())
    labels = {each.audience: seen(ledger, each)[1].chain[0].label for each in (OWNER, PARTNER, PUBLIC)}
    assert labels == {
        Audience.INTERNAL: "A miller who asked not to be named",
        Audience.PARTNER: "a source who asked not to be named",
        Audience.PUBLIC: "a source who asked not to be named",
    }


def test_words_of_an_unnamed_source_are_general_for_the_public(ledger: Ledger):
    put(ledger, mill())
    claim = seen(ledger, PUBLIC)[1]
    assert (claim.words, claim.verbatim) == ("(words withheld) control of a place", False)


@pytest.mark.parametrize(
    ("basis", "words"),
    [(Basis.UNSTATED, MILLER.says), (Basis.FIRSTHAND_WITNESS, "(words withheld) control of a place")],
)
def test_words_of_an_unnamed_source_are_told_a_partner_unless_it_is_a_witness(ledger: Ledger, basis: Basis, words: str):
    put(ledger, report(MILL_TEXT, replace(MILLER, basis=basis)))
    assert seen(ledger, PARTNER)[0].words == words


def test_an_official_is_named(ledger: Ledger):
    put(ledger, mill())
    for occasion in (OWNER, PARTNER, PUBLIC):
        assert seen(ledger, occasion)[0].chain[0].label == "Governor Ilar Tosk"


@pytest.mark.parametrize(
    ("text", "who", "named"),
    [
        ("Ilar Tosk said it rained.", "Ilar Tosk", False),
        ("Ilar Tosk, the governor of Faryab, said it rained.", "Ilar Tosk", True),
        ("Interior minister Ilar Tosk said it rained.", "Ilar Tosk", True),
        ("The governor was away. Ilar Tosk said it rained.", "Ilar Tosk", False),
        ("Ilar Tosk told the governor it rained.", "Ilar Tosk", False),
    ],
)
def test_a_name_is_public_where_an_office_introduces_it(ledger: Ledger, text: str, who: str, *, named: bool):
    put(ledger, report(text, Said(says="it rained", who=who)))
    assert (seen(ledger, PUBLIC)[0].chain[0].label == who) is named
    assert (seen(ledger, PARTNER)[0].chain[0].label == who) is named
    assert seen(ledger, OWNER)[0].chain[0].label == who


@pytest.mark.parametrize(
    ("label", "is_shown"),
    [("Residents", True), ("Members of the city council", False), ("police officials", True), ("They", True)],
)
def test_a_small_class_is_generalised_for_the_public(ledger: Ledger, label: str, *, is_shown: bool):
    text = f"{label} said it rained."
    put(ledger, report(text, Said(says="it rained", who=label, anonymity=Anonymity.COLLECTIVE)))
    assert (seen(ledger, PUBLIC)[0].chain[0].label == label) is is_shown


def test_a_source_that_a_reviewer_withheld_is_withheld_at_its_sensitivity(ledger: Ledger):
    put(ledger, mill())
    governor = mill().claims[0].claim.id
    redact_source(ledger, Link(claim=governor), Sensitivity.HIGH, RULING)
    assert seen(ledger, OWNER)[0].chain[0].label == "Governor Ilar Tosk"
    assert seen(ledger, PARTNER)[0].chain[0].label == "a person whose name is withheld"
    redact_source(ledger, Link(claim=governor), Sensitivity.SEVERE, RULING)
    assert seen(ledger, OWNER)[0].chain[0].label == "a person whose name is withheld"
    assert "Tosk" not in pack(released(ledger, Wanted(), OWNER)).decode()


@pytest.mark.parametrize(("identity", "shown"), [("IS", 1), ("AF:army", 1), ("ID-own", 0)])
def test_a_general_claim_names_only_listed_actors(ledger: Ledger, identity: str, shown: int):
    made = report(MILL_TEXT, MILLER, source="mill.txt")
    actor = replace(made.claims[0].actors[0], id=identity)
    put(ledger, replace(made, claims=(replace(made.claims[0], actors=(actor,)),)))
    assert len(seen(ledger, PUBLIC)[0].participants) == shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A trader, who sells blue cloth, said it rained.", "who sells blue cloth"),
        ("A trader whose shop burned said it rained.", "whose shop burned"),
        ("A trader (a tall man) said it rained.", "a tall man"),
    ],
)
def test_a_clause_that_describes_a_withheld_source_is_withheld(ledger: Ledger, text: str, says: str):
    trader = Said(says="it rained", who="A trader", anonymity=Anonymity.UNNAMED_UNEXPLAINED)
    put(ledger, report(text, trader, Said(says=says)))
    assert "[withheld]" in [each.words for each in seen(ledger, PUBLIC)]
    assert says not in pack(released(ledger, Wanted(), PUBLIC)).decode()


def test_province_in_the_description_of_a_withheld_person_is_told_of_others(ledger: Ledger):
    who = "Ilar Tosk, the police chief of Sar-e Pul"
    text = f"{who}, said it rained. The road to Sar-e Pul is closed. A crowd greeted Tosk."
    made = report(
        text,
        Said(says="it rained", who=who),
        Said(says="The road to Sar-e Pul is closed", place="Sar-e Pul"),
        Said(says="A crowd greeted Tosk"),
    )
    name = Name(span=at(text, "Ilar Tosk"), kind=NameKind.PERSON)
    province = replace(made.mentions.places[0].candidates[0], kind=PlaceKind.ADM1, admin1="Sar-e Pul")
    place = replace(made.mentions.places[0], candidates=(province,))
    put(ledger, replace(made, mentions=replace(made.mentions, names=(name,), places=(place,))))
    shown = seen(ledger, PUBLIC)
    assert [each.words for each in shown][1:] == ["The road to Sar-e Pul is closed", "A crowd greeted [withheld]"]
    assert shown[1].places[0].name == "Sar-e Pul"


# ---- ways back


def test_a_document_with_a_withheld_source_leads_nowhere(ledger: Ledger):
    made = mill(**MILL)
    put(ledger, made)
    output = pack(released(ledger, Wanted(), PUBLIC)).decode()
    for trace in (made.document.id.removeprefix("sha256:"), "ford.example", 'The mill"', "mill.txt"):
        assert trace not in output
    for claim in seen(ledger, PUBLIC):
        assert claim.spans == ()
        assert all(each.span is None for each in claim.chain)
    assert seen(ledger, PUBLIC)[0].document.publisher == "Ford Post"


def test_a_document_without_a_withheld_source_is_told(ledger: Ledger):
    put(ledger, report(MILL_TEXT, GOVERNOR, NARRATOR, source="mill.txt", **MILL))
    claim = seen(ledger, PUBLIC)[0]
    assert (claim.document.url, claim.document.title) == (MILL["url"], MILL["title"])
    assert claim.spans
    assert claim.document.source is None


def test_public_ids_are_of_one_release(ledger: Ledger):
    put(ledger, mill())
    first, again = (seen(ledger, PUBLIC)[0].id for _ in range(2))
    other = seen(ledger, replace(PUBLIC, key=b"x" * 32))[0].id
    own = seen(ledger, OWNER)[0].id
    assert first == again
    assert len({first, other, own}) == 3
    assert own == mill().claims[0].claim.id


def test_points_are_as_coarse_as_the_policy_says(ledger: Ledger):
    put(ledger, report(MILL_TEXT, GOVERNOR, source="mill.txt"))
    points = {each.audience: seen(ledger, each)[0].places[0] for each in (OWNER, PARTNER, PUBLIC)}
    assert [(each.lat, each.lon, each.precision) for each in points.values()] == [
        (36.72896, 68.857, 1),
        (36.73, 68.86, 2),
        (36.7, 68.9, 2),
    ]


def test_places_of_a_withheld_source_are_divisions_without_a_point(ledger: Ledger):
    put(ledger, report(MILL_TEXT, replace(MILLER, place="the ford"), source="mill.txt"))
    place = seen(ledger, PUBLIC)[0].places[0]
    assert (place.name, place.lat, place.precision, place.words) == ("Kunduz Province", None, 4, None)


# ---- what is held back


@pytest.mark.parametrize("flag", [Flag.ACCUSATION_SMALL_CLASS, Flag.ETHNIC_GENERALISATION])
def test_accusations_of_small_or_ethnic_groups_are_held_back_from_the_public(ledger: Ledger, flag: Flag):
    put(ledger, report(MILL_TEXT, replace(NARRATOR, flags=(flag,)), GOVERNOR, source="mill.txt"))
    assert len(seen(ledger, PUBLIC)) == 1
    assert len(seen(ledger, OWNER)) == 2
    (held,) = held_back(ledger, Wanted(), PUBLIC)
    assert held.claims == 1


def test_a_withheld_claim_is_held_back_and_counted(ledger: Ledger):
    put(ledger, mill())
    redact_claim(ledger, mill().claims[2].claim.id, Sensitivity.HIGH, RULING)
    assert len(seen(ledger, OWNER)) == 3
    assert len(seen(ledger, PUBLIC)) == 2
    assert [each.claims for each in held_back(ledger, Wanted(), PUBLIC)] == [1]
    with pytest.raises(NotInLedgerError, match="not shown"):
        explained(ledger, mill().claims[2].claim.id, PUBLIC)


def test_rejected_claims_are_left_out(ledger: Ledger):
    put(ledger, mill())
    reject(ledger, mill().claims[0].claim.id, RULING)
    assert len(seen(ledger, OWNER)) == 2
    (claim,) = [each for each in seen(ledger, OWNER, rejected=True) if "rejected by a reviewer" in each.cautions]
    assert claim.words == GOVERNOR.says


def test_what_is_not_asserted_as_done_says_so(ledger: Ledger):
    made = report(MILL_TEXT, GOVERNOR, replace(NARRATOR, mode=Mode.PRESUPPOSED), source="mill.txt")
    feared = replace(made.claims[0], claim=replace(made.claims[0].claim, realis=Realis.FEARED))
    presupposed = replace(made.claims[1], claim=replace(made.claims[1].claim, mode=Mode.PRESUPPOSED))
    put(ledger, replace(made, claims=(feared, presupposed)))
    assert [each.cautions for each in seen(ledger, PUBLIC)] == [
        ("feared, not reported as having come about",),
        ("presupposed, not asserted",),
    ]


def test_of_a_document_that_is_withheld_from_its_owner_they_learn_only_that_it_is_there(planted: tuple[Ledger, Plant]):
    ledger, plant = planted
    view = next(each for each in Overview(ledger).shelf().documents() if each.id == plant.sealed)
    page = document_page(ledger, plant.sealed, OWNER)
    assert (view.title, view.source, view.url) == (None, None, None)
    assert folded("Quorvax") not in folded(pack([view, page]).decode())
    assert Overview(ledger).shelf().documents("Quorvax") == ()


def test_comments_and_reviewers_are_for_the_owner(ledger: Ledger):
    put(ledger, mill())
    comment(ledger, mill().claims[0].claim.id, "see the map", RULING)
    claim = mill().claims[0].claim.id
    assert "see the map" in pack(explained(ledger, claim, OWNER)).decode()
    for occasion in (PARTNER, PUBLIC):
        output = pack(explained(ledger, claim, occasion)).decode()
        assert "see the map" not in output
        assert "R. Viewer" not in output


def test_limit_counts_what_is_shown(ledger: Ledger):
    put(ledger, mill())
    redact_claim(ledger, mill().claims[0].claim.id, Sensitivity.HIGH, RULING)
    assert len(seen(ledger, PUBLIC, limit=2)) == 2
    assert seen(ledger, PUBLIC, limit=0) == ()


# ---- the log


def test_every_release_is_logged_without_words(ledger: Ledger):
    put(ledger, mill())
    stream_claims(ledger, Wanted(words="riders", source="miller"), PUBLIC)
    stream_documents(ledger, Wanted(), PUBLIC)
    stream_issues(ledger, PUBLIC)
    held_back(ledger, Wanted(), PUBLIC)
    explained(ledger, mill().claims[0].claim.id, PUBLIC)
    with ledger.reading() as connection:
        rows = connection.execute(sa.text("SELECT act, by, at, body FROM audit")).all()
    assert [row.act for row in rows] == ["release"] * 5
    assert {row.by for row in rows} == {"a newspaper"}
    log = b"".join(row.body for row in rows)
    assert b"words" in log
    assert b"riders" not in log
    assert b"miller" not in log


@pytest.mark.parametrize("audience", Audience)
def test_every_audience_has_a_policy(audience: Audience):
    assert load_policy(audience).audience is audience


def test_policies_grow_stricter():
    owner, partner, public = (load_policy(each) for each in Audience)
    for open_, strict in itertools.pairwise((owner, partner, public)):
        assert all(strict.withholds(each) for each in Sensitivity if open_.withholds(each))
        assert strict.held >= open_.held


def test_views_show_no_words_in_their_repr(ledger: Ledger):
    put(ledger, mill())
    shown = repr(released(ledger, Wanted(words="ford"), OWNER)) + repr(Wanted(words="ford"))
    assert "ford" not in shown
    assert "miller" not in shown


def test_every_view_is_frozen():
    assert all(each.name for each in fields(ClaimView))
    with pytest.raises(AttributeError):
        PUBLIC.audience = Audience.INTERNAL


def test_a_document_with_nothing_withheld_keeps_its_words(ledger: Ledger):
    put(ledger, report(MILL_TEXT, GOVERNOR, NARRATOR, source="mill.txt"))
    assert [each.words for each in seen(ledger, PUBLIC)] == [GOVERNOR.says, NARRATOR.says]
    assert load_document(ledger, "mill.txt").claims
