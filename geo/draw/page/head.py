"""The head of a page: title, days without data, period, caveat and filters."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.sentences import Filters
from geo.draw.page.fonts import TextStyle
from geo.draw.page.logo import draw_logo, logo_width
from geo.draw.page.paper import Box, Paper

__all__ = ["draw_head", "draw_title_line", "has_room_for_message"]

_TITLE_LINES, _SHORT_TITLE_LINES = 3, 2
_FILTER_LINES, _MESSAGE_LINES = 3, 1
_FILTERS_PT = 7.6
_ASCENT = 0.657
"""From the top of a line to its baseline."""

_LINE_PT = 13.0
"""The title of a map alone."""

_MOST_TITLE_LINES = 8
_MOST_WITH_MESSAGE = 0.3
"""On a screen title and message take no more of the height, or the message is on another sheet."""

_SMALLER = (1.0, 0.82, 0.66)
"""A title that is too long for its lines is written smaller."""


def draw_head(paper: Paper, briefing: Briefing) -> float:
    """Title, period, caveat and filters; where they end, in millimetres from the top."""
    sheet, unit = paper.sheet, paper.unit
    y = max(_title(paper, briefing.title), draw_logo(paper))
    if briefing.coverage:
        y = _coverage(paper, briefing.coverage, y)
    if briefing.imprint.message:
        style, room = _message_style(paper, briefing), Box(sheet.x, y, sheet.w, 0)
        y += paper.paragraph(briefing.imprint.message, room, style, "message")
    period = TextStyle(10, 600, paper.theme.accent)
    paper.write(briefing.period, (sheet.x, y + 3.8 * unit), period, "period words")
    x = sheet.x + paper.width_of(briefing.period, period) + 4 * unit
    if briefing.caveat:
        x, y = _caveat(paper, briefing, (x, y))
    return _filters(paper, briefing.filters, (x, y + 2.4 * unit)) + 2.5 * unit


def has_room_for_message(paper: Paper, briefing: Briefing) -> bool:
    """Whether the key message stands below the title: on a screen a long one may leave the map too little room."""
    if not briefing.imprint.message or not paper.options.is_short:
        return True
    style, (lines, title) = _message_style(paper, briefing), _title_lines(paper, briefing.title)
    message = len(paper.lines(briefing.imprint.message, paper.sheet.w, style)) * paper.line(style)
    return len(lines) * paper.line(title) + message <= _MOST_WITH_MESSAGE * paper.height


def draw_title_line(paper: Paper, briefing: Briefing) -> float:
    """What a map alone says above it: title and period, days without data, caveat and filters; where it ends."""
    sheet, unit, y = paper.sheet, paper.unit, paper.sheet.y
    title, period = TextStyle(_LINE_PT, 700), TextStyle(10, 600, paper.theme.accent)
    lines = paper.lines(briefing.title, sheet.w, title)
    for line in lines:
        y += paper.line(title) * 0.95
        paper.write(line, (sheet.x, y - 0.3 * paper.line(title)), title, "title")
    after = sheet.x + paper.width_of(lines[-1], title) + 4 * unit
    if after + paper.width_of(briefing.period, period) > sheet.right:
        after, y = sheet.x, y + 1.2 * paper.line(period)
    paper.write(briefing.period, (after, y - 0.3 * paper.line(title)), period, "period words")
    if briefing.coverage:
        y = _coverage(paper, briefing.coverage, y + 0.4 * unit)
    if said := " · ".join(filter(None, (briefing.caveat, briefing.filters.text(4)))):
        y += paper.paragraph(said, Box(sheet.x, y, sheet.w, 0), TextStyle(7, colour=paper.theme.muted), "filters")
    return y + 1.5 * unit


def _message_style(paper: Paper, briefing: Briefing) -> TextStyle:
    """The look of the key message: smaller where it is long and there is little room."""
    usual, smaller = TextStyle(11, 600), TextStyle(8.6, 600)
    is_long = len(paper.lines(briefing.imprint.message, paper.sheet.w, usual)) > _MESSAGE_LINES
    return smaller if is_long and paper.options.is_short else usual


def _coverage(paper: Paper, text: str, y: float) -> float:
    """Which days the data do not cover, nearly as large as the title; where it ends."""
    style = TextStyle(12, 700, paper.theme.warning)
    for line in paper.lines(text, paper.sheet.w, style):
        paper.write(line, (paper.sheet.x, y + 3.6 * paper.unit), style, "coverage")
        y += paper.line(style) * 0.95
    return y + 0.4 * paper.unit


def _caveat(paper: Paper, briefing: Briefing, at: tuple[float, float]) -> tuple[float, float]:
    """The caveat beside the period; where the filters begin, which is below where it leaves them too little room."""
    (x, y), sheet, unit, style = at, paper.sheet, paper.unit, TextStyle(7.6, 600)
    lines = paper.lines(briefing.caveat, sheet.right - x, style)
    for i, line in enumerate(lines):
        paper.write(line, (x, y + 3.8 * unit + i * paper.line(style)), style, "caveat")
    after = x + paper.width_of(lines[-1], style) + 4 * unit
    filters = TextStyle(_FILTERS_PT)
    fits = paper.width_of(briefing.filters.text(8), filters) <= sheet.right - after
    if len(lines) > 1 or (sheet.right - after < 0.3 * sheet.w and not fits):
        return sheet.x, y + (len(lines) - 1) * paper.line(style) + 4.4 * unit
    return after, y


def _title(paper: Paper, text: str) -> float:
    """The title in few lines, as large as they hold it; where it ends."""
    y, (lines, style) = paper.sheet.y, _title_lines(paper, text)
    for line in lines:
        paper.write(line, (paper.sheet.x, y + _ASCENT * paper.line(style)), style, "title")
        y += paper.line(style) * 0.95
    return y


def _title_lines(paper: Paper, text: str) -> tuple[list[str], TextStyle]:
    """The lines of a title and their look; a very long one has more lines of the smallest size."""
    width = paper.sheet.w - logo_width(paper)
    styles = [TextStyle(paper.options.template.title_pt * smaller, 700) for smaller in _SMALLER]
    has_few = len(paper.lines(text, width, styles[-1])) <= _SHORT_TITLE_LINES
    most = _SHORT_TITLE_LINES if has_few and paper.options.template.kind in ("square", "slide") else _TITLE_LINES
    style = next((each for each in styles if len(paper.lines(text, width, each)) <= most), styles[-1])
    lines = paper.lines(text, width, style)
    if len(lines) > _MOST_TITLE_LINES:
        last = " ".join(lines[_MOST_TITLE_LINES - 1 :])
        lines = [*lines[: _MOST_TITLE_LINES - 1], paper.fitted(last, width, style)]
    return lines, style


def _filters(paper: Paper, filters: Filters, at: tuple[float, float]) -> float:
    """The filters with as many names as fit into `_FILTER_LINES` lines; where they end."""
    sheet, style = paper.sheet, TextStyle(_FILTERS_PT, colour=paper.theme.muted)
    x, y = at
    for most in (8, 4, 2, 1):
        lines = paper.lines(filters.text(most), sheet.right - x, style)
        if len(lines) <= _FILTER_LINES:
            break
    if len(lines) > _FILTER_LINES:
        lines = [*lines[: _FILTER_LINES - 1], paper.fitted(" ".join(lines[2:]), sheet.right - x, style)]
    for i, line in enumerate(lines):
        paper.write(line, (x, y + 1.4 * paper.unit + i * paper.line(style)), style, "filters")
    return y + 1.4 * paper.unit + (len(lines) - 1) * paper.line(style)
