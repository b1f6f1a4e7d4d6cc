"""The page as a figure of matplotlib that knows what it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.draw.page.compose import compose
from geo.draw.page.files import drawing
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH
from geo.draw.page.record import record_of
from geo.view.snapshot import Snapshot

__all__ = ["BriefingPage"]


class BriefingPage(Figure):
    """A briefing page; ``record`` is what is written into the file besides the picture."""

    def __init__(self, snapshot: Snapshot, options: PageOptions) -> None:
        width, height = options.paper_mm
        with drawing():
            super().__init__(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
            FigureCanvasAgg(self)
            made = options.made or datetime.now().astimezone().date()
            self.options = replace(options, made=made)
            self.record = record_of(snapshot, self.options, made)
            compose(self, snapshot, self.options)
