"""The gazetteer as users meet it: built, found in, added to, mended."""

import multiprocessing
import pickle
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError, GazetteerFileError
from reportedly.gazetteer import Entry, Gazetteer, add_entry, add_places, load_gazetteer
from reportedly.gazetteer.build import build_index
from reportedly.gazetteer.own import own_entries, own_fingerprint
from reportedly.settings import Settings, load_settings
from reportedly.vocabulary import PlaceKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_settings())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"HOME": str(tmp_path)})


FOUND = [
    ("Kush Tapa", "AF", "cod:AF2805"),
    ("Shortepa", "AF", "cod:AF2112"),
    ("Hairatan", "AF", "cod:AF2116"),
    ("Hazrati Imam Sahib", "AF", "cod:AF1905"),
    ("Chaghcharan", "AF", "cod:AF2301"),
    ("Raqqa", "SY", "geonames:172957"),
    ("الرقة", "SY", "geonames:172957"),
    ("Nineveh", "IQ", "geonames:92877"),
    ("Харків", "UA", "geonames:706482"),
    ("Tombouctou", "ML", "geonames:2449066"),
    ("South Kordofan", "SD", "geonames:408661"),
    ("Donbass", "UA", "region:donbas"),
    ("USA", None, "geonames:6252001"),
]


@pytest.mark.parametrize(("name", "country", "ref"), FOUND)
def test_a_name_is_found_by_another_spelling_or_script(
    gazetteer: Gazetteer, name: str, country: str | None, ref: str
) -> None:
    found = gazetteer.find(name, country=country)
    assert ref in {candidate.id for candidate in found[:3]}
    assert all(candidate.because for candidate in found)


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Bahrami Shahid (Jaghatu)", "cod:AF1106"),
        ("Jaghatu (Bahrami Shahid)", "cod:AF1106"),
        ("Jaghatu (Wardak)", "cod:AF0408"),
        ("Yamgan (Nowhere)", "cod:AF1718"),
        ("Tagab (Badakhshan)", "cod:AF1717"),
    ],
)
def test_of_two_names_in_one_both_must_fit_where_both_are_known(gazetteer: Gazetteer, name: str, ref: str) -> None:
    assert gazetteer.find(name, country="AF")[0].id == ref


def test_candidates_come_best_first_with_scores_that_are_shares(gazetteer: Gazetteer) -> None:
    scores = [candidate.score for candidate in gazetteer.find("London")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_country_division_and_kind_rule_out(gazetteer: Gazetteer) -> None:
    assert {c.country for c in gazetteer.find("Baghdad", country="iq")} == {"IQ"}
    assert {c.admin1 for c in gazetteer.find("Fayzabad", country="AF", within="Jawzjan")} == {"Jowzjan"}
    assert {c.kind for c in gazetteer.find("Kunduz", kind="ADM2")} == {PlaceKind.ADM2}


def test_no_more_than_the_limit_comes_back(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("San Antonio", limit=4)) == 4
    assert gazetteer.find("San Antonio", limit=0) == ()


@pytest.mark.parametrize("name", ["", "   ", "!!", "٪", "\u200c"])
def test_nothing_is_found_for_a_name_without_letters(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()
    assert not gazetteer.is_known(name)


def test_a_region_states_its_members(gazetteer: Gazetteer) -> None:
    (darfur,) = [match.row for match in gazetteer.named("Darfur") if match.row.kind is PlaceKind.REGION]
    assert len(gazetteer.members(darfur)) == 5
    assert darfur.precision == 5


def test_districts_along_a_border_come_from_the_table(gazetteer: Gazetteer) -> None:
    names = {row.name for row in gazetteer.bordering("UZ", country="AF", kind=PlaceKind.ADM2)}
    assert names == {"Shortepa", "Kaldar", "Sharak-e-Hayratan"}


def test_a_provinces_districts_are_its_members(gazetteer: Gazetteer) -> None:
    province = gazetteer.with_code("AF-JOW")
    assert province is not None
    assert {"Qush Tepa", "Darzab", "Aqcha"} <= {row.name for row in gazetteer.members(province)}


def test_every_row_names_its_source(gazetteer: Gazetteer) -> None:
    rows = gazetteer._select(
        "SELECT count(*) FROM place p LEFT JOIN source s ON s.id = p.source WHERE s.words = ''", ()
    )
    assert rows == [(0,)]


def test_an_index_can_be_handed_to_another_process(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301 - our own bytes
    assert copy.find("Mopti")[0].id == gazetteer.find("Mopti")[0].id
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(first_id, (gazetteer, "Mopti")) == gazetteer.find("Mopti")[0].id


def first_id(gazetteer: Gazetteer, name: str) -> str:
    return gazetteer.find(name)[0].id


def test_a_damaged_index_is_named_with_what_mends_it(gazetteer: Gazetteer, tmp_path: Path) -> None:
    cut = tmp_path / "cut.db"
    cut.write_bytes(gazetteer.path.read_bytes()[:70_000])
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer(cut).check()
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"no database at all" * 1000)
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer(noise).check()
    with pytest.raises(GazetteerError, match="there is no gazetteer index"):
        Gazetteer(tmp_path / "none.db").check()


def test_a_failed_build_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    path.write_bytes(b"old")

    def broken() -> object:
        message = "the file of entries is broken"
        raise GazetteerFileError(message)
        yield

    with pytest.raises(GazetteerFileError):
        build_index(path, "1", broken())  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_file_adds_nothing(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("name,country,kind,lat,lon\nGood,AF,PPL,36,66\nBad,AF,PPL,136,66\n", "utf-8")
    with pytest.raises(GazetteerFileError, match="line 3"):
        add_places(path, settings)
    assert own_fingerprint(settings) == ""


def test_added_places_are_kept_and_change_the_version(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "camps.csv"
    path.write_text("name,country,kind,lat,lon\nTest Camp,SY,POI,36,41\n", "utf-8")
    assert add_places(path, settings) == 1
    first = own_fingerprint(settings)
    assert [entry.name for entry in own_entries(settings)] == ["Test Camp"]
    path.write_text("name,country,kind,lat,lon\nTest Camp,SY,POI,36.5,41\n", "utf-8")
    add_places(path, settings)
    assert own_fingerprint(settings) != first
    assert [entry.lat for entry in own_entries(settings)] == [36.5]


def test_an_entry_reads_back_as_it_was_given(settings: Settings) -> None:
    entry = Entry(
        ref="cod:AF2805",
        name="Qush Tepa",
        kind=PlaceKind.ADM2,
        country="AF",
        codes=("AF2805", "X 1"),
        lat=36.1,
        lon=65.3,
        names=("Kosh Tappeh", "قوش تپه"),
        source="a map of the user",
        since="2005",
        until="2021-08-15",
    )
    add_entry(entry, settings)
    assert list(own_entries(settings)) == [entry]


def test_a_division_tells_since_when_it_has_stood(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.find("Central Darfur", country="SD", kind="ADM1", limit=1)
    assert ", since 2012" in found.because
    assert ", since" not in gazetteer.find("Khartoum", country="SD", kind="ADM1", limit=1)[0].because


def test_corrections_and_added_places_stand_in_a_rebuilt_index(settings: Settings, tmp_path: Path) -> None:
    table = tmp_path / "cod.csv"
    table.write_text(
        "ADM2_EN,ADM2_PCODE,ADM1_EN,ADM0_PCODE\nQush Tepah,AF2805,Jowzjan,AF\nNewdistrict,AF2899,Jowzjan,AF\n"
    )
    add_places(table, settings)
    add_entry(
        Entry(ref="cod:AF2805", name="Qosh Teppa", kind=PlaceKind.ADM2, country="AF", lat=36.1, lon=65.3), settings
    )
    own = load_gazetteer(settings)
    (corrected,) = [row for row in [own.with_code("AF2805")] if row is not None]
    assert (corrected.name, corrected.lat, corrected.admin1) == ("Qosh Teppa", 36.1, "Jowzjan")
    assert own.find("Kush Tapa", country="AF")[0].id == "cod:AF2805"
    (added,) = [row for row in [own.with_code("AF2899")] if row is not None]
    assert (added.name, added.admin1, added.precision) == ("Newdistrict", "Jowzjan", 4)
    own.path.write_bytes(own.path.read_bytes()[:5000])
    again = load_gazetteer(settings)
    assert again.version == own.version
    assert again.find("Newdistrict", country="AF")[0].id == "cod:AF2899"
