"""What real reports do to clean text: other quotation marks or none, capitals or none, OCR noise, unfamiliar names."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from reportedly.annotate.segment import Gap
from training.corpora import Text

_STRAIGHT = frozenset(('"', "''", "``"))
_CURLY = frozenset("“”")
_LISTS = ("forms", "before", "starts", "upos", "feats", "lemma", "deprel", "names", "mentions", "roles")

# Rates per text; what is left over stays as it was.
RATES = {
    "curly": 0.20,
    "straight": 0.20,
    "without_marks": 0.05,
    "lost_mark": 0.08,
    "upper": 0.03,
    "lower": 0.06,
    "noisy": 0.03,
    "foreign": 0.08,
    "wrapped": 0.04,
    "flat": 0.04,
}
# Where speech is quoted most, marks are lost more often: nothing else teaches that a content can do without them.
SPOKEN = {"without_marks": 0.22, "lost_mark": 0.10}


def augmented(text: Text, draw: random.Random, names: Sequence[str]) -> Text:
    """The text after each change that chance picked; the text itself is never altered."""
    changes: dict[str, Callable[[], Text]] = {
        "curly": lambda: _marks(text, curly=True),
        "straight": lambda: _marks(text, curly=False),
        "without_marks": lambda: _without(text, [i for i, f in enumerate(text.forms) if _is_mark(f)]),
        "lost_mark": lambda: _lost_marks(text, draw),
        "upper": lambda: replace(text, forms=[f.upper() for f in text.forms]),
        "lower": lambda: replace(text, forms=[f.lower() for f in text.forms]),
        "noisy": lambda: _noisy(text, draw),
        "foreign": lambda: _foreign(text, draw, names),
        "wrapped": lambda: replace(text, before=[_wrapped(g, draw) for g in text.before]),
        "flat": lambda: replace(text, before=[min(g, Gap.SPACE) if i else g for i, g in enumerate(text.before)]),
    }
    # One change opens the way for the next, so each reads `text` as the ones before it left it.
    rates = RATES | SPOKEN if text.roles else RATES
    for name, rate in rates.items():
        if draw.random() < rate:
            text = changes[name]()
    return text


def _is_mark(form: str) -> bool:
    """Whether a word is a double quotation mark."""
    return form in _STRAIGHT or form in _CURLY


def _marks(text: Text, *, curly: bool) -> Text:
    """All double quotation marks and apostrophes curly, or all straight."""
    forms, inside = [], False
    for form, gap in zip(text.forms, text.before, strict=True):
        inside = inside and gap != Gap.PARAGRAPH
        if _is_mark(form):
            inside = form == "“" or (form != "”" and not inside)
            forms.append(("“" if inside else "”") if curly else '"')
        else:
            forms.append(form.replace("'", "’") if curly else form.replace("’", "'").replace("‘", "'"))
    return replace(text, forms=forms)


def _without(text: Text, dropped: Sequence[int]) -> Text:
    """The text without some words, unless another word hangs on one of them."""
    governed = set(text.head)
    gone = {i for i in dropped if i not in governed}
    kept = [i for i in range(len(text.forms)) if i not in gone]
    at = {old: new for new, old in enumerate(kept)}
    lists = {name: [getattr(text, name)[i] for i in kept] if getattr(text, name) else [] for name in _LISTS}
    for i in sorted(gone):
        follower = next((at[j] for j in range(i + 1, len(text.forms)) if j in at), None)
        if follower is not None:
            # What begins at a lost mark, a sentence or a paragraph or a span, begins at the next word.
            lists["before"][follower] = max(lists["before"][follower], text.before[i])
            lists["starts"][follower] = lists["starts"][follower] or text.starts[i]
            if text.roles and text.roles[i][:1] == "B" and lists["roles"][follower] == "I" + text.roles[i][1:]:
                lists["roles"][follower] = text.roles[i]
    return replace(
        text,
        **lists,
        head=[at[text.head[i]] if text.head[i] >= 0 else -1 for i in kept] if text.head else [],
        cues=[_moved(text.cues[i], at) for i in kept] if text.cues else [],
        sources=[_moved(text.sources[i], at) for i in kept] if text.sources else [],
        factuality={at[i]: v for i, v in text.factuality.items() if i in at},
    )


def _moved(link: tuple[int, int] | None, at: dict[int, int]) -> tuple[int, int] | None:
    """A range of words after others were dropped."""
    if link is None or link[0] < 0:
        return link
    inside = [at[i] for i in range(*link) if i in at]
    return (inside[0], inside[-1] + 1) if inside else (-1, -1)


def _lost_marks(text: Text, draw: random.Random) -> Text:
    """A third of the quotation marks lost, so that the others have no partner."""
    return _without(text, [i for i, f in enumerate(text.forms) if _is_mark(f) and draw.random() < 1 / 3])


_OCR = {"l": "1", "o": "0", "e": "c", "m": "rn", "i": "l", "h": "b", "s": "5", "t": "f", "u": "n", "a": "o"}


def _noisy(text: Text, draw: random.Random) -> Text:
    """One letter in fifty misread, as scanned pages are."""
    forms = [
        "".join(_OCR[c] if c in _OCR and draw.random() < 1 / 25 else c for c in form) if len(form) > 2 else form  # noqa: PLR2004
        for form in text.forms
    ]
    lemma = [m if f == g else "?" for f, g, m in zip(forms, text.forms, text.lemma, strict=True)] if text.lemma else []
    return replace(text, forms=forms, lemma=lemma)


def _foreign(text: Text, draw: random.Random, names: Sequence[str]) -> Text:
    """Half of the words of names replaced by words of names from elsewhere, each alike throughout the text."""
    swaps: dict[str, str] = {}
    forms, lemma = list(text.forms), list(text.lemma)
    for i, form in enumerate(forms):
        named = (text.names and text.names[i][2:] in {"PERSON", "LOCATION"}) or (text.upos and text.upos[i] == "PROPN")
        if not (named and form[:1].isupper() and form.isalpha() and len(form) > 3):  # noqa: PLR2004
            continue
        if form not in swaps:
            swaps[form] = draw.choice(names) if draw.random() < 1 / 2 else form
        forms[i] = swaps[form]
        if lemma and forms[i] != form:
            lemma[i] = forms[i]
    return replace(text, forms=forms, lemma=lemma)


def _wrapped(gap: Gap, draw: random.Random) -> Gap:
    """A space that became a line end, as hard-wrapped text has."""
    return Gap.LINE if gap == Gap.SPACE and draw.random() < 1 / 15 else gap
