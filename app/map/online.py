"""Tiles of the online provider that the user has chosen: the only part of the application that speaks to a network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from geo.tiles import Provider
from geo.tiles.archive import LARGEST_TILE, media_of

__all__ = ["USER_AGENT", "OnlineTiles"]

USER_AGENT = "IncidentAtlas/0.1 (desktop map; tiles for the area on screen only)"
_MOST_KEPT = 400
_PATIENCE_MS = 20_000

Tile = tuple[str, bytes]


class OnlineTiles(QObject):
    """Fetches the tiles that are looked at, and keeps the newest in memory while it lives. Nothing is fetched ahead."""

    def __init__(self, provider: Provider, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._provider = provider
        self._network = QNetworkAccessManager(self)
        self._kept: dict[tuple[int, int, int], Tile] = {}
        self._under_way: dict[tuple[int, int, int], list[Callable[[Tile | None], None]]] = {}
        self._is_over = False

    def ask(self, zoom: int, column: int, row: int, then: Callable[[Tile | None], None]) -> None:
        """Hand a tile on when it is here; ``None`` if it cannot be had."""
        key = (zoom, column, row)
        if self._is_over or key in self._kept:
            then(self._kept.get(key))
            return
        waiting = self._under_way.setdefault(key, [])
        waiting.append(then)
        if len(waiting) == 1:
            reply = self._network.get(self._request(*key))
            reply.finished.connect(partial(self._arrived, key, reply))

    def _request(self, zoom: int, column: int, row: int) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._provider.address(zoom, column, row)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        request.setAttribute(QNetworkRequest.Attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual)
        request.setAttribute(QNetworkRequest.Attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual)
        request.setTransferTimeout(_PATIENCE_MS)
        return request

    def _arrived(self, key: tuple[int, int, int], reply: QNetworkReply) -> None:
        tile = self._tile(reply)
        reply.deleteLater()
        if tile is not None:
            self._kept[key] = tile
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        for then in self._under_way.pop(key, []):
            then(tile)

    def _tile(self, reply: QNetworkReply) -> Tile | None:
        if self._is_over or reply.error() != QNetworkReply.NetworkError.NoError:
            return None
        content = bytes(reply.readAll().data())
        media = media_of(content, "raster")
        return (media, content) if media and len(content) <= LARGEST_TILE else None

    def end(self) -> None:
        """Ask no more; what is under way is given up."""
        self._is_over = True
        self._kept.clear()
        for reply in self._network.findChildren(QNetworkReply):
            reply.abort()
        self.deleteLater()
