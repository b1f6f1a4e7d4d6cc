"""The parts of a legend in their order, each as rows in columns under its title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from geo.analysis.choropleth import UNKNOWN
from geo.analysis.hotspots.drawn import SpotMap
from geo.briefing.legend import DistrictClasses, HeatClasses, Legend, LegendEntry
from geo.draw.page.fonts import TextStyle
from geo.draw.page.heat import heat_colours
from geo.draw.page.hot_spots import draw_spot_swatch
from geo.draw.page.legend import swatches
from geo.draw.page.legend.rows import Block, Row, block_of, line_of
from geo.draw.page.paper import ROW_MM, Box, Paper
from geo.draw.page.terrain import UNKNOWN_HATCH, class_hatch
from geo.draw.style import class_colours

__all__ = ["Columns", "draw_legend", "legend_height"]

_HEADING_MM = 6.2


@dataclass(frozen=True, slots=True)
class Columns:
    """The most columns for types and user layers, for marks, for lines and heat, for classes of districts.

    With ``flows`` entries may also stand one after another on several lines; without ``has_heading`` it has no name.
    """

    types: int
    marks: int
    lines: int
    classes: int
    flows: bool = False
    has_heading: bool = True


def legend_height(paper: Paper, columns: Columns, legend: Legend, width: float) -> float:
    """The height of a legend of a width in millimetres, with its entries in at most these numbers of columns."""
    heading = _HEADING_MM * paper.unit if columns.has_heading else 0.0
    return heading + sum(block.height for block in _blocks(paper, legend, columns, width))


def draw_legend(paper: Paper, box: Box, legend: Legend, columns: Columns) -> None:
    """Draw the legend from the top of a box, with its entries in at most these numbers of columns."""
    below = paper.heading("Legend", box) if columns.has_heading else box
    for block in _blocks(paper, legend, columns, box.w):
        block.draw(below)
        below = below.below(block.height)


def _blocks(paper: Paper, legend: Legend, columns: Columns, width: float) -> list[Block]:
    """The parts of a legend, without those that are empty."""
    types = [_type_row(paper, entry) for entry in legend.types]
    marks = [Row(partial(swatches.MARKS[kind], paper, legend), label) for kind, label in legend.marks]
    lines = [Row(partial(swatches.line, paper, kind), text, kind="legend line") for kind, text in legend.lines]
    layers = [Row(partial(swatches.layer, paper, each), each.name, kind="legend own") for each in legend.user_layers]
    sizes = [Row(partial(swatches.size, paper, each), label, kind="legend size") for each, label in legend.sizes]
    flows = columns.flows
    blocks = [block_of(paper, types, columns.types, width, flows=flows)]
    if sizes:
        blocks.append(line_of(paper, sizes, width, legend.size_title))
    blocks.append(block_of(paper, marks, columns.marks, width, flows=flows))
    blocks.append(block_of(paper, lines, columns.lines, width, flows=flows))
    blocks.append(block_of(paper, layers, columns.types, width, flows=flows))
    if legend.heat is not None:
        blocks += _titled(paper, legend.heat.title, _heat_rows(paper, legend.heat), (columns.lines, flows), width)
    if legend.spots is not None:
        blocks += _titled(paper, legend.spots.title, _spot_rows(paper, legend.spots), (columns.marks, flows), width)
    if legend.classes is not None:
        rows = [_class_row(paper, legend.classes, entry) for entry in legend.classes.entries]
        blocks += _titled(paper, legend.classes.title, rows, (columns.classes, flows), width)
    return [block for block in blocks if block.height]


def _titled(paper: Paper, title: str, rows: list[Row], laid: tuple[int, bool], width: float) -> list[Block]:
    """Entries under their title, in at most so many columns; or flowing, which may begin behind it."""
    style = TextStyle(6.2, 600, paper.theme.muted)
    lines = paper.lines(title, width, style)

    def write(box: Box) -> None:
        for i, line in enumerate(lines):
            paper.write(line, (box.x, box.y + 3 * paper.unit + i * paper.line(style)), style, "legend")

    height = ROW_MM * paper.unit + max(len(lines) - 1, 0) * paper.line(style)
    most, flows = laid
    under, behind = block_of(paper, rows, most, width, flows=flows), line_of(paper, rows, width, title, is_tight=flows)
    if flows and behind.height < height + under.height - 1e-6:
        return [behind]
    return [Block(height, write), under]


def _type_row(paper: Paper, entry: LegendEntry) -> Row:
    swatch = partial(swatches.event_type, paper, entry.number)
    return Row(swatch, entry.label, f"{entry.count:,}", 6.6, is_muted=not entry.count)


def _heat_rows(paper: Paper, heat: HeatClasses) -> list[Row]:
    colours = heat_colours(paper.theme.name, len(heat.bounds))
    pairs = zip(colours, heat.labels, strict=True)
    return [Row(partial(swatches.filled, paper, colour, ""), label, kind="legend heat") for colour, label in pairs]


def _spot_rows(paper: Paper, spots: SpotMap) -> list[Row]:
    rows = [Row(partial(draw_spot_swatch, paper, each), each.name, f"{each.count:,}") for each in spots.classes]
    if spots.plain:
        rows.append(Row(partial(draw_spot_swatch, paper, None), spots.plain, f"{spots.n_plain:,}"))
    return rows


def _class_row(paper: Paper, classes: DistrictClasses, entry: LegendEntry) -> Row:
    colours = class_colours(paper.theme.name, classes.number_of_classes, diverging=classes.is_diverging)
    colour = colours[entry.number] if entry.number >= 0 else paper.theme.ground.land
    hatch = UNKNOWN_HATCH if entry.number == UNKNOWN else class_hatch(classes, entry.number)
    count = f"{entry.count:,}" if classes.is_counted else ""
    return Row(partial(swatches.filled, paper, colour, hatch), entry.label, count)
