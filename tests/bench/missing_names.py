"""Which names and numbers have a place on the map, counted over views, zooms and data sets.

``python tests/bench/missing_names.py [WORKSPACE …]`` prints for each zoom how many towns of the upper two ranks,
districts with incidents and numbers of districts have their place, and lists those that have none. Without a workspace
it uses the bundled incidents, and made ones that are clustered as in a real data set.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from app.map.flags import apply_flags
from app.map.scheme import register_scheme
from geo.draw.web.columns import columns_of
from geo.draw.web.points import PointColumns
from geo.sources.bundled import bundled
from geo.store.geopackage.loading import load
from tests.web.driver import Driver
from tests.web.made_points import clustered_columns
from tests.web.names import Found, look, names_and_numbers

SIZES = ((608, 510), (1280, 800))
CENTRES = ((71.5, 34.2), (70.6, 32.9), (71.9, 35.4), (67.2, 30.3), (68.2, 28.6), (63.8, 26.6))
ZOOMS = (5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5)
LEAST = {"town 1": 1.0, "town 2": 0.98, "district": 0.72, "number": 0.85}
"""The share of names and numbers that have a place, at least."""

Tally = dict[float, list[Found]]


def data_sets(paths: Sequence[str]) -> Iterator[tuple[str, PointColumns]]:
    """Names and columns: of the workspaces, or of the bundled incidents and of made ones."""
    for path in paths:
        yield Path(path).stem, columns_of(load(Path(path)))
    if not paths:
        yield "bundled", columns_of(bundled())
        yield "made", clustered_columns(5_478, seed=3)


def tallies(paths: Sequence[str] = ()) -> Iterator[tuple[str, Tally]]:
    """What is found on each ground with each data set, by zoom."""
    apply_flags(os.environ)
    register_scheme()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(Path(folder))
        for name, columns in data_sets(paths):
            driver.show(columns)
            for ground in ("plain", "coloured"):
                driver.run(f"atlas.page.incidents.setColoured({str(ground == 'coloured').lower()})")
                driver.run("atlas.page.incidents.draw()")
                yield f"{name}, {ground}", {zoom: list(found_at(driver, zoom)) for zoom in ZOOMS}
        driver.panel.close()
    del application


def found_at(driver: Driver, zoom: float) -> Iterator[Found]:
    """What is found in all views of a zoom."""
    for size, (lon, lat) in product(SIZES, CENTRES):
        driver.resize(size)
        look(driver, lon, lat, zoom)
        yield from names_and_numbers(driver)


def shares(found: Iterable[Found]) -> dict[str, tuple[int, int]]:
    """By kind how many have their name or number, and how many there are."""
    there, placed = Counter[str](), Counter[str]()
    for one in found:
        there[one.kind] += 1
        placed[one.kind] += one.has_place
    return {kind: (placed[kind], many) for kind, many in sorted(there.items())}


def run() -> list[dict[str, Any]]:
    """Rows: how many names and numbers have a place, by kind, data set and ground."""
    return [
        {"name": f"{kind} with a place: {name}", "ours": placed, "other": many, "ratio": placed / many,
         "target": LEAST[kind], "unit": "", "met": placed / many >= LEAST[kind]}
        for name, tally in tallies()
        for kind, (placed, many) in shares(one for found in tally.values() for one in found).items()
    ]  # fmt: skip


def print_tallies(paths: Sequence[str]) -> None:
    """Print the shares by zoom, and what has no place how often."""
    for name, tally in tallies(paths):
        print(name)
        for zoom, found in tally.items():
            parts = ", ".join(f"{kind} {placed}/{many}" for kind, (placed, many) in shares(found).items())
            missing = Counter(one.text for one in found if not one.has_place and one.kind != "number")
            print(f"  {zoom:4}  {parts}", "; ".join(f"{text} ×{times}" for text, times in missing.most_common()))


if __name__ == "__main__":
    print_tallies(sys.argv[1:])
