"""A brief laid out on sheets of a size: texts, tables and pictures in boxes that hold them, by the widths of the fonts.

A slide and a sheet of a report are laid out by the same rules; what draws them makes native shapes or drawn text of
what is placed. A table that is too long goes on at the next sheet with its header; a text breaks between paragraphs,
and a paragraph that is longer than a sheet between its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.briefing.brief import Brief, Section, Text
from geo.briefing.fact_table import FactTable
from geo.draw.page.fonts import drawable, wrapped
from geo.draw.page.laid_table import LaidTable, PlacedTable, line
from geo.draw.page.paper import Box
from geo.ending import go_on

__all__ = [
    "FIGURES_GAP",
    "Kind",
    "Look",
    "Placed",
    "PlacedFigures",
    "PlacedPicture",
    "PlacedText",
    "Sheet",
    "sheets_of",
    "space_after",
]


BULLET_MM = 5.0
_GAP = 4.0
_LEAST_PICTURE = 60.0
_LEAST_BELOW_HEADING = 38.0
_FEWEST_ROWS = 2


Kind = Literal["body", "list", "small", "heading"]


@dataclass(frozen=True, slots=True)
class Look:
    """The sizes of a kind of document.

    Attributes
    ----------
    area
        Where the content of a sheet stands, in millimetres.
    body_pt, list_pt, small_pt, table_pt, head_pt
        The sizes of running text, lists, remarks, tables, and of headings within a sheet.
    sheet_per_section
        Whether each section begins a sheet, whose title is its heading.
    wider
        By how much the letters may be wider than those that are measured.
    chart_mm, map_mm
        The height of the chart and of the map; 0 for all that is left.
    leaves_out
        The names of tables that are left out, because what is drawn from them holds the numbers.
    """

    area: Box
    body_pt: float
    list_pt: float
    small_pt: float
    table_pt: float
    head_pt: float
    sheet_per_section: bool
    wider: float = 1.0
    chart_mm: float = 0.0
    map_mm: float = 0.0
    leaves_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Paragraphs in a box."""

    box: Box
    texts: tuple[str, ...]
    points: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """The map or the chart."""

    box: Box
    kind: Literal["map", "chart"]


@dataclass(frozen=True, slots=True)
class PlacedFigures:
    """The headline figures in a row."""

    box: Box
    table: FactTable


Block = Text | FactTable | Literal["map", "chart"]
Placed = PlacedText | PlacedTable | PlacedPicture | PlacedFigures


@dataclass(slots=True)
class Sheet:
    """A sheet: its title, the part that it begins with, and what stands on it."""

    title: str
    part: str
    items: list[Placed] = field(default_factory=list)


def sheets_of(brief: Brief, look: Look, first: Box | None = None) -> list[Sheet]:
    """The sheets of a brief, in their order; ``first`` is the area of the first one where that is another."""
    flow = _Flow(look, look.area if first is None else first)
    for section in brief.sections:
        if section.part == "situation" and look.sheet_per_section:
            flow.begin(replace(section, title=brief.briefing.title))
            flow.situation(section)
            continue
        flow.begin(section)
        for n, block in enumerate(section.blocks):
            go_on()
            flow.add(block, section.blocks[n + 1 : n + 2])
    return flow.sheets


class _Flow:
    """Places block below block, and begins another sheet where one is full."""

    def __init__(self, look: Look, first: Box) -> None:
        self.look, self.sheets, self._first = look, list[Sheet](), first
        self._y, self._title, self._part, self._n = 0.0, "", "", 1

    @property
    def _box(self) -> Box:
        """What is left of the sheet."""
        area = self.look.area
        return Box(area.x, self._y, area.w, area.bottom - self._y)

    def begin(self, section: Section) -> None:
        """Begin a section: on a new sheet, or below its heading where enough room is left."""
        self._title, self._part, self._n = section.title, section.part, 1
        if self.look.sheet_per_section or not self.sheets:
            self._new()
        elif self._box.h < self._least(section):
            self._more()
        if not self.look.sheet_per_section:
            self._y += _GAP if self.sheets[-1].items else 0.0
            self._heading(section.title)

    def _least(self, section: Section) -> float:
        """The least room for a heading and what stands below it."""
        first = section.blocks[0]
        wanted = (
            {"map": self.look.map_mm, "chart": self.look.chart_mm}.get(first, 0.0) if isinstance(first, str) else 0.0
        )
        return wanted + _LEAST_BELOW_HEADING

    def _heading(self, text: str) -> None:
        look = self.look
        height = len(self._lines(text, look.area.w, look.head_pt, 700)) * line(look.head_pt)
        self._put(PlacedText(replace(self._box, h=height), (text,), look.head_pt, "heading"), height + 1.5)

    def _new(self) -> None:
        title = self._title if self._n == 1 or not self.look.sheet_per_section else f"{self._title} ({self._n})"
        self._y = self.look.area.y if self.sheets else self._first.y
        self.sheets.append(Sheet(title, self._part))

    def _more(self) -> None:
        """Go on at another sheet."""
        self._n += 1
        self._new()

    def _put(self, item: Placed, height: float) -> None:
        self.sheets[-1].items.append(item)
        self._y += height

    def add(self, block: Block, following: Sequence[Block] = ()) -> None:
        """Place a block; a picture leaves room for the remarks that follow it."""
        if isinstance(block, Text):
            self._add_text(block)
        elif isinstance(block, FactTable):
            if block.name not in self.look.leaves_out or not block.rows:
                self._add_table(block)
        else:
            self._add_picture(block, self._remarks_height(following))

    def _remarks_height(self, following: Sequence[Block]) -> float:
        texts = [text for block in following if isinstance(block, Text) and block.is_small for text in block.texts]
        return sum(self._height(text, self.look.small_pt, "small") for text in texts) + (2 * _GAP if texts else 0.0)

    # pictures

    def _add_picture(self, kind: Literal["map", "chart"], reserved: float) -> None:
        wanted = self.look.map_mm if kind == "map" else self.look.chart_mm
        if self._box.h - reserved < (wanted or _LEAST_PICTURE) and self.sheets[-1].items:
            self._more()
        left = max(self._box.h - reserved, _LEAST_PICTURE)
        height = min(wanted or left, left)
        self._put(PlacedPicture(replace(self._box, h=height), kind), height + _GAP)

    # texts

    def _add_text(self, text: Text) -> None:
        kind: Literal["body", "list", "small"] = "small" if text.is_small else "list" if text.is_list else "body"
        points = {"body": self.look.body_pt, "list": self.look.list_pt, "small": self.look.small_pt}[kind]
        waiting = list(text.texts)
        while waiting:
            taken, height = self._fitting(waiting, points, kind)
            if not taken and self.sheets[-1].items:
                self._more()
                continue
            if not taken:
                taken, waiting = self._cut(waiting, points, kind)
                height = self._box.h
            else:
                waiting = waiting[len(taken) :]
            self._put(PlacedText(replace(self._box, h=height), tuple(taken), points, kind), height + _GAP)

    def _fitting(self, texts: Sequence[str], points: float, kind: str) -> tuple[list[str], float]:
        """The first texts that the rest of the sheet holds, and their height."""
        taken, height = [], 0.0
        for text in texts:
            height_of = self._height(text, points, kind)
            if height + height_of > self._box.h:
                break
            taken.append(text)
            height += height_of
        return taken, height

    def _height(self, text: str, points: float, kind: str) -> float:
        """The height of a paragraph with the space below it."""
        width = self.look.area.w - (BULLET_MM if kind == "list" else 0.0)
        return len(self._lines(text, width, points)) * line(points) + space_after(points, kind)

    def _cut(self, texts: list[str], points: float, kind: str) -> tuple[list[str], list[str]]:
        """A paragraph that is longer than a sheet: as many of its lines as fit, and the rest."""
        lines = self._lines(texts[0], self.look.area.w - BULLET_MM, points)
        n = max(int((self._box.h - space_after(points, kind)) / line(points)), 1)
        rest = [" ".join(lines[n:])] if lines[n:] else []
        return [" ".join(lines[:n])], [*rest, *texts[1:]]

    def _lines(self, text: str, width: float, points: float, weight: int = 400) -> list[str]:
        return wrapped(drawable(text), width / self.look.wider, points, weight)

    # tables

    def _add_table(self, table: FactTable) -> None:
        if not table.rows:
            self._add_text(Text((table.nothing,)))
            return
        title = table.title if table.title != self._title else ""
        laid = LaidTable(table, self.look.area.w, self.look.table_pt, self.look.wider)
        head = len(self._lines(title, self.look.area.w, self.look.list_pt, 600)) if title else 0
        if title and self.sheets[-1].items:
            self._y += _GAP / 2
        begin, is_first = 0, True
        while begin < len(table.rows):
            top = head * line(self.look.list_pt) if is_first else 0.0
            n = self._with_notes(table, laid, (begin, laid.fitting(begin, self._box.h - top)), top)
            if self.sheets[-1].items and (
                n < min(_FEWEST_ROWS, len(table.rows) - begin) or self._breaks_small(laid, n)
            ):
                self._more()
                continue
            if is_first and title:
                self._put(PlacedText(replace(self._box, h=top), (title,), self.look.list_pt, "heading"), top)
            placed = laid.part(begin, max(n, 1), replace(self._box, w=laid.width))
            self._put(placed, placed.box.h + 0.8 * _GAP)
            begin, is_first = begin + max(n, 1), False
            if begin < len(table.rows):
                self._more()
        if table.notes:
            self._add_text(Text((" ".join(table.notes),), is_small=True))

    def _with_notes(self, table: FactTable, laid: LaidTable, begin_n: tuple[int, int], top: float) -> int:
        """How many of the rows that fit are placed: the last ones go to the next sheet where the notes have to."""
        begin, n = begin_n
        if len(table.rows) - begin - n == 1 and n > _FEWEST_ROWS:
            return n - 1  # so that no single row stands on the next sheet
        if begin + n < len(table.rows) or not table.notes or n <= _FEWEST_ROWS:
            return n
        notes = self._height(" ".join(table.notes), self.look.small_pt, "small")
        height = laid.heights[0] + sum(laid.heights[begin + 1 : begin + 1 + n])
        return n if top + height + _GAP + notes <= self._box.h else n - _FEWEST_ROWS

    def _breaks_small(self, laid: LaidTable, n: int) -> bool:
        """Whether a table that is less than half a sheet high would be broken after ``n`` rows."""
        return n < len(laid.table.rows) and sum(laid.heights) < self.look.area.h / 2

    # the first slide

    def situation(self, section: Section) -> None:
        """The figures in a row; below them the text at the left, and the districts at the right as far as they fit."""
        figures, *rest = section.blocks
        assert isinstance(figures, FactTable)
        self._put(PlacedFigures(replace(self._box, h=_FIGURES_MM), figures), _FIGURES_MM + _GAP)
        texts = [block for block in rest if isinstance(block, Text)]
        table = next(block for block in rest if isinstance(block, FactTable))
        sides, look, top = _columns(self._box), self.look, self._y
        shown = self._beside(table, sides[1])
        if not shown:
            sides = (self._box, self._box)
        self.look = replace(look, area=Box(sides[0].x, look.area.y, sides[0].w, look.area.h))
        for n, text in enumerate(texts):
            points = self._largest(text, self._share(texts[n:])) if not text.is_small else look.small_pt
            self.look = replace(self.look, body_pt=points)
            self._add_text(text)
        self.look, self._y = look, top
        if shown < len(table.rows):
            self._more()
            self._add_table(replace(table, rows=table.rows[shown:]))

    def _share(self, texts: Sequence[Text]) -> float:
        """The room for the first of some texts: what the remarks below it leave."""
        small = [one for text in texts[1:] for one in text.texts]
        return self._box.h - sum(self._height(one, self.look.small_pt, "small") for one in small) - _GAP * len(texts)

    def _largest(self, text: Text, room: float) -> float:
        """The largest size, of those from running text down to remarks, at which a text fits."""
        sizes = [self.look.body_pt - n for n in range(int(self.look.body_pt - self.look.small_pt))]
        heights = ((size, sum(self._height(one, size, "body") for one in text.texts)) for size in sizes)
        return next((size for size, height in heights if height <= room), self.look.small_pt)

    def _beside(self, table: FactTable, box: Box) -> int:
        """Place as many rows of a table as a box holds with its notes; how many these are, 0 if it is too narrow."""
        if not table.rows:
            return 0
        laid = LaidTable(table, box.w, self.look.table_pt, self.look.wider)
        if laid.is_tight:
            return 0
        points, pt = self.look.list_pt, self.look.small_pt
        title = len(self._lines(table.title, box.w, points, 600)) * line(points)
        note = " ".join(table.notes)
        foot = len(self._lines(note, box.w, pt)) * line(pt) + 0.8 * _GAP if note else 0.0
        n = laid.fitting(0, box.h - title - foot)
        self.sheets[-1].items.append(PlacedText(replace(box, h=title), (table.title,), points, "heading"))
        placed = laid.part(0, max(n, 1), replace(box.below(title), w=laid.width))
        self.sheets[-1].items.append(placed)
        if note and n >= len(table.rows):
            below = Box(box.x, placed.box.bottom + 0.8 * _GAP, box.w, foot)
            self.sheets[-1].items.append(PlacedText(below, (note,), pt, "small"))
        return max(n, 1)


FIGURES_GAP = 4.0
"""Between two headline figures."""

_FIGURES_MM = 26.0


def _columns(box: Box) -> tuple[Box, Box]:
    middle = box.x + box.w / 2
    right = Box(middle + FIGURES_GAP / 2, box.y, box.w / 2 - FIGURES_GAP / 2, box.h)  # below the third figure
    return replace(box, w=middle - 2 * FIGURES_GAP - box.x), right


def space_after(points: float, kind: str) -> float:
    """The space below a paragraph in millimetres."""
    return 0.35 * line(points) if kind in ("list", "body") else 0.15 * line(points)
