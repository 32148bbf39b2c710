"""Actors: armed groups, forces, bodies and peoples by any of their names, and the descriptions that go back to them.

A private person is never an actor here: what stands inside a person's name is passed over.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportedly.records import ActorMention, ActorReading, Annotated, Claim, Holder
from reportedly.resolve.actor_table import Actor, Pieces, Table, load_table, pieces_of
from reportedly.spans import Span
from reportedly.vocabulary import ActorKind, NameKind

REACH = 3
BETWEEN = 3
FOCUS_LEAST = 3
FOCUS_LEAD = 2
MILITARY = "military"
_STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT_BODY})
_BRACKETED = re.compile(r"\s*\(\s*(?:the\s+|or\s+)?[\"“'‘]?([A-Z][A-Za-z]{1,6}(?:-[A-Z]{1,3})?)[\"”'’]?\s*\)")
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"compound", "amod"})


def find_actors(annotated: Annotated) -> tuple[ActorMention, ...]:
    """Every mention of an actor that the table knows or a country and a head noun make, in document order.

    "The militants", "the group" go back to the armed group met last, where that is one; "the army", "local authorities"
    belong to the state that the document speaks of most, where one stands out. Else they are left as they are.
    """
    text = annotated.document.text
    scan = _Scan(annotated=annotated, table=load_table(), pieces=pieces_of(text))
    named = _apart([*_introduced(scan, _named(scan)), *_of_states(scan)])
    described = _apart([*named, *_alone(scan, named)])
    return tuple(sorted(_apart([*described, *_generic(scan, described)]), key=lambda each: each.span))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scan:
    """A document with the table to read it by."""

    annotated: Annotated
    table: Table
    pieces: Pieces = field(repr=False)

    def is_person(self, span: Span, *, whole: bool = False) -> bool:
        """Whether the words are part of a longer name of a person, or with `whole` such a name themselves."""
        persons = (name.span for name in self.annotated.names if name.kind is NameKind.PERSON)
        return any(each.contains(span) and (whole or each != span) for each in persons)

    def sentence(self, at: int) -> int:
        """Index of the sentence that holds a code point."""
        return bisect_right(self.annotated.sentences, at, key=lambda each: each.span.start)

    def is_noun(self, span: Span) -> bool:
        """Whether the last word of a span is a noun that stands by itself; true where there is no parse."""
        tokens = self.annotated.tokens
        index = bisect_left(tokens, span.stop, key=lambda token: token.span.stop)
        if index >= len(tokens) or not tokens[index].span.overlaps(span):
            return True
        token = tokens[index]
        return token.upos in _NOUNS and token.deprel.split(":")[0] not in _INSIDE


def _apart(mentions: list[ActorMention]) -> list[ActorMention]:
    """Mentions that do not overlap: earlier in the list before later, longer before shorter within a kind of rule."""
    kept: list[ActorMention] = []
    for mention in mentions:
        rivals = [each for each in kept if each.span.overlaps(mention.span)]
        if not rivals:
            kept.append(mention)
        elif all(mention.span.contains(each.span) and mention.span != each.span for each in rivals):
            kept = [each for each in kept if each not in rivals]
            kept.append(mention)
    return sorted(kept, key=lambda each: each.span)


def _mention(actor: Actor, span: Span, because: str) -> ActorMention:
    """The record of a mention."""
    return ActorMention(span=span, id=actor.id, name=actor.name, kind=actor.kind, because=because)


def _named(scan: _Scan) -> list[ActorMention]:
    """Names and aliases of the table."""
    found = []
    for actor, start, stop in scan.table.names.in_text(scan.pieces):
        span = scan.pieces.covering(start, stop)
        is_surname = scan.pieces.written(stop - 1) in scan.table.actors[actor].surnames
        against = scan.pieces.joined(start) and scan.table.word(scan.pieces.folded[start - 1], "against")
        if against or scan.is_person(span, whole=is_surname) or _shouted(scan, start, stop):
            continue
        found.append(_mention(scan.table.actors[actor], span, "a name of the table of actors"))
    return found


def _shouted(scan: _Scan, start: int, stop: int) -> bool:
    """Whether an acronym that is also an everyday word stands among words that are all in capitals."""
    pieces = scan.pieces
    if stop - start > 1 or not scan.table.word(pieces.folded[start], "ordinary"):
        return False
    around = [pieces.written(each) for each in (start - 1, stop) if 0 <= each < len(pieces.spans)]
    return any(each.isupper() and len(each) > 1 and each.isalpha() for each in around)


def _introduced(scan: _Scan, named: list[ActorMention]) -> list[ActorMention]:
    """The same, with acronyms that the text puts in brackets after a name: they mean that name, not the table's."""
    meanings = dict(_acronyms(scan, named))
    if not meanings:
        return named
    text = scan.annotated.document.text
    kept = [each for each in named if each.span.of(text) not in meanings]
    for index, span in enumerate(scan.pieces.spans):
        mention = meanings.get(scan.pieces.written(index))
        if mention is not None:
            kept.append(replace(mention, span=span, because="an acronym that the text gives this name"))
    return kept


def _acronyms(scan: _Scan, named: list[ActorMention]) -> Iterator[tuple[str, ActorMention | None]]:
    """Acronyms in brackets after a name: of the actor named, or of nobody in the table."""
    text = scan.annotated.document.text
    for mention in named:
        match = _BRACKETED.match(text, mention.span.stop)
        if match:
            yield match.group(1), mention
    actors = {mention.span for mention in named}
    for name in scan.annotated.names:
        match = _BRACKETED.match(text, name.span.stop)
        if (
            match
            and not any(span.overlaps(name.span) for span in actors)
            and _spells(match.group(1), name.span.of(text))
        ):
            yield match.group(1), None


def _spells(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are the first letters of the words of a name."""
    initials = [word[0].upper() for word in re.findall(r"[^\W_]+", name) if word[0].isupper()]
    return "".join(initials) == acronym.upper().replace("-", "")


def _of_states(scan: _Scan) -> list[ActorMention]:
    """A country's name or demonym with a head noun: "Iraqi forces", "the Malian army", "the government of Yemen"."""
    pieces, table = scan.pieces, scan.table
    found = []
    for country, start, stop in table.countries.in_text(pieces):
        head = _head_after(scan, stop)
        if head is not None:
            span = pieces.covering(start, head[1])
            actor = table.state_actor(country, head[0])
            found.append(_mention(actor, span, "a country with a head noun of the table"))
            continue
        before = _head_before(scan, start)
        if before is not None:
            span = pieces.covering(before[1], stop)
            found.append(_mention(table.state_actor(country, before[0]), span, "a head noun of a country"))
    return [each for each in found if not scan.is_person(each.span)]


def _head_after(scan: _Scan, index: int) -> tuple[str, int] | None:
    """The head noun after a demonym, past words such as "security" or "national": its key and the run after it."""
    pieces, table = scan.pieces, scan.table
    best: tuple[str, int] | None = None
    for _ in range(BETWEEN + 1):
        if not pieces.joined(index):
            break
        if pieces.written(index) == "s":
            index += 1
            continue
        found = table.words.at(pieces, index)
        if found is not None and "branch" in table.lexicon.entries[found[0]]:
            best = found
            index = found[1]
            continue
        if found is None or not table.word(found[0], "between"):
            break
        index = found[1]
    if best is None or not scan.is_noun(pieces.covering(best[1] - 1, best[1])):
        return None
    return best


def _head_before(scan: _Scan, start: int) -> tuple[str, int] | None:
    """The head noun of "… of COUNTRY": its key and its first run."""
    pieces, table = scan.pieces, scan.table
    index = start - 1
    if index >= 0 and pieces.folded[index] == "the":
        index -= 1
    if index < 1 or pieces.folded[index] != "of" or not pieces.joined(index + 1):
        return None
    for first in range(max(0, index - BETWEEN), index):
        found = table.words.at(pieces, first)
        if found is not None and found[1] == index and "branch" in table.lexicon.entries[found[0]]:
            return found[0], first
    return None


def _alone(scan: _Scan, known: list[ActorMention]) -> list[ActorMention]:
    """Head nouns without a country: of the state met last in this branch nearby, else of the document's country."""
    focus = _focus(scan)
    ends = {each.span.stop for each in known}
    found = []
    for key, start, stop in scan.table.words.in_text(scan.pieces):
        span = scan.pieces.covering(start, stop)
        if not (scan.table.word(key, "alone") or scan.table.word(key, "office")) or not scan.is_noun(span):
            continue
        if scan.pieces.joined(start) and scan.pieces.spans[start - 1].stop in ends:
            continue
        branch = str(scan.table.lexicon.entries[key]["branch"])
        near = _state_nearby(scan, known, span, branch)
        if near is not None:
            because = f"goes back to {near.name}, met shortly before"
            found.append(replace(near, span=span, because=because))
        elif focus is not None:
            actor = scan.table.state_actor(focus, key)
            found.append(_mention(actor, span, "of the country that the document speaks of most"))
    return found


def _state_nearby(scan: _Scan, known: list[ActorMention], span: Span, branch: str) -> ActorMention | None:
    """The last actor of the same branch of a state in this sentence and the one before."""
    here = scan.sentence(span.start)
    for mention in reversed([each for each in known if each.span.stop <= span.start]):
        if here - scan.sentence(mention.span.start) > 1:
            return None
        if _is_of_branch(mention, branch):
            return mention
    return None


def _is_of_branch(mention: ActorMention, branch: str) -> bool:
    """Whether an actor is of a branch of a state; an army and security forces of the table count as its military."""
    own = mention.id.partition(":")[2]
    if branch == MILITARY:
        return mention.kind is ActorKind.STATE_FORCE and own not in {"", "police", "intelligence"}
    return own == branch


def _focus(scan: _Scan) -> str | None:
    """The country that most of the document's names of countries name, where one stands out."""
    counts = Counter(country for country, _, _ in scan.table.countries.in_text(scan.pieces))
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] >= FOCUS_LEAST and first[1] >= FOCUS_LEAD * second[1] else None


def _generic(scan: _Scan, known: list[ActorMention]) -> list[ActorMention]:
    """What "the militants" or "the group" go back to: the one armed group that the last sentence nearby names."""
    groups = [each for each in known if each.kind is ActorKind.ARMED_GROUP]
    found = []
    for key, start, stop in scan.table.words.in_text(scan.pieces):
        if not scan.table.word(key, "generic"):
            continue
        span = scan.pieces.covering(start, stop)
        mention = _antecedent(scan, groups, span)
        if mention is not None and _unlisted_since(scan, known, mention.span.stop, span.start):
            continue
        if mention is not None and not _of_follows(scan, groups, stop) and _may_mean(scan, key, mention):
            because = f"goes back to {mention.name}, the armed group named last"
            found.append(replace(mention, span=span, because=because))
    return found


def _unlisted_since(scan: _Scan, known: list[ActorMention], start: int, stop: int) -> bool:
    """Whether a group that no table has is named between: "the Gourma Movement"; the description may be of that."""
    text = scan.annotated.document.text
    for name in scan.annotated.names:
        if name.kind is NameKind.PERSON or not start <= name.span.start < stop:
            continue
        words = name.span.of(text).lower().split()
        is_group = any(scan.table.word(word, "group") for word in (words[0], words[-1]))
        if is_group and not any(each.span.overlaps(name.span) for each in known):
            return True
    return False


def _antecedent(scan: _Scan, groups: list[ActorMention], span: Span) -> ActorMention | None:
    """The armed group named last; None where the last sentence that names any names several."""
    here = scan.sentence(span.start)
    before = [
        each for each in groups if each.span.stop <= span.start and here - scan.sentence(each.span.start) <= REACH
    ]
    if not before:
        return None
    last = scan.sentence(before[-1].span.start)
    ids = {each.id for each in before if scan.sentence(each.span.start) == last}
    return before[-1] if len(ids) == 1 else None


def _of_follows(scan: _Scan, groups: list[ActorMention], stop: int) -> bool:
    """Whether a name follows with "of" ("the militants of NAME"), which says itself who is meant."""
    pieces = scan.pieces
    if stop >= len(pieces.spans) or pieces.folded[stop] != "of":
        return False
    limit = pieces.spans[min(stop + 2, len(pieces.spans) - 1)].stop
    return any(pieces.spans[stop].start < each.span.start < limit for each in groups)


def _may_mean(scan: _Scan, key: str, mention: ActorMention) -> bool:
    """Rebels and guerrillas are not said of transnational jihadist groups."""
    actor = scan.table.actors.get(mention.id)
    return actor is None or "ISM" not in actor.plover or not ("rebel" in key or "guerrilla" in key)


def read_participants(
    claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[ActorMention, ...]
) -> tuple[tuple[ActorReading, ...], ...]:
    """For each claim, who the words of each of its participants mean, in their order."""
    return tuple(
        tuple(_reading(participant.span, annotated, mentions) for participant in claim.participants) for claim in claims
    )


def read_observers(
    claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[ActorMention, ...]
) -> tuple[tuple[ActorReading, ...], ...]:
    """For each claim, who the words for the actor of each of its observations of control mean."""
    return tuple(
        tuple(_reading(observation.actor, annotated, mentions) for observation in claim.control) for claim in claims
    )


def _reading(span: Span, annotated: Annotated, mentions: tuple[ActorMention, ...]) -> ActorReading:
    """The actor whose mention holds the head of the words, or modifies a head such as "fighters"; else none."""
    table, text = load_table(), annotated.document.text
    inside = [each for each in mentions if each.span.overlaps(span)]
    head = _head_of(span, annotated)
    chosen = next((each for each in inside if head is None or each.span.overlaps(head)), None)
    if chosen is None and head is not None and table.word(head.of(text).lower(), "member"):
        chosen = next(iter(inside), None)
    if chosen is None:
        return ActorReading(span=span, id=None, name=None)
    return ActorReading(span=span, id=chosen.id, name=chosen.name)


def _head_of(span: Span, annotated: Annotated) -> Span | None:
    """The word of a phrase that governs the others, past "most of" and "one of"; None without a parse."""
    tokens = annotated.tokens
    index = bisect_left(tokens, span.start, key=lambda token: token.span.stop - 1)
    head = None
    while index < len(tokens) and tokens[index].span.start < span.stop:
        above = tokens[index].head
        if tokens[index].upos != "PUNCT" and (above < 0 or not tokens[above].span.overlaps(span)):
            head = index
            break
        index += 1
    if head is None:
        return None
    whole = _whole(head, span, annotated)
    return tokens[head if whole is None else whole].span


def _whole(head: int, span: Span, annotated: Annotated) -> int | None:
    """What a partitive head such as "majority" is a part of; None for another head."""
    tokens = annotated.tokens
    if not load_table().word(tokens[head].lemma.lower(), "partitive"):
        return None
    for index in range(head + 1, len(tokens)):
        if not tokens[index].span.overlaps(span):
            return None
        if tokens[index].head == head and tokens[index].deprel.split(":")[0] in {"nmod", "obl"}:
            return index
    return None


def party_of(holder: Holder, actors: tuple[ActorMention, ...]) -> str | None:
    """Id of the side that a source belongs to or speaks for, as its description says; None when it says none.

    An office without a country is one of the state whose actors the document names most.
    """
    table, pieces = load_table(), pieces_of(holder.label)
    words = {key for key, _, _ in table.words.in_text(pieces)}
    is_office = any(table.word(key, "office_word") or table.word(key, "branch") for key in words)
    if any(table.word(key, "civil") for key in words) and not is_office:
        return None
    named = next(
        (each for each, start, stop in table.names.in_text(pieces) if _is_whole(table, pieces, start, stop)), None
    )
    if named is not None:
        return named
    if not is_office:
        return _met(holder, actors)
    if any(table.word(key, "irregular") for key in words):
        return None
    country = next((code for code, _, _ in table.countries.in_text(pieces)), None) or _state_of(actors)
    return f"{country}:{_branch(table, words)}" if country is not None else None


def _branch(table: Table, words: set[str]) -> str:
    """The branch that a description names: police, military, else government."""
    rows = [table.lexicon.entries[key] for key in words]
    branches = {str(row.get("speaks") or row.get("branch")) for row in rows}
    known = ("police", MILITARY, "intelligence", "parliament")
    return next((each for each in known if each in branches), "government")


def _is_whole(table: Table, pieces: Pieces, start: int, stop: int) -> bool:
    """Whether a name in a description tells of the actor itself: not of a "NAME-held town" or what is "anti-NAME"."""
    after = pieces.joined(stop) and table.word(pieces.folded[stop], "apart")
    before = pieces.joined(start) and table.word(pieces.folded[start - 1], "against")
    return not after and not before


def _met(holder: Holder, actors: tuple[ActorMention, ...]) -> str | None:
    """The actor that the words for the holder are, or the office that stands beside the name: "NAME, the governor"."""
    who = holder.who
    if who is None:
        return None
    same = next((each.id for each in actors if each.span.contains(who)), None)
    offices = (each for each in actors if each.kind in _STATE)
    beside = (each.id for each in offices if _is_beside(who, each.span))
    return same or next(beside, None)


def _is_beside(who: Span, office: Span) -> bool:
    """Whether an office follows a name as its apposition or stands right before it."""
    return 0 < office.start - who.stop <= len(", the ") or 0 < who.start - office.stop <= len(" ")


def _state_of(actors: tuple[ActorMention, ...]) -> str | None:
    """The country whose state the document's mentions name most; None where two are named as often."""
    counts = Counter(each.id.split(":")[0] for each in actors if ":" in each.id and each.kind in _STATE).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
