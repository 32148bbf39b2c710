"""The main text of a page: every paragraph of the report, and nothing of the frame around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from reportedly.lexicon import load_lexicon
from reportedly.read.dates import find_day
from reportedly.read.furniture import POINTER, QUOTES, Frame

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_LEAST = 200
"""Characters that the elements marked as the article must hold to be believed: teasers are marked so too."""

_LION_SHARE = 0.6
"""Share of the text of all articles on a page above which one of them is the report and the others are teasers."""

_CLEAR_SHARE = 0.35
"""Share of the words of a page above which an element that is marked as the article is believed at once."""

_OUTWEIGHS = 2.0
"""How many times the marked text another must be to be taken instead: a teaser was marked, and not the report."""

_WALL = 1_500
"""Characters up to which a page with the words of a wall is one; reports that speak of cookies are longer."""

_ENOUGH = 2
"""Weight of phrases that makes a wall: one phrase that only walls have, or two that reports have as well."""

_DATELINE = 60
"""Characters up to which a paragraph at the top that holds a date is the date of the page and no part of the report."""

_TOP = 4
"""Blocks at the top among which headline and date are looked for."""

_BREAK = "\x0b"
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The main text of a page, paragraphs set apart by an empty line, and how it was found."""

    text: str = field(repr=False)
    because: str


def body_of(tree: HtmlElement, title: str | None) -> Body:
    """The main text: of the element that the page marks as its article, else where trafilatura finds it."""
    frame = Frame(tree)
    marked = _marked(tree, frame)
    if marked is None:
        return _body(_dense(tree, frame), title, "found by the density of its text")
    blocks = list(_blocks(marked, frame))
    believed = _body(blocks, title, f"marked by the element {marked.tag}")
    if frame.size(marked) > _CLEAR_SHARE * frame.size(tree):
        return believed
    other = _body(
        _without_end(_dense(tree, frame), blocks), title, "found by the density of its text, a teaser left out"
    )
    return other if len(other.text) > _OUTWEIGHS * len(believed.text) else believed


def _dense(tree: HtmlElement, frame: Frame) -> list[str]:
    """The blocks where the text is dense."""
    return _between(list(_blocks(tree, frame)), _paragraphs_by_density(tree))


def _without_end(blocks: list[str], teaser: list[str]) -> list[str]:
    """The blocks without those of a teaser that stand last."""
    kept, left_out = list(blocks), frozenset(teaser)
    while kept and (not kept[-1] or kept[-1] in left_out):
        kept.pop()
    return kept


def _body(blocks: Iterable[str], title: str | None, because: str) -> Body:
    """The main text of these blocks."""
    return Body(text=_joined(_trimmed(blocks, title)), because=because)


def text_in(tree: HtmlElement) -> str:
    """All text but what is never shown, paragraphs set apart by an empty line."""
    return _joined(_blocks(tree, Frame(tree)))


def is_wall(text: str, title: str | None) -> bool:
    """Whether a text is a notice in place of the report: consent to cookies, proof of being human, a subscription."""
    if len(text) > _WALL:
        return False
    words = f"{title or ''}\n{text}".casefold()
    entries = load_lexicon("cookie_walls").entries
    return sum(int(entry["weight"]) for phrase, entry in entries.items() if phrase in words) >= _ENOUGH


def _marked(tree: HtmlElement, frame: Frame) -> HtmlElement | None:
    """The element that the page marks as its article; around all of them for a live blog."""
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//*[@role='article']"):
        found = [each for each in tree.iterfind(path) if not frame.is_around(each, tree)]
        outer = [each for each in found if not any(other in found for other in each.iterancestors())]
        total = sum(map(frame.size, outer))
        if total >= _LEAST:
            largest = max(outer, key=frame.size)
            return largest if frame.size(largest) > _LION_SHARE * total else _around(outer)
    mains = (*tree.iter("main"), *tree.iterfind(".//*[@role='main']"))
    return next((each for each in mains if frame.size(each) >= _LEAST), None)


def _around(elements: list[HtmlElement]) -> HtmlElement:
    """The smallest element that holds all of these, such as the stream of a live blog."""
    shared = [elements[0], *elements[0].iterancestors()]
    for each in elements[1:]:
        above = {each, *each.iterancestors()}
        shared = [one for one in shared if one in above]
    return shared[0]


def _paragraphs_by_density(tree: HtmlElement) -> frozenset[str]:
    """Letters of each paragraph that trafilatura counts to the main text."""
    from trafilatura import bare_extraction

    result = bare_extraction(tree, include_comments=False, favor_recall=True, with_metadata=False)
    body = getattr(result, "body", None)
    if body is None:
        return frozenset()
    return frozenset(
        filter(None, (_letters("".join(each.itertext())) for each in body.iter("p", "item", "quote", "head")))
    )


def _between(blocks: list[str], dense: frozenset[str]) -> list[str]:
    """The blocks from the first to the last that is dense, since what stands between them belongs to the report too."""
    places = [number for number, block in enumerate(blocks) if block and _letters(block) in dense]
    return blocks[places[0] : places[-1] + 1] if places else blocks


def _blocks(top: HtmlElement, frame: Frame) -> Iterator[str]:
    """The words of each block, in the order of the page, without what is furniture."""
    words: list[str] = []
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        is_left_out = element is not top and frame.holds(element, top)
        if event == "start" and is_left_out:
            walker.skip_subtree()
        elif event == "start":
            yield from _ended(words, element)
            words.append(_opening(element, words) + (element.text or ""))
        else:
            yield from () if is_left_out else _ended(words, element)
            words.append((element.tail or "") if element is not top else "")
    yield " ".join("".join(words).split())


def _opening(element: HtmlElement, words: list[str]) -> str:
    """What sets an element apart from the words before it inside one block."""
    if element.tag in _CELLS:
        return " | " if "".join(words).strip() else ""
    return _BREAK if element.tag == "br" else ""


def _ended(words: list[str], element: HtmlElement) -> Iterator[str]:
    """The block that ends where this element begins or ends; two line breaks in it end one too."""
    if element.tag in _BLOCKS:
        for part in re.split(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*", "".join(words)):
            yield " ".join(part.split())
        words.clear()


def _trimmed(blocks: Iterable[str], title: str | None) -> Iterator[str]:
    """The blocks without headline and date at the top, and without a quotation that is pulled out of another block."""
    kept: list[str] = []
    for number, block in enumerate(filter(None, blocks)):
        if kept or number >= _TOP or not _is_heading(block, title):
            kept.append(block)
    for block in kept:
        if not _is_pulled(block, kept):
            yield block


def _is_heading(block: str, title: str | None) -> bool:
    """Whether a block at the top is the headline, which is stored as the title, or the date of the page."""
    is_date = len(block) <= _DATELINE and find_day(block) is not None
    return is_date or (title is not None and _letters(block) == _letters(title))


def _is_pulled(block: str, kept: list[str]) -> bool:
    """Whether a short quotation stands word for word inside a longer block."""
    if len(block) > POINTER or not QUOTES & {block[0], block[-1]}:
        return False
    bare = block.strip("\"“”«»„‟'‘’ ")
    return any(bare in each for each in kept if len(each) > len(block))


def _letters(text: str) -> str:
    """Its letters and digits, lower case: what stays the same whoever sets the text."""
    return _LETTERS.sub("", text).casefold()


def _joined(blocks: Iterable[str]) -> str:
    """The blocks, set apart by an empty line."""
    return "\n\n".join(block for block in blocks if block)
