"""The bundled incidents as the page reads them, cached between starts.

The map can show them before the incident table, and the libraries that it needs, are loaded. The file is named after
a hash of everything that it is made from, so that points of other incidents are never shown.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.map.page_state import PageState, Piece, Points
from geo import assets
from geo.draw.web.sources import source_files
from geo.errors import ExportFailed
from geo.whole_file import write_whole

if TYPE_CHECKING:
    from app.map.panel import MapPanel

__all__ = ["DATA", "MODULES", "CachedPoints"]

DATA = (
    ("incidents", "incidents.csv"),
    ("places", "district_history.csv"),
    ("places", "provinces.csv"),
    ("places", "places.csv"),
    ("places", "former_units.csv"),
    ("boundaries", "districts.geojson"),
)
"""The bundled files that the points are made from."""

MODULES = ("geo.sources.bundled", "geo.draw.web.columns")
"""The modules that read those files and make the points; what they import counts as well."""


class CachedPoints:
    """The points in a folder that may be emptied at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = _key()

    @property
    def _file(self) -> Path:
        return self._folder / f"points-{self._key[:24]}.bin"

    def show_on(self, panel: MapPanel) -> bool:
        """Show the cached points on a map that has not begun to read; returns whether there were any."""
        try:
            head, _, content = self._file.read_bytes().partition(b"\n")
            given = json.loads(head)
            if hashlib.sha256(content).hexdigest() != given["sha256"]:
                return False
            points = Points(content, rows=given["rows"], day0=given["day0"])
            first, last = given["period"]
        except (OSError, ValueError, KeyError):
            return False
        panel.change(points=points, mask=Piece(b"\1" * points.rows), period=(first, last))
        return True

    def write(self, state: PageState) -> None:
        """Cache points and period for the next start; if the folder cannot be written to, that start is slower."""
        if self._file.exists():
            return
        points = state.points
        head = {"rows": points.rows, "day0": points.day0, "period": state.period}
        head["sha256"] = hashlib.sha256(points.content).hexdigest()
        with contextlib.suppress(OSError, ExportFailed):
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in self._folder.glob("points-*.bin"):
                old.unlink(missing_ok=True)
            write_whole(self._file, json.dumps(head).encode() + b"\n" + points.content)


def _key() -> str:
    digest = hashlib.sha256()
    for parts in DATA:
        digest.update(assets.read_bytes(*parts))
    for file in sorted({file for module in MODULES for file in source_files(module)}):
        digest.update(file.read_bytes())
    return digest.hexdigest()
