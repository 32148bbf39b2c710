"""DOCX: the paragraphs and tables of the body; deleted words, headers, footers and comments are left out."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import dated
from reportedly.read.issues import refusal
from reportedly.read.options import Outcome, Stream, Task
from reportedly.read.streams import whole
from reportedly.vocabulary import DateOrigin

BODY = "word/document.xml"
_STATED = "docProps/core.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pict", "instrText", "delText", "footnoteReference"})
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """What the file says of itself."""

    title: str | None = field(default=None, repr=False)
    created: str | None = None
    language: str | None = None


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The one document of a DOCX file.

    Raises:
        SourceError: It is too large, damaged or unpacks to too much.
    """
    content = whole(stream, task)
    if is_known(stream.source, content, task):
        return
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as store:
            text = "\n\n".join(_paragraphs(_tree(store, BODY, task)))
            core = _core(store, task)
    except (zipfile.BadZipFile, KeyError, RuntimeError, etree.XMLSyntaxError) as error:
        raise refusal("format_broken", f"the DOCX file is damaged ({type(error).__name__})") from error
    when = dated(core.created, DateOrigin.UNKNOWN, "the day on which the file was made")
    found = Found(text=text, original=content, media_type=_TYPE, title=core.title, declared=core.language)
    yield acquired(replace(found, dates=when.candidates, issues=when.issues), stream, task)


def _tree(store: zipfile.ZipFile, name: str, task: Task) -> etree._Element:
    """The XML of one member, with no entity expanded and no more unpacked than a document may have.

    Raises:
        SourceError: It unpacks to more than the limit, or declares entities.
    """
    with store.open(name) as member:
        content = member.read(task.limits.member + 1)
    if len(content) > task.limits.member:
        raise refusal("archive_bomb", f"{name} unpacks to more than {task.limits.member:,} bytes")
    if b"<!ENTITY" in content.upper():
        raise refusal("entities_refused", "the XML declares entities, which can be nested to fill any memory")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    tree = etree.fromstring(content, parser)
    if tree is None:
        raise refusal("format_broken", f"{name} holds no XML")
    return tree


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    """The words of each paragraph; the cells of a table row make one."""
    words: list[str] = []
    row = 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        name = _name(element)
        if event == "start" and name in _LEFT_OUT:
            walker.skip_subtree()
        elif event == "start":
            row += name == "tr"
            words.append(_words(element, name))
        elif name in {"p", "tr"}:
            row -= name == "tr"
            if row == 0:
                yield from filter(None, ["".join(words).strip(" |\n")])
                words = []
        elif name == "tc":
            words.append(" | ")


def _words(element: etree._Element, name: str) -> str:
    """The words that an element adds."""
    if name == "t":
        return element.text or ""
    return {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _core(store: zipfile.ZipFile, task: Task) -> _Core:
    """Title, day of making and language that the file states."""
    if _STATED not in store.namelist():
        return _Core()
    stated = {_name(each): (each.text or "").strip() or None for each in _tree(store, _STATED, task)}
    return _Core(title=stated.get("title"), created=stated.get("created"), language=stated.get("language"))


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
