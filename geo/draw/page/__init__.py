"""A briefing drawn as a page: the map of a snapshot with everything that supports it. The door to matplotlib.

matplotlib is loaded with the first page, not with this package. While it is loaded, it writes a description of all
properties of each of its classes, which nobody reads here and which takes a fifth of that time: there is none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.analysis.sides import Against, sides_of
from geo.draw.page.options import ORIENTATIONS, SIZES, PageOptions
from geo.errors import InputError
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.draw.page.comparison_figure import ComparisonFigure
    from geo.draw.page.figure import PageFigure

__all__ = [
    "ORIENTATIONS",
    "SIZES",
    "PageOptions",
    "load_matplotlib",
    "render",
    "render_comparison",
    "require_comparable",
]


def render(snapshot: Snapshot, options: PageOptions | None = None) -> PageFigure:
    """The page of a snapshot as a matplotlib figure of the size of the paper."""
    load_matplotlib()
    from geo.draw.page.figure import PageFigure

    return PageFigure(snapshot, options or PageOptions())


def render_comparison(snapshot: Snapshot, against: Against, options: PageOptions | None = None) -> ComparisonFigure:
    """The page of a snapshot beside another one, as a matplotlib figure of the size of the paper.

    Raises
    ------
    InputError
        If there is nothing to put it beside, or no room; see `require_comparable`.
    """
    chosen = options or PageOptions()
    require_comparable(snapshot, against, chosen)
    load_matplotlib()
    from geo.draw.page.comparison_figure import ComparisonFigure

    return ComparisonFigure(snapshot, against, chosen)


def require_comparable(snapshot: Snapshot, against: Against, options: PageOptions) -> None:
    """Check that a snapshot can be put beside another one on a page of these options; nothing is drawn.

    Raises
    ------
    InputError
        If there is nothing to put it beside (see `geo.analysis.sides.sides_of`), or the page has no room for two maps.
    """
    if options.template.kind not in ("paper", "slide"):
        raise InputError("Two maps side by side need a page or a slide: choose a4, a3, letter or 16:9.")
    sides_of(snapshot, against)


@cache
def load_matplotlib() -> None:
    """Load matplotlib without the descriptions of its classes, before anything else does."""
    from matplotlib import artist

    describe = artist.kwdoc
    artist.kwdoc = lambda artist: ""  # noqa: ARG005
    try:
        import matplotlib.figure  # noqa: F401
    finally:
        artist.kwdoc = describe
