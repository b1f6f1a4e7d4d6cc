"""Shapefiles, as a folder or an archive of their parts: the door to pyogrio (GDAL), which runs in a process of its own.

A damaged file can take down the library that reads it; here it takes down a process that nobody misses.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.sources.files.archive import checked_archive
from geo.sources.files.cells import text_of
from geo.sources.files.geojson import Features, with_points
from geo.sources.files.table import Table

__all__ = ["holds_shapes", "read_shapes"]

_LONGEST_S = 120
_NEEDED = (".shp", ".shx", ".dbf")
_DEGREES = (180.0, 90.0)


def holds_shapes(names: list[str]) -> bool:
    """Whether one of these names is that of a Shapefile."""
    return any(name.lower().endswith(".shp") for name in names)


def read_shapes(path: Path) -> Table:
    """The features of a Shapefile, of the one in a folder, or in an archive; nothing is written beside it."""
    with tempfile.TemporaryDirectory() as folder:
        shape = _unpacked(path, Path(folder)) if path.is_file() and path.suffix.lower() != ".shp" else _within(path)
        missing = [suffix for suffix in _NEEDED if not _part(shape, suffix)]
        if missing:
            raise FileRefused(
                f"{path.name}: of the Shapefile {shape.stem} the part {missing[0]} is missing. Copy all of its parts."
            )
        answer = _asked(path, shape)
    features: Features = [(row, {"type": kind, "coordinates": point}) for row, kind, point in answer["features"]]
    return with_points("Shapefile", features, _crs_of(path, answer), answer["said"])


def _within(path: Path) -> Path:
    found = [path] if path.is_file() else sorted(p for p in path.iterdir() if p.suffix.lower() == ".shp")
    if len(found) != 1:
        raise FileRefused(f"{path} holds {len(found) or 'no'} Shapefiles. Choose one of them.")
    return found[0]


def _unpacked(path: Path, folder: Path) -> Path:
    names = checked_archive(path)
    with zipfile.ZipFile(path) as archive:
        for name in names:
            if not name.endswith("/"):
                (folder / Path(name).name).write_bytes(archive.read(name))
    return _within(folder)


def _part(shape: Path, suffix: str) -> bool:
    return any(p.stem == shape.stem and p.suffix.lower() == suffix for p in shape.parent.iterdir())


def _asked(path: Path, shape: Path) -> dict[str, Any]:
    root = str(Path(__file__).resolve().parents[3])
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {root!r}); import {__name__} as s; s.tell(sys.argv[1])",
        str(shape),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        raise FileRefused(f"{path.name} could not be read within {_LONGEST_S} s. It may be damaged.") from None
    if done.returncode:
        raise FileRefused(f"{path.name} is a damaged Shapefile. Get another copy of all of its parts.")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def tell(shape: str) -> None:
    """What the process does: write the features as JSON to standard output."""
    import pyogrio

    frame = pyogrio.read_dataframe(shape, use_arrow=False)
    columns = [name for name in frame.columns if name != frame.geometry.name]
    features = []
    for row, geometry in zip(frame[columns].itertuples(index=False), frame.geometry, strict=True):
        kind = geometry.geom_type if geometry is not None else ""
        point = [geometry.x, geometry.y] if kind == "Point" and not geometry.is_empty else None
        features.append([dict(zip(columns, map(text_of, map(_plain, row)), strict=True)), kind, point])
    said = [] if frame.crs is not None else ["no .prj: coordinates taken as degrees (WGS 84)"]
    sys.stdout.write(json.dumps({"features": features, "crs": frame.crs.to_wkt() if frame.crs else "", "said": said}))


def _plain(value: Any) -> Any:
    """A value of a data frame as one of Python's: missing ones as None."""
    if value is None or value != value:
        return None
    return (
        value.to_pydatetime() if hasattr(value, "to_pydatetime") else value.item() if hasattr(value, "item") else value
    )


def _crs_of(path: Path, answer: dict[str, Any]) -> str | None:
    points = [point for _, _, point in answer["features"] if point]
    if answer["crs"]:
        return (
            None
            if "4326" in answer["crs"][-40:] or (all(_is_degrees(p) for p in points) and "GEOGC" in answer["crs"][:6])
            else answer["crs"]
        )
    if not all(map(_is_degrees, points)):
        raise FileRefused(
            f"{path.name} has no .prj, and its coordinates are no degrees. Add the .prj, or save it in EPSG:4326."
        )
    return None


def _is_degrees(point: list[float]) -> bool:
    return abs(point[0]) <= _DEGREES[0] and abs(point[1]) <= _DEGREES[1]
