"""Whose time it is: which claims the times that a document names belong to, by the parse."""

from collections.abc import Mapping
from datetime import date

from reportedly.records import Claim, TimeMention
from reportedly.resolve.dating_scene import Scene, holds
from reportedly.vocabulary import Anchor, TimeKind

_CLAUSES = frozenset({"ccomp", "parataxis"})
_VERBAL = frozenset({"VERB", "AUX"})
EDGE = 3
WEEK = 7


def own_times(scene: Scene, claims: tuple[Claim, ...]) -> dict[int, tuple[int, ...]]:
    """For each claim that has any, the mentions that are its own."""
    by_head: dict[int, list[int]] = {}
    for number, index in scene.heads.items():
        by_head.setdefault(index, []).append(number)
    found: dict[int, list[int]] = {}
    for number in range(len(scene.mentions)):
        if _is_epithet(scene, number):
            continue
        for claim in _owners(scene, claims, number, by_head) or _loose(scene, claims, number):
            found.setdefault(claim, []).append(number)
    return {claim: tuple(numbers) for claim, numbers in found.items()}


def _is_epithet(scene: Scene, number: int) -> bool:
    """Whether the words are an adjective such as "current", which dates its noun and not the claim."""
    index = scene.places[number]
    is_present = scene.mentions[number].value == "PRESENT_REF"
    return is_present and index is not None and scene.tokens[index].deprel == "amod"


def _owners(scene: Scene, claims: tuple[Claim, ...], number: int, by_head: Mapping[int, list[int]]) -> list[int]:
    """The claims whose head is the nearest above the mention in the tree, else the tightest that contain it."""
    mention = scene.mentions[number]
    for index in scene.above(scene.places[number]):
        if index in by_head:
            return [each for each in by_head[index] if _near(claims[each], mention)]
    holding = [each for each, claim in enumerate(claims) if holds(claim, mention.span)]
    tightest = min((_length(claims[each]) for each in holding), default=0)
    return [each for each in holding if _length(claims[each]) == tightest]


def _near(claim: Claim, mention: TimeMention) -> bool:
    """Whether a mention stands in a claim's words, or outside them only as its clause's adverbial."""
    return holds(claim, mention.span) or all(not part.overlaps(mention.span) for part in claim.content)


def _length(claim: Claim) -> int:
    """Code points of a claim's words."""
    return sum(part.length for part in claim.content)


def _loose(scene: Scene, claims: tuple[Claim, ...], number: int) -> list[int]:
    """The claims of a sentence that a time belongs to although the parse hangs it elsewhere.

    "In the past 24 hours, an officer said, forces advanced": a length up to now is hardly that of the saying. "The
    report documents killings in the town on May 2": nor is a day long ago. A caption ends with its date.
    """
    if not scene.is_bounded(number):
        return []
    mention = scene.mentions[number]
    sentence = scene.sentence(mention.span.start)
    near = [each for each, index in scene.heads.items() if _in_sentence(scene, index, sentence)]
    if _is_length_up_to_now(mention):
        return [each for each in near if _is_said(scene, scene.heads[each], number)]
    if _is_caption_date(scene, mention, sentence):
        return near
    return [each for each in near if _ends_before(claims[each], mention)] if _is_old(scene, mention) else []


def _is_old(scene: Scene, mention: TimeMention) -> bool:
    """Whether a time ended more than a week before the document, so that it is hardly when somebody told of it."""
    if scene.today is None or mention.finish is None:
        return False
    return (date.fromisoformat(scene.today) - date.fromisoformat(mention.finish)).days > WEEK


def _ends_before(claim: Claim, mention: TimeMention) -> bool:
    """Whether nothing but a preposition stands between a claim's words and a time after them."""
    return 0 <= mention.span.start - claim.content[-1].stop <= len(" during ")


def _in_sentence(scene: Scene, index: int, sentence: int) -> bool:
    """Whether a token stands in a sentence."""
    bounds = scene.annotated.sentences[sentence]
    return bounds.start <= index < bounds.stop


def _is_length_up_to_now(mention: TimeMention) -> bool:
    """Whether a time is a length that ends with the document, or one since a day."""
    return mention.kind is TimeKind.DURATION or mention.because.startswith("since")


def _is_said(scene: Scene, index: int, number: int) -> bool:
    """Whether a claim's head is what the verb that the mention hangs on says."""
    place = scene.places[number]
    verb = scene.tokens[place].head if place is not None else -1
    if verb < 0 or scene.tokens[verb].upos not in _VERBAL:
        return False
    token = scene.tokens[index]
    return (token.head == verb and token.deprel.split(":")[0] in _CLAUSES) or scene.tokens[verb].head == index


def _is_caption_date(scene: Scene, mention: TimeMention, sentence: int) -> bool:
    """Whether a full date ends its sentence, as in the caption of a picture."""
    bounds = scene.annotated.sentences[sentence].span
    return mention.anchor is Anchor.EXPLICIT and mention.precision == 1 and bounds.stop - mention.span.stop <= EDGE
