"""The words that say how sure, whether and how often, from their lexicons, frozen for look-up by lemma."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import Certainty, Genericity


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWord:
    """What one word does to a reading.

    Attributes:
        rule: The entry as a reason names it, such as `hedges:apparently`.
        certainty: The certainty it leaves, if it says one.
        realis: The name of what it does to realis, if anything.
        use: How it has to stand in the sentence, where that matters.
        aspect: Whether it names the beginning, going on, end or coming about of an act.
        demand: Whether it is a demand made of somebody.
        doubt: Whether what follows is a proposition in doubt.
    """

    rule: str
    certainty: Certainty | None = None
    realis: str | None = None
    use: str | None = None
    aspect: str | None = None
    demand: bool = False
    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """All words of stance, by lemma."""

    modals: Mapping[str, StanceWord]
    hedges: Mapping[str, StanceWord]
    negators: Mapping[str, StanceWord]
    layers: Mapping[str, StanceWord]
    attitudes: Mapping[str, StanceWord]
    iteration: Mapping[str, Genericity]
    assessments: frozenset[str] = field(default=frozenset())
    conditions: frozenset[str] = field(default=frozenset())


def _words(name: str) -> dict[str, StanceWord]:
    """The entries of one lexicon."""
    return {key: _word(name, key, entry) for key, entry in load_lexicon(name).entries.items()}


def _word(name: str, key: str, entry: Mapping[str, Any]) -> StanceWord:
    """One entry; an enumeration refuses a value that it does not have."""
    certainty = entry.get("certainty")
    return StanceWord(
        rule=f"{name}:{key}",
        certainty=Certainty(certainty) if certainty else None,
        realis=entry.get("realis"),
        use=entry.get("use"),
        aspect=entry.get("aspect"),
        demand=bool(entry.get("demand")),
        doubt=bool(entry.get("doubt")),
    )


@functools.cache
def stance_words() -> StanceWords:
    """The package's words of stance."""
    iteration = load_lexicon("iteration").entries
    return StanceWords(
        modals=_words("modals"),
        hedges=_words("hedges"),
        negators=_words("negators"),
        layers=_words("realis"),
        attitudes=_words("attitudes"),
        iteration={key: Genericity(entry["genericity"]) for key, entry in iteration.items()},
        assessments=frozenset(load_lexicon("assessments").entries),
        conditions=frozenset(load_lexicon("conditions").entries),
    )
