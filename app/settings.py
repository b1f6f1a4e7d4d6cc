"""Typed settings, stored between starts, and the cache folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

__all__ = ["FILE", "ONLINE", "THEMES", "Settings", "cache_folder"]

FILE, ONLINE = "file:", "online:"
"""Prefixes of the stored base map: before a path, and before the name of a provider."""

THEMES = ("system", "light", "dark")


class Settings:
    """What is stored from one start to the next."""

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
        """The origin of the data whose notice the user closed; blank for none."""
        return str(self._store.value("notice_closed", ""))

    @notice_closed.setter
    def notice_closed(self, value: str) -> None:
        self._store.setValue("notice_closed", value)

    def layout(self, name: str) -> QByteArray | None:
        """A saved window or splitter state; ``None`` if there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def save_layout(self, name: str, value: QByteArray) -> None:
        """Save a window or splitter state."""
        self._store.setValue(f"layout/{name}", value)

    def sync(self) -> None:
        """Write pending changes to disk."""
        self._store.sync()


def cache_folder() -> Path:
    """The folder for files that can be built again."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(base) / "incident-atlas"
