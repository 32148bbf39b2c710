"""Reading: files, folders, globs, standard input; what the user says; laziness; what is known is not read again."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.read import Hooks, Limits, Overrides, parsed_mapping, read
from reportedly.read.options import TYPES_OF_MEDIA
from reportedly.records import Acquired, Issue

WORDS = "The mayor of the fictional town said on Monday that the road was open."


def documents_of(outcomes: Iterator[Acquired | Issue]) -> list[str]:
    return [each.document.source if isinstance(each, Acquired) else each.code for each in outcomes]


def one(source: str | Path | io.BytesIO, options: Overrides = Overrides()) -> Acquired:  # noqa: B008 - frozen
    (outcome,) = read(source, options)
    assert isinstance(outcome, Acquired), outcome
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        f"  {WORDS}",
        f"{WORDS}\r\n\r\n  {WORDS}\r\n",
        f"\t{WORDS}\n\n\n",
        f"{WORDS}  {WORDS}\x0c{WORDS}",
        "“Words” — о дороге، راه",
        "e\u0301 and \u00e9 stay as they are",
    ],
)
def test_plain_text_is_kept_unchanged(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert one(path).document.text == text
    (outcome,) = read(io.BytesIO(json.dumps({"text": text}).encode()), Overrides(media_type="jsonl"))
    assert isinstance(outcome, Acquired)
    assert outcome.document.text == text


def test_the_source_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    monkeypatch.chdir(tmp_path)
    assert one("a.txt").document.source == "a.txt"
    assert one(Path("a.txt")).document.source == "a.txt"


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name}: {WORDS}")
    assert documents_of(read(tmp_path)) == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.txt")]


def test_a_glob_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"{name}: {WORDS}")
    assert documents_of(read(f"{tmp_path}/*.txt")) == [str(tmp_path / name) for name in ("a.txt", "b.txt")]


def test_a_name_with_brackets_that_exists_is_no_glob(tmp_path: Path) -> None:
    path = tmp_path / "report [1].txt"
    path.write_text(WORDS)
    assert documents_of(read(path)) == [str(path)]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "again").symlink_to(tmp_path)
    assert documents_of(read(tmp_path)) == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("nowhere.txt", "not_found"),
        ("*.nothing", "nothing_found"),
        ("/dev/null", "not_a_file"),
        ("https://x.example/", "address_not_file"),
    ],
)
def test_a_source_that_is_none_is_an_issue(source: str, code: str) -> None:
    assert documents_of(read(source)) == [code]


def test_an_empty_folder_is_an_issue(tmp_path: Path) -> None:
    assert documents_of(read(tmp_path)) == ["nothing_found"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    path.chmod(0)
    assert documents_of(read(path)) == ["access_failed"]


def test_a_dead_link_is_an_issue_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text(WORDS)
    assert documents_of(read(tmp_path)) == ["not_found", str(tmp_path / "b.txt")]


def run_reading(code: str, given: bytes = b"") -> str:
    ran = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
    return ran.stdout.decode()


def test_standard_input_is_read_as_it_comes() -> None:
    lines = "".join(json.dumps({"text": f"{WORDS} {number}"}) + "\n" for number in range(3))
    code = "from reportedly.read import read; print(*[each.document.source for each in read('-')])"
    assert run_reading(code, lines.encode()).split() == ["-#1", "-#2", "-#3"]


def test_a_text_is_read_without_loading_what_pages_need() -> None:
    heavy = ["trafilatura", "lxml", "pypdfium2", "httpx", "py3langid", "numpy", "charset_normalizer"]
    code = (
        f"import io, sys; from reportedly.read import read; list(read(io.BytesIO({WORDS.encode()!r})));"
        f"print(*sorted(set(sys.modules) & set({heavy!r})))"
    )
    assert run_reading(code).split() == []


def test_what_the_user_says_stands_in_front(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": WORDS, "title": "Row", "publisher": "Row", "published": "2017-01-01"}))
    said = Overrides(title="Given", publisher="Given", published="2017-11-15", url="https://x.example/a", language="fr")
    document = one(path, said).document
    assert (document.title, document.publisher, document.url, document.language) == (
        "Given",
        "Given",
        "https://x.example/a",
        "fr",
    )
    assert (document.published, document.dates[0].origin) == ("2017-11-15", "given")
    assert document.dates[1].value == "2017-01-01"


def test_the_day_and_language_of_a_row_stand_before_what_its_address_and_words_tell(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"text": WORDS, "published": "2017-11-25", "url": "https://x.example/2017/11/15/a", "language": "sco"}
    path.write_text(json.dumps(row))
    outcome = one(path)
    assert (outcome.document.published, outcome.document.language, outcome.issues) == ("2017-11-25", "sco", ())


def test_fields_of_other_names_are_found_by_mapping(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"notes,event_date,who\n{WORDS},2017-11-15,Courier\n")
    mapping = parsed_mapping(["text=notes,published=event_date", "publisher=who"])
    document = one(path, Overrides(mapping=mapping)).document
    assert (document.text, document.published, document.publisher) == (WORDS, "2017-11-15", "Courier")


def test_a_mapping_leads_into_fields_of_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"article": {"body": WORDS, "on": {"day": "2017-11-15"}}, "a.b": "Whole name"}))
    mapping = parsed_mapping(["text=article.body,published=article.on.day,title=a.b,publisher=article.body.none"])
    document = one(path, Overrides(mapping=mapping)).document
    assert (document.text, document.published, document.title, document.publisher) == (
        WORDS,
        "2017-11-15",
        "Whole name",
        None,
    )


@pytest.mark.parametrize("given", ["text", "text=", "=body", "words=body"])
def test_a_mapping_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="--map"):
        Overrides(mapping=parsed_mapping([given]))


@pytest.mark.parametrize("day", ["2017-13-01", "20171115", "yesterday", "15.11.2017", "2017"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match=r"2017-11-15"):
        Overrides(published=day)


@pytest.mark.parametrize("kind", ["parchment", "image/png", ""])
def test_a_type_of_media_that_is_not_read_is_refused(kind: str) -> None:
    with pytest.raises(UsageError, match="--media-type"):
        Overrides(media_type=kind)


@pytest.mark.parametrize("kind", TYPES_OF_MEDIA)
def test_every_short_name_of_a_type_is_understood(kind: str) -> None:
    assert Overrides(media_type=kind).media_type == kind


def test_the_content_has_the_first_word_and_the_user_the_last(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"<html><body><p>{WORDS}</p></body></html>")
    assert one(path).document.media_type == "text/html"
    assert one(path, Overrides(media_type="text")).document.media_type == "text/plain"


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_text(f"{WORDS} More.")
    seen: list[tuple[str, str]] = []

    def known(source: str, digest: str) -> bool:
        seen.append((source, digest))
        return source.endswith("a.txt")

    assert documents_of(read(tmp_path, hooks=Hooks(known=known))) == [str(tmp_path / "b.txt")]
    assert [len(digest) for _, digest in seen] == [64, 64]


def test_progress_adds_up_to_the_size_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": WORDS}) + "\n")
    counts: list[int] = []
    list(read(tmp_path, hooks=Hooks(advanced=counts.append)))
    assert sum(counts) == sum(path.stat().st_size for path in tmp_path.iterdir())


class Endless(io.RawIOBase):
    """Lines without end, that count how many bytes were asked of them."""

    def __init__(self, line: bytes) -> None:
        super().__init__()
        self.line, self.given = line, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return (self.line * (size // len(self.line) + 2))[self.given % len(self.line) :][:size]


def test_lines_are_given_out_as_they_come_and_not_held() -> None:
    """A stream without end is read in flat memory: what was taken stays near what was given out."""
    stream = Endless(b'{"text": "The mayor said that the road was open."}\n')
    outcomes = read(stream, Overrides(media_type="jsonl"))  # type: ignore[arg-type]
    for _ in range(5_000):
        next(outcomes)
    assert stream.given < 5_000 * len(stream.line) + (1 << 18)


def test_a_text_over_the_limit_is_an_issue_and_is_not_held() -> None:
    stream = Endless(b"words without end ")
    limits = Limits(original=1 << 20)
    assert documents_of(read(stream, limits=limits)) == ["too_large"]  # type: ignore[arg-type]
    assert stream.given < (1 << 20) + (1 << 18)


def test_a_line_over_the_limit_is_passed_over_and_the_next_one_is_read() -> None:
    long = json.dumps({"text": "x" * 50_000}).encode()
    short = json.dumps({"text": WORDS}).encode()
    outcomes = read(io.BytesIO(long + b"\n" + short), Overrides(media_type="jsonl"), limits=Limits(original=10_000))
    assert documents_of(outcomes) == ["too_large", "-#2"]


def test_a_text_with_too_many_characters_is_an_issue() -> None:
    assert documents_of(read(io.BytesIO(WORDS.encode()), limits=Limits(text=20))) == ["too_long"]


def test_no_issue_holds_words_of_the_source() -> None:
    withheld = "Zabihullah the gardener"
    given = [
        f'{{"text": "{withheld}" broken',
        f'{{"text": "ok words", "published": "{withheld}"}}',
        f'["{withheld}"]',
        f'{{"body": "{withheld}"}}',
    ]
    for outcome in read(io.BytesIO("\n".join(given).encode()), Overrides(media_type="jsonl")):
        assert withheld not in repr(outcome)
