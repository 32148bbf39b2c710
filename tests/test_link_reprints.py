"""Reports that share text: what they are to each other, which derives from which, and that order does not matter.

Every report below is fictional: invented events on real or invented places, accusing no real person.
"""

import itertools
import json
import random
from importlib.resources import files
from pathlib import Path

import pytest

from fictional import AT, LATER
from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.link import Reprint, compared, find_reprints, link_reprints, printed_of
from reportedly.records import Candidate, DateCandidate, Document, Mentions, PlaceMention, Report
from reportedly.spans import Span
from reportedly.vocabulary import DateOrigin, Direction, PlaceKind, PlaceStatus, ReprintKind

BODY = (
    "A column of eleven trucks reached the sugar mill at Tarnabad shortly before noon, two drivers told this paper.\n\n"
    "The drivers said that masked men had stopped them twice on the river road and had counted the sacks. "
    "“They wrote every sack into a school notebook and let us go,” one of the drivers said. "
    "He did not know to which group the men belonged.\n\n"
    "The district office said it had no report of a checkpoint on the river road. "
    "An employee of the mill said that flour for about three weeks was in store.\n\n"
    "Residents of the upper quarter have asked the council to open the second well before the summer."
)
FOOTER = (
    "The Valley Record is printed by its own readers and takes no money from parties, companies or governments. "
    "Letters to the editor may be shortened and are answered within two weeks."
)


def document(text: str, publisher: str = "Valley Record", day: str | None = "2024-05-02", title: str = "") -> Document:
    dates = (DateCandidate(value=day, origin=DateOrigin.GIVEN),) if day else ()
    return Document(source=f"{publisher}/{text[:20]}", text=text, publisher=publisher, title=title, dates=dates)


def found(one: Document, two: Document) -> Reprint | None:
    return compared(printed_of(one), printed_of(two))


def kind(one: Document, two: Document) -> ReprintKind | None:
    reprint = found(one, two)
    return None if reprint is None else reprint.kind


def words(reprint_spans: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text) for span in reprint_spans]


def edited(text: str, part: float, seed: int = 3) -> str:
    """The text with this part of its words put into other words."""
    chance = random.Random(seed)
    made = text.split(" ")
    for place in chance.sample(range(len(made)), round(part * len(made))):
        made[place] = "other" + made[place].strip("“”.,\n") + ("." if made[place].endswith(".") else "")
    return " ".join(made)


def sample(name: str) -> Document:
    for line in (files("reportedly") / "samples" / "manifest.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["source"] == name:
            return document(row["text"], row["publisher"], row["published"], row["title"])
    raise AssertionError(name)


# --- the kinds


def test_the_same_words_are_identical_whatever_their_shape():
    other = document(BODY.replace("“", '"').replace("”", '"').replace("\n\n", "\n"), "Hill Gazette", "2024-05-03")
    assert kind(document(BODY), other) is ReprintKind.IDENTICAL


def test_an_edit_of_eight_percent_of_the_words_is_found_as_a_whole_reprint():
    for seed in range(5):
        reprint = found(document(BODY), document(edited(BODY, 0.08, seed), "Hill Gazette", "2024-05-03"))
        assert reprint is not None
        assert reprint.kind is ReprintKind.REPRINT_WHOLE
        assert min(reprint.containment_first, reprint.containment_second) >= 0.9


def test_a_dropped_paragraph_and_an_added_attribution_make_a_partial_reprint_with_exactly_that_list():
    paragraphs = BODY.split("\n\n")
    added = "The Gazette could not reach the men."
    first = paragraphs[0].replace("two drivers told this paper", "two drivers said, according to the Valley Record")
    text = "\n\n".join((first, paragraphs[1], added))
    reprint = found(document(BODY), document(text, "Hill Gazette", "2024-05-03"))
    assert reprint is not None
    assert reprint.kind is ReprintKind.REPRINT_PARTIAL
    assert reprint.direction is Direction.SECOND_FROM_FIRST
    assert words(reprint.only_first, BODY) == [
        "The district office said it had no report of a checkpoint on the river road",
        "An employee of the mill said that flour for about three weeks was in store",
        "Residents of the upper quarter have asked the council to open the second well before the summer",
    ]
    assert words(reprint.only_second, text) == [added.rstrip(".")]
    assert words(reprint.attributed, text) == [first.rstrip(".")]
    assert reprint.credits_second is not None
    assert reprint.credits_second.of(text) == "Valley Record"


def test_two_reporters_on_one_incident_are_no_reprint():
    other = document(
        "Drivers who brought flour to Tarnabad on Thursday were stopped on the river road by men with covered faces, "
        "according to three of them. The men asked what was in the trucks and wrote down the number of sacks.\n\n"
        "Officials in the district office said they knew nothing of a checkpoint. The sugar mill has flour for the "
        "next few weeks, its manager told reporters.",
        "Hill Gazette",
        "2024-05-03",
    )
    assert kind(document(BODY), other) is None


def test_two_reporters_who_credit_nobody_are_no_rewrite_though_they_name_the_same_people():
    one = document(
        "Mayor Ilar Tosk of Tarnabad and Colonel Brem Vask met at the Odrin Bridge, where 14 trucks were burned.",
        "Valley Record",
    )
    two = document(
        "At the Odrin Bridge 14 trucks had burned when Colonel Brem Vask arrived; Ilar Tosk came an hour later "
        "from Tarnabad.",
        "Hill Gazette",
    )
    assert kind(one, two) is None


def test_a_rewriting_that_credits_the_other_outlet_is_a_rewrite_of_it():
    reprint = found(sample("ouenkoro-well"), sample("ouenkoro-rewrite"))
    assert reprint is not None
    assert (reprint.kind, reprint.direction) == (ReprintKind.REWRITE, Direction.SECOND_FROM_FIRST)
    assert "The second report credits the outlet of the first." in reprint.evidence


def test_a_rewriting_is_known_by_odd_spellings_that_few_others_have():
    spelled = ("Zarbulaq", "Imom-Sohib", "Kala-i Zal")
    text = "Riders from {} went by way of {} to {}, where the Amu Watch counted 340 horses at the Kazan ford."
    other = "The Amu Watch says that 340 horses stood at the Kazan ford; the riders came to {2} past {1} and from {0}."
    one = document(text.format(*spelled), "Border Letter", None)
    two = document(other.format(*spelled), "Lamp Weekly", None)
    common = frozenset(spelling.casefold() for spelling in spelled)
    made = [printed_of(each, places(each, spelled)) for each in (one, two)]
    assert compared(*made) is None
    reprint = compared(*made, rare=common)
    assert reprint is not None
    assert (reprint.kind, reprint.direction) == (ReprintKind.REWRITE, Direction.UNKNOWN)


def places(report: Document, spelled: tuple[str, ...]) -> tuple[PlaceMention, ...]:
    """The places, each read as one that the gazetteer spells otherwise."""
    return tuple(
        PlaceMention(
            span=Span(report.text.index(name), report.text.index(name) + len(name)),
            status=PlaceStatus.RESOLVED,
            candidates=(
                Candidate(
                    id=f"x:{name}",
                    name="Otherwise",
                    kind=PlaceKind.PPL,
                    country="AF",
                    precision=1,
                    lat=0,
                    lon=0,
                    score=1,
                ),
            ),
        )
        for name in spelled
    )


def test_two_outlets_on_one_press_statement_share_its_quotations_and_no_direction():
    said = "“We have opened the weir by two hands' breadth and shall close it when the lower fields are wet,”"
    one = document(f"{said} the water office of Tarnabad said on Monday. Farmers were not convinced.", "Valley Record")
    two = document(
        f"Ten days of argument ended at the weir. {said} reads a paper of the water office.",
        "Hill Gazette",
        "2024-05-04",
    )
    reprint = found(one, two)
    assert reprint is not None
    assert (reprint.kind, reprint.direction) == (ReprintKind.QUOTES, Direction.UNKNOWN)
    [shared] = reprint.quotations
    assert shared.first.of(one.text) == said.strip("“”,")
    assert shared.second.of(two.text) == said.strip("“”,")


def test_a_report_that_quotes_a_statement_derives_from_the_statement():
    statement = document(
        "The ferry was hit at six in the morning while people were getting off. None of our staff were hurt. "
        "We ask all sides to keep the landing free, since no other crossing is open to the sick.",
        "Ferry Relief",
    )
    report = document(
        "A relief group spoke up on Monday. “The ferry was hit at six in the morning while people were getting off,” "
        "it wrote. “None of our staff were hurt. We ask all sides to keep the landing free, since no other crossing is "
        "open to the sick.” The army has not answered, and the market was shut for the rest of the day.",
        "Hill Gazette",
    )
    reprint = found(statement, report)
    assert reprint is not None
    assert reprint.kind is ReprintKind.QUOTES
    quoting = Direction.SECOND_FROM_FIRST if reprint.second == report.id else Direction.FIRST_FROM_SECOND
    assert reprint.direction is quoting


def test_one_outlet_that_prints_its_story_again_with_more_follows_it_up():
    more = "On Friday the council met. It heard the drivers and two clerks. No paper was passed on that evening."
    later = document(f"{more}\n\n{BODY}", day="2024-05-04", title="Council hears drivers")
    assert kind(document(BODY, title="Trucks counted"), later) is ReprintKind.FOLLOW_UP


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Correction: Trucks counted at Tarnabad", ReprintKind.CORRECTION),
        ("Retraction: Trucks counted at Tarnabad", ReprintKind.RETRACTION),
    ],
)
def test_a_correction_points_at_the_report_that_it_names(title: str, wanted: ReprintKind):
    report = document(BODY, title="Trucks counted at Tarnabad")
    later = document(
        "We wrote of eleven trucks. It was nine trucks; two belonged to the mill.", day="2024-05-05", title=title
    )
    reprint = found(report, later)
    assert reprint is not None
    assert (reprint.kind, reprint.direction) == (wanted, Direction.SECOND_FROM_FIRST)
    assert (reprint.first, reprint.second) == (report.id, later.id)


def test_the_correction_of_another_outlet_is_no_correction_of_this_one():
    report = document(BODY, title="Trucks counted at Tarnabad")
    later = document("It was nine trucks.", "Hill Gazette", "2024-05-05", "Correction: Trucks counted at Tarnabad")
    assert kind(report, later) is None


def test_a_report_about_a_correction_announces_none():
    text = "The ministry has issued a correction of its figures for Tarnabad, and nobody was content with it."
    assert printed_of(document(text, title="Ministry corrects its figures")).announced is None


# --- the direction


def test_the_earlier_of_two_reports_without_a_credit_is_taken_for_the_first():
    reprint = found(document(BODY, day="2024-05-02"), document(BODY, "Hill Gazette", "2024-05-01"))
    assert reprint is not None
    assert reprint.direction is Direction.SECOND_FROM_FIRST
    assert "The second report is dated 1 day after the first." in reprint.evidence


def test_a_credit_counts_more_than_a_date():
    credited = document(f"Source: Valley Record\n\n{BODY}", "Hill Gazette", "2024-05-01")
    reprint = found(credited, document(BODY))
    assert reprint is not None
    assert reprint.direction is Direction.FIRST_FROM_SECOND


def test_two_that_credit_one_agency_are_not_taken_one_from_the_other():
    one = document(f"{BODY}\n\nSource: Plain News Agency", "Valley Record", "2024-05-01")
    two = document(f"{BODY}\n\nSource: Plain News Agency. Shortened.", "Hill Gazette", "2024-05-02")
    reprint = found(one, two)
    assert reprint is not None
    assert reprint.direction is Direction.UNKNOWN
    assert "Both credit the same third outlet." in reprint.evidence


def test_no_sentence_of_the_evidence_holds_words_of_a_report():
    reprint = found(sample("shortepa-rifles"), sample("shortepa-reprint"))
    assert reprint is not None
    told = " ".join(reprint.evidence)
    for name in ("Shortepa", "Oxus", "Courier", "Sarwari", "rifle"):
        assert name not in told


# --- the bundled samples


def test_the_samples_have_a_reprint_a_rewrite_and_a_correction_and_no_more():
    names = [
        json.loads(line)["source"]
        for line in (files("reportedly") / "samples" / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    made = {name: printed_of(sample(name)) for name in names}
    kinds = {
        (one, two): reprint.kind
        for one, two in itertools.combinations(names, 2)
        if (reprint := compared(made[one], made[two])) is not None
    }
    assert kinds == {
        ("shortepa-rifles", "shortepa-reprint"): ReprintKind.REPRINT_PARTIAL,
        ("ouenkoro-well", "ouenkoro-rewrite"): ReprintKind.REWRITE,
        ("djibo-tolls", "djibo-correction"): ReprintKind.CORRECTION,
    }


def test_the_reprint_of_the_samples_dropped_the_council_and_the_bridge():
    first = sample("shortepa-rifles")
    reprint = found(first, sample("shortepa-reprint"))
    assert reprint is not None
    dropped = words(reprint.only_first, first.text)
    assert [each.split()[:3] for each in dropped] == [
        ["A", "member", "of"],
        ["She", "said", "families"],
        ["The", "district", "was"],
    ]


# --- in the ledger


@pytest.fixture
def ledger(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def store(ledger: Ledger, *documents: Document, at: str = AT) -> None:
    made = (
        Report(document=each, sentences=(), attributions=(), mentions=Mentions(), claims=(), model="m", gazetteer="g")
        for each in documents
    )
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in made], at=at)


def listed(ledger: Ledger) -> list[Reprint]:
    with ledger.reading() as connection:
        return list(find_reprints(connection))


def pages(number: int, publisher: str = "Valley Record") -> list[Document]:
    """Pages of one outlet, each with a text of its own over the same long footer."""
    texts = (
        "The mill bought barley.",
        "Two bulls fell into the new canal on Sunday.",
        "School begins an hour later while the bridge is mended.",
        "A fair of seeds is held in the old bath house.",
    )
    return [
        document(f"{text}\n\n{FOOTER}", publisher, f"2024-06-{day:02d}", f"Page {text[:9]}")
        for day, text in enumerate(texts[:number], start=1)
    ]


def agency() -> list[Document]:
    """A story that an agency sends three times, each time with another lead and title, and a paper that prints it."""
    story = (
        "Mayor Ilar Tosk of Tarnabad said that the Odrin Bridge was closed to the 14 trucks of the Vask convoy. "
        "Drivers from Lower Peshan have slept under the bridge since the week of the flood, the mayor said."
    )
    leads = ("The bridge is closed.", "Trucks wait for a third day at the river.", "The mayor asks for patience.")
    sent = [
        document(f"{lead}\n\n{story}", "Plain News Agency", f"2024-05-0{day}", f"Title {lead}")
        for day, lead in enumerate(leads, start=1)
    ]
    return [*sent, document(f"Here is what we know.\n\n{story}", "Hill Gazette", "2024-05-04", "Trucks wait")]


def collection() -> list[Document]:
    """Reports of every kind, among them boilerplate that can only be told from many pages."""
    return [
        document(BODY, title="Trucks counted at Tarnabad"),
        document(edited(BODY, 0.08), "Hill Gazette", "2024-05-03", "Masked men count sacks"),
        document("It was nine trucks.", day="2024-05-05", title="Correction: Trucks counted at Tarnabad"),
        *(sample(name) for name in ("shortepa-rifles", "shortepa-reprint", "ouenkoro-well", "ouenkoro-rewrite")),
        *pages(4),
        *agency(),
    ]


def test_a_footer_on_every_page_of_an_outlet_is_no_reprint(ledger: Ledger):
    store(ledger, *pages(4))
    link_reprints(ledger)
    assert listed(ledger) == []


def test_a_footer_that_was_taken_for_shared_text_is_so_no_more_when_more_pages_have_it(ledger: Ledger):
    store(ledger, *pages(2))
    link_reprints(ledger)
    assert [each.kind for each in listed(ledger)] == [ReprintKind.FOLLOW_UP]
    store(ledger, *pages(3)[2:])
    link_reprints(ledger)
    assert listed(ledger) == []


def test_a_page_that_another_outlet_prints_is_found_in_spite_of_its_footer(ledger: Ledger):
    own = document(f"{BODY}\n\n{FOOTER}", title="Trucks counted at Tarnabad")
    store(ledger, own, *pages(4), document(f"{BODY}\n\n{FOOTER}"[:-60], "Hill Gazette", "2024-05-03"))
    link_reprints(ledger)
    assert [each.kind for each in listed(ledger)] == [ReprintKind.REPRINT_WHOLE]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_does_not_depend_on_the_order_of_arrival(tmp_path: Path, seed: int):
    reports = collection()
    results = []
    for name, order in (("one", reports), ("two", random.Random(seed).sample(reports, len(reports)))):
        with open_ledger(tmp_path / f"{name}.db") as opened:
            step = 1 + seed if name == "two" else len(order)
            for start in range(0, len(order), step):
                store(opened, *order[start : start + step])
                link_reprints(opened)
            results.append(listed(opened))
    assert results[0] == results[1]
    assert {each.kind for each in results[0]} == {
        ReprintKind.REPRINT_WHOLE,
        ReprintKind.REPRINT_PARTIAL,
        ReprintKind.REWRITE,
        ReprintKind.CORRECTION,
        ReprintKind.FOLLOW_UP,
    }


def test_linking_again_compares_nothing_and_changes_nothing(ledger: Ledger):
    store(ledger, *collection())
    assert link_reprints(ledger) == len(collection())
    before = listed(ledger)
    assert link_reprints(ledger) == 0
    assert listed(ledger) == before


def test_progress_is_told_to_the_end(ledger: Ledger):
    store(ledger, *pages(3))
    told: list[tuple[int, int]] = []
    link_reprints(ledger, lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_a_document_read_again_with_another_title_is_compared_again(ledger: Ledger):
    report, late = document(BODY, title="Trucks"), document("It was nine.", day="2024-05-05", title="Correction: Sacks")
    store(ledger, report, late)
    link_reprints(ledger)
    assert listed(ledger) == []
    store(ledger, document(BODY, title="Sacks"), at=LATER)
    assert link_reprints(ledger) == 1
    assert [each.kind for each in listed(ledger)] == [ReprintKind.CORRECTION]


def test_reprints_of_some_documents_are_those_in_which_they_have_a_part(ledger: Ledger):
    store(ledger, *collection())
    link_reprints(ledger)
    with ledger.reading() as connection:
        some = list(find_reprints(connection, {1, 2}))
    assert [each.kind for each in some] == [ReprintKind.CORRECTION, ReprintKind.REPRINT_WHOLE]


def test_no_row_of_the_ledger_beside_the_reports_holds_their_words(ledger: Ledger):
    store(ledger, *collection())
    link_reprints(ledger)
    with ledger.reading() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM reprint").scalars().all()
    assert rows
    assert not [row for row in rows for name in (b"Tarnabad", b"Shortepa", b"Courier", b"Gazette") if name in row]


def test_a_story_that_an_agency_sends_three_times_is_no_boilerplate(ledger: Ledger):
    *sent, printed = agency()
    store(ledger, *sent, printed)
    link_reprints(ledger)
    kinds = [each.kind for each in listed(ledger) if printed.id in {each.first, each.second}]
    assert len(kinds) == len(sent)
    assert set(kinds) <= {ReprintKind.REPRINT_PARTIAL, ReprintKind.REPRINT_WHOLE}
