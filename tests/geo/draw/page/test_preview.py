"""The preview of a page: a picture, and the place on the ground that a point of it shows."""

from __future__ import annotations

import pytest

from geo.analysis.sides import Against
from geo.draw.page import PageOptions
from geo.draw.page.preview import preview
from geo.view.annotations import annotation_from
from tests.geo.draw.page.pages import MADE, NOVEMBER, snapshot_of


def test_a_point_of_the_preview_is_the_place_that_it_shows() -> None:
    quetta = annotation_from("text 30.2,67.0 Quetta")
    found = preview(snapshot_of(annotations=(quetta,)), PageOptions(made=MADE, zoom_to="region", map_only=True))
    assert found.png.startswith(b"\x89PNG")
    assert found.sheets == 1
    left, top, right, bottom = found.maps[0].frame
    assert found.place(left - 0.01, (top + bottom) / 2) is None
    across = [left + (right - left) * k / 200 for k in range(201)]
    down = [top + (bottom - top) * k / 200 for k in range(201)]
    near = min(
        (abs(lon - 67.0) + abs(lat - 30.2), x, y)
        for x in across
        for y in down[60:140]
        for lon, lat in [found.place(x, y) or (0.0, 0.0)]
    )
    assert near[0] < 0.15
    assert found.place(left, top) != found.place(right, bottom)


def test_each_of_two_maps_side_by_side_shows_its_places() -> None:
    found = preview(snapshot_of(NOVEMBER), PageOptions(made=MADE, zoom_to="region"), Against("previous"))
    left, right = (each.frame for each in found.maps)
    assert left[2] < right[0]
    places = [found.place(frame[0] + 0.01, frame[1] + 0.01) for frame in (left, right)]
    assert places[0] is not None
    assert places[0] == pytest.approx(places[1], abs=1e-3)
    assert found.place((left[2] + right[0]) / 2, (left[1] + left[3]) / 2) is None


def test_the_corners_of_the_preview_are_in_the_order_of_the_map() -> None:
    found = preview(snapshot_of(), PageOptions(made=MADE, zoom_to="region"))
    left, top, right, bottom = found.maps[0].frame
    north_west, south_east = found.place(left, top), found.place(right, bottom)
    assert north_west is not None
    assert south_east is not None
    assert north_west[0] < 66 < south_east[0]
    assert north_west[1] > 30 > south_east[1]
    assert found.place(right, top) != pytest.approx(north_west)
