"""Marks that stand for several incidents: cells, sizes and limits, once for the window and for paper."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MARKS", "MarkStyle"]


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """The rule of the marks; lengths are in pixels of the page. ``docs/guide.md`` states it in words.

    Attributes
    ----------
    apart_px, apart_zoom
        How far the middles of two groups are at least apart, at the zoom of their level: up to the first zoom, and from
        the second one on; between them it grows evenly. Incidents are grouped by cells of half that side.
    levels_per_zoom
        Levels of cells for each zoom level; a zoom between two levels uses the coarser one.
    districts_from_zoom
        From here on a mark stands for incidents of one district, below it for incidents of one province.
    least_px
        The radius that holds a number of one, two, three and four digits.
    most_px
        The radius of the mark with the most incidents.
    small_px, number_px
        The radius of a mark that has no room for its number; half the height of the box around a number beside a mark
        or in a district.
    numbers_to_zoom
        Up to here marks and the numbers of districts have room in one order; further in there is room for both.
    gap_px, shift_px, whole_shift_px
        The least gap between two marks; how far a mark, and one that stands for a whole district, may be moved from the
        mean place to keep it.
    growth
        The greatest share of the area of its symbols that is added to the least area of a mark.
    ring_px, ring_growth, font_px
        The width of the ring of types of the smallest mark, and its growth with each pixel of the radius, as far as
        the number has room; the least size of the digits.
    digit_em
        The width of a digit in its size. Digits are larger where they still stand clear of the ring.
    singles
        A group of more incidents than this is always a mark.
    covers
        Two symbols cover each other where their distance is below this share of the sum of their radii.
    """

    apart_px: tuple[float, float]
    apart_zoom: tuple[float, float]
    levels_per_zoom: int
    districts_from_zoom: float
    least_px: tuple[float, ...]
    most_px: float
    small_px: float
    number_px: float
    numbers_to_zoom: float
    gap_px: float
    shift_px: float
    whole_shift_px: float
    growth: float
    ring_px: float
    ring_growth: float
    font_px: float
    digit_em: float
    singles: int
    covers: float


MARKS = MarkStyle(
    apart_px=(17, 28), apart_zoom=(5, 6.5), levels_per_zoom=2, districts_from_zoom=6.5,
    least_px=(7.5, 8.8, 11.0, 14.4), most_px=15, small_px=4.5, number_px=6, numbers_to_zoom=8,
    gap_px=1, shift_px=15, whole_shift_px=24, growth=0.35, ring_px=2.6, ring_growth=0.28,
    font_px=9, digit_em=0.58, singles=8, covers=0.8,
)  # fmt: skip
