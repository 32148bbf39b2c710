"""HTML pages: main text, title, publisher, address, language and dates, without the frame and the comments."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.decoding import Decoded, decoded
from reportedly.read.issues import issue, refusal
from reportedly.read.maintext import body_of, is_wall
from reportedly.read.options import Limits, Outcome, Stream, Task
from reportedly.read.particulars import particulars_of
from reportedly.read.streams import whole
from reportedly.records.documents import Issue

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_TAG = re.compile(rf"""<[a-zA-Z](?:[^<>"']++|{_QUOTED}|["'])*+""")
_VALUE = re.compile(_QUOTED)
_LONG = 600
_MOST_ATTRIBUTES = 200
"""Attributes that one element may have: the parser compares each with each, and 100,000 took it 150 seconds."""

_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The one document of a page."""
    content = whole(stream, task)
    if not is_known(stream.source, content, task):
        yield page(content, stream, task)


def page(content: bytes, stream: Stream, task: Task) -> Outcome:
    """The document of a page, or the issue that there is none in it.

    Raises:
        SourceError: The page has more elements than the limit, or no encoding fits.
    """
    if b"<!ENTITY" in content[:_HEAD].upper():
        raise refusal("entities_refused", "the page declares entities, which can be nested to fill any memory")
    got = page_text(content, stream.hints.charset)
    tree = parsed(got.text, task.limits)
    particulars = particulars_of(tree, stream.hints)
    body = body_of(tree, particulars.title)
    if is_wall(body.text, particulars.title):
        return issue("cookie_wall", f"{stream.source}: the page is a notice and not the report", source=stream.source)
    found = Found(
        text=body.text, original=content, media_type="text/html", title=particulars.title, url=particulars.url
    )
    found = replace(found, publisher=particulars.publisher, declared=particulars.language, dates=particulars.dates)
    return acquired(replace(found, issues=got.issues + particulars.issues + _doubts(body.text)), stream, task)


def fragment_text(markup: str, task: Task) -> str:
    """The text of a piece of markup that is all content, such as the body of a feed item or a message.

    Raises:
        SourceError: It has more elements than the limit.
    """
    from reportedly.read.maintext import text_in

    return text_in(parsed(markup, task.limits)) if markup.strip() else ""


def page_text(content: bytes, declared: str | None) -> Decoded:
    """The page as text, by its mark, UTF-8, the declared encoding, or the one that it names itself."""
    named = _CHARSET.search(content[:_HEAD])
    return decoded(content, declared or (named[1].decode("ascii", "replace") if named else None))


def parsed(text: str, limits: Limits) -> HtmlElement:
    """The tree of a page; nothing is loaded, no entity is expanded but those of HTML.

    Raises:
        SourceError: It has more elements than the limit (`page_too_complex`), or none (`no_text`).
    """
    if len(text) > limits.page:
        raise refusal("too_large", f"the page is larger than {limits.page:,} characters, the limit for markup")
    if text.count("<") > 2 * limits.elements:
        raise refusal("page_too_complex", f"the page has more than {limits.elements:,} elements, the limit")
    if any(_has_many_attributes(tag[0]) for tag in _TAG.finditer(text)):
        raise refusal("page_too_complex", f"an element of the page has more than {_MOST_ATTRIBUTES} attributes")
    parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    content = _UNPARSABLE.sub("\ufffd", text).encode("utf-8", "replace")
    try:
        tree = document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise refusal("no_text", "there is no element in the page") from error
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise refusal("page_too_complex", "elements are nested deeper, or a word is longer, than the parser allows")
    return tree


def _has_many_attributes(tag: str) -> bool:
    """Whether a tag has more attributes than the limit."""
    if len(tag) < _LONG:
        return False
    return len(_VALUE.sub("", tag).split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES


def _doubts(text: str) -> tuple[Issue, ...]:
    """The issue of a page with very little text, which is often filled in by a script."""
    if not text.strip() or len(text) >= _LITTLE:
        return ()
    return (issue("little_text", f"the main text has only {len(text)} characters"),)


_LITTLE = 120
"""Characters below which a page's main text is doubted; the shortest agency reports seen had 200."""
