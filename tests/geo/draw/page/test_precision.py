"""A page holds no place more exactly than it shows it, in formats that could."""

from __future__ import annotations

import json

import pytest

from geo.draw.page import PageOptions, render
from geo.view.snapshot import Snapshot
from tests.geo.draw.page.pages import MADE, dataset_of, incident, snapshot_of

PLACES = ((70.6122, 32.9911), (70.6131, 32.9907), (71.5249, 34.0151), (66.9905, 30.1798))
A_METRE = 1e-5
"""In degrees of latitude."""


def shown(moved: float) -> Snapshot:
    """Incidents, the first of them selected, all moved to the north by some degrees."""
    rows = [
        incident(k, place_precision=("exact", "near")[k % 2], lon=lon, lat=lat + moved, district="", killed_best=k)
        for k, (lon, lat) in enumerate(PLACES)
    ]
    return snapshot_of(dataset=dataset_of(*rows), selected=(rows[0].incident_id,))


def drawn(moved: float, zoom_to: str) -> bytes:
    options = PageOptions(zoom_to=zoom_to, callouts=True, map_only=True, made=MADE)
    return render(shown(moved), options).encoded("svg", {"Date": None})


@pytest.mark.parametrize("zoom_to", ["region", "shown"])
def test_a_drawing_does_not_change_with_places_that_it_cannot_show(zoom_to: str) -> None:
    page = drawn(0, zoom_to)
    assert drawn(A_METRE, zoom_to) == page
    assert drawn(5_000 * A_METRE, zoom_to) != page


def test_the_record_of_a_page_has_no_coordinate_of_an_incident() -> None:
    record = json.loads(render(shown(0), PageOptions(map_only=True, made=MADE)).record.view)
    text = json.dumps(record)
    assert record["selected"] == ["own:0000"]
    assert not [number for place in PLACES for number in place if str(number) in text]
