"""How a ledger's file comes to have the tables of `schema`; run by alembic."""
