"""A brief as slides: native titles, texts, tables and a chart, and the map as a picture. A door to python-pptx.

Each text stands in a box that is measured to hold it, with no letter under 12 points. Texts of the data are set as
text: PowerPoint runs nothing in them.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.briefing.brief import Brief
from geo.draw.page.flow import (
    Kind,
    Look,
    Placed,
    PlacedFigures,
    PlacedPicture,
    PlacedText,
    Sheet,
    sheets_of,
)
from geo.draw.page.fonts import drawable, width_mm, wrapped
from geo.draw.page.laid_table import PlacedTable, line
from geo.draw.page.map_picture import MapPicture, map_picture
from geo.draw.page.paper import Box
from geo.draw.style import LIGHT
from geo.ending import go_on
from geo.export.briefs.package import add_record, add_record_property, describe, plain_text, repacked
from geo.export.briefs.plain import plain_presentation
from geo.export.briefs.request import BriefRequest
from geo.export.briefs.shapes import Ink, add_chart, add_figures, add_table, add_text, describe_shape, emu, set_texts
from geo.export.briefs.template import EMU_PER_MM, Spot, open_template, spot_for, title_points
from geo.incidents.made_up import MARK
from geo.whole_file import write_whole

__all__ = ["LEAST_PT", "write_slides"]

LEAST_PT = 12.0
_TEMPLATE_WIDER = 1.12
"""Letters of a template may be so much wider than those that are measured: those of Verdana are."""

_FOOT_MM = 7.0
_TITLE_PT = 24.0


def write_slides(path: Path, request: BriefRequest) -> Path:
    """Write slides, whole or not at all; the path. Raises `ExportFailed`."""
    return write_whole(path, repacked(slides_bytes(request), request.record.made))


def slides_bytes(request: BriefRequest) -> bytes:
    """The presentation, with the moment of writing in it."""
    from pptx.opc.package import Part

    deck = _Deck(request)
    deck.draw()
    describe(deck.presentation.core_properties, request.record)
    add_record(deck.presentation.part, Part, request.record)
    add_record_property(deck.presentation.part.package, request.record)
    content = io.BytesIO()
    deck.presentation.save(content)
    return content.getvalue()


class _Deck:
    """The slides of one request."""

    def __init__(self, request: BriefRequest) -> None:
        self._request, self._brief = request, request.brief
        template = request.template
        self.presentation = plain_presentation() if template is None else open_template(template.content)
        self._ink = Ink(None if template is not None else LIGHT)
        self._wider = 1.0 if template is None else _TEMPLATE_WIDER
        self._spots = {kind: spot_for(self.presentation, kind) for kind in ("text", "map", "chart")}

    def draw(self) -> None:
        """Make all slides; a part whose layout has another box for its content is laid out for that."""
        for section in self._brief.sections:
            kind = {"map": "map", "trend": "chart"}.get(section.part, "text")
            spot = self._spots[kind]
            for sheet in sheets_of(_with(self._brief, section), self._look(spot)):
                self._slide(sheet, spot)

    def _look(self, spot: Spot) -> Look:
        return Look(spot.box, 18, 14, LEAST_PT, LEAST_PT, 16, True, self._wider, leaves_out=frozenset({"trend"}))

    def _slide(self, sheet: Sheet, spot: Spot) -> None:
        go_on()
        slide = self.presentation.slides.add_slide(spot.layout)
        title = f"{MARK}: {sheet.title}" if self._brief.briefing.label else sheet.title
        self._title(slide, title, spot)
        holder = next((h for h in slide.placeholders if h.placeholder_format.idx == spot.index), None)
        if holder is not None and not self._fill(holder, sheet.items):
            holder = None
        for item in sheet.items if holder is None else ():
            self._add(slide, item)
        for left in list(slide.placeholders):
            is_used = left.placeholder_format.idx in (0, None if holder is None else spot.index)
            if not is_used:
                left._element.getparent().remove(left._element)
        self._foot(slide, spot)
        if sheet.part == "situation":
            self._notes(slide)

    def _title(self, slide: Any, text: str, spot: Spot) -> None:
        """The title in its placeholder, in the largest size at which its box holds it."""
        box, usual = spot.title, title_points(spot) if spot.has_title else _TITLE_PT
        points = usual
        while points > LEAST_PT and not self._fits(text, box, points):
            points -= 1
        if slide.shapes.title is None:
            add_text(slide, PlacedText(box, (text,), points, "heading"), self._ink)
            return
        slide.shapes.title.text_frame.text = plain_text(text)
        if points < usual:
            from pptx.util import Pt

            for run in slide.shapes.title.text_frame.paragraphs[0].runs:
                run.font.size = Pt(points)

    def _fits(self, text: str, box: Box, points: float) -> bool:
        lines = wrapped(drawable(text), (box.w - 6) / self._wider, points, 700)
        return len(lines) * line(points) <= box.h

    def _fill(self, holder: Any, items: Sequence[Placed]) -> bool:
        """Put the only item of a slide into its placeholder, if that takes it."""
        if len(items) != 1:
            return False
        (item,) = items
        kind = type(holder).__name__
        if isinstance(item, PlacedPicture) and item.kind == "map" and kind == "PicturePlaceholder":
            picture = holder.insert_picture(io.BytesIO(self._map(item.box).png))
            picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
            describe_shape(picture, "Map", self._brief.map_text)
            return True
        if isinstance(item, PlacedText) and kind == "SlidePlaceholder":
            set_texts(holder.text_frame, item, self._ink, bullets_of_layout=True)
            return True
        return False

    def _add(self, slide: Any, item: Placed) -> None:
        if isinstance(item, PlacedText):
            add_text(slide, item, self._ink)
        elif isinstance(item, PlacedTable):
            add_table(slide, item, self._ink)
        elif isinstance(item, PlacedFigures):
            add_figures(slide, item, self._ink)
        elif item.kind == "map":
            drawn = self._map(item.box)
            picture = slide.shapes.add_picture(io.BytesIO(drawn.png), *emu(item.box))
            describe_shape(picture, "Map", self._brief.map_text)
        else:
            add_chart(slide, item.box, self._brief)

    def _map(self, box: Box) -> MapPicture:
        return map_picture(self._request.snapshot, self._brief.briefing, (box.w, box.h), self._request.page)

    def _foot(self, slide: Any, spot: Spot) -> None:
        """What stands on each slide: what the data are and the period, and the number of the slide."""
        page = Box(0, 0, self.presentation.slide_width / EMU_PER_MM, self.presentation.slide_height / EMU_PER_MM)
        box = Box(0.036 * page.w, page.h - _FOOT_MM - 4, 0.78 * page.w, _FOOT_MM)
        for holder in spot.layout.placeholders:
            role = str(holder.placeholder_format.type).partition(" ")[0]
            if role == "SLIDE_NUMBER":
                slide.shapes._spTree.append(copy.deepcopy(holder._element))
                _enlarge(slide.shapes[-1])
            elif role == "FOOTER" and holder.width is not None:
                own = Box(*(v / EMU_PER_MM for v in (holder.left, holder.top, holder.width, holder.height)))
                if own.w >= width_mm(self._brief.running, LEAST_PT, 700) * self._wider + 6:
                    box = own
        kind: Kind = "heading" if self._brief.briefing.label else "small"
        add_text(slide, PlacedText(box, (self._brief.running,), LEAST_PT, kind), self._ink, is_foot=True)

    def _notes(self, slide: Any) -> None:
        """The cells from which each sentence of the paragraph comes, for whoever presents it."""
        lines = []
        for sentence in self._brief.paragraph.sentences:
            cells = "; ".join(f"{c.table}, row {c.row + 1}, {c.column}" for c in sentence.cells)
            lines.append(f"{sentence.text} [{cells}]")
        slide.notes_slide.notes_text_frame.text = plain_text("\n".join(lines))


def _with(brief: Brief, section: Any) -> Brief:
    from dataclasses import replace

    return replace(brief, sections=(section,))


def _enlarge(shape: Any) -> None:
    """The number of a slide in no smaller letters than the rest."""
    from pptx.util import Pt

    for paragraph in shape.text_frame.paragraphs:
        for letters in paragraph._p.iter("{*}rPr"):
            letters.set("sz", str(int(Pt(LEAST_PT).pt * 100)))
