"""Intake: whatever the user named, through the line and into the ledger; the same for the terminal and the desk."""
