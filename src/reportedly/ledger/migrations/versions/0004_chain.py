"""The log is a chain: each row holds a hash of itself and of the row before it, and no row can be changed.

Revision ID: 0004
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

audit = sa.table(
    "audit",
    sa.column("key", sa.BigInteger),
    sa.column("at", sa.Text),
    sa.column("act", sa.Text),
    sa.column("by", sa.Text),
    sa.column("body", sa.LargeBinary),
    sa.column("chain", sa.Text),
)


def upgrade() -> None:
    """Chain the rows that are there, then close the table."""
    op.add_column("audit", sa.Column("chain", sa.Text, nullable=False, server_default=""))
    chain()
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END"
            )


def chain() -> None:
    """Give every row its hash, in the order of appending."""
    connection = op.get_bind()
    before = ""
    for row in connection.execute(sa.select(audit).order_by(audit.c.key)).all():
        parts = (before.encode(), row.at.encode(), row.act.encode(), row.by.encode(), bytes(row.body))
        before = hashlib.sha256(b"".join(len(each).to_bytes(8, "big") + each for each in parts)).hexdigest()
        connection.execute(sa.update(audit).where(audit.c.key == row.key).values(chain=before))
