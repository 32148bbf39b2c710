"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key() -> sa.Column[int]:
    """Number of the row, in the order of appending."""
    return sa.Column("key", Key, primary_key=True, autoincrement=True)


def to(table: str, *, nullable: bool = False) -> sa.Column[int]:
    """A row of another table."""
    return sa.Column(table, Key, sa.ForeignKey(f"{table}.key"), nullable=nullable, index=True)


def text(name: str, *, unique: bool = False, index: bool = False, nullable: bool = False) -> sa.Column[str]:
    """A text."""
    return sa.Column(name, sa.Text, nullable=nullable, unique=unique or None, index=index or None)


def blob(name: str) -> sa.Column[bytes]:
    """Bytes."""
    return sa.Column(name, sa.LargeBinary, nullable=False)


def upgrade() -> None:
    """Make everything."""
    rows()
    index()
    words()


def rows() -> None:
    """Tables that are appended to."""
    op.create_table("secret", sa.Column("name", sa.Text, primary_key=True), blob("value"))
    op.create_table("document", key(), text("id", unique=True), blob("text"), text("text_sha256"))
    op.create_table(
        "original", key(), text("sha256", unique=True), sa.Column("size", sa.Integer, nullable=False), blob("body")
    )
    op.create_table(
        "reading",
        key(),
        to("document"),
        to("original"),
        text("fingerprint"),
        text("model"),
        text("gazetteer"),
        text("at"),
        blob("frame"),
        blob("claims"),
    )
    op.create_table(
        "judgement",
        key(),
        to("document"),
        text("id", unique=True),
        text("target", index=True),
        text("at"),
        blob("body"),
    )
    op.create_table(
        "issue",
        key(),
        to("document", nullable=True),
        to("reading", nullable=True),
        text("id", index=True),
        text("source", nullable=True, index=True),
        text("at"),
        blob("body"),
    )
    op.create_table("audit", key(), text("at"), text("act"), text("by"), blob("body"))
    op.create_table("tombstone", key(), text("mark", unique=True), text("at"))


def index() -> None:
    """Tables that can be built again."""
    op.create_table(
        "live_document",
        sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
        to("reading"),
        text("id"),
        text("source", index=True),
        text("published"),
        text("described"),
        text("model"),
        text("gazetteer"),
        text("at"),
        sa.Index("live_document_order", "published", "id"),
    )
    op.create_table(
        "live_claim",
        key(),
        sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
        text("id", index=True),
        sa.Column("position", sa.Integer, nullable=False),
        text("status"),
        text("type", index=True),
        text("basis", index=True),
        text("anonymity", index=True),
        sa.Column("begin_day", sa.Integer, nullable=True, index=True),
        sa.Column("finish_day", sa.Integer, nullable=True, index=True),
    )
    op.create_table(
        "live_term",
        sa.Column("claim", Key, sa.ForeignKey("live_claim.key"), nullable=False, index=True),
        text("field"),
        text("term"),
        sa.Index("live_term_lookup", "field", "term"),
    )


def words() -> None:
    """The index of words."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE live_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")
        return
    op.create_table("live_words", sa.Column("rowid", sa.BigInteger, primary_key=True, autoincrement=False), text("words"))
    op.execute("CREATE INDEX live_words_search ON live_words USING gin (to_tsvector('simple', words))")
