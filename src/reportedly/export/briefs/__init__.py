"""Printable briefs of an incident or a district, as HTML and PDF from one content."""

from enum import StrEnum
from typing import BinaryIO

from reportedly.export.briefs.content import Brief, Heading
from reportedly.export.briefs.control import control_brief
from reportedly.export.briefs.incidents import incident_brief

__all__ = ["Brief", "BriefForm", "Heading", "control_brief", "incident_brief", "write_brief"]


class BriefForm(StrEnum):
    """The formats of a brief."""

    HTML = "html"
    PDF = "pdf"


def write_brief(brief: Brief, form: BriefForm, target: BinaryIO) -> None:
    """Write the brief to an open binary file; equal briefs give equal files."""
    if form is BriefForm.HTML:
        from reportedly.export.briefs.page import brief_html

        target.write(brief_html(brief).encode("utf-8"))
        return
    from reportedly.export.briefs.paper import brief_pdf

    target.write(brief_pdf(brief))
