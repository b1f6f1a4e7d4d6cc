"""A briefing page on paper: the map of a snapshot with all that it takes to defend it. The door to matplotlib.

matplotlib is loaded with the first page, not with this package.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.draw.page.options import ORIENTATIONS, SIZES, PageOptions
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.draw.page.briefing import BriefingPage

__all__ = ["FORMATS", "ORIENTATIONS", "SIZES", "PageOptions", "render", "save"]

FORMATS = ("png", "pdf", "svg")


def render(snapshot: Snapshot, options: PageOptions | None = None) -> BriefingPage:
    """The page of a snapshot as a matplotlib figure of the paper's size."""
    from geo.draw.page.briefing import BriefingPage

    return BriefingPage(snapshot, options or PageOptions())


def save(shown: BriefingPage | Snapshot, path: Path | str, options: PageOptions | None = None) -> Path:
    """Write a page, or that of a snapshot, as PNG, PDF or SVG by the ending of the name; the path written.

    Raises
    ------
    ExportFailed
        If the format is not offered or the file cannot be written; a file that was there stays as it was.
    """
    from geo.draw.page.files import format_of, save_page

    format_of(Path(path))
    page = render(shown, options) if isinstance(shown, Snapshot) else shown
    return save_page(page, Path(path))
