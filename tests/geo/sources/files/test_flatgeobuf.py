"""FlatGeobuf: points are incidents, areas a layer; a damaged file is named as one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import geopandas
import pytest
import shapely

from geo.errors import FileRefused
from geo.sources.files import shapes
from geo.sources.user_layers import has_shapes, read_layer_file
from tests.geo.checked_files import read_file

ROWS = {"Date": ["2024-11-18", "2024-11-02"], "Type": ["IED", "Firing"], "District": ["Bannu", "Tank"]}
POINTS = [shapely.Point(70.62, 32.95), shapely.Point(70.38, 32.22)]
AREAS = [shapely.box(70, 32, 71, 33), shapely.box(71, 32, 72, 33)]


@pytest.fixture
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a new interpreter, as the application does, not in a fork (`tests.reader`)."""
    monkeypatch.setattr(shapes, "subprocess", subprocess)


def written(folder: Path, geometries: list[shapely.Geometry], crs: int = 4326) -> Path:
    path = folder / "partner.fgb"
    geopandas.GeoDataFrame(ROWS, geometry=geometries, crs=4326).to_crs(crs).to_file(path, driver="FlatGeobuf")
    return path


@pytest.mark.parametrize("crs", [4326, 32642])
def test_points_are_incidents_whatever_their_system(tmp_path: Path, crs: int) -> None:
    checked = read_file(written(tmp_path, POINTS, crs))
    found = {(row.district, round(row.lon or 0, 3), round(row.lat or 0, 3)) for row in checked.incidents}
    assert found == {("Bannu", 70.62, 32.95), ("Tank", 70.38, 32.22)}
    assert any("UTM zone 42N" in repair.what for repair in checked.repairs) == (crs == 32642)


@pytest.mark.usefixtures("started_anew")
def test_areas_are_a_layer(tmp_path: Path) -> None:
    path = written(tmp_path, AREAS)
    assert has_shapes(path)
    assert len(read_layer_file(path).layer.features) == 2


@pytest.mark.usefixtures("started_anew")
def test_a_damaged_file_is_named_as_one(tmp_path: Path) -> None:
    path = written(tmp_path, POINTS)
    path.write_bytes(path.read_bytes()[:600])
    with pytest.raises(FileRefused, match="damaged FlatGeobuf"):
        read_file(path)
    assert not has_shapes(path)
