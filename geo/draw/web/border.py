"""The part of one outline that runs along another, where the two come from layers that share no vertices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["facing_lines"]

_Floats = npt.NDArray[np.float64]


def facing_lines(rings: list[list[float]], others: list[list[float]], tolerance: float) -> list[list[float]]:
    """The stretches of ``rings`` that lie within ``tolerance`` (degrees) of the lines of ``others``, as flat lists."""
    starts, ends = _segments(others)
    lines = []
    for ring in rings:
        points = np.reshape(np.asarray(ring, dtype=np.float64), (-1, 2))
        near = _distances(points, starts, ends) <= tolerance
        lines += [points[a:b].ravel().tolist() for a, b in _runs(near)]
    return lines


def _segments(rings: list[list[float]]) -> tuple[_Floats, _Floats]:
    points = [np.reshape(np.asarray(ring, dtype=np.float64), (-1, 2)) for ring in rings]
    return np.concatenate([p[:-1] for p in points]), np.concatenate([p[1:] for p in points])


def _distances(points: _Floats, starts: _Floats, ends: _Floats) -> _Floats:
    along = ends - starts
    length2 = np.maximum((along**2).sum(axis=1), 1e-18)
    nearest = np.empty(len(points))
    for i, point in enumerate(points):
        t = np.clip(((point - starts) * along).sum(axis=1) / length2, 0.0, 1.0)
        nearest[i] = ((starts + t[:, None] * along - point) ** 2).sum(axis=1).min()
    return np.sqrt(nearest)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and past-the-last place of each run of at least two that are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]
