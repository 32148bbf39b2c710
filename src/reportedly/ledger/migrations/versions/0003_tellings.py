"""What claims tell of, and which of them seem to tell of one occurrence.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; they begin empty, and linking fills them."""
    op.create_table(
        "telling",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "telling_pair",
        sa.Column("first", sa.Text, primary_key=True),
        sa.Column("second", sa.Text, primary_key=True, index=True),
        sa.Column("score", sa.Float, nullable=False),
    )
