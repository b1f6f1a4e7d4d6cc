"""Tiles of a file are read outside the window's thread, can be cancelled, and a file that is too slow is given up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.map.tile_reader import TileReader
from app.map.tiles import TileServer
from geo.tiles import TileFile, open_archive
from tests.geo.tiles.made import mbtiles, png

RED = png((200, 30, 30))
TILE = (6, 44, 25)


class SlowArchive:
    """An archive whose tiles take as long as a test wants."""

    def __init__(self) -> None:
        self.about = TileFile("slow", "", "raster", (6,))
        self.failure = ""
        self.going_on = threading.Event()
        self.is_cancelled = self.is_closed = False
        self.threads: set[str] = set()

    def tile(self, _zoom: int, _column: int, _row: int) -> bytes | None:
        self.threads.add(threading.current_thread().name)
        self.going_on.wait(20)
        return None if self.is_cancelled else RED

    def cancel(self) -> None:
        self.is_cancelled = True
        self.going_on.set()

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def reader(qapp: object) -> Iterator[TileReader]:
    made = TileReader()
    yield made
    made.use(None)
    made.wait()


def test_a_slow_file_does_not_block_the_window(qtbot: Any, reader: TileReader) -> None:
    archive, tiles = SlowArchive(), []
    reader.use(archive)
    began = time.monotonic()
    for _ in range(30):
        reader.request(*TILE, tiles.append)
    assert time.monotonic() - began < 1
    assert tiles == []
    archive.going_on.set()
    qtbot.waitUntil(lambda: len(tiles) == 30, timeout=20_000)
    assert tiles[0] == ("image/png", RED)
    assert threading.current_thread().name not in archive.threads


def test_another_file_cancels_the_one_before_and_closes_it(qtbot: Any, reader: TileReader, tmp_path: Path) -> None:
    archive, tiles = SlowArchive(), []
    reader.use(archive)
    for _ in range(3):
        reader.request(*TILE, tiles.append)
    reader.use(open_archive(mbtiles(tmp_path / "a.mbtiles", {TILE: RED}, format="png")))
    reader.request(*TILE, tiles.append)
    qtbot.waitUntil(lambda: len(tiles) == 4, timeout=20_000)
    assert tiles == [None, None, None, ("image/png", RED)]
    assert archive.is_closed


def test_more_requests_than_a_screen_has_tiles_are_answered_at_once(
    qtbot: Any, reader: TileReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.map.tile_reader._MOST_WAITING", 5)
    archive, tiles = SlowArchive(), []
    reader.use(archive)
    for _ in range(8):
        reader.request(*TILE, tiles.append)
    assert tiles == [None] * 3
    archive.going_on.set()
    qtbot.waitUntil(lambda: len(tiles) == 8, timeout=20_000)


def test_a_file_that_gave_up_is_reported(qtbot: Any, reader: TileReader) -> None:
    archive = SlowArchive()
    archive.failure = "slow.mbtiles takes too long to be read."
    archive.going_on.set()
    reader.use(archive)
    with qtbot.waitSignal(reader.broken, timeout=20_000) as signal:
        reader.request(*TILE, lambda _tile: None)
    assert signal.args == [archive.failure]


def test_the_server_has_no_thread_without_a_file(qtbot: Any, tmp_path: Path) -> None:
    server = TileServer()
    before = set(threading.enumerate())
    server.use(open_archive(mbtiles(tmp_path / "a.mbtiles", {TILE: RED}, format="png")))
    stamp = server.description()["stamp"]
    tiles: list[object] = []
    server.request((stamp, *TILE), tiles.append)
    server.request((stamp + 1, *TILE), tiles.append)
    assert tiles == [None], "a tile of another base map"
    qtbot.waitUntil(lambda: len(tiles) == 2, timeout=20_000)
    server.use(None)
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before, timeout=20_000)
    server.end()
