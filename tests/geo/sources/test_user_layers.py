"""User layers: any vector file, converted to degrees, or rejected with a remedy."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from geo.errors import FileRefused, InputError
from geo.places.shaping import shaped
from geo.places.user_layers import Feature, LayerStyle, layer_from_text
from geo.sources.user_layers import has_shapes, read_layer_file

ZONES = {"name": ["North", "South"], "geometry": [box(70, 33, 71, 34), box(70, 32, 71, 33)]}


def frame(data: dict[str, Any] | None = None, crs: str = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(data or ZONES, crs="EPSG:4326").to_crs(crs)


def saved(path: Path, layer: geopandas.GeoDataFrame) -> Path:
    layer.to_file(path)
    return path


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)
    return path


def shapefile(tmp_path: Path, crs: str = "EPSG:4326") -> Path:
    folder = tmp_path / "zones"
    folder.mkdir()
    saved(folder / "zones.shp", frame(crs=crs))
    return folder


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>North</name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>70,33 71,33 71,34 70,34 70,33</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Folder><Folder><Placemark><name>South</name><MultiGeometry>
<Polygon><outerBoundaryIs><LinearRing><coordinates>70,32 71,32 71,33 70,33 70,32</coordinates></LinearRing>
</outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>"""

GPX = """<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Road</name><trkseg>
<trkpt lat="33" lon="70"/><trkpt lat="34" lon="71"/></trkseg></trk>
<wpt lat="33.5" lon="70.5"><name>Gate</name></wpt></gpx>"""


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "folder", "shp", "zip", "kml", "utm", "shp in metres"])
def test_every_file_format_gives_the_same_areas(tmp_path: Path, kind: str) -> None:
    path = {
        "geojson": lambda: saved(tmp_path / "zones.geojson", frame()),
        "gpkg": lambda: saved(tmp_path / "zones.gpkg", frame()),
        "utm": lambda: saved(tmp_path / "zones.gpkg", frame(crs="EPSG:32642")),
        "folder": lambda: shapefile(tmp_path),
        "shp": lambda: shapefile(tmp_path) / "zones.shp",
        "shp in metres": lambda: shapefile(tmp_path, "EPSG:32642"),
        "zip": lambda: zipped(shapefile(tmp_path), tmp_path / "zones.zip"),
        "kml": lambda: (tmp_path / "zones.kml").write_text(KML) and tmp_path / "zones.kml",
    }[kind]()
    layer = read_layer_file(path).layer
    assert [feature.name for feature in layer.features] == ["North", "South"]
    assert layer.kinds == {"polygons"}
    np.testing.assert_allclose(layer.bounds, (70, 32, 71, 34), atol=2e-5)
    assert any("converted from" in remark for remark in layer.remarks) == (kind in ("utm", "shp in metres"))
    assert has_shapes(path)


def test_lines_and_points_of_a_gpx_file_are_one_layer(tmp_path: Path) -> None:
    path = tmp_path / "road.gpx"
    path.write_text(GPX)
    layer = read_layer_file(path).layer
    assert {(f.name, f.kind) for f in layer.features} == {("Road", "LineString"), ("Gate", "Point")}
    assert layer.sentence == "2 points and lines from road.gpx"


def test_a_table_of_places_is_a_layer_of_points(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("Site;Latitude;Longitude\nClinic;34,5;72\nNowhere;;\n", encoding="utf-8")
    layer = read_layer_file(path).layer
    assert [(f.name, f.coordinates) for f in layer.features] == [("Clinic", [72.0, 34.5])]
    assert layer.remarks == ("1 feature without a geometry that can be drawn left out",)
    assert not has_shapes(path)


@pytest.mark.parametrize(
    ("columns", "name", "code", "province"),
    [
        ({"ADM1_EN": "Balochistan", "ADM2_EN": "Kech", "ADM2_PCODE": "PK211"}, "Kech", "PK211", "Balochistan"),
        ({"shapeName": "Kech", "shapeID": "x1", "shapeGroup": "PAK"}, "Kech", "x1", ""),
        ({"NAME_1": "Balochistan", "NAME_2": "Kech", "GID_2": "PAK.1_1"}, "Kech", "PAK.1_1", "Balochistan"),
    ],
)
def test_the_fields_of_known_boundaries_are_recognised(
    tmp_path: Path, columns: dict[str, str], name: str, code: str, province: str
) -> None:
    data = {key: [value] for key, value in columns.items()} | {"geometry": [box(62, 26, 63, 27)]}
    (feature,) = read_layer_file(saved(tmp_path / "a.geojson", frame(data))).layer.features
    assert (feature.name, feature.code, feature.province) == (name, code, province)


def test_another_layer_and_another_field_can_be_chosen(tmp_path: Path) -> None:
    path = saved(tmp_path / "two.gpkg", frame())
    data = {"name": ["x"], "other": ["y"], "geometry": [LineString([(70, 33), (71, 34)])]}
    frame(data).to_file(path, layer="roads")
    read = read_layer_file(path, "roads", "other")
    assert (read.offered, read.name_field, read.layer.features[0].name) == (("two", "roads"), "other", "y")
    for wrong, message in ((("rails", ""), "It has: two, roads"), (("roads", "lane"), "has no field 'lane'")):
        with pytest.raises(FileRefused, match=message):
            read_layer_file(path, *wrong)


def test_self_intersecting_polygons_are_repaired_and_reported(tmp_path: Path) -> None:
    bow = Polygon([(70, 33), (71, 34), (71, 33), (70, 34)])
    layer = read_layer_file(saved(tmp_path / "bow.geojson", frame({"name": ["bow"], "geometry": [bow]}))).layer
    assert layer.remarks == ("1 polygon that crosses itself was repaired",)
    assert layer.features[0].kind == "MultiPolygon"


def test_neighbouring_polygons_touch_after_simplification() -> None:
    import shapely

    edge = [(71 + 0.001 * np.sin(k / 9), 32 + k / 5000) for k in range(10_000)]
    west = Feature("w", "Polygon", [[[70, 32], *map(list, edge), [70, 34], [70, 32]]])
    east = Feature("e", "Polygon", [[[72, 32], [72, 34], *map(list, reversed(edge)), [72, 32]]])
    simplified, remarks = shaped([west, east], most=2_000)
    assert remarks[0].startswith("lines simplified by about")
    assert sum(len(feature.points) for feature in simplified) <= 2_000
    assert shapely.coverage_is_valid([shapely.geometry.shape(feature.geometry) for feature in simplified])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"type": "FeatureCollection", "features": []}, "holds no points, lines or polygons"),
        (
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": None}]},
            "holds no",
        ),
        ({"features": [{"geometry": {"type": "Polygon", "coordinates": [[[70, 33], ["x", 2]]]}}]}, "holds no"),
        ({"features": [{"geometry": {"type": "Point", "coordinates": [500, 33]}}]}, "are no degrees"),
        ({"features": [{"geometry": {"type": "Polygon", "coordinates": 7}}]}, "holds no"),
    ],
)
def test_a_file_without_geometries_is_rejected(tmp_path: Path, content: dict[str, Any], message: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(content))
    with pytest.raises(FileRefused, match=message):
        read_layer_file(path)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"\0" * 400, b"SQLite format 3\0" + b"x" * 200, b"name,day\na,b\n"]
)
def test_other_files_are_rejected(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    assert not has_shapes(path)
    with pytest.raises(InputError):
        read_layer_file(path)


def test_a_layer_round_trips_through_its_text(tmp_path: Path) -> None:
    layer = read_layer_file(saved(tmp_path / "zones.geojson", frame())).layer
    styled = layer.styled(LayerStyle("green", 3.0, 0.3, dashed=True, named=False), "Zones", is_districts=True)
    again = layer_from_text("Zones", styled.text)
    assert again.text == styled.text
    assert (again.style, again.is_districts, again.bounds) == (styled.style, True, styled.bounds)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"style":{},"features":[[1]]}', "x" * 50])
def test_text_that_is_not_a_layer_is_rejected(text: str) -> None:
    with pytest.raises(InputError, match="Add it again"):
        layer_from_text("mine", text)


def test_points_of_geopandas_are_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.geojson", frame({"name": ["a"], "geometry": [Point(70, 33)]}))
    assert read_layer_file(path).layer.bounds == (70, 33, 70, 33)


def test_the_second_level_of_gadm_is_offered_as_divisions_and_the_third_as_districts(tmp_path: Path) -> None:
    from geo.places.boundaries import load_districts

    districts = load_districts().rename(columns={"province": "NAME_1", "division_2023": "NAME_2", "name": "NAME_3"})
    divisions = districts[["NAME_1", "NAME_2", "geometry"]].dissolve(["NAME_1", "NAME_2"]).reset_index()
    second = read_layer_file(saved(tmp_path / "gadm_2.geojson", divisions))
    third = read_layer_file(saved(tmp_path / "gadm_3.geojson", districts[["NAME_1", "NAME_2", "NAME_3", "geometry"]]))
    assert (second.name_field, second.are_divisions) == ("NAME_2", True)
    assert "Its polygons are divisions, not districts" in second.districts
    assert (third.name_field, third.are_divisions) == ("NAME_3", False)
    assert f"{len(districts)} polygons of gadm_3 stand for the districts" in third.districts


def test_roads_cannot_be_districts(tmp_path: Path) -> None:
    data = {"name": ["x"], "geometry": [LineString([(70, 33), (71, 34)])]}
    file = read_layer_file(saved(tmp_path / "roads.geojson", frame(data)))
    assert (file.districts, "no polygons in the two provinces" in file.no_districts) == ("", True)


def test_halves_of_characters_in_names_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "zones.geojson"
    point = '{"type": "Point", "coordinates": [70, 33]}'
    path.write_text(f'{{"features": [{{"properties": {{"name": "Zo\\ud800ne"}}, "geometry": {point}}}]}}')
    layer = read_layer_file(path).layer
    assert layer.features[0].name == "Zo\ufffdne"
    assert layer.text.encode()
