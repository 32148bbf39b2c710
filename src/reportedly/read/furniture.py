"""The frame of a page: what stands on it beside the report, such as navigation, comments, and boxes of links."""

import re
from collections import defaultdict
from functools import cache

from lxml.html import HtmlElement

from reportedly.lexicon import load_lexicon

POINTER = 200
"""Characters up to which a paragraph may be a mere pointer to another page, or a quotation pulled out of the text."""

SENTENCE = 80
"""Characters above which a paragraph is one whatever its name: outlets call the first of a report its teaser."""

NEVER = frozenset(
    [
        "audio",
        "base",
        "button",
        "canvas",
        "dialog",
        "embed",
        "figcaption",
        "footer",
        "form",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "menu",
        "meta",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
"""Elements that are never part of a report."""

QUOTES = frozenset('"“”«»„‟')
_WHOLE = frozenset({"html", "body", "main"})
_LISTS = frozenset({"ul", "ol", "dl", "div", "section", "aside", "table"})
_POINTERS = frozenset({"p", "div", "li", "h2", "h3", "h4", "h5", "h6", "strong", "span"})
_LINKED = 0.6
_LEAST_LINKS = 2
_MOST_OF = 0.5
"""Share of a page above which an element is no furniture, whatever its name: `page with-sidebar` holds everything."""

_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")


class Frame:
    """The frame of one page; knows how much text and how many links each element holds, counted once."""

    def __init__(self, tree: HtmlElement) -> None:
        """Count the text of every element from the leaves up."""
        self._text: defaultdict[HtmlElement, int] = defaultdict(int)
        self._linked: defaultdict[HtmlElement, int] = defaultdict(int)
        self._links: defaultdict[HtmlElement, int] = defaultdict(int)
        for element in reversed(list(tree.iter())):
            self._count(element)

    def size(self, element: HtmlElement) -> int:
        """Characters of its text, without blanks at the ends of its parts, scripts and styles."""
        return self._text[element]

    def holds(self, element: HtmlElement, around: HtmlElement) -> bool:
        """Whether an element, inside `around`, is furniture."""
        if not isinstance(element.tag, str) or element.tag in NEVER or _is_hidden(element):
            return True
        if element.tag in _WHOLE or self.size(element) > _MOST_OF * self.size(around):
            return False
        is_sentence = element.tag == "p" and self.size(element) > SENTENCE
        is_named = not is_sentence and has_furniture_name(element)
        return is_named or self._is_links(element) or self._is_pointer(element) or _is_aside(element)

    def is_around(self, element: HtmlElement, tree: HtmlElement) -> bool:
        """Whether something around an element is furniture of the page."""
        return any(self.holds(each, tree) for each in element.iterancestors())

    def _count(self, element: HtmlElement) -> None:
        """Count one element whose children have been counted, and hand the sums to its parent."""
        if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
            self._text[element] += len((element.text or "").strip())
            if element.tag == "a" and element.get("href"):
                self._linked[element], self._links[element] = self._text[element], 1
        parent = element.getparent()
        if parent is not None:
            self._text[parent] += self._text[element] + len((element.tail or "").strip())
            self._linked[parent] += self._linked[element]
            self._links[parent] += self._links[element]

    def _is_links(self, element: HtmlElement) -> bool:
        """Whether a list or box is mostly links to other pages."""
        if element.tag not in _LISTS or self._links[element] < _LEAST_LINKS:
            return False
        return self._linked[element] > _LINKED * max(1, self.size(element))

    def _is_pointer(self, element: HtmlElement) -> bool:
        """Whether a short paragraph only points to another page ("Read also: …") or states the rights in this one."""
        if element.tag not in _POINTERS or self.size(element) > POINTER:
            return False
        words = " ".join("".join(element.itertext()).split()).casefold()
        return words.startswith(_words("text")) or any(phrase in words for phrase in _words("anywhere"))


def has_furniture_name(element: HtmlElement) -> bool:
    """Whether its class, id or role says that it is furniture."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    words = {word.lower() for word in _SPLIT.split(names) if word}
    return not words.isdisjoint(_words("name"))


@cache
def _words(place: str) -> tuple[str, ...]:
    """The words of the lexicon that tell furniture by where they stand."""
    return tuple(sorted(load_lexicon("page_furniture").having("in", place)))


def _is_hidden(element: HtmlElement) -> bool:
    """Whether a browser would not show it."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def _is_aside(element: HtmlElement) -> bool:
    """Whether it is an aside without a quotation; one with a quotation is pulled out of the report."""
    if element.tag != "aside":
        return False
    quotes = next(element.iter("blockquote", "q"), None)
    return quotes is None and not QUOTES & set("".join(element.itertext()))
