"""Stamps on pixels: texts, hatched districts and discs of uncertainty, prepared once and laid over many frames."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.path import Path

from geo.draw.film.bars import pixels_of
from geo.draw.page.fonts import drawable, font_for, width_mm
from geo.draw.page.nearness import disc_mm
from geo.draw.page.paper import MM_PER_INCH, Paper
from geo.draw.page.sheet import Sheet, districts_of, ring_m
from geo.draw.style import MAP_COLOURS
from geo.view.snapshot import Snapshot

__all__ = ["Discs", "Hatching", "blend", "frame_of", "number_of_districts", "rgb", "text_mask", "whole_pixels"]

Pixels = npt.NDArray[np.uint8]
_HATCH_PX, _HATCH_ALPHA = 7, 0.55
_NEAR_EDGE = 0.75


def rgb(colour: str) -> npt.NDArray[np.float32]:
    """A colour ``#rrggbb`` as numbers from 0 to 255."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float32)


def blend(under: Pixels, colour: npt.NDArray[np.float32], opacity: Any) -> Pixels:
    """Pixels under a colour of some opacity (0 to 1; one number, or one a pixel)."""
    part = np.asarray(opacity, np.float32)[..., None]
    return np.asarray(under + (colour - under) * part + 0.5, np.uint8)


@lru_cache(4_000)
def text_mask(text: str, size: float, weight: int, dpi: float) -> tuple[Pixels, int]:
    """A line of text as opacity (0 to 255), cut to its pixels, and how many rows of it are above the baseline."""
    width = int(1.2 * width_mm(text, size, weight) / MM_PER_INCH * dpi) + 12  # hinted letters may be wider
    height = int(2.4 * size / 72 * dpi) + 4
    figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi)
    canvas = FigureCanvasAgg(figure)
    figure.patch.set_alpha(0)
    base = 0.35
    figure.text(6 / width, base, drawable(text), fontproperties=font_for(text, size, weight), parse_math=False)
    canvas.draw()  # type: ignore[no-untyped-call]
    opacity = np.asarray(canvas.buffer_rgba())[..., 3]  # type: ignore[no-untyped-call]
    rows, columns = np.flatnonzero(opacity.any(axis=1)), np.flatnonzero(opacity.any(axis=0))
    if not len(rows):
        return np.zeros((1, 1), np.uint8), 0
    cut = opacity[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()
    return cut, round(height * (1 - base)) - int(rows[0])


class Hatching:
    """The districts of a sheet as pixels that hatching colours."""

    def __init__(self, paper: Paper, sheet: Sheet, snapshot: Snapshot) -> None:
        areas = districts_of(snapshot)
        self._numbers = {area["name"]: number for number, area in enumerate(areas)}
        frame = frame_of(paper, sheet)
        of = number_of_districts(sheet, areas, frame)
        y, x = np.indices(of.shape)
        on = (((x + y) % _HATCH_PX) == 0) & (of >= 0)
        self._of = of[on]
        self._rows, self._columns = y[on] + frame[1], x[on] + frame[0]
        self._colour = rgb(paper.theme.ground.hatch)

    def paint(self, pixels: Pixels, names: set[str]) -> None:
        """Hatch districts."""
        chosen = np.zeros(len(self._numbers), np.bool_)
        chosen[[self._numbers[name] for name in names if name in self._numbers]] = True
        here = np.flatnonzero(chosen[self._of])
        at = self._rows[here], self._columns[here]
        pixels[*at, :3] = blend(pixels[*at, :3], self._colour, np.float32(_HATCH_ALPHA))


def frame_of(paper: Paper, sheet: Sheet) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a sheet in pixels."""
    box = sheet.box
    left, top, right, bottom = (pixels_of(paper, mm) for mm in (box.x, box.y, box.right, box.bottom))
    return left + 1, top + 1, right - 1, bottom - 1


def number_of_districts(sheet: Sheet, areas: list[dict[str, Any]], frame: tuple[int, int, int, int]) -> Any:
    """The number of the district of each pixel of a frame; -1 outside all."""
    left, top, right, bottom = frame
    wide, high = right - left, bottom - top
    west, east, south, north = sheet.limits
    figure = Figure(figsize=(wide / 100, high / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    figure.patch.set_alpha(0)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    paths = [Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in area["rings"])) for area in areas]
    colours = [(number % 200 / 255, number // 200 / 255, 0.0, 1.0) for number in range(1, len(areas) + 1)]
    axes.add_collection(PathCollection(paths, facecolors=colours, linewidths=0, antialiaseds=False), autolim=False)
    canvas.draw()  # type: ignore[no-untyped-call]
    found = np.asarray(canvas.buffer_rgba())[:high, :wide].astype(np.int64)  # type: ignore[no-untyped-call]
    return np.where(found[..., 3] == 255, found[..., 0] + 200 * found[..., 1] - 1, -1)


class Discs:
    """The discs of places that are only near: one area in one tone, with its outline."""

    def __init__(self, paper: Paper, sheet: Sheet, ground: Pixels | None, *, filled: bool = True) -> None:
        """Prepare the discs over a ground; ``None`` for one that differs from frame to frame, which takes longer."""
        self._frame = frame_of(paper, sheet)
        left, top, right, bottom = self._frame
        self.radius = disc_mm(sheet) / MM_PER_INCH * paper.figure.dpi
        colours = MAP_COLOURS[paper.theme.name]
        self._colour = rgb(colours.near)
        self._opacities = _NEAR_EDGE, colours.near_alpha if filled else 0.0
        part = None if ground is None else ground[top:bottom, left:right, :3]
        self._tinted = [] if part is None else [whole_pixels(self._over(part, each)) for each in self._opacities]
        reach = int(self.radius) + 1
        y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        self._reach, far = reach, np.hypot(x, y)
        self._whole, self._inner = far <= self.radius, far <= self.radius - 1.2

    def paint(self, pixels: Pixels, at: npt.NDArray[np.int64]) -> None:
        """Paint the discs around places in pixels, shape (n, 2)."""
        if not self.radius or not len(at):
            return
        left, top, right, bottom = self._frame
        whole = np.zeros((bottom - top, right - left), np.bool_)
        inner = whole.copy()
        for x, y in np.unique(at - (left, top), axis=0).tolist():
            for mask, disc in ((whole, self._whole), (inner, self._inner)):
                _stamp(mask, disc, (x - self._reach, y - self._reach))
        if self._tinted:
            wholes = pixels.view(np.uint32)[top:bottom, left:right, 0]  # a pixel is one number: four times as fast
            for mask, tinted in zip((whole, inner), self._tinted, strict=True):
                np.copyto(wholes, tinted, where=mask)
            return
        part = pixels[top:bottom, left:right, :3]
        for mask, opacity in zip((whole & ~inner, inner), self._opacities, strict=True):
            if opacity:
                rows, columns = np.nonzero(mask)
                part[rows, columns] = self._over(part[rows, columns], opacity)

    def _over(self, under: Pixels, opacity: float) -> Pixels:
        return blend(under, self._colour, np.float32(opacity))


def whole_pixels(colours: Pixels) -> npt.NDArray[np.uint32]:
    """Opaque pixels as one number each, from red, green and blue."""
    opaque = np.full((*colours.shape[:2], 1), 255, np.uint8)
    return np.ascontiguousarray(np.concatenate((colours, opaque), axis=2)).view(np.uint32)[..., 0]


def _stamp(mask: npt.NDArray[np.bool_], disc: npt.NDArray[np.bool_], at: tuple[int, int]) -> None:
    x, y = at
    high, wide = disc.shape
    from_x, from_y = max(0, -x), max(0, -y)
    to_x, to_y = min(wide, mask.shape[1] - x), min(high, mask.shape[0] - y)
    if from_x < to_x and from_y < to_y:
        mask[y + from_y : y + to_y, x + from_x : x + to_x] |= disc[from_y:to_y, from_x:to_x]
