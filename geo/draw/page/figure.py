"""The page as a figure of matplotlib."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing import briefing_of
from geo.draw.page.compose import compose
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH
from geo.view.snapshot import Snapshot

__all__ = ["PageFigure"]

_LOCK = threading.RLock()
_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "incident-atlas",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.hinting": "none",
    "hatch.linewidth": 0.45,
    "path.simplify": False,
    "axes.unicode_minus": False,
}


@contextlib.contextmanager
def _settings() -> Iterator[None]:
    """Settings of matplotlib under which a page is drawn and encoded, whatever the user's own are.

    They hold for the whole process, so that only one page at a time is drawn.
    """
    with _LOCK, matplotlib.rc_context():
        matplotlib.rcdefaults()
        settings: dict[Any, Any] = dict(_SETTINGS)
        matplotlib.rcParams.update(settings)
        yield


class PageFigure(Figure):
    """A page; ``record`` is the metadata that is written into its file."""

    def __init__(self, snapshot: Snapshot, options: PageOptions) -> None:
        width, height = options.paper_mm
        briefing = briefing_of(snapshot, options.title, options.made)
        settings = {name: value for name, value in asdict(options).items() if name not in ("title", "made")}
        self.record = briefing.record.with_settings("page", settings)
        self.options = options
        with _settings():
            super().__init__(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
            FigureCanvasAgg(self)
            compose(self, briefing, snapshot, options)

    def encoded(self, kind: str, metadata: dict[str, Any]) -> bytes:
        """The page as ``png``, ``pdf`` or ``svg``, with metadata in matplotlib's terms of that format."""
        with _settings():
            if kind != "png":
                return self._written(kind, metadata)
            content = io.BytesIO()
            self.savefig(content, format=kind, dpi=self.options.dpi, metadata=metadata)
            return content.getvalue()

    def _written(self, kind: str, metadata: dict[str, Any]) -> bytes:
        if kind == "pdf":
            from geo.draw.page.pdf import pdf_bytes

            return pdf_bytes(self, metadata)
        from geo.draw.page.svg import svg_bytes

        return svg_bytes(self, metadata)
