"""A plain web view of a static Leaflet page: prints a line when its map is ready, and exits when its input closes."""

from __future__ import annotations

import os
import sys

if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

from PySide6.QtCore import QSocketNotifier, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from geo import assets

PAGE = """<!doctype html>
<link rel="stylesheet" href="leaflet.css"><script src="leaflet.js"></script>
<style>html, body, #map { height: 100%; margin: 0 }</style><div id="map"></div>
<script>
  const map = L.map("map").setView([30.5, 68.5], 6);
  L.circleMarker([30, 68]).addTo(map);
  map.whenReady(() => requestAnimationFrame(() => { document.title = "interactive"; }));
</script>"""

application = QApplication(sys.argv[:1])
view = QWebEngineView()
view.resize(1280, 720)


def print_when_ready(title: str) -> None:
    if title == "interactive":
        print(title, flush=True)


view.titleChanged.connect(print_when_ready)
view.setHtml(PAGE, QUrl.fromLocalFile(f"{assets.path('web', 'vendor', 'leaflet')}/"))
view.show()
input_closed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
input_closed.activated.connect(lambda: application.quit())
sys.exit(application.exec())
