import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from reportedly.cli.commands import app
from reportedly.cli.control_axis import Axis
from reportedly.cli.control_picture import control_svg
from reportedly.ledger import Entry, append, open_ledger
from reportedly.protect import acts
from reportedly.protect.control_views import AreaView, ControlPage, ControlPoint, LaneView
from reportedly.protect.views import DocumentView, Occasion
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    ControlDiurnal,
    ControlLevel,
    ControlSide,
    ControlUnit,
    Kind,
    PlaceKind,
    Quantifier,
)
from weighing import Holds, Tell, report

SVG = "{http://www.w3.org/2000/svg}"
AT = "2018-04-01T00:00:00Z"
OWNER = Occasion(audience=Audience.INTERNAL, at=AT, recipient="R. Viewer", key=b"k" * 32)
TEXT = (
    "The administration rules some districts of Sar-e Pol by day, Karim Ahadi told the Amu Post. "
    "At night the Taliban rule there, he said. Laila Noor said the Taliban hold Sayad."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    some = {"unit": ControlUnit.DISTRICT, "quantifier": Quantifier.SOME, "named": False, "level": 4}
    shared = {"type": "CONTROL", "of": Kind.STATE}
    made = report(
        TEXT,
        Tell(
            says="The administration rules",
            who="Karim Ahadi",
            place="Sar-e Pol",
            holds=Holds(actor="administration", diurnal=ControlDiurnal.DAY, **some),
            **shared,
        ),
        Tell(
            says="the Taliban rule",
            who="Karim Ahadi",
            place="Sar-e Pol",
            holds=Holds(actor="Taliban", id="TALIBAN", diurnal=ControlDiurnal.NIGHT, **some),
            **shared,
        ),
        Tell(
            says="the Taliban hold Sayad",
            who="Laila Noor",
            place="Sayad",
            holds=Holds(actor="Taliban", id="TALIBAN", level=5),
            **shared,
        ),
        publisher="Amu Post",
    )
    path = tmp_path / "ledger.db"
    with open_ledger(path) as opened:
        append(opened, [Entry(report=made, original=made.document.text.encode())], at=AT)
    return path


def ran(*arguments: str, ledger: Path, code: int = 0) -> str:
    found = CliRunner().invoke(app, [*arguments, "--ledger", str(ledger)], env={"COLUMNS": "100"})
    assert found.exit_code == code, found.output
    return found.stdout


def test_the_province_shows_unnamed_districts_apart(ledger: Path):
    shown = ran("control", "Sar-e Pol", "--on", "2018-04-01", ledger=ledger)
    assert "Nothing here says who holds the place." in shown
    assert "At least one part of Sar-e Pol that no report names (2 statements)" in shown
    assert "Kalyvas zone 3 of 5; SIGAR “contested”; LWJ “contested”" in shown
    assert "root sources 1" in shown


def test_the_district_shows_what_is_said_of_its_province_apart(ledger: Path):
    shown = ran("control", "Sayad", "--on", "2018-04-01", ledger=ledger)
    assert "Said of the wider area, and of no part of it alone" in shown


@pytest.mark.parametrize("day", ["2018-04-01", "2020-01-01"])
def test_stale_lanes_say_so(ledger: Path, day: str):
    shown = ran("control", "Sayad", "--on", day, ledger=ledger)
    assert ("stale" in shown) is (day == "2020-01-01")


def test_places_are_listed_without_one(ledger: Path):
    shown = ran("control", "--on", "2018-04-01", ledger=ledger)
    assert "Sayad" in shown
    assert "unnamed parts" in shown


def test_rows_for_programs(ledger: Path):
    page = json.loads(ran("control", "Sayad", "--format", "jsonl", "--on", "2018-04-01", ledger=ledger))
    assert page["area"]["id"] == "AF/sar-e pol/sayad"
    assert page["area"]["lanes"][0]["points"][0]["level"] == 5
    (country,) = ran("control", "--format", "jsonl", ledger=ledger).splitlines()
    assert json.loads(country)["id"] == "AF"


def test_nothing_is_said_in_a_voice_of_ours(ledger: Path):
    shown = ran("control", "Sar-e Pol", ledger=ledger) + ran("control", "Sayad", ledger=ledger)
    plain = shown.replace("“unconfirmed”", "").replace("“insurgent control”", "")
    assert "confirmed" not in plain
    assert "controls" not in plain


def test_picture_is_drawn_and_accessible(ledger: Path, tmp_path: Path):
    file = tmp_path / "lanes.svg"
    ran("control", "Sar-e Pol", "--svg", str(file), "--on", "2018-04-01", ledger=ledger)
    drawn = ElementTree.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own file
    assert drawn.get("role") == "img"
    named = {each.get("id"): each.text for each in drawn if each.get("id")}
    assert set(str(drawn.get("aria-labelledby")).split()) <= set(named)
    assert "SIGAR “contested”" in str(named["desc"])
    titles = [each.text for each in drawn.iter(f"{SVG}title")]
    assert any("as Karim Ahadi is reported to say" in str(each) for each in titles)
    assert any(each.get("fill") == "url(#hatch)" for each in drawn.iter(f"{SVG}rect"))


def test_a_picture_that_is_handed_out_is_for_its_owner_alone_and_logged_by_its_hash(ledger: Path, tmp_path: Path):
    file = tmp_path / "lanes.svg"
    file.symlink_to(tmp_path / "elsewhere")
    ran("control", "Sar-e Pol", "--svg", str(file), ledger=ledger)
    assert not file.is_symlink()
    assert file.stat().st_mode & 0o77 == 0
    with open_ledger(ledger) as opened:
        written = next(each for each in acts(opened, OWNER) if each.act == "export")
    assert (written.form, written.sha256) == ("control svg", hashlib.sha256(file.read_bytes()).hexdigest())
    assert written.claims > 0


def test_a_picture_that_cannot_be_put_there_is_refused_in_words(ledger: Path, tmp_path: Path):
    found = CliRunner().invoke(
        app, ["control", "Sar-e Pol", "--svg", str(tmp_path / "no" / "x.svg"), "--ledger", str(ledger)]
    )
    assert "cannot be written" in str(found.exception)


def test_a_picture_of_everything_is_refused(ledger: Path, tmp_path: Path):
    found = CliRunner().invoke(app, ["control", "--svg", str(tmp_path / "x.svg"), "--ledger", str(ledger)])
    assert found.exit_code != 0


def test_a_place_that_is_not_there_is_said_to_be_in_no_report_without_its_name(ledger: Path):
    found = CliRunner().invoke(app, ["control", "Nowhere", "--ledger", str(ledger)])
    assert "who holds this place" in str(found.exception)
    assert "Nowhere" not in str(found.exception)


def test_a_day_that_is_none_is_refused(ledger: Path):
    found = CliRunner().invoke(app, ["control", "Sayad", "--on", "yesterday", "--ledger", str(ledger)])
    assert "yesterday" in str(found.exception)


def hostile(words: str) -> ControlPage:
    """A page whose every word is hostile."""
    point = ControlPoint(
        claim="c",
        document=DocumentView(id="d"),
        day="2018-03-14",
        begin="0001-01-01",
        level=ControlLevel.EXCLUSIVE,
        trend=None,
        diurnal=ControlDiurnal.UNSTATED,
        quantifier=None,
        unit=None,
        function=(),
        place=words,
        wording=words,
    )
    lane = LaneView(
        root=1,
        source=words,
        anonymity=Anonymity.NAMED,
        actor=None,
        name=words,
        side=ControlSide.GROUP,
        newest="2018-03-14",
        stale=False,
        hatched=False,
        points=(point,),
    )
    area = AreaView(
        id="x", name=words, kind=PlaceKind.ADM2, country="AF", admin1=words, newest=None, stale=True, lanes=(lane,)
    )
    return ControlPage(day="2018-04-01", stale_days=90, area=area)


@pytest.mark.parametrize(
    "words", ["</text><script>alert(1)</script>", "a & b < c > d \" ' e", "\x00\x1b[31m\u202eabc", "\ud800", ""]
)
def test_hostile_words_are_text_in_the_picture(words: str):
    drawn = ElementTree.fromstring(control_svg(hostile(words)))  # noqa: S314 - our own file
    assert not list(drawn.iter(f"{SVG}script"))


@pytest.mark.parametrize("day", [None, "0001-01-01", "9999-12-31", "2018-13-45", "-0044-03-15"])
def test_every_day_lies_on_the_axis(day: str | None):
    axis = Axis(first=736_000, last=737_000, stale_days=90)
    assert 0.0 <= axis.place(day) <= 1.0
    assert 0.0 <= axis.stale_from(day) <= 1.0


def test_sources_are_listed_with_the_id_that_judge_takes(ledger: Path):
    assert "outlet:amu-post" in ran("sources", ledger=ledger)
    rows = [json.loads(line) for line in ran("sources", "--format", "jsonl", ledger=ledger).splitlines()]
    assert [(row["id"], row["reliability"]) for row in rows] == [("outlet:amu-post", "F")]
    assert "outlet:amu-post" not in ran("sources", "nothing like it", ledger=ledger)
    assert "outlet:amu-post" not in ran("sources", "--kind", "office", ledger=ledger)


def test_reliability_is_judged_and_taken_back(ledger: Path):
    said = ran("judge", "reliability", "outlet:amu-post", "B", "--reviewer", "R. Eviewer", ledger=ledger)
    assert "B, R. Eviewer" in ran("sources", ledger=ledger)
    ran("judge", "undo", said.split("judge undo ")[1].split()[0], "--reviewer", "R. Eviewer", ledger=ledger)
    assert "B, R. Eviewer" not in ran("sources", ledger=ledger)


def test_independence_is_judged(ledger: Path):
    page = json.loads(ran("control", "Sayad", "--format", "jsonl", ledger=ledger))
    claim = page["area"]["lanes"][0]["points"][0]["claim"]
    other = page["area"]["above"][0]["points"][0]["claim"]
    said = ran("judge", "independence", claim, "--of", other, "--is", "independent", "--reviewer", "R.", ledger=ledger)
    assert said.startswith("independent; reportedly judge undo")
