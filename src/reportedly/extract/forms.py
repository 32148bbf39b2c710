"""Dictionary forms of the words that the lexicons list, whose lemma a model may not know."""

import functools
from collections.abc import Iterator, Mapping

from reportedly.extract.event_words import inflected
from reportedly.lexicon import load_lexicon

_SPEECH = {"VERB": "verb", "NOUN": "noun"}
_LISTS = ("types", "nouns", "counts", "realis", "attitudes", "hedges", "control", "cues")


def lemma_of(upos: str, word: str, lemma: str) -> str:
    """The lemma as the model gave it; that of the lexicons where the model's is no word of theirs and the form is."""
    speech = _SPEECH.get(upos)
    if speech is None or lemma in _listed():
        return lemma
    return _forms().get((speech, word), lemma)


@functools.cache
def _listed() -> frozenset[str]:
    """Every single word that a lexicon lists."""
    return frozenset(word for word, _ in _words())


def _words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words of the lexicons, those of phrases too, with the irregular forms that an entry gives."""
    for name in _LISTS:
        for key, entry in load_lexicon(name).entries.items():
            first, *rest = key.partition(".")[0].split()  # a cue that is a noun is listed as "claim.NOUN"
            yield first, tuple(entry.get("forms", ()))
            yield from ((word, ()) for word in rest)


@functools.cache
def _forms() -> Mapping[tuple[str, str], str]:
    """Lemma by part of speech and form, regular and irregular."""
    known: dict[tuple[str, str], str] = {}
    for lemma, irregular in _words():
        for speech in ("verb", "noun"):
            for form in (*inflected(speech, lemma), *irregular):
                known.setdefault((speech, form), lemma)
    return known
