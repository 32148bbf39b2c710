"""The tables. Rows are appended; the tables that begin with `live` are an index that can be built again from the rest.

`migrations/versions` makes the same tables in a file (tested).
"""

import sqlalchemy as sa

HEAD = "0010"
# "RPLD": tells a ledger from any other SQLite file.
APPLICATION_ID = 0x52504C44

metadata = sa.MetaData()

# SQLite counts up only an INTEGER primary key; PostgreSQL wants room.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _key() -> sa.Column[int]:
    """Number of the row, in the order of appending."""
    return sa.Column("key", Key, primary_key=True, autoincrement=True)


def _to(table: str, *, nullable: bool = False) -> sa.Column[int]:
    """A row of another table."""
    return sa.Column(table, Key, sa.ForeignKey(f"{table}.key"), nullable=nullable, index=True)


# Secrets of this ledger: the key of its tombstones.
secret = sa.Table(
    "secret",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

# The text that all offsets refer to, compressed.
document = sa.Table(
    "document",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("text", sa.LargeBinary, nullable=False),
    sa.Column("text_sha256", sa.Text, nullable=False),
)

# The bytes that a document was made from, compressed, once for equal bytes.
original = sa.Table(
    "original",
    metadata,
    _key(),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# What one model and one gazetteer made of a document: the report without text and claims, and its claims.
reading = sa.Table(
    "reading",
    metadata,
    _key(),
    _to("document"),
    _to("original"),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("gazetteer", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("frame", sa.LargeBinary, nullable=False),
    sa.Column("claims", sa.LargeBinary, nullable=False),
)

# What people decided.
judgement = sa.Table(
    "judgement",
    metadata,
    _key(),
    _to("document"),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("target", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# What could not be read or understood; without a document where nothing came of a source.
issue = sa.Table(
    "issue",
    metadata,
    _key(),
    _to("document", nullable=True),
    _to("reading", nullable=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=True, index=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# What was done with the ledger, without words: views, exports, decisions and purges. `chain` is a hash of the row and
# of the row before it, so that none can be changed or taken out unnoticed; in SQLite triggers refuse to try.
audit = sa.Table(
    "audit",
    metadata,
    _key(),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("chain", sa.Text, nullable=False, server_default=""),
)

# Keyed marks of what was purged, so that it is not read in again.
tombstone = sa.Table(
    "tombstone",
    metadata,
    _key(),
    sa.Column("mark", sa.Text, nullable=False, unique=True),
    sa.Column("at", sa.Text, nullable=False),
)

# What people decided across documents: which claims tell of one incident, whose word is independent, how reliable an
# outlet is. `body` names claims by id and holds no words of a document.
joint_judgement = sa.Table(
    "joint_judgement",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Where the claims stand that a decision across documents names, so that their successors in later readings are found.
joint_claim = sa.Table(
    "joint_claim",
    metadata,
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
)

# The names that incidents have had: never taken back, so that a name once given leads somewhere for ever.
incident_alias = sa.Table(
    "incident_alias",
    metadata,
    sa.Column("alias", sa.Text, primary_key=True),
    sa.Column("incident", sa.Text, nullable=False, index=True),
    # Counts up: of the names that an incident could have, the oldest is its id.
    sa.Column("number", sa.Integer, nullable=True),
)

# Index: the latest reading of each document.
live_document = sa.Table(
    "live_document",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    _to("reading"),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("published", sa.Text, nullable=False),
    sa.Column("described", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("gazetteer", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Index("live_document_order", "published", "id"),
)

# Index: the live claims, with what they are looked up by.
live_claim = sa.Table(
    "live_claim",
    metadata,
    _key(),
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("basis", sa.Text, nullable=False, index=True),
    sa.Column("anonymity", sa.Text, nullable=False, index=True),
    sa.Column("begin_day", sa.Integer, nullable=True, index=True),
    sa.Column("finish_day", sa.Integer, nullable=True, index=True),
)

# Index: names of places, actors and sources, folded.
live_term = sa.Table(
    "live_term",
    metadata,
    sa.Column("claim", Key, sa.ForeignKey("live_claim.key"), nullable=False, index=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("term", sa.Text, nullable=False),
    sa.Index("live_term_lookup", "field", "term"),
)

# Index: the words of live claims. SQLite keeps it in FTS5, PostgreSQL in a table with a text search index; both are
# made by the migration and named alike, so that the same statements fill them.
live_words = sa.table("live_words", sa.column("rowid", sa.Integer), sa.column("words", sa.Text))

# Index: which documents have been compared with the others; a document whose live state changes is taken out.
linked_document = sa.Table(
    "linked_document",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    sa.Column("stage", sa.Text, primary_key=True),
)

# Index: hashes of runs of words, by which documents that share text find each other; `part` is the sentence.
shingle = sa.Table(
    "shingle",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("hash", sa.BigInteger, nullable=False, index=True),
)

# Index: pairs of documents that share text; `first` is the smaller key. `body` holds no words.
reprint = sa.Table(
    "reprint",
    metadata,
    sa.Column("first", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    sa.Column("second", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False, index=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Index: reported incidents, each a cluster of live claims.
incident = sa.Table(
    "incident",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("begin_day", sa.Integer, nullable=True, index=True),
    sa.Column("finish_day", sa.Integer, nullable=True, index=True),
    sa.Column("claims", sa.Integer, nullable=False),
    sa.Column("documents", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Index: what incidents are looked up by when a new claim comes: type, place, time.
incident_claim = sa.Table(
    "incident_claim",
    metadata,
    sa.Column("incident", Key, sa.ForeignKey("incident.key"), nullable=False, index=True),
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    sa.Column("claim", sa.Text, nullable=False, index=True),
)

# Index: one row for each thing that a claim which may belong to an incident can be found by, such as `KILL/SY/202106`.
incident_block = sa.Table(
    "incident_block",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    sa.Column("claim", sa.Text, nullable=False),
    sa.Column("block", sa.Text, nullable=False, index=True),
)

# Index: what a claim that may belong to an incident tells of, in a form that is quick to compare; words are hashes.
telling = sa.Table(
    "telling",
    metadata,
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Index: pairs of tellings that seem to be of one occurrence, and how much; `first` is the smaller id.
telling_pair = sa.Table(
    "telling_pair",
    metadata,
    sa.Column("first", sa.Text, primary_key=True),
    sa.Column("second", sa.Text, primary_key=True, index=True),
    sa.Column("score", sa.Float, nullable=False),
)

# Index: the register of sources: which outlets, institutions and offices a document names, with how many of its claims
# pass through them, and of how many they say that they saw it themselves. Never a private person.
registered = sa.Table(
    "registered",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    sa.Column("source", sa.Text, primary_key=True, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("claims", sa.Integer, nullable=False),
    sa.Column("firsthand", sa.Integer, nullable=False),
)

# Settings of the ledger and saved filters. These rows are replaced: they say nothing of documents.
preference = sa.Table(
    "preference",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Index: what the owner's overview holds of each document, compressed; `mark` tells what it was made with.
shelved = sa.Table(
    "shelved",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    sa.Column("reading", sa.Integer, nullable=False),
    sa.Column("judgement", sa.Integer, nullable=False),
    sa.Column("mark", sa.Text, nullable=False),
    sa.Column("lines", sa.LargeBinary, nullable=False),
    sa.Column("claims", sa.LargeBinary, nullable=False),
)

# Index: the areas that a document reports control of, as an audience sees it. `scope` names the audience, and changes
# with everything else that the rows were made with. `area` is a path such as `AF/faryab/qaysar`.
control_place = sa.Table(
    "control_place",
    metadata,
    sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("area", sa.Text, primary_key=True),
    sa.Index("control_place_area", "scope", "area"),
)

# Index: the label of an area without its lanes, as it is seen from a day from `since` on and before `until`.
control_area = sa.Table(
    "control_area",
    metadata,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("area", sa.Text, primary_key=True),
    sa.Column("stale_days", sa.Integer, primary_key=True),
    sa.Column("since", sa.Integer, primary_key=True),
    sa.Column("until", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
