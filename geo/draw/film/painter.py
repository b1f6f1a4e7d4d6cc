"""Paints the frames of a film: the ground, and on it what its period holds, by the rules and looks of pages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from geo.analysis.coverage import coverage, gaps_in
from geo.calendar.period import Period
from geo.draw.film.bars import pixels_of, x_of
from geo.draw.film.ground import FilmGround
from geo.draw.film.scales import Scales
from geo.draw.film.stamps import Discs, Hatching, blend, rgb, text_mask
from geo.draw.film.surface import Fills
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.fonts import width_mm
from geo.draw.page.mark_layout import Layout, layout_in
from geo.draw.page.mark_size import digit_size, has_room, number_half, number_text, ring_width
from geo.draw.page.marks import shares
from geo.draw.page.paper import MM_PER_INCH
from geo.draw.page.symbols import NO_FIGURE, marker, places_mm, radius_pt
from geo.draw.style import MARKS, SIZE_CLASSES, TYPE_STYLES
from geo.tally.figures import figures
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["Painter"]

Pixels = npt.NDArray[np.uint8]
_Rows = npt.NDArray[np.int64]
_DISC = Path.unit_circle()
_MOST_SPOTS, _TALL = 12, 10.0
_Box = tuple[float, float, float, float]
_Place = tuple[float, float]


class Painter:
    """Paints frames into one buffer of pixels, shape (height, width, 4)."""

    def __init__(self, ground: FilmGround, snapshot: Snapshot, scales: Scales | None = None) -> None:
        self.ground, self.snapshot, self.paper = ground, snapshot, ground.paper
        self._renderer = ground.canvas.get_renderer()  # type: ignore[no-untyped-call]
        self.pixels: Pixels = np.asarray(self._renderer.buffer_rgba())
        self._dpi = float(self.paper.figure.dpi)
        self._per_mm = self._dpi / MM_PER_INCH
        self._fills = None
        if scales is not None and ground.surface is not None:
            self._fills = Fills(self.paper, ground.sheet, scales, (ground.pixels, ground.surface))
        is_classed = scales is not None and scales.districts is not None
        plain = ground.pixels if self._fills is None else None
        self._discs = Discs(self.paper, ground.sheet, plain, filled=not is_classed)
        self._hatching = Hatching(self.paper, ground.sheet, snapshot)
        self._take_incidents()
        points = ground.arrangement.points
        x, y = places_mm(self.paper, ground.sheet, points)
        self._at = np.column_stack((x, y)) * self._per_mm
        self._true = np.column_stack(ground.sheet.place(points.lon, points.lat)) * self._per_mm

    def _take_incidents(self) -> None:
        """Days and districts of the rows that frames count."""
        dataset, rows = self.snapshot.dataset, self.snapshot.rows
        self._covered = coverage(self.snapshot).covered
        self._start, self._end = dataset.incidents.start, dataset.incidents.end
        coarse = dataset.incidents.coded["place_precision"].isin(("district",))[rows]
        self._in_districts = rows[coarse & (dataset.polygons[rows] >= 0)]
        self._names = [district.name for district in dataset.gazetteer.drawn]
        self._spots = {
            one.name: one.spots[:_MOST_SPOTS] for one in numbered_districts(self.ground.sheet, self.snapshot)
        }

    def frame(self, period: Period) -> Pixels:
        """The pixels of a frame; the next frame overwrites them."""
        np.copyto(self.pixels, self.ground.pixels)
        if self._fills is not None:
            self._fills.paint(self.pixels, period)
        here = self._within(self.ground.arrangement.rows, period)
        districts = self._district_counts(period)
        near = here[self.ground.arrangement.points.near[here]]
        self._hatching.paint(self.pixels, set(districts))
        self._discs.paint(self.pixels, np.rint(self._true[near]).astype(np.int64))
        layout = self._layout(here)
        numbers, without = self._numbers(layout, here[layout.singles], districts)
        self._lines(layout, numbers)
        self._symbols(here[layout.singles])
        self._marks(layout)
        for name, at in numbers.items():
            self._boxed(number_text(districts[name]), at)
        self._words(period, without)
        self._cursor(period)
        return self.pixels

    # ---- what a frame holds

    def _within(self, rows: npt.NDArray[np.int32], period: Period) -> _Rows:
        """The positions of rows that may lie in a period."""
        start, end = self._start[rows], self._end[rows]
        if self.snapshot.state.query.certain:
            return np.flatnonzero((start >= period.first) & (end <= period.last))
        return np.flatnonzero((start <= period.last) & (end >= period.first))

    def _district_counts(self, period: Period) -> dict[str, int]:
        rows = self._in_districts[self._within(self._in_districts, period)]
        numbers, many = np.unique(self.snapshot.dataset.polygons[rows], return_counts=True)
        return {self._names[k]: n for k, n in zip(numbers.tolist(), many.tolist(), strict=True)}

    def _layout(self, here: _Rows) -> Layout:
        """The marks and symbols of some incidents, at the places that hold for all frames."""
        found = self.ground.arrangement
        whole = found.members
        columns = {name: getattr(whole, name)[here] for name in ("x", "y", "kind", "size", "near", "area", "cell")}
        layout = layout_in(found.groups.among(here), replace(whole, **columns), found.symbol_px, found.stretch)
        return layout.scaled(found.px)

    # ---- shapes

    def _y(self, y: float) -> float:
        """A place in pixels from the top as the renderer counts them, from the bottom."""
        return float(self.pixels.shape[0] - y)

    def _context(self, colour: str, width_pt: float) -> GraphicsContextBase:
        context: GraphicsContextBase = self._renderer.new_gc()
        context.set_linewidth(width_pt / 72 * self._dpi)
        context.set_foreground(colour)
        context.set_antialiased(True)
        return context

    def _symbols(self, positions: _Rows) -> None:
        """Stamp single symbols, the largest first."""
        points, ground = self.ground.arrangement.points, self.paper.theme.ground.paper
        for size in range(len(SIZE_CLASSES) - 1, -1, -1):
            for kind, style in enumerate(TYPE_STYLES):
                chosen = positions[(points.size[positions] == size) & (points.kind[positions] == kind)]
                if not len(chosen):
                    continue
                colour = style.colour(self.paper.theme.name)
                is_hollow = size == NO_FIGURE
                edge, fill = (colour, ground) if is_hollow else (ground, colour)
                context = self._context(edge, (0.9 if is_hollow else 0.5) * self.paper.unit)
                at = self._at[chosen]
                places = Path(np.column_stack((at[:, 0], self.pixels.shape[0] - at[:, 1])))
                scale = Affine2D().scale(radius_pt(size, self.paper) / 72 * self._dpi)
                outline = marker(style.shape)
                self._renderer.draw_markers(context, outline, scale, places, IdentityTransform(), _unit(fill))

    def _disc(self, at: tuple[float, float], radius: float, colour: str) -> None:
        context = self._context(colour, 0)
        transform = Affine2D().scale(radius).translate(at[0], self._y(at[1]))
        self._renderer.draw_path(context, _DISC, transform, _unit(colour))

    def _marks(self, layout: Layout) -> None:
        """Draw the marks: a disc, a ring with the share of each type, and the number."""
        px = self.ground.arrangement.px * self._per_mm
        theme = self.paper.theme
        for k in range(len(layout.count)):
            at = float(layout.x[k]) * self._per_mm, float(layout.y[k]) * self._per_mm
            radius, count = float(layout.radius[k]) * self._per_mm, int(layout.count[k])
            self._disc(at, radius + 1.1 * px, theme.ground.paper)
            for kind, (begin, end) in shares(layout.types[k]):
                colour = TYPE_STYLES[kind].colour(theme.name)
                transform = Affine2D().scale(radius, -radius).translate(at[0], self._y(at[1]))
                part = _DISC if end - begin >= 360 else Path.wedge(begin, end)
                self._renderer.draw_path(self._context(colour, 0), part, transform, _unit(colour))
            self._disc(at, radius - ring_width(radius / px, count) * px, theme.ground.paper)
            if has_room(radius / px, count):
                self._text(number_text(count), at, digit_size(radius / px, count) * self.paper.mark_pt, 700)
            elif np.isnan(layout.beside[k, 0]):
                self._disc(at, 1.1 * px, theme.text)
            else:
                beside = float(layout.beside[k, 0]), float(layout.beside[k, 1])
                self._boxed(number_text(count), beside)

    def _lines(self, layout: Layout, numbers: dict[str, _Place]) -> None:
        """Draw the lines to numbers that stand beside their mark or district, below all marks."""
        for name, start in layout.lines.items():
            if name in numbers and numbers[name] == layout.districts[name]:
                self._line(start, numbers[name])
        px = self.ground.arrangement.px
        for k in np.flatnonzero(~np.isnan(layout.beside[:, 0])).tolist():
            if not has_room(float(layout.radius[k] / px), int(layout.count[k])):
                self._line((float(layout.x[k]), float(layout.y[k])), tuple(layout.beside[k].tolist()))

    def _numbers(self, layout: Layout, singles: _Rows, districts: dict[str, int]) -> tuple[dict[str, _Place], int]:
        """Where there is room for the numbers of incidents known only to the district; how many have none."""
        px, without, placed = self.ground.arrangement.px, 0, {}
        x, y, reach = layout.x, layout.y, layout.radius + px
        marks = np.column_stack((x - reach, y - reach, x + reach, y + reach))
        beside = np.concatenate((layout.beside, layout.beside), axis=1) + np.array([-1, -1, 1, 1]) * 7 * px
        points = np.tile(self._at[singles] / self._per_mm, 2) + np.array([-1, -1, 1, 1]) * 4 * px
        taken = np.concatenate((marks, beside[~np.isnan(beside[:, 0])], points))
        for name, count in sorted(districts.items(), key=lambda item: -item[1]):
            text = number_text(count)
            spots = [*self._spots.get(name, ()), *([layout.districts[name]] if name in layout.districts else [])]
            boxes = [(spot, self._box(text, spot)) for spot in spots]
            free = next(((spot, box) for spot, box in boxes if not _meets(taken, box)), None)
            if free is None:
                without += count
                continue
            taken = np.concatenate((taken, [free[1]]))
            placed[name] = free[0]
        return placed, without

    def _box(self, text: str, at_mm: tuple[float, float]) -> _Box:
        """Left, top, right and bottom of a number in its box, in millimetres."""
        half, high = number_half(text) * self.ground.arrangement.px, MARKS.number_px * self.ground.arrangement.px
        return at_mm[0] - half, at_mm[1] - high, at_mm[0] + half, at_mm[1] + high

    def _boxed(self, text: str, at_mm: tuple[float, float]) -> None:
        """A number in a box, in the middle of a place in millimetres."""
        left, top, right, bottom = (edge * self._per_mm for edge in self._box(text, at_mm))
        theme = self.paper.theme
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        outline = Path([(round(a) + 0.5, self._y(round(b) + 0.5)) for a, b in corners], closed=True)
        context = self._context(theme.muted, 0.4 * self.paper.unit)
        self._renderer.draw_path(context, outline, IdentityTransform(), _unit(theme.ground.paper))
        at = at_mm[0] * self._per_mm, at_mm[1] * self._per_mm
        self._text(text, at, MARKS.font_px * self.paper.mark_pt, 700)

    def _line(self, start_mm: tuple[float, float], end_mm: tuple[float, float]) -> None:
        path = Path([(x * self._per_mm, self._y(y * self._per_mm)) for x, y in (start_mm, end_mm)])
        for width, colour in ((1.6, self.paper.theme.ground.paper), (0.6, self.paper.theme.text)):
            self._renderer.draw_path(self._context(colour, width * self.paper.unit), path, IdentityTransform())

    # ---- words

    def _text(self, text: str, at: tuple[float, float], size: float, weight: int) -> None:
        """A text in the middle of a place in pixels."""
        mask, _ = text_mask(text, size, weight, self._dpi)
        high, wide = mask.shape
        self._lay(mask, (round(at[0] - wide / 2), round(at[1] - high / 2)), self.paper.theme.text)

    def _written(self, text: str, at_mm: tuple[float, float], look: tuple[float, int, str]) -> None:
        """A text from a place in millimetres, which is on its baseline."""
        size, weight, colour = look
        mask, above = text_mask(text, size, weight, self._dpi)
        self._lay(mask, (pixels_of(self.paper, at_mm[0]), pixels_of(self.paper, at_mm[1]) - above), colour)

    def _lay(self, mask: Pixels, at: tuple[int, int], colour: str) -> None:
        x, y = max(at[0], 0), max(at[1], 0)
        part = self.pixels[y : y + mask.shape[0], x : x + mask.shape[1], :3]
        opacity = mask[: part.shape[0], : part.shape[1]].astype(np.float32) / 255
        part[...] = blend(part, rgb(colour), opacity)

    def _words(self, period: Period, without: int) -> None:
        """The period and what it counts; ``without`` incidents are in districts without room for their number."""
        line, unit, theme = self.ground.line, self.paper.unit, self.paper.theme
        rows = self.snapshot.rows[self._within(self.snapshot.rows, period)]
        sums = figures(self.snapshot.dataset.incidents, rows)
        missing = sum(gap.width_days for gap in gaps_in(period, self._covered)) if self._covered else 0
        counted = [f"{len(rows):,} of {plural(len(self.snapshot.rows), 'incident')}"]
        if len(rows):
            counted.append(f"{sums.killed_words} killed" if sums.no_figure < len(rows) else "no figure of deaths")
        if missing == period.width_days and not len(rows):
            counted = ["no data for these days"]
        elif missing:
            counted += [f"{missing:,} of {plural(period.width_days, 'day')} without data"]
        large, small = 11.0 * unit, 7.2 * unit
        lines, x, y = counted, line.x, line.y + 9.4 * unit
        self._written(period.words, (line.x, line.y + 4.4 * unit), (large, 700, theme.accent))
        if line.h < _TALL * unit:  # beside the period
            lines, y = [" · ".join(counted)], line.y + 4.4 * unit
            x = line.x + width_mm(period.words, large, 700) + 3 * unit
        for k, text in enumerate(lines):
            self._written(text, (x, y + 4.2 * k * unit), (small, 600, theme.text))
        if without:
            note = f"{without:,} in districts without room for a number"
            y += 4.0 * len(lines) * unit
            self._written(note, (line.x, y), (5.8 * unit, 400, theme.muted))

    def _cursor(self, period: Period) -> None:
        """Mark the period in the bars."""
        bars, days = self.ground.bars, self.ground.days
        left, right = (pixels_of(self.paper, x_of(bars, days, day)) for day in (period.first, period.last + 1))
        right = max(right, left + 3)
        top, bottom = pixels_of(self.paper, bars.y - 1), pixels_of(self.paper, bars.y + 10.0 * self.paper.unit)
        colour = rgb(self.paper.theme.accent)
        part = self.pixels[top:bottom, left:right, :3]
        part[...] = blend(part, colour, np.float32(0.22))
        for x in (left, right - 2):
            self.pixels[top:bottom, x : x + 2, :3] = colour


def _meets(taken: npt.NDArray[np.float64], box: _Box) -> bool:
    left, top, right, bottom = box
    across = (taken[:, 0] < right) & (taken[:, 2] > left)
    return bool((across & (taken[:, 1] < bottom) & (taken[:, 3] > top)).any())


def _unit(colour: str) -> tuple[float, ...]:
    return tuple(float(part) / 255 for part in rgb(colour))
