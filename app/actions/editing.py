"""History, filters and selection of the view."""

from __future__ import annotations

from app.actions.action import Action, ActionHost, Area, Need

__all__ = ["AREA", "search"]


def attach(host: ActionHost) -> None:
    """Connect the list's button that resets the filters."""
    host.sides.incidents.reset_requested.connect(host.session.reset_filters)


def search(host: ActionHost) -> None:
    """Show the filters and focus their text field."""
    host.sides.set_visible(True)
    host.sides.show("filters")
    host.sides.filters.focus_text()


def _is_selected(host: ActionHost) -> bool:
    """Whether incidents or a district are selected."""
    return bool(host.session.state.selected or host.session.state.district)


def _are_several(host: ActionHost) -> bool:
    """Whether there is another selected incident to go to."""
    return len(host.session.state.selected) > 1


_SEVERAL = Need(_are_several, "fewer than two are selected")

AREA = Area((
    Action("undo", "Edit", "history", "Undo", "Ctrl+Z", "Undo the last change of the view, of a layer or by hand",
           lambda host: host.session.undo(), Need(lambda host: host.session.can_undo, "no change to undo")),
    Action("redo", "Edit", "history", "Redo", "Ctrl+Shift+Z", "Redo the change",
           lambda host: host.session.redo(), Need(lambda host: host.session.can_redo, "no change to redo")),
    Action("search", "Edit", "filters", "Search the text", "Ctrl+F", "Search notes, places, actors and sources",
           search),
    Action("reset_filters", "Edit", "filters", "Reset filters", "Ctrl+R",
           "Remove all filters and show the whole period", lambda host: host.session.reset_filters()),
    Action("next_selected", "Edit", "filters", "Next of the selection", "Alt+Right",
           "Show the next selected incident in list, map and details",
           lambda host: host.sides.details.step(1), _SEVERAL),
    Action("previous_selected", "Edit", "filters", "Previous of the selection", "Alt+Left",
           "Show the selected incident before in list, map and details",
           lambda host: host.sides.details.step(-1), _SEVERAL),
    Action("clear_selection", "Edit", "filters", "Clear the selection", "Esc",
           "Select no incident and no district",
           lambda host: host.session.look_at_district(""), Need(_is_selected, "nothing is selected")),
), attach)  # fmt: skip
