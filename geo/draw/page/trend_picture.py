"""The chart of a brief as a picture, for documents that hold no native chart."""

from __future__ import annotations

import io

from geo.briefing.series import TimeSeries
from geo.draw.page.map_picture import sized
from geo.draw.page.options import PageOptions

__all__ = ["trend_picture"]


def trend_picture(series: TimeSeries, size_mm: tuple[float, float], options: PageOptions) -> bytes:
    """The chart of the weeks or months around a period as PNG, of a width and height in millimetres."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from geo.draw.page.chart import draw_chart
    from geo.draw.page.paper import MM_PER_INCH, Box, Paper
    from geo.draw.page.settings import page_settings

    width, height = size_mm
    with page_settings():
        figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
        FigureCanvasAgg(figure)
        paper = Paper(figure, sized(options, size_mm, "a4"))
        figure.set_facecolor(paper.theme.ground.paper)
        draw_chart(paper, Box(1, 1, width - 3, height - 2), series)
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=options.dpi, metadata={"Software": "Incident Atlas"})
    return content.getvalue()
