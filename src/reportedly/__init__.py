"""Reportedly turns reports about conflict into a ledger of attributed claims.

Importing it is quick: the model, the gazetteer and the database are loaded when they are first used.
"""

__version__ = "0.1.0"
