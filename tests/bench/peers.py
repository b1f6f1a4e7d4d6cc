"""The same drag of the time bar in other map libraries, with the same points and without a graphics card; and memory.

The libraries: deck.gl with its data filter; leaflet-timedimension, which folium's TimestampedGeoJson uses, with circles
on a canvas; Leaflet with circles on a canvas. Leaflet is bundled. The other scripts are not part of the project: put
``dist.min.js`` of the npm package deck.gl, ``iso8601.js`` of iso8601-js-period and ``leaflet.timedimension.min.js`` of
leaflet-timedimension in a folder and set ``ATLAS_PEERS`` to its path. Without it only Leaflet is measured.

A library that does not finish within four minutes counts as four minutes. Each side runs in its own process. Two
figures of memory are given: the process of the page, and all that the page adds to the program. The second one includes
the process that draws: without a graphics card deck.gl holds its points there.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import peer_child

SIZES = (100_000, 1_000_000)
CHILD = Path(peer_child.__file__)


def run() -> list[dict[str, Any]]:
    """Rows of the steps for each library and number of incidents, and of the memory with a million."""
    folder = Path(os.environ.get("ATLAS_PEERS", "")) if os.environ.get("ATLAS_PEERS") else None
    peers = [peer for peer, names in peer_child.SCRIPTS.items() if peer == "Leaflet" or has_scripts(folder, names)]
    compared = []
    for rows in SIZES:
        ours = measure_side(peer_child.OURS, rows, folder or Path())
        for peer in peers:
            compared += compare(peer, rows, ours, measure_side(peer, rows, folder or Path()))
    return compared


def has_scripts(folder: Path | None, names: tuple[str, ...]) -> bool:
    """Whether the folder holds all scripts of a library but the bundled one."""
    return folder is not None and all((folder / name).is_file() for name in names if name != "leaflet.js")


def measure_side(side: str, rows: int, folder: Path) -> dict[str, Any]:
    """The JSON object that one side prints in its own process; no steps if it fails."""
    # without the Qt flags of this process
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT")}
    command = [sys.executable, str(CHILD), side, str(rows), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if not done.stdout.strip():
        return {"steps": None, "page_mb": 0.0, "added_mb": 0.0}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def compare(peer: str, rows: int, ours: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one library with one number of incidents."""
    compared = []
    for period, seconds in ours["steps"].items():
        other_s = statistics.median(other["steps"][period]) if other["steps"] else peer_child.TIMEOUT_S
        name = f"step, {rows:,} incidents, {period}, against {peer}"
        compared.append(row(name, statistics.median(seconds), other_s))
    if rows == SIZES[-1]:
        for key, what in (("added_mb", "page with its drawing"), ("page_mb", "process of the page")):
            if other[key]:
                memory = row(f"memory of the {what}, {rows:,} incidents, against {peer}", ours[key], other[key])
                compared.append(memory | {"unit": "MB"})
    return compared


def row(name: str, ours: float, other: float) -> dict[str, Any]:
    """The row of two figures of which ours must be the smaller one."""
    ratio = other / ours
    return {"name": name, "ours": ours, "other": other, "ratio": ratio, "target": 1.0, "met": ratio > 1.0}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
