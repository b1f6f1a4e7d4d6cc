"""The native shapes of a slide: texts, tables, the headline figures and the chart. A door to python-pptx."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from geo.briefing.brief import Brief
from geo.briefing.fact_table import shown
from geo.calendar.days import MONTHS
from geo.draw.page.flow import FIGURES_GAP, Kind, PlacedFigures, PlacedText, space_after
from geo.draw.page.fonts import width_mm
from geo.draw.page.laid_table import CELL_X, CELL_Y, LINE_SPACING, PlacedTable
from geo.draw.page.paper import Box
from geo.draw.style import LIGHT, MAP_COLOURS, TYPE_STYLES, Theme, band_colours
from geo.export.briefs.package import begins_arabic, plain_text
from geo.places.border_bands import BAND_NAMES
from geo.wording import plural

__all__ = ["Ink", "add_chart", "add_figures", "add_table", "add_text", "describe_shape", "emu", "set_texts"]

_EMU = 36_000
_PT_PER_MM = 72 / 25.4
_WIDEST = 1.12
_MOST_TICKS, _MOST_LEVEL = 12, 10
_DAYS = re.compile(r"^(\d+)–\d+")
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without lines and fills."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of texts and lines: those of a theme, ``None`` for those of the template."""

    theme: Theme | None

    def colour(self, name: str) -> str | None:
        """A colour of the theme as six hexadecimal digits."""
        return None if self.theme is None else str(getattr(self.theme, name))[1:]


def emu(box: Box) -> tuple[int, int, int, int]:
    """A box in the units of PowerPoint."""
    left, top, width, height = (round(value * _EMU) for value in (box.x, box.y, box.w, box.h))
    return left, top, width, height


def describe_shape(shape: Any, name: str, text: str) -> None:
    """Name a shape and give it a text for those who cannot see it: the library has no call for that."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", plain_text(text))


def add_text(slide: Any, item: PlacedText, ink: Ink, *, is_foot: bool = False) -> None:
    """A text box."""
    box = slide.shapes.add_textbox(*emu(item.box))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    if is_foot:
        box.name = "Footer"
    set_texts(frame, item, ink)


def set_texts(frame: Any, item: PlacedText, ink: Ink, *, bullets_of_layout: bool = False) -> None:
    """Paragraphs in a frame; a list has bullets, those of the layout where the frame is a placeholder."""
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Pt

    frame.auto_size = MSO_AUTO_SIZE.NONE
    for n, text in enumerate(item.texts):
        paragraph = frame.paragraphs[0] if not n else frame.add_paragraph()
        _add_run(paragraph, text, item.points, ink.colour(_COLOURS[item.kind]), is_bold=item.kind == "heading")
        paragraph.space_after = Pt(space_after(item.points, item.kind) * _PT_PER_MM)
        paragraph.line_spacing = Pt(item.points * LINE_SPACING)
        if item.kind == "list":
            _bullet(paragraph, "" if bullets_of_layout else "•")
        elif bullets_of_layout:
            _no_bullet(paragraph)


_COLOURS = {"body": "text", "list": "text", "small": "muted", "heading": "accent"}


def _add_run(paragraph: Any, text: str, points: float, colour: str | None, *, is_bold: bool = False) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = plain_text(text)
    run.font.size = Pt(points)
    if is_bold:
        run.font.bold = True
    if colour is not None:
        run.font.color.rgb = _rgb(colour)
    if begins_arabic(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made.from_string(colour.upper())


def _bullet(paragraph: Any, character: str) -> None:
    """Indent a paragraph as it is measured; without a character the bullet is that of the layout."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(5 * _EMU))
    properties.set("indent", str(-5 * _EMU))
    for name, value in (("buFont", {"typeface": "Arial"}), ("buChar", {"char": character})) if character else ():
        properties.append(_element(f"a:{name}", value))


def _no_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(_element("a:buNone", {}))


def _element(tag: str, values: dict[str, str]) -> Any:
    from pptx.oxml.xmlchemy import OxmlElement

    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(name, value)
    return made


def add_table(slide: Any, item: PlacedTable, ink: Ink) -> None:
    """A table whose first row is its header."""
    table, box = item.table, item.box
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.header), *emu(box))
    describe_shape(frame, table.title, f"Table: {table.title}, {plural(len(table.rows), 'row')}.")
    native = frame.table
    native.first_row, native.horz_banding = True, ink.theme is None
    if ink.theme is not None:
        native._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE
    for column, width in zip(native.columns, item.widths, strict=True):
        column.width = round(width * _EMU)
    for row, height in zip(native.rows, item.heights, strict=True):
        row.height = round(height * _EMU)
    for at, texts in enumerate((list(table.header), *table.texts())):
        for column, text in enumerate(texts):
            _set_cell(native.cell(at, column), text, item, (at == 0, table.is_numeric(column)), ink)


def _set_cell(cell: Any, text: str, item: PlacedTable, is_head_numeric: tuple[bool, bool], ink: Ink) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    is_head, is_numeric = is_head_numeric
    cell.margin_left = cell.margin_right = round(CELL_X * _EMU)
    cell.margin_top = cell.margin_bottom = round(CELL_Y * _EMU)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_numeric else PP_ALIGN.LEFT
    paragraph.line_spacing = Pt(item.points * LINE_SPACING)
    _add_run(paragraph, text, item.points, ink.colour("accent" if is_head else "text"), is_bold=is_head)
    if ink.theme is not None:
        line = ink.colour("accent") if is_head else ink.colour("border")
        assert line is not None
        _rule_below(cell, line, 1.25 if is_head else 0.5)


def _rule_below(cell: Any, colour: str, points: float) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = _element("a:lnB", {"w": str(round(points * 12_700)), "cap": "flat", "cmpd": "sng", "algn": "ctr"})
    fill = _element("a:solidFill", {})
    fill.append(_element("a:srgbClr", {"val": colour.upper()}))
    line.append(fill)
    properties.insert(0, line)


def add_figures(slide: Any, item: PlacedFigures, ink: Ink) -> None:
    """The headline figures: number, what it counts, and its range or how many reports do not state it."""
    rows, box = item.table.rows, item.box
    for cell, row in zip(box.columns(len(rows), FIGURES_GAP), rows, strict=True):
        number, low, high, missing = row[1:5]
        accent: Kind = "heading" if row is rows[0] else "body"
        parts = (
            (PlacedText(Box(cell.x, cell.y, cell.w, 12.5), (shown(number),), 28, accent), 12.5),
            (PlacedText(Box(cell.x, cell.y + 12.5, cell.w, 6.5), (str(row[0]).lower(),), 14, "body"), 6.5),
            (PlacedText(Box(cell.x, cell.y + 19, cell.w, 6), (_remark(low, high, missing, cell.w),), 12, "small"), 6),
        )
        for text, _ in parts:
            if text.texts[0]:
                add_text(slide, text, ink)


def _remark(low: Any, high: Any, missing: Any, room: float) -> str:
    """The range of a figure, or how many incidents do not state it, in few words where there is little room."""
    if low is not None and low != high:
        words = (f"{shown(low)}–{shown(high)} reported", f"{shown(low)}–{shown(high)}")
    elif missing:
        words = (f"not stated in {plural(missing, 'incident')}", f"not stated: {shown(missing)}")
    else:
        return ""
    return words[0] if width_mm(words[0], 12) * _WIDEST <= room else words[1]


def add_chart(slide: Any, box: Box, brief: Brief) -> None:
    """Columns stacked by their parts, to be edited; units without data have none."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    table = brief.tables["trend"]
    data: Any = CategoryChartData(number_format="#,##0")  # type: ignore[no-untyped-call]
    data.categories = [_short(str(row[0])) for row in table.rows]
    at = table.header.index("All")
    names = list(enumerate(table.header))[1:at] or [(at, "Incidents")]
    for n, name in names:
        data.add_series(name, [row[n] for row in table.rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *emu(box), data)
    describe_shape(frame, table.title, brief.chart_text)
    chart = frame.chart
    chart.font.size = Pt(12)
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 25, 100
    for series, (_, name) in zip(plot.series, names, strict=True):
        _colour_series(series, _PART_COLOURS.get(name, LIGHT.accent))
    _axes(chart, len(table.rows))


_PART_COLOURS = {
    **{style.name: style.light for style in TYPE_STYLES},
    **dict(zip(BAND_NAMES, band_colours("light", len(BAND_NAMES)), strict=True)),
    "in several bands": MAP_COLOURS["light"].unknown_dot,
    "distance not known": MAP_COLOURS["light"].unknown,
}


def _colour_series(series: Any, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(colour[1:])
    series.invert_if_negative = False


def _short(label: str) -> str:
    """A unit of time in few letters: "Jan 2021"; of a week its first day."""
    for month in MONTHS:
        label = label.replace(month, month[:3])
    first, dash, last = label.partition(" – ")
    if not dash:
        return plain_text(_DAYS.sub(r"\1", label))
    return plain_text(first if first[-4:].isdigit() else f"{first} {last[-4:]}")


def _axes(chart: Any, n: int) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.has_major_gridlines, values.has_minor_gridlines = True, False
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.border[1:])
    skip = str(-(-n // _MOST_TICKS))
    if n > _MOST_LEVEL:
        categories.tick_labels.font.size = values.tick_labels.font.size  # makes the properties of its text
        categories._element.find("{*}txPr/{*}bodyPr").set("rot", "-2700000")
    for name in ("tickLblSkip", "tickMarkSkip"):
        _after_label_offset(categories._element, _element(f"c:{name}", {"val": skip}))


def _after_label_offset(axis: Any, element: Any) -> None:
    """Put an element before the last one of a category axis, where the schema has it."""
    last = axis.find("{*}noMultiLvlLbl")
    if last is None:
        axis.append(element)
    else:
        last.addprevious(element)
