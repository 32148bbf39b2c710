"""Spelling: forms of a name in which its spellings meet, for places as for persons and groups.

A name is folded in three steps, each coarser than the one before. `plain` writes any script in small Latin letters
without signs. `folded` joins the name and gives each sound one letter, so that Qala-e-Zal and Kala-i Zal are equal.
`skeleton` keeps consonants alone and merges voiced with voiceless ones, so that it can serve as the key of an index:
spellings of a name nearly always share it, and what shares it is then ranked by `likeness`. The rules are data, in
`lexicons/spelling.yml`.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii
from rapidfuzz import fuzz, process

from reportedly.lexicon import load_lexicon

_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)")
_SPACES = re.compile(r"[^a-z0-9]+")
_ARABIC_ARTICLE = re.compile("(?<!\\w)\u0627\u0644(?=\\w\\w)")
_VOICE = str.maketrans("dbgy", "tpk-")
_VOWELS = "aeiou"
_SOFT = re.compile(r"(?<=.)[aeiouyv]|(?<=.)h(?![aeiou])|^[aeiou]")
_EZAFE = re.compile(r"(?<=[a-z]{2}[^aeiouy])[ie]$")
_DOUBLE = re.compile(r"(.)\1+")
_VOWEL_RUNS = re.compile(r"[aeiouyv]+")
_WEAK_H = re.compile(r"(?<=[aeiou])h(?![aeiou])")


class _Letters(dict[int, str]):
    """A translation table that learns each further letter once."""

    def __missing__(self, code: int) -> str:
        """The letter without its marks, else as anyascii writes it."""
        letter = chr(code)
        base = unicodedata.normalize("NFKD", letter)[0].lower()
        known = self.get(ord(base)) if ord(base) != code else None
        text = "" if unicodedata.combining(letter) else known if known is not None else anyascii(letter).lower()
        self[code] = text if text.strip("'`\"") else "" if text else " "
        return self[code]


@functools.cache
def _letters(path: str | None = None) -> _Letters:
    """Letters to Latin, by one language path or by the reading common to all."""
    table = _Letters({code: chr(code) for code in range(ord("a"), ord("z") + 1)})
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    for kind in ("letters", "path"):
        for key, entry in load_lexicon("spelling").entries.items():
            if entry["kind"] == kind and (kind == "letters" or key == f"path-{path}"):
                table.update({ord(letter): text for letter, text in entry["map"].items() if len(letter) == 1})
    table.update({ord(mark): " " for mark in " -_/.,()\t\n"})
    return table


@functools.cache
def _components() -> dict[str, str]:
    """Spelling of a token to the one that stands for it; joints and articles to nothing."""
    found: dict[str, str] = {}
    for entry in load_lexicon("spelling").entries.values():
        if entry["kind"] == "component":
            found.update(dict.fromkeys(entry["forms"], entry["to"]))
    return found


@functools.cache
def _dropped() -> frozenset[str]:
    """Tokens that may stand between or before parts of a name or not."""
    entries = load_lexicon("spelling").entries.values()
    return frozenset(form for entry in entries if entry["kind"] in {"joint", "article"} for form in entry["forms"])


@functools.cache
def prefixes() -> tuple[str, ...]:
    """Prefixes that may be left off, longest first, each with the space that follows it."""
    entries = load_lexicon("spelling").entries.values()
    forms = {f"{form} " for entry in entries if entry["kind"] == "prefix" for form in entry["forms"]}
    return tuple(sorted(forms, key=len, reverse=True))


@functools.cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of letter groups that write one sound, and the letter for each."""
    rules = dict(load_lexicon("spelling").entries["sound-skeleton"]["rules"])
    return re.compile("|".join(sorted(rules, key=len, reverse=True))), rules


@functools.cache
def paths() -> tuple[str, ...]:
    """Language paths that a name may have gone through, by name."""
    return tuple(key.removeprefix("path-") for key in load_lexicon("spelling").entries if key.startswith("path-"))


def plain(name: str, path: str | None = None) -> str:
    """The name in small Latin letters and single spaces, whatever its script; empty where nothing is left.

    `path` names the language that a name in Cyrillic came through, where that is known.
    """
    if "\u0627\u0644" in name:
        name = _ARABIC_ARTICLE.sub("al ", name)
    return _SPACES.sub(" ", name.translate(_letters(path))).strip()


def _joined(text: str) -> str:
    """A plain name as one word: parts in their standing spelling, without joints and articles."""
    if " " not in text:
        return _components().get(text, text)
    known, dropped = _components(), _dropped()
    tokens = text.split(" ")
    kept = [token for token in tokens[:-1] if token not in dropped]
    return "".join(known.get(token) or _EZAFE.sub("", token) for token in kept) + known.get(tokens[-1], tokens[-1])


@functools.lru_cache(maxsize=65536)
def folded_plain(text: str) -> str:
    """`folded` of a name that is plain already."""
    pattern, sounds = _sounds()
    word = _WEAK_H.sub("", pattern.sub(lambda hit: sounds[hit[0]], _joined(text)))
    word = _VOWEL_RUNS.sub(lambda hit: _vowel(hit[0]), word)
    return _DOUBLE.sub(r"\1", word)


def _vowel(run: str) -> str:
    """One letter for a run of vowels and half-vowels: a run counts as open (a), front (i) or round (u)."""
    if len(run) == 1:
        return {"e": "i", "o": "u", "y": "i", "v": "v"}.get(run, run)
    if run[0] == "v":
        return "v" + _vowel(run[1:])
    rest = set(run)
    if rest & set("uov"):
        return "u"
    return "i" if rest & set("eiy") else "a"


def folded(name: str) -> str:
    """The name as one word with one letter for each sound: equal for Qala-e-Zal, Kala-i Zal and Qal'a-i-Zal."""
    return folded_plain(plain(name))


def skeleton_plain(text: str) -> str:
    """`skeleton` of a name that is plain already."""
    pattern, sounds = _sounds()
    word = pattern.sub(lambda hit: sounds[hit[0]], _joined(text))
    bones = _DOUBLE.sub(r"\1", _SOFT.sub("", word).translate(_VOICE))
    return bones or f"-{word[:1]}"


def skeleton(name: str) -> str:
    """The consonants of the name, voiced and voiceless merged: the key under which its spellings are found."""
    return skeleton_plain(plain(name))


def variants(name: str) -> Iterator[str]:
    """Plain forms of the name: whole, then without a prefix that may be left off, then by each language path."""
    whole = plain(name)
    seen = {whole}
    yield whole
    forms = [whole[len(prefix) :] for prefix in prefixes() if whole.startswith(prefix)][:1]
    forms += [plain(part) for part in other_names(name)]
    forms += [plain(name, path) for path in paths()] if not name.isascii() else []
    for form in forms:
        if form and form not in seen:
            seen.add(form)
            yield form


def other_names(name: str) -> tuple[str, ...]:
    """The two names of a place that is given as "A (B)", as written; none for any other name."""
    hit = _BRACKETED.fullmatch(name.strip())
    return (hit[1], hit[2]) if hit is not None else ()


def nearest(text: str, choices: list[str], *, limit: int, rough: float) -> list[tuple[str, int]]:
    """Of many plain names the few whose letters are nearest to one, each with its place among them.

    `rough` is the rapidfuzz ratio, 0 to 100, below which a name is left out.
    """
    hits = process.extract(text, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=rough)
    return [(name, place) for name, _, place in hits]


def likeness(left: str, right: str) -> float:
    """How alike two plain names are, 0 to 1: 1 the same letters, .97 the same sounds, else by edits of both."""
    if left == right:
        return 1.0
    one, other = folded_plain(left), folded_plain(right)
    if one == other:
        return 0.97
    return (0.7 * fuzz.ratio(one, other) + 0.3 * fuzz.ratio(left.replace(" ", ""), right.replace(" ", ""))) / 105
