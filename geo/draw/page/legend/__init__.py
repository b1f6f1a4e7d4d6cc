"""The legend of the page: types with their counts, sizes, marks, user layers and districts by class."""

from __future__ import annotations

from geo.draw.page.legend.blocks import Columns, draw_legend, legend_height

__all__ = ["Columns", "draw_legend", "legend_height"]
