"""Typed settings, stored between starts, and the cache folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from geo.errors import InputError
from geo.export.sharing.profile import Profile, profiles_from

__all__ = ["FILE", "ONLINE", "THEMES", "Settings", "Tried", "cache_folder"]

FILE, ONLINE = "file:", "online:"
"""Prefixes of the stored base map: before a path, and before the name of a provider."""

THEMES = ("system", "light", "dark")

Tried = Literal["workspace", "base_map"]
"""Settings whose value can take the window down: a value is tried before it is relied on."""


class Settings:
    """What is stored from one start to the next.

    Parameters
    ----------
    store
        Where it is stored; by default in the file of the user.
    marks_tried
        Whether values that are tried are marked; not where nobody waits for a window.
    """

    def __init__(self, store: QSettings | None = None, *, marks_tried: bool = True) -> None:
        self._marks_tried = marks_tried
        self._latest: dict[Tried, str] = {}
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
    def who(self) -> str:
        """The name that stands beside changes by hand; blank for none."""
        return str(self._store.value("who", ""))

    @who.setter
    def who(self, value: str) -> None:
        self._store.setValue("who", value)

    @property
    def house_style(self) -> str:
        """The file of the house style that a page had last, if it is still there; blank for none."""
        name = str(self._store.value("house_style", ""))
        return name if name and Path(name).is_file() else ""

    @house_style.setter
    def house_style(self, value: str) -> None:
        self._store.setValue("house_style", value)

    # What is tried. The mark is on the disk while a value may take the window down, and says what was set before.

    def begin(self, name: Tried, value: str) -> None:
        """Mark a value as one that is tried: it is about to be opened. `finish` removes the mark once it has worked."""
        self._latest[name] = value
        if value == self.unfinished(name) or not self._marks_tried:
            return
        if not value:
            self.finish(name)
            return
        self._store.setValue(f"tried/{name}", value)
        self._store.setValue(f"tried/{name}_before", self._value(name))
        self._store.remove(f"failed/{name}")
        self._store.sync()

    def finish(self, name: Tried) -> None:
        """Remove the mark: what was tried has worked."""
        if self.unfinished(name):
            self._store.remove(f"tried/{name}")
            self._store.remove(f"tried/{name}_before")
            self._store.sync()

    def fail(self, name: Tried, value: str) -> None:
        """A value could not be opened, and the user knows: it is put aside at the next start."""
        if not self._marks_tried:
            return
        if self.unfinished(name) == value:
            self.finish(name)
        self._store.setValue(f"failed/{name}", value)

    def latest(self, name: Tried) -> str:
        """The value that was tried last since the program started; blank for none."""
        return self._latest.get(name, "")

    def unfinished(self, name: Tried) -> str:
        """The value that is marked as tried; blank for none. At the start: the one that did not work last time."""
        return str(self._store.value(f"tried/{name}", ""))

    def put_aside(self, name: Tried) -> str:
        """Set what was set before a value that did not work last time; that value, or blank if all worked."""
        if not self._marks_tried:
            return ""
        tried, failed = self.unfinished(name), str(self._store.value(f"failed/{name}", ""))
        before = str(self._store.value(f"tried/{name}_before", "")) if tried else ""
        value = tried or (failed if failed == self._value(name) else "")
        self.finish(name)
        self._store.remove(f"failed/{name}")
        if value and self._value(name) == value:
            self._store.setValue(name, before if before != value else "")
            self._store.sync()
        return value

    def _value(self, name: Tried) -> str:
        return str(self._store.value(name, ""))

    @property
    def notice_closed(self) -> str:
        """The origin of the data whose notice the user closed; blank for none."""
        return str(self._store.value("notice_closed", ""))

    @notice_closed.setter
    def notice_closed(self, value: str) -> None:
        self._store.setValue("notice_closed", value)

    @property
    def sharing_profiles(self) -> dict[str, Profile]:
        """The sharing profiles of recipients by name; what another program has broken is forgotten."""
        try:
            return profiles_from(json.loads(str(self._store.value("sharing_profiles", "{}"))))
        except (ValueError, InputError):
            return {}

    def remember_profile(self, profile: Profile) -> None:
        """Remember the choices for a recipient."""
        kept = {name: known.choices for name, known in self.sharing_profiles.items()} | {profile.name: profile.choices}
        self._store.setValue("sharing_profiles", json.dumps(kept, ensure_ascii=False))

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
