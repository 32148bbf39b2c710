"""What two reports are to each other, and which derives from which, each with the sentences that say why."""

from collections.abc import Iterator

from reportedly.link.reprints_record import Printed, Reprint
from reportedly.link.reprints_signs import Signs
from reportedly.vocabulary import Direction, ReprintKind

# Fewer words than these are no text of their own.
_TEXT = 8
_WHOLE_WORDS = 12
_WHOLE = 0.9
# A reprint has some sentences outside quotations, and they make up a part of one of the reports.
_PARTIAL = 0.4
_PARTIAL_WORDS = 25
_PARTIAL_SENTENCES = 2
# One sentence word for word, of some length, is a citation.
_CITED_WORDS = 12
# Names and numbers that a rewriting and a correction have of what they speak of.
_NAMES = 3
_CORRECTED_WITHIN = 60
_REWRITTEN_WITHIN = 30
_ODD = 3
# Of what both have, so much may stand in quotation marks.
_QUOTED = 0.7


def compared(
    one: Printed, two: Printed, common: frozenset[int] = frozenset(), rare: frozenset[str] = frozenset()
) -> Reprint | None:
    """What two reports are to each other; None where nothing shows that they rest on each other.

    The order of the arguments does not matter. `common` are hashes of text that is an outlet's boilerplate, and
    `rare` odd spellings that few reports have.
    """
    return reprint_of(Signs.of(one, two, common, rare))


def reprint_of(signs: Signs) -> Reprint | None:
    """What two reports are to each other, by what they show; None where they do not rest on each other."""
    kind = kind_of(signs)
    if kind is None:
        return None
    direction, because = direction_of(signs, kind)
    return Reprint(
        first=signs.first.id,
        second=signs.second.id,
        kind=kind,
        direction=direction,
        containment_first=signs.containments[0],
        containment_second=signs.containments[1],
        evidence=(*_kind_evidence(signs, kind), *because),
        shared=signs.shared,
        quotations=signs.quotations,
        only_first=signs.missing(0),
        only_second=signs.missing(1),
        credits_first=signs.credits[0],
        credits_second=signs.credits[1],
        attributed=signs.attributed,
        names=len(signs.names),
    )


def kind_of(signs: Signs) -> ReprintKind | None:
    """What two reports are to each other; None for two that do not rest on each other."""
    if signs.same_words:
        return ReprintKind.IDENTICAL if len(signs.first.wording.words) >= _TEXT else None
    found = _announced(signs) or _printed(signs)
    if found is not None:
        return found
    if _is_rewritten(signs):
        return ReprintKind.REWRITE
    if _cites(signs):
        return ReprintKind.FOLLOW_UP if signs.same_outlet else ReprintKind.QUOTES
    return None


def _announced(signs: Signs) -> ReprintKind | None:
    """Whether one report announces that it corrects the other: same outlet, and the same title or the same names."""
    made = [each.announced for each in (signs.first, signs.second)]
    if not signs.same_outlet or (made[0] is None) == (made[1] is None):
        return None
    is_later = made[1] is not None or signs.days in {None, 0}
    is_near = signs.days is None or signs.days <= _CORRECTED_WITHIN
    same_title = bool(signs.first.title) and signs.first.title == signs.second.title
    if is_later and is_near and (same_title or len(signs.names) >= _NAMES):
        return made[1] or made[0]
    return None


def _printed(signs: Signs) -> ReprintKind | None:
    """Whether one report is printed in the other, in whole or in substantial part, beyond what is quoted."""
    shared = len(signs.alignment.partner)
    if shared < _WHOLE_WORDS or not _cites(signs) or (signs.quoted > _QUOTED * shared and signs.quoted_only_in):
        return None
    if _printed_of_origin(signs) >= _WHOLE:
        is_update = signs.same_outlet and min(signs.containments) < _WHOLE
        return ReprintKind.FOLLOW_UP if is_update else ReprintKind.REPRINT_WHOLE
    if max(signs.containments) >= _WHOLE or (
        signs.plain >= _PARTIAL_WORDS
        and signs.whole_sentences >= _PARTIAL_SENTENCES
        and max(signs.containments) >= _PARTIAL
    ):
        return ReprintKind.FOLLOW_UP if signs.same_outlet else ReprintKind.REPRINT_PARTIAL
    return None


def _printed_of_origin(signs: Signs) -> float:
    """How much of the report that was first stands in the other: a reprint that drops a paragraph is a partial one."""
    direction, _ = direction_of(signs, ReprintKind.REPRINT_PARTIAL)
    if direction is Direction.UNKNOWN:
        return min(signs.containments)
    return signs.containments[0 if direction is Direction.SECOND_FROM_FIRST else 1]


def _is_rewritten(signs: Signs) -> bool:
    """Whether one tells anew what the other told: it credits the other's outlet, or spells names as oddly."""
    is_near = signs.days is None or signs.days <= _REWRITTEN_WITHIN
    has_credit = any(each is not None for each in signs.credits)
    has_odd = len(signs.odd) >= _ODD or (bool(signs.odd) and bool(signs.quotations))
    return is_near and not signs.same_outlet and len(signs.names) >= _NAMES and (has_credit or has_odd)


def _cites(signs: Signs) -> bool:
    """Whether both have the same quotation, or a sentence of one stands in the other."""
    return bool(signs.quotations) or (signs.plain >= _CITED_WORDS and signs.whole_sentences >= 1)


def direction_of(signs: Signs, kind: ReprintKind) -> tuple[Direction, tuple[str, ...]]:
    """Which derives from the other, with the sentences that say why.

    A credit, an added attribution and quotation marks around what the other says plainly come before dates; signs
    that speak against each other leave it open.
    """
    votes = dict(_votes(signs, kind))
    ways = set(votes.values())
    if len(ways) == 1:
        return ways.pop(), (*votes, *_date_words(signs))
    if ways:
        return Direction.UNKNOWN, (*votes, "These signs speak against each other.")
    if signs.third:
        return Direction.UNKNOWN, ("Both credit the same third outlet.", *_date_words(signs))
    if signs.days and kind is not ReprintKind.QUOTES:
        return Direction.SECOND_FROM_FIRST, _date_words(signs)
    return Direction.UNKNOWN, (*_date_words(signs), *_no_direction(kind))


def _no_direction(kind: ReprintKind) -> tuple[str, ...]:
    """Why the direction is left open."""
    if kind is ReprintKind.QUOTES:
        return ("Both may have the quoted words from one statement: dates alone do not tell who had them from whom.",)
    return ("Nothing tells which was first.",)


def _votes(signs: Signs, kind: ReprintKind) -> Iterator[tuple[str, Direction]]:
    """Signs that tell the direction by themselves."""
    if kind in {ReprintKind.CORRECTION, ReprintKind.RETRACTION}:
        is_second = signs.second.announced is not None
        yield (
            f"The {'second' if is_second else 'first'} report announces it of its own outlet's earlier report.",
            Direction.SECOND_FROM_FIRST if is_second else Direction.FIRST_FROM_SECOND,
        )
    if signs.credits[0] is not None:
        yield "The first report credits the outlet of the second.", Direction.FIRST_FROM_SECOND
    if signs.credits[1] is not None:
        yield "The second report credits the outlet of the first.", Direction.SECOND_FROM_FIRST
    if signs.attributed and signs.credits[1] is not None:
        words = _counted(len(signs.attributed), "shared sentence")
        yield f"The second report adds whom it has {words} from.", Direction.SECOND_FROM_FIRST
    if signs.quoted_only_in:
        one, two = ("second", "first") if signs.quoted_only_in == 2 else ("first", "second")  # noqa: PLR2004 - which
        way = Direction.SECOND_FROM_FIRST if one == "second" else Direction.FIRST_FROM_SECOND
        yield f"The {one} report puts in quotation marks what the {two} says plainly.", way


def _date_words(signs: Signs) -> tuple[str, ...]:
    """What the dates of publication say."""
    if signs.days is None:
        return ("The day of publication of at least one of them is not known.",)
    if signs.days == 0:
        return ("Both are of the same day.",)
    return (f"The second report is dated {_counted(signs.days, 'day')} after the first.",)


def _kind_evidence(signs: Signs, kind: ReprintKind) -> Iterator[str]:
    """Why they are taken for what they are."""
    if kind is ReprintKind.IDENTICAL:
        yield "Both have the same words from beginning to end."
    elif signs.shared:
        one, two = (f"{100 * each:.0f} %" for each in signs.containments)
        sentences = _counted(len(signs.shared), "sentence stands", "sentences stand")
        yield f"{sentences} in both, word for word or nearly so: {one} of the first report, {two} of the second."
    if signs.quotations and kind is not ReprintKind.IDENTICAL:
        yield f"{_counted(len(signs.quotations), 'quotation stands', 'quotations stand')} in both, word for word."
    if signs.same_outlet:
        yield "Both are of the same outlet."
    if kind in {ReprintKind.CORRECTION, ReprintKind.RETRACTION}:
        same = bool(signs.first.title) and signs.first.title == signs.second.title
        yield "Its title names the other report." if same else f"Both have {_names(signs)}."
    if kind is ReprintKind.REWRITE:
        yield f"Both have {_names(signs)}, in other sentences."
        if signs.odd:
            odd = _counted(len(signs.odd), "unusual spelling of a place", "unusual spellings of places")
            yield f"Both have {odd} that few other reports have."


def _names(signs: Signs) -> str:
    """How many names and numbers both have."""
    return _counted(len(signs.names), "name or number", "names and numbers") + " in common"


def _counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
