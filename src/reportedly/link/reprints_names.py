"""Names, credits and announcements of a text: by what a report shows that it knows another one."""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.lexicon import load_lexicon
from reportedly.link.shingles import Run, Wording, wording_of
from reportedly.vocabulary import ReprintKind

# How far a cue may stand from the outlet's name, in words: "told reporters of the Oxus Courier".
_REACH = 4
# Sentences in which a report announces that it corrects another.
_OPENING = 2
_POSSESSIVE = "'s"
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_NUMBER = re.compile(r"\d{2,}")
_LINKS = {"of", "for", "and", "de"}
_ARTICLE = "the"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name or number, folded, and the words where it stands first."""

    name: str = field(repr=False)
    run: Run


def outlet_name(publisher: str | None) -> str:
    """The outlet as it is looked for in texts: folded words without a leading article; empty for none."""
    words = wording_of(publisher or "").words
    return " ".join(words[1:] if words[:1] == (_ARTICLE,) else words)


def title_words(title: str | None) -> str:
    """The folded words of a title without those by which it announces a correction."""
    words = wording_of(title or "").words
    for cue in _announcing("start"):
        if words[: len(cue)] == cue and len(words) > len(cue):
            return " ".join(words[len(cue) :])
    return " ".join(words)


def names_in(wording: Wording) -> tuple[Named, ...]:
    """Names of people, places and bodies, and numbers of two digits and more, each once, as they come.

    A word is taken for part of a name by its capital; the first word of a sentence only where a second one follows.
    Days, months and years are left out, since every report of a week has the same ones.
    """
    opening = {run.start for each in (wording.sentences, wording.quotations) for run in each}
    found: dict[str, Run] = {}
    for run in itertools.chain(_capitals(wording), _numbers(wording)):
        own = _without_article(run, wording)
        if own.length == 1 and own.start in opening and not wording.words[own.start].isdigit():
            continue
        words = tuple(word.removesuffix(_POSSESSIVE) for word in wording.words[own.start : own.stop])
        if own.length and not all(word in _calendar() for word in words):
            found.setdefault(" ".join(words), own)
    return tuple(Named(name=name, run=run) for name, run in found.items())


def _without_article(run: Run, wording: Wording) -> Run:
    """The run without an article or other small word at its beginning."""
    start = run.start
    while start < run.stop and wording.words[start] in _small():
        start += 1
    return Run(start, run.stop)


def _capitals(wording: Wording) -> Iterator[Run]:
    """Words with capitals that follow each other; `Voice of America` counts as a whole and in its parts."""
    start: int | None = None
    parts: list[Run] = []
    for number in range(len(wording.words) + 1):
        is_part = number < len(wording.words) and wording.text[wording.spans[number].start].isupper()
        goes_on = is_part and _joined(wording, number) and not wording.words[number - 1].endswith(_POSSESSIVE)
        if start is not None and not goes_on:
            parts.append(Run(start, number))
            start = None
        if is_part and start is None:
            start = number
    yield from parts
    for one, two in itertools.pairwise(parts):
        if two.start == one.stop + 1 and wording.words[one.stop] in _LINKS and _joined(wording, two.start):
            yield Run(one.start, two.stop)


def _joined(wording: Wording, number: int) -> bool:
    """Whether only a blank or a hyphen parts the word from the one before."""
    between = wording.text[wording.spans[number - 1].stop : wording.spans[number].start]
    return between in {" ", "-", "\u00a0", "‐", "‑"}


def _numbers(wording: Wording) -> Iterator[Run]:
    """Numbers of two digits and more that are no years."""
    for number, word in enumerate(wording.words):
        if _NUMBER.fullmatch(word) and not _YEAR.fullmatch(word):
            yield Run(number, number + 1)


def credit_of(outlet: str, wording: Wording) -> Run | None:
    """Where the text credits this outlet, given by its `outlet_name`; None where it does not."""
    for run in places_of(outlet, wording):
        sentence = next(each for each in wording.sentences if each.start <= run.start < each.stop)
        before = wording.words[max(sentence.start, run.start - _REACH) : run.start]
        after = wording.words[run.stop : min(sentence.stop, run.stop + _REACH)]
        if _holds(before, _credits("before")) or _holds(after, _credits("after")):
            return run
    return None


def places_of(outlet: str, wording: Wording) -> Iterator[Run]:
    """Where the text has the name of the outlet."""
    words = tuple(outlet.split())
    for start in wording.places.get(words[0], ()) if words else ():
        if wording.words[start : start + len(words)] == words:
            yield Run(start, start + len(words))


def has_credit(words: tuple[str, ...]) -> bool:
    """Whether these words hold one by which reports credit somebody."""
    return _holds(words, _credits("before"))


def credited_outlets(names: tuple[Named, ...], wording: Wording) -> frozenset[str]:
    """Those of its names that the text credits and that look like an outlet's by one of their words."""
    kinds = load_lexicon("outlets").entries
    outlets = (each.name for each in names if not kinds.keys().isdisjoint(each.name.split()))
    return frozenset(name for name in outlets if credit_of(name, wording) is not None)


def announced(title: str | None, wording: Wording) -> ReprintKind | None:
    """What the report announces itself to be, a correction or a retraction; None for neither."""
    openings = [wording_of(title or "").words]
    openings += [wording.words[run.start : run.stop] for run in wording.sentences[:_OPENING]]
    for words in openings:
        for cue in _announcing("start"):
            if words[: len(cue)] == cue:
                return _kind(cue)
        for cue in _announcing("opening"):
            if _holds(words, (cue,)):
                return _kind(cue)
    return None


def _kind(cue: tuple[str, ...]) -> ReprintKind:
    """What the cue announces."""
    return ReprintKind(load_lexicon("corrections").entries[" ".join(cue)]["kind"])


def _holds(words: tuple[str, ...], cues: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the cues stands among the words."""
    beginning = _by_first(cues)
    return any(
        words[start : start + len(cue)] == cue
        for start, word in enumerate(words)
        if word in beginning
        for cue in beginning[word]
    )


@functools.lru_cache(maxsize=256)
def _by_first(cues: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The cues by their first words."""
    return {cue[0]: tuple(other for other in cues if other and other[0] == cue[0]) for cue in cues if cue}


@functools.cache
def _credits(side: str) -> tuple[tuple[str, ...], ...]:
    """Words that credit an outlet from this side of its name."""
    return tuple(tuple(each.split()) for each in sorted(load_lexicon("credit_cues").having("side", side)))


@functools.cache
def _announcing(where: str) -> tuple[tuple[str, ...], ...]:
    """Words that announce a correction at this place, longer ones first."""
    cues = (tuple(each.split()) for each in load_lexicon("corrections").having("at", where))
    return tuple(sorted(cues, key=lambda cue: (-len(cue), cue)))


@functools.cache
def _calendar() -> frozenset[str]:
    """Words of days and months."""
    return frozenset(load_lexicon("times").entries) | frozenset(load_lexicon("month_names").entries)


@functools.cache
def _small() -> frozenset[str]:
    """Words that begin a sentence with a capital and are no part of a name."""
    return frozenset(load_lexicon("function_words").entries)
