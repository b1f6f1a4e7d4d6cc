"""The part of one outline that runs along another, where the two come from layers that share no vertices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["facing_lines"]


def facing_lines(rings: list[list[float]], others: list[list[float]], tolerance: float) -> list[list[float]]:
    """The stretches of ``rings`` that lie within ``tolerance`` (degrees) of the lines of ``others``, as flat lists."""
    import shapely

    facing = shapely.multilinestrings([shapely.linestrings(_points(ring)) for ring in others])
    shapely.prepare(facing)
    lines = []
    for ring in rings:
        points = _points(ring)
        near = shapely.dwithin(shapely.points(points), facing, tolerance)
        lines += [points[first:end].ravel().tolist() for first, end in _runs(near)]
    return lines


def _points(ring: list[float]) -> npt.NDArray[np.float64]:
    return np.reshape(np.asarray(ring, dtype=np.float64), (-1, 2))


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Position of the first and past the last of each run of at least two that are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]
