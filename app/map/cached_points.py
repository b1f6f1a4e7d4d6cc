"""The bundled incidents as the page takes them, kept between starts.

The map can show them before the incident table, and the libraries that it needs, are loaded. The file is named after
a hash of everything that it is made from, so that columns of other incidents are never taken.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from app.map.panel import MapPanel
from geo import assets
from geo.errors import ExportFailed
from geo.whole_file import write_whole

__all__ = ["KeptPoints"]

_DATA = (("incidents", "incidents.csv"), ("places", "district_history.csv"), ("boundaries", "districts.geojson"))
_SOURCES = (
    "geo/dataset.py",
    "geo/draw/style/sizes.py",
    "geo/draw/style/types.py",
    "geo/draw/web/columns.py",
    "geo/draw/web/points.py",
    "geo/scales.py",
    "geo/incidents/table.py",
    "geo/taxonomy.py",
)


class KeptPoints:
    """The columns in a folder that may be emptied at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = _key()

    @property
    def _file(self) -> Path:
        return self._folder / f"points-{self._key[:24]}.bin"

    def show_on(self, panel: MapPanel) -> bool:
        """Hand what is kept to a map that has not asked for its points; returns whether there was anything."""
        try:
            head, _, rest = self._file.read_bytes().partition(b"\n")
            told = json.loads(head)
            if hashlib.sha256(rest).hexdigest() != told["sha256"]:
                return False
        except (OSError, ValueError, KeyError):
            return False
        panel.set_points(rest, told["rows"], told["day0"])
        panel.set_window(*told["window"])
        return True

    def keep(self, columns: bytes, rows: int, day0: int, window: tuple[int, int]) -> None:
        """Keep the columns for the next start; a folder that cannot be written to only costs time then."""
        if self._file.exists():
            return
        told = {"rows": rows, "day0": day0, "window": window, "sha256": hashlib.sha256(columns).hexdigest()}
        with contextlib.suppress(OSError, ExportFailed):
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in self._folder.glob("points-*.bin"):
                old.unlink(missing_ok=True)
            write_whole(self._file, json.dumps(told).encode() + b"\n" + columns)


def _key() -> str:
    digest = hashlib.sha256()
    for parts in _DATA:
        digest.update(assets.read_bytes(*parts))
    for name in _SOURCES:
        digest.update((assets.ROOT.parent / name).read_bytes())
    return digest.hexdigest()
