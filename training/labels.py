"""The label inventories of every head, and lemma edit scripts."""

from dataclasses import dataclass

NAMES = ("O", *(f"{p}-{k}" for k in ("PERSON", "ORGANISATION", "LOCATION", "MISC") for p in "BI"))
ROLES = ("O", *(f"{p}-{k}" for k in ("source", "cue", "content") for p in "BI"))
MENTIONS = (
    "O",
    "person",
    "organization",
    "place",
    "event",
    "object",
    "abstract",
    "time",
    "animal",
    "plant",
    "substance",
)
FEATURES = (
    "Case",
    "Degree",
    "Gender",
    "Mood",
    "NumType",
    "Number",
    "Person",
    "Polarity",
    "Poss",
    "PronType",
    "Tense",
    "VerbForm",
    "Voice",
)
IGNORE = -100


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything that the network may answer, in the order of its outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...] = NAMES
    roles: tuple[str, ...] = ROLES
    mentions: tuple[str, ...] = MENTIONS


def edit_script(form: str, lemma: str) -> str:
    """How to make the lemma from the form: casing, letters to drop, letters to add, or `=` and the lemma itself."""
    case = "k"
    if lemma == lemma.lower() != form:
        case, form = "l", form.lower()
    elif lemma == form.title() != form:
        case, form = "t", form.title()
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return "=" + lemma
    return f"{case}|{len(form) - shared}|{lemma[shared:]}"
