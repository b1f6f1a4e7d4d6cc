"""Objects within objects become columns whose names keep what the objects around say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.sources.files.nesting import column_names, flattened
from tests.geo.checked_files import read_file

DAY = {"date": "2024-11-18", "type": "IED"}
POINT = {"type": "Point", "coordinates": [70.6, 32.98]}


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"where": {"district": "Bannu"}}, ["district"]),
        ({"casualties": {"killed": 2, "injured": 3}}, ["killed", "injured"]),
        ({"killed": {"total": 2, "civilians": 1}}, ["killed.total", "killed.civilians"]),
        ({"district": "Bannu", "victim": {"district": "Swat"}}, ["district", "victim.district"]),
        ({"victim": {"district": "Swat"}}, ["victim.district"]),
        ({"report": {"date": "2024-11-20"}, "incident": {"date": "2024-11-18"}}, ["report.date", "incident.date"]),
        ({"one": {"two": {"three": {"district": "Bannu"}}}}, ["district"]),
        ({"meta": {"colour": 1}, "empty": {}, "list": [1]}, ["meta.colour", "empty", "list"]),
    ],
)
def test_a_name_alone_is_enough_where_the_objects_around_add_nothing(row: dict[str, Any], names: list[str]) -> None:
    flat = flattened(row)
    assert [column_names([row], [flat])[name] for name in flat] == names


@pytest.mark.parametrize("is_geojson", [True, False])
def test_the_members_of_an_object_are_read_in_every_kind_of_json(tmp_path: Path, is_geojson: bool) -> None:
    row = {
        **DAY,
        "details": {"district": "Bannu", "casualties": {"killed": {"total": 4, "civilians": 3}, "injured": 5}},
    }
    feature = {"type": "Feature", "properties": row, "geometry": POINT}
    content = {"type": "FeatureCollection", "features": [feature]} if is_geojson else [{**row, "geometry": POINT}]
    path = tmp_path / "partner.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    (incident,) = read_file(path).incidents
    assert (incident.district, incident.killed_best, incident.killed_civilians, incident.injured) == ("Bannu", 4, 3, 5)
    assert incident.lon == 70.6
