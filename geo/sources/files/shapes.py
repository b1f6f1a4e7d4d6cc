"""Shapefiles, as a folder or an archive of their parts, FlatGeobuf, and layers of GeoPackages with lines and polygons.

The door to pyogrio (GDAL), which runs in a process of its own.

A damaged file can crash the library that reads it; here it crashes a separate process only.
"""

from __future__ import annotations

import glob
import json
import os
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
from geo.sources.files.shape_parts import checked_parts, decoded_texts
from geo.sources.files.table import Table

__all__ = ["FLATGEOBUF", "holds_shapes", "read_flatgeobuf", "read_geometries", "read_shapes"]

_LONGEST_S = 120
_BYTES = "ISO-8859-1"
"""An encoding in which each byte is a character, so that the texts can be decoded afterwards."""

_DEGREES = (180.0, 90.0)
_SQLITE = b"SQLite format 3\0"
FLATGEOBUF = b"fgb\x03"
"""How a FlatGeobuf file begins."""


def holds_shapes(names: list[str]) -> bool:
    """Whether one of these names is that of a Shapefile."""
    return any(name.lower().endswith(".shp") for name in names)


def read_shapes(path: Path) -> Table:
    """The features of a Shapefile, of the one in a folder, or in an archive; nothing is written beside it."""
    answer = _read(path)
    return with_points(path.name, "Shapefile", _features(answer), _crs_of(path, answer), answer["notes"])


def read_flatgeobuf(path: Path) -> Table:
    """The features of a FlatGeobuf file."""
    answer = _asked(path, path, kind="FlatGeobuf file")
    crs = _crs_of(path, answer)
    notes = [f"coordinates converted from {answer['system_name']} to longitude and latitude"] if crs else []
    return with_points(path.name, "FlatGeobuf", _features(answer), crs, notes)


def read_geometries(path: Path, layer: str = "") -> tuple[Features, str | None, list[str], tuple[str, ...]]:
    """The features of a Shapefile, of FlatGeobuf or of a layer of a GeoPackage with their whole geometry.

    Returns
    -------
    tuple
        The features, their coordinate system if it is not longitude and latitude, notes for the import report, and
        the layers that there are.
    """
    if _begins(path, _SQLITE):
        answer = _asked(path, path, layer)
    else:
        answer = _asked(path, path, kind="FlatGeobuf file") if _begins(path, FLATGEOBUF) else _read(path)
    if layer and layer not in answer["layers"] and answer["layers"]:
        raise FileRefused(f"{path.name} has no layer {layer!r}. It has: {', '.join(answer['layers'])[:200]}.")
    return _features(answer), _crs_of(path, answer), answer["notes"], tuple(answer["layers"])


def _begins(path: Path, with_bytes: bytes) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as handle:
        return handle.read(len(with_bytes)) == with_bytes


def _features(answer: dict[str, Any]) -> Features:
    return [(row, geometry) for row, geometry in answer["features"]]


def _read(path: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as spare:
        shape = _unpacked(path, Path(folder)) if path.is_file() and path.suffix.lower() != ".shp" else _within(path)
        parts = checked_parts(path, shape, Path(spare))
        answer = _asked(path, parts.shape, encoding=parts.encoding or _BYTES)
        if not parts.encoding:
            answer["notes"] += _decode(answer["features"])
    answer["notes"] = [*parts.notes, *answer["notes"]]
    if not answer["crs"]:
        missing = "unreadable .prj" if parts.has_system else "no .prj"
        answer["system"] = f"has {'an ' if parts.has_system else ''}{missing}"
        answer["notes"].append(f"{missing}: coordinates read as degrees (WGS 84)")
    return answer


def _decode(features: list[Any]) -> list[str]:
    """Decode the texts of features whose file states no encoding; a note on what was assumed."""
    cells = [(row, name) for row, _ in features for name, value in row.items() if isinstance(value, str)]
    texts, note = decoded_texts([row[name] for row, name in cells])
    for (row, name), text in zip(cells, texts, strict=True):
        row[name] = text
    return [note] if note else []


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


def _asked(path: Path, shape: Path, layer: str = "", encoding: str = "", kind: str = "") -> dict[str, Any]:
    root = str(Path(__file__).resolve().parents[3])
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {root!r}); import {__name__} as s; s.print_features(*sys.argv[1:]); s.leave()",
        str(shape),
        layer,
        encoding,
    ]
    try:
        has_index = any(part.suffix.lower() == ".shx" for part in shape.parent.glob(f"{glob.escape(shape.stem)}.*"))
        environment = dict(os.environ) if has_index else {**os.environ, "SHAPE_RESTORE_SHX": "YES"}
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False, env=environment)
    except subprocess.TimeoutExpired:
        raise FileRefused(f"{path.name} could not be read within {_LONGEST_S} s. It may be damaged.") from None
    if done.returncode:
        what = f"{kind or 'GeoPackage, or has no such layer'}. Get another copy of it" if path == shape else ""
        raise FileRefused(f"{path.name} is a damaged {what or 'Shapefile. Get another copy of all of its parts'}.")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def print_features(path: str, layer: str = "", encoding: str = "") -> None:
    """Write the features of a file, or of one of its layers, as JSON to standard output; runs in the other process."""
    import pyogrio

    layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
    chosen = layer if layer in layers else layers[0]
    frame = pyogrio.read_dataframe(path, layer=chosen, use_arrow=False, encoding=encoding or None)
    columns = [name for name in frame.columns if name != frame.geometry.name]
    features = []
    for row, geometry in zip(frame[columns].itertuples(index=False), frame.geometry, strict=True):
        shape = None if geometry is None or geometry.is_empty else geometry.__geo_interface__
        features.append([dict(zip(columns, map(text_of, map(_plain, row)), strict=True)), shape])
    crs = frame.crs.to_wkt() if frame.crs else ""
    named = frame.crs.name if frame.crs else ""
    answer = {"features": features, "crs": crs, "notes": [], "layers": layers, "system_name": named}
    sys.stdout.write(json.dumps(answer))


def leave() -> None:
    """End the other process at once: taking its libraries apart would make up a fifth of its time."""
    sys.stdout.flush()
    os._exit(0)


def _plain(value: Any) -> Any:
    """A value of a data frame as one of Python's: missing ones as None."""
    if value is None or value != value:
        return None
    return (
        value.to_pydatetime() if hasattr(value, "to_pydatetime") else value.item() if hasattr(value, "item") else value
    )


def _crs_of(path: Path, answer: dict[str, Any]) -> str | None:
    points = [at for _, geometry in answer["features"] if geometry and (at := _first(geometry.get("coordinates")))]
    if answer["crs"]:
        return (
            None
            if "4326" in answer["crs"][-40:] or (all(_is_degrees(p) for p in points) and "GEOGC" in answer["crs"][:6])
            else answer["crs"]
        )
    if not all(map(_is_degrees, points)):
        system = answer.get("system", "names no coordinate system")
        raise FileRefused(
            f"{path.name} {system}, and its coordinates are no degrees. Add the .prj, or save it in EPSG:4326."
        )
    return None


def _first(coordinates: Any) -> list[float]:
    """The first point of a geometry."""
    while coordinates and not isinstance(coordinates[0], int | float):
        coordinates = coordinates[0]
    return list(coordinates)


def _is_degrees(point: list[float]) -> bool:
    return len(point) >= 2 and abs(point[0]) <= _DEGREES[0] and abs(point[1]) <= _DEGREES[1]
