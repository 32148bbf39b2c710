"""The whole ledger as its owner sees it, held in memory: a change of one document costs one document, not all.

A page that shows 20,000 claims asks for them often, and reading them from their rows takes many seconds. What is held
here is what `protect` lets the owner see, packed; it is kept in the ledger itself and written nowhere else.
"""

import contextlib
import itertools
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from reportedly import __version__
from reportedly.codec import pack, unpack
from reportedly.errors import LedgerBusyError
from reportedly.ledger.auditing import Act, log_act
from reportedly.ledger.indexing import tokens
from reportedly.ledger.live import LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import find_redacted
from reportedly.ledger.shelving import Shelved, find_shelved, load_shelved, store_shelved
from reportedly.ledger.stamps import (
    Stamp,
    document_stamps,
    find_incident_ids,
    find_purge_stamp,
    ledger_stamp,
    load_stamped,
)
from reportedly.protect.columns import Tables
from reportedly.protect.desk_views import Making, TableView
from reportedly.protect.hiding import hidden_of, secret_names
from reportedly.protect.lines import Line, Sought, fits, line_of
from reportedly.protect.policies import Policy, load_policy
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.views import ClaimView, DocumentView, Occasion, PlaceView
from reportedly.records import content_id
from reportedly.vocabulary import Audience, Sensitivity

_SEPARATOR = b"\n"  # JSON has none outside its strings, and in them it is escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One document with its claims, as the owner sees them.

    Attributes:
        packed: The claims as JSON, in the order of `lines`, compressed together.
    """

    document: DocumentView
    lines: tuple[Line, ...] = field(repr=False)
    packed: bytes = field(repr=False)

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether the title with the outlet, or a claim, holds all of these folded words."""
        named = f"{self.document.title or ''} {self.document.publisher or ''}"
        texts = (f" {' '.join(tokens(named))} ", *(line.words for line in self.lines))
        return any(all(f" {each} " in text for each in words) for text in texts)

    def claims(self, wanted: Iterable[int]) -> Iterator[bytes]:
        """The JSON of the claims at these places."""
        parts = zlib.decompress(self.packed).split(_SEPARATOR)
        for place in wanted:
            yield parts[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Claims that fit: how many there are, and the JSON of those that were asked for."""

    total: int
    claims: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The ledger in one state; a later one is another shelf.

    Attributes:
        version: The stamp of the ledger.
        incidents: The incident of each claim that belongs to one, by the claim's id.
        places: Where each claim stands, by the beginning of its id that names it.
    """

    version: str
    blocks: tuple[Block, ...]
    incidents: Mapping[str, str] = field(repr=False)
    places: Mapping[str, tuple[Block, int]] = field(repr=False)

    def all_lines(self) -> Iterator[Line]:
        """Every claim."""
        for block in self.blocks:
            yield from block.lines

    @property
    def is_severe(self) -> bool:
        """Whether a document in it could do severe harm to somebody."""
        return any(block.document.sensitivity is Sensitivity.SEVERE for block in self.blocks)

    def lines(self, sought: "Sought") -> Iterator[Line]:
        """The claims that fit, by day of publication and in the order of their texts."""
        for block in self.blocks:
            for line in block.lines:
                if fits(line, sought, self.incidents.get(line.id)):
                    yield line

    def find(self, sought: "Sought", *, offset: int = 0, limit: int = 100) -> Found:
        """The claims that fit, from the given place on."""
        total = 0
        chosen: list[bytes] = []
        for block in self.blocks:
            fitting = [
                place for place, line in enumerate(block.lines) if fits(line, sought, self.incidents.get(line.id))
            ]
            first, last = max(0, offset - total), max(0, offset + limit - total)
            total += len(fitting)
            if fitting[first:last]:
                chosen.extend(block.claims(fitting[first:last]))
        return Found(total=total, claims=tuple(chosen))

    def named(self, ids: Iterable[str]) -> tuple[bytes, ...]:
        """The JSON of the claims with these ids or beginnings of ids, in the order asked for, unknown ones left out."""
        found = (self.places.get(_name(each)) for each in ids)
        return tuple(next(block.claims((place,))) for block, place in filter(None, found))

    def find_line(self, claim: str) -> Line | None:
        """The line of the claim with this id, or a beginning of it that is long enough; None where it is not shown."""
        found = self.places.get(_name(claim))
        return found[0].lines[found[1]] if found else None

    def documents(self, words: str | None = None) -> tuple[DocumentView, ...]:
        """The documents, or those that hold all of these words in title, outlet or a single claim."""
        asked = tokens(words or "")
        return tuple(block.document for block in self.blocks if not asked or block.holds(asked))

    def with_words(self, words: str) -> tuple[str, ...]:
        """The beginnings of ids, as in the table, of all claims that hold these words; none for no words."""
        asked = [f" {each} " for each in tokens(words)]
        if not asked:
            return ()
        return tuple(_name(line.id) for line in self.all_lines() if all(each in line.words for each in asked))

    def table(self, tables: Tables | None = None) -> TableView:
        """All claims in columns; `tables` knows what was coded before."""
        documents = ((block.document, block.lines) for block in self.blocks)
        return (tables or Tables()).table(self.version, documents, self.incidents)


def _name(claim: str) -> str:
    """The beginning of an id that names the claim; what stands before its colon may be left out."""
    return (claim if claim.startswith(_SCHEME) else _SCHEME + claim)[:_NAMED]


# So many characters of an id name a claim.
_NAMED = 23
_SCHEME = "sha256:"


# From so many new documents on, what is made of them is kept in the ledger.
_MANY = 16
# So many documents are made between two writes: a start that is stopped goes on where it was.
_STEP = 64
_HIGH = frozenset({Sensitivity.HIGH, Sensitivity.SEVERE})


def log_overview(ledger: Ledger, occasion: Occasion, shelf: Shelf) -> None:
    """Log that somebody sees the whole ledger in this state, and whether severe rows are in it."""
    act = Act(act="release", at=occasion.at, by=occasion.recipient, view="overview", audience=occasion.audience.value)
    log_act(ledger, act)
    if shelf.is_severe:
        log_act(ledger, replace(act, act="severe"))


class Overview:
    """Keeps the shelf of a ledger up to date; safe to be asked by several threads."""

    def __init__(self, ledger: Ledger) -> None:
        """Nothing is read yet."""
        self._ledger = ledger
        self._lock = threading.Lock()
        self._policy = load_policy(Audience.INTERNAL)
        self._known: dict[Stamp, Block] = {}
        self._secret: frozenset[str] = frozenset()
        self._purged = ""
        self._shelf: Shelf | None = None
        self._making = Making(done=0, total=0)

    @property
    def making(self) -> Making:
        """How far the shelf is that is being made; asked without waiting for it."""
        return self._making

    def keep(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make what the ledger does not hold yet and keep it there, so that the next server starts warm.

        Returned is how many documents that were; `progress` is told how many are done, and of how many.
        """
        with self._lock:
            stamps = self._stamps()
            held = find_shelved(self._ledger, self._mark)
            missing = [each for each in stamps if each not in held]
            for done, made in self._steps(missing):
                self._remember(made)
                if progress is not None:
                    progress(done, len(missing))
        return len(missing)

    def shelf(self) -> Shelf:
        """The ledger as it stands now."""
        with self._lock:
            version = ledger_stamp(self._ledger)
            if self._shelf is None or self._shelf.version != version:
                self._shelf = self._made(version)
            return self._shelf

    def _made(self, version: str) -> Shelf:
        """The shelf of this state, with the blocks of documents that have not changed."""
        stamps = self._stamps()
        missing = [each for each in stamps if each not in self._known]
        if len(missing) >= _MANY:
            self._known |= self._remembered(missing)
            missing = [each for each in missing if each not in self._known]
        for _, made in self._steps(missing):
            self._known |= made
            if len(missing) >= _MANY:
                self._remember(made)
        self._known = {each: self._known[each] for each in stamps}
        blocks = tuple(self._known.values())
        return Shelf(
            version=version,
            blocks=blocks,
            incidents=find_incident_ids(self._ledger),
            places=self._places(blocks),
        )

    def _stamps(self) -> tuple[Stamp, ...]:
        """The state of every document; what is known is forgotten where names were withheld or words purged."""
        purged = find_purge_stamp(self._ledger)
        stamps = document_stamps(self._ledger)
        secret = secret_names(find_redacted(self._ledger), self._policy)
        if (secret, purged) != (self._secret, self._purged):
            self._secret, self._purged, self._known, self._shelf = secret, purged, {}, None
        return stamps

    def _steps(self, missing: list[Stamp]) -> Iterator[tuple[int, dict[Stamp, Block]]]:
        """The blocks of these, some at a time, with how many are done."""
        try:
            for first in range(0, len(missing), _STEP):
                step = missing[first : first + _STEP]
                self._making = Making(done=first, total=len(missing))
                yield first + len(step), {each: self._block(load_stamped(self._ledger, each)) for each in step}
        finally:
            self._making = Making(done=0, total=0)

    def _places(self, blocks: tuple[Block, ...]) -> Mapping[str, tuple[Block, int]]:
        """Where each claim stands; what is known of blocks that have not changed is taken over."""
        before = self._shelf
        known = set(map(id, before.blocks)) if before else set()
        changed = [each for each in blocks if id(each) not in known]
        if before is None or len(before.blocks) - (len(blocks) - len(changed)) > _MANY:
            return {_name(line.id): (block, place) for block in blocks for place, line in enumerate(block.lines)}
        places = dict(before.places)
        present = set(map(id, blocks))
        for gone in (each for each in before.blocks if id(each) not in present):
            for line in gone.lines:
                places.pop(_name(line.id), None)
        for block in changed:
            places.update((_name(line.id), (block, place)) for place, line in enumerate(block.lines))
        return places

    def _block(self, live: LiveDocument) -> Block:
        """One document as the owner sees it."""
        return block_of(live, self._policy, self._secret)

    @property
    def _mark(self) -> str:
        """What a block is made with besides its document: program, views, policy, names withheld, purges."""
        views = (each.name for kind in (Line, ClaimView, PlaceView, DocumentView) for each in fields(kind))
        return content_id(__version__, self._purged, repr(self._policy), *views, *sorted(self._secret))

    def _remembered(self, stamps: list[Stamp]) -> dict[Stamp, Block]:
        """The blocks that the ledger holds for these."""
        held = load_shelved(self._ledger, self._mark)
        found = ((each, held[each.document]) for each in stamps if each.document in held)
        return {stamp: _unshelved(one) for stamp, one in found if one.stamp == stamp}

    def _remember(self, blocks: Mapping[Stamp, Block]) -> None:
        """Keep these in the ledger, unless somebody else is writing."""
        made = itertools.starmap(_shelved, blocks.items())
        with contextlib.suppress(LedgerBusyError):
            store_shelved(self._ledger, self._mark, made, purged=self._purged)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A block without the claims' JSON, as the ledger keeps it."""

    document: DocumentView
    lines: tuple[Line, ...] = field(repr=False)


def _shelved(stamp: Stamp, block: Block) -> Shelved:
    """A block as a row."""
    held = pack(_Held(document=block.document, lines=block.lines))
    return Shelved(stamp=stamp, lines=zlib.compress(held, 1), claims=block.packed)


def _unshelved(held: Shelved) -> Block:
    """A block from its row."""
    known = unpack(zlib.decompress(held.lines), _Held)
    return Block(document=known.document, lines=known.lines, packed=held.claims)


def block_of(live: LiveDocument, policy: Policy, secret: frozenset[str]) -> Block:
    """One document with its claims; of a sealed one nothing but that it is there."""
    scene = Scene(document=live, hidden=hidden_of(live, policy, secret), key=b"")
    document = document_view(scene)
    shown = [] if scene.hidden.is_sealed else [each for each in live.claims if scene.hidden.holds_back(each) is None]
    views = [claim_view(each, scene, document) for each in shown]
    return Block(
        document=document,
        lines=tuple(
            line_of(view, is_marked=bool(_HIGH & {claim.sensitivity, live.sensitivity}))
            for view, claim in zip(views, shown, strict=True)
        ),
        packed=zlib.compress(_SEPARATOR.join(pack(each) for each in views), 1),
    )
