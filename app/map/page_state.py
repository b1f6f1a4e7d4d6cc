"""What the page shows, as one value: served to the page when it begins, and again when it has to be rebuilt."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = ["PageState"]


@dataclass(slots=True)
class PageState:
    """The state of the page that is not in the columns of points.

    Attributes
    ----------
    day0, rows
        The day number that the columns count from, and their number of rows.
    window
        First and last day number, inclusive; ``None`` before one was set.
    view
        Longitude, latitude, zoom; ``None`` to show ``bounds``.
    bounds
        West, south, east, north; ``None`` for the two provinces as a whole.
    layers
        Names of the layers that are shown; ``None`` for the page's own choice.
    hidden
        Names of the user's own layers that are not shown.
    """

    theme: str = "light"
    day0: int = 0
    rows: int = 0
    window: tuple[int, int] | None = None
    view: tuple[float, float, float] | None = None
    bounds: list[float] | None = None
    layers: list[str] | None = None
    hidden: list[str] | None = None
    selection: list[int] | None = None
    size_by: str = "killed"
    certain: bool = False
    range_lines: list[list[float]] = field(default_factory=list)
    area_colours: dict[str, Any] | None = None
    legend: dict[str, Any] | None = None
    ground: dict[str, Any] | None = None
    notice: str = ""
    notice_resets: bool = True

    def as_json(self) -> bytes:
        """The state as the page reads it."""
        return json.dumps(asdict(self)).encode()
