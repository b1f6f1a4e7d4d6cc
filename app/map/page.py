"""The page in a sandbox: no storage, no network, no navigation, no windows, no downloads."""

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
# Holds each page with its profile: Qt wants the profile to be deleted last, and a filter that Python has
# garbage-collected is never called.
_pages: dict[int, tuple[QWebEnginePage, QWebEngineProfile, tuple[QObject, ...]]] = {}


class RequestFilter(QWebEngineUrlRequestInterceptor):
    """Passes requests for the names of the page and blocks all others.

    Each request is blocked first and passed after the check, so that an error in the check leaves it blocked.
    """

    def __init__(self, names: Collection[str]) -> None:
        super().__init__()
        self._names = frozenset(names)
        self.probes_blocked = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Check one request."""
        info.block(True)
        if self.allows(info.requestUrl()):
            info.block(False)

    def allows(self, url: QUrl) -> bool:
        """Whether an address may be requested; counts how often the probe was blocked."""
        if url.scheme() == "data":
            return url.path().startswith("image/")
        if url.scheme() != SCHEME.decode() or url.host() != INDEX.host():
            return False
        name = url.path().removeprefix("/")
        if name == PROBE:
            self.probes_blocked += 1
        return (name in self._names and name != PROBE) or tile_of(name) is not None


class MapPage(QWebEnginePage):
    """A page of a profile of its own, which stores nothing and reaches nothing but the names it is given."""

    script_failed = Signal(str)
    """The page's script reported an error; with the file, the line and the beginning of the message."""

    def __init__(self, handler: SchemeHandler, names: Collection[str], parent: QObject | None = None) -> None:
        profile = QWebEngineProfile()
        super().__init__(profile, parent)
        self.filter = RequestFilter(names)
        _restrict(profile, self.filter, handler)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setAttribute(_Attribute.WebRTCPublicInterfacesOnly, True)
        _hold_profile(self, profile, self.filter, handler)

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        """Accept only the page itself, only in the main frame."""
        return isMainFrame and QUrl(url) == INDEX

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no window, tab or dialog."""
        return None  # type: ignore[return-value]  # Qt takes a null pointer as a refusal

    def chooseFiles(
        self, _mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _types: Sequence[str]
    ) -> list[str]:
        """Give no file to the page."""
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
        """Log errors, and drop other messages."""
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            where = f"{QUrl(source).fileName()}:{line}: {message[:200]}"
            _log.warning("map page: %s", where)
            self.script_failed.emit(where)


def _restrict(profile: QWebEngineProfile, request_filter: RequestFilter, handler: SchemeHandler) -> None:
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    profile.setUrlRequestInterceptor(request_filter)
    profile.installUrlSchemeHandler(SCHEME, handler)
    profile.downloadRequested.connect(_refuse)


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _hold_profile(page: MapPage, profile: QWebEngineProfile, *others: QObject) -> None:
    number = id(profile)
    _pages[number] = (page, profile, others)

    def release() -> None:
        entry = _pages.pop(number, None)
        if entry is not None and isValid(entry[1]):
            entry[1].deleteLater()

    page.destroyed.connect(release)


@atexit.register
def _release_all() -> None:
    """Delete pages before their profiles even if the program ends without an orderly end of Qt."""
    for page, profile, _others in list(_pages.values()):
        for item in (page, profile):
            if isValid(item):
                delete(item)
    _pages.clear()
