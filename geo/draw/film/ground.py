"""What does not change while a film runs, drawn once by the code of pages: head, map, names, legend, bars and foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing import Briefing, briefing_of
from geo.briefing.legend import short_legend
from geo.calendar.period import Period
from geo.draw.film.bars import bars_height, draw_axis, paint_bars
from geo.draw.film.options import SIZES, FilmOptions
from geo.draw.page import furniture, labels, mapping, names, terrain, user_layers
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.extent import sheet_for
from geo.draw.page.figure import page_settings
from geo.draw.page.fonts import TextStyle
from geo.draw.page.grouping import Groups, Members
from geo.draw.page.legend import Columns, draw_legend, legend_height
from geo.draw.page.mark_layout import groups_of
from geo.draw.page.marks import MarkRule, members_on
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.sheet import Sheet
from geo.draw.page.symbols import Points, points_at, rows_on
from geo.draw.page.templates import Template
from geo.draw.style import MARKS
from geo.view.snapshot import Snapshot

__all__ = ["Arrangement", "FilmGround", "film_ground"]

Pixels = npt.NDArray[np.uint8]

_NOT_IN_FILMS = "Districts in colour, heat and hot spots are not in a film."
_TEMPLATES = {
    "16:9": Template("Film 16:9", 338.6667, 190.5, 1.5, "square", 8.5, 15.0, 8.0),
    "1:1": Template("Film 1:1", 137.16, 137.16, 0.95, "square", 5.6, 12.5, 5.0),
}
_FOOT_LINES, _CLEAR_PX = 3, 11.0
_LINE_MM = 20.0
"""The height of period and count of a frame, before the unit of the paper."""

_LEGEND_MM = 52.0
"""The width of the legend beside the map, before the unit of the paper."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """The incidents of the whole film in groups, whose places hold for all frames.

    ``rows`` are those with a point on the map, in the order of ``members``; ``px`` is a pixel of the rule in
    millimetres, ``stretch`` the length of a pixel of the level in it.
    """

    rows: npt.NDArray[np.int32]
    points: Points
    members: Members
    groups: Groups
    symbol_px: float
    stretch: float
    px: float


@dataclass(frozen=True, slots=True, eq=False)
class FilmGround:
    """The ground as pixels, and where what changes is stamped.

    Attributes
    ----------
    pixels
        Red, green, blue and opacity, shape (height, width, 4).
    line
        Where the period and the count of a frame stand, in millimetres.
    bars
        The box of the bars, from its left side, which is the first day of ``days``, to its right one.
    """

    canvas: FigureCanvasAgg
    paper: Paper
    sheet: Sheet
    pixels: Pixels
    arrangement: Arrangement
    line: Box
    bars: Box
    days: Period


class _FilmPage(PageOptions):
    """A page of a film: its map takes what a page to read gives to figures and text."""

    __slots__ = ()

    @property
    def template(self) -> Template:
        """The template of its size."""
        return _TEMPLATES[self.size]


def film_ground(snapshot: Snapshot, options: FilmOptions, *, title: str, theme: str, made: date) -> FilmGround:
    """Draw the ground of a film of a snapshot."""
    size, dpi = SIZES[options.size]
    page = _FilmPage(title=title, size=size, dpi=dpi, theme=theme, made=made)
    briefing = briefing_of(snapshot, title, made)
    with page_settings():
        width, height = (pixels / dpi for pixels in options.shape)
        figure = Figure(figsize=(width, height), dpi=dpi)
        canvas = FigureCanvasAgg(figure)
        paper = Paper(figure, page)
        paper.width, paper.height = width * MM_PER_INCH, height * MM_PER_INCH
        figure.set_facecolor(paper.theme.ground.paper)
        return _drawn(canvas, paper, briefing, snapshot)


def _drawn(canvas: FigureCanvasAgg, paper: Paper, briefing: Briefing, snapshot: Snapshot) -> FilmGround:
    unit, page, days = paper.unit, paper.sheet, _days(snapshot)
    top = _draw_head(paper, briefing)
    bottom = _draw_foot(paper, briefing, snapshot)
    bars = Box(page.x, bottom - bars_height(paper) - 1.5 * unit, page.w, bars_height(paper))
    body = Box(page.x, top, page.w, bars.y - 2 * unit - top)
    area, line = _draw_legend(paper, body, briefing)
    strip = furniture.STRIP_MM * unit
    sheet = sheet_for(snapshot, briefing.scope, paper.options, Box(area.x, area.y, area.w, area.h - strip))
    arrangement = _draw_map(paper, sheet, briefing, snapshot)
    furniture.draw_frame(paper, sheet)
    furniture.draw_strip(paper, sheet, Box(area.x, sheet.box.bottom, area.w, strip))
    draw_axis(paper, bars, days)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = np.array(canvas.buffer_rgba(), np.uint8)  # type: ignore[no-untyped-call]
    paint_bars(pixels, paper, bars, (snapshot, days))
    return FilmGround(canvas, paper, sheet, pixels, arrangement, line, bars, days)


def _days(snapshot: Snapshot) -> Period:
    """The days of the film: those of the period; where it is open, those on which anything may lie."""
    incidents, rows, query = snapshot.dataset.incidents, snapshot.rows, snapshot.state.query
    first, last = snapshot.period
    if len(rows) and query.first is None:
        first = max(first, int(incidents.start[rows].min()))
    if len(rows) and query.last is None:
        last = min(last, int(incidents.end[rows].max()))
    return Period(first, max(first, last))


def _draw_head(paper: Paper, briefing: Briefing) -> float:
    """Title, and below it caveat, days without data and filters; where it ends."""
    page, unit, y = paper.sheet, paper.unit, paper.sheet.y
    title = TextStyle(paper.options.template.title_pt, 700)
    paper.write(paper.fitted(briefing.title, page.w, title), (page.x, y + 5.2 * unit), title, "title")
    small = TextStyle(7.6, colour=paper.theme.muted)
    said = " · ".join(filter(None, (briefing.caveat, briefing.coverage, briefing.filters.text())))
    paper.write(paper.fitted(said, page.w, small), (page.x, y + 9.4 * unit), small, "caveat")
    return y + 11.5 * unit


def _draw_foot(paper: Paper, briefing: Briefing, snapshot: Snapshot) -> float:
    """What is not on the map, how boundaries are to be read, sources; where it begins."""
    page, style = paper.sheet, TextStyle(5.7, colour=paper.theme.muted)
    left_out = _NOT_IN_FILMS if snapshot.state.colour_by or snapshot.state.hot_spots else ""
    text = " ".join(filter(None, (left_out, briefing.notes.in_short(briefing.notes.mapped.whole))))
    lines = paper.lines(text, page.w, style)[:_FOOT_LINES]
    top = page.bottom - len(lines) * paper.line(style)
    for k, line in enumerate(lines):
        paper.write(line, (page.x, top + (k + 0.8) * paper.line(style)), style, "foot")
    return top


def _draw_legend(paper: Paper, body: Box, briefing: Briefing) -> tuple[Box, Box]:
    """Draw the legend; the room for the map, and that for period and count of a frame.

    The legend stands beside the map, on a square below it.
    """
    unit, legend = paper.unit, short_legend(replace(briefing.legend, classes=None, heat=None, spots=None))
    if paper.width > paper.height:
        width = _LEGEND_MM * unit
        side = Box(body.right - width, body.y, width, body.h)
        draw_legend(paper, side.below((_LINE_MM + 2) * unit), legend, Columns(1, 1, 1, 1))
        return Box(body.x, body.y, body.w - width - 4 * unit, body.h), side
    columns = Columns(3, 4, 4, 1)
    height = legend_height(paper, columns, legend, body.w)
    draw_legend(paper, Box(body.x, body.bottom - height, body.w, height), legend, columns)
    line = Box(body.x, body.y, body.w, 9.5 * unit)
    return Box(body.x, line.bottom, body.w, body.h - line.h - height - 2 * unit), line


def _draw_map(paper: Paper, sheet: Sheet, briefing: Briefing, snapshot: Snapshot) -> Arrangement:
    """The map without incidents; names keep clear of where marks of the whole film stand."""
    axes = mapping.axes_of(paper, sheet, "map")
    terrain.draw_terrain(axes, paper, sheet, snapshot, briefing.scope)
    user_layers.draw_layers(axes, paper, briefing.legend.user_layers)
    user_layers.draw_range(axes, paper, snapshot.state.query.within)
    rows = rows_on(snapshot, sheet)
    points, rule = points_at(snapshot, rows), MarkRule(False, numbered_districts(sheet, snapshot))
    members, ground, stretch = members_on(paper, sheet, snapshot, points, rule)
    groups, px = groups_of(members, ground, stretch), paper.mark_pt * MM_PER_INCH / 72
    reach = np.full(len(groups), _CLEAR_PX)
    x, y = groups.x * stretch, groups.y * stretch
    boxes = np.column_stack((x - reach, y - reach, x + reach, y + reach)) * px
    spots = np.array([one.spots[0] for one in rule.numbered]).reshape(-1, 2)
    half = MARKS.number_px * px
    boxes = np.concatenate((boxes.reshape(-1, 4), np.tile(spots, 2) + np.array([-half, -half, half, half])))
    taken = []
    if briefing.label:
        corners = furniture.label_corners(paper, sheet, briefing.label)
        taken = [min(corners, key=lambda corner: int(labels.overlapping(corner, boxes).sum()))]
        furniture.draw_label(paper, taken[0], briefing.label)
    if "labels" in snapshot.state.layers:
        first = [*names.province_labels(paper, sheet), *names.large_towns(paper, sheet)]
        wanted = [*first, *names.ground_labels(paper, sheet, ())]
        labels.write_labels(paper, labels.place(wanted, paper, sheet.box, boxes, taken))
    return Arrangement(rows, points, members, groups, ground.symbol_px, stretch, px)
