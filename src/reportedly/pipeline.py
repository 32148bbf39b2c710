"""The straight line for one document: annotate, extract, resolve; pure, so that laptop and cluster call the same.

And what follows in a ledger: new documents are compared with those that are there.
"""

import functools
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from reportedly.annotate import annotate
from reportedly.annotate.english import English, load_english
from reportedly.assess import index_sources
from reportedly.extract import Grammar, extract, load_grammar
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.ledger import Appended, Entry, Ledger, append, append_issues, find_read, is_read
from reportedly.lexicon import fingerprint
from reportedly.link import link_incidents, link_reprints
from reportedly.protect.control_index import index_control
from reportedly.records import Document, Issue, Report
from reportedly.resolve import resolve
from reportedly.settings import Settings
from reportedly.vocabulary import Stage

__all__ = [
    "Appended",
    "Entry",
    "Tools",
    "append",
    "append_issues",
    "attempt",
    "find_read",
    "is_read",
    "link_pending",
    "load_tools",
    "process",
    "reading_version",
]


@dataclass(frozen=True, slots=True)
class Tools:
    """What every document is read with, loaded once: language model, lexicons, gazetteer.

    Attributes:
        version: What changes when a document would be read otherwise: program, language model and lexicons.
    """

    model: English
    grammar: Grammar
    gazetteer: Gazetteer
    version: str


def load_tools(
    settings: Settings, *, threads: int = 1, progress: Callable[[str, int, int], None] | None = None
) -> Tools:
    """The tools that the settings ask for; builds the gazetteer index when there is none yet, telling `progress`.

    Raises:
        ModelError: The language model is missing or damaged.
        GazetteerError: The index cannot be built or read.
        LexiconError: A lexicon is broken.
    """
    model = load_english(folder=settings.model, threads=threads)
    return Tools(
        model=model,
        grammar=load_grammar(settings.data / "lexicons"),
        gazetteer=load_gazetteer(settings, progress),
        version=reading_version(model, settings),
    )


def reading_version(model: English, settings: Settings) -> str:
    """What changes when a document would be read otherwise: language model, program and lexicons."""
    return f"{model.name}, reportedly {version('reportedly')}, lexicons {fingerprint(settings.data / 'lexicons')}"


def process(document: Document, tools: Tools) -> Report:
    """The report record of one document. The same document and tools give the same report."""
    report = resolve(extract(annotate(document, tools.model), tools.grammar), tools.gazetteer)
    return replace(report, model=tools.version)


def attempt(document: Document, tools: Tools) -> Report | Issue:
    """`process`, where one document's failure is an issue and the rest go on.

    The issue names the error and the line of code where it arose and no words of the document.
    """
    try:
        return process(document, tools)
    except Exception as error:  # noqa: BLE001 - the one broad except: whatever one document does, the others are read
        place = traceback.extract_tb(error.__traceback__)[-1]
        module = place.filename.rpartition("reportedly/")[2]
        return Issue(
            code="not_processed",
            stage=Stage.EXTRACT,
            message=f"{document.source}: {type(error).__name__} in {module}, line {place.lineno}",
            remedy="Report this with the document if it may be shared; run `reportedly retry` with a newer version.",
            source=document.source,
        )


def link_pending(ledger: Ledger, progress: Callable[[str, int, int], None] | None = None) -> int:
    """Compare what is new in the ledger with what is there: reprints, incidents, sources, control.

    Returned is how many documents were new. `progress` is told the stage, how many documents are done, and of how many.
    Where nothing is new, it costs a few look-ups; a run that was stopped goes on where it was.
    """
    reprints = link_reprints(ledger, None if progress is None else functools.partial(progress, "reprints"))
    incidents = link_incidents(ledger, None if progress is None else functools.partial(progress, "incidents"))
    sources = index_sources(ledger, None if progress is None else functools.partial(progress, "sources"))
    control = index_control(ledger, None if progress is None else functools.partial(progress, "control"))
    return max(reprints, incidents, sources, control)
