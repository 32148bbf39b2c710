"""A brief as one HTML file: it asks for nothing, runs nothing, and reads without colours."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from reportedly.export.briefs.content import Brief, Item, Section
from reportedly.export.harmless import visible
from reportedly.export.pictures import Picture, svg

_STYLE = """
:root { color-scheme: light; }
body { font: 11pt/1.45 system-ui, "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #999; break-after: avoid; }
.marking { font-weight: 600; border: 1px solid #1a1a1a; padding: .2rem .5rem; display: inline-block; }
.note, .notes { color: #444; font-size: .86rem; }
.notes { margin: .15rem 0 0; padding: 0; list-style: none; }
.notes li { display: inline; }
.notes li + li::before { content: " · "; }
blockquote { margin: 0; padding-inline-start: .8rem; border-inline-start: 3px solid #888; }
ol, ul.items { padding-inline-start: 1.2rem; }
ul.items > li { margin: .5rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: #444; }
dd { margin: 0; font-weight: 600; }
figure { margin: .5rem 0; break-inside: avoid; }
svg { width: 100%; height: auto; border: 1px solid #bbb; }
svg text { font-family: inherit; fill: #1a1a1a; }
.grid { stroke: #ddd; stroke-width: .6; fill: none; }
.border { stroke: #999; stroke-width: .7; fill: none; }
.area { stroke: #1a1a1a; stroke-width: 1.2; fill: none; stroke-dasharray: 4 2; }
.hatch { stroke: #555; stroke-width: .8; }
.point { fill: #8a2b12; stroke: #fff; stroke-width: .8; }
.bar { fill: #33608f; stroke: none; }
.axis { stroke: #1a1a1a; stroke-width: 1; }
@media print { body { margin: 0; max-width: none; } }
"""


def brief_html(brief: Brief) -> str:
    """The brief as a page. Its policy allows this one style sheet, by its hash, and nothing else."""
    policy = f"default-src 'none'; style-src 'sha256-{_hash(_STYLE)}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=True)}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_words(brief.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<p class="marking">{_words(brief.marking)}</p>\n<h1 dir="auto">{_words(brief.title)}</h1>',
            *(f'<p dir="auto">{_words(line)}</p>' for line in brief.lines if line),
            *(part for section in brief.sections for part in _section(section)),
            f'<p class="marking">{_words(brief.marking)}</p>\n</body>\n</html>\n',
        )
    )


def _hash(style: str) -> str:
    """The hash by which a policy allows a style sheet."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _words(words: str) -> str:
    """Words of anybody as text of a page."""
    return escape(visible(words), quote=True)


def _section(section: Section) -> Iterator[str]:
    """A part of the brief."""
    yield f'<section>\n<h2 dir="auto">{_words(section.heading)}</h2>'
    if section.intro:
        yield f'<p dir="auto">{_words(section.intro)}</p>'
    if section.picture is not None:
        yield _figure(section.picture)
    if section.pairs:
        rows = "\n".join(f'<dt>{_words(name)}</dt><dd dir="auto">{_words(value)}</dd>' for name, value in section.pairs)
        yield f"<dl>\n{rows}\n</dl>"
    if section.items:
        yield '<ul class="items">\n' + "\n".join(map(_item, section.items)) + "\n</ul>"
    yield "</section>"


def _figure(picture: Picture) -> str:
    """A picture with its note."""
    return f'<figure>\n{svg(picture)}\n<figcaption class="note">{_words(picture.note)}</figcaption>\n</figure>'


def _item(item: Item) -> str:
    """An entry with its notes."""
    tag = "blockquote" if item.is_quoted else "div"
    notes = "".join(f"<li><bdi>{_words(note)}</bdi></li>" for note in item.notes)
    tail = f'\n<ul class="notes">{notes}</ul>' if notes else ""
    return f'<li><{tag} dir="auto">{_words(item.words)}</{tag}>{tail}</li>'
