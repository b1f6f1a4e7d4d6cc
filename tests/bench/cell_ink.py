"""How much counts per cell paint against marks of the same incidents, where one gives way to the other.

Painted is the area times the contrast to the ground, in the page's own raster. Incidents are thinned to the number at
which the map changes from marks to cells, in views from the country to a valley, with plain and coloured districts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.draw.web.points import PointColumns
from tests.bench import million, time_step
from tests.web.driver import Driver
from tests.web.test_density import PAINTED, around_places, evenly, in_a_town, many_columns

SIZE = (1280, 800)
LIMIT = 60_000
MOST = 1.3
ROWS = 400_000
VIEWS = (
    (68.5, 31.0, 5.5),
    (69.0, 31.5, 6.0),
    (70.0, 32.0, 6.5),
    (70.5, 33.0, 7.0),
    (71.3, 33.9, 8.0),
    (71.5, 34.0, 9.0),
)
DENSITY = """
const { names, frame } = atlas.page.incidents;
return (names.incidentCounts.within([0, 0, frame.width, frame.height], frame) / (frame.width * frame.height)) * 1.2e6;
"""


def in_a_valley(draw: np.random.Generator, rows: int) -> PointColumns:
    """Incidents along a line of 180 km."""
    along = draw.uniform(0, 1, rows)
    return many_columns(71 + 1.4 * along + draw.normal(0, 0.08, rows), 33.6 + 1.2 * along + draw.normal(0, 0.05, rows))


def at_places(draw: np.random.Generator, rows: int) -> PointColumns:
    """Incidents at 700 places that come again and again, a few of them much more often."""
    places = np.column_stack((draw.uniform(69.5, 72.5, 700), draw.uniform(32, 35.2, 700)))
    weights = 1 / np.arange(1, 701)
    lon, lat = places[draw.choice(700, rows, p=weights / weights.sum())].T
    return many_columns(lon, lat)


WORLDS: dict[str, Callable[[np.random.Generator, int], PointColumns]] = {
    "around 90 places": around_places,
    "evenly spread": evenly,
    "in a town": in_a_town,
    "in a valley": in_a_valley,
    "at 700 places": at_places,
}


def run() -> list[dict[str, Any]]:
    """A row for each world: the ratio that is farthest from 1, over all views, with and without coloured districts."""
    application = million.start_application()
    driver = Driver(Path(tempfile.mkdtemp()))
    driver.resize(SIZE)
    measured = [farthest(driver, name, make) for name, make in WORLDS.items()]
    driver.panel.close()
    time_step.wait_until_idle(application)
    return measured


def farthest(driver: Driver, name: str, make: Callable[[np.random.Generator, int], PointColumns]) -> dict[str, Any]:
    """The row of a world."""
    driver.show(make(np.random.default_rng(3), ROWS))
    draw = np.random.default_rng(4)
    ratios = []
    for view in VIEWS:
        driver.look_at(*view)
        density = driver.run(DENSITY)
        if density < 0.9 * LIMIT:
            continue
        driver.set_mask((draw.random(ROWS) < LIMIT / density).astype(np.uint8).tobytes())
        for theme in ("light", "dark"):
            driver.change(theme=theme)
            _, *pairs = driver.run(PAINTED)
            ratios += [cells[0] / marks[0] for marks, cells in pairs]
    worst = max(ratios, key=lambda ratio: max(ratio, 1 / ratio))
    factor = max(worst, 1 / worst)
    what = f"painted by cells against marks, incidents {name}, farthest of {len(ratios)}"
    return {
        "name": what, "ours": worst, "other": 1.0, "unit": "×", "ratio": factor,
        "target": MOST, "limit": "at most", "met": factor <= MOST,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
