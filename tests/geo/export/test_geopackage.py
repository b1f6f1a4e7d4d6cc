"""The GeoPackage to hand over, read by GDAL, and the styles in it and in a workspace."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pyogrio
import pytest

from geo import assets
from geo.draw.style import SIZE_CLASSES, TYPE_STYLES
from geo.export.geopackage import FORMAT
from geo.export.qml import classes_qml, incidents_qml, user_layer_qml
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS, CAREFUL, PROFILES
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.query import Query
from geo.store.geopackage.connection import writing
from geo.store.geopackage.creation import create
from geo.store.geopackage.layer_styles import INCIDENTS_STYLE
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.draw.page.pages import NOVEMBER, dataset_of, incident, snapshot_of


def rows_of(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def awkward_snapshot() -> Snapshot:
    """Names and texts that could break a layer, a style or SQL, and a layer of two kinds of geometry."""
    features = (
        Feature("A'; DROP TABLE about; --", "Point", [70, 32]),
        Feature("Road", "LineString", [[70, 32], [71, 33]]),
    )
    layers = (UserLayer("incidents", features, LayerStyle("green")), UserLayer('gpkg_"x"', features[:1]))
    rows = [
        incident(
            1, lon=70.5, lat=33.0, place_precision="exact", district="Bannu", notes="a\0b \ud800 <b>&", killed_best=3
        )
    ]
    return resolve(dataset_of(*rows, user_layers=layers), State())


def test_the_layers_hold_what_is_shown_with_an_index_and_say_what_they_are(tmp_path: Path) -> None:
    snapshot = snapshot_of(NOVEMBER)
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(snapshot, AS_IS))
    info = pyogrio.read_info(path, layer="incidents")
    assert (info["features"], info["geometry_type"], info["crs"]) == (13, "Point", "EPSG:4326")
    about = json.loads(info["layer_metadata"]["about"])
    assert (about["shown"], about["of"]) == (13, 261)
    assert rows_of(path, "SELECT count(*) FROM rtree_incidents_geom") == [(8,)], "five are known to no point"
    ids = [row[0] for row in rows_of(path, "SELECT incident_id FROM incidents ORDER BY fid")]
    assert ids == [snapshot.dataset.incidents.texts["incident_id"][row] for row in snapshot.rows]
    assert rows_of(path, "SELECT sum(incidents), count(*) FROM districts") == [(13, 61)]
    assert ("filters", "No filters") in rows_of(path, "SELECT name, text FROM about")
    assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows_of(path, "PRAGMA foreign_key_check") == []


def test_awkward_names_and_texts_are_kept_as_text(tmp_path: Path) -> None:
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(awkward_snapshot(), AS_IS))
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    assert (names[0], names[-3:]) == ("incidents", ["districts", "about", "layer_styles"]), "from the top down in QGIS"
    assert names[-4] == "incidents (lines)", "below all points, above the areas"
    assert "incidents (points)" in names
    assert rows_of(path, "SELECT name FROM 'incidents (points)'") == [("A'; DROP TABLE about; --",)]
    assert rows_of(path, "SELECT notes FROM incidents") == [("a\N{REPLACEMENT CHARACTER}b ? <b>&",)]
    styled = {row[0] for row in rows_of(path, "SELECT f_table_name FROM layer_styles")}
    assert styled == {*names} - {"about", "layer_styles"}
    assert {str(n) for n, _ in pyogrio.list_layers(FORMAT.write(path, hand_over(awkward_snapshot(), CAREFUL)))} == {
        "incidents", "districts", "about", "layer_styles",
    }  # fmt: skip


def test_small_counts_are_not_written_and_counts_alone_have_no_rows(tmp_path: Path) -> None:
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(snapshot_of(Query()), PROFILES["counts-only"]))
    assert "incidents" not in [name for name, _ in pyogrio.list_layers(path)]
    rows = rows_of(path, "SELECT incidents, killed_best, incidents_words FROM districts")
    hidden = [row for row in rows if row[0] is None]
    assert hidden
    assert {row[2] for row in hidden} <= {"<5", "not shown"}
    assert all(row[1] is None for row in hidden)
    assert all(row[0] == 0 or row[0] >= 5 for row in rows if row[0] is not None)


def test_gdal_reads_the_layers(tmp_path: Path) -> None:
    ogrinfo = shutil.which("ogrinfo")
    if ogrinfo is None:
        pytest.skip("ogrinfo (gdal-bin) is not installed: an independent GDAL is only on the machines that have it")
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(snapshot_of(NOVEMBER), AS_IS))
    answer = subprocess.run([ogrinfo, "-so", "-al", str(path)], capture_output=True, text=True, check=True, timeout=60)
    assert "Feature Count: 13" in answer.stdout
    assert "Warning" not in answer.stderr


def expressions_in(element: Element, name: str) -> list[str]:
    """The expressions that the property of a symbol follows, in the order of its layers."""
    found = (each.find("Option[@name='expression']") for each in element.iter("Option") if each.get("name") == name)
    return [each.get("value", "") for each in found if each is not None]


def rules_of(qml: str) -> dict[str, str]:
    """The conditions of the rules by what the legend says of them."""
    rules = ElementTree.fromstring(qml).findall(".//renderer-v2/rules//rule")
    return {rule.get("label", ""): rule.get("filter", "") for rule in rules}


def test_incidents_have_the_colours_shapes_and_sizes_of_the_map_and_a_legend_of_all_that_is_drawn() -> None:
    root = ElementTree.fromstring(incidents_qml())
    rules = rules_of(incidents_qml())
    assert [*rules][: len(TYPE_STYLES)] == [style.name for style in TYPE_STYLES]
    assert all(f"= '{style.name}'" in rules[style.name] for style in TYPE_STYLES)
    battles = root.find(".//symbol[@name='0']")
    assert battles is not None
    assert "'181,56,2,255'" in expressions_in(battles, "fillColor")[-1], "#b53802 of Battles"
    size = expressions_in(battles, "size")[-1]
    assert all(f"THEN {1.5 * each.radius_px:g} " in size for each in SIZE_CLASSES), "diameters in points of 4/3 pixels"
    assert [each.label for each in SIZE_CLASSES][1:] == [label for label in rules if label[0].isdigit()]
    assert {option.get("value") for option in root.iter("Option") if (option.get("name") or "").endswith("_unit")} == {
        "Point"
    }, "pixels would shrink on a printed layout"
    for symbol in root.findall(".//rules//rule"):
        number = symbol.get("symbol")
        assert number is None or root.find(f".//symbols/symbol[@name='{number}']") is not None


def test_several_incidents_have_a_number_and_small_ones_of_a_district_have_none() -> None:
    mark = ElementTree.fromstring(incidents_qml()).find(".//symbol[@name='centerSymbol']")
    assert mark is not None
    assert expressions_in(mark, "char")[0] == "to_string(coalesce(@cluster_size, 1))"
    careful = incidents_qml(5, by_district=True)
    assert "< 5 THEN '<5'" in expressions_in(ElementTree.fromstring(careful), "char")[0]
    assert [*rules_of(careful)] == ["by district: number of incidents"]
    rules = rules_of(incidents_qml(types={"Riots", "Battles"}))
    assert [*rules][:2] == ["Battles", "Riots"]
    assert "Other" not in rules, "the legend has nothing that the layer has not"
    nearest = [
        float(ElementTree.fromstring(qml).find("renderer-v2").get("tolerance")) for qml in (careful, incidents_qml())
    ]
    assert nearest[0] < 1 < nearest[1], "numbers of two districts are never put together"


def test_incidents_follow_the_time_from_their_first_day_to_the_end_of_their_last() -> None:
    time = ElementTree.fromstring(incidents_qml()).find("temporal")
    assert time is not None
    assert (time.get("enabled"), time.get("mode")) == ("1", "4"), "by expressions"
    assert time.get("startExpression") == 'to_datetime("date_start")'
    assert time.get("endExpression") == "to_datetime(\"date_end\") + to_interval('1 day')"


def test_districts_have_classes_and_hatching_and_user_layers_their_style() -> None:
    rules = rules_of(classes_qml("incidents", (1.0, 4.0)))
    assert [*rules] == ["incidents: 0", "1", "2–4", "5+", "known only to the district: number, where there is room"]
    careful = rules_of(classes_qml("incidents", (7.0,), 5, hatched=False))
    assert [*careful] == ["incidents: 0", "under 5, or not shown", "5–7", "8+"]
    assert careful["under 5, or not shown"] == '"incidents" IS NULL'
    for kind in ("points", "lines", "polygons"):
        root = ElementTree.fromstring(user_layer_qml(LayerStyle("blue", dashed=True, named=kind != "lines"), kind))
        assert root.find(".//symbol") is not None
        assert (root.find("labeling") is None) == (kind == "lines")
    assert assets.read_text(*INCIDENTS_STYLE) == incidents_qml(), "run: python -m scripts.reference"


def test_what_is_known_to_an_area_is_no_point_but_a_number_of_its_district(tmp_path: Path) -> None:
    places = {"lon": 70.5, "lat": 33.0, "district": "Bannu", "province": "Khyber Pakhtunkhwa"}
    rows = [incident(n, **places, place_precision=precision) for n, precision in enumerate(("exact", "district"), 1)]
    snapshot = resolve(dataset_of(*rows), State())
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(snapshot, AS_IS))
    columns = "SELECT geom IS NULL, lon, lat FROM incidents ORDER BY place_precision"
    assert rows_of(path, columns) == [(1, 70.5, 33.0), (0, 70.5, 33.0)], "coordinates as the source has them"
    counted = "SELECT incidents, without_point FROM districts WHERE district = 'Bannu'"
    assert rows_of(path, counted) == [(2, 1)]
    assert rows_of(path, "SELECT sum(without_point) FROM districts") == [(1,)]
    by_district = FORMAT.write(tmp_path / "b.gpkg", hand_over(snapshot, PROFILES["district"]))
    assert rows_of(by_district, "SELECT count(geom), count(DISTINCT geom) FROM incidents") == [(2, 1)]
    assert rows_of(by_district, counted) == [(2, 0)]
    hidden = FORMAT.write(tmp_path / "c.gpkg", hand_over(snapshot, replace(AS_IS, small_counts=2)))
    assert rows_of(hidden, counted) == [(2, None)], "one of two is fewer than may be written, and so is the other"


def test_each_layer_states_its_kind_of_geometry_so_that_qgis_need_not_look(tmp_path: Path) -> None:
    path = FORMAT.write(tmp_path / "a.gpkg", hand_over(awkward_snapshot(), AS_IS))
    kinds = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert kinds["districts"] == "MultiPolygon"
    assert (kinds["incidents (points)"], kinds["incidents (lines)"]) == ("Point", "LineString")


def test_a_workspace_has_the_style_and_an_older_one_gets_it_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    create(path)
    query = "SELECT f_table_name, f_geometry_column, f_table_schema, useAsDefault, styleQML FROM layer_styles"
    assert rows_of(path, query) == [("incidents", "geom", "", 1, incidents_qml())]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE layer_styles")
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'")
    for _ in range(2):
        with writing(path):
            pass
    assert len(rows_of(path, query)) == 1
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE layer_styles SET styleQML = 'of an older version', useAsDefault = 0")
    with writing(path):
        pass
    assert [row[3:] for row in rows_of(path, query)] == [(0, incidents_qml())]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE layer_styles SET styleQML = 'mine', description = ''")
    with writing(path):
        pass
    assert [row[4] for row in rows_of(path, query)] == ["mine"], "as QGIS stores it"


def test_a_table_of_styles_with_a_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    create(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM layer_styles")
        connection.execute("CREATE TRIGGER t AFTER INSERT ON layer_styles BEGIN DELETE FROM incidents; END")
    with writing(path):
        pass
    assert rows_of(path, "SELECT count(*) FROM layer_styles") == [(0,)]
