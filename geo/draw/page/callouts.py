"""Callouts: beside each selected incident, when and where it was, and the deaths reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.briefing.incident_list import callout_words
from geo.briefing.rights import may_be_named, not_listed
from geo.draw.page.fonts import TextStyle
from geo.draw.page.labels import overlapping
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet
from geo.draw.page.spacing import Ints
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["MOST_CALLOUTS", "Callout", "callouts_on", "draw_callouts", "without_callout"]

MOST_CALLOUTS = 8
"""More of them would cover the map."""

_STYLE, _KILLED = TextStyle(6.2, 600), TextStyle(6.2)
_AWAY_MM = (5.0, 9.0, 14.0, 20.0, 27.0, 35.0)
_TURNS = 16
_WIDEST_MM = 46.0


@dataclass(frozen=True, slots=True)
class Callout:
    """Its lines, its box, and the place of its incident on the paper, in millimetres."""

    lines: tuple[str, ...]
    bold: int
    box: Box
    at: tuple[float, float]


def callouts_on(
    paper: Paper, sheet: Sheet, snapshot: Snapshot, symbols: Floats, taken: tuple[Box, ...]
) -> list[Callout]:
    """The callouts of the first selected incidents that lie on a sheet, where they cover least.

    ``symbols`` are left, top, right and bottom of the symbols (shape n, 4), ``taken`` boxes that they do not touch.
    """
    incidents, placed, rows = snapshot.dataset.incidents, list[Callout](), _rows(snapshot)
    rows = rows[sheet.holds(incidents.lon[rows], incidents.lat[rows])] if len(rows) else rows
    for incident in incidents.rows(rows.tolist()):
        x, y = (float(value) for value in sheet.place(*sheet.seen(incident.lon, incident.lat)))
        head, killed = callout_words(incident)
        lines = paper.lines(head, _WIDEST_MM * paper.unit, _STYLE)
        box = _best(paper, sheet, ((*lines, killed), (x, y)), symbols, (*taken, *(one.box for one in placed)))
        placed.append(Callout((*lines, killed), len(lines), box, (x, y)))
    return placed


def _rows(snapshot: Snapshot) -> Ints:
    """The first selected incidents that are shown, may be named and have a point."""
    shown = _shown(snapshot)
    shown = shown[may_be_named(snapshot, shown)]
    return shown[snapshot.dataset.incidents.has_point[shown]][:MOST_CALLOUTS]


def _shown(snapshot: Snapshot) -> Ints:
    """The selected incidents that are shown."""
    selected = np.array(snapshot.selected_rows, np.int64)
    return selected[np.isin(selected, snapshot.rows)]


def without_callout(snapshot: Snapshot) -> tuple[str, ...]:
    """How many of the selected incidents have no callout, and why, as sentences."""
    shown = _shown(snapshot)
    rest = len(snapshot.selected_rows) - len(_rows(snapshot)) - int((~may_be_named(snapshot, shown)).sum())
    no_room = f"{plural(rest, 'selected incident')} without a callout: no point, or no room." if rest else ""
    return tuple(filter(None, (no_room, not_listed(snapshot, shown, "selected and without a callout"))))


def _best(
    paper: Paper,
    sheet: Sheet,
    said: tuple[tuple[str, ...], tuple[float, float]],
    symbols: Floats,
    taken: tuple[Box, ...],
) -> Box:
    """The place around an incident that covers the fewest symbols, the nearest of equal ones."""
    lines, (x, y) = said
    unit = paper.unit
    w = max(paper.width_of(line, _STYLE) for line in lines) + 3 * unit
    h = len(lines) * paper.line(_STYLE) + 2 * unit
    best, least = Box(x, y, w, h), float("inf")
    for away in _AWAY_MM:
        for turn in range(_TURNS):
            angle = 2 * np.pi * (turn + 0.5) / _TURNS
            right, down = float(np.cos(angle)), float(np.sin(angle))
            middle = x + right * (away * unit + w / 2), y + down * (away * unit + h / 2)
            box = Box(middle[0] - w / 2, middle[1] - h / 2, w, h)
            covered = 1000 * _off(box, sheet.box) + 100 * sum(box.grown(unit).meets(other) for other in taken)
            covered += int(overlapping(box, symbols).sum())
            if covered < least:
                best, least = box, covered
    return best


def _off(box: Box, frame: Box) -> bool:
    return box.x < frame.x or box.y < frame.y or box.right > frame.right or box.bottom > frame.bottom


def draw_callouts(paper: Paper, callouts: list[Callout]) -> None:
    """Draw the boxes with a line from each to its incident."""
    unit, theme = paper.unit, paper.theme
    for one in callouts:
        x, y = one.at
        end = min(max(x, one.box.x), one.box.right), min(max(y, one.box.y), one.box.bottom)
        line: dict[str, Any] = {"color": theme.accent, "linewidth": 0.9 * unit, "zorder": 33}
        paper.rule((x, end[0]), (y, end[1]), gid="callout line", **line)
        edge: dict[str, Any] = {"edgecolor": theme.accent, "linewidth": 0.8 * unit}
        paper.fill(one.box, facecolor=theme.ground.paper, zorder=34, gid="callout box", **edge)
        for i, text in enumerate(one.lines):
            at = one.box.x + 1.5 * unit, one.box.y + unit + (i + 0.78) * paper.line(_STYLE)
            paper.write(text, at, _STYLE if i < one.bold else _KILLED, "callout").set_zorder(35)
