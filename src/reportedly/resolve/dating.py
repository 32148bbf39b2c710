"""Dating: which time holds for which claim, by the claim's own words, by context, or by tense alone.

A claim without a time of its own is dated by tense against the day of the document: a present state or process on that
day, what is past up to it, what is to come from it on. Where there is neither tense nor day nothing is said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.records import Annotated, Claim, DatedTo, TimeMention
from reportedly.resolve.time_grammar import Lean
from reportedly.resolve.time_parse import tense_of
from reportedly.resolve.times import precision_of
from reportedly.spans import Span
from reportedly.vocabulary import Kind, Realis, TimeKind

CLIMB = 12
STORY = 100
OPEN = 9
MONTH = 4
LOOKING_BACK = 30
_ASIDE = frozenset({"acl", "advcl", "nmod", "appos"})
_TOLD = frozenset({Kind.EVENT, Kind.STATE_CHANGE, Kind.CAUSAL, Kind.STATE, Kind.PROCESS})
_AHEAD = frozenset({Realis.INTENDED, Realis.FEARED, Realis.PREDICTED, Realis.COMMANDED})
_TIMELESS = frozenset({Kind.PURPOSE, Kind.DEFINITION})
_LASTING = frozenset({Kind.STATE, Kind.PROCESS, Kind.ATTITUDE, Kind.ASSESSMENT, Kind.CAUSAL})
_STANDING = frozenset({Kind.STATE, Kind.PROCESS, Kind.ATTITUDE, Kind.ASSESSMENT})
_FINITE_BELOW = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OWN = "its own tense"
_NO_VERB = "no verb of its own"


def date_claims(
    claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[TimeMention, ...]
) -> tuple[tuple[DatedTo, ...], ...]:
    """For each claim, when its event or state is said to hold, in the order of the claims; empty where nothing says."""
    scene = _Scene(annotated=annotated, mentions=mentions, heads=_heads(claims, annotated))
    own = _own_times(scene, claims)
    dated = [_dated(scene, claim, number, own) for number, claim in enumerate(claims)]
    return tuple(_told_on(scene, claims, dated))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What claims are dated by.

    Attributes:
        heads: The token of each claim's head, by the claim's number; absent where the parse has none.
    """

    annotated: Annotated
    mentions: tuple[TimeMention, ...]
    heads: Mapping[int, int] = field(repr=False)

    @property
    def today(self) -> str | None:
        """The day of the document."""
        published = self.annotated.document.published
        return published[:10] if published else None

    def is_bounded(self, mention: int) -> bool:
        """Whether a mention has a bound."""
        return self.mentions[mention].begin is not None or self.mentions[mention].finish is not None


def _told_on(
    scene: _Scene, claims: tuple[Claim, ...], dated: list[tuple[DatedTo, ...]]
) -> Iterator[tuple[DatedTo, ...]]:
    """The same, where past events without a time of their own stand in the narrative of one that has one."""
    story: DatedTo | None = None
    where = 0
    for number, (claim, times) in enumerate(zip(claims, dated, strict=True)):
        if _leads(scene, claim, number, times):
            story, where = times[0], claim.head.start
        if story is not None and _follows(scene, claim, number, times) and _same_story(scene, where, claim.head.start):
            yield (replace(story, inherited=True, because="the time last told in this narrative"),)
            continue
        yield times


def _leads(scene: _Scene, claim: Claim, number: int, times: tuple[DatedTo, ...]) -> bool:
    """Whether a claim gives its narrative a time: it is past, dated to a month or less, and no aside."""
    if not times or times[0].mention is None or times[0].inherited or not 0 < times[0].precision <= MONTH:
        return False
    if number not in scene.heads or claim.realis is not Realis.ACTUAL or (times[0].finish or "") > (scene.today or "9"):
        return False
    relation = scene.annotated.tokens[scene.heads[number]].deprel.split(":")[0]
    return relation not in _ASIDE and _is_long_past(scene, times[0])


def _is_long_past(scene: _Scene, time: DatedTo) -> bool:
    """Whether a time lies so far before the document that the document looks back on it, or no day is known."""
    if scene.today is None or time.finish is None:
        return True
    return (date.fromisoformat(scene.today) - date.fromisoformat(time.finish)).days > LOOKING_BACK


def _follows(scene: _Scene, claim: Claim, number: int, times: tuple[DatedTo, ...]) -> bool:
    """Whether a claim is told on in the simple past, with nothing of its own that dates it."""
    if any(each.mention is not None for each in times) or claim.realis is not Realis.ACTUAL:
        return False
    return claim.kind in _TOLD and number in scene.heads and _tense(scene, claim, number)[0] is Lean.PAST


def _same_story(scene: _Scene, start: int, stop: int) -> bool:
    """Whether at most so many paragraphs lie between two places."""
    return scene.annotated.document.text.count("\n\n", start, stop) <= STORY


def _heads(claims: tuple[Claim, ...], annotated: Annotated) -> dict[int, int]:
    """The token of each claim's head."""
    found = {}
    for number, claim in enumerate(claims):
        index = token_in(annotated, claim.head)
        if index is not None:
            found[number] = index
    return found


def token_in(annotated: Annotated, span: Span) -> int | None:
    """The token of a span that governs the others in it; None where no token stands there."""
    tokens = annotated.tokens
    index = bisect_left(tokens, span.start + 1, key=lambda token: token.span.stop)
    first = index
    while index < len(tokens) and tokens[index].span.start < span.stop:
        head = tokens[index].head
        if tokens[index].upos != "PUNCT" and (head < 0 or not tokens[head].span.overlaps(span)):
            return index
        index += 1
    return first if first < index else None


def _own_times(scene: _Scene, claims: tuple[Claim, ...]) -> dict[int, tuple[int, ...]]:
    """The mentions that belong to each claim: by the parse, else to the tightest claim that contains the words."""
    by_head: dict[int, list[int]] = {}
    for number, index in scene.heads.items():
        by_head.setdefault(index, []).append(number)
    found: dict[int, list[int]] = {}
    for number, mention in enumerate(scene.mentions):
        if _is_epithet(scene, mention):
            continue
        for claim in _owners(scene, claims, mention, by_head):
            found.setdefault(claim, []).append(number)
    return {claim: tuple(numbers) for claim, numbers in found.items()}


def _is_epithet(scene: _Scene, mention: TimeMention) -> bool:
    """Whether the words are an adjective such as "current", which dates its noun and not the claim."""
    index = token_in(scene.annotated, mention.span)
    return mention.value == "PRESENT_REF" and index is not None and scene.annotated.tokens[index].deprel == "amod"


def _owners(
    scene: _Scene, claims: tuple[Claim, ...], mention: TimeMention, by_head: Mapping[int, list[int]]
) -> list[int]:
    """The claims whose head is the nearest above the mention in the tree, else the tightest that contain it."""
    tokens = scene.annotated.tokens
    index = token_in(scene.annotated, mention.span)
    for _ in range(CLIMB):
        if index is None or index < 0:
            break
        if index in by_head:
            return [each for each in by_head[index] if _near(claims[each], mention)]
        index = tokens[index].head
    holding = [number for number, claim in enumerate(claims) if _holds(claim, mention.span)]
    tightest = min((_length(claims[each]) for each in holding), default=0)
    return [each for each in holding if _length(claims[each]) == tightest]


def _near(claim: Claim, mention: TimeMention) -> bool:
    """Whether a mention stands in a claim's words, or outside them only as its clause's adverbial."""
    return _holds(claim, mention.span) or all(not part.overlaps(mention.span) for part in claim.content)


def _holds(claim: Claim, span: Span) -> bool:
    """Whether the words of a claim contain a span."""
    return any(part.overlaps(span) for part in claim.content)


def _length(claim: Claim) -> int:
    """Code points of a claim's words."""
    return sum(part.length for part in claim.content)


def _dated(scene: _Scene, claim: Claim, number: int, own: Mapping[int, tuple[int, ...]]) -> tuple[DatedTo, ...]:
    """The times of one claim."""
    lean, because = _tense(scene, claim, number)
    by_tense = _by_tense(scene, claim, lean, because)
    if number in own:
        perfect = lean in {Lean.PAST, Lean.PERFECT}
        since = _since(scene, number)
        if since is not None:
            return (since,)
        telling = [each for each in own[number] if scene.is_bounded(each)] or own[number][:1]
        return _merged([_with_mention(scene, each, by_tense, is_past=perfect) for each in telling])
    inherited = _since(scene, number) or _inherited(scene, number, own, lean)
    if inherited is not None:
        return (inherited,)
    return (by_tense,) if by_tense is not None else ()


def _with_mention(scene: _Scene, number: int, by_tense: DatedTo | None, *, is_past: bool) -> DatedTo:
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


def _inherited(scene: _Scene, number: int, own: Mapping[int, tuple[int, ...]], lean: Lean | None) -> DatedTo | None:
    """The time of the clause that governs this one, where both are told in the same tense."""
    index = scene.heads.get(number)
    if index is None:
        return None
    owners = {scene.heads[claim]: times for claim, times in own.items() if claim in scene.heads}
    tokens = scene.annotated.tokens
    for _ in range(CLIMB):
        index = tokens[index].head
        if index < 0:
            return None
        if index in owners:
            return _handed_down(scene, owners[index], index, lean)
    return None


def _since(scene: _Scene, number: int) -> DatedTo | None:
    """From the time of a clause with "since" below this one up to the document."""
    index = scene.heads.get(number)
    if index is None or scene.today is None:
        return None
    for mention, clause in _below(scene, index):
        begin = scene.mentions[mention].begin
        if begin is not None and begin <= scene.today and _marked_since(scene, clause):
            return _made(mention, (begin, scene.today), because="since: from the time of the clause with it")
    return None


def _below(scene: _Scene, head: int) -> Iterator[tuple[int, int]]:
    """Mentions under an adverbial clause of a head, each with the clause's own head."""
    tokens = scene.annotated.tokens
    for number, mention in enumerate(scene.mentions):
        index = token_in(scene.annotated, mention.span)
        for _ in range(CLIMB):
            if index is None or tokens[index].head < 0:
                break
            if tokens[index].head == head and tokens[index].deprel.startswith("advcl"):
                yield number, index
                break
            index = tokens[index].head


def _marked_since(scene: _Scene, clause: int) -> bool:
    """Whether a clause begins with "since"."""
    near = scene.annotated.tokens[max(0, clause - CLIMB) : clause]
    return any(token.head == clause and token.lemma.lower() == "since" for token in near)


def _handed_down(scene: _Scene, times: tuple[int, ...], governor: int, lean: Lean | None) -> DatedTo | None:
    """The time of the governing clause; none where that is told in another tense."""
    theirs = tense_of(scene.annotated, governor)
    if lean is not None and theirs is not None and (lean is Lean.FUTURE) != (theirs is Lean.FUTURE):
        return None
    if lean is Lean.PRESENT and theirs in {Lean.PAST, Lean.PERFECT}:
        return None
    mention = next((each for each in times if scene.mentions[each].kind is not TimeKind.SET), None)
    if mention is None or (scene.mentions[mention].begin is None and scene.mentions[mention].finish is None):
        return None
    bounds = (scene.mentions[mention].begin, scene.mentions[mention].finish)
    return _made(mention, bounds, because="the clause that governs this one", inherited=True)


def _tense(scene: _Scene, claim: Claim, number: int) -> tuple[Lean | None, str]:
    """The tense that the claim is told in: its predicate's, its relative clause's, else that of the clause above it."""
    index = scene.heads.get(number)
    if index is None:
        return None, _NO_VERB
    own = tense_of(scene.annotated, index) or _relative_tense(scene, claim, index)
    if own is not None:
        return own, _OWN
    tokens = scene.annotated.tokens
    if tokens[index].upos in _NOUNS:
        return None, _NO_VERB
    for _ in range(CLIMB):
        relation = tokens[index].deprel.split(":")[0]
        if tokens[index].head < 0 or relation not in _FINITE_BELOW:
            break
        index = tokens[index].head
        above = tense_of(scene.annotated, index)
        if above is not None:
            return above, "the tense of the clause above it"
    return None, _NO_VERB


def _relative_tense(scene: _Scene, claim: Claim, index: int) -> Lean | None:
    """The tense of a relative clause that the claim's words hold: "foreign armies that are …"."""
    tokens = scene.annotated.tokens
    for child in range(index + 1, min(len(tokens), index + CLIMB)):
        if tokens[child].head == index and tokens[child].deprel == "acl:relcl" and _holds(claim, tokens[child].span):
            return tense_of(scene.annotated, child)
    return None


def _by_tense(scene: _Scene, claim: Claim, lean: Lean | None, because: str) -> DatedTo | None:
    """The time of a claim that names none: by realis, kind and tense against the day of the document."""
    today = scene.today
    if today is None or claim.kind in _TIMELESS or claim.realis is Realis.HYPOTHETICAL:
        return None
    stands = lean is Lean.PRESENT and because == _OWN and claim.kind in _STANDING
    if not stands and (claim.realis in _AHEAD or lean is Lean.FUTURE):
        return _made(None, (today, None), because="told as to come: from the document's date on")
    if lean in {Lean.PAST, Lean.PERFECT}:
        return _made(None, (None, today), because=f"told as past by {because}: up to the document's date")
    if claim.kind in _LASTING:
        return _made(None, (today, today), because=f"told as present by {because}: as of the document's date")
    if lean is Lean.PRESENT:
        return _made(None, (today, today), because=f"told as present by {because}: as of the document's date")
    return _made(None, (None, today), because="an event without a verb of its own: up to the document's date")
