"""The coloured ground of a film: each frame is put together from pictures of the map in one colour each.

The ground is drawn once with its surface in black and once in white. How much a pixel differs tells how much of it is
surface, and the black one tells what lines and names add; so the map in any colour is one sum, and looks as if it had
been drawn in that colour below its lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import UNKNOWN
from geo.analysis.hotspots.density import density_cells
from geo.briefing.legend import DistrictClasses
from geo.calendar.period import Period
from geo.draw.film.scales import Scales
from geo.draw.film.stamps import frame_of, number_of_districts, rgb, whole_pixels
from geo.draw.page.heat import heat_colours
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Sheet, districts_of
from geo.draw.page.terrain import class_hatch, line_on
from geo.draw.style import MAP_COLOURS, class_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg

__all__ = ["Fills", "Surface", "surface_of"]

Pixels = npt.NDArray[np.uint8]
_Wholes = npt.NDArray[np.uint32]
_Floats = npt.NDArray[np.float32]
_Ints = npt.NDArray[np.int64]

_Z = 2.75
"""Above the areas of the ground, below rivers, lines and names: where pages draw classes and heat."""

_RULED_PX, _DOTTED_PX = 5, 6
_UNKNOWN_ALPHA = 0.6


class Surface:
    """The map with its surface in black and in white: shapes (height, width, 4)."""

    def __init__(self, black: Pixels, white: Pixels) -> None:
        self._black, self._white = black, white

    def part(self, frame: tuple[int, int, int, int]) -> tuple[_Floats, _Floats]:
        """What stands on the surface (height, width, 3), and the share of it in each pixel (height, width, 1)."""
        left, top, right, bottom = frame
        above = self._black[top:bottom, left:right, :3].astype(np.float32)
        share = (self._white[top:bottom, left:right, 1:2] - above[..., 1:2]) / 255
        return above, np.clip(share, 0, 1).astype(np.float32)


def surface_of(canvas: FigureCanvasAgg, axes: Axes, beside: Iterable[Artist] = ()) -> Surface:
    """Draw the map with its surface in black and in white; the figure is left as it was.

    ``beside`` is what does not stand on the map: it is left out meanwhile, which saves half of the time.
    """
    from matplotlib.patches import Rectangle

    look: dict[str, Any] = {"linewidth": 0, "antialiased": False, "zorder": _Z, "transform": axes.transAxes}
    cover = Rectangle((0, 0), 1, 1, **look)
    axes.add_patch(cover)
    drawn, hidden = [], [each for each in beside if each.get_visible()]
    for each in hidden:
        each.set_visible(False)
    for colour in ("black", "white"):
        cover.set_facecolor(colour)
        canvas.draw()  # type: ignore[no-untyped-call]
        drawn.append(np.array(canvas.buffer_rgba(), np.uint8))  # type: ignore[no-untyped-call]
    cover.remove()
    for each in hidden:
        each.set_visible(True)
    return Surface(*drawn)


class Fills:
    """Colours heat and districts in the pixels of frames."""

    def __init__(self, paper: Paper, sheet: Sheet, scales: Scales, drawn: tuple[Pixels, Surface]) -> None:
        self._paper, self._sheet, self._scales = paper, sheet, scales
        self._frame = frame_of(paper, sheet)
        left, top, right, bottom = self._frame
        ground, surface = drawn
        self._ground = ground[top:bottom, left:right, :3].astype(np.float32)
        self._above, self._share = surface.part(self._frame)
        self._heat = self._heated() if scales.heat is not None else []
        self._classes: dict[int, _Wholes] = {}
        if scales.districts is not None:
            self._ends, at = self._of_districts()
            self._rows, self._columns = np.divmod(at, right - left)
            self._classes = self._classed(scales.districts)

    def paint(self, pixels: Pixels, period: Period) -> None:
        """Colour the map in a picture that has the pixels of the ground."""
        left, top, right, bottom = self._frame
        part = pixels.view(np.uint32)[top:bottom, left:right, 0]
        if self._heat:
            self._paint_heat(part, period)
        if self._classes:
            self._paint_districts(part, period)

    def _paint_heat(self, part: _Wholes, period: Period) -> None:
        assert self._scales.heat is not None
        bounds = self._scales.heat.bounds
        rows, columns, density = self._density(period, bounds[0])
        if not density.size:
            return
        under = part[rows, columns]
        for k, bound in enumerate(bounds):
            upper = bounds[k + 1] if k + 1 < len(bounds) else np.inf
            np.copyto(under, self._heat[k][rows, columns], where=(density >= bound) & (density < upper))

    def _paint_districts(self, part: _Wholes, period: Period) -> None:
        of_districts = self._scales.classes(period)
        for number, coat in self._classes.items():
            for k in np.flatnonzero(of_districts == number).tolist():
                inside = slice(self._ends[k], self._ends[k + 1])
                part[self._rows[inside], self._columns[inside]] = coat[inside]

    def _density(self, period: Period, least: float) -> tuple[slice, slice, _Floats]:
        """The density at the pixels of the smallest box that holds all of it, interpolated between the cells."""
        assert self._scales.heat is not None
        x, y, cells = density_cells(self._scales.at(period), spread=self._scales.heat.spread)
        west, east, south, north = self._sheet.limits
        high, wide = self._share.shape[:2]
        across = _Steps(x, west + (np.arange(wide) + 0.5) * (east - west) / wide)
        down = _Steps(-y, -(north - (np.arange(high) + 0.5) * (north - south) / high))
        hot = cells >= least
        columns, rows = across.reaching(np.any(hot, axis=0)), down.reaching(np.any(hot, axis=1))
        return rows, columns, down.between(across.between(cells.T, columns).T, rows).astype(np.float32)

    # ---- prepared pictures

    def _heated(self) -> list[_Wholes]:
        assert self._scales.heat is not None
        theme = self._paper.theme.name
        alpha = np.float32(MAP_COLOURS[theme].heat_alpha)
        under = self._ground * (1 - alpha) + self._above * alpha + np.float32(0.5)
        colours = heat_colours(theme, len(self._scales.heat.bounds))
        return [whole_pixels((under + self._share * (alpha * rgb(colour))).astype(np.uint8)) for colour in colours]

    def _classed(self, classes: DistrictClasses) -> dict[int, _Wholes]:
        """The pixels of districts in the colour of each class; falls are ruled, what is not known is dotted."""
        theme, at = self._paper.theme, (self._rows, self._columns)
        above, share, ground = self._above[at], self._share[at], self._ground[at]
        ruled = (self._rows % _RULED_PX == 0)[:, None]
        coats = {}
        colours = class_colours(theme.name, classes.number_of_classes, diverging=classes.is_diverging)
        for number, colour in enumerate(colours):
            line = rgb(line_on(self._paper, colour)) if class_hatch(classes, number) else rgb(colour)
            coats[number] = _wholes(above + share * np.where(ruled, line, rgb(colour)))
        dotted = _are_dots(self._rows, self._columns)[:, None] * _UNKNOWN_ALPHA * share
        coats[UNKNOWN] = _wholes(ground + (rgb(theme.ground.hatch) - ground) * dotted)
        return coats

    def _of_districts(self) -> tuple[_Ints, _Ints]:
        """The pixels of the drawn districts one after the other, and where those of each begin; the last end."""
        snapshot = self._scales.among
        areas = districts_of(snapshot)
        of = number_of_districts(self._sheet, areas, self._frame).ravel()
        order = np.argsort(of, kind="stable")
        ends = np.searchsorted(of[order], np.arange(len(areas) + 1))
        by_name = {area["name"]: order[ends[k] : ends[k + 1]] for k, area in enumerate(areas)}
        nothing = np.zeros(0, np.int64)
        pixels = [by_name.get(district.name, nothing) for district in snapshot.dataset.gazetteer.drawn]
        return np.cumsum([0, *map(len, pixels)]), np.concatenate(pixels)


class _Steps:
    """Where pixels lie between the middles of cells along one axis; both rise."""

    def __init__(self, middles: npt.NDArray[np.float64], at: npt.NDArray[np.float64]) -> None:
        found = (at - middles[0]) / (middles[1] - middles[0])
        self._cell = np.clip(np.floor(found).astype(np.int64), 0, len(middles) - 2)
        self._part = np.clip(found - self._cell, 0.0, 1.0)

    def reaching(self, is_hot: npt.NDArray[np.bool_]) -> slice:
        """The pixels from the first to the last one beside a cell that is hot."""
        near = np.flatnonzero(is_hot[self._cell] | is_hot[self._cell + 1])
        return slice(int(near[0]), int(near[-1]) + 1) if len(near) else slice(0, 0)

    def between(self, values: npt.NDArray[np.float64], pixels: slice) -> npt.NDArray[np.float64]:
        """Values by cell along the first axis, at some pixels."""
        cell, part = self._cell[pixels], self._part[pixels, None]
        return np.asarray(values[cell] + (values[cell + 1] - values[cell]) * part)


def _wholes(colours: _Floats) -> _Wholes:
    """Opaque pixels as one number each, from red, green and blue (n, 3)."""
    return np.asarray(whole_pixels((colours + np.float32(0.5)).astype(np.uint8)[None])[0])


def _are_dots(rows: _Ints, columns: _Ints) -> npt.NDArray[np.bool_]:
    """Which pixels are in dots of 2 × 2, every other row of which is moved by half a step."""
    moved = columns + (rows // _DOTTED_PX % 2) * (_DOTTED_PX // 2)
    return np.asarray(((rows % _DOTTED_PX) < 2) & ((moved % _DOTTED_PX) < 2))
