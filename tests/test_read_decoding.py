"""Bytes to text: marks, declared encodings, guesses that are marked as such, and damage that moves nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.read.decoding import decoded, known_encoding, storable
from reportedly.read.language import language_of
from reportedly.read.sniff import Format, format_of

RUSSIAN = "Мэр вымышленного посёлка заявил в понедельник, что дорога открыта две недели и рынок откроется до зимы."
FRENCH = "Le maire de la ville fictive a déclaré lundi que la route était ouverte, d’après un commerçant réputé."
ENGLISH = "The mayor of the fictional town said on Monday that the road had been open for two weeks."


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_utf8_reads_back_unchanged(text: str) -> None:
    got = decoded(text.encode())
    assert got.text == text.removeprefix("\ufeff")
    assert got.issues == ()


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1),
    st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]),
)
def test_a_mark_tells_the_encoding_and_is_no_part_of_the_text(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_one_refusal(content: bytes) -> None:
    with contextlib.suppress(SourceError):
        storable(decoded(content).text)[0].encode()


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (FRENCH, "cp1252")])
def test_another_encoding_is_guessed_and_marked_as_a_guess(text: str, encoding: str) -> None:
    got = decoded((text + " ").encode(encoding) * 4)
    assert got.text == (text + " ") * 4
    assert [issue.code for issue in got.issues] == ["encoding_guessed"]


def test_a_declared_encoding_is_believed_where_the_bytes_fit() -> None:
    got = decoded(RUSSIAN.encode("cp866"), "cp866")
    assert (got.text, got.issues) == (RUSSIAN, ())


def test_a_server_that_says_latin_means_what_browsers_take_it_for() -> None:
    assert decoded("l’été “ouvert” – oui".encode("cp1252"), "ISO-8859-1").text == "l’été “ouvert” – oui"


def test_a_text_cut_in_a_character_is_damaged_and_not_another_encoding() -> None:
    got = decoded(RUSSIAN.encode()[:-2])
    assert got.text == RUSSIAN[:-2] + "\ufffd"
    assert [issue.code for issue in got.issues] == ["encoding_damaged"]


def test_some_bad_bytes_do_not_lose_a_text() -> None:
    got = decoded(ENGLISH.encode() + b"\xff\xfe\xfd" + ENGLISH.encode())
    assert ENGLISH in got.text
    assert got.issues


@pytest.mark.parametrize("declared", ["zip", "rot13", "base64", "utf-7", "idna", "no such", "", None, "\x00"])
def test_a_codec_that_is_no_encoding_of_text_is_not_used(declared: str | None) -> None:
    assert known_encoding(declared) is None


@given(st.text())
def test_what_no_store_holds_is_replaced_one_for_one(text: str) -> None:
    mended, issues = storable(text)
    mended.encode()
    assert len(mended) == len(text)
    assert bool(issues) == (mended != text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (RUSSIAN, "ru"),
        (FRENCH, "fr"),
        ("شهردار گفت که بازار پیش از زمستان باز می‌شود و راه دو هفته است که باز است.", "fa"),
        ("قال عمدة بلدة خيالية إن الطريق إلى الموصل مفتوح منذ أسبوعين.", "ar"),
        ("Daesh", None),
        ("", None),
    ],
)
def test_the_language_is_told_where_there_are_words_enough(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_declared_language_stands_where_there_are_too_few_words() -> None:
    assert language_of("Daesh", "en-GB") == "en"
    assert language_of("Daesh", "unknown language") is None


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b"", "a.pdf", Format.EMPTY),
        (b"%PDF-1.4", "a.txt", Format.PDF),
        (b"PK\x03\x04", "a.docx", Format.ZIP),
        (b"\x1f\x8b\x08", "a", Format.GZIP),
        (b"WARC/1.1\r\n", "a", Format.WARC),
        (b"<!DOCTYPE html><p>", "a.txt", Format.HTML),
        (b"\xef\xbb\xbf  <html>", "a", Format.HTML),
        (b"<?xml version='1.0'?>\n<!-- x --><rss>", "a", Format.FEED),
        (b"<?xml version='1.0'?><feed xmlns='x'>", "a.html", Format.FEED),
        (b"<?xml version='1.0'?><urlset>", "a", Format.XML),
        (b'{"text": "a"}', "a", Format.JSONL),
        (b'{"text": "a"}', "a.txt", Format.TEXT),
        (b'[{"text": "a"}]', "a", Format.JSONL),
        (b"a,b\n1,2", "a.csv", Format.CSV),
        (b"a,b\n1,2", "a", Format.TEXT),
        (b"From: a\r\nTo: b\r\nDate: c\r\n\r\nx", "a", Format.MAIL),
        (b"From: the mayor\nDear all", "a", Format.TEXT),
        (b"The mayor <said> so", "a", Format.TEXT),
        (b"\x00\x01\x02\x03", "a.txt", Format.NOISE),
        ("<html>".encode("utf-16"), "a", Format.HTML),
    ],
)
def test_the_content_tells_the_format_first(head: bytes, name: str, found: Format) -> None:
    assert format_of(head, name) is found
