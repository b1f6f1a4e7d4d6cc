"""Transfer of a million incidents to the page: binary columns against GeoJSON, both through its URL scheme.

Each side ends with data that a map can draw: typed arrays, or parsed features.
"""

from __future__ import annotations

import json
import statistics
import sys
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import million

ROWS = 1_000_000
TARGET = 40
LIMIT_BYTES = 17  # at most 16 for the columns and one for the mask
RUNS, TEXT_RUNS = 9, 3
ENTRY = 'import { readBytes, readPoints } from "./data/served.js";\nwindow.served = { readBytes, readPoints };\n'
MEASURE = """
const times = [];
for (let k = 0; k < RUNS; k++) {
  const started = performance.now();
  LOAD
  times.push(performance.now() - started);
}
return times;
"""
BINARY = """const [buffer, mask] = await Promise.all([served.readPoints(), served.readBytes("mask.bin")]);
  const [n] = new Uint32Array(buffer, 0, 4), x = new Float32Array(buffer, 16, n), m = new Uint8Array(mask);
  if (!(x.length === m.length && x.length === ROWS)) throw new Error("not all rows");"""
TEXT = """const collection = await (await fetch("points.geojson")).json();
  if (collection.features.length !== ROWS) throw new Error("not all rows");"""


def run() -> list[dict[str, Any]]:
    """Rows: medians of both sides in the same page, and the bytes of an incident."""
    million.start_application()
    from PySide6.QtCore import QEventLoop, QTimer

    from app.map.page import INDEX, MapPage
    from app.map.scheme import SchemeHandler
    from app.map.site import PIECES, Site
    from geo.draw.web.files import POLICY, read_script
    from geo.draw.web.modules import join_modules
    from geo.draw.web.points import pack_mask, pack_points
    from tests.web.driver import run as run_in_page

    columns, _ = million.generate_columns(ROWS)
    points, mask = pack_points(columns), pack_mask(columns.lon == columns.lon)
    text = geojson(columns)
    script = join_modules("entry.js", lambda path: ENTRY if path == "entry.js" else read_script(path))
    page_html = b"<!DOCTYPE html><title>x</title><script src='page.js'></script>"
    static = {"index.html": ("text/html", page_html), "page.js": ("text/javascript", script.encode())}
    generated = {
        "mask.bin": lambda: ("application/octet-stream", mask),
        "points.geojson": lambda: ("application/geo+json", text),
    }
    generated |= {name: partial(point_piece, points, k) for k, name in enumerate(PIECES)}
    site = Site(lambda: static, generated)
    page = MapPage(SchemeHandler(site, POLICY), site.names)
    loop = QEventLoop()
    page.loadFinished.connect(lambda _ok: loop.quit())
    QTimer.singleShot(0, lambda: page.load(INDEX))
    loop.exec()

    def seconds(load: str, runs: int) -> list[float]:
        script = MEASURE.replace("LOAD", load).replace("RUNS", str(runs)).replace("ROWS", str(ROWS))
        return [ms / 1000 for ms in run_with_long_timeout(run_in_page, page, script)]

    ours = statistics.median(seconds(BINARY, RUNS))
    other = statistics.median(seconds(TEXT, TEXT_RUNS))
    size = (len(points) + len(mask)) / ROWS
    ratio = other / ours
    return [
        {"name": "1,000,000 incidents to the page, against GeoJSON text", "ours": ours, "other": other, "ratio": ratio,
         "target": TARGET, "met": ratio >= TARGET},
        {"name": "bytes of an incident sent to the page, with its mask", "ours": size, "other": LIMIT_BYTES,
         "ratio": size / LIMIT_BYTES, "target": 1.0, "limit": "at most", "unit": "B", "met": size <= LIMIT_BYTES},
    ]  # fmt: skip


def point_piece(points: bytes, number: int) -> tuple[str, bytes]:
    """Media type and bytes of one piece of the packed points."""
    from app.map.site import piece_of

    return "application/octet-stream", piece_of(points, number)


def run_with_long_timeout(run_in_page: Any, page: Any, script: str) -> Any:
    """Run a script in the page with a timeout of ten minutes, far longer than that of tests."""
    from tests.web import driver

    driver.LIMIT_MS = 600_000
    return run_in_page(page, script)


def geojson(columns: Any) -> bytes:
    """The incidents of the columns as GeoJSON, with the same properties."""
    names = ("lon", "lat", "start", "end", "area", "kind", "size")
    rows = zip(*(getattr(columns, name).tolist() for name in names), strict=True)
    features = (
        f'{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon:.5f},{lat:.5f}]}},'
        f'"properties":{{"start":{start},"end":{end},"area":{area},"kind":{kind},"size":{size}}}}}'
        for lon, lat, start, end, area, kind, size in rows
    )
    text = '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"
    return text.replace("nan", "null").encode()


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
