"""Files say who is reported to say what, hold no formula and no false point, and read back."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export import Exported, Form, export
from reportedly.export.flat import COLUMNS
from reportedly.export.geo import Drawing, drawing_of
from reportedly.export.harmless import escaped, visible
from reportedly.export.outlines import provinces
from reportedly.export.tables import guarded
from reportedly.protect.views import ClaimView, ControlView, DocumentView, HolderView, PlaceView, TimeView
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Certainty,
    ControlDiurnal,
    ControlLevel,
    ControlUnit,
    Genericity,
    Kind,
    Mode,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    Quantifier,
    Realis,
    SourceKind,
)

DOCUMENT = HolderView(
    label="document", kind=SourceKind.DOCUMENT, anonymity=Anonymity.UNSIGNED_NARRATOR, basis=Basis.UNSTATED
)
CLERK = HolderView(
    label="a clerk", kind=SourceKind.PERSON, anonymity=Anonymity.UNNAMED_ON_REQUEST, basis=Basis.SECONDHAND
)


def claim(words: str = "the ferry was stopped", **more: object) -> ClaimView:
    fields: dict[str, object] = {
        "id": "c1",
        "document": DocumentView(id="d1", publisher="Lakeside Courier", published="2024-03-05"),
        "words": words,
        "verbatim": True,
        "chain": (CLERK, DOCUMENT),
        "kind": Kind.EVENT,
        "type": "MOVEMENT",
        "mode": Mode.INDIRECT,
        "polarity": Polarity.ASSERTED,
        "certainty": Certainty.CT,
        "realis": Realis.ACTUAL,
        "genericity": Genericity.SPECIFIC,
    }
    return ClaimView(**(fields | more))  # type: ignore[arg-type]


def place(name: str = "Bosso", **more: object) -> PlaceView:
    fields: dict[str, object] = {
        "words": name,
        "role": PlaceRole.AT,
        "status": PlaceStatus.RESOLVED,
        "name": name,
        "kind": PlaceKind.PPL,
        "country": "NE",
        "lat": 13.7,
        "lon": 13.3,
        "precision": 1,
    }
    return PlaceView(**(fields | more))  # type: ignore[arg-type]


def control(**more: object) -> ControlView:
    fields: dict[str, object] = {
        "actor": None,
        "level": ControlLevel.DOMINANT,
        "trend": None,
        "diurnal": ControlDiurnal.NIGHT,
        "quantifier": Quantifier.SOME,
        "unit": ControlUnit.DISTRICT,
        "function": (),
        "wording": "hold",
    }
    return ControlView(**(fields | more))  # type: ignore[arg-type]


def written(*claims: ClaimView, form: Form, **more: bool) -> tuple[str, Exported]:
    target = io.BytesIO()
    done = export(claims, form, target, **more)
    return target.getvalue().decode(), done


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def features(text: str) -> list[dict[str, object]]:
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, object]] = collection["features"]
    return found


def test_row_says_who_is_reported_to_say_it() -> None:
    text, done = written(claim(places=(place(),)), form=Form.CSV)
    (row,) = rows(text)
    assert done.claims == 1
    assert (row["source"], row["anonymity"], row["basis"]) == ("a clerk", "unnamed_on_request", "secondhand")
    assert (row["chain"], row["says"], row["outlet"]) == (
        "a clerk > document",
        "the ferry was stopped",
        "Lakeside Courier",
    )
    assert (row["place"], row["lat"], row["lon"]) == ("Bosso", "13.7", "13.3")


def test_own_voice_has_no_source() -> None:
    (row,) = rows(written(claim(chain=(DOCUMENT,)), form=Form.CSV)[0])
    assert row["source"] == ""
    assert row["anonymity"] == "unsigned_narrator"


def test_hxl_row_tags_every_column() -> None:
    header, tags, *_ = csv.reader(io.StringIO(written(claim(), form=Form.CSV, hxl=True)[0], newline=""))
    assert len(header) == len(tags)
    assert all(tag.startswith("#") for tag in tags)


def test_column_names_are_unique() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_no_text_is_a_formula_in_a_csv(words: str) -> None:
    (row,) = rows(written(claim(words), form=Form.CSV)[0])
    assert row["says"] == "'" + words


def test_negative_number_stays_a_number() -> None:
    (row,) = rows(written(claim(places=(place(lat=-3.5),)), form=Form.CSV)[0])
    assert row["lat"] == "-3.5"


def test_negated_claim_is_a_word_and_no_sign() -> None:
    assert rows(written(claim(polarity=Polarity.NEGATED), form=Form.CSV)[0])[0]["polarity"] == "negated"


@given(st.text())
def test_guard_changes_no_text_but_by_one_apostrophe(words: str) -> None:
    assert guarded(words) in {words, "'" + words}
    assert not str(guarded(words)).lstrip(" ").startswith(("=", "+", "-", "@"))


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_table_reads_back_any_words(words: str) -> None:
    (row,) = rows(written(claim(words), form=Form.CSV)[0])
    assert row["says"] == guarded(visible(words))


HOSTILE = (
    '=HYPERLINK("http://x.example","y")',
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c",
    "\u2067abc\u2069",
    "a\x00b\x1b[31m",
    "]]>&\"'",
    "x" * 40_000,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("form", [Form.CSV, Form.JSONL, Form.GEOJSON])
def test_hostile_words_turn_no_reading_direction(words: str, form: Form) -> None:
    text, _ = written(claim(words, places=(place(words),)), form=form)
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_json_with_escapes_means_the_same(words: str) -> None:
    line = json.dumps(words, ensure_ascii=False).encode()
    assert json.loads(escaped(line)) == words


def sheet(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return ElementTree.fromstring(book.read(name))  # noqa: S314 - a file that this test wrote


def workbook(*claims: ClaimView, **more: bool) -> bytes:
    target = io.BytesIO()
    assert export(claims, Form.XLSX, target, **more).claims == len(claims)
    return target.getvalue()


SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_workbook_holds_text_and_no_formula_link_or_macro(words: str) -> None:
    data = workbook(claim(words, document=DocumentView(id="d1", url="javascript:x", title=words)))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not [name for name in book.namelist() if "vba" in name or "hyperlink" in name.lower()]
    root = sheet(data)
    assert not list(root.iter(f"{SPACE}f"))
    assert not list(root.iter(f"{SPACE}hyperlink"))
    assert {cell.get("t") for cell in root.iter(f"{SPACE}c")} <= {"inlineStr", "n", None}
    texts = [text.text or "" for text in root.iter(f"{SPACE}t")]
    assert not set("".join(texts)) & set("\u202e\u202c\u2067\u2069\x1b")
    assert max(map(len, texts)) <= 32_767


def test_workbook_keeps_words_and_numbers() -> None:
    data = workbook(claim("=1+1", places=(place(lat=-3.5),)), claim("second"))
    rows_ = list(sheet(data).iter(f"{SPACE}row"))
    cells = {cell.get("r"): cell for cell in rows_[1]}
    says, lat = (next(n for n, each in enumerate(COLUMNS) if each.name == name) for name in ("says", "lat"))
    assert len(rows_) == 3
    assert "".join(list(rows_[1])[says].itertext()) == "=1+1"
    assert [cell.findtext(f"{SPACE}v") for name, cell in cells.items() if name == f"{_letters(lat)}2"] == ["-3.5"]


def _letters(place: int) -> str:
    """The name of a column."""
    return ("" if place < 26 else chr(64 + place // 26)) + chr(65 + place % 26)


def test_equal_claims_give_equal_workbooks() -> None:
    assert workbook(claim(), hxl=True) == workbook(claim(), hxl=True)
    assert workbook(claim(), hxl=True) != workbook(claim())


def test_workbook_without_claims_is_whole() -> None:
    assert len(list(sheet(workbook()).iter(f"{SPACE}row"))) == 1
    assert "No row says that something happened" in "".join(sheet(workbook(), "xl/worksheets/sheet2.xml").itertext())


def test_lines_are_one_object_a_claim() -> None:
    lines = written(claim(), claim("a second"), form=Form.JSONL)[0].splitlines()
    assert [json.loads(line)["words"] for line in lines] == ["the ferry was stopped", "a second"]


def test_feature_is_longitude_first_with_who_says_it() -> None:
    (feature,) = features(written(claim(places=(place(),)), form=Form.GEOJSON)[0])
    assert feature["geometry"] == {"type": "Point", "coordinates": [13.3, 13.7]}
    properties = feature["properties"]
    assert isinstance(properties, dict)
    assert (properties["source"], properties["drawing"]) == ("a clerk", "point")


@pytest.mark.parametrize(
    "more",
    [
        {"lat": None, "lon": None},
        {"precision": 5, "kind": PlaceKind.REGION},
        {"precision": 6, "kind": PlaceKind.ADM0},
        {"status": PlaceStatus.UNRESOLVED, "lat": None, "lon": None, "precision": None},
    ],
)
def test_what_has_no_known_point_has_no_geometry(more: dict[str, object]) -> None:
    text, done = written(claim(places=(place(**more),)), form=Form.GEOJSON)
    assert [feature["geometry"] for feature in features(text)] == [None]
    assert done.unlocated == 1


def test_claim_without_a_place_stays_in_the_collection() -> None:
    text, done = written(claim(), form=Form.GEOJSON)
    assert len(features(text)) == done.claims == done.unlocated == 1


def test_place_of_a_source_is_no_place_of_the_claim() -> None:
    text, _ = written(claim(places=(place(role=PlaceRole.SOURCE_LOCATION),)), form=Form.GEOJSON)
    assert features(text)[0]["geometry"] is None


def test_district_is_an_area_and_no_point() -> None:
    assert drawing_of(claim(), place(kind=PlaceKind.ADM2, precision=3)) is Drawing.AREA


def test_unnamed_districts_are_hatched_over_the_province() -> None:
    province = place(kind=PlaceKind.ADM1, precision=4)
    assert drawing_of(claim(control=(control(),)), province) is Drawing.HATCH
    assert drawing_of(claim(control=(control(quantifier=None, unit=None),)), province) is Drawing.AREA


def test_a_hatched_province_has_its_outline_and_no_point() -> None:
    parts = place(kind=PlaceKind.ADM1, precision=4, name="Kunduz", country="AF", quantifier=Quantifier.SOME)
    (feature,) = features(written(claim(places=(parts,)), form=Form.GEOJSON)[0])
    assert feature["properties"]["drawing"] == "hatch"
    assert (feature["properties"]["place"], feature["properties"]["country"]) == ("Kunduz", "AF")
    if not provinces("AF"):  # this tree's pages were not built
        assert feature["geometry"] is None
        return
    assert feature["geometry"]["type"] == "MultiPolygon"
    for (ring,) in feature["geometry"]["coordinates"]:
        assert ring[0] == ring[-1]
        assert len(ring) > len("tri")


@pytest.mark.parametrize("changes", [{"name": "Nowhere at all"}, {"kind": PlaceKind.ADM2}, {"country": None}])
def test_what_is_hatched_and_has_no_known_outline_has_no_geometry(changes: dict[str, object]) -> None:
    about = {"kind": PlaceKind.ADM1, "precision": 4, "name": "Kunduz", "country": "AF", **changes}
    parts = place(quantifier=Quantifier.SOME, **about)
    (feature,) = features(written(claim(places=(parts,)), form=Form.GEOJSON)[0])
    assert (feature["properties"]["drawing"], feature["geometry"]) == ("hatch", None)


def test_what_is_only_feared_is_not_mapped_unless_asked() -> None:
    feared = claim(places=(place(),), realis=Realis.FEARED)
    text, done = written(feared, form=Form.GEOJSON)
    assert (features(text), done.unrealised) == ([], 1)
    assert len(features(written(feared, form=Form.GEOJSON, unrealised=True)[0])) == 1


def test_empty_export_is_a_whole_file() -> None:
    assert features(written(form=Form.GEOJSON)[0]) == []
    assert rows(written(form=Form.CSV)[0]) == []


def test_open_bound_is_an_empty_cell() -> None:
    time = TimeView(begin=None, finish="2024-03-05", precision=1)
    (row,) = rows(written(claim(times=(time,)), form=Form.CSV)[0])
    assert (row["begin"], row["finish"]) == ("", "2024-03-05")


def annotations(*claims: ClaimView) -> list[dict[str, object]]:
    page = json.loads(written(*claims, form=Form.JSONLD)[0])
    assert page["type"] == "AnnotationPage"
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    items: list[dict[str, object]] = page["items"]
    return items


def test_claim_is_an_annotation_of_its_report() -> None:
    document = DocumentView(id="d1", url="https://x.example/1", publisher="Courier", published="2024-03-05")
    (item,) = annotations(claim(document=document, spans=(Span(3, 24),)))
    assert item["target"] == [
        {
            "source": "https://x.example/1",
            "selector": [
                {"type": "TextPositionSelector", "start": 3, "end": 24, "exact": None},
                {"type": "TextQuoteSelector", "start": None, "end": None, "exact": "the ferry was stopped"},
            ],
            "state": {"type": "TimeState", "sourceDate": "2024-03-05T00:00:00Z"},
        }
    ]
    body = item["body"]
    assert isinstance(body, dict)
    assert (body["type"], body["text"], body["author"]) == ("Claim", "the ferry was stopped", {"name": "a clerk"})


def test_claim_without_spans_has_a_target_without_selector() -> None:
    (item,) = annotations(claim(chain=(DOCUMENT,)))
    assert item["target"] == [
        {
            "source": "urn:reportedly:document:d1",
            "selector": [],
            "state": {"type": "TimeState", "sourceDate": "2024-03-05T00:00:00Z"},
        }
    ]
    assert isinstance(item["body"], dict)
    assert item["body"]["author"] is None


def test_words_in_pieces_are_several_targets_without_a_quotation() -> None:
    (item,) = annotations(claim("a … b", spans=(Span(3, 4), Span(8, 9))))
    assert isinstance(item["target"], list)
    assert [each["selector"][0]["start"] for each in item["target"]] == [3, 8]
    assert all(len(each["selector"]) == 1 for each in item["target"])


def test_page_without_claims_is_whole() -> None:
    assert annotations() == []
