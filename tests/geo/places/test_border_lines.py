"""Distances from the borders equal those of pyproj's `Geod` to a line of very many points."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from pyproj import Geod

from geo.places.border_bands import BAND_NAMES, BANDS, NEARER, BorderZone, band_numbers, band_zone
from geo.places.border_lines import BORDERS, border_distances_km, border_line

GEOD = Geod(ellps="WGS84")
WITHIN_M = 0.05
STEP_DEG = 0.002


def dense(line: np.ndarray) -> np.ndarray:
    """The line with a vertex every 200 m, straight in degrees between its own."""
    pieces = [
        a + (b - a) * np.linspace(0, 1, max(math.ceil(np.abs(b - a).max() / STEP_DEG), 1), endpoint=False)[:, None]
        for a, b in itertools.pairwise(line)
    ]
    return np.vstack([*pieces, line[-1:]])


def shortest_m(lon: float, lat: float, line: np.ndarray) -> float:
    """The geodesic distance to the nearest vertex, and to the line between it and its neighbours by halving."""
    metres = GEOD.inv(np.full(len(line), lon), np.full(len(line), lat), line[:, 0], line[:, 1])[2]
    at = int(metres.argmin())
    around = line[max(at - 1, 0) : at + 2]
    finer = np.vstack([np.linspace(a, b, 400) for a, b in itertools.pairwise(around)])
    return float(GEOD.inv(np.full(len(finer), lon), np.full(len(finer), lat), finer[:, 0], finer[:, 1])[2].min())


@pytest.mark.parametrize("country", BORDERS)
def test_distances_equal_those_of_geod_anywhere_in_the_two_provinces(country: str) -> None:
    random = np.random.default_rng(20241119)
    line = border_line(country)
    beside = line[random.integers(0, len(line), 15)] + random.normal(0, 0.05, (15, 2))
    places = np.vstack((random.uniform((60.5, 24.5), (74.0, 37.0), (15, 2)), beside))
    fine = dense(line)
    expected = [shortest_m(lon, lat, fine) for lon, lat in places]
    found = border_distances_km(places[:, 0], places[:, 1], country) * 1000
    assert np.abs(found - expected).max() < WITHIN_M


@pytest.mark.parametrize(("country", "length_km"), [("Afghanistan", 2244), ("Iran", 816)])
def test_a_border_runs_from_one_end_to_the_other_without_a_gap(country: str, length_km: float) -> None:
    line = border_line(country)
    assert GEOD.line_length(*line.T) / 1000 == pytest.approx(length_km, abs=1)
    assert np.abs(np.diff(line, axis=0)).max() < 0.6
    assert np.abs(line - (60.8444, 29.8582)).max(axis=1).min() == 0  # where the three countries meet


def test_crossings_lie_on_the_border_they_belong_to() -> None:
    lon, lat = np.array([(71.09, 34.12), (66.45, 30.92), (61.84, 26.24)]).T  # Torkham, Chaman, near Mand
    assert border_distances_km(lon, lat, "Afghanistan")[:2].max() < 12
    assert border_distances_km(lon, lat, "Iran")[2] < 5
    assert border_distances_km(lon, lat, "Iran")[0] > 1000


def test_what_is_no_place_has_no_distance_and_a_vertex_has_none() -> None:
    line = border_line("Iran")
    found = border_distances_km([np.nan, 65.0, np.inf, line[7, 0]], [30.0, np.nan, 30.0, line[7, 1]], "Iran")
    assert np.isnan(found[:3]).all()
    assert found[3] == pytest.approx(0, abs=1e-6)
    assert border_distances_km([], [], "Iran").shape == (0,)


def test_an_unknown_border_is_refused() -> None:
    with pytest.raises(KeyError, match="India"):
        border_line("India")
    with pytest.raises(KeyError, match="India"):
        border_distances_km([70.0], [30.0], "India")


def test_the_upper_end_belongs_to_a_band() -> None:
    km = np.array([0.0, 10.0, 10.001, 25.0, 50.0, 50.1, 900.0, np.nan])
    assert band_numbers(km).tolist() == [0, 0, 1, 1, 2, 3, 3, -1]
    assert len(BANDS) == len(BAND_NAMES)


@pytest.mark.parametrize("name", BAND_NAMES)
def test_the_zone_of_a_band_holds_what_is_in_the_band(name: str) -> None:
    km = np.array([0.0, 5.0, 10.0, 10.5, 25.0, 26.0, 50.0, 51.0, np.nan])
    for error in (np.zeros(len(km)), np.full(len(km), 6.0)):
        first, last = band_numbers(np.maximum(km - error, 0)), band_numbers(km + error)
        at = BAND_NAMES.index(name)
        assert (band_zone(name).holds(km, error) == ((first == at) & (last == at))).all()
        assert (band_zone(name).may_hold(km, error) == ((first <= at) & (at <= last) & ~np.isnan(km))).all()


def test_zones_in_words() -> None:
    assert BorderZone("Iran", 10.0).words == "within 10 km of the border with Iran"
    assert BorderZone(NEARER, None, 50.0).words == "more than 50 km from the border with Afghanistan or Iran"
    assert BorderZone("Iran", 25.0, 10.0).words == "more than 10 and at most 25 km from the border with Iran"
