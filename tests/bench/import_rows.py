"""Bringing 100,000 ACLED rows into a workspace, against pandas and GeoPandas writing the same rows unchecked.

Ours reads, checks, locates and stores each row; the other side only copies. A second import of the same rows with one
in a hundred changed is held against our own first one.
"""

from __future__ import annotations

import csv
import json
import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geopandas
import pandas

from geo import store
from geo.places import gazetteer
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.taxonomy import SUB_EVENT_TYPES

ROWS = 100_000
RUNS = 3
HEADER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
WORDS = ("armed men", "a check post", "police", "the road", "reported", "injured", "near the bazaar", "two officers")


def run() -> list[dict[str, Any]]:
    """Seconds of both sides, and of the second import."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.csv", Path(folder) / "second.csv"
        write(first, 0.0)
        write(second, 0.01)
        times = [(*ours(first, second, Path(folder)), other(first, Path(folder))) for _ in range(RUNS)]
    return [
        compared("import of 100,000 ACLED rows", [(a, c) for a, _, c in times], 2.0),
        compared("import of them again, 1 % changed, against the first", [(b, a) for a, b, _ in times], 0.6),
    ]


def compared(name: str, pairs: list[tuple[float, float]], most: float) -> dict[str, Any]:
    """Medians of both sides and of the ratio pair by pair."""
    ratio = statistics.median(a / b for a, b in pairs)
    ours_s, other_s = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {
        "name": name, "ours": ours_s, "other": other_s, "ratio": ratio, "target": most, "limit": "at most",
        "met": ratio <= most,
    }  # fmt: skip


def write(path: Path, changed: float, rows: int = ROWS) -> None:
    """Synthetic rows in ACLED's layout, the same in each run but for the changed share of deaths."""
    chance, change = random.Random(1), random.Random(2)
    places = [place for place in gazetteer.bundled().places if place.province]
    kinds = [(kind, sub) for kind, subs in SUB_EVENT_TYPES.items() for sub in subs]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        for i in range(rows):
            place, (kind, sub) = chance.choice(places), chance.choice(kinds)
            day = date(2010, 1, 1) + timedelta(chance.randrange(5800))
            killed = chance.randrange(12) + (change.random() < changed)
            at = [round(place.lat + chance.uniform(-0.02, 0.02), 4), round(place.lon + chance.uniform(-0.02, 0.02), 4)]
            note = " ".join(chance.choice(WORDS) for _ in range(30))
            writer.writerow(
                [f"PAK{i}", day, day.year, 1, "Political violence", kind, sub, "Unidentified Armed Group (Pakistan)",
                 "", "Rebel group", "Police Forces of Pakistan (2022-)", "", "State forces", "", "", 586, "South Asia",
                 "Pakistan", place.province, place.district, "", place.name, *at, 1, "Dawn (Pakistan)", "National",
                 note, killed, "", 1700000000 + i]
            )  # fmt: skip


def ours(first: Path, second: Path, folder: Path) -> tuple[float, float]:
    """Seconds of the first import and of the second."""
    workspace = folder / "ours.gpkg"
    workspace.unlink(missing_ok=True)
    store.workspace_at(workspace).create()
    return bring(first, workspace), bring(second, workspace)


def bring(path: Path, workspace: Path) -> float:
    started = time.perf_counter()
    import_files([IncidentFile(path)], store.workspace_at(workspace))
    return time.perf_counter() - started


def other(path: Path, folder: Path) -> float:
    """Seconds of the plain copy."""
    target = folder / "other.gpkg"
    target.unlink(missing_ok=True)
    started = time.perf_counter()
    frame = pandas.read_csv(path)
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"])
    geopandas.GeoDataFrame(frame, geometry=points, crs=4326).to_file(target, driver="GPKG")
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
