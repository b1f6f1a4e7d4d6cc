"""Tiles as the base map of a real page: shown, attributed as text, removed; no network unless chosen."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pmtiles.tile import TileType
from PySide6.QtCore import QCoreApplication

from app.map.online import USER_AGENT
from app.map.tile_reader import TileReader
from app.map.tiles import tile_of
from geo.tiles import Provider, open_archive
from tests.geo.tiles.made import mbtiles, pmtiles, png, tiles_over, vector_tile
from tests.web.driver import Driver, columns

PLACE = (71.58, 34.01)
RED = (200, 30, 30)


@pytest.fixture
def mapped(driver: Driver) -> Iterator[Driver]:
    driver.show(columns([{}]))
    driver.look_at(*PLACE, 8.0)
    yield driver
    driver.panel.set_ground(None)
    driver.catch_up()
    for reader in driver.panel.findChildren(TileReader):  # a large picture may still be read
        reader.wait()


class Server(http.server.ThreadingHTTPServer):
    """Answers every address with one picture, and records path, user agent and cookie."""

    requests: list[tuple[str, str | None, str | None]]


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            http_server.requests.append((self.path, self.headers.get("User-Agent"), self.headers.get("Cookie")))
            body = png(RED)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Set-Cookie", "a=b")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    http_server = Server(("127.0.0.1", 0), Handler)
    http_server.requests = []
    thread = threading.Thread(target=http_server.serve_forever, daemon=True)
    thread.start()
    yield http_server
    http_server.shutdown()
    http_server.server_close()


def colour_of_tiles(driver: Driver) -> list[int]:
    """Wait for the first picture; returns its colour."""
    return driver.run(
        "const pictures = () => [...document.querySelectorAll('.atlas-tiles img')];"
        "const there = () => pictures().find((i) => i.complete && i.naturalWidth);"
        "let shown; while (!(shown = there()))"
        " await new Promise((go) => setTimeout(go, 10));"
        "await shown.decode();"
        "const c = new OffscreenCanvas(1, 1).getContext('2d'); c.drawImage(shown, 0, 0, 1, 1);"
        "return Array.from(c.getImageData(0, 0, 1, 1).data).slice(0, 3)"
    )


def test_raster_tiles_are_shown_below_the_lines(mapped: Driver, tmp_path: Path) -> None:
    tiles = dict.fromkeys(tiles_over(*PLACE, (7, 8)), png(RED))
    path = mbtiles(tmp_path / "a.mbtiles", tiles, format="png", attribution="<img src=x onerror=alert(1)> {{7*7}} Me")
    mapped.panel.set_ground(open_archive(path))
    assert colour_of_tiles(mapped) == list(RED)
    ground = "const c = atlas.page.stack.painters[0].context; return Array.from(c.getImageData(5, 5, 1, 1).data)"
    assert mapped.run(ground)[3] == 0
    words = "return document.querySelector('.leaflet-control-attribution').textContent"
    assert mapped.run(words).startswith("{{7*7}} Me · ")
    assert mapped.run("return document.querySelectorAll('.leaflet-control-attribution img').length") == 0
    mapped.panel.set_ground(None)
    mapped.catch_up()
    assert mapped.run(ground)[3] == 255
    assert mapped.run("return document.querySelectorAll('.atlas-tiles img').length") == 0
    assert mapped.errors == []


def test_vector_tiles_are_drawn_by_the_bundled_library(mapped: Driver, tmp_path: Path) -> None:
    tiles = dict.fromkeys(tiles_over(*PLACE, (6, 7, 8)), vector_tile("water"))
    mapped.panel.set_ground(open_archive(pmtiles(tmp_path / "v.pmtiles", tiles, TileType.MVT, attribution="Me")))
    mapped.until("atlas.page.tiles.layer")
    sea = mapped.run(
        "const want = [1, 3, 5].map((k) => parseInt(atlas.theme.palette.sea.slice(k, k + 2), 16)).join();"
        "for (let tries = 0; tries < 400; tries++) {"
        "  for (const c of document.querySelectorAll('.leaflet-tile-pane canvas')) {"
        "    const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "    for (let k = 0; k < d.length; k += 4) if ([d[k], d[k + 1], d[k + 2]].join() === want) return true;"
        "  }"
        "  await new Promise((go) => setTimeout(go, 20));"
        "} return false"
    )
    assert sea is True
    assert mapped.errors == []


def test_only_valid_tile_numbers_are_parsed() -> None:
    assert tile_of("tiles/1/6/44/25") == (1, 6, 44, 25)
    for name in ("tiles/1/6/64/25", "tiles/1/23/0/0", "tiles/1/6/44/25.png", "tiles/../6/4/2", "tiles/1/6/-4/2", "x"):
        assert tile_of(name) is None


def test_a_provider_gets_requests_only_while_it_is_chosen(mapped: Driver, server: Server) -> None:
    provider = Provider("Test", f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png", "© Test & Co <b>", 15)
    mapped.look_at(*PLACE, 8.25)
    assert server.requests == []
    mapped.panel.set_ground(provider)
    assert colour_of_tiles(mapped) == list(RED)
    mapped.until("!atlas.page.tiles.layer.isLoading()")
    assert "© Test & Co <b>" in mapped.run("return document.querySelector('.leaflet-control-attribution').textContent")
    assert {agent for _, agent, _ in server.requests} == {USER_AGENT}
    assert {cookie for _, _, cookie in server.requests} == {None}
    assert {path.split("/")[1] for path, _, _ in server.requests} == {"8"}
    assert len(server.requests) <= 30  # the visible area: nothing is fetched in advance
    mapped.panel.set_ground(None)
    mapped.catch_up()
    before = len(server.requests)
    mapped.look_at(66.0, 29.0, 9.0)
    mapped.run("await new Promise((go) => setTimeout(go, 300))")
    QCoreApplication.processEvents()
    assert len(server.requests) == before


def test_an_unreachable_provider_does_not_change_the_map(mapped: Driver) -> None:
    mapped.panel.set_ground(Provider("Gone", "http://127.0.0.1:9/{z}/{x}/{y}.png", "Gone", 15))
    mapped.until("atlas.page.tiles.layer && !atlas.page.tiles.layer.isLoading()")
    assert mapped.describe()["shown"] == 1


def test_a_map_of_a_town_asks_for_few_tiles_and_leaves_the_bundled_map_around_it(
    mapped: Driver, tmp_path: Path
) -> None:
    tiles = dict.fromkeys(tiles_over(*PLACE, (12, 13)), png(RED))
    path = mbtiles(tmp_path / "town.mbtiles", tiles, format="png")
    mapped.panel.set_ground(open_archive(path))
    mapped.catch_up()
    opaque = (
        "const c = atlas.page.stack.painters[0].context, { width, height } = c.canvas;"
        "const at = ([x, y]) => c.getImageData(Math.round(x), Math.round(y), 1, 1).data[3];"
        "return [at([5, 5]), at([width / 2, height / 2])]"
    )
    for zoom in (5.0, 8.0, 10.25):
        mapped.look_at(*PLACE, zoom)
        assert mapped.run("return document.querySelectorAll('.atlas-tiles img').length") == 0
        assert mapped.run(opaque) == [255, 255]
    mapped.look_at(*PLACE, 11.0)
    assert colour_of_tiles(mapped) == list(RED)
    assert 0 < mapped.run("return document.querySelectorAll('.atlas-tiles img').length") <= 49
    corner, middle = mapped.run(opaque)
    assert corner == 255
    assert middle < 255
    assert mapped.describe()["shown"] == 1


def test_a_level_that_is_missing_is_drawn_from_a_coarser_one(mapped: Driver, tmp_path: Path) -> None:
    tiles = dict.fromkeys([*tiles_over(*PLACE, (5,)), *tiles_over(*PLACE, (12,))], png(RED))
    mapped.panel.set_ground(open_archive(mbtiles(tmp_path / "gap.mbtiles", tiles, format="png")))
    mapped.look_at(*PLACE, 9.0)
    assert colour_of_tiles(mapped) == list(RED)
    assert mapped.run("return atlas.page.tiles.layer._tileZoom") == 5


def test_a_picture_with_too_many_pixels_is_not_served(mapped: Driver, tmp_path: Path) -> None:
    tiles = dict.fromkeys(tiles_over(*PLACE, (8,)), png(RED, 4096))
    mapped.panel.set_ground(open_archive(mbtiles(tmp_path / "large.mbtiles", tiles, format="png")))
    mapped.until("atlas.page.tiles.layer && !atlas.page.tiles.layer.isLoading()")
    assert mapped.run("return [...document.querySelectorAll('.atlas-tiles img')].some((i) => i.naturalWidth)") is False
    assert mapped.describe()["shown"] == 1
