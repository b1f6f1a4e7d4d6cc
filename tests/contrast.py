"""Contrast of colours, and of what is seen where one lies over another in part."""

from __future__ import annotations


def mixed(colour: str, ground: str, alpha: float) -> str:
    """What is seen of a colour of this opacity over a ground, as ``#rrggbb``."""
    parts = [[int(each[start : start + 2], 16) for start in (1, 3, 5)] for each in (colour, ground)]
    return "#" + "".join(f"{round(alpha * top + (1 - alpha) * below):02x}" for top, below in zip(*parts, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
