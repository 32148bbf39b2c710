"""Every command of the terminal: importing this module fills the application."""

from reportedly.cli import auditing
from reportedly.cli.app import app

__all__ = ["app", "auditing"]
