"""The straight line for one document: annotate, extract, resolve; pure, so that a laptop and a cluster call the same."""

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.annotate import annotate
from reportedly.annotate.english import English, load_english
from reportedly.extract import Grammar, extract, load_grammar
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.records import Document, Report
from reportedly.resolve import resolve
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    """What every document is read with, loaded once: language model, lexicons, gazetteer."""

    model: English
    grammar: Grammar
    gazetteer: Gazetteer


def load_tools(settings: Settings, *, threads: int = 1, progress: Callable[[str, int, int], None] | None = None) -> Tools:
    """The tools that the settings ask for; builds the gazetteer index when there is none yet, telling `progress`.

    Raises:
        ModelError: The language model is missing or damaged.
        GazetteerError: The index cannot be built or read.
        LexiconError: A lexicon is broken.
    """
    return Tools(
        model=load_english(settings.model, threads=threads),
        grammar=load_grammar(settings.data / "lexicons"),
        gazetteer=load_gazetteer(settings, progress),
    )


def process(document: Document, tools: Tools) -> Report:
    """The report record of one document. The same document and tools give the same report."""
    return resolve(extract(annotate(document, tools.model), tools.grammar), tools.gazetteer)
