"""The bytes of written files for the tests."""

from __future__ import annotations

import gzip
import io
import zipfile


def unpacked(content: bytes) -> bytes:
    """All bytes of a file, with what is packed in it."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
