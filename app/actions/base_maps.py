"""The base map below the incidents: the bundled one, a file of tiles, or an online provider that was chosen by name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.actions.shell import Parts, complain
from app.settings import FILE, ONLINE, Settings
from geo.errors import AtlasError

__all__ = ["BaseMaps"]


class BaseMaps:
    """Chooses the base map of one window, and remembers it."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        self._parts, self._settings = parts, settings

    def restore(self) -> None:
        """Show what was chosen last; a file that has gone is told of, and forgotten."""
        if self._settings.base_map:
            self._use(self._settings.base_map)

    def use_file(self, path: Path) -> None:
        """Show the tiles of a file."""
        self._use(f"{FILE}{path.resolve()}")

    def choose(self) -> None:
        """Ask which base map is to be shown."""
        from app.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._settings.base_map, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.base_map != self._settings.base_map:
            self._use(dialog.base_map)

    def _use(self, chosen: str) -> None:
        try:
            said = self._shown(chosen)
        except AtlasError as error:
            self._parts.map.set_ground(None)
            self._settings.base_map = ""
            complain(self._parts, f"{error} The bundled base map is shown.")
            return
        self._settings.base_map = chosen
        if said:
            self._parts.notice.say(said)

    def _shown(self, chosen: str) -> str:
        """Show it, and give the sentence that is told of it."""
        from geo.tiles import open_archive, providers

        if chosen.startswith(FILE):
            archive = open_archive(Path(chosen.removeprefix(FILE)))
            self._parts.map.set_ground(archive)
            about = archive.about
            return f"Base map: {about.name}, {about.kind} tiles of the levels {about.min_zoom} to {about.max_zoom}."
        provider = next((p for p in providers() if f"{ONLINE}{p.name}" == chosen), None)
        self._parts.map.set_ground(provider)
        return "" if provider is None else f"Base map: {provider.name}. {provider.host} sees the area that you look at."
