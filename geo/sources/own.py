"""The project's own layout: its CSV, a workspace file, or an ``incidents`` layer in a GeoPackage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from geo.incidents.findings import Checked
from geo.incidents.placing import NameResolver
from geo.sources.csvfile import write_csv
from geo.sources.placenames import bundled_places
from geo.sources.reading import read_file

__all__ = ["bundled_places", "read", "write_csv"]


def read(path: Path, names: NameResolver | None = None, today: date | None = None) -> Checked:
    """The incidents of a file with every fault of every row; as `geo.sources.reading.read_file`, which it calls."""
    return read_file(path, None, names, today)
