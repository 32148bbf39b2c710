"""The corpus of small files, good and broken: each reads to exactly the documents and issues listed beside it."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.corpus import MAKERS, content_of
from reportedly.lexicon import load_lexicon
from reportedly.read import Limits, Overrides, read
from reportedly.records import Acquired, Issue

LISTED = Path(__file__).parent / "intake" / "expected.txt"
TODAY = "2026-01-01"


def outcomes_of(name: str, content: bytes, limits: Limits = Limits()) -> list[Acquired | Issue]:  # noqa: B008 - frozen
    body = io.BytesIO(content)
    body.name = name  # type: ignore[attr-defined]
    return list(read(body, Overrides(today=TODAY), limits=limits))


def line_of(outcome: Acquired | Issue) -> str:
    """An outcome as the list writes it: what it is, its fields, its doubts, its text."""
    if isinstance(outcome, Issue):
        return f"issue {outcome.code} {outcome.source}"
    document = outcome.document
    fields = {
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "pages": " ".join(f"{page.start}-{page.stop}" for page in document.pages) or None,
        "doubts": " ".join(issue.code for issue in outcome.issues) or None,
    }
    told = " ".join(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value)
    return f"document {document.source} {told}\n    {json.dumps(document.text, ensure_ascii=True)}"


def listing(name: str) -> str:
    """What a file reads to, as the list writes it."""
    return "".join(f"  {line_of(outcome)}\n" for outcome in outcomes_of(name, content_of(name)))


def listed() -> dict[str, str]:
    """The list, by file."""
    found: dict[str, str] = {}
    name = ""
    for line in LISTED.read_text("utf-8").splitlines(keepends=True):
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            name = line.strip()
            found[name] = ""
        else:
            found[name] += line
    return found


EXPECTED = listed()


def test_the_list_and_the_corpus_name_the_same_files() -> None:
    assert list(EXPECTED) == list(MAKERS)
    assert len(MAKERS) >= 80


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_reads_to_exactly_what_is_listed(name: str) -> None:
    assert listing(name) == EXPECTED[name]


@pytest.mark.parametrize("name", MAKERS)
def test_every_issue_has_a_documented_remedy(name: str) -> None:
    for issue in issues_of(outcomes_of(name, content_of(name))):
        assert issue.remedy == load_lexicon("issue_codes").entries[issue.code]["remedy"]


def issues_of(outcomes: list[Acquired | Issue]) -> Iterator[Issue]:
    for outcome in outcomes:
        yield from (outcome,) if isinstance(outcome, Issue) else outcome.issues


def test_a_folder_reads_to_what_its_files_read_to(tmp_path: Path) -> None:
    """No neighbour is lost, whatever stands beside it."""
    for name in MAKERS:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content_of(name))
    found = [line_of(outcome) for outcome in read(tmp_path, Overrides(today=TODAY))]
    alone = [
        line_of(outcome) for name in sorted(MAKERS) for outcome in outcomes_of(str(tmp_path / name), content_of(name))
    ]
    assert sorted(found) == sorted(alone)


def test_the_original_bytes_are_kept() -> None:
    for name in ("text/windows1251.txt", "pages/page.html", "pdf/simple.pdf", "office/report.docx", "mail/plain.eml"):
        (outcome,) = outcomes_of(name, content_of(name))
        assert isinstance(outcome, Acquired)
        assert outcome.original == content_of(name)
