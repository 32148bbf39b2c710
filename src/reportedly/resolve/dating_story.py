"""Narratives that look back: past events without a time of their own stand where the narrative was last dated.

Only a document that tells of a time more than `LOOKING_BACK` days before it is read so: in news of the day the next
sentence may speak of any day, and an open interval is the honest reading. News that tell of one time only are the
exception: what they go on to tell in the past happened then, as far as anybody can read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reportedly.records import Claim, DatedTo
from reportedly.resolve.dating_scene import CLIMB, Scene, told_tense
from reportedly.resolve.time_grammar import Lean
from reportedly.resolve.time_words import load_vocabulary
from reportedly.vocabulary import Anchor, Kind, Realis

LOOKING_BACK = 30
WEEK, MONTH = 3, 4  # date_prec
_LATER = frozenset({"later", "then_", "after"})
_ASIDE = frozenset({"acl", "advcl", "nmod", "appos"})
_TOLD = frozenset({Kind.EVENT, Kind.STATE_CHANGE, Kind.CAUSAL, Kind.STATE, Kind.PROCESS})

Times = tuple[DatedTo, ...]


def told_on(scene: Scene, claims: tuple[Claim, ...], dated: list[Times]) -> Iterator[Times]:
    """The times of the claims, those that the narrative dates filled in."""
    leads = [_leads(scene, claim, number, dated[number]) for number, claim in enumerate(claims)]
    leads = _only(scene, leads, dated) or [
        lead and _is_long_past(scene, times[0]) for lead, times in zip(leads, dated, strict=True)
    ]
    is_one_story = len({times[0].mention for times, lead in zip(dated, leads, strict=True) if lead}) == 1
    story: DatedTo | None = None
    where = 0
    for number, (claim, times) in enumerate(zip(claims, dated, strict=True)):
        if leads[number]:
            story, where = times[0], claim.head.start
        near = is_one_story or scene.today is None or _same_paragraph(scene, where, claim.head.start)
        if story is None or not near or not _follows(scene, claim, number, times):
            yield times
            continue
        yield (_carried(scene, number, times, story),)


def _only(scene: Scene, leads: list[bool], dated: list[Times]) -> list[bool]:
    """The first of the leads, where all are of one time; none where a document tells of several.

    What is counted from that time, "the next morning", is no other story.
    """
    told = [
        (times[0].begin, times[0].finish) if lead and not _is_counted(scene, times[0]) else None
        for times, lead in zip(dated, leads, strict=True)
    ]
    first = next((number for number, each in enumerate(told) if each is not None), None)
    if first is None or len(set(told) - {None}) > 1 or dated[first][0].precision > WEEK:
        return []
    return [number == first for number in range(len(told))]


def _is_counted(scene: Scene, time: DatedTo) -> bool:
    """Whether a time is counted from one that was told before."""
    return time.mention is not None and scene.mentions[time.mention].anchor is Anchor.NARRATIVE


def _carried(scene: Scene, number: int, times: Times, story: DatedTo) -> DatedTo:
    """The time of the narrative for a claim: open towards the end where the words say "later" or "then"."""
    mention = times[0].mention if times and times[0].mention is not None else story.mention
    made = replace(story, mention=mention, inherited=True, because="the time last told in this narrative")
    if not _is_later(scene, scene.heads[number]):
        return made
    return replace(made, finish=None, precision=0, because="later than the time last told in this narrative")


def _is_later(scene: Scene, index: int) -> bool:
    """Whether a word such as "later" or "then" hangs on a verb."""
    words = load_vocabulary().single
    near = scene.tokens[max(0, index - CLIMB) : index + CLIMB]
    entries = (words.get(token.lemma.lower()) for token in near if token.head == index and token.upos == "ADV")
    return any(entry is not None and not _LATER.isdisjoint(entry.classes) for entry in entries)


def _leads(scene: Scene, claim: Claim, number: int, times: Times) -> bool:
    """Whether a claim gives its narrative a time: it is past, dated to a month or less, and no aside."""
    if not times or times[0].mention is None or times[0].inherited or not 0 < times[0].precision <= MONTH:
        return False
    if number not in scene.heads or claim.realis is not Realis.ACTUAL or (times[0].finish or "") > (scene.today or "9"):
        return False
    relation = scene.tokens[scene.heads[number]].deprel.split(":")[0]
    is_present = told_tense(scene, claim, number)[0] is Lean.PRESENT
    return relation not in _ASIDE and not is_present


def _is_long_past(scene: Scene, time: DatedTo) -> bool:
    """Whether a time lies so far before the document that the document looks back on it, or no day is known."""
    if scene.today is None or time.finish is None:
        return True
    return (date.fromisoformat(scene.today) - date.fromisoformat(time.finish)).days > LOOKING_BACK


def _follows(scene: Scene, claim: Claim, number: int, times: Times) -> bool:
    """Whether a claim is told on in the simple past, with nothing of its own that bounds it."""
    if any(each.mention is not None and scene.is_bounded(each.mention) for each in times):
        return False
    if claim.realis is not Realis.ACTUAL or claim.kind not in _TOLD or number not in scene.heads:
        return False
    return told_tense(scene, claim, number)[0] is Lean.PAST


def _same_paragraph(scene: Scene, start: int, stop: int) -> bool:
    """Whether two places stand in one paragraph."""
    return "\n" not in scene.annotated.document.text[min(start, stop) : max(start, stop)].strip()
