"""No withheld word, span, id or coordinate leaves by any door: every view, every file, whatever is planted."""

import inspect
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, KUNDUZ, Said, at, report
from reportedly import protect
from reportedly.codec import pack
from reportedly.errors import ReportedlyError
from reportedly.export import Form, export
from reportedly.export.briefs import BriefForm, Heading, control_brief, incident_brief, write_brief
from reportedly.judge import Link, comment, redact_source
from reportedly.ledger import Entry, Ledger, append
from reportedly.ledger.sources import folded
from reportedly.link import link_incidents, link_reprints
from reportedly.protect import IncidentsWanted, Occasion, ReprintsWanted, Wanted, open_ledger
from reportedly.protect.gold import stream_gold
from reportedly.records import Issue, Name, Observation, PlacedAt, PlaceMention, Quantity, Reason, Report, Ruling
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    Basis,
    ControlLevel,
    NameKind,
    PlaceRole,
    PlaceStatus,
    QuantityOf,
    Sensitivity,
    Stage,
)

PUBLIC = Occasion(audience=Audience.PUBLIC, at=AT, recipient="a newspaper", key=b"k" * 32)
OWNER = replace(PUBLIC, audience=Audience.INTERNAL)
HEADING = Heading(audience=Audience.PUBLIC, handling=None, day="2026-01-02")
OPEN = "The bridge stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What is planted: a word that names or describes a source, and where the source lives."""

    word: str
    lat: float
    lon: float
    who: str
    anonymity: Anonymity
    basis: Basis

    @property
    def village(self) -> str:
        """Where the source lives and of which it speaks: a word that shares no part with the source's own."""
        return f"xk{self.word[2:-2][::-1]}kx"

    def withheld_from(self, audience: Audience) -> tuple[str, ...]:
        """The words that an audience may not see: a partner may read of the village, unless a witness speaks of it."""
        is_general = audience is Audience.PUBLIC or self.basis is Basis.FIRSTHAND_WITNESS
        return (self.word, self.village) if is_general else (self.word,)


LETTERS = st.one_of(
    st.text(st.characters(min_codepoint=ord("a"), max_codepoint=ord("z")), min_size=3, max_size=8),
    st.text(st.characters(min_codepoint=ord("а"), max_codepoint=ord("я")), min_size=3, max_size=8),
    st.text("بتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=8),
)
SECRETS = st.builds(
    lambda word, form, **more: Secret(word=f"zq{word}qz", who=form.format(f"zq{word}qz"), **more),
    LETTERS,
    st.sampled_from(["{} the baker", "a baker from {}", "{}", "the {} baker", "one of the bakers of {}"]),
    lat=st.floats(-59, -11).map(lambda each: round(each, 5)),
    lon=st.floats(-129, -91).map(lambda each: round(each, 5)),
    anonymity=st.sampled_from([Anonymity.UNNAMED_ON_REQUEST, Anonymity.UNNAMED_UNEXPLAINED, Anonymity.NAMED]),
    basis=st.sampled_from([Basis.UNSTATED, Basis.FIRSTHAND_WITNESS]),
)


def planted(secret: Secret, number: int) -> Report:
    """A report that holds the secret wherever a report can hold something."""
    word, who = secret.word, secret.who
    text = (
        f"Governor Ilar Tosk said the road to Kunduz was open. Yesterday {who} said that {word} riders hold "
        f"{secret.village}. {who} counted 12 {word} riders in {secret.village} on 3 May. {word} keeps bees. {OPEN}. "
        f"It rained {number} times."
    )
    told = Said(says=f"{word} riders hold {secret.village}", who=who, anonymity=secret.anonymity, basis=secret.basis)
    made = report(
        text,
        GOVERNOR,
        replace(told, agent=f"{word} riders", begin="2025-05-03", finish="2025-05-03"),
        replace(told, says=f"12 {word} riders in {secret.village}"),
        Said(says=f"{word} keeps bees", type="BACKGROUND"),
        Said(says=OPEN, type="BACKGROUND"),
        source=f"/home/{word}/{number}.txt",
        url=f"https://x.example/{word}/{number}",
        title=f"What {word} saw",
        publisher="Harbour Post",
        issues=(Issue(code="odd", stage=Stage.READ, message=f"{word}: odd mark", source=f"/home/{word}"),),
    )
    return _detailed(made, secret)


def _detailed(made: Report, secret: Secret) -> Report:
    """The report with places, numbers, control, reasons and a name that hold the secret."""
    text, word = made.document.text, secret.word
    village = replace(
        KUNDUZ,
        id=f"own:{word}",
        name=f"{secret.village}",
        admin2=f"{word} District",
        lat=secret.lat,
        lon=secret.lon,
        because=f"{word} is written",
    )
    spot = PlaceMention(span=at(text, f"{secret.village}"), status=PlaceStatus.RESOLVED, candidates=(village,))
    places = (*made.mentions.places, spot)
    claim = made.claims[1]
    seen = Observation(
        actor=at(text, f"{word} riders"),
        level=ControlLevel.DOMINANT,
        place=at(text, f"{secret.village}"),
        wording=at(text, f"{word} riders hold {secret.village}"),
    )
    detailed = replace(
        claim,
        claim=replace(
            claim.claim,
            control=(seen,),
            quantities=(Quantity(of=QuantityOf.FIGHTERS, span=at(text, f"12 {word}"), low=12.0),),
            reasons=(Reason(field="basis", rule="r", words=at(text, f"{word} keeps"), because=f"{word} saw it"),),
        ),
        places=tuple(
            PlacedAt(mention=len(places) - 1, role=role) for role in (PlaceRole.AT, PlaceRole.SOURCE_LOCATION)
        ),
        control=(0,),
    )
    names = (Name(span=at(text, f"{word} keeps"), kind=NameKind.PERSON),)
    mentions = replace(made.mentions, places=places, names=names)
    return replace(made, mentions=mentions, claims=(made.claims[0], detailed, *made.claims[2:]))


def fill(ledger: Ledger, secret: Secret) -> None:
    """Two reports that share most of their text, with a comment, linked."""
    made = [planted(secret, number) for number in (1, 2)]
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in made], at=AT)
    ruling = Ruling(reviewer="R. Viewer", at=AT, because=f"{secret.word} asked")
    comment(ledger, made[0].claims[1].claim.id, f"{secret.word} is known", ruling)
    link_reprints(ledger)
    link_incidents(ledger)


# ---- every door


def files(ledger: Ledger, to: Occasion) -> Iterator[object]:
    """Every format of file."""
    for form in Form:
        target = io.BytesIO()
        export(protect.stream_claims(ledger, Wanted(rejected=True), to), form, target, unrealised=True)
        yield _unzipped(target.getvalue()) if form is Form.XLSX else target.getvalue()


def _unzipped(data: bytes) -> bytes:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def briefs(ledger: Ledger, to: Occasion) -> Iterator[object]:
    """Briefs of every incident and area, as page and on paper."""
    pages = [incident_brief(each, HEADING) for each in _incidents(ledger, to) if isinstance(each, protect_pages)]
    pages += [control_brief(protect.control_page(ledger, each.name, to), HEADING) for each in _areas(ledger, to)]
    for each, form in itertools.product(pages, BriefForm):
        target = io.BytesIO()
        write_brief(each, form, target)
        yield _words(target.getvalue()) if form is BriefForm.PDF else target.getvalue()


def _words(data: bytes) -> str:
    """The words of a PDF, and what it says of itself."""
    document = pypdfium2.PdfDocument(data)
    pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return " ".join((*pages, *map(str, document.get_metadata_dict().values())))


def _areas(ledger: Ledger, to: Occasion) -> tuple[object, ...]:
    return protect.control_areas(ledger, to)


def _incidents(ledger: Ledger, to: Occasion) -> Iterator[object]:
    """Pages of every incident that its owner sees; what is refused is told by its error."""
    for each in tuple(protect.stream_incidents(ledger, IncidentsWanted(), OWNER)):
        yield _tried(lambda each=each: protect.incident_page(ledger, each.id, to))


def _tried(view: Callable[[], object]) -> object:
    """What is shown, or the words by which it is refused."""
    try:
        return view()
    except (ReportedlyError, ValueError) as error:
        return f"{error!r} {error}"


def _claims(ledger: Ledger) -> list[str]:
    return [each.id for each in protect.stream_claims(ledger, Wanted(rejected=True), OWNER)]


def _documents(ledger: Ledger) -> list[str]:
    return [each.id for each in protect.stream_documents(ledger, Wanted(), OWNER)]


protect_pages = protect.incident_pages.IncidentPage
# Doors of `protect` that take an occasion, by name.
VIEWS: dict[str, Callable[[Ledger, Occasion], Iterator[object]]] = {
    "stream_claims": lambda ledger, to: iter(tuple(protect.stream_claims(ledger, Wanted(rejected=True), to))),
    "stream_documents": lambda ledger, to: iter(tuple(protect.stream_documents(ledger, Wanted(), to))),
    "stream_issues": lambda ledger, to: iter(tuple(protect.stream_issues(ledger, to))),
    "held_back": lambda ledger, to: iter(protect.held_back(ledger, Wanted(), to)),
    "released": lambda ledger, to: iter((protect.released(ledger, Wanted(), to),)),
    "preview": lambda ledger, to: iter((protect.preview(ledger, Wanted(), to),)),
    "explained": lambda ledger, to: (
        _tried(lambda each=each: protect.explained(ledger, each, to)) for each in _claims(ledger)
    ),
    "stream_incidents": lambda ledger, to: iter(tuple(protect.stream_incidents(ledger, IncidentsWanted(), to))),
    "incident_page": _incidents,
    "stream_reprints": lambda ledger, to: iter(tuple(protect.stream_reprints(ledger, ReprintsWanted(), to))),
    "reprints_held": lambda ledger, to: iter(protect.reprints_held(ledger, ReprintsWanted(), to)),
    "compared": lambda ledger, to: iter((_tried(lambda: protect.compared(ledger, *_documents(ledger)[:2], to)),)),
    "stream_sources": lambda ledger, to: iter(tuple(protect.stream_sources(ledger, to))),
    "control_areas": lambda ledger, to: iter(_areas(ledger, to)),
    "control_page": lambda ledger, to: (protect.control_page(ledger, each.name, to) for each in _areas(ledger, to)),
    "document_page": lambda ledger, to: (
        _tried(lambda each=each: protect.document_page(ledger, each, to)) for each in _documents(ledger)
    ),
    "history": lambda ledger, to: iter((_tried(lambda: protect.history(ledger, to)),)),
    "acts": lambda ledger, to: iter((_tried(lambda: protect.acts(ledger, to)),)),
    "stream_gold": lambda ledger, to: iter((_tried(lambda: tuple(stream_gold(ledger, Wanted(), to))),)),
}
# Doors that show nothing: they log that something was shown.
SILENT = {"log_overview"}
DOORS = {**VIEWS, "files": files, "briefs": briefs}


def test_every_view_of_the_package_is_walked() -> None:
    found = {
        name
        for name in protect.__all__
        if inspect.isfunction(getattr(protect, name))
        and "occasion" in inspect.signature(getattr(protect, name)).parameters
    }
    assert found - SILENT <= set(VIEWS)


def leaks(shown: object, secret: Secret, ids: frozenset[str], audience: Audience = Audience.PUBLIC) -> list[str]:
    """What of the secret stands in a view or a file, however it is written."""
    words = secret.withheld_from(audience)
    packed = shown if isinstance(shown, bytes) else shown.encode() if isinstance(shown, str) else pack(shown)
    text = packed.decode("utf-8", "replace")
    plain = folded(text + ("" if isinstance(shown, bytes | str) else repr(shown)))
    # The parts of a day are none, nor is what counts releases: "release-11".
    numbers = [float(each) for each in re.findall(r"(?<!\w)-\d+\.?\d*", text)]
    near = [each for each in numbers for hidden in (secret.lat, secret.lon) if abs(each - hidden) < 0.5]
    return [
        *(f"word {number}" for number, word in enumerate(words) if folded(word) in plain),
        *(["coordinate"] if near else []),
        *(["id"] if any(each in text for each in ids) else []),
        *(["span"] if re.search(r'"spans?":\s*\[\[?\d', text) else []),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exits")


@given(SECRETS, st.sampled_from([Audience.PARTNER, Audience.PUBLIC]))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example walks every door: no time to make it smaller
)
def test_nothing_that_is_withheld_leaves_by_any_door(folder: Path, secret: Secret, audience: Audience) -> None:
    with open_ledger(folder / f"{abs(hash((secret.word, secret.who, secret.lat)))}.db") as ledger:
        if not _documents(ledger):
            fill(ledger, secret)
        ids = frozenset(each.removeprefix("sha256:")[:12] for each in (*_claims(ledger), *_documents(ledger)))
        to = replace(PUBLIC, audience=audience)
        assert leaking(ledger, to, lambda shown: leaks(shown, secret, ids, audience)) == {}


def leaking(ledger: Ledger, to: Occasion, leaks_of: Callable[[object], list[str]]) -> dict[str, list[str]]:
    """What leaves by which door for this occasion, of those by which anything does."""
    found = {name: [leak for each in door(ledger, to) for leak in leaks_of(each)] for name, door in DOORS.items()}
    return {name: what for name, what in found.items() if what}


def test_what_a_reviewer_withheld_as_severe_is_in_no_view_of_the_owner_either(folder: Path) -> None:
    secret = Secret(
        word="zqdefqz",
        lat=-33.12345,
        lon=-99.54321,
        who="a baker from zqdefqz",
        anonymity=Anonymity.UNNAMED_ON_REQUEST,
        basis=Basis.UNSTATED,
    )
    with open_ledger(folder / "severe.db") as ledger:
        fill(ledger, secret)
        for claim in protect.stream_claims(ledger, Wanted(), OWNER):
            for place, holder in enumerate(claim.chain):
                if secret.word in holder.label:
                    ruling = Ruling(reviewer="R. Viewer", at=AT, because="it may cost a life")
                    redact_source(ledger, Link(claim=claim.id, place=place), Sensitivity.SEVERE, ruling)
        told = leaking(ledger, OWNER, lambda shown: leaks(shown, secret, frozenset()))
    assert {name: what for name, what in told.items() if "word 0" in what} == {}


def test_planted_secret_is_seen_by_the_owner_and_open_words_by_all(folder: Path) -> None:
    secret = Secret(
        word="zqabcqz",
        lat=-33.12345,
        lon=-99.54321,
        who="zqabcqz",
        anonymity=Anonymity.NAMED,
        basis=Basis.UNSTATED,
    )
    with open_ledger(folder / "owner.db") as ledger:
        fill(ledger, secret)
        ids = frozenset(each.removeprefix("sha256:")[:12] for each in _claims(ledger))
        own = tuple(protect.stream_claims(ledger, Wanted(), OWNER))
        assert set(leaks(pack(own), secret, ids)) == {"word 0", "word 1", "coordinate", "id", "span"}
        shown = b"".join(each if isinstance(each, bytes) else b"" for each in files(ledger, PUBLIC))
        assert OPEN.encode() in shown
