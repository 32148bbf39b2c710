"""For which institution or public office a holder speaks, as far as the words tell; private people have none."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.assess.testimony import Testimony, name_key
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Candidate, Holder
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, RegisterKind, SourceKind

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_EDGE = re.compile(r"[.,;:!?()\n\"“”‘]")
# How far around a name its office may stand, in code points and words: "police chief of the district, NAME".
_REACH, _BEFORE, _AFTER = 90, 9, 9
_NOBODY = frozenset({Anonymity.UNNAMED_ON_REQUEST, Anonymity.UNNAMED_UNEXPLAINED, Anonymity.COLLECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """An institution or office, known by words that name no person.

    Attributes:
        key: Equal for equal institutions, across documents.
        name: How the register of sources calls it.
    """

    key: str
    name: str
    kind: RegisterKind


def institution_of(holder: Holder, place: int, testimony: Testimony) -> Institution | None:
    """The institution or office that the link at this place of the chain speaks for; None where no words tell.

    Unnamed people have none: what is said of them to keep them unknown is not read for more.
    """
    if holder.anonymity in _NOBODY or holder.kind in {SourceKind.OUTLET, SourceKind.DOCUMENT}:
        return None
    around = _around(holder, testimony)
    words = tuple(_WORD.findall(folded(around)))
    entries = load_lexicon("institutions").entries
    if any(entries.get(word, {}).get("past") for word in words):
        return None
    party = _party(holder, place, testimony)
    is_body = holder.kind is SourceKind.ORGANISATION
    if party is not None and ":" not in party and (is_body or any(_has(word, "speaks") for word in words)):
        return Institution(key=f"actor:{party}", name=_actor_name(party), kind=RegisterKind.INSTITUTION)
    found = _body(words, around, testimony)
    if found is not None:
        return found
    return _named(holder.label) if is_body and holder.anonymity is Anonymity.NAMED else None


def _named(label: str) -> Institution | None:
    """A body by its own name, without what is said of it, as in "the Badiya Brigades, an armed group"; None without."""
    name = own_name(label)
    return None if name is None else Institution(key=f"name:{name_key(name)}", name=name, kind=RegisterKind.INSTITUTION)


def own_name(label: str) -> str | None:
    """The proper name that a description begins with, without its article; None where it begins with none."""
    words = label.partition(",")[0].split()
    own = words[1:] if words and folded(words[0]) in {"the", "a", "an"} else words
    return " ".join(own) if own and (own[0][:1].isupper() or not own[0][:1].isascii()) else None


def _body(words: tuple[str, ...], around: str, testimony: Testimony) -> Institution | None:
    """The body that the words name, with what tells it from others of its kind; None without that."""
    entries = load_lexicon("institutions").entries
    bodies = [entries[word] for word in words if "body" in entries.get(word, {})]
    places = _places(around, testimony) if bodies else ()
    if not places:
        return None
    levels = sorted({str(entries[word]["level"]) for word in words if "level" in entries.get(word, {})})
    body = min(bodies, key=lambda each: each["kind"] != RegisterKind.OFFICE.value)
    name = " ".join((*levels, str(body["body"])))
    return Institution(
        key=f"body:{name}:{'/'.join(places)}".casefold(),
        name=f"{name}, {', '.join(places)}",
        kind=RegisterKind(body["kind"]),
    )


def _has(word: str, field: str) -> bool:
    """Whether the lexicon says this of the word."""
    return bool(load_lexicon("institutions").entries.get(word, {}).get(field))


def _party(holder: Holder, place: int, testimony: Testimony) -> str | None:
    """The side that the link is of or speaks for."""
    resolved = testimony.claim.holders
    return (resolved[place] if place < len(resolved) else None) or holder.party


@functools.cache
def _actor_name(actor: str) -> str:
    """The actor table's name."""
    entry = load_lexicon("actors").entries.get(actor)
    return actor if entry is None else str(entry["name"])


def _around(holder: Holder, testimony: Testimony) -> str:
    """The holder's description; for a named person the words that introduce the name, without the name itself."""
    if holder.kind is not SourceKind.PERSON or holder.anonymity is not Anonymity.NAMED:
        return holder.label
    own = set(folded(holder.label).split())
    words = (word for span in _naming(holder, testimony) for word in _introduced(span, testimony))
    return " ".join(word for word in words if folded(word) not in own)


def _naming(holder: Holder, testimony: Testimony) -> tuple[Span, ...]:
    """Where the document gives this name in full: here, and where it stands first, which is where it is introduced."""
    start = testimony.text.find(holder.label) if holder.label else -1
    first = (Span(start, start + len(holder.label)),) if start >= 0 else ()
    return first or ((holder.who,) if holder.who is not None else ())


def _introduced(name: Span, testimony: Testimony) -> Iterator[str]:
    """The words before the name in its clause, and the apposition after it."""
    text = testimony.text
    yield from _before(name, testimony)
    after = text[name.stop : name.stop + _REACH]
    if after.startswith(","):
        yield from _EDGE.split(after[1:])[0].split()[:_AFTER]


def _before(name: Span, testimony: Testimony) -> list[str]:
    """The clause before a name; a comma right before a title does not end it: "for the police, Major NAME".

    Where what is said stands before the comma, as in "nine died in the district, NAME said", it introduces nobody.
    """
    first = max(0, name.start - _REACH)
    words = testimony.text[first : name.start]
    edges = list(_EDGE.finditer(words))
    near = words[edges[-1].end() :].split() if edges else words.split()
    if len(near) <= 1 and edges and edges[-1].group() == ",":
        clause = Span(first + (edges[-2].end() if len(edges) > 1 else 0), first + edges[-1].start())
        contents = (part for claim in testimony.document.claims for part in claim.claim.content)
        near = near if any(clause.overlaps(part) for part in contents) else [*clause.of(testimony.text).split(), *near]
    return near[-_BEFORE:]


def _places(words: str, testimony: Testimony) -> tuple[str, ...]:
    """Where the body is: the gazetteer's names of the places that the words hold; of a national body, its country."""
    inside = folded(words)
    mentions = testimony.document.latest.report.mentions.places
    held: dict[str, Candidate] = {}
    for mention in mentions:
        name = folded(mention.span.of(testimony.text))
        if mention.candidates and name in inside:
            held.setdefault(name, mention.candidates[0])
    longest = [each for name, each in held.items() if not any(name in other for other in held if other != name)]
    if any(_has(word, "national") for word in _WORD.findall(inside)):
        everywhere = {each.candidates[0].country or "" for each in mentions if each.candidates}
        named = {each.country or "" for each in longest} or _demonyms(words) or everywhere
        return tuple(named) if len(named) == 1 and "" not in named else ()
    return tuple(sorted({each.name for each in longest} or _demonyms(words)))


def _demonyms(words: str) -> set[str]:
    """The countries whose people or things the words name."""
    entries = load_lexicon("place_demonyms").entries
    return {str(entries[word]["country"]) for word in words.split() if word in entries}
