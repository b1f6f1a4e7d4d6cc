"""The scripts and styles of the offline map: the modules of the map's page with another entry, as one text each.

Two modules of the page are replaced: the one that requests files, because they are in the file itself, and the one
that calls the window, because there is none. Comments and indentation are left out, which halves the size.
"""

from __future__ import annotations

import re
from functools import cache

from geo import assets
from geo.draw.web import files as webfiles
from geo.draw.web.modules import join_modules
from geo.draw.web.style_module import panel_variables

__all__ = ["BOOT", "ENTRY", "REPLACED", "boot", "script", "squeezed", "style"]

ENTRY = "offline/start.js"
"""The module that imports all others, below ``assets/web/``."""

BOOT = "offline/boot.js"
"""The script that unpacks the others; it is no module."""

REPLACED = {"data/early.js": "offline/early.js", "map/bridge.js": "offline/bridge.js"}
"""Modules of the page, and what takes their place."""

_STYLE = ("web", "offline.css")
_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
_BLANK = re.compile(r"\n\s*")
_WITH_ADDRESS = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")


@cache
def boot() -> str:
    """The script that unpacks the others; it is the only one that stands readable in the file."""
    return webfiles.read_script(BOOT).strip()


@cache
def script() -> str:
    """Leaflet, and our modules in the order of their imports.

    Raises
    ------
    AssetMissing
        If the installation lacks one of them.
    """
    leaflet = assets.read_text(*webfiles.LIBRARIES["leaflet.js"])
    return f"{leaflet}\n;\n{join_modules(ENTRY, _read)}"


@cache
def style() -> str:
    """All styles; rules that name another file are left out.

    Raises
    ------
    AssetMissing
        If the installation lacks one of them.
    """
    own = (assets.read_text(*parts) for parts in (*webfiles.STYLES.values(), _STYLE))
    themes = f':root {{ {panel_variables("light")} }}\n:root[data-theme="dark"] {{ {panel_variables("dark")} }}'
    parts = (assets.read_text(*webfiles.LIBRARIES["leaflet.css"]), themes, *own)
    return squeezed(_WITH_ADDRESS.sub("", squeezed("\n".join(parts))))


def squeezed(text: str) -> str:
    """A script or style without comments on lines of their own, indentation and blank lines."""
    return _BLANK.sub("\n", _LINE_COMMENT.sub("", _COMMENT.sub("", text))).strip()


def _read(path: str) -> str:
    return squeezed(webfiles.read_script(REPLACED.get(path, path)))
