"""All actions in menu order; the menus, the palette and the table of the manual come from it.

A new action is one record in the module of its area. A new area is one module and its name here.
"""

from __future__ import annotations

from app.actions import (
    about,
    atlas,
    base_maps,
    briefs,
    claims,
    context,
    editing,
    entry,
    example,
    file,
    hot_spots,
    incident_versions,
    intake,
    layers,
    map_view,
    palette,
    period,
    pictures,
    records,
    saved_views,
    tables,
    versions,
    view,
    watch,
)
from app.actions.action import Action, ActionHost, Area

__all__ = ["ACTIONS", "attach"]

_AREAS: tuple[Area, ...] = (
    pictures.AREA, file.AREA, briefs.AREA, atlas.AREA, intake.AREA, records.AREA, layers.AREA, versions.AREA,
    editing.AREA, entry.AREA, claims.AREA, incident_versions.AREA, palette.AREA, base_maps.AREA, view.AREA,
    saved_views.AREA,
    watch.AREA, hot_spots.AREA, context.AREA, tables.AREA, map_view.AREA, period.AREA, example.AREA, about.AREA,
)  # fmt: skip

ACTIONS: tuple[Action, ...] = tuple(
    sorted((action for area in _AREAS for action in area.actions), key=lambda action: action.rank)
)
"""By menu and group; within a group in the order of the areas."""


def attach(host: ActionHost) -> None:
    """Connect every area to the pieces of a window."""
    for area in _AREAS:
        if area.attach is not None:
            area.attach(host)
