"""The offline map of 10,000 incidents against a folium map with a marker for each: size, and time to the first picture.

The markers have what the list of the offline map says of an incident: day, type, place and deaths, in a popup. folium's
page asks eight addresses for its libraries; here it gets Leaflet from a file and a few lines in place of jQuery, and
the requests for the others are left out, all of which makes it earlier. Both pages are opened by one browser engine
without a network. The first picture is the second frame after all incidents are on the map.
"""

from __future__ import annotations

import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

ROWS = 10_000
MIDDLE = (31.0, 68.0)
RUNS = 3
MOST_SIZE = 0.1
LEAST_TIMES = 5.0
SHIM = (
    "<script>window.$ = (html) => { const made = document.createElement('template'); made.innerHTML = html.trim(); "
    "return [made.content.firstChild]; };</script>"
)
READY = (
    "<script>requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.setAttribute("
    "'data-ready', String(Math.round(performance.now())))));</script>"
)


def run() -> list[dict[str, Any]]:
    """Rows: size in megabytes, and seconds to the first picture."""
    from geo import assets
    from geo.export.offline_html import FORMAT
    from geo.export.request import hand_over
    from geo.export.sharing.profile import AS_IS
    from geo.view.snapshot import resolve
    from geo.view.state import State
    from tests.bench.time_step import generate_dataset

    snapshot = resolve(generate_dataset(ROWS), State())
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.html", Path(folder) / "folium.html"
        FORMAT.write(ours, hand_over(snapshot, AS_IS))
        markers_of(snapshot).save(str(theirs))
        sizes = [path.stat().st_size / 1e6 for path in (ours, theirs)]
        leaflet = assets.path("web", "vendor", "leaflet")
        theirs.write_text(without_network(theirs.read_text(encoding="utf-8"), leaflet), encoding="utf-8")
        times = [statistics.median(first_picture(path) for _ in range(RUNS)) for path in (ours, theirs)]
    ratio, faster = sizes[0] / sizes[1], times[1] / times[0]
    return [
        {"name": f"offline map, {ROWS:,} incidents: size", "ours": sizes[0], "other": sizes[1], "ratio": ratio,
         "target": MOST_SIZE, "limit": "at most", "unit": "MB", "met": ratio <= MOST_SIZE},
        {"name": f"offline map, {ROWS:,} incidents: first picture", "ours": times[0], "other": times[1],
         "ratio": faster, "target": LEAST_TIMES, "met": faster >= LEAST_TIMES},
    ]  # fmt: skip


def markers_of(snapshot: Any) -> Any:
    """A folium map with a marker for each incident; one without a point stands in the middle."""
    import folium

    from geo.incidents.words import date_words, figure_words

    incidents = snapshot.dataset.incidents
    made = folium.Map(location=MIDDLE, zoom_start=6, tiles=None)
    for row in snapshot.rows.tolist():
        incident = incidents.row(row)
        place = MIDDLE if math.isnan(incidents.lat[row]) else (incidents.lat[row], incidents.lon[row])
        what, where = incident.sub_event_type or incident.event_type, f"{incident.location}, {incident.district}"
        text = f"{what} · {date_words(incident)} · {where} · killed: {figure_words(incident)}"
        folium.Marker(place, popup=text).add_to(made)
    return made


def without_network(html: str, leaflet: Path) -> str:
    """folium's page with Leaflet from a file, without its other libraries."""
    html = re.sub(r'https?://[^"]*/leaflet(?:\.min)?\.(js|css)', lambda m: (leaflet / f"leaflet.{m[1]}").as_uri(), html)
    html = re.sub(r'<script src="http[^"]+"></script>|<link rel="stylesheet" href="http[^"]+"\s*/>', "", html)
    return html.replace("<head>", f"<head>{SHIM}", 1).replace("</html>", f"{READY}</html>", 1)


def first_picture(path: Path) -> float:
    """Seconds from the beginning of the navigation, in a browser of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    command = [sys.executable, str(Path(__file__).resolve()), str(path)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=True)
    return float(result.stdout.strip().splitlines()[-1]) / 1000


def open_page(path: Path) -> str:
    """What the page measured, in milliseconds; every request beyond files is blocked."""
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlRequestInterceptor
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    class Cut(QWebEngineUrlRequestInterceptor):
        def interceptRequest(self, info: Any) -> None:
            info.block(info.requestUrl().scheme() not in ("file", "data", "blob"))

    application = QApplication(sys.argv[:1])
    profile, cut, view = QWebEngineProfile(), Cut(), QWebEngineView()
    profile.setUrlRequestInterceptor(cut)
    page = QWebEnginePage(profile, view)
    view.setPage(page)
    view.resize(1280, 800)
    view.show()
    view.load(QUrl.fromLocalFile(str(path)))
    answers: list[Any] = [""]
    while not answers[-1]:
        answers.append(None)
        page.runJavaScript("document.documentElement.getAttribute('data-ready') || ''", 0, answers.append)
        while answers[-1] is None:
            application.processEvents()
    return str(answers[-1])


if __name__ == "__main__":
    print(open_page(Path(sys.argv[1])), flush=True)
    os._exit(0)
