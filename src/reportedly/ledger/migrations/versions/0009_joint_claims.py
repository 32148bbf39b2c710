"""Where the claims stand that decisions across documents name.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; decisions fill it."""
    op.create_table(
        "joint_claim",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("document", Key, sa.ForeignKey("document.key"), nullable=False, index=True),
    )
