"""A brief as a document of Word: headings, text, tables, the map and the chart as pictures. A door to python-docx.

Texts of the data are set as text: Word runs nothing in them, and no field is made of them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from geo.briefing.brief import Brief, Section, Text
from geo.briefing.fact_table import FactTable
from geo.draw.page.laid_table import LaidTable
from geo.draw.page.map_picture import map_picture
from geo.draw.page.trend_picture import trend_picture
from geo.draw.style import LIGHT
from geo.ending import go_on
from geo.export.briefs.package import add_record, begins_arabic, describe, plain_text, repacked
from geo.export.briefs.plain import FONT
from geo.export.briefs.request import BriefRequest
from geo.whole_file import write_whole

__all__ = ["write_document"]

_WIDTH_MM, _MARGIN_MM = 210.0, 20.0
_TEXT_MM = _WIDTH_MM - 2 * _MARGIN_MM
_MAP_MM, _CHART_MM = 105.0, 60.0
_TABLE_PT = 9.0
_WIDER = 1.15
"""Cells have wider margins than those that are measured."""


def write_document(path: Path, request: BriefRequest) -> Path:
    """Write a document, whole or not at all; the path. Raises `ExportFailed`."""
    return write_whole(path, repacked(document_bytes(request), request.record.made))


def document_bytes(request: BriefRequest) -> bytes:
    """The document, with the moment of writing in it."""
    from docx import Document
    from docx.opc.part import Part

    document = Document()
    _set_up(document, request.brief)
    _Writer(document, request).write()
    describe(document.core_properties, request.record)
    add_record(document.part, Part, request.record)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _set_up(document: Any, brief: Brief) -> None:
    """A4, the fonts and colours of the slides, and on each page what the data are and the period."""
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(18)
    sizes = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 11.5, "List Bullet": 10}
    for name, points in sizes.items():
        style = document.styles[name]
        _set_font(style, points, "text" if points < 11 else "accent")
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    foot = section.footer.paragraphs[0]
    _run(foot, brief.running, 8.5, "warning" if brief.briefing.label else "muted")
    foot.add_run("\t\t")
    _page_number(foot)


def _set_font(style: Any, points: float, colour: str) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = FONT, Pt(points)
    style.font.color.rgb = RGBColor.from_string(str(getattr(LIGHT, colour))[1:].upper())
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:  # the font of the theme would go before ours
            del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_w(kind), FONT)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(tag: str, **values: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(_w(name), value)
    return made


def _run(paragraph: Any, text: str, points: float | None = None, colour: str = "", *, is_bold: bool = False) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(plain_text(text).replace("\t", " ").replace("\n", " "))
    if points is not None:
        run.font.size = Pt(points)
    if colour:
        run.font.color.rgb = RGBColor.from_string(str(getattr(LIGHT, colour))[1:].upper())
    if is_bold:
        run.font.bold = True
    if begins_arabic(text):
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().append(_element("bidi"))
    return run


def _page_number(paragraph: Any) -> None:
    """The number of the page as a field; no text of the data is in it."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("fldChar", fldCharType=kind))
        else:
            instruction = _element("instrText")
            instruction.text = text
            run._r.append(instruction)


class _Writer:
    """Writes the sections of a brief one after the other."""

    def __init__(self, document: Any, request: BriefRequest) -> None:
        self._document, self._request, self._brief = document, request, request.brief

    def write(self) -> None:
        """Write title and sections."""
        briefing = self._brief.briefing
        self._document.add_paragraph(plain_text(briefing.title), style="Title")
        head = self._document.add_paragraph()
        _run(head, briefing.period, 12, "accent", is_bold=True)
        if briefing.caveat:
            _run(head, f"   {briefing.caveat}", 12, "warning", is_bold=True)
        for section in self._brief.sections:
            self._section(section)

    def _section(self, section: Section) -> None:
        self._document.add_heading(plain_text(section.title), 1)
        for block in section.blocks:
            go_on()
            if isinstance(block, Text):
                self._text(block)
            elif isinstance(block, FactTable):
                self._table(block, section.title)
            else:
                self._picture(block)

    def _text(self, text: Text) -> None:
        from docx.shared import Pt

        for one in text.texts:
            paragraph = self._document.add_paragraph(style="List Bullet" if text.is_list else None)
            paragraph.paragraph_format.space_before = Pt(0 if text.is_list else 4)
            _run(paragraph, one, 8.5 if text.is_small else None, "muted" if text.is_small else "")

    def _picture(self, kind: str) -> None:
        from docx.shared import Mm

        if kind == "map":
            size = (_TEXT_MM, _MAP_MM)
            drawn = map_picture(self._request.snapshot, self._brief.briefing, size, self._request.page, "a4")
            png, text = drawn.png, self._brief.map_text
        else:
            png = trend_picture(self._brief.briefing.series, (_TEXT_MM, _CHART_MM), self._request.page)
            text = self._brief.chart_text
        shape = self._document.add_picture(io.BytesIO(png), width=Mm(_TEXT_MM))
        properties = shape._inline.docPr
        properties.set("descr", plain_text(text))
        properties.set("name", "Map" if kind == "map" else "Chart")

    def _table(self, table: FactTable, heading: str) -> None:
        """A table whose header is repeated on each page, and none of whose rows is broken between two."""
        from docx.shared import Mm

        if not table.rows:
            self._text(Text((table.nothing,)))
            return
        if table.title not in (heading, ""):
            self._document.add_heading(plain_text(table.title), 2)
        native = self._document.add_table(rows=0, cols=len(table.header))
        native.autofit = False
        widths = [Mm(mm) for mm in LaidTable(table, _TEXT_MM, _TABLE_PT, _WIDER).widths]
        for number, texts in enumerate((list(table.header), *table.texts())):
            row = native.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(_element("cantSplit"))
            if number == 0:
                properties.append(_element("tblHeader"))
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                _fill(cell, text, widths[column], (number == 0, table.is_numeric(column)))
        for column, width in zip(native.columns, widths, strict=True):
            column.width = width
        if table.notes:
            self._text(Text((" ".join(table.notes),), is_small=True))


def _fill(cell: Any, text: str, width: int, is_head_numeric: tuple[bool, bool]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    is_head, is_numeric = is_head_numeric
    cell.width = width
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_before = Pt(1)
    if is_numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, text, _TABLE_PT, "accent" if is_head else "", is_bold=is_head)
    colour = LIGHT.accent if is_head else LIGHT.border
    borders = _element("tcBorders")
    borders.append(_element("bottom", val="single", sz="8" if is_head else "4", color=colour[1:], space="0"))
    cell._tc.get_or_add_tcPr().append(borders)
