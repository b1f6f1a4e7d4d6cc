"""Where the drawn lines and the stated districts differ."""

from __future__ import annotations

import numpy as np
import pytest

from geo.analysis.drawn import beside_words, drawn_beside, drawn_words, outside_words
from geo.places.gazetteer import bundled
from geo.places.locate import bundled_locator
from tests.geo.tables import dataset_of, incident, snapshot_of

BANNU, MIRAN_SHAH, LAHORE = ({"lon": x, "lat": y} for x, y in ((70.60, 32.99), (70.14, 33.00), (74.34, 31.55)))


def row(number: int, district: str, point: dict[str, float]) -> object:
    return incident(number, province="Khyber Pakhtunkhwa", district=district, place_precision="exact", **point)


def test_points_are_found_in_the_districts_of_shapely() -> None:
    rng = np.random.default_rng(4)
    lon, lat = rng.uniform(60, 75, 4_000), rng.uniform(24, 37, 4_000)
    found = bundled().drawn_at(lon, lat)
    assert (found == bundled_locator().district_of(lon, lat)).all()
    assert (found >= 0).sum() > 500
    assert bundled().drawn_at(np.array([np.nan]), np.array([np.nan])).tolist() == [-1]


SHOWN = dataset_of(row(0, "Bannu", BANNU), row(1, "Bannu", MIRAN_SHAH), row(2, "Bannu", LAHORE), row(3, "", BANNU))


def test_what_is_drawn_beside_its_district_is_counted_and_said() -> None:
    assert drawn_beside(SHOWN).tolist() == [1, 2]
    assert beside_words(snapshot_of(SHOWN)) == (
        "2 incidents have a point outside the drawn line of the district that counts them."
    )
    bannu = next(district.index for district in bundled().drawn if district.name == "Bannu")
    assert outside_words(snapshot_of(SHOWN), bannu) == "2 of them have a point outside its drawn line."
    assert outside_words(snapshot_of(SHOWN), bannu + 1) == ""


@pytest.mark.parametrize(
    ("at", "where"), [(1, "in North Waziristan"), (2, "outside all districts")], ids=["another", "none"]
)
def test_an_incident_says_where_it_is_drawn_and_where_it_is_counted(at: int, where: str) -> None:
    assert drawn_words(SHOWN, at) == f"Its point lies {where} as drawn; it is counted in Bannu."


def test_nothing_is_said_where_they_agree_or_no_district_is_stated() -> None:
    assert [drawn_words(SHOWN, at) for at in (0, 3)] == ["", ""]
    assert beside_words(snapshot_of(SHOWN, min_killed=1)) == ""
