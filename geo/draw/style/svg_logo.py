"""Logos in SVG: filled outlines in plain colours. The door to fontTools, and to defusedxml for drawings.

What else SVG can hold (text, pictures, gradients, lines without area, style sheets) is refused: it would be drawn
otherwise than its author sees it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geo.errors import InputError

__all__ = ["Outline", "SvgLogo", "svg_logo"]

_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "polygon", "polyline"))
_SILENT = frozenset(("title", "desc", "metadata", "namedview"))
_NAMED = {"black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff"}
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)")
_MOST_SHAPES = 2_000
_REMEDY = "save it with text and lines as paths and in plain colours, or give a PNG"


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its colour ``#rrggbb``: steps of a pen (``moveTo``, ``lineTo``, ``curveTo`` …) with their points."""

    fill: str
    steps: tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class SvgLogo:
    """The outlines of a drawing, and its box: left, top, width and height in its own units."""

    box: tuple[float, float, float, float]
    outlines: tuple[Outline, ...]


def svg_logo(content: bytes) -> SvgLogo:
    """The outlines of an SVG file.

    Raises
    ------
    InputError
        If it is no SVG, or has what is not drawn here.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise InputError(f"it cannot be read as SVG: {_REMEDY}") from None
    outlines = tuple(_outlines(root, "#000000", _identity()))
    if not outlines or len(outlines) > _MOST_SHAPES:
        raise InputError(f"it has {len(outlines):,} shapes: {_REMEDY}")
    return SvgLogo(_box(root), outlines)


def _identity() -> Any:
    from fontTools.misc.transform import Identity

    return Identity


def _box(root: Any) -> tuple[float, float, float, float]:
    found = re.findall(_NUMBER, root.get("viewBox", ""))
    if len(found) != 4:
        sides = [re.match(_NUMBER, root.get(side, "")) for side in ("width", "height")]
        found = ["0", "0", *(side[0] if side else "0" for side in sides)]
    left, top, width, height = map(float, found)
    if not (width > 0 and height > 0 and 0.05 < width / height < 20):
        raise InputError(f"its size is not stated, or its shape is too long: {_REMEDY}")
    return left, top, width, height


def _outlines(element: Any, inherited: str, around: Any) -> Iterator[Outline]:
    """The outlines of an element and what is in it, with the colour and the transformation that it inherits."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "title"
    if tag in _SILENT or (tag == "defs" and not len(element)):
        return
    if tag not in (*_SHAPES, "svg", "g"):
        raise InputError(f"it has the element {tag[:40]!r}, which is not drawn: {_REMEDY}")
    look = _look(element)
    fill = _colour(look.get("fill", inherited))
    inner = around.transform(_transform(element.get("transform", "")))
    if tag in _SHAPES:
        if fill != "none":
            yield Outline(fill, _steps(element, inner))
        return
    for part in element:
        yield from _outlines(part, fill, inner)


def _look(element: Any) -> dict[str, str]:
    """The attributes of an element that say how it looks, those of ``style`` first."""
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    look = dict(element.attrib) | {name.strip(): value.strip() for name, _, value in pairs if name.strip()}
    if look.get("stroke", "none") != "none":
        raise InputError(f"it has lines of a width: {_REMEDY}")
    if any(float(look.get(name, "1") or 1) < 1 for name in ("opacity", "fill-opacity") if _is_number(look.get(name))):
        raise InputError(f"it has parts that let others shine through: {_REMEDY}")
    return look


def _is_number(text: str | None) -> bool:
    return text is not None and re.fullmatch(_NUMBER, text.strip()) is not None


def _colour(text: str) -> str:
    plain = text.strip().lower()
    if plain == "none" or re.fullmatch(r"#[0-9a-f]{6}", plain):
        return plain
    if re.fullmatch(r"#[0-9a-f]{3}", plain):
        return "#" + "".join(c * 2 for c in plain[1:])
    if found := re.fullmatch(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", plain):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    if plain in _NAMED:
        return _NAMED[plain]
    raise InputError(f"the colour {text[:40]!r} of it is not known: {_REMEDY}")


def _transform(text: str) -> tuple[float, ...]:
    from fontTools.misc.transform import Transform

    found = Transform()
    for kind, numbers in _TRANSFORM.findall(text):
        values = [float(number) for number in re.findall(_NUMBER, numbers)]
        if kind == "matrix" and len(values) == 6:
            found = found.transform(tuple(values))
        elif kind == "translate" and values:
            found = found.translate(values[0], values[1] if len(values) > 1 else 0.0)
        elif kind == "scale" and values:
            found = found.scale(values[0], values[1] if len(values) > 1 else values[0])
        elif kind == "rotate" and values:
            x, y = values[1:3] if len(values) == 3 else (0.0, 0.0)
            found = found.translate(x, y).rotate(math.radians(values[0])).translate(-x, -y)
    return tuple(found)


def _steps(element: Any, transform: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder

    builder, pen = PathBuilder(), DecomposingRecordingPen({})
    kept = element.attrib.pop("transform", None)  # fontTools knows only matrices; it is in `transform` already
    try:
        builder.add_path_from_element(element)
        for path in builder.paths:
            parse_path(path, TransformPen(pen, transform))
    except (ValueError, TypeError, KeyError, IndexError, AssertionError):
        raise InputError(f"one of its paths cannot be read: {_REMEDY}") from None
    finally:
        if kept is not None:
            element.set("transform", kept)
    return tuple((name, tuple(points)) for name, points in pen.value)
