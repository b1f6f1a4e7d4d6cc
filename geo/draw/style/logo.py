"""A logo: the bytes of a PNG, JPEG or SVG file, checked for kind and size."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from geo.draw.style.svg_logo import svg_logo
from geo.errors import InputError

__all__ = ["Logo", "logo_of"]

_MOST_BYTES = 300_000
_LEAST_PX, _MOST_PX = 60, 4_000
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""The markers of JPEG that hold the size of the picture."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo with its width by its height; ``kind`` is ``png``, ``jpg`` or ``svg``."""

    kind: str
    content: bytes
    shape: float

    @property
    def text(self) -> str:
        """The bytes as text of ASCII."""
        return base64.b64encode(self.content).decode("ascii")


def logo_of(content: bytes) -> Logo:
    """A logo from the bytes of its file.

    Raises
    ------
    InputError
        If it is of another kind, too large, or too small to be printed.
    """
    if len(content) > _MOST_BYTES:
        raise InputError(f"it has {len(content):,} bytes: make it smaller than {_MOST_BYTES:,}")
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
        return Logo("png", content, _shape(width, height))
    if content.startswith(b"\xff\xd8"):
        return Logo("jpg", content, _shape(*_jpeg_size(content)))
    if re.match(rb"\s*(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*<svg[\s>]", content, re.DOTALL):
        _, _, wide, high = svg_logo(content).box
        return Logo("svg", content, wide / high)
    raise InputError("it is no PNG, JPEG or SVG file")


def _shape(width: int, height: int) -> float:
    if not (max(width, height) >= _LEAST_PX and min(width, height) > 0 and max(width, height) <= _MOST_PX):
        raise InputError(f"it has {width:,} by {height:,} dots: the longer side needs {_LEAST_PX} to {_MOST_PX:,} dots")
    return width / height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the frame of a JPEG; zeros without one."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0
