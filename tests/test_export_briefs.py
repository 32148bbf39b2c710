"""A brief says who is reported to say what, asks for nothing, and holds nothing that its audience may not see."""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fictional import AT, MILLER, at, report
from planted import OPEN, assert_clean, plant
from reportedly.assess import Counts, Range
from reportedly.errors import UsageError
from reportedly.export.briefs import Brief, BriefForm, Heading, control_brief, incident_brief, write_brief
from reportedly.export.briefs.content import Item, Section, days_words, marking_of
from reportedly.export.maps import area_map, claims_map
from reportedly.export.outlines import Outline, find_province, provinces
from reportedly.export.pictures import Dot, Line, Picture, Style, Words, hatched, svg
from reportedly.export.timelines import Bar, timeline
from reportedly.ledger import Entry, Ledger, append
from reportedly.link import link_incidents, link_reprints
from reportedly.protect import IncidentsWanted, Occasion, incident_page, open_ledger, stream_incidents
from reportedly.protect.control_pages import control_areas, control_page
from reportedly.protect.incident_views import IncidentPage, IncidentView, RootView
from reportedly.records import Observation, Report
from reportedly.vocabulary import Audience, ControlLevel, Handling, PlaceKind, PlaceRole, PlainLabel
from test_export import HOSTILE, claim, place

PUBLIC = Occasion(audience=Audience.PUBLIC, at=AT, recipient="a newspaper", key=b"k" * 32)
OWNER = replace(PUBLIC, audience=Audience.INTERNAL)
HEADING = Heading(audience=Audience.PUBLIC, handling=Handling.CLEAR, day="2026-01-02")
INTERNAL = Heading(audience=Audience.INTERNAL, handling=None, day="2026-01-02")


class Tags(HTMLParser):
    """Every tag and attribute of a page, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def page_of(*claims: object, **more: object) -> IncidentPage:
    """A page with these claims of one root."""
    some = Range(low=1, high=2)
    incident = IncidentView(
        id="i1",
        type="CLASH",
        types=("CLASH",),
        place="Bosso",
        begin="2024-03-01",
        finish="2024-03-05",
        counts=Counts(
            reports=1, outlets=some, roots=some, firsthand=Range(low=0, high=0), because=("nobody judged it",)
        ),
        label=PlainLabel.SINGLE_SOURCE,
        says="a single source, as far as the reports tell",
    )
    views = claims or (claim(places=(place(),)),)
    root = RootView(number=1, label=views[0].chain[0].label, is_told=True, firsthand=False, claims=views)
    documents = tuple({each.document.id: each.document for each in views}.values())
    return replace(IncidentPage(incident=incident, roots=(root,), documents=documents), **more)


def html(brief: Brief) -> str:
    target = io.BytesIO()
    write_brief(brief, BriefForm.HTML, target)
    return target.getvalue().decode()


def pdf(brief: Brief) -> bytes:
    target = io.BytesIO()
    write_brief(brief, BriefForm.PDF, target)
    return target.getvalue()


def words_of(data: bytes) -> str:
    """The words of a PDF, on one line."""
    document = pypdfium2.PdfDocument(data)
    pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return " ".join(" ".join(pages).split())


BRIEF = incident_brief(page_of(), HEADING)


@pytest.mark.parametrize("form", BriefForm)
def test_brief_has_claims_with_sources_counts_and_caveats(form: BriefForm) -> None:
    told = " ".join(Tags(html(BRIEF)).words.split()) if form is BriefForm.HTML else words_of(pdf(BRIEF))
    for words in (
        "TLP:CLEAR",
        "for the audience “public”",
        "Reported: clash, Bosso, 2024-03-01 to 2024-03-05",
        "the ferry was stopped",
        "C1: a clerk > document",
        "R1, Lakeside Courier, 2024-03-05",
        "nobody judged it",
        "Nothing in it says that something happened",
        "1 claim read by a program",
    ):
        assert words in told


def test_marking_stands_on_every_page() -> None:
    many = tuple(claim(f"the ferry was stopped {number} times", id=f"c{number}") for number in range(60))
    document = pypdfium2.PdfDocument(pdf(incident_brief(page_of(*many), HEADING)))
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    assert len(pages) > 2
    assert all(each.count("TLP:CLEAR") == 2 for each in pages)


def test_brief_without_a_policys_handling_is_marked_by_its_most_sensitive_claim() -> None:
    claims = (claim(handling=Handling.GREEN), claim(handling=Handling.RED), claim(handling=Handling.CLEAR))
    heading = replace(HEADING, handling=None, audience=Audience.INTERNAL)
    assert incident_brief(page_of(*claims), heading).marking.startswith("TLP:RED")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_text(words: str) -> None:
    hostile = claim(words, places=(place(words),))
    shown = html(incident_brief(page_of(hostile), HEADING))
    tags = Tags(shown)
    assert not set(tags.tags) & {"script", "a", "img", "iframe", "object", "link", "form", "embed", "base"}
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name in {"href", "src", "style"}]
    assert not set(shown) & set("\u202e\u202c\u2067\u2069\x1b\x00")


def test_page_asks_for_nothing_and_runs_nothing() -> None:
    shown = html(BRIEF)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert policy is not None
    assert policy.group(1).startswith("default-src &#x27;none&#x27;; style-src &#x27;sha256-")
    assert "unsafe" not in shown
    assert re.findall(r"https?://[^\s\"<]+", shown) == ["http://www.w3.org/2000/svg"] * shown.count("<svg")


@pytest.mark.parametrize("form", BriefForm)
def test_equal_briefs_give_equal_files(form: BriefForm) -> None:
    first, second = (io.BytesIO() for _ in range(2))
    for target in (first, second):
        write_brief(BRIEF, form, target)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    "words", ["Zürich ğüş", "Мазари-Шариф", "Ελλάδα", "مزار شریف ته ځي", "קונדוז", "Երևան", "თბილისი"]
)
def test_letters_of_these_scripts_are_in_the_pdf(words: str) -> None:
    shown = words_of(pdf(incident_brief(page_of(claim(words)), HEADING)))
    assert "scripts that this file has no letters for" not in shown


def test_letters_that_the_pdf_lacks_are_counted() -> None:
    shown = words_of(pdf(incident_brief(page_of(claim("काबुल")), HEADING)))
    assert "letters of scripts that this file has no letters for" in shown


def test_claims_held_from_the_audience_are_counted() -> None:
    assert "2 claims of this incident are not shown" in html(incident_brief(page_of(held=2), HEADING))


# ---- the audience


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("planted") / "ledger.db") as opened:
        plant(opened)
        append(opened, [Entry(report=_held(), original=b"x")], at=AT)
        link_reprints(opened)
        link_incidents(opened)
        yield opened


def _held() -> Report:
    """Somebody who is not named says who holds a town."""
    text = (
        "A qandlefitter who asked not to be named said that vrembling riders hold Kunduz. The bridge of Kunduz stands."
    )
    who = "A qandlefitter who asked not to be named"
    said = replace(MILLER, says="vrembling riders hold Kunduz", who=who, label=who, place="Kunduz", agent=None)
    made = report(text, said, publisher="Harbour Post", title="vrembling", url="https://harbour.example/vrembling")
    seen = Observation(
        actor=at(text, "vrembling riders"),
        level=ControlLevel.DOMINANT,
        place=at(text, "Kunduz"),
        wording=at(text, "vrembling riders hold Kunduz"),
    )
    first = made.claims[0]
    return replace(made, claims=(replace(first, claim=replace(first.claim, control=(seen,)), control=(0,)),))


def briefs(ledger: Ledger, occasion: Occasion) -> Iterator[Brief]:
    for incident in tuple(stream_incidents(ledger, IncidentsWanted(), occasion)):
        yield incident_brief(incident_page(ledger, incident.id, occasion), HEADING)
    for area in control_areas(ledger, occasion):
        yield control_brief(control_page(ledger, area.name, occasion), HEADING)


def test_owner_sees_what_is_planted(planted: Ledger) -> None:
    told = "".join(map(html, briefs(planted, OWNER)))
    assert "vrembling" in told


def test_owners_brief_of_a_district_is_marked_as_its_most_sensitive_report(planted: Ledger) -> None:
    order = tuple(Handling)
    for area in control_areas(planted, OWNER):
        page = control_page(planted, area.name, OWNER)
        made = control_brief(page, INTERNAL)
        marked = Handling(made.marking.split(" ")[0])
        told = {each.document.handling for lane in page.area.lanes for each in lane.points if each.document.handling}
        assert all(order.index(marked) >= order.index(each) for each in told)


def test_owners_brief_that_rests_on_rows_it_does_not_show_stays_in_the_house() -> None:
    clear, red = (claim(handling=each) for each in (Handling.CLEAR, Handling.RED))
    assert marking_of(INTERNAL, ()).startswith("TLP:AMBER+STRICT")
    assert marking_of(INTERNAL, [clear]).startswith("TLP:CLEAR ")
    assert marking_of(INTERNAL, [clear], has_more=True).startswith("TLP:AMBER+STRICT")
    assert marking_of(INTERNAL, [clear, red], has_more=True).startswith("TLP:RED")


def test_no_planted_word_is_in_a_public_brief(planted: Ledger) -> None:
    made = tuple(_public(planted))
    assert any(OPEN[2] in html(each) for each in made)
    for each in made:
        assert_clean(html(each))
        assert_clean(words_of(pdf(each)))
        assert_clean(repr(each))


def _public(ledger: Ledger) -> Iterator[Brief]:
    """Public briefs of everything that the owner's incidents and areas are called."""
    for incident in tuple(stream_incidents(ledger, IncidentsWanted(), OWNER)):
        try:
            yield incident_brief(incident_page(ledger, incident.id, PUBLIC), HEADING)
        except Exception as error:  # noqa: BLE001 - whatever is refused must not tell a word either
            assert_clean(str(error))
    for area in control_areas(ledger, PUBLIC):
        yield control_brief(control_page(ledger, area.name, PUBLIC), HEADING)


# ---- pictures


def test_province_is_drawn_over_its_outline_and_hatched_where_parts_are_unnamed() -> None:
    if not provinces("AF"):
        pytest.skip("this tree has no outlines: the desk's pages were not built")
    whole, parts = (area_map("AF", "Kunduz Province", is_hatched=each) for each in (False, True))
    assert whole is not None
    assert parts is not None
    styles = [{getattr(each, "style", None) for each in picture.strokes} for picture in (whole, parts)]
    assert Style.AREA in styles[0]
    assert Style.HATCH not in styles[0]
    assert Style.HATCH in styles[1]


def test_place_without_a_known_point_is_no_dot() -> None:
    assert claims_map([claim(places=(place(lat=None, lon=None, precision=None, country=None),))]) is None
    assert claims_map([claim(places=(place(role=PlaceRole.SOURCE_LOCATION),))]) is None


def test_district_has_a_ring_and_a_town_a_dot() -> None:
    ring = claims_map([claim(places=(place(kind=PlaceKind.ADM2, precision=3),))])
    dot = claims_map([claim(places=(place(),))])
    assert ring is not None
    assert dot is not None
    assert not [each for each in ring.strokes if isinstance(each, Dot)]
    assert [each for each in dot.strokes if isinstance(each, Dot)]


def test_unknown_country_has_no_outline() -> None:
    assert find_province("../..", "x") is None
    assert find_province("XX", "x") is None


def test_outline_keeps_its_rings_out_of_repr() -> None:
    assert "1.0" not in repr(Outline(name="x", country="XX", rings=(((1.0, 2.0),),)))


SHAPES = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=8).map(tuple)


@given(SHAPES)
def test_hatching_stays_within_the_shape(shape: tuple[tuple[float, float], ...]) -> None:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    for line in hatched(shape):
        for x, y in line.points:
            assert min(xs) - 1e-6 <= x <= max(xs) + 1e-6
            assert min(ys) - 1e-6 <= y <= max(ys) + 1e-6


DAYS = st.none() | st.dates().map(datetime.date.isoformat)


@given(st.lists(st.builds(Bar, label=st.text(), begin=DAYS, finish=DAYS, reported=DAYS), max_size=5))
def test_timeline_stays_within_its_picture(bars: list[Bar]) -> None:
    picture = timeline(bars)
    if picture is None:
        assert not [each for each in bars if each.begin or each.finish or each.reported]
        return
    points = [point for each in picture.strokes for point in (each.points if isinstance(each, Line) else (each.at,))]
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in points)


def test_svg_escapes_its_words() -> None:
    drawn = svg(Picture(title='"<x>', width=9, height=9, strokes=(Words(at=(1, 1), words="<script>&\u202e"),)))
    assert "<script>" not in drawn
    assert "&lt;script&gt;&amp;[U+202E]" in drawn


@pytest.mark.parametrize(
    ("begin", "finish", "words"),
    [
        ("2024-01-01", "2024-01-01", "2024-01-01"),
        ("2024-01-01", None, "since 2024-01-01"),
        (None, "2024-01-01", "until 2024-01-01"),
        (None, None, "no day given"),
    ],
)
def test_days_in_words(begin: str | None, finish: str | None, words: str) -> None:
    assert days_words(begin, finish) == words


def test_brief_holds_no_words_in_its_repr() -> None:
    brief = Brief(
        title="vrembling", marking="m", sections=(Section(heading="vrembling", items=(Item(words="vrembling"),)),)
    )
    assert "vrembling" not in repr(brief)


def test_file_name_says_the_format() -> None:
    from reportedly.cli.briefing import form_of

    assert (form_of("x.pdf"), form_of("x.HTML"), form_of("-")) == (BriefForm.PDF, BriefForm.HTML, BriefForm.HTML)
    with pytest.raises(UsageError, match=r"\.html or \.pdf"):
        form_of("x.doc")
