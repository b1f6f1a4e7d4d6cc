"""Tiles of the online provider that the user has chosen: the only part of the application that uses a network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from geo.tiles import Provider
from geo.tiles.archive import LARGEST_TILE, media_of

__all__ = ["USER_AGENT", "OnlineTiles"]

USER_AGENT = "IncidentAtlas/0.1 (desktop map; tiles for the area on screen only)"
_CACHED_TILES = 400
_TIMEOUT_MS = 20_000

Tile = tuple[str, bytes]


class OnlineTiles(QObject):
    """Fetches the tiles on screen and caches the newest in memory. Nothing is fetched ahead."""

    def __init__(self, provider: Provider, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._provider = provider
        self._network = QNetworkAccessManager(self)
        self._cache: dict[tuple[int, int, int], Tile] = {}
        self._under_way: dict[tuple[int, int, int], list[Callable[[Tile | None], None]]] = {}
        self._is_over = False

    def request(self, zoom: int, column: int, row: int, callback: Callable[[Tile | None], None]) -> None:
        """Call back with a tile, at once if it is cached; with ``None`` if it cannot be fetched."""
        key = (zoom, column, row)
        if self._is_over or key in self._cache:
            callback(self._cache.get(key))
            return
        waiting = self._under_way.setdefault(key, [])
        waiting.append(callback)
        if len(waiting) == 1:
            reply = self._network.get(self._request(*key))
            reply.finished.connect(partial(self._arrived, key, reply))

    def _request(self, zoom: int, column: int, row: int) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._provider.address(zoom, column, row)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        request.setAttribute(QNetworkRequest.Attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual)
        request.setAttribute(QNetworkRequest.Attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual)
        request.setTransferTimeout(_TIMEOUT_MS)
        return request

    def _arrived(self, key: tuple[int, int, int], reply: QNetworkReply) -> None:
        tile = self._tile(reply)
        reply.deleteLater()
        if tile is not None:
            self._cache[key] = tile
            while len(self._cache) > _CACHED_TILES:
                del self._cache[next(iter(self._cache))]
        for callback in self._under_way.pop(key, []):
            callback(tile)

    def _tile(self, reply: QNetworkReply) -> Tile | None:
        if self._is_over or reply.error() != QNetworkReply.NetworkError.NoError:
            return None
        content = bytes(reply.readAll().data())
        media = media_of(content, "raster")
        return (media, content) if media and len(content) <= LARGEST_TILE else None

    def end(self) -> None:
        """Abort the requests that are under way, and make no more."""
        self._is_over = True
        self._cache.clear()
        for reply in self._network.findChildren(QNetworkReply):
            reply.abort()
        self.deleteLater()
