"""Sphinx: the documentation as web pages (`make site`)."""

from reportedly import __version__

project = "Reportedly"
author = "the Reportedly authors"
version = release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Reportedly"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]
