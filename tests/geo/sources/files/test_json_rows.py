"""JSON that is no GeoJSON is read where it holds rows, and named where it holds none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FileRefused
from geo.sources.files.detect import open_table
from geo.sources.files.table import no_progress

ROWS: list[dict[str, Any]] = [{"date": "2024-11-18", "type": "IED", "district": "Bannu", "killed": 2},
        {"date": "2024-11-02", "type": "Ambush", "district": "Tank"}]  # fmt: skip
POINT = {"type": "Point", "coordinates": [70.6, 32.9]}


def written(folder: Path, content: Any, name: str = "answer.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    table = open_table(path)
    records = [record for part in table.parts(no_progress) for record in part.records]
    return [dict(zip(table.header, record, strict=True)) for record in records]


@pytest.mark.parametrize(
    "content",
    [
        ROWS,
        {"data": ROWS, "count": 2},
        {"status": {"code": 200}, "result": {"records": ROWS}},
        "\n".join(map(json.dumps, ROWS)),
        "\x1e" + "\n\x1e".join(map(json.dumps, ROWS)) + "\n",
        {name: [row.get(name, "") for row in ROWS] for name in ROWS[0]},
        {name: {str(at): row.get(name, "") for at, row in enumerate(ROWS)} for name in ROWS[0]},
        [list(ROWS[0]), ["2024-11-18", "IED", "Bannu", 2], ["2024-11-02", "Ambush", "Tank", None]],
        {"columns": list(ROWS[0]), "index": [0, 1], "data": [list(ROWS[0].values()), [*ROWS[1].values(), None]]},
        {"fields": [{"name": name} for name in ROWS[0]], "rows": [list(ROWS[0].values()), [*ROWS[1].values(), None]]},
        [{"when": {"date": row["date"]}, "what": {"type": row["type"]}, "district": row["district"],
          "killed": row.get("killed")} for row in ROWS],
    ],
    ids=["list", "data", "nested", "lines", "sequence", "columns", "numbered columns", "lists", "names apart",
         "fields apart", "objects in objects"],
)  # fmt: skip
def test_a_list_of_objects_is_read(tmp_path: Path, content: Any) -> None:
    wanted = [
        {**{name: str(value) for name, value in row.items()}, "killed": str(row.get("killed", ""))} for row in ROWS
    ]
    assert rows_of(written(tmp_path, content)) == wanted


def test_rows_under_their_ids_keep_them(tmp_path: Path) -> None:
    rows = rows_of(written(tmp_path, {"a-1": ROWS[0], "a-2": ROWS[1]}))
    assert [row["id"] for row in rows] == ["a-1", "a-2"]


@pytest.mark.parametrize(
    "content",
    [
        [{**ROWS[0], "geometry": POINT}],
        [{"type": "Feature", "properties": ROWS[0], "geometry": POINT}],
        "\n".join([json.dumps({"type": "Feature", "properties": ROWS[0], "geometry": POINT})] * 1) + "\n",
    ],
)
def test_a_geometry_in_an_object_is_its_point(tmp_path: Path, content: Any) -> None:
    (row,) = rows_of(written(tmp_path, content))
    assert (float(row["lon"]), float(row["lat"])) == (70.6, 32.9)


def esri(**changes: Any) -> dict[str, Any]:
    return {
        "geometryType": "esriGeometryPoint", "spatialReference": {"wkid": 4326},
        "features": [{"attributes": {"date": "2024-11-18", "type": 1}, "geometry": {"x": 70.6, "y": 32.9}}],
    } | changes  # fmt: skip


def test_esri_json_is_read_with_its_points(tmp_path: Path) -> None:
    (row,) = rows_of(written(tmp_path, esri()))
    assert (row["date"], float(row["lon"]), float(row["lat"])) == ("2024-11-18", 70.6, 32.9)


def test_esri_json_in_another_system_is_converted(tmp_path: Path) -> None:
    geometry = {"x": 7859156.0, "y": 3890000.0}
    content = esri(spatialReference={"wkid": 102100}, features=[{"attributes": {"a": 1}, "geometry": geometry}])
    (row,) = rows_of(written(tmp_path, content))
    assert abs(float(row["lon"]) - 70.6) < 0.01


def test_codes_and_moments_of_esri_are_read_as_people_see_them(tmp_path: Path) -> None:
    fields = [
        {"name": "date", "type": "esriFieldTypeDate"},
        {"name": "type", "domain": {"codedValues": [{"code": 1, "name": "IED"}]}},
    ]
    feature = {"attributes": {"date": 1731888000000, "type": 1}, "geometry": {"x": 70.6, "y": 32.9}}
    (row,) = rows_of(written(tmp_path, esri(fields=fields, features=[feature])))
    assert (row["date"], row["type"]) == ("2024-11-18", "IED")
    later = {"attributes": {"date": 1731924000000, "type": 1}}
    (row,) = rows_of(written(tmp_path, esri(fields=fields, features=[later])))
    assert row["date"] == "2024-11-18T10:00:00Z"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "empty list"),
        ([1, 2, 3], "no list of objects"),
        ({"a": 1}, "not GeoJSON"),
        ({"error": {"code": 499, "message": "Token Required"}}, "Token Required"),
        ({"type": "Topology", "objects": {}, "arcs": []}, "TopoJSON"),
        (esri(features=[]), "ArcGIS"),
        (esri(spatialReference={"name": "here"}), "coordinate system"),
        ('[{"date": "2024', "not whole JSON"),
        ("[" * 100_000, "not whole JSON"),
    ],
)
def test_other_json_is_named(tmp_path: Path, content: Any, words: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(FileRefused, match=words) as refusal:
        rows_of(path)
    assert path.name in str(refusal.value)
