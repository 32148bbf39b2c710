"""Roles: what a place is to the event that its sentence tells, by the parse around its words."""

from reportedly.records import Annotated, Token
from reportedly.resolve.place_words import preposition_roles, topic_nouns, verb_roles
from reportedly.spans import Span, covering
from reportedly.vocabulary import PlaceRole

_CLIMBED = frozenset({"conj", "appos", "flat", "compound", "nmod:poss"})
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_MOST_STEPS = 4
_NOMINAL = frozenset({"nmod", "conj", "appos", "flat", "compound"})
_ABOUT = frozenset({"on", "about", "concerning", "regarding", "over"})


def token_of(span: Span, annotated: Annotated) -> Token | None:
    """The token of a span that the others hang on: its governor lies outside."""
    inside = annotated.within(span)
    for number in inside:
        if annotated.tokens[number].head not in inside:
            return annotated.tokens[number]
    return None


def subtree_span(span: Span, annotated: Annotated) -> Span:
    """The span widened by the appositions and prepositional phrases that hang on its words, clauses left out."""
    tokens = annotated.tokens
    inside = set(annotated.touching(span))
    if not inside:
        return span
    first, last = min(inside), max(inside)
    low, high = max(0, first - 40), min(len(tokens), last + 40)
    grown = True
    while grown:
        more = {
            number
            for number in range(low, high)
            if number not in inside
            and tokens[number].head in inside
            and tokens[number].deprel.partition(":")[0]
            in {"appos", "nmod", "case", "det", "compound", "flat", "amod", "conj", "cc"}
        }
        grown = bool(more)
        inside |= more
    return covering(tokens[number].span for number in inside)


def role_of(span: Span, annotated: Annotated) -> PlaceRole:
    """The role of the place named by a span: told by its preposition, its verb, or that of the name it is joined to."""
    token = token_of(span, annotated)
    for _ in range(_MOST_STEPS):
        if token is None:
            break
        told = _by_preposition(token, annotated) or _by_verb(token, annotated)
        if told is not None:
            return told
        if token.deprel not in _CLIMBED or token.head < 0:
            break
        token = annotated.tokens[token.head]
    return PlaceRole.AT


def is_topic(span: Span, annotated: Annotated) -> bool:
    """Whether a place is what words are about: "talks on Syria", "a report on the situation in Aleppo"."""
    token = token_of(span, annotated)
    for _ in range(_MOST_STEPS):
        if token is None or token.head < 0 or token.deprel.partition(":")[0] not in _NOMINAL:
            return False
        head = annotated.tokens[token.head]
        if head.lemma.lower() in topic_nouns() and _is_about(token, annotated):
            return True
        token = head
    return False


def _is_about(token: Token, annotated: Annotated) -> bool:
    """Whether the prepositions before a noun say that something is about it."""
    number = annotated.within(token.span).start
    around = annotated.tokens[max(0, number - 12) : number]
    return any(one.head == number and one.lemma.lower() in _ABOUT for one in around if one.deprel.startswith("case"))


def _by_preposition(token: Token, annotated: Annotated) -> PlaceRole | None:
    """The role that the prepositions before a name give; the last of several that has one decides: "out of"."""
    number = annotated.within(token.span).start
    cases = [
        other
        for other in annotated.tokens[max(0, number - 12) : number]
        if other.deprel.startswith("case") and 0 <= other.head < len(annotated.tokens) and other.head == number
    ]
    words = [other.span.of(annotated.document.text).lower() for other in cases]
    joined = " ".join(words)
    roles = preposition_roles()
    return roles.get(joined) or next((roles[word] for word in reversed(words) if word in roles), None)


def _by_verb(token: Token, annotated: Annotated) -> PlaceRole | None:
    """The role that a verb gives to a place that is its object."""
    if token.deprel not in _OBJECTS or token.head < 0:
        return None
    return verb_roles().get(annotated.tokens[token.head].lemma.lower())
