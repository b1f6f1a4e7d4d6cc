"""The symbols of the map as white PNG icons, which a style of KML tints: whole, or hollow for no figure of deaths."""

from __future__ import annotations

import struct
import zlib
from functools import cache

import numpy as np
import numpy.typing as npt

from geo.draw.style import SHAPES

__all__ = ["icon_png"]

_PX, _FINE = 48, 4
"""The side of an icon, and by how many steps each pixel is divided to smooth edges."""

_REACH = 1.55
"""Half the side in the units of `SHAPES`; the corners reach 1.3."""

_HOLLOW = 0.62
"""The share of a symbol that is empty where it is hollow."""

_Floats = npt.NDArray[np.float64]


@cache
def icon_png(shape: str, *, hollow: bool = False) -> bytes:
    """A symbol as a PNG of 48 × 48 pixels: white with a dark edge on nothing."""
    steps = (np.arange(_PX * _FINE) + 0.5) / (_PX * _FINE) * 2 * _REACH - _REACH
    x, y = np.meshgrid(steps, steps)
    outer, inner = _covered(shape, x, y), _covered(shape, x / 0.84, y / 0.84)
    whole, white = outer, inner
    if hollow:
        whole = outer & ~_covered(shape, x / _HOLLOW, y / _HOLLOW)
        white = whole
    alpha, light = _shares(whole), _shares(white)
    grey = np.where(alpha > 0, light / np.where(alpha > 0, alpha, 1.0), 1.0)
    pixels = np.zeros((_PX, _PX, 2), np.uint8)
    pixels[..., 0] = np.round(255 * (0.35 + 0.65 * grey))
    pixels[..., 1] = np.round(255 * alpha)
    return _png(pixels)


def _covered(shape: str, x: _Floats, y: _Floats) -> npt.NDArray[np.bool_]:
    """Which points lie in a shape (even-odd rule)."""
    corners = SHAPES[shape]
    if not corners:
        return np.asarray(x**2 + y**2 <= 1)
    inside = np.zeros(x.shape, np.bool_)
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if y0 != y1:
            crosses = (y < y0) != (y < y1)
            inside ^= crosses & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return inside


def _shares(covered: npt.NDArray[np.bool_]) -> _Floats:
    """Which share of each pixel is covered."""
    return np.asarray(covered.reshape(_PX, _FINE, _PX, _FINE).mean(axis=(1, 3)))


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Grey and opacity, 8 bits each, as a PNG (ISO/IEC 15948)."""
    height, width, _ = pixels.shape
    lines = np.concatenate((np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)), axis=1)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 4, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
