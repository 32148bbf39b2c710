"""What of one document an audience may not see, and how it is taken out of every text that leaves.

Three nets, since each alone has holes: the places where the document names a withheld source are blanked by offset;
every word of its name or description that is no plain word is blanked wherever it stands; and no text leaves a
release without passing through `scrubbed`.
"""

import bisect
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from reportedly.codec import masked
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.sources import SourceSet, links_of, sources_like
from reportedly.protect.policies import Policy, is_plain, parts_of, word_pattern
from reportedly.protect.sensitivities import default_sensitivity, introduced, people_of
from reportedly.records import Holder
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Flag, NameKind, PlaceKind, PlaceStatus, Sensitivity, SourceKind

View = TypeVar("View")
BLANK = "[withheld]"
_RUN = re.compile(r"\[withheld\](?:[\s,'’_-]+\[withheld\])+")
# How near a clause stands to the source that it describes, in code points, and how it may begin without a comma.
_NEAR = 4
_RELATIVES = ("who ", "whose ", "whom ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What is hidden of one document.

    Attributes:
        sources: The withheld sources.
        blanks: Where their names, descriptions and withheld words stand in the text; in order, none touches another.
        words: Folded words that leave in no text.
        is_sealed: Whether the document with all its claims is withheld.
        general: Those of the withheld sources whose words are told in general only.
    """

    policy: Policy
    sources: SourceSet = field(repr=False)
    blanks: tuple[Span, ...] = field(repr=False)
    words: frozenset[str] = field(repr=False)
    is_sealed: bool
    general: SourceSet = field(default_factory=SourceSet, repr=False)

    @property
    def has_source(self) -> bool:
        """Whether a source of the document is withheld."""
        return bool(self.sources)

    def hides(self, holder: Holder, claim: LiveClaim) -> bool:
        """Whether this link is a withheld source."""
        return bool(self.sources) and self.sources.has(holder, claim.reading)

    def is_of_hidden(self, claim: LiveClaim) -> bool:
        """Whether a withheld source holds the claim, or may hold it."""
        return bool(self.sources) and any(self.hides(holder, claim) for holder in links_of(claim))

    def is_general(self, claim: LiveClaim) -> bool:
        """Whether the claim is told in general only, since a source that holds it, or may, is too sensitive."""
        return bool(self.general) and any(self.general.has(holder, claim.reading) for holder in links_of(claim))

    def holds_back(self, claim: LiveClaim) -> str | None:
        """Why the claim is not shown at all; None where it is."""
        if self.is_sealed:
            return "a reviewer withheld the document"
        if self.policy.withholds(claim.sensitivity):
            return "a reviewer withheld the claim"
        flags = self.policy.held & set(claim.claim.flags)
        return _HELD.get(min(flags), f"it is flagged as {min(flags).value}") if flags else None

    def scrubbed(self, words: str) -> str:
        """The words without any that is hidden."""
        if not self.words:
            return words
        return _RUN.sub(BLANK, word_pattern().sub(self._blanked, words))

    def cleaned(self, view: View) -> View:
        """The view with every text in it scrubbed."""
        return masked(view, self.scrubbed) if self.words else view

    def _blanked(self, match: re.Match[str]) -> str:
        """The word, or the blank; folding may part a word: `Ŀ` folds to two letters with a dot between them."""
        word = match.group()
        return BLANK if not self.words.isdisjoint(parts_of(word)) else word

    def readable(self, span: Span, text: str) -> str:
        """The words of a span of the text, blanked where they are hidden."""
        pieces = []
        start = span.start
        first = bisect.bisect_right(self.blanks, span.start, key=lambda blank: blank.stop)
        for blank in itertools.takewhile(lambda each: each.start < span.stop, self.blanks[first:]):
            pieces += [text[start : max(start, blank.start)], BLANK]
            start = blank.stop
        pieces.append(text[start : span.stop])
        return _RUN.sub(BLANK, self.scrubbed("".join(pieces)))


_HELD = {
    Flag.ACCUSATION_SMALL_CLASS: "it accuses a small class of people",
    Flag.ETHNIC_GENERALISATION: "it generalises about an ethnic group",
}


def hidden_of(document: LiveDocument, policy: Policy, elsewhere: frozenset[str] = frozenset()) -> Hidden:
    """What the policy hides of the document; `elsewhere` are words that another document's redactions hide."""
    text = document.latest.report.document.text
    sources = _sources(document, policy, policy.withholds)
    general = _sources(document, policy, policy.generalises)
    names = frozenset(part for span in _private_names(document, policy) for part in parts_of(span.of(text)))
    blanks = {*sources.words, *_withheld_words(document, policy, general), *_descriptions(document, sources)}
    words = {
        *(_words_of_sources(document, sources) if sources else ()),
        *names,
        *elsewhere,
    }
    return Hidden(
        policy=policy,
        sources=sources,
        blanks=tuple(_joined(blanks)),
        words=frozenset(part for part in words if part in elsewhere or not is_plain(part)),
        is_sealed=policy.withholds(document.sensitivity),
        general=general,
    )


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The same code points as spans in order, of which none touches another."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.stop:
            last = Span(last.start, max(last.stop, span.stop))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _sources(document: LiveDocument, policy: Policy, reaches: Callable[[Sensitivity | None], bool]) -> SourceSet:
    """The sources whose sensitivity, by a reviewer or by the policy's defaults, reaches so far."""
    text = document.latest.report.document.text
    marked = tuple(span for span, sensitivity in document.withheld if reaches(sensitivity))
    if not marked and not policy.has_defaults:
        return SourceSet()

    def is_withheld(holder: Holder) -> bool:
        if holder.who is not None and any(holder.who.overlaps(span) for span in marked):
            return True
        if not policy.has_defaults:
            return False
        around = f"{holder.label} {introduced(holder.who, text)}" if holder.who else holder.label
        return reaches(default_sensitivity(holder, around))

    return sources_like(document, is_withheld)


def _private_names(document: LiveDocument, policy: Policy) -> Iterator[Span]:
    """Names of people whom nothing in the document makes public, where the policy withholds them."""
    if not policy.has_defaults:
        return
    yield from (span for span, level in people_of(document) if policy.withholds(level))


def _withheld_words(document: LiveDocument, policy: Policy, general: SourceSet) -> Iterator[Span]:
    """The words of withheld claims and of sources whose words are told in general only."""
    for claim in document.claims:
        is_hidden = bool(general) and any(general.has(each, claim.reading) for each in links_of(claim))
        if is_hidden or policy.withholds(claim.sensitivity):
            yield from claim.claim.content


def _descriptions(document: LiveDocument, sources: SourceSet) -> Iterator[Span]:
    """The words of claims that describe a withheld source: "a trader, who sells cloth in the bazaar, said …"."""
    text = document.latest.report.document.text
    for claim in document.claims if sources.words else ():
        start = min(claim.claim.content).start
        gaps = (text[each.stop : start] for each in sources.words if each.stop <= start <= each.stop + _NEAR)
        relative = text[start:].startswith(_RELATIVES)
        if any(gap.strip() in {",", "(", "-", "–", "—"} or (relative and not gap.strip()) for gap in gaps):
            yield from claim.claim.content


def _words_of_sources(document: LiveDocument, sources: SourceSet) -> Iterator[str]:
    """The words of the sources' names and descriptions, but for those of places that are told anyway."""
    told = _place_words(document, sources) | _division_words(document)
    yield from (part for part, is_name in _source_words(document, sources) if is_name or part not in told)


def _source_words(document: LiveDocument, sources: SourceSet) -> Iterator[tuple[str, bool]]:
    """Every folded word by which the document names or describes its withheld sources, and whether it is of a name."""
    text = document.latest.report.document.text
    people = [each.span for each in document.latest.report.mentions.names if each.kind is NameKind.PERSON]
    for claim in document.claims:
        for holder in links_of(claim):
            if holder.kind is SourceKind.DOCUMENT or not sources.has(holder, claim.reading):
                continue
            parts = {*parts_of(holder.label), *(parts_of(holder.who.of(text)) if holder.who is not None else ())}
            names = _names_in(parts, people, text) if holder.anonymity is Anonymity.NAMED else frozenset()
            yield from ((part, part in names) for part in parts)


def _names_in(parts: set[str], people: list[Span], text: str) -> frozenset[str]:
    """Which words of a named source are of its name: those that the document marks as people's, else all of them.

    "Ilar Tosk, the police chief of Sar-e Pul": the words of the province are no name, and may be told of others.
    """
    of_people = (frozenset(parts_of(each.of(text))) for each in people)
    found = frozenset(part for each in of_people if each <= parts for part in each)
    return found or frozenset(parts)


def _division_words(document: LiveDocument) -> frozenset[str]:
    """Words of provinces and countries that the places are or lie in: that of a withheld source is told too."""
    best = (each.candidates[0] for each in document.latest.report.mentions.places if each.candidates)
    wide = {PlaceKind.ADM0, PlaceKind.ADM1}
    names = (name for each in best for name in (each.admin1, each.name if each.kind in wide else None) if name)
    return frozenset(part for name in names for part in parts_of(name))


def _place_words(document: LiveDocument, sources: SourceSet) -> frozenset[str]:
    """Words of places that the document speaks of elsewhere than in describing a withheld source."""
    report = document.latest.report
    people = [name.span for name in report.mentions.names if name.kind is NameKind.PERSON]
    hidden = (*sources.words, *people)
    return frozenset(
        part
        for place in report.mentions.places
        if place.status is PlaceStatus.RESOLVED and not any(place.span.overlaps(each) for each in hidden)
        for part in parts_of(place.span.of(report.document.text))
    )


def secret_names(documents: Iterable[LiveDocument], policy: Policy) -> frozenset[str]:
    """Words of names that reviewers withheld in these documents, to be hidden in every document."""
    found: set[str] = set()
    for document in documents:
        marked = tuple(span for span, sensitivity in document.withheld if policy.withholds(sensitivity))
        chosen = sources_like(document, partial(_is_named_at, marked=marked))
        found |= {part for part, is_name in _source_words(document, chosen) if is_name and not is_plain(part)}
    return frozenset(found)


def _is_named_at(holder: Holder, *, marked: tuple[Span, ...]) -> bool:
    """Whether the source is named, and here."""
    here = holder.who is not None and any(holder.who.overlaps(span) for span in marked)
    return here and holder.anonymity is Anonymity.NAMED
