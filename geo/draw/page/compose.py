"""The first sheet of a page: its head, its map, its panels and its foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.briefing import Briefing
from geo.briefing.incident_list import incident_list
from geo.briefing.legend import PLAIN_LINES, WITHOUT_ROOM, Legend, short_legend
from geo.briefing.notes import Notes
from geo.draw.page.callouts import without_callout
from geo.draw.page.chart import draw_chart
from geo.draw.page.foot import draw_foot, foot_top, notes_of
from geo.draw.page.head import draw_head, draw_title_line, has_room_for_message
from geo.draw.page.legend import draw_legend, legend_height
from geo.draw.page.listing import draw_list_panel
from geo.draw.page.mapping import MapDrawn, draw_map
from geo.draw.page.options import PageOptions
from geo.draw.page.panels import draw_figures, draw_table
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans import Plan, plan_of
from geo.draw.page.plans.only_map import PADDING_MM
from geo.draw.page.running import has_room
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["LeftOver", "compose", "drawn_only", "legends"]


_LEAST_BODY = {"square": 0.46, "slide": 0.42, "phone": 0.4}
"""The least share of the height between head and foot, by the kind of template; else the notes are a sheet."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What a sheet has no room for: its notes as paragraphs, and its legend; empty and ``None`` if it has."""

    notes: tuple[str, ...]
    legend: Legend | None


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What a sheet says, where it stands, where its foot begins, its legend, and whether its notes are elsewhere."""

    briefing: Briefing
    plan: Plan
    bottom: float
    legend: Legend
    has_notes_apart: bool


def compose(figure: Figure, briefing: Briefing, snapshot: Snapshot, options: PageOptions) -> LeftOver:
    """Draw a briefing, and the map of its snapshot, on an empty figure of the right size; what has no room on it."""
    paper = Paper(figure, options)
    figure.set_facecolor(paper.theme.ground.paper)
    whole = replace(briefing, notes=_with_elsewhere(paper, briefing, snapshot))
    has_message = options.map_only or has_room_for_message(paper, briefing)
    if not has_message:
        briefing = replace(briefing, imprint=replace(briefing.imprint, message=""))
    top = draw_title_line(paper, briefing) if options.map_only else draw_head(paper, briefing)
    fitted = _fitted(paper, top, whole, snapshot, has_message=has_message)
    plan, briefing = fitted.plan, fitted.briefing
    taken = (plan.legend,) if plan.on_map and plan.legend is not None else ()
    drawn = draw_map(paper, plan.map, briefing, snapshot, taken)
    legend = drawn_only(fitted.legend, drawn)
    if plan.figures is not None:
        draw_figures(paper, plan.figures.box, briefing, plan.figures.most, plan.figures.per_row)
    if plan.legend is not None:
        draw_planned_legend(paper, plan, plan.legend, legend)
    if plan.rows is not None:
        _draw_rows(paper, plan.rows, briefing, snapshot)
    if plan.chart is not None:
        draw_chart(paper, plan.chart, briefing.series)
    draw_foot(paper, fitted.bottom, briefing, drawn.on_map)
    notes = notes_of(paper, whole, drawn.on_map) if fitted.has_notes_apart else ()
    message = () if has_message else (whole.imprint.message,)
    return LeftOver((*message, *notes), legend if plan.legend is None else None)


def _fitted(paper: Paper, top: float, whole: Briefing, snapshot: Snapshot, *, has_message: bool) -> _Fitted:
    """What a sheet has room for below its head: all, or all but notes, or these and a long disclaimer."""
    number = 3 if paper.options.has_list_sheet else 2
    found = _placed(paper, top, whole, snapshot, number)
    for in_short in (False, True):
        if has_message and _is_enough(paper, top, found):
            break
        notes = whole.notes.with_sheet(number, has_message=has_message, in_short=in_short)
        found = _placed(paper, top, replace(whole, notes=notes), snapshot, number + 1)
        found = replace(found, has_notes_apart=True)
        if _is_enough(paper, top, found):
            break
    return found


def _is_enough(paper: Paper, top: float, found: _Fitted) -> bool:
    """Whether the map has its room."""
    least = 0.0 if paper.options.map_only else _LEAST_BODY.get(paper.options.template.kind, 0.0)
    return found.bottom - top >= least * paper.height if least else found.plan.has_room(paper)


def _placed(paper: Paper, top: float, briefing: Briefing, snapshot: Snapshot, number: int) -> _Fitted:
    """The plan with the first legend that has room; if none has, the legend is on the sheet of this number."""
    for legend in legends(briefing.legend, paper.options):
        plan, bottom = _planned(paper, top, briefing, legend, snapshot)
        if plan.legend is not None:
            return _Fitted(briefing, plan, bottom, legend, has_notes_apart=False)
    elsewhere = f"{briefing.notes.elsewhere} The legend is on sheet {number}.".strip()
    briefing = replace(briefing, notes=replace(briefing.notes, elsewhere=elsewhere))
    plan, bottom = _planned(paper, top, briefing, legend, snapshot)
    return _Fitted(briefing, plan, bottom, legend, has_notes_apart=False)


def legends(legend: Legend, options: PageOptions) -> tuple[Legend, ...]:
    """The legends of which the first one that has room is drawn."""
    if not options.is_short:
        return (legend,)
    return tuple(
        short_legend(legend, without) for without in (frozenset[str](), PLAIN_LINES, PLAIN_LINES | {"disputed"})
    )


def _with_elsewhere(paper: Paper, briefing: Briefing, snapshot: Snapshot) -> Notes:
    """The notes with what stands on another sheet, and who is responsible where the margins have no room for it."""
    options, imprint, notes = paper.options, briefing.imprint, briefing.notes
    elsewhere = ["The list of incidents is on sheet 2."] if options.has_list_sheet else []
    if options.callouts:
        elsewhere += without_callout(snapshot)
    made = notes.made if has_room(paper, imprint) else " ".join(filter(None, (notes.made, imprint.made_by)))
    return replace(notes, elsewhere=" ".join(elsewhere), made=made)


def _draw_rows(paper: Paper, box: Box, briefing: Briefing, snapshot: Snapshot) -> None:
    """The districts, or in their place the incidents."""
    if paper.options.lists_on_page:
        draw_list_panel(paper, box, incident_list(snapshot))
    else:
        draw_table(paper, box, briefing.table)


def draw_planned_legend(paper: Paper, plan: Plan, box: Box, legend: Legend) -> None:
    """Draw the legend of a plan; on the map in a frame that is as high as it has to be, in the corner of its box."""
    if not plan.on_map:
        draw_legend(paper, box, legend, plan.columns)
        return
    padding = PADDING_MM * paper.unit
    width = box.w - 2 * padding
    height = legend_height(paper, plan.columns, legend, width) + 2 * padding
    is_upper = box.y <= plan.map.y + paper.unit
    frame = Box(box.x, box.y if is_upper else box.bottom - height, box.w, height)
    look = {"facecolor": paper.theme.ground.paper, "edgecolor": paper.theme.muted, "linewidth": 0.6 * paper.unit}
    paper.fill(frame, zorder=0.5, gid="legend frame", **look)
    draw_legend(paper, Box(frame.x + padding, frame.y + padding, width, height - padding), legend, plan.columns)


def _planned(paper: Paper, top: float, briefing: Briefing, legend: Legend, snapshot: Snapshot) -> tuple[Plan, float]:
    """The plan of what lies between head and foot, and where the foot begins."""
    bottom = foot_top(paper, briefing)
    body = Box(paper.sheet.x, top, paper.sheet.w, bottom - top - 3 * paper.unit)
    return plan_of(paper, body, briefing, legend, snapshot), bottom


def drawn_only(legend: Legend, drawn: MapDrawn) -> Legend:
    """The legend without sizes that no single symbol has, and without kinds of marks of which none is drawn."""
    sizes = tuple(size for size in legend.sizes if size[0] in drawn.sizes)
    absent = {"several": not drawn.has_marks, "near": not drawn.has_near}
    texts = {"several": WITHOUT_ROOM} if drawn.has_dots and legend.explains_dots else {}
    marks = tuple((name, texts.get(name, text)) for name, text in legend.marks if not absent.get(name))
    lines = tuple((name, text) for name, text in legend.lines if name in drawn.lines)
    return replace(legend, sizes=sizes, marks=marks, lines=lines)
