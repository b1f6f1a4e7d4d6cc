"""The same slider drag in peers, with the same points on the same machine without a graphics card, and their memory.

deck.gl with its data filter, the plug-in behind folium's TimestampedGeoJson (circles on a canvas), and Leaflet's own
circles on a canvas. Their scripts are not part of the project: put ``dist.min.js`` of the npm package deck.gl,
``iso8601.js`` of iso8601-js-period and ``leaflet.timedimension.min.js`` of leaflet-timedimension into a folder and name
it in ``ATLAS_PEERS``; without it only Leaflet, which is bundled, is measured. A peer that has not come to its end after
four minutes counts as that long.
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

from tests.bench import million, peer_child

SIZES = (100_000, 1_000_000)
CHILD = Path(peer_child.__file__)


def run() -> list[dict[str, Any]]:
    """One row for each peer, number of incidents and window, and one for its memory with a million."""
    folder = Path(os.environ.get("ATLAS_PEERS", "")) if os.environ.get("ATLAS_PEERS") else None
    peers = [peer for peer, names in peer_child.SCRIPTS.items() if peer == "Leaflet" or has(folder, names)]
    application = million.started()
    found = []
    for rows in SIZES:
        ours, memory = our_side(application, rows)
        for peer in peers:
            found += against(peer, rows, (ours, memory), folder or Path())
    return found


def has(folder: Path | None, names: tuple[str, ...]) -> bool:
    return folder is not None and all((folder / name).is_file() for name in names if name != "leaflet.js")


def our_side(application: Any, rows: int) -> tuple[dict[str, float], float]:
    """Medians of our steps by window, and the memory of the processes that hold our page."""
    columns, window = million.made(rows)
    panel = million.shown(application, columns, rows)
    first, last = window
    asked = {
        "30 days": [(first + 60 * i, first + 60 * i + 29) for i in range(peer_child.STEPS)],
        "everything": [(first + i % 2, last) for i in range(peer_child.STEPS)],
    }
    frames = {name: statistics.median(million.steps(application, panel, days)[1]) for name, days in asked.items()}
    memory = peer_child.page_mb()
    panel.close()
    panel._end_life()
    million.pause(application, 1.0)
    return frames, memory


def against(peer: str, rows: int, ours: tuple[dict[str, float], float], folder: Path) -> list[dict[str, Any]]:
    """The rows of one peer."""
    frames, memory = ours
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QT")}  # not our flags
    command = [sys.executable, str(CHILD), peer, str(rows), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
    told = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {"steps": None, "mb": 0.0}
    other = {name: statistics.median(told["steps"][name]) if told["steps"] else peer_child.LONGEST_S for name in frames}
    found = [ahead(f"step, {rows:,} incidents, {name}, against {peer}", frames[name], other[name]) for name in frames]
    if rows == SIZES[-1] and told["mb"]:
        found.append(
            ahead(f"memory of the page, {rows:,} incidents, against {peer}", memory, told["mb"]) | {"unit": "MB"}
        )
    return found


def ahead(name: str, ours: float, other: float) -> dict[str, Any]:
    ratio = other / ours
    return {"name": name, "ours": ours, "other": other, "ratio": ratio, "target": 1.0, "met": ratio > 1.0}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
