# ruff: noqa: E501 - scripts of pages
"""One side of `peers` in its own process: the same drag with the same points, without a graphics card.

``python peer_child.py SIDE ROWS FOLDER`` prints one JSON object: seconds of each step to the frame that shows it, the
megabytes of the process of the page (`page_mb`) and those that the page adds to the whole program (`added_mb`). SIDE is
the name of another map library, which gets a plain page, or ``atlas``. FOLDER holds the scripts of the library as they
are named in its packages.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
if sys.argv[1:2] == ["deck.gl"]:  # it needs WebGL, which Chromium renders in software without a graphics card
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = (
        "--use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
    )
if getattr(os, "geteuid", lambda: -1)() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

TIMEOUT_S = 240.0
OURS = "atlas"
STEPS = 12
SCRIPTS = {
    "deck.gl": ("dist.min.js",),
    "TimestampedGeoJson": ("leaflet.js", "iso8601.js", "leaflet.timedimension.min.js"),
    "Leaflet": ("leaflet.js",),
}
COMMON = """
const bytes = Uint8Array.from(atob(DATA), (c) => c.charCodeAt(0)).buffer;
const lon = new Float32Array(bytes, 0, N), lat = new Float32Array(bytes, 4 * N, N), day = new Float32Array(bytes, 8 * N, N);
const after = new MessageChannel();
const nextFrame = () => new Promise((go) => { after.port1.onmessage = go; requestAnimationFrame(() => after.port2.postMessage(0)); });
const wait = (ms) => new Promise((go) => setTimeout(go, ms));
async function measure(step) {
  const times = {};
  for (const [name, periods] of Object.entries(PERIODS)) {
    times[name] = [];
    for (const [first, last] of periods) {
      const started = performance.now();
      await step(first, last);
      times[name].push((performance.now() - started) / 1000);
      await wait(30);
    }
  }
  window.TIMES = JSON.stringify(times);
}
"""
PEERS = {
    "deck.gl": """
const ids = new Uint32Array(N).map((_, i) => i), position = new Float32Array(2 * N);
for (let i = 0; i < N; i++) [position[2 * i], position[2 * i + 1]] = [lon[i], lat[i]];
const data = { length: N, attributes: { getPosition: { value: position, size: 2 }, getFilterValue: { value: day, size: 1 } } };
let rendered = null;
const layer = (range) => new deck.ScatterplotLayer({
  id: "points", data, radiusUnits: "pixels", getRadius: 4, getFillColor: [181, 56, 2],
  filterRange: range, extensions: [new deck.DataFilterExtension({ filterSize: 1 })],
});
const map = new deck.DeckGL({
  container: "map", initialViewState: { longitude: 68.5, latitude: 30.5, zoom: 5 }, controller: false, useDevicePixels: false,
  layers: [layer([0, 1e9])], onAfterRender: ({ gl }) => {
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)); // wait for the picture
    rendered && rendered();
  },
});
const step = (first, last) => new Promise((go) => { rendered = go; map.setProps({ layers: [layer([first, last])] }); }).then(nextFrame);
wait(4000).then(() => measure(step));
""",
    "TimestampedGeoJson": """
const map = L.map("map", { preferCanvas: true, timeDimension: true, timeDimensionOptions: { times: [0] } }).setView([30.5, 68.5], 6);
const features = Array.from(day, (d, i) => ({
  type: "Feature", geometry: { type: "Point", coordinates: [lon[i], lat[i]] }, properties: { times: [d * 86400000] },
}));
const base = L.geoJson({ type: "FeatureCollection", features }, { pointToLayer: (_f, at) => L.circleMarker(at, { radius: 4 }) });
const layer = L.timeDimension.layer.geoJson(base, { duration: "P30D", updateTimeDimension: false, addlastPoint: false });
layer.addTo(map);
const step = async (first, last) => {
  layer._duration = `P${last - first + 1}D`;
  map.timeDimension.setAvailableTimes([last * 86400000], "replace");
  map.timeDimension.setCurrentTime(last * 86400000);
  layer._update();
  await nextFrame();
};
wait(500).then(() => measure(step));
""",
    "Leaflet": """
const map = L.map("map", { preferCanvas: true }).setView([30.5, 68.5], 6);
const all = Array.from(day, (_, i) => L.circleMarker([lat[i], lon[i]], { radius: 4, weight: 1 }));
let shown = L.layerGroup(all).addTo(map);
const step = async (first, last) => {
  shown.remove();
  shown = L.layerGroup(all.filter((_, i) => day[i] >= first && day[i] <= last)).addTo(map);
  await nextFrame();
};
wait(500).then(() => measure(step));
""",
}


def main(side: str, rows: int, folder: Path) -> None:
    """Measure one side, print its JSON object and exit."""
    from tests.bench import million

    columns, period = million.generate_columns(rows)
    measured = measure_ours(columns, period, rows) if side == OURS else measure_other(side, columns, period, folder)
    os.write(1, json.dumps(measured).encode() + b"\n")
    os._exit(0)


def measure_ours(columns: Any, period: tuple[int, int], rows: int) -> dict[str, Any]:
    """The drag on our map."""
    from app.map.panel import MapPanel  # imported first, so that it does not count as added by the page
    from tests.bench import million

    application = million.start_application()
    assert MapPanel
    before = all_mb()
    panel = million.open_panel(application, columns, rows)
    steps = {name: million.time_steps(application, panel, days)[1] for name, days in periods(period).items()}
    return {"steps": steps, "page_mb": page_mb(), "added_mb": all_mb() - before}


def measure_other(peer: str, columns: Any, period: tuple[int, int], folder: Path) -> dict[str, Any]:
    """The drag in a plain page of another library."""
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineCore import QWebEngineSettings
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    application = QApplication([sys.argv[0]])
    with tempfile.TemporaryDirectory() as home:
        page = write_page(Path(home), peer, columns, period, folder)
        before = all_mb()
        view = QWebEngineView()
        view.settings().setAttribute(QWebEngineSettings.WebAttribute.WebGLEnabled, True)
        view.resize(1280, 720)
        view.show()
        view.load(QUrl.fromLocalFile(str(page)))
        answers: list[str] = []
        deadline = time.monotonic() + TIMEOUT_S
        while not answers and time.monotonic() < deadline:
            view.page().runJavaScript("window.TIMES || ''", 0, lambda text: answers.append(text) if text else None)
            next_poll = time.monotonic() + 0.3
            while time.monotonic() < next_poll:
                application.processEvents()
        return {
            "steps": json.loads(answers[0]) if answers else None,
            "page_mb": page_mb(),
            "added_mb": all_mb() - before,
        }


def periods(period: tuple[int, int]) -> dict[str, list[tuple[int, int]]]:
    """The periods of the drag by name: steps of 30 days and of nearly all days."""
    first, last = period
    return {
        "30 days": [(first + 60 * i, first + 60 * i + 29) for i in range(STEPS)],
        "everything": [(first + i % 2, last) for i in range(7)],
    }


def write_page(home: Path, peer: str, columns: Any, period: tuple[int, int], folder: Path) -> Path:
    """Write the page of a library with its scripts and the data; its path."""
    import numpy as np

    located = ~np.isnan(columns.lon)
    parts = (columns.lon[located], columns.lat[located], columns.start[located])
    data = b"".join(part.astype("<f4").tobytes() for part in parts)
    leaflet = ROOT / "assets/web/vendor/leaflet/leaflet.js"
    scripts = [(leaflet if name == "leaflet.js" else folder / name).read_text("utf-8") for name in SCRIPTS[peer]]
    head = f"const N = {int(located.sum())}, PERIODS = {json.dumps(periods(period))}, DATA = '{base64.b64encode(data).decode()}';"
    body = "".join(f"<script>{script}</script>" for script in (*scripts, head + COMMON + PEERS[peer]))
    style = "html,body,#map{margin:0;width:1280px;height:720px;position:relative;overflow:hidden}"
    page = home / "page.html"
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8"><style>{style}</style><div id="map"></div>{body}', "utf-8")
    return page


def page_mb() -> float:
    """The memory in MB (PSS) of the process of the page: the largest process that Qt WebEngine started."""
    return max((pss for name, pss in memories() if "QtWebEngineProcess" in name), default=0.0)


def all_mb() -> float:
    """The memory in MB (PSS) of this process and all its descendants; shared pages count once."""
    return sum(pss for _, pss in memories())


def memories() -> Iterator[tuple[str, float]]:
    """Command line and proportional set size in MB of this process and of each descendant."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if not is_descendant(int(path.parent.name)):
                continue
            lines = path.with_name("smaps_rollup").read_text().splitlines()
            name = path.read_text()
        except OSError:
            continue
        yield name, next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def is_descendant(pid: int) -> bool:
    """Whether a process is this one or one of its descendants."""
    while pid > 1:
        if pid == os.getpid():
            return True
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            return False
        pid = next((int(line.split()[1]) for line in lines if line.startswith("PPid:")), 0)
    return False


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
