"""Styles of layers as QGIS reads them (QML): types by colour and shape, sizes by killed, districts by class.

Written from `geo.draw.style`, so that a layer in QGIS looks as on the map. Symbols are markers of QGIS itself; sizes
and hollow symbols are expressions over the columns, so that the layer needs no columns of its own for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.draw.style import LIGHT, MAP_COLOURS, SIZE_CLASSES, TYPE_STYLES, USER_LAYER_COLOURS, class_colours
from geo.places.user_layers import LayerStyle
from geo.scales import KILLED_CLASSES

__all__ = ["classes_qml", "incidents_qml", "user_layer_qml"]

_MARKERS = {
    "circle": ("circle", 0),
    "triangle": ("triangle", 0),
    "down-triangle": ("triangle", 180),
    "square": ("square", 0),
    "diamond": ("diamond", 0),
    "plus": ("cross_fill", 0),
}
"""The marker of QGIS for each shape, and by how many degrees it is turned."""

_KILLED = 'coalesce("killed_best", "killed_low", "killed_high")'
_IS_POINT = "\"place_precision\" IN ('exact', 'near')"
_AREA_PX = 3.0
"""The radius of what is known to an area only and stands at the place of its label."""


def incidents_qml() -> str:
    """The style of the layer of incidents: one class a type, as on the light map.

    Hollow is an incident without a figure of deaths; small, hollow and grey is one that is known to an area only.
    """
    root = _root("categorizedSymbol", attr="event_type", geometry=0)
    renderer = root.find("renderer-v2")
    assert renderer is not None
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, style in enumerate(TYPE_STYLES):
        SubElement(categories, "category", render="true", symbol=str(number), value=style.name, label=style.name,
                   type="string")  # fmt: skip
        marker, angle = _MARKERS[style.shape]
        colour, halo = _rgba(style.light), _rgba(MAP_COLOURS["light"].symbol_halo)
        layer = _symbol(symbols, "marker", str(number), "SimpleMarker", {
            "name": marker, "angle": str(angle), "color": colour,
            "outline_color": halo, "outline_style": "solid", "outline_width": "1",
            "outline_width_unit": "Pixel", "size": f"{2 * SIZE_CLASSES[2].radius_px:g}", "size_unit": "Pixel",
            "scale_method": "diameter",
        })  # fmt: skip
        clear, grey = _rgba("#ffffff", 0), _rgba(LIGHT.muted)
        _set_by_expressions(layer, {
            "size": f"CASE WHEN NOT {_IS_POINT} THEN {2 * _AREA_PX:g} {_size_cases()} END",
            "fillColor": f"CASE WHEN NOT {_IS_POINT} OR {_KILLED} IS NULL THEN '{clear}' ELSE '{colour}' END",
            "outlineColor": f"CASE WHEN NOT {_IS_POINT} THEN '{grey}' WHEN {_KILLED} IS NULL THEN '{colour}' "
                            f"ELSE '{halo}' END",
        })  # fmt: skip
    return _text(root)


def _size_cases() -> str:
    """The diameter by class of deaths, in pixels, the greatest class first."""
    classes = list(zip(KILLED_CLASSES, SIZE_CLASSES, strict=True))
    unknown = next(size for (least, _), size in classes if least is None)
    known = [(least, size.radius_px) for (least, _), size in classes if least is not None]
    cases = [f"WHEN {_KILLED} >= {least} THEN {2 * radius:g}" for least, radius in reversed(known)]
    return " ".join((f"WHEN {_KILLED} IS NULL THEN {2 * unknown.radius_px:g}", *cases))


def classes_qml(column: str, bounds: Sequence[float]) -> str:
    """The style of districts by class of a count: none without fill, then the classes of the map.

    Parameters
    ----------
    column
        The column with the count; not known is not filled.
    bounds
        The greatest count of each class but the last, rising.
    """
    root = _root("RuleRenderer", geometry=2)
    renderer = root.find("renderer-v2")
    assert renderer is not None
    rules, symbols = SubElement(renderer, "rules", key="districts"), SubElement(renderer, "symbols")
    edges = [0.0, *bounds]
    colours = class_colours("light", len(edges))
    classes: list[tuple[str, str, str]] = [("not shown", f'"{column}" IS NULL', ""), ("0", f'"{column}" = 0', "")]
    for number, (low, colour) in enumerate(zip(edges, colours, strict=True)):
        is_last = number == len(edges) - 1
        first, last = int(low) + 1, 0 if is_last else int(edges[number + 1])
        label = f"{first}+" if is_last else str(first) if first == last else f"{first}–{last}"
        above = "" if is_last else f' AND "{column}" <= {edges[number + 1]:g}'
        classes.append((label, f'"{column}" > {low:g}{above}', colour))
    for number, (label, condition, colour) in enumerate(classes):
        SubElement(rules, "rule", key=f"class{number}", filter=condition, symbol=str(number), label=label)
        _symbol(symbols, "fill", str(number), "SimpleFill", _area(colour, 0.75 if colour else 0.0))
    return _text(root)


def _area(colour: str, opacity: float) -> dict[str, str]:
    return {
        "color": _rgba(colour or "#ffffff", opacity), "style": "solid", "outline_color": _rgba(LIGHT.ground.hatch),
        "outline_style": "solid", "outline_width": "0.8", "outline_width_unit": "Pixel", "joinstyle": "bevel",
    }  # fmt: skip


def user_layer_qml(style: LayerStyle, kind: str) -> str:
    """The style of a user layer of ``points``, ``lines`` or ``polygons``."""
    colour, width = USER_LAYER_COLOURS[style.colour]["light"], f"{style.width:g}"
    line_style = "dash" if style.dashed else "solid"
    number = ("points", "lines", "polygons").index(kind)
    root = _root("singleSymbol", geometry=number)
    renderer = root.find("renderer-v2")
    assert renderer is not None
    symbols = SubElement(renderer, "symbols")
    if kind == "points":
        _symbol(symbols, "marker", "0", "SimpleMarker", {
            "name": "circle", "color": _rgba("#ffffff"), "outline_color": _rgba(colour), "outline_style": "solid",
            "outline_width": width, "outline_width_unit": "Pixel", "size": f"{4 + 2 * style.width:g}",
            "size_unit": "Pixel",
        })  # fmt: skip
    elif kind == "lines":
        _symbol(symbols, "line", "0", "SimpleLine", {
            "line_color": _rgba(colour), "line_style": line_style, "line_width": width, "line_width_unit": "Pixel",
        })  # fmt: skip
    else:
        looks = _area(colour, style.fill) | {"outline_color": _rgba(colour), "outline_style": line_style}
        _symbol(symbols, "fill", "0", "SimpleFill", looks | {"outline_width": width})
    return _text(root)


def _root(renderer: str, geometry: int, attr: str = "") -> Element:
    root = Element("qgis", version="3.28.0", styleCategories="Symbology")
    looks = {"type": renderer, "symbollevels": "0", "enableorderby": "0", "forceraster": "0"}
    SubElement(root, "renderer-v2", looks | ({"attr": attr} if attr else {}))
    SubElement(root, "blendMode").text = "0"
    SubElement(root, "layerGeometryType").text = str(geometry)
    return root


def _symbol(symbols: Element, kind: str, name: str, layer: str, options: Mapping[str, str]) -> Element:
    """Add a symbol of one layer; the layer."""
    symbol = SubElement(symbols, "symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    made = SubElement(symbol, "layer", {"class": layer, "enabled": "1", "locked": "0", "pass": "0"})
    _options(SubElement(made, "Option", type="Map"), options.items())
    return made


def _options(parent: Element, options: Iterable[tuple[str, str]]) -> None:
    for name, value in options:
        SubElement(parent, "Option", type="QString", name=name, value=value)


def _set_by_expressions(layer: Element, expressions: Mapping[str, str]) -> None:
    """Have properties of a marker follow the columns."""
    holder = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(holder, "Option", type="QString", name="name", value="")
    properties = SubElement(holder, "Option", type="Map", name="properties")
    for name, expression in expressions.items():
        one = SubElement(properties, "Option", type="Map", name=name)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value="3")
    SubElement(holder, "Option", type="QString", name="type", value="collection")


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def _text(root: Element) -> str:
    indent(root, " ")
    return tostring(root, encoding="unicode") + "\n"
