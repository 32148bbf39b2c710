"""Areas that control is reported of, with their labels.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; they begin empty, and are filled when areas are asked for."""
    op.create_table(
        "control_place",
        sa.Column("document", Key, sa.ForeignKey("document.key"), primary_key=True, autoincrement=False),
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("area", sa.Text, primary_key=True),
    )
    op.create_index("control_place_area", "control_place", ["scope", "area"])
    op.create_table(
        "control_area",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("area", sa.Text, primary_key=True),
        sa.Column("stale_days", sa.Integer, primary_key=True),
        sa.Column("since", sa.Integer, primary_key=True),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
