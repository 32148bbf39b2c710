"""Files that add places: what is read, and what is refused with its line."""

import zipfile
from pathlib import Path

import pytest

from reportedly.errors import GazetteerFileError
from reportedly.gazetteer.reading import read_places
from reportedly.vocabulary import PlaceKind


def dump_line(number: str = "1", lat: str = "36.1", lon: str = "65.2", columns: int = 19) -> str:
    cells = [
        number,
        "Testabad",
        "Testabad",
        "Testobod,Тестабад",
        lat,
        lon,
        "P",
        "PPL",
        "AF",
        "",
        "31",
        "1711",
        "",
        "",
        "1200",
        "",
        "",
        "Asia/Kabul",
        "2024-01-01",
    ]
    return "\t".join(cells[:columns])


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_geonames_dump_gives_its_places(tmp_path: Path) -> None:
    (entry,) = read_places(written(tmp_path, "AF.txt", dump_line() + "\n"))
    assert (entry.ref, entry.name, entry.kind, entry.country) == ("geonames:1", "Testabad", PlaceKind.PPL, "AF")
    assert entry.names == ("Testobod", "Тестабад")
    assert entry.parent == "AF.31.1711"


def test_a_zipped_dump_is_read_beside_its_readme(tmp_path: Path) -> None:
    path = tmp_path / "AF.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("AF.txt", dump_line())
    assert len(read_places(path)) == 1


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_PCODE", "Testdistrict,AF9901,Jowzjan,AF28,AF"),
        ("adm2_name;adm2_pcode;adm1_name;adm1_pcode", "Testdistrict;AF9901;Jowzjan;AF28"),
    ],
)
def test_a_cod_table_gives_its_smallest_division_with_the_parent_by_name(tmp_path: Path, header: str, row: str) -> None:
    (entry,) = read_places(written(tmp_path, "cod.csv", f"{header}\n{row}\n"))
    assert (entry.ref, entry.kind, entry.country) == ("cod:AF9901", PlaceKind.ADM2, "AF")
    assert entry.parent == "name:AF:Jowzjan"


def test_our_own_layout_gives_an_id_where_the_file_has_none(tmp_path: Path) -> None:
    text = "name,country,kind,lat,lon,names\nNew Camp,SY,POI,36.4,41.1,Camp New|Makhayam\n"
    (entry,) = read_places(written(tmp_path, "own.csv", text))
    assert entry.ref == "user:sy-new-camp"
    assert entry.names == ("Camp New", "Makhayam")


BROKEN = [
    ("wrong columns", dump_line() + "\n" + dump_line("2", columns=12) + "\n", "line 2: 12 columns"),
    ("no layout", "a,b,c\n1,2,3\n", "line 1: no layout"),
    (
        "duplicate ids",
        dump_line() + "\n" + dump_line("2") + "\n" + dump_line() + "\n",
        "line 3: the id 1 stands already in line 1",
    ),
    ("latitude out of range", dump_line(lat="96.1") + "\n", "line 1: coordinates 96.1"),
    ("longitude out of range", dump_line(lon="-181") + "\n", "line 1: coordinates"),
    ("no number", dump_line() + "\n" + dump_line("2", lat="north") + "\n", "line 2: no coordinates but 'north'"),
    ("no name", "name,country,kind\n,AF,PPL\n", "line 2: no name"),
    ("unknown kind", "name,country,kind\nX,AF,HOUSE\n", "line 2: unknown kind 'HOUSE'"),
    ("no p-code", "ADM2_EN,ADM2_PCODE\nA,\n", "line 2: no p-code"),
    ("nothing", "name,country,kind\n", "holds no places"),
]


@pytest.mark.parametrize(("text", "message"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_file_is_refused_with_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, "bad.txt", text)
    with pytest.raises(GazetteerFileError) as caught:
        read_places(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("name,country,kind\nMopti,ML,PPL\nSégou,ML,PPL\n".encode("latin-1"))
    with pytest.raises(GazetteerFileError, match="line 3: byte 0xe9 is not UTF-8"):
        read_places(path)


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AF.txt", "\n".join(dump_line(str(number)) for number in range(200)))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:400])
    with pytest.raises(GazetteerFileError, match="no whole zip archive"):
        read_places(cut)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerFileError, match="none\\.csv cannot be read"):
        read_places(tmp_path / "none.csv")


def test_many_broken_lines_are_counted_not_listed(tmp_path: Path) -> None:
    path = written(tmp_path, "bad.csv", "name,country,kind\n" + ",AF,PPL\n" * 9)
    with pytest.raises(GazetteerFileError, match="and 4 more"):
        read_places(path)
