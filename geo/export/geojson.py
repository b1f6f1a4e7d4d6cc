"""The incidents shown as points of GeoJSON (RFC 7946), with what the file is about as a foreign member."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.export.file_format import FileFormat
from geo.export.request import ExportRequest
from geo.incidents.cells import claim_values
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.table import Incident
from geo.whole_file import whole_file

__all__ = ["FORMAT"]


def _write(path: Path, request: ExportRequest) -> Path:
    """UTF-8 without a byte order mark, degrees, one feature a line; raises `ExportFailed`."""
    head = {"type": "FeatureCollection", "metadata": dict(request.about)}
    with whole_file(path) as handle:
        handle.write(_json(head)[:-1].encode() + b',"features":[')
        for number, feature in enumerate(_features(request)):
            handle.write((",\n" if number else "\n").encode() + _json(feature).encode())
        handle.write(b"\n]}\n")
    return path


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def _features(request: ExportRequest) -> Iterator[dict[str, Any]]:
    dataset = request.snapshot.dataset
    label = {"label": request.label} if request.label else {}
    rows, has_point = request.snapshot.rows.tolist(), request.has_point
    for row, incident in zip(rows, dataset.incidents.rows(rows), strict=True):
        claims = [claim_values(claim) for claim in dataset.claims.get(incident.incident_id, ())]
        yield {
            "type": "Feature",
            "id": incident.incident_id,
            "geometry": {"type": "Point", "coordinates": [incident.lon, incident.lat]} if has_point[row] else None,
            "properties": _properties(incident, has_point=bool(has_point[row])) | {"claims": claims} | label,
        }


def _properties(incident: Incident, *, has_point: bool) -> dict[str, Any]:
    """Each column: days as ISO texts, ``None`` for what is not known; degrees where they are not the geometry."""
    left = ("lon", "lat") if has_point or incident.lon is None else ()
    values = {name: getattr(incident, name) for name in COLUMN_NAMES if name not in left}
    days = {name: values[name].isoformat() for name in ("date_start", "date_end")}
    return {name: None if value == "" else value for name, value in (values | days).items()}


FORMAT: FileFormat[ExportRequest] = FileFormat(
    "GeoJSON layer", ".geojson", "the incidents shown as points, with all columns and claims; what they are as "
    "a member `metadata`", _write,
)  # fmt: skip
