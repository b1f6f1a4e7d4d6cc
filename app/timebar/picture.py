"""The picture behind the period: what it shows, laid out for a size and painted once into a cached pixmap."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPixmap

from app.timebar import painting
from app.timebar.bars import gather, period_total
from app.timebar.context import group_flags, place_intervals
from app.timebar.gesture import lay_out
from app.timebar.painting import Scene
from app.widgets.time_scale import Counts
from geo.calendar.period import Period
from geo.draw.style import LIGHT, TYPE_STYLES, Theme
from geo.incidents import ContextEvent

__all__ = ["Picture"]

_FLAGS_APART_PX = 19.0


class Picture:
    """Counts, context events and colours, and the scene and the pixmap made of them.

    Every setter clears the cache.
    """

    def __init__(self) -> None:
        self.palette = LIGHT
        self.why_incomplete = ""
        self._first_day = 0
        self._counts: Counts = np.zeros((0, len(TYPE_STYLES)))
        self._background: Counts | None = None
        self._context: tuple[ContextEvent, ...] = ()
        self._incomplete_from: int | None = None
        self._scene: Scene | None = None
        self._pixmap: QPixmap | None = None

    @property
    def extent(self) -> Period | None:
        """All days of the data; ``None`` without data."""
        n_days = len(self._counts)
        return Period(self._first_day, self._first_day + n_days - 1) if n_days else None

    def total(self, period: Period) -> float:
        """Expected number of incidents in a period."""
        return period_total(self._first_day, self._counts, period)

    def set_counts(self, first_day: int, counts: Counts) -> None:
        """Show daily counts, shape (days, types); a background of another length is dropped."""
        self._first_day, self._counts = first_day, counts
        if self._background is not None and len(self._background) != len(counts):
            self._background = None
        self.clear()

    def set_background(self, counts: Counts | None) -> None:
        """Outline other counts of the same days behind the bars, or none."""
        self._background = counts
        self.clear()

    def set_context(self, events: tuple[ContextEvent, ...]) -> None:
        """Show context events as flags and bars."""
        self._context = events
        self.clear()

    def set_incomplete_from(self, day: int | None, why: str) -> None:
        """Hatch the days from one on, or none, and keep the reason for their tooltip."""
        self._incomplete_from, self.why_incomplete = day, why
        self.clear()

    def set_palette(self, palette: Theme) -> None:
        """Paint in other colours."""
        self.palette = palette
        self.clear()

    def clear(self) -> None:
        """Drop the cached scene and pixmap."""
        self._scene = self._pixmap = None

    def scene(self, size: QSize) -> Scene | None:
        """What is painted, laid out for the size since the cache was cleared; ``None`` without data."""
        extent = self.extent
        if self._scene is None and extent is not None:
            layout = lay_out(extent, size.width(), size.height())
            self._scene = Scene(
                layout,
                gather(self._first_day, self._counts, self._background, layout.scale.width_px),
                self.palette,
                group_flags(self._context, layout.scale, _FLAGS_APART_PX),
                place_intervals(self._context, layout.scale),
                self._incomplete_from,
            )
        return self._scene

    def pixmap(self, scene: Scene, size: QSize, ratio: float, font: QFont) -> QPixmap:
        """The painted scene, for a ratio of device pixels to pixels."""
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap(size * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(self.palette.surface)
            painter = QPainter(self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            painting.paint_scene(painter, scene)
            painter.end()
        return self._pixmap
