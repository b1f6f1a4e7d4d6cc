"""The map only: its legend in a free corner of it, else beside it where the page is wide, else below it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.annotations import annotation_boxes
from geo.draw.page.extent import named_areas
from geo.draw.page.ground import Ground, ground_of
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.nearness import disc_mm
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import GAP_MM, WIDE, Plan, wide_legend
from geo.draw.page.sheet import Floats
from geo.view.snapshot import Snapshot

__all__ = ["PADDING_MM", "only_map"]

PADDING_MM = 2.5
"""Around a legend that stands on the map, before the unit of the paper."""

_SIDE_MM, _CORNER_MM = 62.0, 54.0
_BESIDE = Columns(1, 1, 2, 1)
_NARROW = Columns(2, 2, 2, 3, flows=True)
_MOST_HIGH = 0.8


def only_map(paper: Paper, body: Box, briefing: Briefing, legend: Legend, snapshot: Snapshot | None) -> Plan:
    """The plan of a page without figures, table and chart."""
    if snapshot is not None and paper.options.inset is None:
        plan = _in_corner(paper, body, (briefing, snapshot), legend)
        if plan is not None:
            return plan
    side = _SIDE_MM * paper.unit
    if body.w > body.h and (height := legend_height(paper, _BESIDE, legend, side)) <= body.h:
        ground = Box(body.x, body.y, body.w - side - GAP_MM * paper.unit, body.h)
        return Plan(ground, _BESIDE, Box(body.right - side, body.y, side, height))
    columns = WIDE if paper.options.template.kind == "paper" else _NARROW
    rest, legend_box = wide_legend(paper, body, legend, columns)
    return Plan(rest, columns, legend_box)


def _in_corner(paper: Paper, body: Box, content: tuple[Briefing, Snapshot], legend: Legend) -> Plan | None:
    """The legend on the map, where a corner of it is free; ``None`` if none is.

    What else stands in a corner, detail and overview, stays.
    """
    padding, width = PADDING_MM * paper.unit, _CORNER_MM * paper.unit
    height = legend_height(paper, _BESIDE, legend, width)
    ground = ground_of(paper, body, *content)
    if height + 2 * padding > _MOST_HIGH * ground.sheet.box.h:
        return None
    busy = _busy(ground, *content)
    near = disc_mm(ground.sheet) if ground.points.near.any() else 0.0
    others = [*annotation_boxes(paper, ground.sheet, content[1].state.annotations), *ground.reserved]
    for box in _corners(ground.sheet.box, width + 2 * padding, height + 2 * padding):
        room = box.grown(near + paper.unit)
        is_on = (abs(busy[:, 0] - room.x - room.w / 2) < room.w / 2) & (
            abs(busy[:, 1] - room.y - room.h / 2) < room.h / 2
        )
        if is_on.any() or any(other.meets(box) for other in others):
            continue
        return Plan(body, _BESIDE, box, on_map=True)
    return None


def _corners(ground: Box, width: float, height: float) -> Iterator[Box]:
    """Boxes in the corners of the map: those at the right first, and the lower ones."""
    for x in (ground.right - width, ground.x):
        for y in (ground.bottom - height, ground.y):
            yield Box(x, y, width, height)


def _busy(ground: Ground, briefing: Briefing, snapshot: Snapshot) -> Floats:
    """The places on the paper of symbols, of the areas that the filters name, and of what the user has added."""
    sheet, points = ground.sheet, ground.points
    found = [np.column_stack((points.lon, points.lat))]
    found += [np.reshape(ring, (-1, 2)) for area in named_areas(snapshot, briefing.scope) for ring in area["rings"]]
    found += [feature.points for layer in briefing.legend.user_layers for feature in layer.features]
    found += [np.array(one.points) for one in snapshot.state.annotations]
    lonlat = np.concatenate([each for each in found if len(each)] or [np.zeros((0, 2))])
    return np.column_stack(sheet.place(lonlat[:, 0], lonlat[:, 1]))
