"""The parts of a Shapefile before it is read: that they belong together, and what is missing or unreadable."""

from __future__ import annotations

import codecs
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path

from geo.errors import FileRefused
from geo.wording import plural

__all__ = ["ShapeParts", "checked_parts", "decoded_texts"]

_NEEDED = (".shp", ".dbf")
_HEAD = 100
"""Bytes of the header of .shp and .shx, whose length in 16-bit words stands at byte 24."""

_LONGEST_CPG = 200


@dataclass(frozen=True, slots=True)
class ShapeParts:
    """A Shapefile whose parts belong together.

    Attributes
    ----------
    shape
        Its .shp, with the others beside it.
    encoding
        The encoding that it states; blank if it states none that is known.
    has_system
        Whether a .prj is there, readable or not.
    notes
        What is missing, and how it was made up for.
    """

    shape: Path
    encoding: str = ""
    has_system: bool = True
    notes: tuple[str, ...] = ()


def checked_parts(path: Path, shape: Path, spare: Path) -> ShapeParts:
    """The parts of a Shapefile after a check.

    Parameters
    ----------
    path
        What the user chose, for messages.
    shape
        The .shp.
    spare
        An empty folder: without an .shx, the parts are copied there, so that an index can be made beside them.

    Raises
    ------
    FileRefused
        If a part is missing or cut off, or if there are not as many records as shapes.
    """
    parts = _parts(shape)
    if missing := [suffix for suffix in _NEEDED if suffix not in parts]:
        raise FileRefused(
            f"{path.name}: of the Shapefile {shape.stem} the part {missing[0]} is missing. Copy all of its parts."
        )
    notes = []
    _require_even(path, parts)
    if ".shx" not in parts:
        notes.append("no .shx: the index of the shapes was made anew")
        for suffix, part in parts.items():
            shutil.copyfile(part, spare / f"shape{suffix}")
        shape = spare / "shape.shp"
    return ShapeParts(shape, _stated_encoding(parts), ".prj" in parts, tuple(notes))


def _parts(shape: Path) -> dict[str, Path]:
    return {part.suffix.lower(): part for part in shape.parent.iterdir() if part.stem == shape.stem and part.is_file()}


def _require_even(path: Path, parts: dict[str, Path]) -> None:
    """Refuse a Shapefile whose shapes and records are not the same number: they are matched by their order alone."""
    try:
        shapes, records = _shape_count(parts), _record_count(parts[".dbf"])
    except (struct.error, ValueError) as fault:
        raise FileRefused(
            f"{path.name} is a damaged Shapefile ({fault}). Get another copy of all of its parts."
        ) from fault
    if shapes != records:
        raise FileRefused(
            f"{path.name}: the Shapefile has {plural(shapes, 'shape')} (.shp) and {plural(records, 'record')} (.dbf), "
            "and nothing tells which belong together. Copy all of its parts again, or save it anew as GeoPackage."
        )


def _shape_count(parts: dict[str, Path]) -> int:
    size = parts[".shp"].stat().st_size
    with parts[".shp"].open("rb") as handle:
        (words,) = struct.unpack(">i", handle.read(_HEAD)[24:28])
        if size < 2 * words:
            raise ValueError(f"its .shp has {size:,} of {2 * words:,} bytes")
        if ".shx" in parts:
            return max(0, parts[".shx"].stat().st_size - _HEAD) // 8
        count, at = 0, _HEAD
        while at + 8 <= size:
            handle.seek(at)
            number, length = struct.unpack(">2i", handle.read(8))
            if number <= 0 or length < 2:
                break
            count, at = count + 1, at + 8 + 2 * length
        return count


def _record_count(part: Path) -> int:
    with part.open("rb") as handle:
        (count,) = struct.unpack("<I", handle.read(12)[4:8])
    return int(count)


# the encoding of the attributes


def _stated_encoding(parts: dict[str, Path]) -> str:
    """The encoding that the .cpg states; blank for none that is known."""
    if ".cpg" in parts:
        text = parts[".cpg"].read_bytes()[:_LONGEST_CPG].decode("ascii", "replace").strip()
        for name in (text, f"cp{text}", text.upper().replace("ANSI ", "cp")):
            try:
                return codecs.lookup(name).name
            except (LookupError, ValueError):
                continue
    return ""


def decoded_texts(texts: list[str]) -> tuple[list[str], str]:
    """Texts of an unstated encoding, given with one character a byte (ISO 8859-1), and a note on what was assumed."""
    content = [text.encode("latin-1", "replace") for text in texts]
    if all(part.isascii() for part in content):
        return texts, ""
    try:
        return [part.decode("utf-8") for part in content], "no .cpg that is known: texts read as UTF-8"
    except UnicodeDecodeError:
        note = "no .cpg that is known: texts read as Windows-1252; look at letters beyond A to Z"
        return [part.decode("cp1252", "replace") for part in content], note
