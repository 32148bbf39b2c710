"""What a page says about itself: title, publisher, address, language, and every date with its origin."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reportedly.read.dates import Dated, dated, days_in_url, find_day
from reportedly.read.options import Hints
from reportedly.records.documents import DateCandidate, Issue
from reportedly.vocabulary import DateOrigin

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "article.published",
    "article_date_original",
    "date",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name")
_LANGUAGES = ("content-language", "dc.language", "og:locale")
_ARTICLE_TYPES = ("Article", "Posting", "Report", "NewsArticle", "WebPage")
_MOST_NODES = 2_000
_SHORT = 60
_KIN = 3
"""Steps up from the headline within which a printed date belongs to it."""

_MARKED_DATE = ("date", "time", "published", "byline", "dateline", "timestamp", "posted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a page says about itself; None where it does not."""

    title: str | None = field(default=None, repr=False)
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    issues: tuple[Issue, ...] = ()


def particulars_of(tree: HtmlElement, hints: Hints) -> Particulars:
    """The particulars of a page; `hints.url` is the address that it was fetched from."""
    metas, articles = _metas(tree), tuple(_articles(tree))
    url = _canonical(tree, metas, hints.url)
    when = _described(articles) + _in_metas(metas) + _printed(tree)
    return Particulars(
        title=_title(tree, metas, articles),
        publisher=_first(metas, _PUBLISHERS) or _publisher(articles),
        url=url,
        language=tree.get("lang") or tree.get("xml:lang") or _first(metas, _LANGUAGES),
        dates=when.candidates + days_in_url(url or hints.url),
        issues=when.issues,
    )


def headline_of(tree: HtmlElement) -> HtmlElement | None:
    """The headline that the page prints: its first heading of the first level with words in it."""
    return next((each for each in tree.iter("h1") if _words(each)), None)


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The contents of the page's meta elements by name; the first of a name stands."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next((each for each in names if each), "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first of these that the page has."""
    return next((metas[name] for name in names if name in metas), None)


def _articles(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The structured descriptions (JSON-LD) of articles in the page; broken ones are passed over as browsers do."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = json.loads((script.text or "").strip().rstrip(";"))
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(value) if _is_article(node))


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object of a JSON value, outer ones first, up to a number."""
    queue = [value]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        current = queue.pop(0)
        if isinstance(current, dict):
            yield current
            queue.extend(each for key, each in current.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"})
        elif isinstance(current, list):
            queue.extend(current)


def _is_article(node: dict[str, object]) -> bool:
    """Whether its type is that of an article or page."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _described(articles: tuple[dict[str, object], ...]) -> Dated:
    """Dates of the structured descriptions."""
    return _sum(dated(node.get("datePublished"), DateOrigin.JSONLD, "datePublished of the page") for node in articles)


def _in_metas(metas: dict[str, str]) -> Dated:
    """Dates of meta elements."""
    return _sum(dated(metas[name], DateOrigin.META, f"the field {name}") for name in _PUBLISHED if name in metas)


def _printed(tree: HtmlElement) -> Dated:
    """Dates that the page prints: by the headline or in the article, else in the page's frame."""
    headline, place = headline_of(tree), {element: number for number, element in enumerate(tree.iter())}
    found = []
    for element in islice(_date_elements(tree), _MOST_LOOKED_AT):
        day = find_day(element.get("datetime") or "") or find_day(_words(element))
        if day is None:
            continue
        if _belongs(element, headline):
            found.append(DateCandidate(value=day, origin=DateOrigin.BYLINE, because="printed with the article"))
        elif headline is not None and place[element] < place[headline]:
            found.append(DateCandidate(value=day, origin=DateOrigin.HEADER, because="printed above the headline"))
    return Dated(candidates=tuple(found[:_MOST_PRINTED]))


_MOST_LOOKED_AT = 200
_MOST_PRINTED = 3
"""Printed dates that are kept: a list of other articles prints one for each."""


def _date_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that print a date and little else."""
    for element in tree.iter("time", "span", "div", "p", "li", "small", "em", "strong", "td", "b", "i", "h6", "h5"):
        if element.tag == "time" or (len(element) <= 1 and len(_words(element)) <= _SHORT and _is_date_like(element)):
            yield element


def _is_date_like(element: HtmlElement) -> bool:
    """Whether it is marked as a date, or its words begin or end as one."""
    words = _words(element)
    if not any(character.isdigit() for character in words):
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    return any(mark in marks for mark in _MARKED_DATE) or len(words) <= _SHORT // 2


def _belongs(element: HtmlElement, headline: HtmlElement | None) -> bool:
    """Whether a printed date is the article's own: inside the same article as the headline, or near it."""
    around = set(element.iterancestors())
    above = list(headline.iterancestors()) if headline is not None else []
    between = around - set(above)
    if any(each.tag in {"nav", "footer", "aside"} or _is_comment(each) for each in between):
        return False
    if headline is None:
        return any(each.tag == "article" for each in around)
    shared = [each for each in above if each in around and each.tag not in {"body", "html", "main"}]
    return any(each.tag == "article" or each in above[:_KIN] for each in shared)


def _is_comment(element: HtmlElement) -> bool:
    """Whether it holds readers' comments."""
    return "comment" in f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _title(tree: HtmlElement, metas: dict[str, str], articles: tuple[dict[str, object], ...]) -> str | None:
    """The headline: of the description, the meta elements, the page's own heading, its title element."""
    described = next((node["headline"] for node in articles if isinstance(node.get("headline"), str)), None)
    heading, title = headline_of(tree), tree.find(".//title")
    return (
        (str(described).strip() if described else None)
        or _first(metas, _TITLES)
        or (_words(heading) if heading is not None else None)
        or (_words(title) if title is not None else None)
        or None
    )


def _publisher(articles: tuple[dict[str, object], ...]) -> str | None:
    """The publisher that a structured description names."""
    for node in articles:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _canonical(tree: HtmlElement, metas: dict[str, str], fetched: str | None) -> str | None:
    """The address that the page gives itself, if it is one of an article: outlets leave the front page's there."""
    links = (each.get("href") for each in tree.iter("link") if "canonical" in (each.get("rel") or "").lower().split())
    for given in (*links, metas.get("og:url")):
        address = _joined(fetched, given)
        if address is not None and (fetched is None or urlsplit(address).path.strip("/")):
            return address
    return fetched


def _joined(base: str | None, given: str | None) -> str | None:
    """A web address, made whole with the one that the page was fetched from; None for what is none."""
    try:
        address = urljoin(base or "", (given or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def _sum(parts: Iterator[Dated]) -> Dated:
    """All of them together."""
    return sum(parts, Dated())


def _words(element: HtmlElement) -> str:
    """Its words as one line."""
    return " ".join("".join(element.itertext()).split())
