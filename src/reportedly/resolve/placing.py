"""Placing: which place mentions hold for which claim, in which role, and what a claim without a place inherits."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon import load_lexicon
from reportedly.records import Annotated, Candidate, Claim, PlacedAt, PlaceMention, Token
from reportedly.resolve.place_roles import is_topic, role_of, subtree_span, token_of
from reportedly.resolve.place_words import alternation, kind_words, mind_verbs
from reportedly.spans import Span
from reportedly.vocabulary import MetaType, NameKind, PlaceKind, PlaceRole, PlaceStatus, PlaceUse, Quantifier, WorldType

_PLACELESS = frozenset({MetaType.ATTITUDE, MetaType.BACKGROUND, MetaType.INFORM, MetaType.CONFIRM})
"""Types whose claims take no place from the context: they are about words and minds."""

_SENTENCE_ONLY = frozenset({MetaType.ASSESSMENT})
"""Types whose claims take no place from beyond their own sentence."""

_SETS_OUT = frozenset({WorldType.MOVEMENT, WorldType.COMPOSITION, WorldType.ARMS_SUPPLY, MetaType.ASSESSMENT})
"""Types whose claims keep the place that somebody or something comes from."""

_NO_PLACE = frozenset({PlaceUse.DEMONYM, PlaceUse.IN_NAME, PlaceUse.METONYM})
_BOUNDED = frozenset({PlaceKind.PPL, PlaceKind.POI, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3})
_LIST = re.compile(r"\s*(?:,|,?\s*\b(?:and|or))\s*")
_OPENING = 400  # code points in which a dateline stands, headline included
_DASH = re.compile(r"(?:,\s*[\w.]+)?\s*(?:\([^)]*\)\s*)?(?:[—–]|--|-\s)")
_CARRIED = 3  # places that a claim may inherit
_NEAR_WORDS = 20
_ANAPHORS = {
    "country": frozenset({PlaceKind.ADM0}),
    "province": frozenset({PlaceKind.ADM1}),
    "governorate": frozenset({PlaceKind.ADM1}),
    "region": frozenset({PlaceKind.ADM1, PlaceKind.REGION}),
    "state": frozenset({PlaceKind.ADM1}),
    "district": frozenset({PlaceKind.ADM2}),
    "city": frozenset({PlaceKind.PPL}),
    "town": frozenset({PlaceKind.PPL}),
    "village": frozenset({PlaceKind.PPL}),
}
_ANAPHOR = re.compile(rf"\b(?:the|this|that)\s+({alternation(_ANAPHORS)})\b(?!\s+(?:of|in)\s+[A-Z])", re.IGNORECASE)


@dataclass(slots=True)
class _Story:
    """What was placed so far in a document.

    Attributes:
        last: Where the claim before holds.
        at: Where in the text that claim begins.
        first: Where the report's first claim of a happening holds.
    """

    last: tuple[int, ...] = ()
    at: int = 0
    first: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A document with its mentions and what is asked of them again and again."""

    annotated: Annotated
    mentions: tuple[PlaceMention, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.annotated.document.text

    def usable(self, number: int) -> bool:
        """Whether a mention can be where something holds."""
        mention = self.mentions[number]
        if mention.use in _NO_PLACE or mention.status is PlaceStatus.NOT_A_PLACE:
            return False
        return not _is_dateline(mention.span, self.text)

    def is_resolved(self, number: int) -> bool:
        """Whether a mention is read as some place."""
        return self.mentions[number].status is not PlaceStatus.UNRESOLVED

    def is_part(self, number: int) -> bool:
        """Whether a mention stands inside the words of another: the country in "districts bordering" it."""
        span = self.mentions[number].span
        return any(other.span.contains(span) and other.span != span for other in self.mentions)

    def listed_with(self, number: int) -> tuple[int, ...]:
        """The members of the list that a mention closes, itself last."""
        first = number
        while first > 0:
            gap = self.text[self.mentions[first - 1].span.stop : self.mentions[first].span.start]
            if not self.usable(first - 1) or not _LIST.fullmatch(gap):
                break
            first -= 1
        return tuple(range(first, number + 1))

    def is_nation(self, number: int) -> bool:
        """Whether a mention is read as a country."""
        best = self.mentions[number].candidates[:1]
        return bool(best) and best[0].kind is PlaceKind.ADM0

    def is_wide(self, numbers: tuple[int, ...]) -> bool:
        """Whether mentions are none that a later claim could go back to: countries and parts of the world."""
        read = [self.mentions[number].candidates[:1] for number in numbers]
        return all(best and best[0].kind in {PlaceKind.ADM0, PlaceKind.REGION} for best in read)

    def country(self) -> str | None:
        """The country that most of the document's resolved places lie in."""
        codes = [
            one.candidates[0].country for one in self.mentions if one.candidates and one.status is PlaceStatus.RESOLVED
        ]
        counts = Counter(code for code in codes if code is not None)
        return max(sorted(counts), key=lambda code: counts[code], default=None)

    def narrowest(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """The mentions without those that another of them lies in."""
        best = {number: self.mentions[number].candidates[:1] for number in numbers}
        read = {number: found[0] for number, found in best.items() if found}
        return tuple(
            number
            for number in numbers
            if number not in read or not any(_lies_in(other, read[number]) for other in read.values())
        )

    def is_parted(self, start: int, stop: int) -> bool:
        """Whether a blank line stands between two places of the text, or a line end where it has no blank lines."""
        mark = "\n\n" if "\n\n" in self.text else "\n"
        return mark in self.text[start:stop]

    def within(self, span: Span) -> list[int]:
        """Mentions inside a span, by number."""
        return [number for number, mention in enumerate(self.mentions) if span.contains(mention.span)]

    def sentence(self, at: int) -> Span:
        """The sentence at a place of the text."""
        found = next((one.span for one in self.annotated.sentences if one.span.start <= at < one.span.stop), None)
        return found or Span(at, at + 1)


def place_claims(
    claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[PlaceMention, ...]
) -> tuple[tuple[PlacedAt, ...], ...]:
    """For each claim the places where it holds, in its order: its own words' places, else those that it inherits.

    The place of the source itself is `source_location`; it becomes the place of the claim only where the claim has none
    of its own, and then it is marked as inherited.
    """
    page = _Page(annotated=annotated, mentions=mentions)
    story = _Story()
    return tuple(_placed(claim, page, story) for claim in claims)


def _placed(claim: Claim, page: _Page, story: _Story) -> tuple[PlacedAt, ...]:
    """The places of one claim; the story goes on with them."""
    at_source = _source_places(claim, page)
    own = _own_places(claim, page, at_source)
    held = tuple(one.mention for one in own if one.role is PlaceRole.AT)
    if own and not held:
        held = tuple(one.mention for one in own if one.role is PlaceRole.NEAR)
    inherited: tuple[PlacedAt, ...] = ()
    if not own and claim.type not in _PLACELESS:
        numbers = _inherited(claim, page, story, at_source)
        numbers = tuple(number for number in numbers if not page.is_part(number))
        numbers = page.narrowest(tuple(filter(page.is_resolved, numbers)) or numbers)
        inherited = tuple(_carried(claim, number, page) for number in numbers[:_CARRIED])
        held = numbers[:_CARRIED]
    if held:
        story.last, story.at = held, claim.content[0].start
        story.first = story.first or (held if claim.type not in _PLACELESS else ())
    taken = {one.mention for one in (*own, *inherited)}
    told = tuple(
        PlacedAt(mention=n, role=PlaceRole.SOURCE_LOCATION)
        for n in at_source
        if n not in taken and not _is_affiliation(n, claim, page)
    )
    return (*own, *inherited, *(told if own else ()))


def _own_places(claim: Claim, page: _Page, at_source: tuple[int, ...]) -> tuple[PlacedAt, ...]:
    """The places in the claim's own words, each with its role and how much of it is meant."""
    found: list[PlacedAt] = []
    numbers = sorted({number for part in claim.content for number in page.within(part)})
    regions = [page.mentions[number].span for number in numbers if _is_region(page.mentions[number])]
    for number in numbers:
        mention = page.mentions[number]
        if number in at_source or not page.usable(number) or is_topic(mention.span, page.annotated):
            continue
        inside = any(region.contains(mention.span) and region != mention.span for region in regions)
        role = PlaceRole.NEAR if inside else role_of(mention.span, page.annotated)
        if role is PlaceRole.FROM and claim.type not in _SETS_OUT and _is_origin(mention.span, page.annotated):
            continue
        found.append(PlacedAt(mention=number, role=role, quantifier=_quantifier(mention.span.start, page.text)))
    return tuple(found)


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether one reading lies in another, by the names of their divisions."""
    if inner.country != outer.country or inner.kind not in _BOUNDED or inner.id == outer.id:
        return False
    return outer.kind in {PlaceKind.ADM0, PlaceKind.REGION} or (
        outer.kind is PlaceKind.ADM1 and inner.admin1 == outer.name
    )


def _is_origin(span: Span, annotated: Annotated) -> bool:
    """Whether a place tells where somebody comes from: it hangs on a noun and not on a verb."""
    token = token_of(span, annotated)
    for _ in range(_CARRIED):
        if token is None or token.deprel not in {"conj", "flat", "appos"} or token.head < 0:
            break
        token = annotated.tokens[token.head]
    return token is not None and token.deprel.partition(":")[0] == "nmod"


def _is_dateline(span: Span, text: str) -> bool:
    """Whether a place in capitals opens a report before a dash: where it was written, and not where something holds."""
    return span.of(text).isupper() and span.start < _OPENING and _DASH.match(text, span.stop) is not None


def _is_region(mention: PlaceMention) -> bool:
    """Whether a mention is a vague or relative place told from others."""
    return bool(mention.candidates) and mention.candidates[0].id.startswith("derived:")


def _source_places(claim: Claim, page: _Page) -> tuple[int, ...]:
    """Mentions in the words for the nearest source, its apposition, and what is said of the saying: "said in Kabul"."""
    holder = claim.chain[0]
    spans: list[Span] = []
    if holder.who is not None:
        spans.append(holder.who)
        spans.append(subtree_span(holder.who, page.annotated))
    if holder.cue is not None:
        spans.append(holder.cue)
    inside = {number for span in spans for number in page.within(span)}
    if holder.cue is not None:
        around = page.within(page.sentence(holder.cue.start))
        inside |= {number for number in around if _hangs_on(number, holder.cue, page)}
    in_content = {number for part in claim.content for number in page.within(part)}
    owned = set(page.within(holder.who)) if holder.who is not None else set()
    return tuple(
        number
        for number in sorted(inside)
        if (number not in in_content or number in owned)
        and page.mentions[number].use is not PlaceUse.DEMONYM
        and page.mentions[number].status is not PlaceStatus.NOT_A_PLACE
    )


def _is_affiliation(number: int, claim: Claim, page: _Page) -> bool:
    """Whether a place tells whom the source speaks for and not where it is: "the president of Turkey"."""
    mention, who = page.mentions[number], claim.chain[0].who
    if mention.use is PlaceUse.METONYM:
        return True
    return page.is_nation(number) and who is not None and subtree_span(who, page.annotated).contains(mention.span)


def _hangs_on(number: int, cue: Span, page: _Page) -> bool:
    """Whether a mention is an adjunct of the attribution's verb."""
    token = token_of(page.mentions[number].span, page.annotated)
    if token is None or token.head < 0 or not token.deprel.startswith("obl"):
        return False
    return cue.contains(page.annotated.tokens[token.head].span)


def _inherited(claim: Claim, page: _Page, story: _Story, at_source: tuple[int, ...]) -> tuple[int, ...]:
    """Where a claim holds that names no place: "the province", its sentence, its source, its paragraph, the lead.

    Where something was said ("told reporters in Kirkuk") is not where what was said happened.
    """
    named = _anaphor(claim, page)
    if named is not None:
        return (named,)
    beside = _in_sentence(claim, page, at_source)
    if beside or claim.type in _SENTENCE_ONLY or _is_of_persons(claim, page):
        return beside
    who = claim.chain[0].who
    home = subtree_span(who, page.annotated) if who is not None else None
    usable = tuple(number for number in at_source if page.mentions[number].use is PlaceUse.LITERAL)
    usable = tuple(number for number in usable if home is not None and home.contains(page.mentions[number].span))
    if usable:
        return usable
    if story.last and (page.is_wide(story.first) or not page.is_parted(story.at, claim.content[0].start)):
        return story.last
    return story.first or _topic(claim, page)


def _is_of_persons(claim: Claim, page: _Page) -> bool:
    """Whether a claim tells what somebody knows or thinks, or who a person is: no place of the context is its own."""
    token = token_of(claim.head, page.annotated)
    if token is None:
        return False
    return token.lemma.lower() in mind_verbs() or _is_portrait(token, page)


def _is_portrait(token: Token, page: _Page) -> bool:
    """Whether a noun is said of a person: "she is a lawyer", "Haddad was the eldest son"."""
    numbers = page.annotated.within(token.span)
    if token.upos != "NOUN" or not numbers:
        return False
    around = page.annotated.tokens[max(0, numbers.start - _NEAR_WORDS) : numbers.start]
    held = [one for one in around if one.head == numbers.start]
    if not any(one.deprel == "cop" for one in held):
        return False
    persons = [name.span for name in page.annotated.names if name.kind is NameKind.PERSON]
    subjects = [one.span for one in held if one.deprel.startswith("nsubj")]
    return any(
        span.of(page.text).lower() in {"he", "she"} or any(person.overlaps(span) for person in persons)
        for span in subjects
    )


def _anaphor(claim: Claim, page: _Page) -> int | None:
    """The mention that "the province" or the like in the claim's words goes back to."""
    for part in claim.content:
        hit = _ANAPHOR.search(page.text, part.start, part.stop)
        if hit is not None:
            kinds = _ANAPHORS[hit[1].lower()]
            before = [
                number
                for number, mention in enumerate(page.mentions)
                if mention.span.start < hit.start()
                and page.usable(number)
                and mention.candidates
                and mention.candidates[0].kind in kinds
            ]
            home = page.country()
            ours = [number for number in before if page.mentions[number].candidates[0].country == home]
            if before:
                return (ours or before)[-1]
    return None


def _in_sentence(claim: Claim, page: _Page, at_source: tuple[int, ...]) -> tuple[int, ...]:
    """Places of the claim's sentence outside its own words: those before it, nearest first, else those after."""
    start = claim.content[0].start
    sentence = page.sentence(start)
    around = [
        number
        for number in page.within(sentence)
        if page.usable(number)
        and number not in at_source
        and role_of(page.mentions[number].span, page.annotated) in {PlaceRole.AT, PlaceRole.NEAR}
    ]
    before = [number for number in around if page.mentions[number].span.start < start]
    if before:
        return tuple(number for number in page.listed_with(before[-1]) if number in before)
    return tuple(around[:1])


def _topic(claim: Claim, page: _Page) -> tuple[int, ...]:
    """The place that a report opens with, for claims before any place was said of one."""
    for number in range(len(page.mentions)):
        mention = page.mentions[number]
        if page.usable(number) and mention.status is PlaceStatus.RESOLVED:
            return (number,) if mention.span.start < claim.content[-1].stop else ()
    return ()


def _carried(claim: Claim, number: int, page: _Page) -> PlacedAt:
    """An inherited place, with how much of it the claim speaks of."""
    quantifier = None
    for part in claim.content:
        hit = _ANAPHOR.search(page.text, part.start, part.stop)
        told = _quantifier(hit.start(), page.text) if hit is not None else _any_parts(part, page.text)
        quantifier = quantifier or told
    return PlacedAt(mention=number, role=PlaceRole.AT, inherited=True, quantifier=quantifier)


@cache
def _parts_pattern() -> re.Pattern[str]:
    """How many parts of a place are meant: "almost all the districts of", "some villages in"."""
    words = load_lexicon("quantifiers").entries
    plurals = [form for form, kind in kind_words().items() if kind.plural]
    return re.compile(
        rf"\b({alternation(words)})\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?({alternation(plurals)})\b", re.IGNORECASE
    )


def _quantifier(at: int, text: str) -> Quantifier | None:
    """How much of the place that starts at a point of the text is meant, by the words before it."""
    lead = text[max(0, at - 60) : at]
    hits = list(_parts_pattern().finditer(lead))
    joint = r"\s+(?:of|in|across|around)\s+(?:the\s+)?(?:\w+\s+of\s+)?"
    if not hits or not re.fullmatch(joint, lead[hits[-1].end() :]):
        return None
    return _how_much(hits[-1][1])


def _any_parts(part: Span, text: str) -> Quantifier | None:
    """How much is meant where a claim speaks of parts without naming the whole: "some districts"."""
    hit = _parts_pattern().search(text, part.start, part.stop)
    return _how_much(hit[1]) if hit is not None else None


def _how_much(word: str) -> Quantifier | None:
    """The quantifier of a word."""
    value = load_lexicon("quantifiers").entries[word.lower()]["quantifier"]
    return Quantifier(value)
