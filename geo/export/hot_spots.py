"""Hot spots as files: classes, statistic, p and counts of each area or cluster, and how they were computed.

A CSV file has the method below the rows, as tables of counts have it. GeoJSON and GeoPackage have the areas, and the
method as metadata: a member ``metadata`` of the collection, or of the layer. What a geometry is stands in its rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.table_sheet import TableSheet
from geo.briefing.record import query_record
from geo.calendar.days import from_day_number
from geo.export.file_format import FileFormat
from geo.export.replacing import refuse_workspace
from geo.export.tables import write_csv
from geo.export.terms import terms_notes
from geo.view.snapshot import Snapshot
from geo.whole_file import write_whole

if TYPE_CHECKING:
    from geo.analysis.hotspots.result import Finding, HotSpots

__all__ = ["FORMATS", "HotSpotsRequest"]

LAYER = "hot_spots"
_BEFORE = ("rank", "place", "district", "province", "class")


@dataclass(frozen=True, eq=False)
class HotSpotsRequest:
    """Hot spots that are to be written: the answer, and the snapshot that it is of."""

    snapshot: Snapshot
    found: HotSpots

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """How the rows were computed, as plain values: method, parameters, seed, counts, days, filters, reference."""
        from geo.analysis.hotspots.methods import METHODS

        found, snapshot = self.found, self.snapshot
        return {
            "title": METHODS[found.name].title,
            "method": found.name,
            "variant": found.method,
            "parameters": dict(found.parameters),
            "reference": found.reference,
            "n_used": found.n_used,
            "left_out": [{"reason": item.reason, "n": item.n} for item in found.left_out],
            "classes": dict(found.legend),
            "notes": list(found.hints),
            "period": [from_day_number(day).isoformat() for day in snapshot.period],
            "days": found.period_words or snapshot.period_words,
            "filters": query_record(snapshot.state.query),
            "origin": snapshot.dataset.origin,
            "label": snapshot.dataset.label,
            **terms_notes(snapshot.dataset),
        }

    @property
    def value_names(self) -> tuple[str, ...]:
        """The names of the numbers, in the order in which rows have them."""
        return tuple(dict.fromkeys(name for row in self.found.rows for name in row.values))

    def properties(self) -> Iterator[dict[str, Any]]:
        """Each row as plain values: rank, place, class, numbers, sentence; its label where the data are made up."""
        label = {"label": self.snapshot.dataset.label} if self.snapshot.dataset.label else {}
        for rank, row in enumerate(self.found.rows, 1):
            head = dict(zip(_BEFORE, (rank, row.place, row.district, row.province, row.verdict), strict=True))
            numbers = {name: row.values.get(name) for name in self.value_names}
            yield {**head, **numbers, "sentence": row.sentence, **label}

    def geometries(self) -> Iterator[Any]:
        """The area of each row as a shapely geometry in degrees (EPSG:4326); ``None`` for a row that has none."""
        from geo.analysis.hotspots.drawn import ring_of
        from geo.places.adjacency import drawn_polygons, polygon_of

        gazetteer = self.snapshot.dataset.gazetteer
        numbers = {district.name: number for number, district in enumerate(gazetteer.drawn)}
        polygons = drawn_polygons(gazetteer)
        for row in self.found.rows:
            if ring := ring_of(self.found, row):
                yield polygon_of(ring)
            else:
                yield polygons[numbers[row.place]] if _is_district(row) and row.place in numbers else None


def _is_district(row: Finding) -> bool:
    return bool(row.district) and row.district == row.place


def _sheet(request: HotSpotsRequest) -> TableSheet:
    rows = [tuple(map(_cell, row.values())) for row in request.properties()]
    header = tuple(next(request.properties(), dict.fromkeys((*_BEFORE, "sentence"))))
    return TableSheet(request.metadata["title"], header, tuple(rows), tuple(_notes(request.metadata)), ())


def _cell(value: Any) -> str | float | None:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _notes(metadata: Mapping[str, Any]) -> Iterator[str]:
    """The metadata as lines; blank ones are left out."""
    for name, value in metadata.items():
        if value and name != "title":
            yield f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"


def _write_csv(path: Path, request: HotSpotsRequest) -> Path:
    return write_csv(path, _sheet(request))


def _write_geojson(path: Path, request: HotSpotsRequest) -> Path:
    """UTF-8, degrees. Raises `ExportFailed`."""
    rows = zip(request.properties(), request.geometries(), strict=True)
    features = [
        {"type": "Feature", "geometry": None if area is None else area.__geo_interface__, "properties": properties}
        for properties, area in rows
    ]
    content = {"type": "FeatureCollection", "metadata": request.metadata, "features": features}
    return write_whole(path, json.dumps(content, ensure_ascii=False, allow_nan=False).encode())


def _write_geopackage(path: Path, request: HotSpotsRequest) -> Path:
    """One layer. Raises `ExportFailed`."""
    from geo.export.geopackage_layer import geopackage_layer

    refuse_workspace(path)
    metadata = {name: v if isinstance(v, str) else json.dumps(v) for name, v in request.metadata.items() if v}
    content = geopackage_layer(LAYER, list(request.properties()), list(request.geometries()), metadata)
    return write_whole(path, content)


FORMATS: tuple[FileFormat[HotSpotsRequest], ...] = (
    FileFormat("CSV table", ".csv", "hot spots: class, statistic, p and counts of each place, the method below",
               _write_csv),
    FileFormat("GeoJSON layer", ".geojson", "hot spots with their areas, the method as metadata", _write_geojson),
    FileFormat("GeoPackage layer", ".gpkg", "hot spots with their areas, the method as metadata", _write_geopackage),
)  # fmt: skip
