"""What a reader should be wary of: loaded words, vagueness, accusations of whole groups, endorsement."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.extract.events import Event
from reportedly.extract.nouns import classes_of
from reportedly.extract.propositions import Proposition
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Participant, Reason
from reportedly.spans import covering
from reportedly.vocabulary import ActorRole, Flag, Kind, WorldType

_QUOTES = {"“": "”", "‘": "’", '"': '"', "«": "»", "„": "“"}
_SCARE_WORDS = 4
_GRAVE = frozenset(
    {
        WorldType.KILL, WorldType.ATTACK_CIV, WorldType.ARMS_SUPPLY, WorldType.COLLUSION_TOLERANCE,
        WorldType.FINANCE_EXTORTION, WorldType.RECRUIT, WorldType.ID_DOCUMENTS, WorldType.ABDUCT_CAPTURE,
        WorldType.EXPLOSION, WorldType.STRIKE,
    }
)  # fmt: skip


@functools.cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    """Entries of the lexicon of flags."""
    return load_lexicon("flags").entries


def read_flags(
    tree: Tree, proposition: Proposition, event: Event, participants: tuple[Participant, ...], *, attributed: bool
) -> tuple[tuple[Flag, ...], tuple[Reason, ...]]:
    """The flags of a proposition with their reasons; `attributed` tells whether somebody but the document holds it."""
    reasons = [
        *_words(tree, proposition),
        *_scare_quotes(tree, proposition),
        *_people(tree, event, participants),
        *_endorsed(tree, proposition, event, attributed=attributed),
    ]
    flags = tuple(dict.fromkeys(Flag(reason.field.removeprefix("flags.")) for reason in reasons))
    return flags, tuple(reasons)


def _reason(flag: Flag, rule: str, span: Any, because: str) -> Reason:  # noqa: ANN401 - a span or None
    return Reason(field=f"flags.{flag}", rule=rule, words=span, because=because)


def _words(tree: Tree, proposition: Proposition) -> Iterator[Reason]:
    """Words that the lexicon lists as loaded, sensational or vague; "with our own eyes" counts in the frame too."""
    sentence = tree.sentence(proposition.head)
    for index in range(sentence.start, sentence.stop):
        entry = _entries().get(_pair(tree, index))
        if entry is not None and entry.get("sentence"):
            span = covering((tree.tokens[index].span, tree.tokens[index + 1].span))
            yield _reason(Flag(entry["flag"]), f"flags:{_pair(tree, index)}", span, "it stresses what was seen")
    for index in proposition.tokens:
        for key in (tree.lemmas[index], _pair(tree, index)):
            entry = _entries().get(key)
            if entry is not None and "flag" in entry and entry.get("upos") in {None, tree.tokens[index].upos}:
                flag = Flag(entry["flag"])
                yield _reason(flag, f"flags:{key}", tree.tokens[index].span, entry.get("because", "a listed word"))
                break


def _pair(tree: Tree, index: int) -> str:
    """Two words in a row."""
    return f"{tree.words[index]} {tree.words[index + 1]}" if index + 1 < len(tree.words) else ""


def _scare_quotes(tree: Tree, proposition: Proposition) -> Iterator[Reason]:
    """A few words in quotation marks inside a proposition that is not itself quoted."""
    tokens = proposition.tokens
    for at, index in enumerate(tokens):
        closing = _QUOTES.get(tree.words[index])
        if closing is None:
            continue
        for stop in tokens[at + 1 : at + 2 + _SCARE_WORDS]:
            if tree.words[stop] == closing and stop > index + 1:
                inner = range(index + 1, stop)
                if any(tree.tokens[i].upos in {"VERB", "AUX"} and tree.has(i, "VerbForm=Fin") for i in inner):
                    break
                span = covering(tree.tokens[i].span for i in inner)
                yield _reason(Flag.SCARE_QUOTES, "rule:quoted words", span, "single words stand in quotation marks")
                break


def _people(tree: Tree, event: Event, participants: tuple[Participant, ...]) -> Iterator[Reason]:
    """Accusations of a people as such, and of a class so small that its members can be told."""
    if event.type not in _GRAVE:
        return
    for participant in participants:
        if participant.role not in {ActorRole.AGENT, ActorRole.RECIPIENT, ActorRole.THEME}:
            continue
        inside = tree.within(participant.span)
        words = {form for i in inside for form in (tree.lemmas[i], tree.words[i], tree.words[i].removesuffix("s"))}
        listed = [_entries()[word].get("people") for word in words if word in _entries()]
        if "ethnic" in listed:
            yield _reason(
                Flag.ETHNIC_GENERALISATION, "flags:ethnic", participant.span, "a people is spoken of as a whole"
            )
        elif "small" in listed and not _is_named(tree, participant):
            yield _reason(
                Flag.ACCUSATION_SMALL_CLASS, "flags:small class", participant.span,
                "those accused are so few that they can be told",
            )  # fmt: skip


def _is_named(tree: Tree, participant: Participant) -> bool:
    """Whether the phrase names a person."""
    return any("named_person" in classes_of(tree, i) for i in tree.within(participant.span))


def _endorsed(tree: Tree, proposition: Proposition, event: Event, *, attributed: bool) -> Iterator[Reason]:
    """The document itself judges, or wraps a claim in a word that takes it as true."""
    if not attributed and event.kind is Kind.ASSESSMENT:
        span = tree.tokens[event.trigger].span
        yield _reason(Flag.NARRATOR_ENDORSED, "rule:narrator judges", span, "the document itself judges")
    if not attributed:
        return
    holding = tree.tokens[proposition.head].head if tree.relation(proposition.head) == "ccomp" else -1
    for index in (*proposition.frames, *(index for index in (holding, proposition.governor) if index is not None)):
        if index < 0:
            continue
        entry = _entries().get(tree.lemmas[index])
        if entry is not None and entry.get("factive"):
            span = tree.tokens[index].span
            yield _reason(
                Flag.NARRATOR_ENDORSED, f"flags:{tree.lemmas[index]}", span, "the word takes the claim as true"
            )
