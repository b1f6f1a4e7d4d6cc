"""The geometry of a spatial file is the place of its rows, in every format and layout; what is lost is reported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint, Point, box

from geo.incidents.findings import Checked
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
BANNU, QUETTA = (70.62, 32.95), (66.99, 30.2)
MAPPED = {"ref": "r1", "date": "2024-11-18", "type": "IED", "killed": 2, "zila": "Bannu"}
OWN = {"incident_id": "x1", "date_start": "2024-11-18", "event_type": "Battles", "district": "Bannu"}
ACLED = {
    "event_id_cnty": "PAK1", "event_date": "2024-11-18", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Pakistan", "country": "Pakistan", "admin1": "Khyber Pakhtunkhwa", "admin2": "Bannu",
    "location": "Bannu", "fatalities": 1,
}  # fmt: skip
UCDP = {
    "id": "1", "relid": "PAK-1", "date_start": "2024-11-18", "date_end": "2024-11-18", "type_of_violence": "1",
    "side_a": "Government of Pakistan", "side_b": "TTP", "country": "Pakistan", "country_id": "770", "best": "1",
    "high": "1", "low": "1", "adm_1": "Khyber Pakhtunkhwa", "adm_2": "Bannu district", "where_prec": "1",
    "date_prec": "1", "where_coordinates": "Bannu town", "dyad_name": "x", "conflict_name": "y", "year": "2024",
}  # fmt: skip
LAYOUTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "mapped": (MAPPED, "longitude", "latitude"),
    "own": (OWN, "lon", "lat"),
    "acled": (ACLED, "longitude", "latitude"),
    "ucdp": (UCDP, "longitude", "latitude"),
}


def geojson(folder: Path, rows: list[tuple[dict[str, Any], Any]]) -> Path:
    features = [{"type": "Feature", "properties": row, "geometry": shape} for row, shape in rows]
    path = folder / "partner.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def point(at: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(at)}


def saved(path: Path, rows: list[dict[str, Any]], shapes: list[Any], crs: str = "EPSG:4326") -> Path:
    geopandas.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").to_crs(crs).to_file(path, index=False)
    return path


def kml(path: Path, row: dict[str, Any], shape: str) -> Path:
    data = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in row.items())
    path.write_text(f"<kml><Placemark><ExtendedData>{data}</ExtendedData>{shape}</Placemark></kml>", encoding="utf-8")
    return path


def read(path: Path) -> Checked:
    return read_file(path, ReadOptions(source="partner"), today=TODAY)


def at_of(checked: Checked) -> list[Any]:
    return [(incident.lon, incident.lat) for incident in checked.incidents]


def with_id(row: dict[str, Any], number: int) -> dict[str, Any]:
    """The same row with another id."""
    return {
        name: f"n{number}" if name in ("ref", "incident_id", "event_id_cnty", "id") else v for name, v in row.items()
    }


def warnings(checked: Checked) -> list[tuple[int, str]]:
    return [(problem.row, problem.message) for problem in checked.problems if problem.column == "geometry"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_geometry_is_the_point_where_a_layout_has_no_columns_of_coordinates(tmp_path: Path, layout: str) -> None:
    checked = read(geojson(tmp_path, [(LAYOUTS[layout][0], point(BANNU))]))
    assert (at_of(checked), warnings(checked)) == ([BANNU], [])
    assert checked.incidents[0].place_precision in ("exact", "near")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_geometry_beats_older_columns_and_the_difference_is_reported(tmp_path: Path, layout: str) -> None:
    row, lon, lat = LAYOUTS[layout]
    checked = read(geojson(tmp_path, [({**row, lon: 70.3, lat: 32.9}, point(BANNU))]))
    assert at_of(checked) == [BANNU]
    ((number, message),) = warnings(checked)
    assert number == 1
    for part in ("geometry", "70.62, 32.95", "70.3, 32.9", "30 km", f"{lon} and {lat}"):
        assert part in message
    assert any("those of the geometry" in repair.what and repair.rows == 1 for repair in checked.repairs)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
def test_a_moved_point_is_noticed_in_every_file_format(tmp_path: Path, ending: str) -> None:
    rows = [{**MAPPED, "ref": f"r{n}", "LONGITUDE": 70.6200, "LATITUDE": 32.95} for n in range(2)]
    checked = read(saved(tmp_path / f"partner.{ending}", rows, [Point(BANNU), Point(70.75, 32.95)]))
    assert at_of(checked) == [BANNU, (70.75, 32.95)]
    assert [number for number, _ in warnings(checked)] == [2]


@pytest.mark.parametrize(
    ("shift", "stated", "is_told"),
    [
        (0.0005, (70.62, 32.95), False),  # 50 m
        (0.002, (70.62, 32.9501), True),  # 190 m
        (0.004, (70.62, 32.95), False),  # rounded to two digits
        (0.0, (0, 0), False),  # stands for no place
        (0.0, ("", ""), False),
        (0.0, (812345.5, 3651234.5), False),  # of another coordinate system
    ],
)
def test_coordinates_that_are_only_rounded_or_unknown_are_no_difference(
    tmp_path: Path, shift: float, stated: tuple[Any, Any], is_told: bool
) -> None:
    row = {**ACLED, "longitude": stated[0], "latitude": stated[1]}
    checked = read(geojson(tmp_path, [(row, point((70.62 + shift, 32.95)))]))
    assert at_of(checked) == [(pytest.approx(70.62 + shift), 32.95)]
    assert bool(warnings(checked)) is is_told


@pytest.mark.parametrize(
    "stale",
    [
        {"X": "70.3", "Y": "32.9"},
        {"_gps_longitude": 70.3, "_gps_latitude": 32.9},
        {"Coordinates": "32.9, 70.3"},
        {"GPS": "32.9 70.3"},
        {"lon": "70° 18' E", "lat": "32° 54' N"},
    ],
)
def test_older_coordinates_are_noticed_in_whatever_columns_they_are(tmp_path: Path, stale: dict[str, Any]) -> None:
    checked = read(geojson(tmp_path, [({**MAPPED, **stale}, point(BANNU))]))
    assert at_of(checked) == [BANNU]
    ((_, message),) = warnings(checked)
    assert all(name.casefold() in message for name in stale)


LOST = {
    "missing": None,
    "empty": {"type": "Point", "coordinates": []},
    "no numbers": {"type": "Point", "coordinates": [None, None]},
    "a MultiPoint of 2 points": {"type": "MultiPoint", "coordinates": [[70.6, 32.9], [70.7, 33.0]]},
    "a LineString": {"type": "LineString", "coordinates": [[70.6, 32.9], [70.7, 33.0]]},
    "a Polygon": {"type": "Polygon", "coordinates": [[[70, 32], [71, 32], [71, 33], [70, 32]]]},
    "at 0, 0": point((0.0, 0.0)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("why", LOST)
def test_a_geometry_without_a_point_is_reported_and_the_row_kept_by_its_names(
    tmp_path: Path, layout: str, why: str
) -> None:
    row = {name: v for name, v in LAYOUTS[layout][0].items() if name not in ("location", "where_coordinates")}
    checked = read(geojson(tmp_path, [(row, LOST[why]), (with_id(row, 2), point(BANNU))]))
    assert checked.errors == []
    assert at_of(checked) == [(None, None), BANNU]
    assert checked.incidents[0].district == "Bannu"
    ((number, message),) = warnings(checked)
    assert (number, why in message) == (1, True)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_stand_in_for_a_geometry_that_is_lost(tmp_path: Path, layout: str) -> None:
    row, lon, lat = LAYOUTS[layout]
    rows = [({**row, lon: "70.62", lat: "32.95"}, LOST["a Polygon"]), (with_id(row, 2), point(QUETTA))]
    checked = read(geojson(tmp_path, rows))
    assert at_of(checked)[0] == BANNU
    assert any("a Polygon" in text and "is used" in text for number, text in warnings(checked) if number == 1)


@pytest.mark.parametrize(
    ("at", "words"),
    [((32.95, 70.62), "swapped"), ((300000.0, 3600000.0), "no degrees"), ((70.62, 132.95), "no degrees")],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wrong_geometry_keeps_only_its_row_out(
    tmp_path: Path, layout: str, at: tuple[float, float], words: str
) -> None:
    row = LAYOUTS[layout][0]
    checked = read(geojson(tmp_path, [(row, point(at)), (with_id(row, 2), point(BANNU))]))
    assert at_of(checked) == [BANNU]
    ((number, message),) = warnings(checked)
    assert (number, words in message) == (1, True)
    assert [problem.row for problem in checked.errors] == [1]


def test_a_row_that_says_it_is_known_to_its_district_needs_no_geometry(tmp_path: Path) -> None:
    rows = [({**OWN, "place_precision": "district"}, None), ({**OWN, "incident_id": "x2"}, point(BANNU))]
    checked = read(geojson(tmp_path, rows))
    assert (at_of(checked), warnings(checked)) == ([(None, None), BANNU], [])


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
def test_several_points_and_areas_are_reported_in_every_file_format(tmp_path: Path, ending: str) -> None:
    rows = [{**MAPPED, "ref": f"r{n}"} for n in range(2)]
    shapes = [MultiPoint([BANNU, (70.7, 33.0)]), MultiPoint([BANNU])]
    checked = read(saved(tmp_path / f"partner.{ending}", rows, shapes))
    assert at_of(checked) == [(None, None), BANNU]
    assert ["MultiPoint of 2" in message for _, message in warnings(checked)] == [True]
    area = read(saved(tmp_path / f"areas.{ending}", rows, [box(70, 32, 71, 33), None]))
    assert at_of(area) == [(None, None)] * 2
    assert [("Polygon" in text, "missing" in text) for _, text in warnings(area)] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("<MultiGeometry><Point><coordinates>70.62,32.95,0</coordinates></Point></MultiGeometry>", ""),
        ("<Point><coordinates>70.62,32.95</coordinates></Point>", ""),
        ("<Point><coordinates></coordinates></Point>", "empty"),
        ("<LineString><coordinates>70,32 71,33</coordinates></LineString>", "a LineString"),
    ],
)
def test_placemarks_are_points_or_say_why_not(tmp_path: Path, shape: str, why: str) -> None:
    checked = read(kml(tmp_path / "partner.kml", MAPPED, shape))
    assert at_of(checked) == [(None, None) if why else BANNU]
    assert [why in message for _, message in warnings(checked)] == ([True] if why else [])


def test_points_in_parquet_are_read_with_their_system(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = geopandas.GeoDataFrame([{**MAPPED, "lon": 70.3, "lat": 32.9}], geometry=[Point(BANNU)], crs="EPSG:4326")
    frame.to_crs("EPSG:32642").to_parquet(tmp_path / "partner.parquet")
    checked = read(tmp_path / "partner.parquet")
    assert at_of(checked) == [(pytest.approx(BANNU[0], abs=1e-6), pytest.approx(BANNU[1], abs=1e-6))]
    assert len(warnings(checked)) == 1


def test_a_clean_layer_with_columns_that_agree_raises_nothing(tmp_path: Path) -> None:
    rows = [{**MAPPED, "ref": f"r{n}", "LONGITUDE": 70.62, "LATITUDE": 32.95} for n in range(3)]
    checked = read(saved(tmp_path / "partner.gpkg", rows, [Point(BANNU)] * 3))
    assert (checked.problems, at_of(checked)) == ([], [BANNU] * 3)


@given(
    st.lists(st.tuples(st.floats(61, 74), st.floats(25, 36)), min_size=1, max_size=4),
    st.sampled_from(sorted(LAYOUTS)),
    st.booleans(),
)
def test_every_point_is_stored_where_the_geometry_has_it(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[float, float]], layout: str, has_columns: bool
) -> None:
    row, lon, lat = LAYOUTS[layout]
    columns = {lon: 65.0, lat: 29.0} if has_columns else {}
    rows = [({**with_id(row, n), **columns}, point(at)) for n, at in enumerate(points)]
    checked = read(geojson(tmp_path_factory.mktemp("g"), rows))
    assert at_of(checked) == [(pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6)) for x, y in points]


@pytest.mark.parametrize("layout", ["acled", "ucdp"])
@pytest.mark.parametrize(("at", "stated", "is_ours"), [(BANNU, (40.0, 20.0), True), ((40.0, 20.0), BANNU, False)])
def test_whether_a_row_lies_elsewhere_is_decided_by_its_geometry(
    tmp_path: Path, layout: str, at: tuple[float, float], stated: tuple[float, float], is_ours: bool
) -> None:
    row, lon, lat = LAYOUTS[layout]
    place = {"admin1": "Xyz", "admin2": "", "adm_1": "Xyz", "adm_2": ""}
    moved = {**row, **{name: text for name, text in place.items() if name in row}, lon: stated[0], lat: stated[1]}
    checked = read(geojson(tmp_path, [(moved, point(at)), (with_id(row, 2), point(BANNU))]))
    assert at_of(checked) == [BANNU] * (2 if is_ours else 1)
    assert sum(checked.left_out.values()) == (0 if is_ours else 1)


def test_coordinates_that_the_user_has_mapped_are_compared_whatever_their_heading(tmp_path: Path) -> None:
    mapping = ColumnMapping(
        "partner", {"date_start": "date", "event_type": "type", "district": "zila", "lon": "Ost", "lat": "Nord"}
    )
    path = geojson(tmp_path, [({**MAPPED, "Ost": 70.3, "Nord": 32.9}, point(BANNU))])
    checked = read_file(path, ReadOptions(column_mapping=mapping), today=TODAY)
    assert at_of(checked) == [BANNU]
    assert ["ost and nord" in message for _, message in warnings(checked)] == [True]
