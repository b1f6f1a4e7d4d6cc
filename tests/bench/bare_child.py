"""A bare view of a static Leaflet page; says when its map stands, and ends when its input closes."""

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


def told(title: str) -> None:
    if title == "interactive":
        print(title, flush=True)


view.titleChanged.connect(told)
view.setHtml(PAGE, QUrl.fromLocalFile(f"{assets.path('web', 'vendor', 'leaflet')}/"))
view.show()
ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ending.activated.connect(lambda: application.quit())
sys.exit(application.exec())
