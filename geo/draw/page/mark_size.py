"""How large a mark of several incidents is, and how its number is written; lengths are pixels, as on screen."""

from __future__ import annotations

import numpy as np

from geo.draw.style import MARKS

__all__ = [
    "apart_at",
    "digit_size",
    "growth_for",
    "has_room",
    "mark_radius",
    "number_half",
    "number_radius",
    "number_text",
    "ring_width",
]

_LARGER_PX = (12, 11, 10)
_HALF_HEIGHT = 0.355  # of a digit, in its size
_SMALL_RING_PX = 2.0
_ROUNDING_PX = 1e-3


def apart_at(zoom: float) -> float:
    """How far the middles of two groups are at least apart, in pixels of the level with this zoom."""
    return float(np.interp(zoom, MARKS.apart_zoom, MARKS.apart_px))


def number_text(count: int) -> str:
    """A number in at most four signs: exact up to 9,999, then in thousands and millions."""
    if count < 10_000:
        return str(count)
    if count < 999_500:
        return f"{round(count / 1000)}k"
    return f"{count / 1e6:.1f}M" if count < 9_950_000 else f"{round(count / 1e6)}M"


def number_radius(count: int) -> float:
    """The radius that holds a number."""
    return MARKS.least_px[min(len(MARKS.least_px), len(number_text(count))) - 1]


def has_room(radius: float, count: int) -> bool:
    """Whether a mark of this radius has room for its number."""
    return radius >= number_radius(count) - _ROUNDING_PX


def number_half(text: str) -> float:
    """Half the width of the box around a number that stands beside its mark or in its district."""
    return max(MARKS.number_px, len(text) * MARKS.digit_em * MARKS.font_px / 2 + 3.5)


def growth_for(heaviest: float) -> float:
    """The area that a mark gains for each unit of weight, so that the heaviest one has the greatest radius."""
    return min(MARKS.growth, (MARKS.most_px**2 - MARKS.least_px[0] ** 2) / max(1.0, heaviest))


def mark_radius(count: int, weight: float, growth: float, room: float = MARKS.most_px) -> float:
    """The radius of a mark: its area is the least one plus what its weight adds, and its number has room."""
    wanted = float(np.sqrt(MARKS.least_px[0] ** 2 + weight * growth))
    return min(room, MARKS.most_px, max(wanted, number_radius(count)))


def digit_size(radius: float, count: int) -> float:
    """The size of the digits of a mark: it grows with the mark, as far as the number stands clear of the ring."""
    corner = float(np.hypot(len(number_text(count)) * MARKS.digit_em / 2, _HALF_HEIGHT))
    room = min(radius - ring_width(radius, count), corner * MARKS.font_px * radius / number_radius(count))
    return next((size for size in _LARGER_PX if size * corner <= room + 0.01), MARKS.font_px)


def ring_width(radius: float, count: int) -> float:
    """The width of the ring of a mark: wider for larger marks, as far as the number has room."""
    if not has_room(radius, count):
        return _SMALL_RING_PX
    wanted = MARKS.ring_px + MARKS.ring_growth * (radius - MARKS.least_px[0])
    return max(MARKS.ring_px, min(wanted, radius - number_radius(count) + MARKS.ring_px))
