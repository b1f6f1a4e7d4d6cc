"""The scheme ``app:``: its registration, and a handler that answers Qt's requests from `Site`."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler
from shiboken6 import isValid

from app.map.site import NoSuchName, Site
from app.map.tiles import TileServer, tile_of
from geo.errors import AssetMissing

__all__ = ["SCHEME", "SchemeHandler", "register_scheme"]

SCHEME = b"app"
_HOST = "map"


def register_scheme() -> None:
    """Make ``app:`` known to Chromium; call before the application object exists. A second call does nothing."""
    if not QWebEngineUrlScheme.schemeByName(SCHEME).name().isEmpty():
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Serves a `Site` to the page; errors become Qt's codes."""

    broken = Signal(str)
    """A file of the page could not be served; with a sentence for the user."""

    def __init__(self, site: Site, policy: str, parent: QObject | None = None, tiles: TileServer | None = None) -> None:
        super().__init__(parent)
        self._site, self._tiles = site, tiles
        # Qt's multi-map: each name has a list of values. A bare value would be taken for a list of single bytes.
        self._headers: dict[Any, Any] = {
            QByteArray(b"Content-Security-Policy"): [QByteArray(policy.encode())],
            QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
            QByteArray(b"Cache-Control"): [QByteArray(b"no-store")],
        }

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request."""
        url = job.requestUrl()
        if url.host() != _HOST or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        wanted = tile_of(url.path().removeprefix("/"))
        if wanted is not None and self._tiles is not None:
            self._tiles.request(wanted, partial(self._reply_tile, job))
            return
        try:
            media, content = self._site.answer(url.path())
        except NoSuchName:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        except AssetMissing as error:
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            self.broken.emit(str(error))
        else:
            self._reply(job, media, content)

    def _reply_tile(self, job: QWebEngineUrlRequestJob, tile: tuple[str, bytes] | None) -> None:
        """Answer the request for a tile, unless the page has cancelled it."""
        if not isValid(job):
            return
        if tile is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            self._reply(job, *tile)

    def _reply(self, job: QWebEngineUrlRequestJob, media: str, content: bytes) -> None:
        job.setAdditionalResponseHeaders(self._headers)
        body = QBuffer(job)
        body.setData(content)
        body.open(QBuffer.OpenModeFlag.ReadOnly)
        job.reply(media.encode(), body)
