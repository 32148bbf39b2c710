"""Parents: which place a text says that another lies in, by the words that stand between the two."""

import re
from functools import cache

from reportedly.resolve.place_spots import Spot
from reportedly.resolve.place_words import alternation, directions, kind_words

_FAR = 60  # code points between two names beyond which no words are looked at


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands between a place and the one it lies in: words, a comma, a possessive; and between list members."""
    kind = rf"(?:{alternation(kind_words())})"
    turn = rf"(?:(?:{alternation(directions())})(?:ern)?\s+)"
    lead = rf"(?:the\s+)?{turn}?(?:(?:neighbou?ring|nearby|border)\s+)?(?:{kind}\s+of\s+)?(?:the\s+)?"
    inside = re.compile(
        rf"^(?:['’]s?)?(?:[\s-]+{kind})?(?:\s+(?:centre|center|city))?\s*,?\s+(?:of|in|inside|from)\s+{lead}$",
        re.IGNORECASE,
    )
    comma = re.compile(rf"^(?:[\s-]+{kind})?\s*(?:,|\()\s*(?:in\s+)?{lead}$", re.IGNORECASE)
    owner = re.compile(
        rf"^(?:\s+{kind})?['’]s?\s+(?:{turn}|{kind}\s+of\s+|(?:restive|embattled|besieged)\s+)*$", re.IGNORECASE
    )
    joint = re.compile(
        rf"^(?:\s+{kind})?\s*(?:,\s*(?:and|or)?|and|or|&|as well as)\s+(?:the\s+)?"
        rf"(?:(?:the\s+)?{kind}\s+of\s+)?$",
        re.IGNORECASE,
    )
    return inside, comma, owner, joint


def stated_parents(spots: list[Spot], text: str) -> dict[int, tuple[int, bool]]:
    """For spots by number: the spot that the text puts them in, and whether words say so or a mere comma.

    A comma also joins the members of a list: whether it states a parent is for the caller to find in the gazetteer.
    """
    inside, comma, owner, joint = _patterns()
    found: dict[int, tuple[int, bool]] = {}
    for number in range(len(spots) - 1):
        left, right = spots[number].span, spots[number + 1].span
        between = text[left.stop : right.start]
        if not 0 < len(between) <= _FAR:
            continue
        if inside.match(between):
            found[number] = (number + 1, True)
        elif owner.match(between):
            found[number + 1] = (number, True)
        elif spots[number + 1].code is not None or comma.match(between):
            found[number] = (number + 1, False)
    _share_in_lists(found, spots, text, joint)
    return found


def _share_in_lists(found: dict[int, tuple[int, bool]], spots: list[Spot], text: str, joint: re.Pattern[str]) -> None:
    """Give the parent of a list's last member to the members before it."""
    for number in range(len(spots) - 2, -1, -1):
        last = found.get(number + 1)
        between = text[spots[number].span.stop : spots[number + 1].span.start]
        if last is not None and last[0] == number + 2 and len(between) <= _FAR and joint.match(between):
            _walk_back(found, number, last, spots, text)


def _walk_back(
    found: dict[int, tuple[int, bool]], number: int, parent: tuple[int, bool], spots: list[Spot], text: str
) -> None:
    """Give a parent to a spot and to those before it in the same list."""
    joint = _patterns()[3]
    while number >= 0:
        known = found.get(number)
        if known is not None and known[1]:
            return
        found[number] = parent
        if number == 0:
            return
        between = text[spots[number - 1].span.stop : spots[number].span.start]
        if len(between) > _FAR or not joint.match(between):
            return
        number -= 1
