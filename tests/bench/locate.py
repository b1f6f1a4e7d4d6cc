"""The district of each of a million points: the locator against ``geopandas.sjoin``, with equal answers.

Half of the points are uniform in the bounding box of the two provinces; half are near their towns, as incidents are.
The time of the join does not include making its layer of points. The locator is built beforehand too: its build time
is in the result (``build_s``), while the join's index over 61 polygons takes negligible time.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.places.boundaries import load_districts
from geo.places.gazetteer import bundled
from geo.places.locate import DistrictLocator

POINTS = 1_000_000
RUNS = 5
TARGET = 8.0


def random_points(count: int, seed: int = 20260708) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes in degrees: half uniform over the region, half normal (0.4°) around towns."""
    rng = np.random.default_rng(seed)
    west, south, east, north = load_districts().total_bounds
    towns = np.array([(p.lon, p.lat) for p in bundled().places if p.province])
    near = rng.choice(towns, count // 2) + rng.normal(0.0, 0.4, (count // 2, 2))
    anywhere = rng.uniform((west, south), (east, north), (count - count // 2, 2))
    points = rng.permutation(np.vstack([near, anywhere]))
    return points[:, 0].copy(), points[:, 1].copy()


def join(points: geopandas.GeoDataFrame, districts: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The usual way: a spatial join; several rows for a point on a common border."""
    return geopandas.sjoin(points, districts, how="left", predicate="intersects")


def first_match(rows: geopandas.GeoDataFrame, count: int) -> np.ndarray:
    """The lowest district number of each point, -1 where there is none."""
    lowest = rows["index_right"].groupby(level=0).min().reindex(range(count))
    return lowest.fillna(-1).to_numpy().astype(np.int16)


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a call, and its result."""
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


def run() -> dict[str, Any]:
    """Medians of both sides; the districts of all points must be equal."""
    districts = load_districts()[["geometry"]]
    lon, lat = random_points(POINTS)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat, crs=districts.crs))
    locator = DistrictLocator(districts.geometry.to_numpy())
    build_s, _ = timed(lambda: locator.district_of(lon[:1], lat[:1]))
    ours, other = [], []
    for _ in range(RUNS):
        seconds, located = timed(lambda: locator.district_of(lon, lat))
        ours.append(seconds)
        seconds, rows = timed(lambda: join(points, districts))
        other.append(seconds)
        if not np.array_equal(located, first_match(rows, len(lon))):
            raise AssertionError("the locator and the join disagree")
    ratio = statistics.median(other) / statistics.median(ours)
    return {
        "name": "district of each of 1,000,000 points",
        "ours": round(statistics.median(ours), 4),
        "other": round(statistics.median(other), 4),
        "unit": "s",
        "ratio": round(ratio, 1),
        "target": TARGET,
        "met": ratio >= TARGET,
        "build_s": round(build_s, 3),
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
