"""The base map below the incidents: the bundled one, a file of tiles, or an online provider chosen by name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import show_error
from app.settings import FILE, ONLINE
from geo.errors import AtlasError

__all__ = ["AREA", "restore", "show_preferences", "use_file"]


def restore(host: ActionHost) -> None:
    """Show the base map of the settings; one that cannot be opened any more is reported and removed from them."""
    if host.settings.base_map:
        _use(host, host.settings.base_map)


def use_file(host: ActionHost, path: Path) -> None:
    """Show the tiles of a file."""
    _use(host, f"{FILE}{path.resolve()}")


def show_preferences(host: ActionHost) -> None:
    """Open the preferences and show the base map chosen there."""
    from app.dialogs.preferences import PreferencesDialog

    dialog = PreferencesDialog(host.settings.base_map, host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.base_map != host.settings.base_map:
        _use(host, dialog.base_map)


def _use(host: ActionHost, chosen: str) -> None:
    try:
        message = _show(host, chosen)
    except AtlasError as error:
        host.map.set_ground(None)
        host.settings.base_map = ""
        show_error(host, f"{error} The bundled base map is shown.")
        return
    host.settings.base_map = chosen
    if message:
        host.notice.show_message(message)


def _show(host: ActionHost, chosen: str) -> str:
    """Show a base map; returns the message about it, blank for the bundled one."""
    from geo.tiles import open_archive, providers

    if chosen.startswith(FILE):
        archive = open_archive(Path(chosen.removeprefix(FILE)))
        host.map.set_ground(archive)
        about = archive.about
        return f"Base map: {about.name}, {about.kind} tiles of the levels {about.min_zoom} to {about.max_zoom}."
    provider = next((p for p in providers() if f"{ONLINE}{p.name}" == chosen), None)
    host.map.set_ground(provider)
    return "" if provider is None else f"Base map: {provider.name}. {provider.host} sees the area that you look at."


AREA = Area((
    Action("show_preferences", "Edit", "find", "Preferences…", "Ctrl+,", "The base map below the incidents",
           show_preferences),
), restore)  # fmt: skip
