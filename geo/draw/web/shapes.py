"""Outlines of the symbols on the map."""

from __future__ import annotations

__all__ = ["SHAPES"]

SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": (),
    "triangle": ((0, -1.3), (1.18, 0.8), (-1.18, 0.8)),
    "down-triangle": ((0, 1.3), (1.18, -0.8), (-1.18, -0.8)),
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "diamond": ((0, -1.28), (1.28, 0), (0, 1.28), (-1.28, 0)),
    "plus": (
        (-0.42, -1.15), (0.42, -1.15), (0.42, -0.42), (1.15, -0.42), (1.15, 0.42), (0.42, 0.42),
        (0.42, 1.15), (-0.42, 1.15), (-0.42, 0.42), (-1.15, 0.42), (-1.15, -0.42), (-0.42, -0.42),
    ),
}  # fmt: skip
"""Corners of each shape around (0, 0), x to the right and y downwards; no corners for the circle of radius 1."""
