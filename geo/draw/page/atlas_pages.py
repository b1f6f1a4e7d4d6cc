"""The pages of an atlas as figures: the list of contents, then a page for each entry, with numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing.atlas import Atlas, AtlasEntry
from geo.draw.page.figure import PageFigure
from geo.draw.page.fonts import TextStyle
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.running import draw_running
from geo.draw.page.settings import page_settings

__all__ = ["atlas_figures", "number_of_pages"]

_ROW_MM, _COLUMN_MM = 4.6, 82.0
_NOTES, _NUMBER, _TITLE = TextStyle(5.7), TextStyle(6.2, 600, align="right"), TextStyle(16, 700)
_LEAST_ROWS = 12
_EDGE_MM = 4.4
"""From the lower edge of the paper to the number of a page."""


def number_of_pages(atlas: Atlas, options: PageOptions) -> int:
    """How many pages an atlas has, its list of contents among them."""
    with page_settings():
        return _contents_pages(Paper(Figure(), options), atlas) + len(atlas.entries)


def atlas_figures(atlas: Atlas, options: PageOptions) -> Iterator[PageFigure]:
    """The pages of an atlas in their order; each is drawn when it is asked for."""
    total = number_of_pages(atlas, options)
    before = total - len(atlas.entries)
    for number in range(1, before + 1):
        yield _Contents(atlas, options, number, total)
    for number, entry in enumerate(atlas.entries, before + 1):
        yield _EntryPage(atlas, entry, options, number, total)


class _EntryPage(PageFigure):
    def __init__(self, atlas: Atlas, entry: AtlasEntry, options: PageOptions, number: int, total: int) -> None:
        title = f"{options.title}: {entry.name}" if options.title else None
        super().__init__(entry.snapshot, replace(options, title=title))
        words = [entry.name]
        if entry.rank:
            words.append(f"rank {entry.rank:,} of {len(atlas.entries):,} by {atlas.options.by_words}")
        with page_settings():
            _write_number(Paper.again(self, options), " · ".join(words), (number, total))


class _Contents(PageFigure):
    def __init__(self, atlas: Atlas, options: PageOptions, number: int, total: int) -> None:
        width, height = options.paper_mm
        settings = {name: value for name, value in asdict(options).items() if name not in ("title", "made")}
        self.record, self.options = atlas.record.with_settings("page", settings), options
        with page_settings():
            Figure.__init__(self, figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
            FigureCanvasAgg(self)
            paper = Paper(self, options)
            self.set_facecolor(paper.theme.ground.paper)
            _compose_contents(paper, atlas, number, total)
            _write_number(paper, "Contents", (number, total))
            self.further = ()
            draw_running(Paper.again(self, options), options.imprint, 1, 1)


def _write_number(paper: Paper, words: str, place: tuple[int, int]) -> None:
    """Write the number of a page below its lower margin, and beside it what it shows."""
    style = replace(_NUMBER, colour=paper.theme.muted)
    at = paper.sheet.right, paper.height - _EDGE_MM * paper.unit
    paper.write(f"{words} · page {place[0]:,} of {place[1]:,}", at, style, "page number")


def _head(paper: Paper, atlas: Atlas, *, is_drawn: bool) -> Box:
    """Title, period, what the data are not, and filters; what is left below them."""
    words = " · ".join(filter(None, (atlas.period, atlas.caveat, atlas.filters)))
    styles = [(atlas.title, _TITLE, "title"),
              (atlas.coverage, TextStyle(10.5, 700, paper.theme.warning), "coverage"),
              (words, TextStyle(7.6, 600), "period words"),
              (_order_words(atlas), TextStyle(7.6, 400, paper.theme.muted), "order")]  # fmt: skip
    box = paper.sheet
    for text, style, gid in styles:
        lines = paper.lines(text, box.w, style) if text else []
        box = box.below(paper.paragraph(text, box, style, gid) if is_drawn and text else len(lines) * paper.line(style))
    return box.below(2 * paper.unit)


def _order_words(atlas: Atlas) -> str:
    what = f"{atlas.options.of}s"
    if not atlas.options.by_words:
        return f"A page for each of the {what}, in the order of {'time' if atlas.options.of == 'month' else 'names'}."
    return f"A page for each of the {what}, ranked by {atlas.options.by_words}."


def _grid(paper: Paper, atlas: Atlas) -> tuple[Box, int, int]:
    """The box of the rows, and how many columns and rows it holds."""
    below = _head(paper, atlas, is_drawn=False)
    notes = sum(len(paper.lines(text, below.w, _NOTES)) for text in atlas.notes) * paper.line(_NOTES) + 3 * paper.unit
    box = Box(below.x, below.y, below.w, below.h - notes)
    columns = max(1, int(box.w / (_COLUMN_MM * paper.unit)))
    return box, columns, max(1, int(box.h / _row(paper)) - 1)


def _row(paper: Paper) -> float:
    return max(_ROW_MM * paper.unit, 1.15 * paper.line(TextStyle(6.8)))


def _contents_pages(paper: Paper, atlas: Atlas) -> int:
    _, columns, rows = _grid(paper, atlas)
    return -(-len(atlas.entries) // (columns * rows))


def _compose_contents(paper: Paper, atlas: Atlas, number: int, total: int) -> None:
    """Draw one page of the list of contents: as many entries as it holds, and the notes."""
    _head(paper, atlas, is_drawn=True)
    box, columns, rows = _grid(paper, atlas)
    before = total - len(atlas.entries)
    first = (number - 1) * columns * rows
    rows = min(rows, max(_LEAST_ROWS, -(-(len(atlas.entries) - first) // columns)))  # the last columns: of one length
    for i, column in enumerate(box.columns(columns, 8 * paper.unit)):
        begin = first + i * rows
        shown = atlas.entries[begin : begin + rows]
        if shown:
            _draw_column(paper, column, shown, (before + begin + 1, atlas))
    at, style = Box(box.x, box.bottom + 2 * paper.unit, box.w, 0), replace(_NOTES, colour=paper.theme.muted)
    paper.rule((box.x, box.right), (at.y - paper.unit, at.y - paper.unit))
    for text in atlas.notes:
        at = at.below(paper.paragraph(text, at, style, "note"))


def _draw_column(paper: Paper, box: Box, entries: tuple[AtlasEntry, ...], start: tuple[int, Atlas]) -> None:
    """Draw entries below their head: rank, name, figures, the value that ranks them, and the number of their page."""
    (page, atlas), unit, step = start, paper.unit, _row(paper)
    has_value = atlas.options.by.startswith("per_")
    rights = {"page": box.right, "killed": box.right - 11 * unit, "incidents": box.right - 25 * unit}
    if has_value:
        rights["rate"] = box.right - 39 * unit
    head = TextStyle(5.8, 400, paper.theme.muted, "right")
    for name, right in rights.items():
        paper.write(name, (right, box.y + 0.7 * step), head, "contents head")
    indent = (7 if atlas.options.by_words else 0) * unit
    name_style, number = TextStyle(6.8, valign="center"), TextStyle(6.8, 400, None, "right", "center")
    for i, entry in enumerate(entries):
        row = Box(box.x, box.y + (i + 1) * step, box.w, step)
        middle = row.y + row.h / 2
        if entry.rank:
            paper.write(f"{entry.rank}", (row.x + indent - 2 * unit, middle), number, "contents rank")
        room = min(rights.values()) - row.x - indent - 9 * unit
        paper.write(paper.fitted(entry.name, room, name_style), (row.x + indent, middle), name_style, "contents name")
        texts = {"page": f"{page + i}", "killed": _killed(entry), "incidents": f"{entry.figures.incidents:,}",
                 "rate": entry.value}  # fmt: skip
        for name, right in rights.items():
            style = replace(number, weight=600) if name == "page" else number
            paper.write(texts[name], (right, middle), style, f"contents {name}")
        paper.rule((row.x, row.right), (row.bottom, row.bottom), linewidth=0.35 * unit, alpha=0.6)


def _killed(entry: AtlasEntry) -> str:
    figures = entry.figures
    return "–" if figures.incidents and figures.no_figure == figures.incidents else f"{figures.killed_best:,}"
