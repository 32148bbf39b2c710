"""Pages: every paragraph of the report, no word of the frame, and the right day."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.read import Overrides, read
from reportedly.records import Acquired

TODAY = "2026-01-01"
FOLDER = Path(__file__).parent / "intake" / "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page with what must be read out of it."""

    name: str
    html: bytes
    fields: dict[str, str]
    paragraphs: list[str]


def load_page(path: Path) -> Page:
    head, _, text = path.with_suffix(".txt").read_text("utf-8").partition("---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Page(name=path.stem, html=path.read_bytes(), fields=fields, paragraphs=text.rstrip("\n").split("\n\n"))


PAGES = [load_page(path) for path in sorted(FOLDER.glob("*.html"))]


def read_page(html: bytes, **said: str) -> Acquired:
    (outcome,) = read(io.BytesIO(html), Overrides(media_type="html", today=TODAY, **said))
    assert isinstance(outcome, Acquired), outcome
    return outcome


def named(page: Page) -> str:
    return page.name


def test_there_are_pages() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_paragraph_of_a_report_is_kept_and_nothing_else(page: Page) -> None:
    assert read_page(page.html).document.text.split("\n\n") == page.paragraphs


@pytest.mark.parametrize("page", PAGES, ids=named)
@pytest.mark.parametrize("field", ["title", "publisher", "url", "published", "language"])
def test_a_page_tells_its_title_outlet_address_day_and_language(page: Page, field: str) -> None:
    assert getattr(read_page(page.html).document, field) == page.fields.get(field)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_raises_only_the_expected_doubts(page: Page) -> None:
    assert [issue.code for issue in read_page(page.html).issues] == page.fields.get("issues", "").split()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_reads_the_same_twice(page: Page) -> None:
    assert read_page(page.html) == read_page(page.html)


def test_the_day_of_the_crawl_is_kept_and_not_chosen() -> None:
    html = next(page.html for page in PAGES if page.name == "day_of_the_crawl_in_the_frame")
    chosen, passed = read_page(html).document.dates
    assert (chosen.value, chosen.origin, chosen.usable) == ("2017-11-15", "url", True)
    assert (passed.value, passed.origin, passed.usable) == ("2020-08-05", "header", False)
    assert chosen.because
    assert "fetched" in passed.because


def test_what_the_user_says_stands_in_front_of_what_the_page_says() -> None:
    html = next(page.html for page in PAGES if page.name == "described_in_structure")
    document = read_page(
        html, published="2017-11-14", title="Given", publisher="Outlet", url="https://x.example/"
    ).document
    assert (document.published, document.title, document.publisher, document.url) == (
        "2017-11-14",
        "Given",
        "Outlet",
        "https://x.example/",
    )
    assert [(each.value, each.origin) for each in document.dates] == [("2017-11-14", "given"), ("2017-11-15", "jsonld")]


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r"])
def test_a_page_is_decoded_as_it_declares(declared: str) -> None:
    words = (
        "Мэр вымышленного посёлка заявил в понедельник, что дорога открыта две недели и рынок откроется до зимы. " * 3
    )
    html = f"<html><head><meta charset='{declared}'></head><body><article><p>{words}</p></article></body></html>"
    outcome = read_page(html.encode(declared))
    assert outcome.document.text == words.strip()
    assert outcome.issues == ()


def test_a_page_in_sixteen_bits_is_read() -> None:
    html = f"<html><body><article><p>{'The mayor of the fictional town said so. ' * 10}</p></article></body></html>"
    assert read_page(html.encode("utf-16")).document.text.startswith("The mayor")
