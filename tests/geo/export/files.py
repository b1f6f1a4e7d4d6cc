"""The bytes of written files for the tests."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
import zlib

_PACKED = re.compile(rb"(?:[A-Za-z0-9+/]{4}){50,}(?:[A-Za-z0-9+/]{2,3}={1,2})?")


def unpacked(content: bytes) -> bytes:
    """All bytes of a file, with what is packed in it."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    if content.startswith(b"<!DOCTYPE html>"):
        return b"\n".join((content, *(_inflated(base64.b64decode(part)) for part in _PACKED.findall(content))))
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def _inflated(packed: bytes) -> bytes:
    """A part of a file without its packing, whichever of three it has; itself without one."""
    for kind in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompress(packed, kind)
        except zlib.error:
            continue
    return packed
