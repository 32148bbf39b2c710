"""Names of incidents have an order, so that the oldest is kept.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number."""
    op.add_column("incident_alias", sa.Column("number", sa.Integer, nullable=True))
