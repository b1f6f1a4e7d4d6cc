"""The density: against the Gaussian itself, and its peaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from geo.analysis.hotspots.density import CELL_KM, densest_places, density_grid
from geo.analysis.hotspots.settings import DensitySettings
from geo.places.measure import project
from geo.scales import HEAT_KM
from geo.view.snapshot import Snapshot
from tests.geo.tables import FIRST, dataset_of, incident, snapshot_of

OUT = DensitySettings("leave-out")
QUETTA, BANNU = (66.99, 30.19), (70.6, 32.99)


def shown(*places: tuple[float, float], districts: int = 0, riots: int = 0) -> Snapshot:
    days = [FIRST + timedelta(days=k) for k in range(len(places) + districts)]
    rows = [incident(k, date_start=days[k], date_end=days[k], lon=lon, lat=lat, place_precision="exact")
            for k, (lon, lat) in enumerate(places)]  # fmt: skip
    of_district = {"date_start": FIRST, "place_precision": "district", "district": "Quetta"}
    rows += [incident(50 + k, **of_district) for k in range(districts)]
    rows += [replace(rows[0], incident_id=f"riot {k}", event_type="Riots") for k in range(riots)]
    return snapshot_of(dataset_of(*rows))


def test_the_density_is_a_gaussian_around_each_incident() -> None:
    density, selection = density_grid(shown(QUETTA), spread=True)
    assert len(selection.rows) == 1
    assert density.sum() * CELL_KM**2 / 1000 == pytest.approx(1.0)
    x, y = project(*QUETTA)
    middle = (np.arange(340) + 0.5) * CELL_KM - 1_020
    row, column = int((1_020 - y / 1000) // CELL_KM), int((x / 1000 + 1_020) // CELL_KM)
    apart = np.hypot(middle[None, :] - middle[column], middle[:, None] - middle[row])
    gaussian = 1000 / (2 * np.pi * HEAT_KM**2) * np.exp(-(apart**2) / (2 * HEAT_KM**2))
    near = apart < 2 * HEAT_KM
    np.testing.assert_allclose(density[near], gaussian[near], rtol=0.01)


def test_the_densest_cells_come_first() -> None:
    found = densest_places(shown(QUETTA, QUETTA, QUETTA, BANNU), OUT)
    assert [row.district for row in found.rows] == ["Quetta", "Bannu"]
    assert found.rows[0].values["per_1000_km2"] == pytest.approx(3 * found.rows[1].values["per_1000_km2"], rel=1e-6)
    assert all(row.verdict in found.legend for row in found.rows)


def test_what_is_known_to_the_district_is_spread_as_the_map_does_or_left_out() -> None:
    snapshot = shown(BANNU, districts=40)
    spread, out = densest_places(snapshot), densest_places(snapshot, OUT)
    assert (spread.n_used, out.n_used) == (41, 1)
    assert out.left_out[0].n == 40
    assert spread.rows[0].district == "Quetta"
    density, _ = density_grid(snapshot, spread=True)
    assert density.sum() * CELL_KM**2 / 1000 == pytest.approx(41, rel=1e-6)


def test_riots_are_out_unless_asked_for_though_the_heat_of_the_map_has_them() -> None:
    snapshot = shown(QUETTA, BANNU, riots=3)
    out, all_types = (
        densest_places(snapshot, OUT),
        densest_places(snapshot, DensitySettings("leave-out", all_types=True)),
    )
    assert (out.n_used, all_types.n_used) == (2, 5)
    assert (out.left_out[0].n, all_types.left_out) == (3, ())
    assert out.hints[0].startswith("The heat on the map has 3 incidents more")
    assert all("no strategic developments, protests or riots" in text for text in (out.method, *out.legend.values()))
    assert "all types that are shown" in all_types.method
    assert (out.parameters["all_types"], all_types.parameters["all_types"]) == (False, True)
    heat, selection = density_grid(snapshot, spread=False)
    assert len(selection.rows) == 5
    assert heat.max() == pytest.approx(all_types.rows[0].values["per_1000_km2"])


def test_nothing_is_said_in_words() -> None:
    assert densest_places(shown()).hints == ("No cell reaches the least class of the heat.",)
