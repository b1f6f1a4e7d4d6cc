"""The contrast of two colours after WCAG 2.2, and the nearest colour that has enough of it."""

from __future__ import annotations

__all__ = ["LEAST", "contrast", "readable"]

LEAST = 4.5
"""Text has at least this contrast with what lies under it."""

_STEPS = 40


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ``#rrggbb``: 1 for equal ones to 21 for black and white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """A colour mixed with as little black or white as gives it enough contrast with all grounds; blank if none has."""
    for step in range(1, _STEPS + 1):
        for end in ("#000000", "#ffffff"):
            mixed = _mixed(colour, end, step / _STEPS)
            if all(contrast(mixed, ground) >= LEAST for ground in grounds):
                return mixed
    return ""


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
