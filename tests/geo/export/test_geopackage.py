"""The GeoPackage to hand over, read by GDAL, and the styles in it and in a workspace."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

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
    assert names[:2] == ["incidents", "districts"]
    assert {"incidents (points)", "incidents (lines)", "about"} <= set(names)
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


def test_styles_are_those_of_the_map() -> None:
    root = ElementTree.fromstring(incidents_qml())
    assert [each.get("value") for each in root.iter("category")] == [style.name for style in TYPE_STYLES]
    colours = [o.get("value") for o in root.iter("Option") if o.get("name") == "color"]
    assert colours[0] == "181,56,2,255", "#b53802 of Battles"
    expressions = [o.get("value") or "" for o in root.iter("Option") if o.get("name") == "expression"]
    assert all(f"THEN {2 * size.radius_px:g}" in expressions[0] for size in SIZE_CLASSES)
    rules = ElementTree.fromstring(classes_qml("incidents", (1.0, 4.0))).iter("rule")
    assert [rule.get("label") for rule in rules] == ["not shown", "0", "1", "2–4", "5+"]
    for kind in ("points", "lines", "polygons"):
        assert (
            ElementTree.fromstring(user_layer_qml(LayerStyle("blue", dashed=True), kind)).find(".//symbol") is not None
        )
    assert assets.read_text(*INCIDENTS_STYLE) == incidents_qml(), "run: python -m scripts.reference"


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
        connection.execute("UPDATE layer_styles SET styleQML = 'mine'")
    with writing(path):
        pass
    assert [row[4] for row in rows_of(path, query)] == ["mine"]


def test_a_table_of_styles_with_a_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    create(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM layer_styles")
        connection.execute("CREATE TRIGGER t AFTER INSERT ON layer_styles BEGIN DELETE FROM incidents; END")
    with writing(path):
        pass
    assert rows_of(path, "SELECT count(*) FROM layer_styles") == [(0,)]
