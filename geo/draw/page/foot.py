"""The foot of a page: what is counted and mapped, how boundaries are to be read, and where the data come from."""

from __future__ import annotations

from dataclasses import replace

from geo.briefing import Briefing
from geo.briefing.notes import OnMap
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper

__all__ = ["draw_foot", "foot_top", "notes_of"]

_SMALL = TextStyle(5.7, is_note=True)
_GAP_MM = 8.0


def foot_top(paper: Paper, briefing: Briefing) -> float:
    """Where the foot begins, so that its longest column ends at the margin, whatever a zoomed map leaves out."""
    mapped = briefing.notes.mapped
    is_zoomed = paper.options.extent is not None or briefing.scope.within is not None
    columns = _columns(paper, briefing, mapped.fullest if is_zoomed else mapped.whole)
    return paper.sheet.bottom - max(_height(paper, texts, len(columns)) for texts in columns)


def draw_foot(paper: Paper, top: float, briefing: Briefing, on_map: OnMap) -> None:
    """Draw the notes below a rule."""
    style = replace(_SMALL, colour=paper.theme.muted)
    paper.rule((paper.sheet.x, paper.sheet.right), (top, top))
    columns = _columns(paper, briefing, on_map)
    for box, texts in zip(_boxes(paper, top, len(columns)), columns, strict=True):
        at = box.below(1.6 * paper.unit)
        for text in texts:
            at = at.below(paper.paragraph(text, at, style, "foot"))


def notes_of(paper: Paper, briefing: Briefing, on_map: OnMap) -> tuple[str, ...]:
    """The notes as paragraphs: each with its heading on paper, in short on a screen and of a map only."""
    if paper.options.map_only or paper.options.is_short:
        return (briefing.notes.in_short(on_map),)
    return tuple(f"{head}: {text}" for head, text in briefing.notes.headed(on_map))


def _columns(paper: Paper, briefing: Briefing, on_map: OnMap) -> list[list[str]]:
    """The notes by column: two on paper, one paragraph on a screen and of a map only."""
    texts = list(notes_of(paper, briefing, on_map))
    if len(texts) == 1:
        return [texts]
    cuts = [(texts[:k], texts[k:]) for k in range(1, len(texts))]
    return list(min(cuts, key=lambda parts: max(_height(paper, part, 2) for part in parts)))


def _boxes(paper: Paper, top: float, count: int) -> list[Box]:
    sheet = paper.sheet
    return Box(sheet.x, top, sheet.w, sheet.bottom - top).columns(count, _GAP_MM * paper.unit)


def _height(paper: Paper, texts: list[str], count: int) -> float:
    width = _boxes(paper, 0, count)[0].w
    lines = sum(len(paper.lines(text, width, _SMALL)) for text in texts)
    return lines * paper.line(_SMALL) + 2 * paper.unit
