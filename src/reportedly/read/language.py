"""The language of a text, as its ISO 639-1 code."""

import re

from reportedly.lexicon import load_lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_LEAST = 20
"""Letters that a text must have before its language is asked for: below, the answer is a throw of dice."""

_SHARE = 0.25
"""Share of function words that settles English: running English has 0.35 to 0.5, Dutch headlines under 0.2."""


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of the words, the declared one where there are too few words to tell; None if neither is known."""
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _LEAST:
        return code_of(declared)
    if _function_words(words) >= _SHARE:
        return "en"
    return _classified(sample)


def _function_words(words: list[str]) -> float:
    """Share of words that only English uses so often; it spares loading the classifier, which takes 0.7 seconds."""
    english = load_lexicon("function_words").entries
    return sum(word in english for word in words) / len(words)


def _classified(sample: str) -> str:
    """What the classifier says."""
    from py3langid import classify

    return str(classify(sample)[0])


def code_of(declared: str | None) -> str | None:
    """The two or three letters of a language tag such as `en-GB`; None for other words."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_;,\s])", (declared or "").strip())
    return found.group().lower() if found else None
