"""The base map below the incidents: the bundled one, a file of tiles, or an online provider chosen by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import offer_again, show_error
from app.settings import FILE, ONLINE

if TYPE_CHECKING:
    from geo.tiles import TileArchive

__all__ = ["AREA", "restore", "show_preferences", "use_file"]

_BUNDLED = "The bundled base map is shown."


def restore(host: ActionHost) -> None:
    """Show the base map of the settings, unless it did not work last time."""
    host.map.ground_failed.connect(lambda message: _give_up(host, host.settings.base_map, message))
    put_aside = host.settings.put_aside("base_map")
    if put_aside:
        message = f"The base map {_name(put_aside)} did not work last time, so it was not opened. {_BUNDLED}"
        offer_again(host, message, {"Try again": lambda: _use(host, put_aside)})
    if host.settings.base_map:
        _use(host, host.settings.base_map)


def use_file(host: ActionHost, path: Path) -> None:
    """Show the tiles of a file."""
    _use(host, f"{FILE}{path.resolve()}")


def show_preferences(host: ActionHost) -> None:
    """Open the preferences; show the base map chosen there, and remember the name."""
    from app.dialogs.preferences import PreferencesDialog

    dialog = PreferencesDialog(host.settings.base_map, host.window, host.settings.who)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    host.settings.who = dialog.name
    if dialog.base_map != host.settings.base_map:
        _use(host, dialog.base_map)


def _use(host: ActionHost, chosen: str) -> None:
    """Show a base map and remember it; a file is opened in the background first, which can fail or take its time."""
    host.settings.begin("base_map", chosen)
    if chosen.startswith(FILE):
        _open(host, chosen)
    else:
        _show_provider(host, chosen)


def _open(host: ActionHost, chosen: str) -> None:
    from geo.tiles import open_archive

    def then(archive: TileArchive) -> None:
        if host.settings.latest("base_map") != chosen:  # another one was chosen meanwhile
            archive.close()
            return
        host.settings.begin("base_map", chosen)  # it may have taken so long that the mark is gone
        host.map.set_ground(archive)
        host.settings.base_map = chosen
        about = archive.about
        host.notice.show_message(
            f"Base map: {about.name}, {about.kind} tiles of the levels {about.min_zoom} to {about.max_zoom}."
        )

    path = Path(chosen.removeprefix(FILE))
    # A key of its own: an archive that is opened too late is closed, not forgotten.
    host.jobs.run(f"base map {chosen}", lambda: open_archive(path), then, lambda text: _give_up(host, chosen, text))


def _give_up(host: ActionHost, chosen: str, message: str) -> None:
    """Show the bundled base map, because this one cannot be shown; nothing if another one was chosen meanwhile."""
    if chosen != host.settings.latest("base_map"):
        return
    host.map.set_ground(None)
    host.settings.finish("base_map")
    host.settings.base_map = ""
    show_error(host, f"{message} {_BUNDLED}")


def _show_provider(host: ActionHost, chosen: str) -> None:
    from geo.tiles import providers

    provider = next((p for p in providers() if f"{ONLINE}{p.name}" == chosen), None)
    host.map.set_ground(provider)
    host.settings.base_map = chosen
    if provider is not None:
        host.notice.show_message(f"Base map: {provider.name}. {provider.host} sees the area that you look at.")


def _name(chosen: str) -> str:
    return Path(chosen.removeprefix(FILE)).name if chosen.startswith(FILE) else chosen.removeprefix(ONLINE)


AREA = Area((
    Action("show_preferences", "Edit", "find", "Preferences…", "Ctrl+,",
           "The base map below the incidents, and your name beside changes by hand", show_preferences),
), restore)  # fmt: skip
