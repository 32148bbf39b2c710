"""Words of a report made harmless for the programs that open a file: nothing turns the reading direction unseen."""

import re

# Embeddings, overrides and isolates turn the order in which letters are shown; the marks that right-to-left texts need
# (U+200E, U+200F, U+061C) turn nothing around and stay. Control characters have no place in a table.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_TURNING_BYTES = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def visible(words: str) -> str:
    """The words with characters that turn or steer written out: `[U+202E]`."""
    return _CONTROL.sub(_named, _TURNING.sub(_named, words))


def _named(match: re.Match[str]) -> str:
    """The number of the character."""
    return f"[U+{ord(match.group()):04X}]"


def escaped(line: bytes) -> bytes:
    r"""A line of JSON that means the same, its turning characters as `\u202e`, which no editor obeys."""
    return _TURNING_BYTES.sub(lambda match: f"\\u{ord(match.group().decode()):04x}".encode(), line)
