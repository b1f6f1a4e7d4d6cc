"""The online base maps that a user may choose, by name; the only module that imports xyzservices.

No request is sent unless one was chosen. The providers serve everybody under their own terms: no area is prefetched,
and nothing is cached on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Provider", "providers"]

_NAMES = {"OpenStreetMap": "OpenStreetMap.Mapnik", "OpenTopoMap": "OpenTopoMap", "Esri imagery": "Esri.WorldImagery"}


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of raster tiles: its name, URL pattern, required attribution, and highest zoom level."""

    name: str
    pattern: str
    attribution: str
    max_zoom: int

    @property
    def host(self) -> str:
        """The server that can tell from the requests which area is viewed."""
        return urlsplit(self.address(0, 0, 0)).hostname or ""

    def address(self, zoom: int, column: int, row: int) -> str:
        """The URL of a tile."""
        placed = {"{z}": zoom, "{x}": column, "{y}": row, "{s}": "abc"[(column + row) % 3], "{r}": ""}
        found = self.pattern
        for mark, value in placed.items():
            found = found.replace(mark, str(value))
        return found


def providers() -> tuple[Provider, ...]:
    """The providers that can be chosen."""
    from xyzservices import providers as known

    return tuple(_provider(name, known.query_name(full)) for name, full in _NAMES.items())


def _provider(name: str, found: dict[str, object]) -> Provider:
    pattern = str(found["url"])
    for key, value in found.items():
        if key not in ("url", "name"):
            pattern = pattern.replace(f"{{{key}}}", str(value))
    words = str(found["attribution"]).replace("(C)", "©")
    return Provider(name, pattern, words, int(str(found.get("max_zoom", 17))))
