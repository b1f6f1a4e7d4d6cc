"""A workspace is a GeoPackage that other programs can read; reading does not change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo import store
from geo.errors import FileRefused, WorkspaceError, WorkspaceReadOnly
from geo.incidents import ContextEvent, Incident, Release
from geo.incidents.columns import COLUMN_NAMES, NUMBERS
from geo.incidents.findings import Checked
from geo.sources.bundled import bundled
from geo.sources.read_options import ReadOptions
from geo.store.geopackage.connection import copy
from geo.store.geopackage.schema import FORMAT, point_blob, point_of
from tests.geo.checked_files import read_file
from tests.stored import store_rows


def test_an_empty_workspace_opens(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    dataset = store.workspace_at(path).load()
    assert (len(dataset.incidents), dataset.claims, dataset.releases, dataset.origin) == (0, {}, (), "w.gpkg")
    assert store.workspace_at(path).describe().first_day is None
    assert store.names_workspace(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_workspace_contains_the_context_events(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create(bundled().context_events)
    assert set(store.workspace_at(path).load().context_events) == set(bundled().context_events)


def test_an_existing_file_is_not_created_again(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    path.write_text("mine")
    with pytest.raises(WorkspaceError, match="already a file"):
        store.workspace_at(path).create()
    assert path.read_text() == "mine"


def test_a_file_created_concurrently_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"

    def appearing() -> Iterator[ContextEvent]:
        path.write_text("precious")
        yield from ()

    with pytest.raises(WorkspaceError, match="already a file"):
        store.workspace_at(path).create(appearing())
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_contains_the_pages_of_the_write_ahead_log(workspace: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("DELETE FROM claims")
        copy(workspace, tmp_path / "copy.gpkg")
    assert store.workspace_at(tmp_path / "copy.gpkg").load().claims == {}


def test_a_missing_or_read_only_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no folder"):
        store.workspace_at(tmp_path / "no" / "w.gpkg").create()
    (tmp_path / "ro").mkdir(mode=0o555)
    with pytest.raises(WorkspaceReadOnly, match="is read-only"):
        store.workspace_at(tmp_path / "ro" / "w.gpkg").create()
    assert list((tmp_path / "ro").iterdir()) == []


@pytest.mark.parametrize("name", ["w w.gpkg", "w#1?x=%20.gpkg", "ورک.gpkg", "-w.gpkg", "w'\".gpkg"])
def test_a_workspace_file_can_have_any_name(tmp_path: Path, name: str, checked: Checked, release: Release) -> None:
    path = tmp_path / name
    store.workspace_at(path).create()
    store_rows(path, checked, release)
    assert len(store.workspace_at(path).load().incidents) == 10
    assert list(tmp_path.iterdir()) == [path]


def test_reading_changes_no_byte_and_leaves_no_file(workspace: Path, digest: Callable[[Path], str]) -> None:
    before = digest(workspace), workspace.stat().st_mtime_ns
    store.workspace_at(workspace).load()
    store.workspace_at(workspace).describe()
    read_file(workspace)
    assert (digest(workspace), workspace.stat().st_mtime_ns) == before
    assert list(workspace.parent.iterdir()) == [workspace]


def test_rows_are_sorted_by_day_in_any_stored_order(
    tmp_path: Path, rows: Callable[[int], list[Incident]], release: Release
) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    for row in rows(6)[::-1]:
        store_rows(path, Checked([row]), release)
    incidents = store.workspace_at(path).load().incidents
    assert (np.diff(incidents.start) >= 0).all()
    assert incidents.start.dtype == np.int32


def test_a_description_counts_the_stored_rows(workspace: Path, release: Release) -> None:
    description = store.workspace_at(workspace).describe()
    assert (description.incidents, description.first_day, description.last_day) == (
        10,
        date(2024, 11, 18),
        date(2024, 11, 27),
    )
    assert description.by_source == {"own": 10}
    assert description.by_place_precision == {"exact": 5, "province": 5}
    assert description.by_province == {"Balochistan": 10}
    assert (description.format, description.releases) == (FORMAT, (release,))


def test_the_bundled_incidents_round_trip_through_a_workspace(tmp_path: Path) -> None:
    dataset, path = bundled(), tmp_path / "w.gpkg"
    rows = list(dataset.incidents.rows())
    store.workspace_at(path).create(dataset.context_events)
    claims = [claim for group in dataset.claims.values() for claim in group]
    store_rows(path, Checked(rows, claims=claims), dataset.releases[0])
    opened = store.workspace_at(path).load()
    assert sorted(opened.incidents.rows(), key=repr) == sorted(rows, key=repr)
    assert dict(opened.claims) == dict(dataset.claims)


# other programs


def test_geopandas_reads_the_incidents(workspace: Path) -> None:
    import geopandas

    layer = geopandas.read_file(workspace, layer="incidents")
    assert layer.crs.to_epsg() == 4326
    assert len(layer) == 10
    assert set(layer.columns) == {*COLUMN_NAMES, "fingerprint", "geometry"}
    assert layer["date_start"].dtype.kind == "M"
    assert all(layer[name].dtype.kind in "if" for name in (*NUMBERS, "lon", "lat"))
    assert layer.geometry.notna().sum() == 5
    points = layer[layer.geometry.notna()]
    assert (points.geometry.x == points["lon"]).all()
    assert (points.geometry.y == points["lat"]).all()


def test_every_table_is_listed_for_other_programs(workspace: Path) -> None:
    import pyogrio

    layers = dict(pyogrio.list_layers(workspace).tolist())
    assert layers["incidents"] == "Point"
    assert {"claims", "context_events", "history", "releases", "saved_views", "settings"} < set(layers)
    assert len(pyogrio.read_dataframe(workspace, layer="claims", read_geometry=False)) == 2
    assert pyogrio.read_info(workspace, layer="incidents")["total_bounds"] == (67.0, 30.2, 67.0, 30.2)


def test_the_file_header_is_that_of_a_geopackage(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection:
        numbers = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        assert numbers == [0x47504B47, 10300]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_layer_written_by_geopandas_is_read(workspace: Path, tmp_path: Path) -> None:
    import geopandas

    layer = geopandas.read_file(workspace, layer="incidents")
    path = tmp_path / "exported.gpkg"
    layer.to_file(path, layer="incidents", driver="GPKG")
    before = read_file(workspace)
    after = read_file(path)
    assert after.problems == []
    assert after.incidents == before.incidents


def test_coordinates_come_from_the_geometry_where_there_are_no_columns(workspace: Path, tmp_path: Path) -> None:
    import geopandas

    layer = geopandas.read_file(workspace, layer="incidents").drop(columns=["lon", "lat"])
    layer.to_file(tmp_path / "exported.gpkg", layer="incidents", driver="GPKG")
    rows = read_file(tmp_path / "exported.gpkg").incidents
    assert [(row.lon, row.lat) for row in rows][:2] == [(None, None), (67.0, 30.2)]


@pytest.mark.parametrize(("layer", "epsg"), [("incidents", 32642), ("other", 4326), ("other", 3857)])
def test_a_layer_of_another_name_or_coordinate_system_is_read(
    workspace: Path, tmp_path: Path, layer: str, epsg: int
) -> None:
    import geopandas

    table = geopandas.read_file(workspace, layer="incidents").drop(columns=["lon", "lat"]).to_crs(epsg)
    table.to_file(tmp_path / "other.gpkg", layer=layer, driver="GPKG")
    checked = read_file(tmp_path / "other.gpkg")
    points = [(row.lon, row.lat) for row in checked.incidents][:2]
    assert points == [(None, None), (pytest.approx(67.0, abs=1e-5), pytest.approx(30.2, abs=1e-5))]
    assert any(f"EPSG:{epsg}" in repair.what for repair in checked.repairs) is (epsg != 4326)


def test_one_of_several_layers_can_be_chosen(workspace: Path, tmp_path: Path) -> None:
    import geopandas

    table = geopandas.read_file(workspace, layer="incidents")
    path = tmp_path / "other.gpkg"
    table[["notes", "geometry"]].to_file(path, layer="roads", driver="GPKG")
    table.to_file(path, layer="events", driver="GPKG")
    assert len(read_file(path, ReadOptions(sheet="events")).incidents) == len(table)
    with pytest.raises(FileRefused, match=r"no layer 'sites'.* It has: roads, events"):
        read_file(path, ReadOptions(sheet="sites"))


def test_a_point_round_trips_through_its_geometry() -> None:
    assert point_of(point_blob(67.1, 30.2)) == (67.1, 30.2)


@pytest.mark.parametrize("blob", [None, "text", b"", b"GP", b"XX" + bytes(40), point_blob(1, 2)[:-1], bytes(29)])
def test_other_geometries_have_no_coordinates(blob: object) -> None:
    assert point_of(blob) is None
