"""The page of a comparison: two maps of one scale side by side, with one legend, and the figures of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.briefing.comparison import Comparison, ComparisonRow
from geo.briefing.content import IN_BARS
from geo.briefing.figures import DistrictTable
from geo.briefing.legend import Legend
from geo.briefing.notes import Mapped, OnMap
from geo.draw.page import furniture
from geo.draw.page.compose import drawn_only, legends
from geo.draw.page.extent import sheet_for
from geo.draw.page.fonts import TextStyle
from geo.draw.page.legend import Columns, draw_legend, legend_height
from geo.draw.page.logo import draw_logo, logo_width
from geo.draw.page.mapping import MapDrawn, draw_map
from geo.draw.page.options import PageOptions
from geo.draw.page.panels import draw_table
from geo.draw.page.paper import ROW_MM, Box, Paper

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geo.briefing import Briefing

__all__ = ["compose_comparison"]

_SMALL = TextStyle(5.7)
_ROW_MM = 5.0
_LOWEST_MM = 34.0
"""The panels below the maps are at least so high."""

_WIDE, _NARROW, _SHORT = Columns(1, 1, 3, 2), Columns(1, 1, 2, 2), Columns(1, 1, 1, 2)
"""The legend below the maps, beside them, and beside those of a slide."""

_SIDE, _SHORT_SIDE = 0.235, 0.22
"""Legend and tables beside the maps have this share of the width."""

_LEAST_TABLE_MM = 20.0
_NAME_SHARE = 0.24


@dataclass(frozen=True, slots=True)
class _Plan:
    """The places of the two maps with their names above, of the legend and the tables, and the legend itself."""

    figures: Box
    maps: tuple[Box, Box]
    legend: Box
    tables: tuple[Box, ...]
    explained: Legend


def compose_comparison(figure: Figure, comparison: Comparison, options: PageOptions) -> None:
    """Draw a comparison on an empty figure of the right size."""
    if options.zoom_to == "shown":  # of either side alone it would be another section
        options = replace(options, zoom_to="filters")
    paper = Paper(figure, options)
    figure.set_facecolor(paper.theme.ground.paper)
    top = _head(paper, comparison)
    bottom = _foot_top(paper, comparison)
    plan = _plan(paper, comparison, Box(paper.sheet.x, top, paper.sheet.w, bottom - top - 2 * paper.unit))
    _draw_figures(paper, plan.figures, comparison)
    paper.options = replace(options, metres_per_mm=_scale(paper, comparison, plan.maps))
    drawn = [
        draw_map(paper, _named(paper, box, name), briefing, snapshot)
        for box, name, briefing, snapshot in zip(
            plan.maps, comparison.names, (comparison.left, comparison.right), comparison.snapshots, strict=True
        )
    ]
    draw_legend(paper, plan.legend, drawn_only(plan.explained, _joined(drawn)), _columns(paper))
    if len(plan.tables) == 1:
        _draw_districts(paper, plan.tables[0], comparison)
    if len(plan.tables) == 2:
        for box, name, side in zip(plan.tables, comparison.names, (comparison.left, comparison.right), strict=True):
            draw_table(paper, box, replace(_without_change(side.table), title=f"Districts of {name}"))
    _foot(paper, bottom, comparison, [one.on_map for one in drawn])


def _columns(paper: Paper) -> Columns:
    return _WIDE if paper.height > paper.width else _SHORT if paper.options.is_short else _NARROW


def _plan(paper: Paper, comparison: Comparison, body: Box) -> _Plan:
    """Legend and districts beside the maps, or below them where the page is higher than wide."""
    unit = paper.unit
    figures = Box(body.x, body.y, body.w, 4 * _row(paper) + 1.5 * unit)
    rest = Box(body.x, figures.bottom, body.w, body.bottom - figures.bottom)
    legend = comparison.legend
    if paper.height > paper.width:
        high = legend_height(paper, _columns(paper), legend, rest.columns(2, 8 * unit)[0].w)
        high = max(high, _LOWEST_MM * unit)
        band, ground = rest.below(rest.h - high), Box(rest.x, rest.y, rest.w, rest.h - high - 2.5 * unit)
        legend_box, table = band.columns(2, 8 * unit)
        return _Plan(figures, _pair(ground, unit), legend_box, (table,) if comparison.districts else (), legend)
    width = (_SHORT_SIDE if paper.options.is_short else _SIDE) * rest.w
    ground = Box(rest.x, rest.y, rest.w - width - 5 * unit, rest.h)
    side = Box(rest.right - width, rest.y, width, rest.h)
    legend = _with_room(paper, legend, side)
    below = side.below(legend_height(paper, _columns(paper), legend, width) + 3 * unit)
    count = 0 if paper.options.is_short else 1 if comparison.districts else 2
    each = below.h / max(count, 1)
    tables = tuple(Box(below.x, below.y + i * each, below.w, each - 2 * unit) for i in range(count))
    return _Plan(figures, _pair(ground, unit), side, tables if each >= _LEAST_TABLE_MM * unit else (), legend)


def _with_room(paper: Paper, legend: Legend, box: Box) -> Legend:
    """The most complete of the legends of a page that a box has room for, else the shortest."""
    known = legends(legend, paper.options)
    return next((each for each in known if legend_height(paper, _columns(paper), each, box.w) <= box.h), known[-1])


def _pair(ground: Box, unit: float) -> tuple[Box, Box]:
    left, right = ground.columns(2, 4 * unit)
    return left, right


def _row(paper: Paper) -> float:
    """The height of a row of figures."""
    return max(_ROW_MM * paper.unit, 1.15 * paper.line(_figure_style()))


def _figure_style() -> TextStyle:
    return TextStyle(8.4, 600)


def _scale(paper: Paper, comparison: Comparison, maps: tuple[Box, Box]) -> float:
    """The scale at which both sides fit their box, in metres of the ground in a millimetre."""
    strip = furniture.STRIP_MM * paper.unit
    pairs = zip(maps, comparison.snapshots, (comparison.left, comparison.right), strict=True)
    sheets = []
    for box, snapshot, briefing in pairs:
        below = box.below(_name_height(paper))
        ground = Box(below.x, below.y, below.w, below.h - strip)
        sheets.append(sheet_for(snapshot, briefing.scope, paper.options, ground))
    return max(sheet.metres_per_mm for sheet in sheets)


def _name_height(paper: Paper) -> float:
    return 1.5 * paper.line(TextStyle(9, 700))


def _named(paper: Paper, box: Box, name: str) -> Box:
    """Write what a side is above its map; the rest of its box."""
    style = TextStyle(9, 700, paper.theme.accent)
    paper.write(paper.fitted(name, box.w, style), (box.x, box.y + 0.95 * paper.line(style)), style, "side")
    return box.below(_name_height(paper))


def _joined(drawn: list[MapDrawn]) -> MapDrawn:
    """What is on either map."""
    return MapDrawn(
        on_map=OnMap(sum(one.on_map.points for one in drawn), sum(one.on_map.in_districts for one in drawn)),
        sizes=frozenset[int]().union(*(one.sizes for one in drawn)),
        has_marks=any(one.has_marks for one in drawn),
        has_dots=any(one.has_dots for one in drawn),
        has_near=any(one.has_near for one in drawn),
        lines=frozenset[str]().union(*(one.lines for one in drawn)),
    )


def _without_change(table: DistrictTable) -> DistrictTable:
    """A table of districts without the change against the period before, which is not what the page compares."""
    kept = tuple(remark for remark in table.left_out if not remark.startswith("Change: "))
    return replace(table, has_change=False, left_out=kept)


def _head(paper: Paper, comparison: Comparison) -> float:
    """Title, warnings, the period of two provinces, caveat and filters; where they end."""
    box = Box(paper.sheet.x, paper.sheet.y, paper.sheet.w - logo_width(paper), paper.sheet.h)
    side, warning = comparison.left, TextStyle(10.5, 700, paper.theme.warning)
    box = box.below(
        paper.paragraph(comparison.title, box, TextStyle(12 if paper.options.is_short else 16, 700), "title")
    )
    logo = draw_logo(paper)
    for text in comparison.warnings:
        box = box.below(paper.paragraph(text, box, warning, "coverage"))
    words = [side.caveat, comparison.filters.text(4)]
    if not comparison.districts and side.period == comparison.right.period:
        words.insert(0, side.period)
    style = TextStyle(7.6, 400, paper.theme.muted)
    below = box.below(paper.paragraph(" · ".join(filter(None, words)), box, style, "filters"))
    return max(below.y, logo) + 1.5 * paper.unit


def _draw_figures(paper: Paper, box: Box, comparison: Comparison) -> None:
    """The figures of both sides, and their difference or why there is none; on a slide the first three."""
    unit, step = paper.unit, _row(paper)
    rows = comparison.figures[: 3 if paper.options.is_short else None]
    head, value = TextStyle(6.6, 600, paper.theme.muted, "right"), replace(_figure_style(), align="right")
    first = box.w * _NAME_SHARE
    width = (box.w - first) / len(rows)
    rights = [box.x + first + (i + 1) * width for i in range(len(rows))]
    for right, row in zip(rights, rows, strict=True):
        name = paper.fitted(row.name, width - unit, head)
        paper.write(name, (right, box.y + 0.7 * step), head, "figure name")
    _rule(paper, box, box.y + step)
    has_difference = any(row.difference for row in rows)
    lines = [(comparison.names[0], [row.left for row in rows]),
             (comparison.names[1], [row.right for row in rows])]  # fmt: skip
    if has_difference:
        lines.append(("Difference", [row.difference or "–" for row in rows]))
    for i, (name, values) in enumerate(lines):
        y = box.y + (i + 1.72) * step
        style = replace(_figure_style(), colour=paper.theme.accent if name == "Difference" else None)
        paper.write(paper.fitted(name, first, style), (box.x, y), style, "figure side")
        for right, text in zip(rights, values, strict=True):
            own = replace(value, colour=style.colour)
            paper.write(paper.fitted(text, width - unit, own), (right, y), own, "figure")
    if not has_difference:
        note = TextStyle(7, 600, paper.theme.warning)
        paper.write(paper.fitted(comparison.difference, box.w, note), (box.x, box.y + 3.72 * step), note, "difference")


def _rule(paper: Paper, box: Box, y: float) -> None:
    paper.rule((box.x, box.right), (y, y), linewidth=0.5 * paper.unit)


def _draw_districts(paper: Paper, box: Box, comparison: Comparison) -> None:
    """As many districts as there is room for, with the incidents of both sides."""
    has_difference = any(row.difference for row in comparison.districts)
    inner = paper.heading("Districts that differ most, incidents" if has_difference else "Districts, incidents", box)
    step, unit = ROW_MM * paper.unit, paper.unit
    rights = (inner.right - 28 * unit, inner.right - 14 * unit, inner.right)
    head = TextStyle(5.8, 400, paper.theme.muted, "right")
    names = ("left", "right", "difference") if has_difference else ("", "left", "right")
    for right, name in zip(rights, names, strict=True):
        paper.write(name, (right, inner.y + 2.6 * unit), head, "table head")
    shown = comparison.districts[: max(int(inner.h / step) - 2, 1)]
    for i, row in enumerate(shown):
        _district(paper, Box(inner.x, inner.y + (i + 1) * step, inner.w, step), row, rights)
    if rest := len(comparison.districts) - len(shown):
        y = inner.y + (len(shown) + 1.7) * step
        paper.write(f"and {rest:,} more", (inner.x, y), TextStyle(5.7, 400, paper.theme.muted), "table rest")


def _district(paper: Paper, box: Box, row: ComparisonRow, rights: tuple[float, ...]) -> None:
    name, number = TextStyle(6.6, valign="center"), TextStyle(6.6, 400, None, "right", "center")
    middle = box.y + box.h / 2
    room = rights[0] - box.x - 10 * paper.unit
    paper.write(paper.fitted(row.name, room, name), (box.x, middle), name, "table name")
    values = (row.left, row.right, row.difference) if row.difference else ("", row.left, row.right)
    for right, text in zip(rights, values, strict=True):
        paper.write(text, (right, middle), number, "table figure")
    paper.rule((box.x, box.right), (box.bottom, box.bottom), linewidth=0.35 * paper.unit, alpha=0.6)


def _notes(paper: Paper, comparison: Comparison, on_maps: list[OnMap]) -> list[list[str]]:
    """The notes by column: what is counted and mapped on each side, and what holds for both."""
    sides = (comparison.left, comparison.right)
    notes = sides[0].notes
    if paper.options.is_short:
        beyond = [
            f"{name}: {text}"
            for name, side, on_map in zip(comparison.names, sides, on_maps, strict=True)
            if (text := _off_map(side, on_map))
        ]
        both = replace(notes, mapped=Mapped(0, 0, ())).in_short(OnMap(0, 0))
        return [[" ".join((*beyond, both))]]
    counted = [
        f"{name}: {side.notes.counted.replace(IN_BARS, '')} {side.notes.mapped.text(on_map)}"
        for name, side, on_map in zip(comparison.names, sides, on_maps, strict=True)
    ]
    joint = "The numbers of the legend are of both sides together."
    return [
        [*counted, f"{comparison.difference} {joint} {notes.made}"],
        [f"Borders: {notes.borders}", f"Sources: {comparison.sources}", f"Base map: {notes.base_map}"],
    ]


def _off_map(side: Briefing, on_map: OnMap) -> str:
    """What is not on the map of a side, in short; blank for nothing."""
    mapped = side.notes.mapped
    beyond = mapped.beyond(on_map)
    return " ".join(filter(None, (beyond and f"{beyond}.", mapped.not_drawn_in_short)))


def _foot_boxes(paper: Paper, top: float, count: int) -> list[Box]:
    sheet = paper.sheet
    return Box(sheet.x, top, sheet.w, sheet.bottom - top).columns(count, 8 * paper.unit)


def _foot_top(paper: Paper, comparison: Comparison) -> float:
    """Where the foot begins, so that its longest column ends at the margin."""
    columns = _notes(paper, comparison, [side.notes.mapped.whole for side in (comparison.left, comparison.right)])
    boxes = _foot_boxes(paper, 0, len(columns))
    lines = (
        sum(len(paper.lines(text, box.w, _SMALL)) for text in texts) for box, texts in zip(boxes, columns, strict=True)
    )
    return paper.sheet.bottom - max(lines) * paper.line(_SMALL) - 2 * paper.unit


def _foot(paper: Paper, top: float, comparison: Comparison, on_maps: list[OnMap]) -> None:
    style = replace(_SMALL, colour=paper.theme.muted)
    _rule(paper, paper.sheet, top)
    columns = _notes(paper, comparison, on_maps)
    for box, texts in zip(_foot_boxes(paper, top, len(columns)), columns, strict=True):
        at = box.below(1.6 * paper.unit)
        for text in texts:
            at = at.below(paper.paragraph(text, at, style))
