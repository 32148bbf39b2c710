"""Plain words for the values of the vocabulary: what an analyst reads instead of codes.

Nothing here says that something happened: sources say, are said to know, or are not named.
"""

from collections.abc import Mapping

from reportedly.records import Scope
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Certainty,
    ControlDiurnal,
    ControlLevel,
    ControlTrend,
    ControlUnit,
    DateOrigin,
    Flag,
    Mode,
    Quantifier,
    Realis,
)

ANONYMITY: Mapping[Anonymity, str] = {
    Anonymity.NAMED: "named",
    Anonymity.ROLE_ONLY: "office given, not named",
    Anonymity.UNNAMED_ON_REQUEST: "not named, on request",
    Anonymity.UNNAMED_UNEXPLAINED: "not named, no reason given",
    Anonymity.COLLECTIVE: "a group of people",
    Anonymity.UNSIGNED_NARRATOR: "the article's own voice",
    Anonymity.NONE_STATED: "no source stated",
}

BASIS: Mapping[Basis, str] = {
    Basis.FIRSTHAND_PARTICIPANT: "says they took part",
    Basis.FIRSTHAND_WITNESS: "says they saw or heard it",
    Basis.SECONDHAND: "has it from somebody who was there",
    Basis.THIRDHAND_PLUS: "has it from others, at third hand or further",
    Basis.INSTITUTIONAL: "speaks from an institution's own records or ranks",
    Basis.INFERENCE: "concludes it from signs",
    Basis.OPINION: "gives a judgement",
    Basis.ATTITUDE: "tells of a feeling",
    Basis.RUMOUR: "passes on a rumour",
    Basis.UNSTATED: "does not say how they know",
}

# The same in one or two words, for tables.
BASIS_SHORT: Mapping[Basis, str] = {
    Basis.FIRSTHAND_PARTICIPANT: "took part",
    Basis.FIRSTHAND_WITNESS: "witness",
    Basis.SECONDHAND: "second-hand",
    Basis.THIRDHAND_PLUS: "third-hand",
    Basis.INSTITUTIONAL: "institution",
    Basis.INFERENCE: "inference",
    Basis.OPINION: "judgement",
    Basis.ATTITUDE: "feeling",
    Basis.RUMOUR: "rumour",
    Basis.UNSTATED: "unstated",
}

ANONYMITY_SHORT: Mapping[Anonymity, str] = {
    Anonymity.NAMED: "named",
    Anonymity.ROLE_ONLY: "office only",
    Anonymity.UNNAMED_ON_REQUEST: "unnamed, on request",
    Anonymity.UNNAMED_UNEXPLAINED: "unnamed",
    Anonymity.COLLECTIVE: "group",
    Anonymity.UNSIGNED_NARRATOR: "own voice",
    Anonymity.NONE_STATED: "no source",
}

# What stands in brackets behind a link of a chain; a named source needs none.
LINK: Mapping[Anonymity, str] = {
    Anonymity.NAMED: "",
    Anonymity.ROLE_ONLY: "by office",
    Anonymity.UNNAMED_ON_REQUEST: "not named, on request",
    Anonymity.UNNAMED_UNEXPLAINED: "not named",
    Anonymity.COLLECTIVE: "group",
    Anonymity.UNSIGNED_NARRATOR: "",
    Anonymity.NONE_STATED: "source not stated",
}

CERTAINTY: Mapping[Certainty, str] = {
    Certainty.CT: "put as certain",
    Certainty.PR: "put as probable",
    Certainty.PS: "put as possible",
    Certainty.U: "left open",
}

REALIS: Mapping[Realis, str] = {
    Realis.ACTUAL: "said to be so",
    Realis.ONGOING_ATTEMPT: "said to be attempted",
    Realis.INTENDED: "said to be intended",
    Realis.FEARED: "feared",
    Realis.PREDICTED: "predicted",
    Realis.HYPOTHETICAL: "only supposed",
    Realis.COMMANDED: "demanded",
}

MODE: Mapping[Mode, str] = {
    Mode.DIRECT: "quoted word for word",
    Mode.INDIRECT: "retold",
    Mode.MIXED: "retold with quoted parts",
    Mode.NESTED_DIRECT: "a quotation inside a quotation",
    Mode.NARRATOR: "the article's own voice",
    Mode.PRESUPPOSED: "taken for granted in passing",
    Mode.AMBIGUOUS: "the words leave open who says it",
}

LEVEL: Mapping[ControlLevel, str] = {
    ControlLevel.NONE: "no control",
    ControlLevel.CLANDESTINE: "clandestine or in transit",
    ControlLevel.ACTIVE: "active: attacks, recruits or moves openly",
    ControlLevel.INFLUENCE: "influence: taxes, rules partly obeyed",
    ControlLevel.DOMINANT: "dominant, with stated exceptions",
    ControlLevel.EXCLUSIVE: "exclusive",
}

TREND: Mapping[ControlTrend, str] = {
    ControlTrend.RISING: "rising",
    ControlTrend.STABLE: "stable",
    ControlTrend.FALLING: "falling",
}

DIURNAL: Mapping[ControlDiurnal, str] = {
    ControlDiurnal.DAY: "by day",
    ControlDiurnal.NIGHT: "by night",
    ControlDiurnal.ALL: "by day and night",
    ControlDiurnal.UNSTATED: "",
}

FLAG: Mapping[Flag, str] = {
    Flag.SENSATIONAL: "sensational wording",
    Flag.VAGUE: "vague: who, how many or where is left open",
    Flag.LOADED_TERM: "a loaded term",
    Flag.TRANSLATION_ARTIFACT: "reads like a slip of translation",
    Flag.ETHNIC_GENERALISATION: "generalises over an ethnic or national group",
    Flag.ACCUSATION_SMALL_CLASS: "accuses a group small enough to identify its members",
    Flag.NARRATOR_ENDORSED: "the article's own verb endorses it (such as “confirmed”, “revealed”)",
    Flag.SCARE_QUOTES: "a word in distancing quotation marks",
}

UNIT: Mapping[ControlUnit, str] = {
    ControlUnit.DISTRICT: "districts",
    ControlUnit.VILLAGES: "villages",
    ControlUnit.DISTRICT_CENTRE: "district centres",
    ControlUnit.ROADS: "roads",
    ControlUnit.WHOLE: "",
}


def scope_words(scope: Scope | None) -> str:
    """How much of a place is meant: `some districts, which ones is not said`; empty for the whole of it."""
    if scope is None or not UNIT[scope.unit]:
        return ""
    much = "" if scope.quantifier is Quantifier.UNSPECIFIED else scope.quantifier.value.replace("_", " ") + " "
    unnamed = not scope.named and scope.quantifier is not Quantifier.ALL
    return much + UNIT[scope.unit] + (", which ones is not said" if unnamed else "")


# Where a day of publication was found.
ORIGIN: Mapping[DateOrigin, str] = {
    DateOrigin.GIVEN: "as given",
    DateOrigin.URL: "from its address",
    DateOrigin.META: "from the page's metadata",
    DateOrigin.JSONLD: "from the page's metadata",
    DateOrigin.BYLINE: "from its byline",
    DateOrigin.HTTP: "from the server",
    DateOrigin.HEADER: "from the head of the page",
    DateOrigin.UNKNOWN: "of unknown origin",
}


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun: `1 claim`, `2 claims`, `1,043 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def bounds_words(low: float | None, best: float | None, high: float | None) -> str:
    """A number as a source gives it: `5`, `5 to 10`, `about 7`, `at least 5`, `at most 10`; empty for none."""
    if low is not None and low == high:
        return f"{low:g}"
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    if best is not None:
        return f"about {best:g}"
    if low is not None:
        return f"at least {low:g}"
    return "" if high is None else f"at most {high:g}"
