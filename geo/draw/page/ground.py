"""The ground of a page: what its map shows, what a detail of it enlarges, and where its overview stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.briefing import Briefing
from geo.draw.page import furniture, symbols
from geo.draw.page.detail import Detail, beside, detail_of, inset_of
from geo.draw.page.extent import sheet_for
from geo.draw.page.overview import free_corner, is_needed, overview_size
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet
from geo.draw.page.symbols import Points
from geo.view.snapshot import Snapshot

__all__ = ["Ground", "ground_of"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The sheet of the map with its symbols, its detail and overview (``None`` for none), and the strip below it.

    ``taken`` are boxes of the map on which something else stands.
    """

    sheet: Sheet
    points: Points
    detail: Detail | None
    overview: Box | None
    strip: Box
    taken: tuple[Box, ...] = ()

    @property
    def reserved(self) -> tuple[Box, ...]:
        """What detail, overview and all else take of the map."""
        boxes = (self.detail.box if self.detail is not None else None, self.overview, *self.taken)
        return tuple(box for box in boxes if box is not None and box.meets(self.sheet.box))


def ground_of(paper: Paper, box: Box, briefing: Briefing, snapshot: Snapshot, taken: tuple[Box, ...] = ()) -> Ground:
    """The ground in a box of the paper; detail and overview stand on no box that is ``taken``.

    An inset or overview for which no corner of the map is free of incidents stands beside the map, which is smaller
    then: it never covers an incident.
    """
    strip = furniture.STRIP_MM * paper.unit
    content = briefing, snapshot, taken
    ground = _with_detail(paper, Box(box.x, box.y, box.w, box.h - strip), content)
    if not is_needed(ground.sheet):
        return ground
    corner = free_corner(paper, ground.sheet, ground.points, ground.reserved)
    if corner is not None:
        return replace(ground, overview=corner)
    width, height = overview_size(paper)
    ground = _with_detail(paper, Box(box.x, box.y, box.w, box.h - height - paper.unit), content)
    overview = Box(box.right - width, box.bottom - height, width, height)
    below = Box(box.x, box.bottom - height, box.w - width - 3 * paper.unit, height)
    return replace(ground, overview=overview, strip=below)


def _with_detail(paper: Paper, box: Box, content: tuple[Briefing, Snapshot, tuple[Box, ...]]) -> Ground:
    briefing, snapshot, taken = content
    strip = Box(box.x, box.bottom, box.w, furniture.STRIP_MM * paper.unit)
    sheet = sheet_for(snapshot, briefing.scope, paper.options, box)
    points = symbols.points_of(snapshot, sheet)
    if paper.options.inset is None:
        is_square = paper.options.template.kind == "square"
        detail = None if is_square else detail_of(paper, sheet, points, taken)
        return Ground(sheet, points, detail, None, strip, taken)
    detail = inset_of(paper, sheet, points, paper.options.inset)
    if detail is None:
        rest, free = beside(box, 3 * paper.unit)
        sheet = sheet_for(snapshot, briefing.scope, paper.options, rest)
        points = symbols.points_of(snapshot, sheet)
        detail = inset_of(paper, sheet, points, paper.options.inset, free)
        strip = Box(rest.x, box.bottom, box.w, strip.h)
    return Ground(sheet, points, detail, None, strip, taken)
