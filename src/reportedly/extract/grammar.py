"""The lexicons of the extract stage, loaded once and made ready for look-up."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportedly.extract.events import EventWords, load_event_words
from reportedly.extract.frames import Cues
from reportedly.extract.knowing import Knowing
from reportedly.extract.propositions import Splitter
from reportedly.extract.sources import HolderWords, load_holder_words
from reportedly.extract.spine import is_layer
from reportedly.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that `extract` looks words up in."""

    cues: Cues
    holders: HolderWords
    splitter: Splitter
    knowing: Knowing
    events: EventWords


def load_grammar(own: Path | None = None) -> Grammar:
    """The grammar from the package's lexicons, with the user's own types from the folder `own` where it has any.

    Raises:
        LexiconError: A lexicon is broken.
    """
    cues = Cues(load_lexicon("cues"))
    holders = load_holder_words(load_lexicon("holders"), load_lexicon("outlets"), load_lexicon("anonymity"))
    events = load_event_words(own)
    return Grammar(
        cues=cues,
        holders=holders,
        splitter=Splitter(
            load_lexicon("clauses"),
            is_trigger=events.nominal_trigger,
            type_of=_type_by_lemma(events),
            is_layer=is_layer,
        ),
        knowing=Knowing(load_lexicon("evidence"), holders.offices, cues),
        events=events,
    )


def _type_by_lemma(events: EventWords) -> Callable[[str], str | None]:
    """What a verb asserts whatever its arguments; None for a verb that the lexicon lacks or leaves to its arguments."""

    def find(lemma: str) -> str | None:
        entries = [entry for entry in events.types.find("verb", lemma) if not entry.others]
        return entries[0].type if entries else None

    return find
