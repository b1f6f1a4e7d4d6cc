"""What does not change while a film runs, drawn once by the code of pages: head, map, names, legend, bars and foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from geo.briefing import Briefing, briefing_of
from geo.briefing.legend import Legend, short_legend
from geo.calendar.period import Period
from geo.draw.film.bars import bars_height, draw_axis, paint_bars
from geo.draw.film.options import SIZES, FilmOptions, not_drawn
from geo.draw.film.scales import Scales
from geo.draw.film.surface import Surface, surface_of
from geo.draw.page import furniture, labels, mapping, names, terrain, user_layers
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.extent import sheet_for
from geo.draw.page.fonts import TextStyle
from geo.draw.page.grouping import Groups, Members
from geo.draw.page.legend import Columns, draw_legend, legend_height
from geo.draw.page.mark_layout import groups_of
from geo.draw.page.marks import MarkRule, members_on
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.settings import page_settings
from geo.draw.page.sheet import Sheet
from geo.draw.page.symbols import Points, points_at, rows_on
from geo.draw.page.templates import Template
from geo.draw.style import MARKS
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["Arrangement", "FilmGround", "FilmLook", "days_of", "film_ground"]

Pixels = npt.NDArray[np.uint8]

_TEMPLATES = {
    "16:9": Template("Film 16:9", 338.6667, 190.5, 1.5, "square", 8.5, 15.0, 8.0),
    "1:1": Template("Film 1:1", 137.16, 137.16, 0.95, "square", 5.6, 12.5, 5.0),
}
_FOOT_LINES, _CLEAR_PX = 3, 11.0
_NOTE = TextStyle(6.0)
_GROUND_LINES = frozenset({"province", "district", "border", "disputed", "river"})
"""Lines that are told apart without a legend; those of the filter, of former FATA and of a range are explained."""

_MOST_BELOW = 0.38
"""The legend below the map of a square takes at most this share of what is between head and bars."""

_LINE_MM = 20.0
"""The height of period and count of a frame, before the unit of the paper."""

_NEAR_MM = 3.0

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
    surface
        What the map has below its lines, where frames colour it.
    """

    canvas: FigureCanvasAgg
    paper: Paper
    sheet: Sheet
    pixels: Pixels
    arrangement: Arrangement
    line: Box
    bars: Box
    days: Period
    surface: Surface | None = None


class _FilmPage(PageOptions):
    """A page of a film: its map takes what a page to read gives to figures and text."""

    __slots__ = ()

    @property
    def template(self) -> Template:
        """The template of its size."""
        return _TEMPLATES[self.size]


@dataclass(frozen=True, slots=True)
class FilmLook:
    """The title of a film, its theme, the day on which it is made, and the scales of its colours."""

    title: str
    theme: str
    made: date
    scales: Scales | None = None


def film_ground(snapshot: Snapshot, options: FilmOptions, look: FilmLook) -> FilmGround:
    """Draw the ground of a film of a snapshot."""
    size, dpi = SIZES[options.size]
    page = _FilmPage(title=look.title, size=size, dpi=dpi, theme=look.theme, made=look.made)
    briefing = _in_film(briefing_of(snapshot, look.title, look.made), look.scales)
    with page_settings():
        width, height = (pixels / dpi for pixels in options.shape)
        figure = Figure(figsize=(width, height), dpi=dpi)
        canvas = FigureCanvasAgg(figure)
        paper = Paper(figure, page)
        paper.width, paper.height = width * MM_PER_INCH, height * MM_PER_INCH
        figure.set_facecolor(paper.theme.ground.paper)
        return _drawn(canvas, paper, briefing, snapshot)


def _in_film(briefing: Briefing, scales: Scales | None) -> Briefing:
    """The briefing with the legend of all frames."""
    classes, heat = (None, None) if scales is None else (scales.districts, scales.heat)
    return replace(briefing, legend=replace(briefing.legend, classes=classes, heat=heat, spots=None))


def _drawn(canvas: FigureCanvasAgg, paper: Paper, briefing: Briefing, snapshot: Snapshot) -> FilmGround:
    unit, page, days = paper.unit, paper.sheet, days_of(snapshot)
    top = _draw_head(paper, briefing)
    bottom = _draw_foot(paper, briefing, snapshot)
    bars = Box(page.x, bottom - bars_height(paper) - 1.5 * unit, page.w, bars_height(paper))
    body = Box(page.x, top, page.w, bars.y - 2 * unit - top)
    area, line = _draw_legend(paper, body, briefing)
    strip = furniture.STRIP_MM * unit
    sheet = sheet_for(snapshot, briefing.scope, paper.options, Box(area.x, area.y, area.w, area.h - strip))
    mapped = mapping.axes_of(paper, sheet, "map")
    terrain.draw_terrain(mapped, paper, sheet, snapshot, briefing.scope)
    user_layers.draw_layers(mapped, paper, briefing.legend.user_layers)
    user_layers.draw_range(mapped, paper, snapshot.state.query.within)
    arrangement = _draw_names(paper, sheet, briefing, snapshot)
    furniture.draw_frame(paper, sheet)
    furniture.draw_strip(paper, sheet, Box(area.x, sheet.box.bottom, area.w, strip))
    draw_axis(paper, bars, days)
    is_coloured = briefing.legend.classes is not None or briefing.legend.heat is not None
    beside = [text for text in paper.axes.texts if not _is_on(sheet.box, text)]
    surface = surface_of(canvas, mapped, beside) if is_coloured else None
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = np.array(canvas.buffer_rgba(), np.uint8)  # type: ignore[no-untyped-call]
    paint_bars(pixels, paper, bars, (snapshot, days))
    return FilmGround(canvas, paper, sheet, pixels, arrangement, line, bars, days, surface)


def _is_on(box: Box, text: Text) -> bool:
    """Whether a text begins on the map, or so near to it that it may reach it."""
    x, y = text.get_position()
    return box.x - _NEAR_MM <= x <= box.right + _NEAR_MM and box.y - _NEAR_MM <= y <= box.bottom + _NEAR_MM


def days_of(snapshot: Snapshot) -> Period:
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
    text = " ".join(filter(None, (not_drawn(snapshot.state), briefing.notes.in_short(briefing.notes.mapped.whole))))
    lines = paper.lines(text, page.w, style)[:_FOOT_LINES]
    top = page.bottom - len(lines) * paper.line(style)
    for k, line in enumerate(lines):
        paper.write(line, (page.x, top + (k + 0.8) * paper.line(style)), style, "foot")
    return top


def _draw_legend(paper: Paper, body: Box, briefing: Briefing) -> tuple[Box, Box]:
    """Draw the legend; the room for the map, and that for period and count of a frame.

    The legend stands beside the map, on a square below it.
    """
    unit = paper.unit
    if paper.width > paper.height:
        width = _LEGEND_MM * unit
        side = Box(body.right - width, body.y, width, body.h)
        _FittedLegend(paper, briefing, Columns(1, 2, 2, 2), side.below((_LINE_MM + 2) * unit)).draw()
        return Box(body.x, body.y, body.w - width - 4 * unit, body.h), side
    legend = _FittedLegend(paper, briefing, Columns(3, 4, 6, 6), Box(body.x, body.y, body.w, _MOST_BELOW * body.h))
    legend.box = Box(body.x, body.bottom - legend.height, body.w, legend.height)
    legend.draw()
    line = Box(body.x, body.y, body.w, 9.5 * unit)
    return Box(body.x, line.bottom, body.w, body.h - line.h - legend.height - 2 * unit), line


class _FittedLegend:
    """The legend of a film, as much as a box has room for: lines of the ground go first, then the last user layers."""

    def __init__(self, paper: Paper, briefing: Briefing, columns: Columns, box: Box) -> None:
        self.paper, self.columns, self.box = paper, columns, box
        whole = short_legend(briefing.legend, _GROUND_LINES)
        many = len(whole.user_layers)
        legends = [whole, *(replace(whole, lines=(), user_layers=whole.user_layers[:n]) for n in range(many, -1, -1))]
        fits = (each for each in legends if self._height(each) + paper.line(_NOTE) <= box.h)
        self.legend = next(fits, replace(legends[-1], marks=()))
        left_out = many - len(self.legend.user_layers)
        self.note = f"{plural(left_out, 'user layer')} without an entry" if left_out else ""

    def _height(self, legend: Legend) -> float:
        return legend_height(self.paper, self.columns, legend, self.box.w)

    @property
    def height(self) -> float:
        """How high it is with its note, in millimetres."""
        return self._height(self.legend) + (self.paper.line(_NOTE) if self.note else 0)

    def draw(self) -> None:
        """Draw it from the top of its box."""
        draw_legend(self.paper, self.box, self.legend, self.columns)
        if self.note:
            style = replace(_NOTE, colour=self.paper.theme.muted)
            self.paper.write(self.note, (self.box.x, self.box.y + self.height), style, "legend note")


def _draw_names(paper: Paper, sheet: Sheet, briefing: Briefing, snapshot: Snapshot) -> Arrangement:
    """Write the names, which keep clear of where marks of the whole film stand; the places of these."""
    rows = rows_on(snapshot, sheet)
    points, rule = points_at(snapshot, rows, sheet), MarkRule(False, numbered_districts(sheet, snapshot))
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
