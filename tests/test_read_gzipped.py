"""Gzip streams: members one after the other, damage told once, what stands behind it found."""

import gzip
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.read.gzipped import Unzipped


def pieces(content: bytes, ratio: int = 1000) -> list[bytes | str]:
    """What a stream unpacks to: bytes, and the codes of what it raises."""
    stream = Unzipped(io.BytesIO(content), ratio)
    found: list[bytes | str] = []
    while True:
        try:
            got = stream.read(4096)
        except SourceError as error:
            found.append(error.code)
            if error.code == "archive_bomb":
                return found
            continue
        if not got:
            return found
        found.append(got)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=5))
def test_members_are_read_one_after_the_other(contents: list[bytes]) -> None:
    whole = b"".join(map(packed, contents))
    assert b"".join(piece for piece in pieces(whole) if isinstance(piece, bytes)) == b"".join(contents)


def test_null_bytes_at_the_end_are_padding() -> None:
    assert pieces(packed(b"words") + b"\x00" * 512) == [b"words"]


def noise(seed: int) -> bytes:
    """Bytes that do not compress."""
    return random.Random(seed).randbytes(3000)


def test_a_damaged_member_is_told_once_and_the_next_one_is_found() -> None:
    damaged = bytearray(packed(noise(1)))
    damaged[:10] = b"\x1f\x8b\x08" + b"\xff" * 7
    found = pieces(packed(b"one") + bytes(damaged) + packed(b"three"))
    assert found[0] == b"one"
    assert found[-1] == b"three"
    assert set(found[1:-1]) == {"gzip_damaged"}


@pytest.mark.parametrize("left_out", [1, 4, 8, 20])
def test_a_file_that_is_cut_off_is_told(left_out: int) -> None:
    found = pieces(packed(noise(2))[:-left_out])
    assert found[-1] == "gzip_truncated"


def test_a_bomb_is_told() -> None:
    assert pieces(packed(b"\x00" * 40_000_000), ratio=100)[-1] == "archive_bomb"


def test_text_that_compresses_well_is_no_bomb() -> None:
    assert "archive_bomb" not in pieces(packed(b"the same words " * 100_000), ratio=100)
