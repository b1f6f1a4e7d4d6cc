"""Archives, workbooks among them, before anything in them is unpacked: bombs, traversal and encryption are refused."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import FileRefused

__all__ = ["DAMAGED", "checked_archive", "refuse_entities"]

MOST_MEMBERS = 10_000
MOST_BYTES = 2 * 2**30
MOST_RATIO = 300
RATIO_FROM = 50 * 2**20
_HEAD = 4096
_XML = (".xml", ".rels", ".kml")
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)
"""What the standard library may raise for an archive that is not sound, when it is opened or a member is read."""


def checked_archive(path: Path) -> list[str]:
    """The names in a zip archive; raises `FileRefused` for one that is damaged or dangerous."""
    with _opened(path) as archive:
        members = archive.infolist()
        _require_harmless(path, members)
        return [member.filename for member in members]


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except DAMAGED as fault:
        raise FileRefused(f"{path.name} is a damaged archive or workbook ({fault}). Get another copy of it.") from fault


def _require_harmless(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise FileRefused(f"{path.name} holds {len(members):,} files: that is no workbook and no layer.")
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name[:3]:
            raise FileRefused(f"{path.name} holds {member.filename[:60]!r}, which lies outside of it. Do not trust it.")
        if member.flag_bits & 1:
            raise FileRefused(f"{path.name} is protected with a password. Save it without one.")
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if size > MOST_BYTES or (size > RATIO_FROM and size / packed > MOST_RATIO):
        raise FileRefused(
            f"{path.name} would unpack to {size / 2**20:,.0f} MB from {packed / 2**20:,.1f} MB: a zip bomb, refused."
        )


def refuse_entities(path: Path) -> None:
    """Refuse an archive whose XML declares a document type, which can make entities grow or read other files."""
    with _opened(path) as archive:
        for name in archive.namelist():
            if name.endswith(_XML):
                with archive.open(name) as member:
                    if b"<!DOCTYPE" in member.read(_HEAD).replace(b"\0", b"").upper():  # also in UTF-16
                        raise FileRefused(
                            f"{path.name}: {name[:60]} declares a document type, which no workbook needs."
                        )
