"""The page of a comparison as a figure of matplotlib."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.analysis.sides import Against
from geo.briefing.comparison import comparison_of
from geo.draw.page.figure import PageFigure
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Paper
from geo.draw.page.recording import settings_of
from geo.draw.page.running import draw_running
from geo.draw.page.settings import page_settings
from geo.draw.page.side_by_side import compose_comparison
from geo.view.snapshot import Snapshot

__all__ = ["ComparisonFigure"]


class ComparisonFigure(PageFigure):
    """A page of a snapshot and of what it is put beside."""

    def __init__(self, snapshot: Snapshot, against: Against, options: PageOptions) -> None:
        width, height = options.paper_mm
        comparison = comparison_of(snapshot, against, options.title, options.made, options.words)
        self.record = comparison.record.with_settings("page", settings_of(options))
        self.options = options
        with page_settings():
            Figure.__init__(self, figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
            FigureCanvasAgg(self)
            compose_comparison(self, comparison, options)
            self.further = ()
            draw_running(Paper.again(self, options), options.words, 1, 1)
