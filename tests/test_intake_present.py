"""A run that goes on: what is in the ledger is not parsed again, and what was changed or is said anew is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake import builders as make
from intake.corpus import WORDS
from reportedly.cli.ledgers import settings_for
from reportedly.gazetteer import load_gazetteer
from reportedly.intake.ingest import Progress, skipping
from reportedly.intake.present import Present, load_present
from reportedly.intake.sources import outcomes
from reportedly.protect import open_ledger
from reportedly.read import Hooks, Overrides
from reportedly.records import Issue
from terminal import typed

pytestmark = pytest.mark.model

DAY = "2018-03-14"
DOCUMENTS = 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every kind of source that holds many documents, and some that hold one."""
    page = make.page(make.paragraphs(WORDS, WORDS, WORDS))
    made = {
        "crawl.warc": make.record(make.answer(page), 1) + make.record(WORDS.encode(), 2, kind="conversion"),
        "feed.rss": make.rss(*(f"<guid>{n}</guid><description>{WORDS}</description>" for n in (1, 2))),
        "packed.zip": make.zipped({"one.txt": WORDS.encode()}),
        "page.html": page,
        "plain.txt": WORDS.encode(),
        "rows.jsonl": b'{"text": "The mayor said that the road was open.", "source": "row"}\n',
    }
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in made.items():
        (reports / name).write_bytes(content)
    return reports


@pytest.fixture
def present(folder: Path, ledger_file: Path) -> Iterator[Present]:
    """The ledger once the folder was read into it, with the day that the user gave."""
    ended = typed("read", str(folder), "--published", DAY, "--workers", "1")
    assert f"{DOCUMENTS} documents read" in ended.said
    with open_ledger(ledger_file) as opened:
        settings = settings_for(ledger_file)
        yield load_present(opened, settings, load_gazetteer(settings))


def parsed(folder: Path, present: Present, said: Overrides) -> tuple[list[str], int]:
    """The names of the files whose documents a further run parses, and how many originals it passes over."""
    progress = Progress()
    found = list(outcomes([str(folder)], said, Hooks(known=skipping(present, said, progress))))
    assert not any(isinstance(each, Issue) for each in found)
    names = [each.document.source for each in found if not isinstance(each, Issue)]
    return [name.removeprefix(f"{folder}/") for name in names], progress.skipped


@pytest.mark.parametrize("said", [Overrides(), Overrides(published=DAY)])
def test_a_second_run_parses_nothing_again(folder: Path, present: Present, said: Overrides):
    assert parsed(folder, present, said) == ([], DOCUMENTS)


def test_the_summary_counts_what_was_passed_over(folder: Path, present: Present):
    ended = typed("read", str(folder), "--ledger", str(present.ledger.engine.url.database))
    assert ended.status == 0, ended.said
    assert "0 documents read" in ended.said
    assert f"{DOCUMENTS} documents in the ledger already" in ended.said


def test_a_changed_file_is_read(folder: Path, present: Present):
    (folder / "plain.txt").write_text(f"{WORDS} The bridge was closed.", "utf-8")
    assert parsed(folder, present, Overrides()) == (["plain.txt"], DOCUMENTS - 1)


def test_a_new_record_of_a_crawl_is_read(folder: Path, present: Present):
    with (folder / "crawl.warc").open("ab") as crawl:
        crawl.write(make.record(WORDS.encode(), 3, kind="conversion"))
    assert parsed(folder, present, Overrides()) == (["crawl.warc#record-3"], DOCUMENTS)


@pytest.mark.parametrize(
    "said",
    [
        Overrides(published="2018-03-15"),
        Overrides(published=DAY, title="Another title"),
        Overrides(publisher="Oxus Courier"),
        Overrides(url="https://example.org/other"),
        Overrides(language="fa"),
        Overrides(mapping=(("title", "text"),)),
    ],
    ids=lambda said: repr(said)[:60],
)
def test_what_the_user_says_anew_is_heeded(folder: Path, present: Present, said: Overrides):
    names, skipped = parsed(folder, present, said)
    assert (len(names), skipped) == (DOCUMENTS, 0)


def test_copies_of_one_page_are_not_read_in_turns(tmp_path: Path, ledger_file: Path):
    page = make.answer(make.page(make.paragraphs(WORDS, WORDS, WORDS)))
    days = ((1, "2020-08-05"), (2, "2020-08-09"))
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(b"".join(make.record(page, n, url="https://example.org/a", day=day) for n, day in days))
    typed("read", str(crawl))
    for _ in range(2):
        ended = typed("read", str(crawl), "--ledger", str(ledger_file))
        assert "0 documents read" in ended.said
        assert "2 documents in the ledger already" in ended.said


def test_another_model_reads_again(folder: Path, present: Present):
    other = Present(ledger=present.ledger, model="another", gazetteer=present.gazetteer)
    assert parsed(folder, other, Overrides())[1] == 0
