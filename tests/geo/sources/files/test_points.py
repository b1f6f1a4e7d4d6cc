"""The point of a geometry, or why it gives none."""

from __future__ import annotations

from typing import Any

import pytest

from geo.errors import FileRefused
from geo.sources.files.points import MISSING, beside, geometry_columns, point_cells

POINT = {"type": "Point", "coordinates": [70.62, 32.95]}


def several(*points: list[float]) -> dict[str, Any]:
    return {"type": "MultiPoint", "coordinates": list(points)}


@pytest.mark.parametrize(
    "geometry",
    [
        POINT,
        {"type": "Point", "coordinates": [70.62, 32.95, 410.0]},
        {"type": "Point", "coordinates": ["70.62", "32.95"]},
        several([70.62, 32.95]),
        several([70.62, 32.95], [70.62, 32.95]),
        {"type": "GeometryCollection", "geometries": [POINT]},
    ],
)
def test_one_point_is_read_however_it_is_wrapped(geometry: dict[str, Any]) -> None:
    assert point_cells("a.geojson", [geometry], None) == [("70.62", "32.95", "")]


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (None, MISSING),
        (several([70.62, 32.95], [70.7, 33.0]), "a MultiPoint of 2 points"),
        (several(), "empty"),
        ({"type": "Point", "coordinates": []}, "empty"),
        ({"type": "Point"}, "empty"),
        ({"type": "Point", "coordinates": [float("nan"), float("nan")]}, "a point whose coordinates are no numbers"),
        ({"type": "Point", "coordinates": [70.62]}, "a point whose coordinates are no numbers"),
        ({"type": "Point", "coordinates": [True, 32.95]}, "a point whose coordinates are no numbers"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "a LineString"),
        ({"type": "Polygon"}, "a Polygon"),
        ({"type": "GeometryCollection", "geometries": [POINT, POINT]}, "a GeometryCollection"),
        ({}, "a None"),
    ],
)
def test_what_gives_no_point_is_named(geometry: dict[str, Any] | None, why: str) -> None:
    assert point_cells("a.geojson", [geometry], None) == [("", "", why)]


def test_points_of_another_system_become_degrees() -> None:
    ((lon, lat, why),) = point_cells("a", [{"type": "Point", "coordinates": [837472.0, 3650000.0]}], "EPSG:32642")
    assert (float(lon), float(lat), why) == (pytest.approx(72.6, abs=0.05), pytest.approx(32.95, abs=0.05), "")


def test_metres_without_a_system_are_refused_but_not_for_one_bad_row() -> None:
    metres = {"type": "Point", "coordinates": [300000.0, 3600000.0]}
    with pytest.raises(FileRefused, match=r"a\.geojson: .*300000.* no degrees.*EPSG:4326"):
        point_cells("a.geojson", [metres, None], None)
    assert point_cells("a.geojson", [metres, POINT], None)[0] == ("300000.0", "3600000.0", "")


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        (["ref", "LONGITUDE"], ("lon", "lat", "geometry")),
        (["ref", " Lon"], ("geometry lon", "geometry lat", "geometry geometry")),
        (["lat", "geometry lat"], ("geometry 2 lon", "geometry 2 lat", "geometry 2 geometry")),
    ],
)
def test_no_attribute_has_the_name_of_a_column_of_the_geometry(attributes: list[str], names: tuple[str, ...]) -> None:
    columns = geometry_columns(attributes, [("1", "2", "")])
    assert columns is not None
    assert columns.names == names


def test_a_table_without_any_geometry_stays_as_it_is() -> None:
    assert beside(["ref"], [["a"]], [("", "", MISSING)]) == (("ref",), [["a"]], None)


def test_a_blank_record_stays_blank_beside_a_missing_geometry() -> None:
    _, records, columns = beside(["ref"], [["a"], [""]], [("1", "2", ""), ("", "", MISSING)])
    assert [tuple(record) for record in records] == [("a", "1", "2", ""), ("", "", "", "")]
    assert columns is not None
    assert columns.has_points
