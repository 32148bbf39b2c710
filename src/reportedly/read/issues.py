"""Issues of reading, with the remedy that the lexicon `issue_codes` holds for each code."""

from reportedly.errors import LexiconError, SourceError
from reportedly.lexicon import load_lexicon
from reportedly.records.documents import Issue
from reportedly.spans import Span
from reportedly.vocabulary import Stage


def issue(code: str, message: str, *, source: str | None = None, span: Span | None = None) -> Issue:
    """An issue of reading, with the documented remedy; `source` is None for one that stands in a document.

    Raises:
        LexiconError: The code is not in the lexicon `issue_codes`.
    """
    return Issue(code=code, stage=Stage.READ, message=message, remedy=remedy_of(code), source=source, span=span)


def remedy_of(code: str) -> str:
    """What the user can do about an issue of this code.

    Raises:
        LexiconError: The code is not in the lexicon `issue_codes`.
    """
    entry = load_lexicon("issue_codes").entries.get(code)
    if entry is None:
        raise LexiconError(f"issue code {code!r} is not in the lexicon issue_codes; add it with its meaning and remedy")
    return str(entry["remedy"])


def refusal(code: str, message: str) -> SourceError:
    """The error for a source that cannot be read, with the documented remedy of its code."""
    return SourceError(message, code=code, remedy=remedy_of(code))
