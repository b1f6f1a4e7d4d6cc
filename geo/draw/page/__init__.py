"""A briefing drawn as a page: the map of a snapshot with everything that supports it. The door to matplotlib.

matplotlib is loaded with the first page, not with this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.draw.page.options import ORIENTATIONS, SIZES, PageOptions
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.draw.page.figure import PageFigure

__all__ = ["ORIENTATIONS", "SIZES", "PageOptions", "render"]


def render(snapshot: Snapshot, options: PageOptions | None = None) -> PageFigure:
    """The page of a snapshot as a matplotlib figure of the size of the paper."""
    from geo.draw.page.figure import PageFigure

    return PageFigure(snapshot, options or PageOptions())
