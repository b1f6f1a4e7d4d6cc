"""The same slider drag in peers, with the same points on the same machine without a graphics card, and their memory.

deck.gl with its data filter, the plug-in behind folium's TimestampedGeoJson (circles on a canvas), and Leaflet's own
circles on a canvas. Their scripts are not part of the project: put ``dist.min.js`` of the npm package deck.gl,
``iso8601.js`` of iso8601-js-period and ``leaflet.timedimension.min.js`` of leaflet-timedimension into a folder and name
it in ``ATLAS_PEERS``; without it only Leaflet, which is bundled, is measured.

A peer that has not come to its end after four minutes counts as that long. Each side runs in a process of its own. Its
memory is told twice: that of the process that holds the page, and all that the page adds to the program, which draws
it: without a card deck.gl keeps its points there.
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
    """For each peer and number of incidents the rows of its steps, and of its memory with a million."""
    folder = Path(os.environ.get("ATLAS_PEERS", "")) if os.environ.get("ATLAS_PEERS") else None
    peers = [peer for peer, names in peer_child.SCRIPTS.items() if peer == "Leaflet" or has(folder, names)]
    found = []
    for rows in SIZES:
        ours = told(peer_child.OURS, rows, folder or Path())
        for peer in peers:
            found += against(peer, rows, ours, told(peer, rows, folder or Path()))
    return found


def has(folder: Path | None, names: tuple[str, ...]) -> bool:
    return folder is not None and all((folder / name).is_file() for name in names if name != "leaflet.js")


def told(side: str, rows: int, folder: Path) -> dict[str, Any]:
    """What a side says of itself, in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QT")}  # no flags of another side
    command = [sys.executable, str(CHILD), side, str(rows), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
    if not done.stdout.strip():
        return {"steps": None, "page_mb": 0.0, "added_mb": 0.0}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def against(peer: str, rows: int, ours: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one peer."""
    found = []
    for window, seconds in ours["steps"].items():
        theirs = statistics.median(other["steps"][window]) if other["steps"] else peer_child.LONGEST_S
        name = f"step, {rows:,} incidents, {window}, against {peer}"
        found.append(ahead(name, statistics.median(seconds), theirs))
    if rows == SIZES[-1]:
        for key, what in (("added_mb", "page and its drawing"), ("page_mb", "process of the page")):
            if other[key]:
                row = ahead(f"memory of the {what}, {rows:,} incidents, against {peer}", ours[key], other[key])
                found.append(row | {"unit": "MB"})
    return found


def ahead(name: str, ours: float, other: float) -> dict[str, Any]:
    ratio = other / ours
    return {"name": name, "ours": ours, "other": other, "ratio": ratio, "target": 1.0, "met": ratio > 1.0}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
