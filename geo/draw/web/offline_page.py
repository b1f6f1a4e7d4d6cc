"""The offline map as one HTML file: scripts, styles, base map and incidents in it, and no request to anywhere.

It has no ``src`` and no ``href``, and its content security policy allows two scripts and one style by their hashes and
nothing else, so that a browser refuses every request and every other script. Texts of the data stand in JSON alone, in
which ``<`` is written as an escape, and the page sets them as text.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping

from geo.draw.web import offline_code
from geo.draw.web.offline_data import OfflineMap, files_of

__all__ = ["VIEW_ID", "offline_page"]

VIEW_ID = "incident-atlas-view"
"""The id of the element that holds the record of the view."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Incident Atlas">
<title>Incident Atlas</title>
<style>{style}</style>
</head>
<body>
<div id="atlas-root"><div id="atlas-map"></div></div>
<p id="atlas-start">The map is being unpacked. It needs JavaScript, and no network.</p>
<script type="application/json" id="{view_id}">{view}</script>
<script type="application/json" id="atlas-files">{files}</script>
<script>{boot}</script>
</body>
</html>
"""
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'"
)
_LEVEL = 9


def offline_page(offline: OfflineMap) -> bytes:
    """The file, in UTF-8; the same bytes for the same map.

    Raises
    ------
    AssetMissing
        If the installation lacks one of the bundled files.
    """
    boot, script, style = offline_code.boot(), offline_code.script(), offline_code.style()
    files = {"script.js": script.encode(), **files_of(offline)}
    page = _PAGE.format(
        policy=_POLICY.format(scripts=f"{_hash(boot)} {_hash(script)}", styles=_hash(style)),
        style=style,
        view_id=VIEW_ID,
        view=_escaped(offline.briefing.record.view),
        files=_escaped(json.dumps(_packed(files))),
        boot=boot,
    )
    return page.encode()


def _packed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Each file compressed, in base64."""
    return {name: base64.b64encode(gzip.compress(content, _LEVEL, mtime=0)).decode() for name, content in files.items()}


def _hash(text: str) -> str:
    """A script or style as a source of the policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _escaped(text: str) -> str:
    """JSON in which nothing can end the element that holds it."""
    return text.replace("<", "\\u003c")
