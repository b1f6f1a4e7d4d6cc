"""Typed preferences, and where files of the application lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

__all__ = ["FILE", "ONLINE", "THEMES", "Settings", "cache_folder"]

FILE, ONLINE = "file:", "online:"
"""What a base map that is remembered begins with: a path follows, or the name of a provider."""

THEMES = ("system", "light", "dark")


class Settings:
    """What is remembered from one start to the next."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "incident-atlas", "incident-atlas"
        )

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        value = str(self._store.value("theme", "system"))
        return value if value in THEMES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def workspace(self) -> str:
        """The address of the workspace that was open last; blank for the bundled incidents."""
        return str(self._store.value("workspace", ""))

    @workspace.setter
    def workspace(self, value: str) -> None:
        self._store.setValue("workspace", value)

    @property
    def base_map(self) -> str:
        """``file:`` and a path, or ``online:`` and the name of a provider; blank for the bundled base map."""
        return str(self._store.value("base_map", ""))

    @base_map.setter
    def base_map(self, value: str) -> None:
        self._store.setValue("base_map", value)

    @property
    def notice_closed(self) -> str:
        """The origin whose notice the user has closed."""
        return str(self._store.value("notice_closed", ""))

    @notice_closed.setter
    def notice_closed(self, value: str) -> None:
        self._store.setValue("notice_closed", value)

    def layout(self, name: str) -> QByteArray | None:
        """A remembered window or splitter state."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_layout(self, name: str, value: QByteArray) -> None:
        """Remember a window or splitter state."""
        self._store.setValue(f"layout/{name}", value)

    def sync(self) -> None:
        """Write to disk what is not yet there."""
        self._store.sync()


def cache_folder() -> Path:
    """Where what can be built again is kept."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(base) / "incident-atlas"
