"""The density of the hot spots is the number that the page draws as heat."""

from __future__ import annotations

import numpy as np

from geo.analysis.hotspots.density import density_grid
from geo.places.gazetteer import bundled
from tests.geo.tables import dataset_of, incident, snapshot_of
from tests.web.driver import LAYERS, Driver, columns


def drawn_by(driver: Driver, *layers: str) -> np.ndarray:
    driver.change(layers=(*LAYERS, "heat", *layers))
    return np.array(driver.run("return Array.from(atlas.page.heat.density)")).reshape(340, 340)


def test_both_compute_the_same_density(driver: Driver) -> None:
    draw = np.random.default_rng(2)
    points = [(round(float(lon), 4), round(float(lat), 4)) for lon, lat in draw.uniform((62, 26), (73, 36), (60, 2))]
    quetta = next(district.index for district in bundled().drawn if district.name == "Quetta")
    of_district = [{"lon": np.nan, "lat": np.nan, "precision": 2, "area": quetta, "start": 1}] * 30
    driver.show(columns([*({"lon": lon, "lat": lat} for lon, lat in points), *of_district]))
    rows = [incident(k, lon=lon, lat=lat, place_precision="exact") for k, (lon, lat) in enumerate(points)]
    rows += [incident(100 + k, place_precision="district", district="Quetta") for k in range(30)]
    snapshot = snapshot_of(dataset_of(*rows))
    ours, _ = density_grid(snapshot, spread=False)
    np.testing.assert_allclose(drawn_by(driver), ours, rtol=1e-5, atol=1e-6)
    ours, _ = density_grid(snapshot, spread=True)
    theirs = drawn_by(driver, "heat_districts")  # which finds the cells of a district by pixels
    np.testing.assert_allclose(theirs, ours, atol=0.02 * ours.max())
    assert np.abs(theirs - ours).sum() < 0.01 * ours.sum()
