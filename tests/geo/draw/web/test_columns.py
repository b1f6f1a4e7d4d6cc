from __future__ import annotations

import numpy as np

from geo.draw.web.columns import columns_of
from geo.draw.web.points import NO_AREA
from geo.incidents import PLACE_PRECISIONS
from geo.sources.bundled import bundled
from geo.taxonomy import EVENT_TYPES
from tests.app.samples import dataset, incident


def test_columns_contain_type_precision_and_area() -> None:
    rows = [
        incident(0, event_type="Riots", sub_event_type="Mob violence", killed_best=None),
        incident(1, place_precision="district", lon=None, lat=None, killed_best=0),
        incident(2, place_precision="province", district="", lon=None, lat=None, killed_best=25),
        incident(3, place_precision="country", district="", province="", lon=None, lat=None, killed_best=4),
    ]
    columns = columns_of(dataset(rows))
    assert columns.kind.tolist() == [
        EVENT_TYPES.index(row.event_type) | PLACE_PRECISIONS.index(row.place_precision) << 4 for row in rows
    ]
    assert columns.size.tolist() == [0, 1, 5, 2]
    drawn = [district.name for district in bundled().gazetteer.drawn]
    assert columns.area.tolist()[0:2] == [drawn.index("Bannu")] * 2
    provinces = [province.name for province in bundled().gazetteer.provinces]
    assert columns.area.tolist()[2:] == [provinces.index("Khyber Pakhtunkhwa"), NO_AREA]
    assert np.isnan(columns.lon).tolist() == [False, True, True, True]


def test_an_incident_known_to_an_area_is_never_drawn_as_a_dot() -> None:
    columns = columns_of(dataset([incident(0, place_precision="district")]))
    assert np.isnan(columns.lon).all()
