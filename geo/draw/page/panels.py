"""What stands beside the map: key numbers, legend and the table of districts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from geo.analysis.choropleth import choropleth
from geo.analysis.comparison import previous
from geo.analysis.counts import Group, table
from geo.draw.page.areas import class_rows, draw_legend_rows
from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats
from geo.draw.page.symbols import HATCH, draw_symbol
from geo.draw.page.user_layers import draw_reference_rows, layers_shown
from geo.draw.style import NEAR_KM, SIZE_CLASSES, TYPE_STYLES
from geo.view.snapshot import Snapshot

__all__ = ["change_text", "draw_legend", "draw_numbers", "draw_table", "legend_height"]

_ROW_MM = 4.1


class KeyNumber(NamedTuple):
    """A number large on the page, what it counts, and a remark below."""

    value: str
    what: str
    remark: str


def key_numbers(snapshot: Snapshot) -> list[KeyNumber]:
    """The numbers that a reader takes away."""
    found = snapshot.figures
    spread = f"{found.killed_low:,}–{found.killed_high:,} reported"
    exact = found.killed_low == found.killed_best == found.killed_high
    return [
        KeyNumber(f"{found.incidents:,}", "incidents", f"of {len(snapshot.dataset.incidents):,}"),
        KeyNumber(f"{found.killed_best:,}", "killed", "" if exact else spread),
        _stated("injured", found.injured, found.incidents, found.no_injured),
        _stated("abducted", found.abducted, found.incidents, found.no_abducted),
        KeyNumber(f"{found.no_figure:,}", "without a figure", "of deaths"),
    ]


def _stated(what: str, total: int, incidents: int, missing: int) -> KeyNumber:
    """A sum over incidents of which some state no number: unknown is not zero."""
    if incidents and missing == incidents:
        return KeyNumber("–", what, "not stated")
    return KeyNumber(f"{total:,}", what, f"not stated for {missing:,}" if missing else "")


def draw_numbers(paper: Paper, box: Box, snapshot: Snapshot, per_row: int = 5) -> float:
    """Set the key numbers in rows; the height that they take in millimetres."""
    unit = paper.unit
    numbers = key_numbers(snapshot)
    height = 13.5 * unit
    for i, number in enumerate(numbers):
        row, column = divmod(i, per_row)
        cell = box.columns(per_row, 3 * unit)[column]
        _number(paper, cell, box.y + row * height, number)
    return height * -(-len(numbers) // per_row)


def _number(paper: Paper, cell: Box, top: float, number: KeyNumber) -> None:
    unit = paper.unit
    big = Lettering(17, 600, paper.ink.accent if number.what == "incidents" else None)
    paper.write(number.value, (cell.x, top + 6 * unit), big, "key number")
    paper.write(number.what, (cell.x, top + 9.3 * unit), Lettering(7, 600), "key number")
    remark = paper.fitted(number.remark, cell.w, Lettering(5.8))
    paper.write(remark, (cell.x, top + 11.9 * unit), Lettering(5.8, colour=paper.ink.muted), "key number")


def legend_height(paper: Paper, columns: int, snapshot: Snapshot) -> float:
    """How high the legend is with its rows in so many columns, in millimetres."""
    rows = -(-(len(TYPE_STYLES)) // columns) + -(-len(_OTHERS) // columns)
    classes = class_rows(snapshot)
    rows += -(-len(classes) // columns) + 1 if classes else 0
    rows += -(-len(layers_shown(snapshot)) // columns)
    return (6.2 + rows * _ROW_MM + 10.5) * paper.unit


_OTHERS = ("near", "hatch", "shared", "town")


def draw_legend(paper: Paper, box: Box, snapshot: Snapshot, columns: int) -> None:
    """The types with their counts, the sizes, and what discs, hatching and small numbers mean."""
    inner = paper.heading("Legend", box)
    step = _ROW_MM * paper.unit
    counts = {group.name: group.figures.incidents for group in table(snapshot, "type").groups}
    cells = inner.columns(columns, 3 * paper.unit)
    rows = -(-len(TYPE_STYLES) // columns)
    for i, style in enumerate(TYPE_STYLES):
        cell = cells[i // rows]
        _type_row(paper, Box(cell.x, inner.y + (i % rows) * step, cell.w, step), i, counts[style.name])
    after = inner.below(rows * step + 1.0 * paper.unit)
    _sizes(paper, after)
    after = after.below(9.3 * paper.unit)
    rows = -(-len(_OTHERS) // columns)
    for i, what in enumerate(_OTHERS):
        cell = cells[i // rows]
        _other_row(paper, Box(cell.x, after.y + (i % rows) * step, cell.w, step), what)
    after = after.below(rows * step)
    draw_reference_rows(paper, (after, columns), snapshot, step)
    after = after.below(-(-len(layers_shown(snapshot)) // columns) * step)
    if choropleth(snapshot) is not None:
        draw_legend_rows(paper, (after, columns), snapshot, step)


def _type_row(paper: Paper, row: Box, kind: int, count: int) -> None:
    unit, middle = paper.unit, row.y + row.h / 2
    draw_symbol(paper.axes, paper, _at(row.x + 2 * unit, middle), (kind, 2, False))
    colour = paper.ink.text if count else paper.ink.muted
    style = Lettering(6.6, colour=colour, valign="center")
    number = Lettering(6.6, 600, colour, "right", "center")
    room = row.w - 6 * unit - paper.width_of(f"{count:,}", number)
    paper.write(paper.fitted(TYPE_STYLES[kind].name, room, style), (row.x + 5 * unit, middle), style, "legend")
    paper.write(f"{count:,}", (row.right, middle), number, "legend count")


def _at(x: float, y: float) -> tuple[Floats, Floats]:
    return np.array([x]), np.array([y])


def _sizes(paper: Paper, box: Box) -> None:
    unit, small = paper.unit, Lettering(5.8, colour=paper.ink.muted, align="center")
    paper.write("Size: reported killed", (box.x, box.y + 2.6 * unit), Lettering(5.8, colour=paper.ink.muted))
    x, middle = box.x + 26 * unit, box.y + 2.4 * unit
    for size, label in ((1, "0 or unknown"), *((i, SIZE_CLASSES[i].label) for i in range(2, len(SIZE_CLASSES)))):
        half = max(paper.width_of(label, small) / 2, 2.5 * unit)
        x += half
        _grey_circle(paper, (x, middle), size)
        paper.write(label, (x, box.y + 7.6 * unit), small, "legend size")
        x += half + 1.6 * unit


def _grey_circle(paper: Paper, at: tuple[float, float], size: int) -> None:
    from geo.draw.page.symbols import radius_pt

    paper.axes.plot(
        *at,
        marker="o",
        markersize=2 * radius_pt(size, paper),
        markerfacecolor=paper.ink.rule,
        markeredgecolor=paper.ink.muted,
        markeredgewidth=0.5 * paper.unit,
        gid="legend size",
    )


def _other_row(paper: Paper, row: Box, what: str) -> None:
    unit, middle = paper.unit, row.y + row.h / 2
    x = row.x + 2 * unit
    words = {
        "near": f"near the place named: disc of {NEAR_KM:g} km",
        "hatch": "known only to the district",
        "shared": "two incidents at the same point",
        "town": "town",
    }
    if what == "near":
        disc: dict[str, Any] = {"color": paper.ink.muted, "alpha": 0.3, "linewidths": 0}
        paper.axes.scatter(x, middle, s=(8 * unit) ** 2, **disc)
        paper.axes.scatter(x, middle, s=(3.4 * unit) ** 2, color=paper.ink.muted, linewidths=0)
    elif what == "hatch":
        swatch: dict[str, Any] = {"facecolor": paper.ink.land, "edgecolor": paper.ink.hatch, "hatch": HATCH}
        paper.fill(Box(row.x, row.y + 0.6 * unit, 4 * unit, row.h - 1.2 * unit), gid="legend hatch", **swatch)
    elif what == "shared":
        style = Lettering(4.8, 600, paper.ink.muted, "center", "center")
        paper.write("×2", (x, middle), style)
    else:
        colours: dict[str, Any] = {"markerfacecolor": paper.ink.paper, "markeredgecolor": paper.ink.text}
        paper.axes.plot(x, middle, marker="o", markersize=2.0 * unit, markeredgewidth=0.5 * unit, **colours)
    style = Lettering(6.2, valign="center")
    paper.write(paper.fitted(words[what], row.w - 5 * unit, style), (row.x + 5 * unit, middle), style, "legend")


def change_text(now: int, before: int) -> str:
    """The change against the window before, with its sign."""
    return f"+{now - before:,}" if now > before else (f"−{before - now:,}" if now < before else "0")


def draw_table(paper: Paper, box: Box, snapshot: Snapshot) -> None:
    """The districts with most incidents, as many as the box has room for, and what they leave out."""
    inner = paper.heading("Districts with most incidents", box)
    step = _ROW_MM * paper.unit
    groups = [g for g in table(snapshot, "district").groups if g.figures.incidents]
    groups.sort(key=lambda g: (-g.figures.incidents, -g.figures.killed_best, g.name))
    before = previous(snapshot)
    foot = len(paper.lines(_remarks(snapshot, groups, 1), inner.w, _REMARK)) * paper.line(_REMARK) + paper.unit
    room = max(int((inner.h - foot) / step) - 1, 1)
    shown = groups[:room]
    earlier = None if before is None else {g.name: g.figures.incidents for g in table(before, "district").groups}
    if shown:
        _head(paper, inner, earlier is not None)
    for i, group in enumerate(shown):
        _district_row(paper, Box(inner.x, inner.y + (i + 1) * step, inner.w, step), group, earlier)
    rest = inner.below((len(shown) + bool(shown)) * step + 0.6 * paper.unit)
    paper.paragraph(_remarks(snapshot, groups, len(shown)), rest, replace(_REMARK, colour=paper.ink.muted))


_REMARK = Lettering(5.8)


def _remarks(snapshot: Snapshot, groups: list[Group], shown: int) -> str:
    said = []
    if not groups:
        return "No incident with a known district."
    if rest := groups[shown:]:
        n = sum(g.figures.incidents for g in rest)
        said.append(f"{len(rest)} further districts: {n:,}.")
    said += [f"{item.reason[0].upper()}{item.reason[1:]}: {item.n:,}." for item in table(snapshot, "district").left_out]
    before = previous(snapshot)
    if before is not None:
        said.append(f"Change: incidents against the equal period before, {before.period_words}.")
    return " ".join(said)


def _columns(paper: Paper, row: Box, with_change: bool) -> dict[str, float]:
    unit = paper.unit
    right = row.right
    places = {"killed": right, "incidents": right - 13 * unit}
    return places | {"change": right - 13 * unit, "incidents": right - 25 * unit} if with_change else places


def _head(paper: Paper, inner: Box, with_change: bool) -> None:
    y = inner.y + 2.6 * paper.unit
    style = Lettering(5.8, colour=paper.ink.muted, align="right")
    for what, x in _columns(paper, inner, with_change).items():
        paper.write(what, (x, y), style, "table head")
    y = inner.y + 3.9 * paper.unit
    paper.rule((inner.x, inner.right), (y, y))


def _district_row(paper: Paper, row: Box, group: Group, earlier: dict[str, int] | None) -> None:
    middle = row.y + row.h / 2
    places = _columns(paper, row, earlier is not None)
    number = Lettering(6.6, 400, None, "right", "center")
    name = Lettering(6.6, valign="center")
    room = places["incidents"] - row.x - 8 * paper.unit
    paper.write(paper.fitted(group.name, room, name), (row.x, middle), name, "table name")
    bold = Lettering(6.6, 600, None, "right", "center")
    paper.write(f"{group.figures.incidents:,}", (places["incidents"], middle), bold, "table incidents")
    paper.write(f"{group.figures.killed_best:,}", (places["killed"], middle), number, "table killed")
    if earlier is not None:
        text = change_text(group.figures.incidents, earlier.get(group.name, 0))
        paper.write(text, (places["change"], middle), number, "table change")
    paper.rule((row.x, row.right), (row.bottom, row.bottom), linewidth=0.35 * paper.unit, alpha=0.6)
