"""How sensitive a source, a person, a claim or a document is: by a reviewer's word, else by what its words say."""

import functools
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from reportedly.ledger.live import LiveClaim, LiveDocument, highest
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.protect.policies import has_office, is_large, parts_of, singular, words_of
from reportedly.records import Holder, Name
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Basis, Handling, NameKind, Sensitivity, SourceKind

Key = TypeVar("Key", bound=Hashable)
_ADULT = 18
# "14-year-old", "aged 9", "Ilar Tosk, 14": ages of people, in figures.
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]olds?\b|\baged? (\d{1,2})\b|\s(\d{1,2})$", re.IGNORECASE)
# How far a name is introduced: "governor Ilar Tosk", "Ilar Tosk, the governor of the province".
_BEFORE, _AFTER = 3, 5
_STOP = re.compile(r"[.,;:!?()\n\"“”]")


def introduced(name: Span, text: str) -> str:
    """The name with the words that introduce it: up to three before it, and an apposition after its comma."""
    before = _STOP.split(text[max(0, name.start - 60) : name.start])[-1].split()[-_BEFORE:]
    after = text[name.stop : name.stop + 60]
    apposition = after[1:].split(",")[0].split()[:_AFTER] if after.startswith(",") else []
    return " ".join((*before, name.of(text), *apposition))


@functools.lru_cache(maxsize=16_384)
def is_exposed(words: str) -> bool:
    """Whether these words say of somebody that he or she is a minor, a victim or a witness."""
    exposed = words_of("exposed_people")
    if any(part in exposed or singular(part) in exposed for part in parts_of(words)):
        return True
    return any(int(age) < _ADULT for found in _AGE.finditer(words) for age in found.groups() if age)


def default_sensitivity(holder: Holder, around: str) -> Sensitivity:
    """How much harm it could do to lead others to this source; `around` is its name with what introduces it."""
    if holder.kind in {SourceKind.DOCUMENT, SourceKind.OUTLET}:
        return Sensitivity.LOW
    if holder.kind is SourceKind.ORGANISATION and holder.anonymity in {Anonymity.NAMED, Anonymity.COLLECTIVE}:
        return Sensitivity.LOW
    level = _by_anonymity(holder, around)
    if level is Sensitivity.LOW:
        return level
    is_witness = holder.basis is Basis.FIRSTHAND_WITNESS
    return Sensitivity.SEVERE if is_witness or is_exposed(around) else level


def _by_anonymity(holder: Holder, around: str) -> Sensitivity:
    """The level by how far the text identifies the source, and by its office."""
    entry = load_lexicon("sensitivities").entries[holder.anonymity.value]
    if has_office(around if holder.anonymity is Anonymity.NAMED else holder.label):
        return Sensitivity(entry["office"])
    return Sensitivity(entry["large" if is_large(holder.label) else "level"])


def person_sensitivity(around: str) -> Sensitivity:
    """How much harm it could do to name this person, who is no source."""
    entry = load_lexicon("sensitivities").entries["person"]
    if has_office(around):
        return Sensitivity(entry["office"])
    return Sensitivity.SEVERE if is_exposed(around) else Sensitivity(entry["level"])


def handling_of(sensitivity: Sensitivity) -> Handling:
    """How far something so sensitive may be passed on."""
    return Handling(load_lexicon("handling").entries[sensitivity.value]["tlp"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How sensitive the sources and the people of one document are.

    Attributes:
        numbered: The level of each source, by the reading that numbered it and its number.
        labelled: The level of each source, by its folded name or description.
        people: Where the document names people who are no public figures, with their levels.
        withheld: Where the document names sources that a reviewer withheld, with the level given.
        reviewed: The level that a reviewer gave the whole document.
    """

    numbered: tuple[tuple[tuple[str, int], Sensitivity], ...] = ()
    labelled: tuple[tuple[str, Sensitivity], ...] = field(default=(), repr=False)
    people: tuple[tuple[Span, Sensitivity], ...] = field(default=(), repr=False)
    withheld: tuple[tuple[Span, Sensitivity], ...] = field(default=(), repr=False)
    reviewed: Sensitivity | None = None

    def of_holder(self, holder: Holder, reading: str) -> Sensitivity:
        """The level of a link of a chain: the highest that any mention of the same source has."""
        if holder.kind is SourceKind.DOCUMENT:
            return Sensitivity.LOW
        found = [level for key, level in self.numbered if key == (reading, holder.entity)]
        found += (level for label, level in self.labelled if label == folded(holder.label))
        found += (level for span, level in self.withheld if holder.who is not None and span.overlaps(holder.who))
        return highest(found) or Sensitivity.LOW

    def of_claim(self, claim: LiveClaim) -> Sensitivity:
        """The level of a claim: that of its sources, of the people whom it names, and what a reviewer gave it."""
        named = (level for span, level in self.people if any(span.overlaps(part) for part in claim.claim.content))
        held = (self.of_holder(holder, claim.reading) for holder in claim.claim.chain)
        given = () if claim.sensitivity is None else (claim.sensitivity,)
        return highest((*named, *held, *given)) or Sensitivity.LOW

    @property
    def of_document(self) -> Sensitivity:
        """The level of the document: that of its sources and people, and what a reviewer gave it."""
        levels = (*self.numbered, *self.labelled, *self.people, *self.withheld)
        given = () if self.reviewed is None else (self.reviewed,)
        return highest((*(level for _, level in levels), *given)) or Sensitivity.LOW


def levels_of(document: LiveDocument) -> Levels:
    """How sensitive the sources and people of the document are."""
    numbered: dict[tuple[str, int], Sensitivity] = {}
    labelled: dict[str, Sensitivity] = {}
    for claim in document.claims:
        for holder in claim.claim.chain:
            if holder.kind is SourceKind.DOCUMENT:
                continue
            level = _level(holder, document)
            if holder.entity is not None:
                _lift(numbered, (claim.reading, holder.entity), level)
            _lift(labelled, folded(holder.label), level)
    return Levels(
        numbered=tuple(numbered.items()),
        labelled=tuple(labelled.items()),
        people=tuple(people_of(document)),
        withheld=document.withheld,
        reviewed=document.sensitivity,
    )


def _lift(levels: dict[Key, Sensitivity], key: Key, level: Sensitivity) -> None:
    """Enter the level of a source; of two levels the higher one stays."""
    known = levels.get(key)
    levels[key] = level if known is None or known is level else highest((level, known)) or level


def _level(holder: Holder, document: LiveDocument) -> Sensitivity:
    """The default level of one link."""
    text = document.latest.report.document.text
    return default_sensitivity(holder, f"{holder.label} {introduced(holder.who, text)}" if holder.who else holder.label)


def people_of(document: LiveDocument) -> Iterator[tuple[Span, Sensitivity]]:
    """Where people are named whom neither the actor table nor an office makes public, with their levels."""
    report = document.latest.report
    text = report.document.text
    people = [name for name in report.mentions.names if name.kind is NameKind.PERSON]
    public = {part for each in people if _is_public(each, document) for part in parts_of(each.span.of(text))}
    for each in people:
        if not public & set(parts_of(each.span.of(text))):
            yield each.span, person_sensitivity(introduced(each.span, text))


def _is_public(name: Name, document: LiveDocument) -> bool:
    """Whether the person is known to the actor table or introduced by a public office."""
    report = document.latest.report
    if any(name.span.overlaps(actor.span) for actor in report.mentions.actors):
        return True
    return person_sensitivity(introduced(name.span, report.document.text)) is Sensitivity.LOW
