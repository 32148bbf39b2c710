"""A document with marks in place of a person's name and words: every offset stays true, every id is made anew."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportedly.codec import masked, pack
from reportedly.ledger.live import LiveClaim, LiveDocument, StoredReading, claims_of, live_document
from reportedly.ledger.rows import Entry, bare, packed
from reportedly.ledger.sources import SourceSet, folded, links_of, sources_like
from reportedly.records import About, Addition, Document, Holder, Judgement, Report, Resolved
from reportedly.spans import Span
from reportedly.vocabulary import Decision

# One for each code point of a word.
MARK = "█"
# What stands between the parts of a name in a text, a file's name or an address.
_BETWEEN = r"(?:\s+|%20|[-_+.])"
# Soft hyphens, joiners and marks of direction, which nobody sees and a name may be written with.
_UNSEEN = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_GAP = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Mask:
    """The forms of a person's name, to be found whatever their case and spacing."""

    pattern: re.Pattern[str] = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, names: tuple[str, ...]) -> "Mask":
        """A mask of these forms; longer ones are looked for first."""
        forms = {tuple(each.split()) for name in names for each in _compositions(name)}
        ordered = sorted(forms, key=lambda parts: (-len(" ".join(parts)), parts))
        between = f"{_UNSEEN}{_BETWEEN}{_UNSEEN}"
        joined = "|".join(between.join(_UNSEEN.join(map(re.escape, part)) for part in parts) for parts in ordered)
        pattern = re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE)
        return cls(pattern, tuple(map(_key, names)))

    def is_in(self, words: str) -> bool:
        """Whether the name stands in these words."""
        return self.pattern.search(words) is not None

    def is_in_key(self, key: str) -> bool:
        """Whether the name stands in an id that is made of a name, such as `outlet:harbour-post`."""
        return any(each in _key(key) for each in self.keys)

    def hide(self, words: str) -> str:
        """The words with marks in place of the name."""
        return self.pattern.sub(lambda found: _marks(found.group()), words)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the name stands."""
        return tuple(Span(*found.span()) for found in self.pattern.finditer(text))


def _compositions(name: str) -> Iterator[str]:
    """The name with its accents as letters of their own, and as parts of letters."""
    yield from (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))


def _key(words: str) -> str:
    """The words of a name or an id, folded, each between hyphens."""
    return f"-{_GAP.sub('-', folded(words)).strip('-')}-"


def _marks(words: str) -> str:
    """As many marks as the words have letters."""
    return re.sub(r"\S", MARK, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What takes the place of a document; judgements in the order of appending.

    Attributes:
        claims: For each claim that any reading or reviewer gave the document, its id now; None where it went.
    """

    readings: tuple[StoredReading, ...]
    judgements: tuple[Judgement, ...]
    claims: Mapping[str, str | None]


def masked_document(
    readings: tuple[StoredReading, ...], judgements: tuple[Judgement, ...], mask: Mask
) -> Masked | None:
    """The document without the person's name and words; None where it has neither."""
    text = readings[0].report.document.text
    live = live_document(readings, judgements)
    claims = (*(claim for each in readings for claim in claims_of(each)), *live.claims)
    person = _person_in(replace(live, claims=claims), mask)
    held = [each for each in claims if _is_held(each, person)]
    spans = {*mask.spans(text), *person.words, *(part for each in held for part in each.claim.content)}
    kept = (*(pack(bare(each.report)) for each in readings), *(pack(each) for each in judgements))
    if not spans and not any(mask.is_in(each.decode("utf-8")) for each in kept):
        return None
    hidden = _Hidden(text=_blanked(text, spans), mask=mask, held=frozenset(each.id for each in held))
    new = tuple(hidden.reading(each) for each in readings)
    ids = hidden.claim_ids(readings, new)
    moved = hidden.judgements(judgements, ids, zip(readings, new, strict=True))
    left = {each.id: ids.get(each.id) for each in claims}
    return Masked(readings=new, judgements=moved, claims=left)


def _person_in(document: LiveDocument, mask: Mask) -> SourceSet:
    """The person as a source of the document."""
    text = document.latest.report.document.text

    def is_person(holder: Holder) -> bool:
        return mask.is_in(holder.label) or (holder.who is not None and mask.is_in(holder.who.of(text)))

    return sources_like(document, is_person)


def _is_held(claim: LiveClaim, sources: SourceSet) -> bool:
    """Whether the person is a link of the claim's chain or of another chain that its words allow."""
    return any(sources.has(holder, claim.reading) for holder in links_of(claim))


def _blanked(text: str, spans: set[Span]) -> str:
    """The text with marks over the spans."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.stop] = _marks(span.of(text))
    return "".join(letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """How one document is masked."""

    text: str = field(repr=False)
    mask: Mask
    held: frozenset[str]

    def document(self, document: Document) -> Document:
        """The document with the masked text; its id is another."""
        plain: Document = masked(replace(document, text=""), self.mask.hide)
        return replace(plain, text=self.text)

    def reading(self, stored: StoredReading) -> StoredReading:
        """The reading without the claims of the person; its fingerprint is another."""
        report = stored.report
        document = self.document(report.document)
        kept = self.kept(report)
        places = {report.claims.index(each): place for place, each in enumerate(kept)}
        claims = tuple(self.resolved(each, document, places) for each in kept)
        rest: Report = masked(replace(report, document=document, claims=()), self.mask.hide)
        new = replace(rest, document=document, claims=claims)
        made = packed(Entry(report=new, original=self.text.encode("utf-8")))
        return StoredReading(fingerprint=made.fingerprint, original=made.original_sha256, at=stored.at, report=new)

    def kept(self, report: Report) -> list[Resolved]:
        """The claims of the report that the person does not hold."""
        return [each for each in report.claims if each.claim.id not in self.held]

    def resolved(self, resolved: Resolved, document: Document, places: dict[int, int]) -> Resolved:
        """The claim in the masked document; what it says of claims that went, it says no more."""
        about = tuple(
            About(claim=places[each.claim], how=each.how) for each in resolved.claim.about if each.claim in places
        )
        claim = replace(resolved.claim, document=document.id, about=about)
        hidden: Resolved = masked(replace(resolved, claim=claim), self.mask.hide)
        return hidden

    def claim_ids(self, old: tuple[StoredReading, ...], new: tuple[StoredReading, ...]) -> dict[str, str]:
        """The new id of the document and of each claim that is kept."""
        ids = {old[0].report.document.id: new[0].report.document.id}
        for before, after in zip(old, new, strict=True):
            pairs = zip(self.kept(before.report), after.report.claims, strict=True)
            ids |= {one.claim.id: two.claim.id for one, two in pairs}
        return ids

    def judgements(
        self,
        judgements: tuple[Judgement, ...],
        ids: dict[str, str],
        readings: Iterable[tuple[StoredReading, StoredReading]],
    ) -> tuple[Judgement, ...]:
        """The judgements that speak of what is still there, by the ids of now; `ids` gains added claims."""
        pairs = tuple(readings)
        prints = {before.fingerprint: after.fingerprint for before, after in pairs}
        document = pairs[0][1].report.document.id
        made: list[Judgement] = []
        for each in judgements:
            moved = self.judgement(each, ids, document)
            if moved is not None:
                ids[each.id] = each.id
                made.append(replace(moved, reading=prints.get(each.reading or "")))
        return tuple(made)

    def judgement(self, judgement: Judgement, ids: dict[str, str], document: str) -> Judgement | None:
        """One judgement about what is still there; None where its target went."""
        if judgement.decision is Decision.ADD and judgement.addition is not None:
            if judgement.target in self.held:
                return None
            claim = replace(judgement.addition.claim, document=document)
            ids[judgement.target] = claim.id
            addition: Addition = replace(judgement.addition, claim=claim)
            judgement = replace(judgement, addition=addition)
        if judgement.target not in ids:
            return None
        target = ids[judgement.target]
        hidden: Judgement = masked(replace(judgement, document=document, target=target), self.mask.hide)
        return hidden
