"""Dating: which time holds for which claim, by the claim's own words, by context, or by tense alone.

A claim without a time of its own is dated by tense against the day of the document: a present state or process on that
day, what is past up to it, what is to come from it on. Where there is neither tense nor day nothing is said.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reportedly.records import Annotated, Claim, DatedTo, TimeMention
from reportedly.resolve.dating_owners import own_times
from reportedly.resolve.dating_scene import OWN_TENSE, Scene, is_pluperfect, scene_of, told_tense
from reportedly.resolve.dating_story import told_on
from reportedly.resolve.time_grammar import Lean
from reportedly.resolve.time_parse import tense_of
from reportedly.resolve.times import precision_of
from reportedly.vocabulary import Kind, Realis, TimeKind

OPEN = 9
_AHEAD = frozenset({Realis.INTENDED, Realis.FEARED, Realis.PREDICTED, Realis.COMMANDED, Realis.HYPOTHETICAL})
_SUPPOSED = frozenset({Realis.PREDICTED, Realis.HYPOTHETICAL})
_TIMELESS = frozenset({Kind.PURPOSE, Kind.DEFINITION})
_LASTING = frozenset({Kind.STATE, Kind.PROCESS, Kind.ATTITUDE, Kind.ASSESSMENT, Kind.CAUSAL})
_STANDING = frozenset({Kind.STATE, Kind.PROCESS, Kind.ATTITUDE, Kind.ASSESSMENT})
_BACKGROUND = frozenset({Kind.STATE, Kind.PROCESS, Kind.DEFINITION})
_PAST = frozenset({Lean.PAST, Lean.PERFECT})


def date_claims(
    claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[TimeMention, ...]
) -> tuple[tuple[DatedTo, ...], ...]:
    """For each claim, when its event or state is said to hold, in the order of the claims; empty where nothing says."""
    scene = scene_of(claims, annotated, mentions)
    own = own_times(scene, claims)
    dated = [_dated(scene, claim, number, own) for number, claim in enumerate(claims)]
    return tuple(told_on(scene, claims, dated))


def _dated(scene: Scene, claim: Claim, number: int, own: Mapping[int, tuple[int, ...]]) -> tuple[DatedTo, ...]:
    """The times of one claim."""
    lean, because = told_tense(scene, claim, number)
    by_tense = _by_tense(scene, claim, lean, because)
    since = _since(scene, number)
    if since is not None:
        return (since,)
    if number in own:
        telling = [each for each in own[number] if scene.is_bounded(each)] or own[number][:1]
        return _merged([_with_mention(scene, each, by_tense, is_past=lean in _PAST) for each in telling])
    inherited = _inherited(scene, claim, number, own)
    if inherited is not None:
        return (inherited,)
    return (by_tense,) if by_tense is not None else ()


def _with_mention(scene: Scene, number: int, by_tense: DatedTo | None, *, is_past: bool) -> DatedTo:
    """A claim's time by its own words; what these leave open, tense may close."""
    mention = scene.mentions[number]
    begin, finish, today = mention.begin, mention.finish, scene.today
    vague = (begin is None and finish is None) or (mention.value == "PRESENT_REF" and is_past)
    if vague and by_tense is not None:
        return replace(by_tense, mention=number, because=f"the time named has no bounds; {by_tense.because}")
    if vague:
        return _made(number, (begin, finish), because="the time named has no bounds")
    if is_past and today is not None and finish is not None and (begin or "") <= today < finish:
        finish = today
    return _made(number, (begin, finish), because="the claim's own words")


def _made(
    mention: int | None, bounds: tuple[str | None, str | None], *, because: str, inherited: bool = False
) -> DatedTo:
    """The record, with its precision."""
    begin, finish = (date.fromisoformat(each) if each else None for each in bounds)
    return DatedTo(
        mention=mention,
        begin=bounds[0],
        finish=bounds[1],
        precision=precision_of(begin, finish),
        inherited=inherited,
        because=because,
    )


def _merged(times: list[DatedTo]) -> tuple[DatedTo, ...]:
    """The narrower first, and without those that only hold another."""
    kept = [each for each in times if not any(_is_wider(each, other) for other in times)]
    return tuple(sorted(kept, key=lambda each: each.precision or OPEN))


def _is_wider(wide: DatedTo, narrow: DatedTo) -> bool:
    """Whether one interval holds another and is not the same; an open side reaches all days."""
    if (wide.begin, wide.finish) == (narrow.begin, narrow.finish):
        return False
    begins = wide.begin is None or (narrow.begin is not None and wide.begin <= narrow.begin)
    ends = wide.finish is None or (narrow.finish is not None and wide.finish >= narrow.finish)
    return begins and ends


def _since(scene: Scene, number: int) -> DatedTo | None:
    """From the time of a clause with "since" below this one up to the document."""
    index = scene.heads.get(number)
    if index is None or scene.today is None:
        return None
    for mention, place in enumerate(scene.places):
        begin = scene.mentions[mention].begin
        if begin is None or begin > scene.today:
            continue
        for each in scene.above(place):
            token = scene.tokens[each]
            if token.head == index and token.deprel.startswith("advcl") and _begins_with_since(scene, each):
                return _made(mention, (begin, scene.today), because="since: from the time of the clause with it")
    return None


def _begins_with_since(scene: Scene, clause: int) -> bool:
    """Whether a clause begins with "since"."""
    near = scene.tokens[max(0, clause - OPEN) : clause]
    return any(token.head == clause and token.lemma.lower() == "since" for token in near)


def _inherited(scene: Scene, claim: Claim, number: int, own: Mapping[int, tuple[int, ...]]) -> DatedTo | None:
    """The time of the clause that governs this one, where the tenses allow it.

    The background that a relative clause gives of a past event, and what "had" happened, held up to that event.
    """
    index = scene.heads.get(number)
    if index is None:
        return None
    owners = {scene.heads[each]: times for each, times in own.items() if each in scene.heads}
    governor = next((each for each in scene.above(scene.tokens[index].head) if each in owners), None)
    if governor is None or not _tenses_agree(scene, claim, number, governor):
        return None
    mention = next((each for each in owners[governor] if scene.mentions[each].kind is not TimeKind.SET), None)
    if mention is None or not scene.is_bounded(mention) or scene.mentions[mention].value == "PRESENT_REF":
        return None
    begin, finish = scene.mentions[mention].begin, scene.mentions[mention].finish
    is_aside = scene.tokens[index].deprel == "acl:relcl" and claim.kind in _BACKGROUND
    if is_pluperfect(scene, index) or (is_aside and told_tense(scene, claim, number)[0] is Lean.PAST):
        begin = None
    return _made(mention, (begin, finish), because="the clause that governs this one", inherited=True)


def _tenses_agree(scene: Scene, claim: Claim, number: int, governor: int) -> bool:
    """Whether a clause may share the time of the one above it: neither a plan nor the present shares a past one."""
    lean, _ = told_tense(scene, claim, number)
    theirs = tense_of(scene.annotated, governor)
    if claim.realis in _AHEAD and theirs in _PAST:
        return False
    if lean is not None and theirs is not None and (lean is Lean.FUTURE) != (theirs is Lean.FUTURE):
        return False
    return lean is not Lean.PRESENT or theirs is Lean.PRESENT


def _by_tense(scene: Scene, claim: Claim, lean: Lean | None, because: str) -> DatedTo | None:
    """The time of a claim that names none: by realis, kind and tense against the day of the document."""
    today = scene.today
    if today is None or claim.kind in _TIMELESS:
        return None
    told_now = lean is Lean.PRESENT and because == OWN_TENSE
    wanted = claim.kind is Kind.ATTITUDE and claim.realis is Realis.INTENDED and lean is None  # "remains committed to"
    stands = wanted or (told_now and claim.kind in _STANDING and claim.realis not in _SUPPOSED)
    if not stands and (claim.realis in _AHEAD or lean is Lean.FUTURE):
        return _made(None, (today, None), because="told as to come: from the document's date on")
    if lean in _PAST:
        return _made(None, (None, today), because=f"told as past by {because}: up to the document's date")
    if lean is Lean.PRESENT or claim.kind in _LASTING:
        return _made(None, (today, today), because=f"told as present by {because}: as of the document's date")
    return _made(None, (None, today), because="an event without a verb of its own: up to the document's date")
