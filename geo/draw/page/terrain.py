"""The ground of the map: sea, neighbours, provinces, districts (by class too), rivers and a graticule."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.analysis.choropleth import UNKNOWN
from geo.briefing.legend import DistrictClasses
from geo.briefing.scope import Scope
from geo.draw.basemap import outline
from geo.draw.page.extent import named_areas
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, districts_of, ring_m
from geo.draw.style import Ground, class_colours
from geo.places.measure import project, unproject
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "FALL_HATCH",
    "UNKNOWN_HATCH",
    "class_hatch",
    "draw_classes",
    "draw_graticule",
    "draw_terrain",
    "is_on",
    "line_on",
    "line_style",
    "lines",
    "polygons",
]


def line_style(paper: Paper, kind: str) -> dict[str, Any]:
    """Colour, width and dashes of a kind of line of `geo.briefing.legend.LINES`, on the map and in the legend."""
    ground, accent = paper.theme.ground, paper.theme.accent
    colour, width, dashes = {
        "province": (ground.province_line, 1.0, "solid"),
        "district": (ground.district_line, 0.45, "solid"),
        "named": (accent, 1.0, "solid"),
        "fata": (accent, 0.9, (0, (4, 2))),
        "range": (paper.theme.text, 0.9, (0, (5, 3))),
        "border": (ground.border_line, 0.5, "solid"),
        "disputed": (ground.border_line, 0.5, (0, (1.2, 1.6))),
        "river": (ground.river, 0.7, "solid"),
    }[kind]
    return {"color": colour, "linewidth": width * paper.unit, "linestyle": dashes}


def draw_terrain(axes: Axes, paper: Paper, sheet: Sheet, snapshot: Snapshot, scope: Scope) -> frozenset[str]:
    """Draw the ground, what the filters name lighter; lines only where their layer is on. The kinds of lines drawn."""
    layers, named = snapshot.state.layers, named_areas(snapshot, scope)
    ground, base, is_neutral = paper.theme.ground, basemap(), paper.options.imprint.boundaries == "neutral"
    _sea(axes, ground)
    for kind, colour in (
        ("country", ground.abroad),
        ("pakistan_unit", ground.abroad if is_neutral else ground.country),
    ):
        areas = [area for area in base["neighbours"] if area["kind"] == kind]
        polygons(axes, areas, facecolor=colour, edgecolor="none", zorder=1)
    polygons(axes, base["provinces"], facecolor=ground.country, edgecolor="none", zorder=2)
    polygons(axes, named, facecolor=ground.land, edgecolor="none", zorder=2.5, gid="named")
    outlined = [area for area in named if area["name"] in scope.districts]
    drawn = {
        "border": ([] if is_neutral else base["between"]["settled"], 1.5),
        "disputed": ([] if is_neutral else base["between"]["disputed"], 1.5),
        "river": (base["rivers"] if "rivers" in layers else [], 3),
        "district": (_outlines(districts_of(snapshot)) if "districts" in layers else [], 5),
        "fata": (_former_fata(snapshot) if "former_fata" in layers and not is_neutral else [], 6),
        "province": (_outlines(base["provinces"]) if "provinces" in layers else [], 6),
        "named": (_outlines(outlined), 7),
    }
    return frozenset(kind for kind, found in drawn.items() if _draw_lines(axes, paper, sheet, kind, found))


def _outlines(areas: Iterable[dict[str, Any]]) -> list[list[float]]:
    return [[*ring, *ring[:2]] for area in areas for ring in area["rings"]]


def _draw_lines(axes: Axes, paper: Paper, sheet: Sheet, kind: str, drawn: tuple[list[list[float]], float]) -> bool:
    """Draw lines of a kind; whether any of them lies on the sheet."""
    look, (found, order) = line_style(paper, kind), drawn
    lines(axes, found, colors=look["color"], linewidths=look["linewidth"], linestyles=[look["linestyle"]],
          zorder=order, joinstyle="round", gid=f"line {kind}")  # fmt: skip
    return is_on(sheet, found, filled=False)


def is_on(sheet: Sheet, found: Iterable[list[float]], *, filled: bool = True) -> bool:
    """Whether any of some lines, or of what they enclose, lies on a sheet."""
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

    west, east, south, north = sheet.limits
    box = Bbox([[west, south], [east, north]])
    return any(Path(ring_m(line)).intersects_bbox(box, filled=filled) for line in found)


def _former_fata(snapshot: Snapshot) -> list[list[float]]:
    areas = districts_of(snapshot)
    if areas is basemap()["districts"]:
        bundled: list[list[float]] = basemap()["former_fata"]
        return bundled
    return outline(area["rings"] for area in areas if area["former_fata"])


def _sea(axes: Axes, ground: Ground) -> None:
    """The bundled ground ends at its sheet; beyond it all is land but the south and what lies west of it there."""
    west, south, east, north = basemap()["sheet"]
    coast = south + 4.6
    sea = [west - 9, south - 9, east, south - 9, east, north, west, north]
    axes.set_facecolor(ground.abroad)
    polygons(axes, [{"rings": [_dense([*sea, west, coast, west - 9, coast])]}], facecolor=ground.sea, zorder=0.5)


def _dense(flat: list[float]) -> list[float]:
    """A ring with points so near each other that its parallels bend as they should."""
    points = np.reshape([*flat, *flat[:2]], (-1, 2))
    share = np.linspace(0, 1, 30)[:, None]
    parts = [a + (b - a) * share for a, b in pairwise(points)]
    return [float(c) for c in np.concatenate(parts).ravel()]


def polygons(axes: Axes, areas: Iterable[dict[str, Any]], **style: Any) -> None:
    """Add areas of the base map as one collection, each with its holes."""
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

    shapes = [Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in a["rings"])) for a in areas]
    axes.add_collection(PathCollection(shapes, joinstyle="round", **style), autolim=False)


def lines(axes: Axes, drawn: Iterable[list[float]], **style: Any) -> None:
    """Add lines, each a flat list of degrees, as one collection."""
    from matplotlib.collections import LineCollection

    axes.add_collection(LineCollection([ring_m(line) for line in drawn], **style), autolim=False)


def draw_graticule(axes: Axes, paper: Paper, sheet: Sheet, edges: tuple[bool, tuple[Box, ...]]) -> list[Box]:
    """Draw meridians and parallels; the boxes of their labels at the lower and left edge.

    ``edges`` says whether degrees are written at all, and which boxes they must not touch.
    """
    west, east, south, north = sheet.limits
    lon, lat = unproject([west, east, west, east, sheet.centre[0]], [south, south, north, north, north])
    step = _step(float(lat.max() - lat.min()))
    lons = np.arange(np.ceil(lon.min() / step), lon.max() / step) * step
    lats = np.arange(np.ceil(lat.min() / step), lat.max() / step) * step
    fine_lat, fine_lon = np.linspace(lat.min() - 1, lat.max() + 1, 200), np.linspace(lon.min() - 1, lon.max() + 1, 200)
    meridians = [(f"{v:g}° E", np.column_stack(project(np.full(200, v), fine_lat))) for v in lons.tolist()]
    parallels = [(f"{v:g}° N", np.column_stack(project(fine_lon, np.full(200, v)))) for v in lats.tolist()]
    for _, line in (*meridians, *parallels):
        _grid_line(axes, paper, line)
    named, avoid = edges
    if not named:
        return []
    at_edge = [*meridians, *((text, line[:, ::-1]) for text, line in parallels)]
    return [box for text, line in at_edge for box in _degrees(paper, (sheet, avoid), line, text)]


def _step(span_degrees: float) -> float:
    return next((step for step in (0.25, 0.5, 1.0, 2.0) if span_degrees / step <= 6), 4.0)


def _grid_line(axes: Axes, paper: Paper, line: Floats) -> None:
    style: dict[str, Any] = {
        "color": paper.theme.ground.border_line,
        "linewidth": 0.35 * paper.unit,
        "alpha": 0.45,
        "zorder": 4,
    }
    axes.plot(line[:, 0], line[:, 1], **style)


def _degrees(paper: Paper, ground: tuple[Sheet, tuple[Box, ...]], line: Floats, text: str) -> list[Box]:
    """Write where a line meets the lower edge; for a parallel the columns come swapped, and it is the left edge."""
    sheet, avoid = ground
    west, east, south, north = sheet.limits
    parallel = text.endswith("N")
    edge, low, high = (west, south, north) if parallel else (south, west, east)
    at = float(np.interp(edge, line[:, 1], line[:, 0]))
    style = TextStyle(4.8, colour=paper.theme.muted, align="left" if parallel else "center")
    width, height = paper.width_of(text, style), paper.line(style)
    along = (at - low) / sheet.metres_per_mm
    margin = width / 2 + 4 * paper.unit
    if not margin < along < (high - low) / sheet.metres_per_mm - margin:
        return []
    gap = 0.8 * paper.unit
    if parallel:
        x, y = sheet.box.x + gap, sheet.box.bottom - along - 0.5 * gap
        box = Box(x, y - height, width, height)
    else:
        x, y = sheet.box.x + along, sheet.box.bottom - gap
        box = Box(x - width / 2, y - height, width, height)
    if any(box.meets(other) for other in avoid):
        return []
    paper.write(text, (x, y), style, "graticule")
    return [box]


UNKNOWN_HATCH = "...."
FALL_HATCH = "----"


def draw_classes(axes: Axes, paper: Paper, classes: DistrictClasses, areas: list[dict[str, Any] | None]) -> None:
    """Fill each drawn district with the colour of its class; unknown ones are dotted, those without any stay bare.

    Falls are ruled, so that they differ from rises of the same size in greyscale too.
    """
    colours = class_colours(paper.theme.name, classes.number_of_classes, diverging=classes.is_diverging)
    for number, colour in enumerate(colours):
        listed = _in_class(classes, areas, number)
        ruled: dict[str, Any] = {"hatch": class_hatch(classes, number), "linewidth": 0}
        look = {"facecolor": colour, "edgecolor": line_on(paper, colour)}
        polygons(axes, listed, zorder=2.8, gid="district class", **look, **ruled)
    edge = paper.theme.ground.hatch
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": edge, "linewidth": 0, "hatch": UNKNOWN_HATCH}
    unknown = _in_class(classes, areas, UNKNOWN)
    polygons(axes, unknown, alpha=0.6, zorder=2.8, gid="district unknown", **style)


def line_on(paper: Paper, colour: str) -> str:
    """The colour of lines that stand out on a colour: that of the paper or of text, whichever is further from it."""
    from matplotlib.colors import to_rgb

    def grey(name: str) -> float:
        red, green, blue = to_rgb(name)
        return 0.3 * red + 0.59 * green + 0.11 * blue

    return max(paper.theme.ground.paper, paper.theme.muted, key=lambda each: abs(grey(each) - grey(colour)))


def class_hatch(classes: DistrictClasses, number: int) -> str:
    """The hatching of a class of districts; blank for none."""
    return FALL_HATCH if classes.is_diverging and 0 <= number < classes.number_of_classes // 2 else ""


def _in_class(classes: DistrictClasses, areas: list[dict[str, Any] | None], number: int) -> list[dict[str, Any]]:
    pairs = zip(areas, classes.of_districts, strict=True)
    return [area for area, of in pairs if of == number and area is not None]
