"""The page as a figure of matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing import Briefing, briefing_of
from geo.briefing.incident_list import incident_list
from geo.briefing.notes import TILES_NOT_DRAWN
from geo.draw.page.compose import LeftOver, compose
from geo.draw.page.further import compose_legend, compose_list, compose_notes
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Paper
from geo.draw.page.recording import settings_of
from geo.draw.page.running import draw_running
from geo.draw.page.settings import page_settings
from geo.ending import go_on
from geo.view.snapshot import Snapshot

__all__ = ["PageFigure"]


class PageFigure(Figure):
    """A page; ``record`` is the metadata that is written into its file, ``further`` the sheets that follow it."""

    def __init__(self, snapshot: Snapshot, options: PageOptions) -> None:
        width, height = options.paper_mm
        briefing = briefing_of(snapshot, options.title, options.made, options.words, options.chart)
        go_on()
        if options.has_tiles:
            briefing = replace(briefing, notes=replace(briefing.notes, tiles=TILES_NOT_DRAWN))
        self.record = briefing.record.with_settings("page", settings_of(options))
        self.options = options
        with page_settings():
            super().__init__(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
            FigureCanvasAgg(self)
            left_over = compose(self, briefing, snapshot, options)
            self.further = tuple(self._further(briefing, left_over, snapshot))
            sheets = (self, *self.further)
            for number, sheet in enumerate(sheets, 1):
                draw_running(Paper.again(sheet, options), options.words, number, len(sheets))

    def _further(self, briefing: Briefing, left_over: LeftOver, snapshot: Snapshot) -> Iterator[Figure]:
        """The sheets that follow, of the same size."""
        if self.options.has_list_sheet:
            sheet = self._empty()
            compose_list(sheet, briefing, self.options, incident_list(snapshot))
            yield sheet
        notes = left_over.notes
        while notes:
            sheet = self._empty()
            notes = compose_notes(sheet, briefing, self.options, notes)
            yield sheet
        legend = left_over.legend
        while legend is not None:
            sheet = self._empty()
            legend = compose_legend(sheet, briefing, self.options, legend)
            yield sheet

    def _empty(self) -> Figure:
        sheet = Figure(figsize=tuple(self.get_size_inches()), dpi=self.options.dpi)
        FigureCanvasAgg(sheet)
        return sheet

    def encoded(self, kind: str, metadata: dict[str, Any]) -> bytes:
        """The page as ``png``, ``pdf`` or ``svg``, with metadata in matplotlib's terms of that format.

        A PDF holds all sheets, a PNG or SVG the first one.
        """
        with page_settings():
            if kind == "pdf":
                from geo.draw.page.pdf import pdf_bytes

                return pdf_bytes([self, *self.further], metadata)
            return self._picture(self, kind, metadata)

    def further_encoded(self, kind: str, metadata: dict[str, Any]) -> list[bytes]:
        """The sheets that follow the first one as ``png`` or ``svg``; of a PDF they are pages."""
        with page_settings():
            return [] if kind == "pdf" else [self._picture(sheet, kind, metadata) for sheet in self.further]

    def release(self) -> None:
        """Let go of what was drawn: figures are cycles, and the window collects none while work is under way."""
        for sheet in (self, *self.further):
            sheet.clear()
            vars(sheet.canvas).clear()

    def _picture(self, sheet: Figure, kind: str, metadata: dict[str, Any]) -> bytes:
        if kind == "svg":
            from geo.draw.page.svg import svg_bytes

            return svg_bytes(sheet, metadata, self.options.style.font)
        from geo.draw.page.png import png_bytes

        return png_bytes(sheet, metadata)
