"""Districts coloured by class on the page, and their part of the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.analysis.choropleth import NONE, UNKNOWN, choropleth
from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import districts_of
from geo.draw.page.terrain import polygons
from geo.draw.style import class_colours
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["class_rows", "draw_classes", "draw_legend_rows"]

_UNKNOWN_HATCH = "...."


def draw_classes(axes: Axes, paper: Paper, snapshot: Snapshot) -> None:
    """Fill the districts with the colour of their class; what is not known is dotted, none stays as it is."""
    found = choropleth(snapshot)
    if found is None:
        return
    colours = class_colours(paper.theme, len(found.labels), diverging=found.is_diverging)
    areas = {area["name"]: area for area in districts_of(snapshot)}
    drawn = snapshot.dataset.gazetteer.drawn
    for number, colour in enumerate(colours):
        listed = [areas[drawn[at].name] for at, of in enumerate(found.classes.tolist()) if of == number]
        polygons(axes, listed, facecolor=colour, edgecolor="none", zorder=2.8, gid="district class")
    unknown = [areas[drawn[at].name] for at, of in enumerate(found.classes.tolist()) if of == UNKNOWN]
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": paper.ink.hatch, "linewidth": 0, "hatch": _UNKNOWN_HATCH}
    polygons(axes, unknown, alpha=0.6, zorder=2.8, gid="district unknown", **style)


def class_rows(snapshot: Snapshot) -> list[tuple[int, str, int]]:
    """The rows of the legend: the number of a class, its bounds in words, and how many districts are in it."""
    found = choropleth(snapshot)
    if found is None:
        return []
    rows = [(number, text, found.count(number)) for number, text in enumerate(found.labels)]
    rows.append((NONE, "no change" if found.is_diverging else "none", found.count(NONE)))
    unknown = found.count(UNKNOWN)
    return [*rows, (UNKNOWN, "not known", unknown)] if unknown else rows


def draw_legend_rows(paper: Paper, place: tuple[Box, int], snapshot: Snapshot, step: float) -> None:
    """Draw the title and the rows from the top of a box in so many columns, each row so high."""
    found, rows, (box, columns) = choropleth(snapshot), class_rows(snapshot), place
    if found is None:
        return
    unit = paper.unit
    title = Lettering(6.2, 600, paper.ink.muted)
    paper.write(paper.fitted(f"Districts: {found.title}", box.w, title), (box.x, box.y + 3 * unit), title, "legend")
    colours = class_colours(paper.theme, len(found.labels), diverging=found.is_diverging)
    cells, each = box.columns(columns, 3 * unit), -(-len(rows) // columns)
    for at, row in enumerate(rows):
        cell = cells[at // each]
        colour = colours[row[0]] if row[0] >= 0 else paper.ink.land
        _row(paper, Box(cell.x, box.y + (at % each + 1) * step, cell.w, step), row, colour)


def _row(paper: Paper, box: Box, row: tuple[int, str, int], colour: str) -> None:
    unit, (number, text, count) = paper.unit, row
    swatch: dict[str, Any] = {"facecolor": colour, "edgecolor": paper.ink.hatch, "linewidth": 0.3 * unit}
    if number == UNKNOWN:
        swatch["hatch"] = _UNKNOWN_HATCH
    paper.fill(Box(box.x, box.y + 0.7 * unit, 4 * unit, box.h - 1.4 * unit), gid="legend class", **swatch)
    middle = box.y + box.h / 2
    style = Lettering(6.2, valign="center")
    paper.write(text, (box.x + 5 * unit, middle), style, "legend")
    paper.write(
        f"{count:,}", (box.right, middle), Lettering(6.2, 600, paper.ink.text, "right", "center"), "legend count"
    )
