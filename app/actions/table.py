"""Every user action as one record; menus, the command palette and the README's table come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

__all__ = ["ACTIONS", "Action", "ActionHost"]


class ActionHost(Protocol):
    """What the window offers to actions."""

    def open_workspace(self) -> None: ...
    def open_bundled(self) -> None: ...
    def import_files(self) -> None: ...
    def take_back_import(self) -> None: ...
    def add_layer(self) -> None: ...
    def show_changes(self) -> None: ...
    def show_present(self) -> None: ...
    def show_duplicates(self) -> None: ...
    def restore_backup(self) -> None: ...
    def save_picture(self) -> None: ...
    def save_table(self) -> None: ...
    def close(self) -> bool: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def reset_filters(self) -> None: ...
    def clear_selection(self) -> None: ...
    def search(self) -> None: ...
    def show_preferences(self) -> None: ...
    def show_palette(self) -> None: ...
    def show_panel(self, name: str) -> None: ...
    def toggle_sides(self) -> None: ...
    def fit_everything(self) -> None: ...
    def fit_shown(self) -> None: ...
    def show_near(self) -> None: ...
    def spread(self) -> None: ...
    def toggle_layer(self, name: str) -> None: ...
    def set_theme(self, name: str) -> None: ...
    def play(self) -> None: ...
    def step(self, steps: int) -> None: ...
    def whole_period(self) -> None: ...
    def window_before(self) -> None: ...
    def year_before(self) -> None: ...
    def show_about(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its name in code, its menu, its text there, its key (Qt's portable text) and what it does."""

    name: str
    menu: str
    text: str
    key: str
    tip: str
    run: Callable[[ActionHost], object]
    ends_group: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("open_workspace", "File", "Open workspace…", "Ctrl+O", "Open a workspace file (.gpkg)",
           lambda s: s.open_workspace()),
    Action("open_bundled", "File", "Open the bundled incidents", "", "Show the sample that comes with the application",
           lambda s: s.open_bundled(), ends_group=True),
    Action("import_files", "File", "Import incidents…", "Ctrl+I", "Bring incidents from a file into a workspace",
           lambda s: s.import_files()),
    Action("show_changes", "File", "What changed since…", "Ctrl+D",
           "Incidents added, revised and withdrawn since an import, and the map as it was then",
           lambda s: s.show_changes()),
    Action("show_duplicates", "File", "Reports that may be one event…", "Ctrl+E",
           "Pairs of incidents of different sources, side by side: same, different or unsure",
           lambda s: s.show_duplicates()),
    Action("add_layer", "File", "Add a layer of your own…", "Ctrl+Shift+L",
           "Sites, roads, areas or districts from a file, drawn beside the incidents", lambda s: s.add_layer()),
    Action("show_present", "File", "Back to the present state", "", "Show the workspace as it is now",
           lambda s: s.show_present()),
    Action("take_back_import", "File", "Take back the last import…", "", "Take the newest import back, whole",
           lambda s: s.take_back_import()),
    Action("restore_backup", "File", "Restore a backup…", "", "Go back to the state before one of the last imports",
           lambda s: s.restore_backup(), ends_group=True),
    Action("save_picture", "File", "Save a picture or page…", "Ctrl+S",
           "Write what is shown as a briefing page (PNG, PDF or SVG)", lambda s: s.save_picture()),
    Action("save_table", "File", "Save the incidents shown…", "Ctrl+Shift+S", "Write the incidents shown as a CSV file",
           lambda s: s.save_table(), ends_group=True),
    Action("quit", "File", "Quit", "Ctrl+Q", "Close the window", lambda s: s.close()),
    Action("undo", "Edit", "Undo", "Ctrl+Z", "Take back the last change of the view", lambda s: s.undo()),
    Action("redo", "Edit", "Redo", "Ctrl+Shift+Z", "Take the change again", lambda s: s.redo(), ends_group=True),
    Action("search", "Edit", "Search the text", "Ctrl+F", "Search notes, places, actors and sources",
           lambda s: s.search()),
    Action("reset_filters", "Edit", "Show everything", "Ctrl+R", "Take away all filters and show the whole period",
           lambda s: s.reset_filters()),
    Action("clear_selection", "Edit", "Clear the selection", "Esc", "Select nothing",
           lambda s: s.clear_selection(), ends_group=True),
    Action("show_palette", "Edit", "Find an action…", "Ctrl+Shift+P", "Find any action by its name",
           lambda s: s.show_palette()),
    Action("show_preferences", "Edit", "Preferences…", "Ctrl+,", "The base map below the incidents",
           lambda s: s.show_preferences()),
    Action("show_filters", "View", "Filters", "Ctrl+1", "Go to the filters", lambda s: s.show_panel("filters")),
    Action("show_layers", "View", "Layers", "Ctrl+2", "Go to the layers", lambda s: s.show_panel("layers")),
    Action("show_map", "View", "Map", "Ctrl+3", "Go to the map", lambda s: s.show_panel("map")),
    Action("show_time", "View", "Time bar", "Ctrl+4", "Go to the time bar", lambda s: s.show_panel("time")),
    Action("show_incidents", "View", "Incidents", "Ctrl+5", "Go to the list", lambda s: s.show_panel("incidents")),
    Action("show_districts", "View", "Districts", "Ctrl+6", "Go to the districts", lambda s: s.show_panel("districts")),
    Action("show_trend", "View", "Trend", "Ctrl+7", "Go to the trend", lambda s: s.show_panel("trend")),
    Action("show_details", "View", "Details", "Ctrl+8", "Go to the details of the selected incident",
           lambda s: s.show_panel("details"), ends_group=True),
    Action("toggle_sides", "View", "Map only", "F11", "Hide or show the panels beside the map",
           lambda s: s.toggle_sides(), ends_group=True),
    Action("theme_system", "View", "Theme of the system", "", "Light or dark as the system has it",
           lambda s: s.set_theme("system")),
    Action("theme_light", "View", "Light theme", "", "Light colours", lambda s: s.set_theme("light")),
    Action("theme_dark", "View", "Dark theme", "", "Dark colours", lambda s: s.set_theme("dark")),
    Action("fit_everything", "Map", "Both provinces", "Ctrl+0", "Show both provinces whole",
           lambda s: s.fit_everything()),
    Action("fit_shown", "Map", "Zoom to what is shown", "Ctrl+9", "Zoom to the selection, or else to all that is shown",
           lambda s: s.fit_shown()),
    Action("show_near", "Map", "Incidents near…", "Ctrl+K",
           "Only incidents within some kilometres of a town, a place of your own, or coordinates",
           lambda s: s.show_near(), ends_group=True),
    Action("spread", "Map", "Spread the selected place", "Ctrl+G",
           "Lay out the incidents of one place around it, or together again", lambda s: s.spread()),
    Action("toggle_former_fata", "Map", "Former FATA / settled districts", "Ctrl+T",
           "Outline the former Federally Administered Tribal Areas", lambda s: s.toggle_layer("former_fata")),
    Action("toggle_heat", "Map", "Heat", "Ctrl+H", "Incidents per 1,000 km², smoothed",
           lambda s: s.toggle_layer("heat")),
    Action("toggle_labels", "Map", "Labels", "Ctrl+L", "Names on the map", lambda s: s.toggle_layer("labels")),
    Action("play", "Time", "Play or pause", "Ctrl+Space", "Let time run", lambda s: s.play()),
    Action("step_back", "Time", "Step back", "Ctrl+Left", "Move the period one step back", lambda s: s.step(-1)),
    Action("step_forward", "Time", "Step forward", "Ctrl+Right", "Move the period one step forward",
           lambda s: s.step(1)),
    Action("window_before", "Time", "Equal window before", "Ctrl+Shift+Left",
           "The period just before, as long as this one", lambda s: s.window_before()),
    Action("year_before", "Time", "Same days a year before", "Ctrl+Shift+Y", "The same days of the year before",
           lambda s: s.year_before()),
    Action("whole_period", "Time", "Whole period", "Ctrl+Shift+0", "Show all days that the data hold",
           lambda s: s.whole_period()),
    Action("show_about", "Help", "About and sources", "F1", "What this is, its data, its limits and its licences",
           lambda s: s.show_about()),
)  # fmt: skip
