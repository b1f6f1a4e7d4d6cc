"""The online base maps that a user may choose, by name; the door to xyzservices, which knows where they are.

Nothing is asked of them unless one was chosen. They serve pictures to everybody under their own terms: no area is
fetched ahead, and nothing is kept beyond the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Provider", "providers"]

_NAMES = {"OpenStreetMap": "OpenStreetMap.Mapnik", "OpenTopoMap": "OpenTopoMap", "Esri imagery": "Esri.WorldImagery"}


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of raster tiles: its name, the pattern of addresses, the words it asks for, and its deepest level."""

    name: str
    pattern: str
    attribution: str
    max_zoom: int

    @property
    def host(self) -> str:
        """The machine that gets to know the area that is looked at."""
        return urlsplit(self.address(0, 0, 0)).hostname or ""

    def address(self, zoom: int, column: int, row: int) -> str:
        """Where a tile is."""
        placed = {"{z}": zoom, "{x}": column, "{y}": row, "{s}": "abc"[(column + row) % 3], "{r}": ""}
        found = self.pattern
        for mark, value in placed.items():
            found = found.replace(mark, str(value))
        return found


def providers() -> tuple[Provider, ...]:
    """Those that can be chosen."""
    from xyzservices import providers as known

    return tuple(_provider(name, known.query_name(full)) for name, full in _NAMES.items())


def _provider(name: str, found: dict[str, object]) -> Provider:
    pattern = str(found["url"])
    for key, value in found.items():
        if key not in ("url", "name"):
            pattern = pattern.replace(f"{{{key}}}", str(value))
    words = str(found["attribution"]).replace("(C)", "©")
    return Provider(name, pattern, words, int(str(found.get("max_zoom", 17))))
