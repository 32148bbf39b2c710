"""What stands across documents: decisions, reprints, incidents.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key() -> sa.Column[int]:
    """Number of the row, in the order of appending."""
    return sa.Column("key", Key, primary_key=True, autoincrement=True)


def document(name: str = "document", *, primary: bool = False, index: bool = False) -> sa.Column[int]:
    """A document."""
    if primary:
        return sa.Column(
            name, Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False, index=index or None
        )
    return sa.Column(name, Key, sa.ForeignKey("document.key"), nullable=False, index=True)


def text(name: str, *, unique: bool = False, index: bool = False) -> sa.Column[str]:
    """A text."""
    return sa.Column(name, sa.Text, nullable=False, unique=unique or None, index=index or None)


def day(name: str) -> sa.Column[int]:
    """A day, or none."""
    return sa.Column(name, sa.Integer, nullable=True, index=True)


def upgrade() -> None:
    """Make the tables; they begin empty, and linking fills them."""
    rows()
    reprints()
    incidents()


def rows() -> None:
    """Tables that are appended to."""
    op.create_table(
        "joint_judgement", key(), text("id", unique=True), text("at"), sa.Column("body", sa.LargeBinary, nullable=False)
    )
    op.create_table("incident_alias", sa.Column("alias", sa.Text, primary_key=True), text("incident", index=True))


def reprints() -> None:
    """The index of shared text."""
    op.create_table("linked_document", document(primary=True), sa.Column("stage", sa.Text, primary_key=True))
    op.create_table(
        "shingle",
        document(),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("hash", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "reprint",
        document("first", primary=True),
        document("second", primary=True, index=True),
        text("kind", index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def incidents() -> None:
    """The index of incidents."""
    op.create_table(
        "incident",
        key(),
        text("id", unique=True),
        text("type", index=True),
        day("begin_day"),
        day("finish_day"),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "incident_claim",
        sa.Column("incident", Key, sa.ForeignKey("incident.key"), nullable=False, index=True),
        document(),
        text("claim", index=True),
    )
    op.create_table("incident_block", document(), text("claim"), text("block", index=True))
