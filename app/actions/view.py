"""Panels and colours of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.actions.action import Action, ActionHost, Area

__all__ = ["AREA", "show_panel", "toggle_sides"]


def show_panel(host: ActionHost, name: str) -> None:
    """Show a panel beside the map and give it the keyboard focus."""
    host.sides.set_visible(True)
    host.sides.show(name)


def _focus_map(host: ActionHost) -> None:
    host.map.take_focus()


def _focus_chips(host: ActionHost) -> None:
    if not host.sides.chips.focus_first():
        host.notice.show_message("No filter is set.")


def _focus_time_bar(host: ActionHost) -> None:
    host.time_bar.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


def toggle_sides(host: ActionHost) -> None:
    """Hide or show the panels beside the map."""
    host.sides.set_visible(host.sides.left.isHidden())


def _has_theme(name: str) -> Callable[[ActionHost], bool]:
    return lambda host: host.settings.theme == name


AREA = Area((
    Action("show_filters", "View", "panels", "Filters", "Ctrl+1", "Go to the filters",
           lambda host: show_panel(host, "filters")),
    Action("show_layers", "View", "panels", "Layers", "Ctrl+2", "Go to the layers",
           lambda host: show_panel(host, "layers")),
    Action("show_map", "View", "panels", "Map", "Ctrl+3", "Go to the map", _focus_map),
    Action("show_chips", "View", "panels", "Active filters", "Ctrl+Shift+F",
           "Go to the filters that are set, above the map; Delete removes one", _focus_chips),
    Action("show_time", "View", "panels", "Time bar", "Ctrl+4", "Go to the time bar", _focus_time_bar),
    Action("show_incidents", "View", "panels", "Incidents", "Ctrl+5", "Go to the list",
           lambda host: show_panel(host, "incidents")),
    Action("show_districts", "View", "panels", "Districts", "Ctrl+6", "Go to the districts",
           lambda host: show_panel(host, "districts")),
    Action("show_trend", "View", "panels", "Trend", "Ctrl+7", "Go to the trend",
           lambda host: show_panel(host, "trend")),
    Action("show_details", "View", "panels", "Details", "Ctrl+8", "Go to the details of the selected incident",
           lambda host: show_panel(host, "details")),
    Action("toggle_sides", "View", "sides", "Map only", "F11", "Hide or show the panels beside the map",
           toggle_sides, is_on=lambda host: host.sides.left.isHidden()),
    Action("theme_system", "View", "theme", "Theme of the system", "", "Light or dark as the system has it",
           lambda host: host.set_theme("system"),
           is_on=_has_theme("system")),
    Action("theme_light", "View", "theme", "Light theme", "", "Light colours", lambda host: host.set_theme("light"),
           is_on=_has_theme("light")),
    Action("theme_dark", "View", "theme", "Dark theme", "", "Dark colours", lambda host: host.set_theme("dark"),
           is_on=_has_theme("dark")),
))  # fmt: skip
