"""The parts of a style of QGIS (QML): symbols, rules, labels, and the time of features.

Lengths are in points, which QGIS draws alike on a screen and on a printed layout; its pixels shrink on paper. Options
are written as QGIS has them from 3.20 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

__all__ = [
    "LabelText",
    "add_label",
    "add_layer",
    "add_obstacle",
    "add_rule",
    "add_symbol",
    "points",
    "rgba",
    "style",
    "text_of",
]

_POINTS_PER_PX = 0.75
"""A pixel of the map is 1/96 inch, a point 1/72."""

_EXPRESSION = "3"
"""A property that follows an expression, as QGIS numbers them."""

_FONT = "Arial"


def points(px: float) -> str:
    """A length of the map (pixels) in points, as text."""
    return f"{px * _POINTS_PER_PX:g}"


def rgba(colour: str, opacity: float = 1.0) -> str:
    """A colour (``#rrggbb``) as QGIS writes it; no colour is white that is seen through."""
    red, green, blue = (int((colour or "#ffffff")[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity) if colour else 0}"


def style(geometry: int, renderer: Mapping[str, str]) -> tuple[Element, Element]:
    """A style without content, and its renderer.

    Parameters
    ----------
    geometry
        What the layer holds: 0 points, 1 lines, 2 areas.
    renderer
        The attributes of the renderer, its type first.
    """
    root = Element("qgis", version="3.22.0", styleCategories="Symbology|Labeling|Temporal|Fields", labelsEnabled="0")
    made = SubElement(root, "renderer-v2", {"symbollevels": "0", "enableorderby": "0", "forceraster": "0", **renderer})
    SubElement(root, "blendMode").text = "0"
    SubElement(root, "layerGeometryType").text = str(geometry)
    return root, made


def add_rule(rules: Element, label: str, condition: str, symbol: int | None) -> Element:
    """Add a rule of a renderer; without a symbol it is a heading of the legend."""
    parts = {"key": f"{rules.get('key')}.{len(rules)}", "label": label, "filter": condition}
    return SubElement(rules, "rule", parts | ({} if symbol is None else {"symbol": str(symbol)}))


def add_symbol(parent: Element, kind: str, name: str) -> Element:
    """Add a symbol without layers of kind ``marker``, ``line`` or ``fill``."""
    return SubElement(parent, "symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")


def add_layer(
    symbol: Element, kind: str, options: Mapping[str, str], expressions: Mapping[str, str] | None = None
) -> Element:
    """Add a layer to a symbol, above those it has.

    Parameters
    ----------
    symbol
        The symbol.
    kind
        The class of the layer, as QGIS names it.
    options
        Its options by name; lengths are in points.
    expressions
        Its properties that follow an expression over the columns, by name.
    """
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    holder = SubElement(layer, "Option", type="Map")
    units = {f"{name}_unit": "Point" for name in options if name.endswith(_LENGTHS)}
    _add_texts(holder, {**options, **units}.items())
    if expressions:
        _set_by_expressions(layer, "data_defined_properties", expressions)
    return layer


_LENGTHS = ("size", "width", "height", "distance", "distance_x", "distance_y", "displacement_x", "offset")


def _add_texts(parent: Element, options: Iterable[tuple[str, str]]) -> None:
    for name, value in options:
        SubElement(parent, "Option", type="QString", name=name, value=value)


def _set_by_expressions(parent: Element, tag: str, expressions: Mapping[str, str]) -> None:
    holder = SubElement(SubElement(parent, tag), "Option", type="Map")
    SubElement(holder, "Option", type="QString", name="name", value="")
    properties = SubElement(holder, "Option", type="Map", name="properties")
    for name, expression in expressions.items():
        one = SubElement(properties, "Option", type="Map", name=name)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value=_EXPRESSION)
    SubElement(holder, "Option", type="QString", name="type", value="collection")


class LabelText(NamedTuple):
    """How a label is written.

    Attributes
    ----------
    expression
        What it says.
    colour, halo
        Its colours (``#rrggbb``).
    size
        Points.
    box
        The colour of the edge of a box around it, which stands on ``halo``; blank for none.
    most
        The scale 1 : ``most`` up to which it is written; 0 for all.
    kind
        Where it may stand: ``0`` around a point, ``2`` along a line, ``4`` level in an area.
    """

    expression: str
    colour: str
    halo: str
    size: float
    box: str = ""
    most: int = 0
    kind: str = "4"


def add_label(parent: Element, text: LabelText) -> None:
    """Add the settings of labels, drawn where there is room: those in a box first."""
    settings = SubElement(parent, "settings", calloutType="simple")
    look = {
        "fieldName": text.expression, "isExpression": "1", "fontFamily": _FONT, "fontSize": f"{text.size:g}",
        "fontSizeUnit": "Point", "textColor": rgba(text.colour), "textOpacity": "1", "multilineHeight": "1",
        "fontWeight": "75" if text.box else "50", "namedStyle": "Bold" if text.box else "Regular",
    }  # fmt: skip
    written = SubElement(settings, "text-style", look)
    SubElement(
        written, "text-buffer", bufferDraw="0" if text.box else "1", bufferSize="1.2", bufferSizeUnits="Point",
        bufferColor=rgba(text.halo), bufferOpacity="0.9", bufferNoFill="0", bufferJoinStyle="128",
    )  # fmt: skip
    if text.box:
        SubElement(
            written, "background", shapeDraw="1", shapeType="0", shapeSizeType="0", shapeSizeX="2.2", shapeSizeY="1",
            shapeSizeUnit="Point", shapeRadiiX="2.5", shapeRadiiY="2.5", shapeRadiiUnit="Point", shapeOpacity="1",
            shapeFillColor=rgba(text.halo), shapeBorderColor=rgba(text.box), shapeBorderWidth="0.75",
            shapeBorderWidthUnit="Point", shapeJoinStyle="128",
        )  # fmt: skip
    SubElement(
        settings, "placement", placement=text.kind, dist="3", distUnits="Point", priority="9" if text.box else "4",
        centroidInside="1", centroidWhole="1", fitInPolygonOnly="0", polygonPlacementFlags="2", placementFlags="9",
    )  # fmt: skip
    SubElement(
        settings, "rendering", drawLabels="1", displayAll="0", obstacle="0",
        scaleVisibility="1" if text.most else "0", scaleMin="0", scaleMax=str(text.most),
    )  # fmt: skip


def add_obstacle(parent: Element) -> None:
    """Add settings of labels that write none: names of other layers keep off the symbols."""
    settings = SubElement(parent, "settings", calloutType="simple")
    SubElement(settings, "text-style", fieldName="''", isExpression="1", fontFamily=_FONT, fontSize="1")
    SubElement(settings, "placement", placement="0")
    SubElement(settings, "rendering", drawLabels="0", obstacle="1", obstacleFactor="2", obstacleType="0")


def text_of(root: Element) -> str:
    """A style as text."""
    indent(root, " ")
    return tostring(root, encoding="unicode") + "\n"
