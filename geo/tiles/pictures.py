"""The format and the size in pixels of a picture, read from its first bytes.

A picture of a few kilobytes can unpack to gigabytes of pixels. So its size is known before anything decodes it.
"""

from __future__ import annotations

import struct

__all__ = ["MOST_PIXELS", "media_of_picture", "size_of_picture"]

MOST_PIXELS = 2048
"""Of a side. Tiles have 256 or 512, on dense screens twice as many."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_NO_FRAME = {0xC4, 0xC8, 0xCC}
"""Markers of JPEG among those of frames that start none: tables, and one that is reserved."""
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Markers of JPEG without a length."""


def media_of_picture(content: bytes) -> str | None:
    """The media type of a PNG, JPEG or WebP picture; ``None`` for anything else, or one with too many pixels."""
    found = size_of_picture(content)
    if found is None:
        return None
    media, width, height = found
    return media if 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS else None


def size_of_picture(content: bytes) -> tuple[str, int, int] | None:
    """The media type, width and height in pixels; ``None`` if the content is no such picture."""
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(_JPEG):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def _png(content: bytes) -> tuple[str, int, int] | None:
    if content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return "image/png", width, height


def _jpeg(content: bytes) -> tuple[str, int, int] | None:
    """The largest frame: a file may hold several."""
    at, width, height = 2, 0, 0
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (0xDA, 0xD9):  # the pixels begin, or there are none
            break
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            high, wide = struct.unpack_from(">HH", content, at + 5)
            width, height = max(width, wide), max(height, high)
        at += 2 + max(2, struct.unpack_from(">H", content, at + 2)[0])
    return ("image/jpeg", width, height) if width else None


def _webp(content: bytes) -> tuple[str, int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L" and content[20] == 0x2F:
        bits = int.from_bytes(content[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", content, 26))
    else:
        return None
    return ("image/webp", width, height) if len(content) >= 30 else None
