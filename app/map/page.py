"""The page in its cage: no storage, no network, no navigation, no windows, no downloads."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from shiboken6 import delete, isValid

from app.map.scheme import SCHEME, SchemeHandler
from app.map.site import PROBE
from app.map.tiles import tile_of

__all__ = ["INDEX", "MapPage", "RequestFilter"]

INDEX = QUrl("app://map/index.html")

_log = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalStorageEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.ErrorPageEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.WebRTCPublicInterfacesOnly,
)
# A page keeps its profile alive, not the other way round: Qt wants the profile to go last, and a filter that Python
# has let go of is never asked.
_alive: dict[int, tuple[QWebEnginePage, QWebEngineProfile, tuple[QObject, ...]]] = {}


class RequestFilter(QWebEngineUrlRequestInterceptor):
    """Lets through the names of the page and nothing else.

    Each request is blocked first and let through after it was judged, so that an error while judging leaves it
    blocked.
    """

    def __init__(self, names: Collection[str]) -> None:
        super().__init__()
        self._names = frozenset(names)
        self.probes_blocked = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Judge one request."""
        info.block(True)
        if self.allows(info.requestUrl()):
            info.block(False)

    def allows(self, url: QUrl) -> bool:
        """Whether an address may be asked for; counts how often the probe was turned away."""
        if url.scheme() == "data":
            return url.path().startswith("image/")
        if url.scheme() != SCHEME.decode() or url.host() != INDEX.host():
            return False
        name = url.path().removeprefix("/")
        if name == PROBE:
            self.probes_blocked += 1
        return (name in self._names and name != PROBE) or tile_of(name) is not None


class MapPage(QWebEnginePage):
    """A page of a profile of its own, which keeps nothing and reaches nothing but the names it is given."""

    script_failed = Signal(str)
    """The page's script reported an error; with the file, the line and the beginning of the message."""

    def __init__(self, handler: SchemeHandler, names: Collection[str], parent: QObject | None = None) -> None:
        profile = QWebEngineProfile()
        super().__init__(profile, parent)
        self.filter = RequestFilter(names)
        _cage(profile, self.filter, handler)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setAttribute(_Attribute.WebRTCPublicInterfacesOnly, True)
        _keep_profile(self, profile, self.filter, handler)

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        """Only the page itself, only in the main frame."""
        return isMainFrame and QUrl(url) == INDEX

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no window, tab or dialog."""
        return None  # type: ignore[return-value]  # Qt takes a null pointer as a refusal

    def chooseFiles(
        self, _mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _types: Sequence[str]
    ) -> list[str]:
        """Hand no file to the page."""
        return []

    def javaScriptAlert(self, _origin: QUrl | str, _message: str) -> None:
        """Show no dialog of the page's."""

    def javaScriptConfirm(self, _origin: QUrl | str, _message: str) -> bool:
        """Show no dialog of the page's."""
        return False

    def javaScriptPrompt(self, _origin: QUrl | str, _message: str, _default: str) -> tuple[bool, str]:
        """Show no dialog of the page's."""
        return False, ""

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Pass errors on, and keep the rest out of the program's output."""
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            where = f"{QUrl(source).fileName()}:{line}: {message[:200]}"
            _log.warning("map page: %s", where)
            self.script_failed.emit(where)


def _cage(profile: QWebEngineProfile, request_filter: RequestFilter, handler: SchemeHandler) -> None:
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    profile.setUrlRequestInterceptor(request_filter)
    profile.installUrlSchemeHandler(SCHEME, handler)
    profile.downloadRequested.connect(_refuse)


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _keep_profile(page: MapPage, profile: QWebEngineProfile, *others: QObject) -> None:
    number = id(profile)
    _alive[number] = (page, profile, others)

    def release() -> None:
        kept = _alive.pop(number, None)
        if kept is not None and isValid(kept[1]):
            kept[1].deleteLater()

    page.destroyed.connect(release)


@atexit.register
def _release_all() -> None:
    """Let pages go before their profiles even where the program ends without an orderly end of Qt."""
    for page, profile, _others in list(_alive.values()):
        for held in (page, profile):
            if isValid(held):
                delete(held)
    _alive.clear()
