"""Names of districts that stand outside both provinces at the end of a line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.figure import Figure
from matplotlib.path import Path

from geo.briefing.scope import scope_of
from geo.draw.page import PageOptions
from geo.draw.page.district_names import district_labels
from geo.draw.page.extent import sheet_for
from geo.draw.page.labels import place
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet, basemap, districts_of, ring_m
from tests.geo.draw.page.pages import dataset_of, incident, snapshot_of

PAPER = Paper(Figure(figsize=(11.7, 8.3)), PageOptions(extent=(69.5, 32.6, 72.6, 35.2)))
BORDER = ("Bajaur", "Mohmand", "Khyber", "Kurram")


def _outline(area: dict) -> Path:
    return Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in area["rings"]))


def _on_ground(sheet: Sheet, points: np.ndarray) -> np.ndarray:
    west, _, _, north = sheet.limits
    x, y = points.T
    scale = sheet.metres_per_mm
    return np.column_stack((west + (x - sheet.box.x) * scale, north - (y - sheet.box.y) * scale))


def test_where_a_district_is_full_its_name_stands_beyond_the_border_at_a_line_through_no_other_district() -> None:
    rows = [incident(k, district=name, place_precision="district") for k, name in enumerate(BORDER)]
    snapshot = snapshot_of(dataset=dataset_of(*rows))
    sheet = sheet_for(snapshot, scope_of(snapshot.state.query, snapshot.dataset.gazetteer), PAPER.options,
                      Box(10, 20, 90, 70))  # fmt: skip
    areas = {area["name"]: area for area in districts_of(snapshot)}
    full = [replace(label, positions=()) for label in district_labels(PAPER, sheet, snapshot, list(areas.values()))]
    placed = place(full, PAPER, sheet.box, np.zeros((0, 4)), [])
    assert {item.label.text for item in placed} == set(BORDER)
    provinces = [_outline(area) for area in basemap()["provinces"]]
    for item in placed:
        assert item.line is not None, item.label.text
        line = _on_ground(sheet, np.linspace(*item.line, 40))
        own = _outline(areas[item.label.text]).contains_points(line, radius=1_000)
        inside = np.logical_or.reduce([province.contains_points(line) for province in provinces])
        assert own[0]
        assert not (inside & ~own).any(), item.label.text
        corners = np.array([(item.box.x, item.box.y), (item.box.right, item.box.bottom)])
        assert not any(province.contains_points(_on_ground(sheet, corners)).any() for province in provinces)
