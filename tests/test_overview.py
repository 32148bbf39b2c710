"""The owner's overview: every claim in memory, made anew only where something changed, and kept for the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from fictional import AT, LATER, mill, numbered
from planted import plant
from reportedly.codec import unpack
from reportedly.judge import accept, purge_document, purge_person, redact_document, undo
from reportedly.ledger import Entry, Ledger, append, open_ledger, schema
from reportedly.ledger.shelving import Shelved, store_shelved
from reportedly.ledger.stamps import Stamp, find_purge_stamp
from reportedly.protect import Overview, Shelf, Sought, Tables
from reportedly.protect.desk_views import Making, TableView
from reportedly.protect.views import ClaimView
from reportedly.records import Ruling
from reportedly.vocabulary import Sensitivity

RULING = Ruling(reviewer="R. Viewer", at=LATER)
MANY = 20


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        made = [mill(), *(numbered(each) for each in range(1, MANY))]
        append(opened, [Entry(report=each, original=b"x") for each in made], at=AT)
        yield opened


def kept(ledger: Ledger) -> int:
    """How many documents are kept for the next start."""
    with ledger.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(schema.shelved)).scalar_one())


def decoded(table: TableView) -> dict[str, list[object]]:
    """The columns with the words that their numbers stand for."""

    def words(name: str, value: object) -> object:
        if isinstance(value, tuple):
            return [words(name, each) for each in value]
        coded = getattr(table.dictionaries, name, None)
        return value if coded is None or value == -1 else coded[value]

    return {name: [words(name, each) for each in getattr(table.columns, name)] for name in table.columns.__slots__}


def test_columns_are_equally_long_and_numbers_are_places_in_the_dictionaries(ledger):
    plant(ledger)
    table = Overview(ledger).shelf().table()
    columns, dictionaries = table.columns, table.dictionaries
    length = len(columns.id)
    assert length > MANY
    for name in columns.__slots__:
        assert len(getattr(columns, name)) == length, name
    for name in dictionaries.__slots__:
        if name == "title":
            assert len(dictionaries.title) == len(dictionaries.document)
            continue
        values = getattr(columns, name)
        codes = {code for each in values for code in (each if isinstance(each, tuple) else (each,))}
        assert codes <= {-1, *range(len(getattr(dictionaries, name)))}, name


def test_a_table_that_is_made_again_is_the_one_that_is_made_anew(ledger):
    tables = Tables()
    overview = Overview(ledger)
    chosen = [block.lines[0].id for block in overview.shelf().blocks[:3]]
    overview.shelf().table(tables)
    for claim in chosen:
        accept(ledger, claim, RULING)
        again, anew = overview.shelf().table(tables), overview.shelf().table()
        assert decoded(again) == decoded(anew)


def test_no_word_stays_in_a_dictionary_once_no_claim_has_it(ledger):
    tables, overview = Tables(), Overview(ledger)
    gone = overview.shelf().blocks[0]
    words = {line.source for line in gone.lines} | {gone.document.id}
    assert words & set(overview.shelf().table(tables).dictionaries.source)
    only = words - {line.source for block in overview.shelf().blocks[1:] for line in block.lines}
    purge_document(ledger, gone.document.id, RULING)
    left = overview.shelf().table(tables).dictionaries
    assert not only & {*left.source, *left.document}


def test_a_decision_makes_one_document_anew_and_no_other(ledger):
    overview = Overview(ledger)
    before = overview.shelf()
    chosen = before.blocks[0].lines[0].id
    accept(ledger, chosen, RULING)
    after = overview.shelf()
    assert after.version != before.version
    changed = [one for one, other in zip(after.blocks, before.blocks, strict=True) if one is not other]
    assert len(changed) == 1
    assert after.find_line(chosen).status == "accepted"


def test_where_nothing_changed_the_same_shelf_is_given(ledger):
    overview = Overview(ledger)
    assert overview.shelf() is overview.shelf()


def test_the_next_start_gives_the_same_without_making_it(ledger):
    first = Overview(ledger).shelf()
    assert kept(ledger) == len(first.blocks)
    second = Overview(ledger).shelf()
    assert second.blocks == first.blocks
    assert second.table() == first.table()


def test_what_was_kept_goes_with_every_decision_and_comes_again(ledger):
    overview = Overview(ledger)
    chosen = overview.shelf().blocks[0].lines[0].id
    made = accept(ledger, chosen, RULING)
    assert kept(ledger) == MANY - 1
    assert Overview(ledger).shelf().find_line(chosen).status == "accepted"
    undo(ledger, made, RULING)
    assert Overview(ledger).shelf().find_line(chosen).status == "proposed"


def test_what_is_kept_beforehand_is_what_a_server_starts_with(ledger):
    told = []
    assert Overview(ledger).keep(lambda done, total: told.append((done, total))) == MANY
    assert told == [(MANY, MANY)]
    assert kept(ledger) == MANY
    server = Overview(ledger)
    server._block = None  # whoever makes a document anew fails
    assert len(server.shelf().blocks) == MANY


def test_only_what_changed_is_kept_anew(ledger):
    chosen = Overview(ledger).shelf().blocks[0].lines[0].id
    assert Overview(ledger).keep() == 0
    accept(ledger, chosen, RULING)
    assert Overview(ledger).keep() == 1
    assert kept(ledger) == MANY


def test_a_start_that_is_stopped_goes_on_where_it_was(ledger, monkeypatch):
    monkeypatch.setattr("reportedly.protect.overview._STEP", 8)
    stopped = Overview(ledger)
    seen = []

    def stop(done: int, total: int) -> None:
        seen.append((stopped.making.done, total))
        if done == 16:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped.keep(stop)
    assert seen == [(0, MANY), (8, MANY)]
    assert kept(ledger) == 16
    assert Overview(ledger).keep() == MANY - 16


def test_nothing_is_said_to_be_made_where_nothing_is(ledger):
    resting = Overview(ledger)
    resting.shelf()
    assert resting.making == Making(done=0, total=0)


def test_a_purged_document_leaves_nothing_kept(ledger):
    shelf = Overview(ledger).shelf()
    gone = shelf.blocks[0].document.id
    purge_document(ledger, gone, RULING)
    assert kept(ledger) == MANY - 1
    assert all(each.document.id != gone for each in Overview(ledger).shelf().blocks)


def test_a_severe_document_shows_nothing_but_that_it_is_there(ledger):
    shelf = Overview(ledger).shelf()
    block = shelf.blocks[0]
    redact_document(ledger, block.document.id, Sensitivity.SEVERE, RULING)
    sealed = next(each for each in Overview(ledger).shelf().blocks if each.document.id == block.document.id)
    assert sealed.lines == ()


def test_claims_are_found_by_words_and_paged_in_order(ledger):
    shelf = Overview(ledger).shelf()
    every = shelf.find(Sought(), limit=500)
    ids = [unpack(each, ClaimView).id for each in every.claims]
    assert every.total == len(ids) == len(set(ids))
    paged = [
        unpack(each, ClaimView).id
        for start in range(0, every.total, 7)
        for each in shelf.find(Sought(), offset=start, limit=7).claims
    ]
    assert paged == ids
    assert [unpack(each, ClaimView).id for each in shelf.named(reversed(ids))] == ids[::-1]
    word = unpack(every.claims[0], ClaimView).words.split()[0]
    assert ids[0] in {unpack(each, ClaimView).id for each in shelf.find(Sought(words=word)).claims}
    assert shelf.find(Sought(words="nobodysaidthis")).total == 0


@pytest.mark.parametrize("last", [True, False])
def test_a_running_overview_holds_nothing_of_a_person_who_was_purged_meanwhile(tmp_path: Path, last):
    """Rows that come after a purge may have the keys of those that went with it."""
    made = [numbered(1), mill()] if last else [mill(), numbered(1)]
    with open_ledger(tmp_path / "other.db") as ledger:
        append(ledger, [Entry(report=each, original=b"x") for each in made], at=AT)
        running = Overview(ledger)
        assert said_by(running.shelf(), "miller")
        with open_ledger(tmp_path / "other.db") as terminal:
            purge_person(terminal, ("A miller",), RULING)
        assert not said_by(running.shelf(), "miller")


def said_by(shelf: Shelf, who: str) -> bool:
    """Whether a claim of the shelf names this source."""
    return any(who in label for label in shelf.table().dictionaries.source)


def test_what_was_made_before_a_purge_is_not_kept_after_it(ledger):
    before = find_purge_stamp(ledger)
    stamp = Stamp(document=2, reading=2, judgement=0)
    purge_document(ledger, "mill.txt", RULING)
    store_shelved(ledger, "mark", [Shelved(stamp=stamp, lines=b"", claims=b"")], purged=before)
    assert kept(ledger) == 0
