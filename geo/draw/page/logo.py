"""The logo at the head of a page."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from geo.draw.page.paper import Box, Paper
from geo.draw.style.logo import Logo
from geo.draw.style.svg_logo import Outline, svg_logo

__all__ = ["draw_logo", "logo_width"]

_HEIGHT_MM, _WIDEST_MM = 9.5, 42.0


def logo_width(paper: Paper) -> float:
    """The width of the logo with the gap beside it, in millimetres; 0 without one."""
    logo = paper.options.style.logo
    return 0.0 if logo is None else _size(paper, logo)[0] + 5 * paper.unit


def draw_logo(paper: Paper) -> float:
    """Draw the logo, if the page has one, in the upper right corner; where it ends, in millimetres from the top."""
    logo = paper.options.style.logo
    if logo is None:
        return 0.0
    width, height = _size(paper, logo)
    box = Box(paper.sheet.right - width, paper.sheet.y, width, height)
    (_draw_outlines if logo.kind == "svg" else _draw_pixels)(paper, box, logo)
    return box.bottom + 0.6 * paper.unit


def _size(paper: Paper, logo: Logo) -> tuple[float, float]:
    """Width and height in millimetres: as high as its place, or as wide."""
    height = min(_HEIGHT_MM, _WIDEST_MM / logo.shape) * paper.unit
    return height * logo.shape, height


def _draw_pixels(paper: Paper, box: Box, logo: Logo) -> None:
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(logo.content), format="jpeg" if logo.kind == "jpg" else "png")
    limits = paper.axes.get_xlim(), paper.axes.get_ylim()
    place = (box.x, box.right, box.bottom, box.y)
    look: dict[str, Any] = {"cmap": "gray"} if pixels.ndim == 2 else {}
    image = paper.axes.imshow(pixels, extent=place, aspect="auto", interpolation="antialiased", zorder=50, **look)
    image.set_gid("logo")
    paper.axes.set(xlim=limits[0], ylim=limits[1])


def _draw_outlines(paper: Paper, box: Box, logo: Logo) -> None:
    drawing = svg_logo(logo.content)
    left, top, width, _ = drawing.box
    scale = box.w / width
    for outline in drawing.outlines:
        _draw_outline(paper, outline, (box.x - left * scale, box.y - top * scale, scale))


def _draw_outline(paper: Paper, outline: Outline, place: tuple[float, float, float]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    kinds = {"moveTo": (Path.MOVETO,), "lineTo": (Path.LINETO,), "curveTo": (Path.CURVE4,) * 3,
             "qCurveTo": (Path.CURVE3,) * 2}  # fmt: skip
    points, codes, start = list[tuple[float, float]](), list[Any](), (0.0, 0.0)
    for name, given in outline.steps:
        if name in ("closePath", "endPath"):
            points.append(start)
            codes.append(Path.CLOSEPOLY)
            continue
        start = given[0] if name == "moveTo" else start
        points += given
        codes += kinds[name]
    x, y, scale = place
    path = Path(np.array(points) * scale + (x, y), codes)
    paper.axes.add_patch(PathPatch(path, facecolor=outline.fill, linewidth=0, zorder=50, gid="logo"))
