"""The register of sources: outlets, institutions and offices that documents name.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; it begins empty, and `index_sources` fills it."""
    op.create_table(
        "registered",
        sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text, primary_key=True, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("firsthand", sa.Integer, nullable=False),
    )
