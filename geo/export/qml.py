"""Styles of layers as QGIS reads them (QML), so that a layer looks there as on the light map.

Incidents: types by colour and shape, sizes by class of deaths, several at one place as a ring with their number, what
is known to an area only as a box with the number. Districts: by class of their count, hatched where incidents are known
only to the district. Symbols are markers of QGIS itself; what they depend on are expressions over the columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.etree.ElementTree import Element, SubElement

from geo.draw.style import LIGHT, MAP_COLOURS, MARKS, NEAR_KM, SIZE_CLASSES, TYPE_STYLES, USER_LAYER_COLOURS
from geo.draw.style import class_colours as colours_of
from geo.export.qml_parts import (
    LabelText,
    add_label,
    add_layer,
    add_obstacle,
    add_rule,
    add_symbol,
    points,
    rgba,
    style,
    text_of,
)
from geo.places.user_layers import LayerStyle
from geo.scales import KILLED_CLASSES

__all__ = ["WITHOUT_POINT", "classes_qml", "incidents_qml", "user_layer_qml"]

WITHOUT_POINT = "without_point"
"""The column of a layer of districts with the number of incidents of each that are no point in the file."""

_MARKERS = {
    "circle": ("circle", 0, 1.0),
    "triangle": ("triangle", 0, 1.18),
    "down-triangle": ("triangle", 180, 1.18),
    "square": ("square", 0, 0.88),
    "diamond": ("diamond", 0, 1.28),
    "plus": ("cross_fill", 0, 1.15),
}
"""The marker of QGIS for each shape, by how many degrees it is turned, and its half side by a circle of radius 1."""

_LOOK = MAP_COLOURS["light"]
_KILLED = 'coalesce("killed_best", "killed_low", "killed_high")'
_IS_POINT = "\"place_precision\" IN ('exact', 'near')"
_N = "coalesce(@cluster_size, 1)"
_OTHER = ("Other", "#57606a", "circle")
_APART_PX, _SAME_PX = 34, 0.5
"""What is nearer to each other than this is a ring with a number: QGIS puts it at their mean, so that rings come nearer
than on the map; and the distance of incidents at one point."""

_NEVER = "FALSE"
"""The condition of rules that are in the legend only."""


def incidents_qml(below: int = 0, *, by_district: bool = False, types: Collection[str] | None = None) -> str:
    """The style of the layer of incidents, as on the light map.

    Parameters
    ----------
    below
        The number below which the counts of districts are not written: no box has such a number. 0 for none.
    by_district
        Whether all incidents stand at a point for their district: only those of one are put together.
    types
        The event types that the layer has, for the legend; ``None`` for all.
    """
    apart = points(_SAME_PX if by_district else _APART_PX)
    root, clusters = style(0, {"type": "pointCluster", "tolerance": apart, "toleranceUnit": "Point"})
    clusters.set("enableorderby", "1")
    renderer = SubElement(clusters, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0")
    rules, symbols = SubElement(renderer, "rules", key="incidents"), SubElement(renderer, "symbols")
    mark = add_symbol(clusters, "marker", "centerSymbol")
    if by_district:
        add_rule(rules, "by district: number of incidents", "TRUE", 0)
        _add_box(add_symbol(symbols, "marker", "0"), below)
        _add_box(mark, below)
    else:
        _add_types(rules, symbols, types)
        _add_legend(rules, symbols)
        _add_ring(mark)
    _add_order(clusters)
    add_obstacle(SubElement(root, "labeling", type="simple"))
    root.set("labelsEnabled", "1")
    _add_time(root)
    return text_of(root)


def _add_types(rules: Element, symbols: Element, types: Collection[str] | None) -> None:
    known = {each.name: (each.name, each.light, each.shape) for each in TYPE_STYLES}
    shown = [*known] if types is None else [name for name in known if name in types]
    has_other = types is None or not known.keys() >= set(types)
    for name, colour, shape in (*map(known.__getitem__, shown), *([_OTHER] if has_other else [])):
        is_type = f"\"event_type\" = '{name}'" if name != _OTHER[0] else _no_known_type()
        add_rule(rules, name, f"{_IS_POINT} AND {is_type}", len(symbols))
        _add_type(symbols, colour, shape)


def _no_known_type() -> str:
    names = ", ".join(f"'{each.name}'" for each in TYPE_STYLES)
    return f"coalesce(\"event_type\", '') NOT IN ({names})"


def _add_type(symbols: Element, colour: str, shape: str) -> None:
    """The symbol of a type: hollow without a figure of deaths, with a thin ring where it is near the place named."""
    symbol = add_symbol(symbols, "marker", str(len(symbols)))
    _add_near(symbol, f"CASE WHEN \"place_precision\" = 'near' THEN {_size_cases(2 * _NEAR_PX)} ELSE 0 END")
    marker, angle, half = _MARKERS[shape]
    halo = rgba(_LOOK.symbol_halo)
    options = {
        "name": marker, "angle": str(angle), "color": rgba(colour), "outline_color": halo, "outline_style": "solid",
        "outline_width": points(1), "size": points(2 * half * SIZE_CLASSES[2].radius_px), "scale_method": "diameter",
    }  # fmt: skip
    hollow = f"{_KILLED} IS NULL"
    add_layer(symbol, "SimpleMarker", options, {
        "size": f"{half:g} * {_size_cases()}",
        "fillColor": f"CASE WHEN {hollow} THEN '{rgba('#ffffff', 0.85)}' ELSE '{rgba(colour)}' END",
        "outlineColor": f"CASE WHEN {hollow} THEN '{rgba(colour)}' ELSE '{halo}' END",
        "outlineWidth": f"CASE WHEN {hollow} THEN {points(1.6)} ELSE {points(1)} END",
    })  # fmt: skip


_NEAR_PX = 3.2
"""How far the ring of a near place is from the symbol."""


def _add_near(symbol: Element, size: str) -> None:
    """A thin ring; of size 0 where no incident is drawn, as in the legend of a type."""
    look = {
        "name": "circle", "color": rgba(_LOOK.near, _LOOK.near_alpha), "outline_color": rgba(_LOOK.near, 0.55),
        "outline_width": points(0.7), "outline_style": "solid", "size": "0",
    }  # fmt: skip
    # locked, so that the colour of the symbol is that of its other layer: rings of one type have it
    add_layer(symbol, "SimpleMarker", look, {"size": size}).set("locked", "1")


def _size_cases(more_px: float = 0.0) -> str:
    """The diameter by class of deaths, in points, the greatest class first."""
    classes = [(least, points(2 * s.radius_px + more_px)) for (least, _), s in
               zip(KILLED_CLASSES, SIZE_CLASSES, strict=True)]  # fmt: skip
    unknown = next(size for least, size in classes if least is None)
    known = [(least, size) for least, size in classes if least is not None]
    cases = [f"WHEN {_KILLED} >= {least} THEN {size}" for least, size in reversed(known)]
    return " ".join(("CASE", f"WHEN {_KILLED} IS NULL THEN {unknown}", *cases, "END"))


def _add_ring(symbol: Element, number: str = _N) -> None:
    """A ring with a number: several incidents at one place, in the colour of their type if it is the same."""
    least = " ".join(f"WHEN {_N} < {10 ** (k + 1)} THEN {points(2 * px)}" for k, px in enumerate(MARKS.least_px[:-1]))
    width = points(MARKS.ring_px)
    look = {
        "name": "circle", "color": rgba(_LOOK.badge), "outline_color": rgba(LIGHT.muted), "outline_style": "solid",
        "outline_width": width, "size": points(2 * MARKS.least_px[1]),
    }  # fmt: skip
    size = f"CASE {least} ELSE {points(2 * MARKS.least_px[-1])} END + {points(MARKS.ring_px)}"
    halo = look | {"outline_color": rgba(_LOOK.symbol_halo), "outline_width": points(MARKS.ring_px + 2)}
    of_one_type = f"coalesce(nullif(to_string(@cluster_color), ''), '{rgba(LIGHT.muted)}')"
    for each, colour in ((halo, None), (look, of_one_type)):
        add_layer(symbol, "SimpleMarker", each, {"size": size} | ({"outlineColor": colour} if colour else {}))
    _add_number(symbol, number)


def _add_box(symbol: Element, below: int) -> None:
    """A box with a number: incidents that are known only to an area."""
    number = f"CASE WHEN {_N} < {below} THEN '<{below}' ELSE {_N} END" if below else _N
    look = {
        "symbol_name": "rectangle", "color": rgba(_LOOK.badge), "outline_color": rgba(_LOOK.badge_line),
        "outline_width": points(1), "outline_style": "solid", "symbol_width": points(13), "symbol_height": points(13),
    }  # fmt: skip
    width = f"{points(6)} + {points(6)} * length(to_string({number}))"
    add_layer(symbol, "EllipseMarker", look, {"width": width, "height": points(13)})
    _add_number(symbol, number)


def _add_number(symbol: Element, number: str) -> None:
    look = {"chr": "1", "color": rgba(_LOOK.badge_text), "font": "Arial", "font_style": "Bold", "size": points(10)}
    add_layer(symbol, "FontMarker", look | {"outline_width": "0"}, {"char": f"to_string({number})"})


def _add_legend(rules: Element, symbols: Element) -> None:
    """Rules that are in the legend only: they hold for no incident."""
    add_rule(rules, "several incidents, with their number", _NEVER, len(symbols))
    _add_ring(add_symbol(symbols, "marker", str(len(symbols))), "9")
    add_rule(rules, f"in a thin ring: near the place named, within {NEAR_KM:g} km", _NEVER, len(symbols))
    near = add_symbol(symbols, "marker", str(len(symbols)))
    _add_near(near, points(2 * (_NEAR_PX + SIZE_CLASSES[2].radius_px)))
    _add_plain(near, SIZE_CLASSES[2].radius_px)
    sizes = add_rule(rules, "Size: reported killed", _NEVER, None)
    for number, ((least, label), size) in enumerate(zip(KILLED_CLASSES, SIZE_CLASSES, strict=True)):
        rule = add_rule(sizes, f"{label}: hollow" if least is None else label, _NEVER, len(symbols))
        rule.set("key", f"size{number}")
        _add_plain(add_symbol(symbols, "marker", str(len(symbols))), size.radius_px, is_hollow=least is None)


def _add_plain(symbol: Element, radius_px: float, *, is_hollow: bool = False) -> None:
    look = {
        "name": "circle", "color": rgba("#ffffff" if is_hollow else _OTHER[1]), "size": points(2 * radius_px),
        "outline_color": rgba(_OTHER[1] if is_hollow else _LOOK.symbol_halo), "outline_style": "solid",
        "outline_width": points(1.6 if is_hollow else 1),
    }  # fmt: skip
    add_layer(symbol, "SimpleMarker", look)


def _add_order(renderer: Element) -> None:
    """The most deadly below the others, which they would cover."""
    SubElement(SubElement(renderer, "orderby"), "orderByClause", asc="0", nullsFirst="0").text = _KILLED


def _add_time(root: Element) -> None:
    """Have features follow the temporal controller: from the first to the last day on which each may have happened.

    WORKAROUND: by expressions, not by the columns, whose days QGIS 3.22 compares with moments as texts: a day would
    come before its own midnight, and frames of one day show nothing.
    """
    time = SubElement(
        root, "temporal", enabled="1", mode="4", limitMode="0", startExpression='to_datetime("date_start")',
        endExpression="to_datetime(\"date_end\") + to_interval('1 day')", startField="", endField="", accumulate="0",
        fixedDuration="0", durationField="", durationUnit="min",
    )  # fmt: skip
    span = SubElement(time, "fixedRange")
    SubElement(span, "start"), SubElement(span, "end")
    SubElement(root, "previewExpression").text = (
        "format_date(\"date_start\", 'yyyy-MM-dd') || ' ' || coalesce(nullif(\"sub_event_type\", ''), \"event_type\") "
        "|| ', ' || coalesce(nullif(\"location\", ''), nullif(\"district\", ''), \"province\", '')"
    )


def classes_qml(column: str, bounds: Sequence[float], below: int = 0, *, hatched: bool = True) -> str:
    """The style of districts by class of a count: none without fill, then the classes of the map.

    Where the column `WITHOUT_POINT` has a number, the district is hatched and the number stands in a box.

    Parameters
    ----------
    column
        The column with the count; what is not known has a tone of its own.
    bounds
        The greatest count of each class but the last, rising.
    below
        The number below which counts are not written; 0 for none.
    hatched
        Whether any district has a number in that column.
    """
    root, renderer = style(2, {"type": "RuleRenderer"})
    root.set("labelsEnabled", "1")
    rules, symbols = SubElement(renderer, "rules", key="districts"), SubElement(renderer, "symbols")
    for label, condition, colour in _classes(column, bounds, below):
        add_rule(rules, label, condition, len(symbols))
        add_layer(add_symbol(symbols, "fill", str(len(symbols))), "SimpleFill", _area(colour, 0.75))
    if hatched:
        add_rule(
            rules, "known only to the district: number, where there is room", f'"{WITHOUT_POINT}" > 0', len(symbols)
        )
        _add_hatch(add_symbol(symbols, "fill", str(len(symbols))))
    texts = SubElement(SubElement(root, "labeling", type="rule-based"), "rules", key="labels")
    ink, paper = _LOOK.label.district, _LOOK.home
    for condition, text in (
        (f'"{WITHOUT_POINT}" > 0', LabelText(f'"{WITHOUT_POINT}"', _LOOK.badge_text, _LOOK.badge, 7.5,
                                                 _LOOK.badge_line)),
        ("", LabelText('"district"', ink, paper, 7.5, most=8_000_000)),
    ):  # fmt: skip
        add_label(SubElement(texts, "rule", key=f"label{len(texts)}", filter=condition), text)
    return text_of(root)


def _classes(column: str, bounds: Sequence[float], below: int) -> list[tuple[str, str, str]]:
    """The label, condition and colour of each class."""
    edges = [0.0, *bounds]
    unknown = f"under {below}, or not shown" if below else "not known"
    classes: list[tuple[str, str, str]] = [(f"{column}: 0", f'"{column}" = 0', "")]
    if below:
        classes.append((unknown, f'"{column}" IS NULL', _LOOK.unknown))
    for number, (low, colour) in enumerate(zip(edges, colours_of("light", len(edges)), strict=True)):
        is_last = number == len(edges) - 1
        first, last = max(int(low) + 1, below), 0 if is_last else int(edges[number + 1])
        label = f"{first}+" if is_last else str(first) if first == last else f"{first}–{last}"
        above = "" if is_last else f' AND "{column}" <= {edges[number + 1]:g}'
        classes.append((label, f'"{column}" > {low:g}{above}', colour))
    return classes


def _area(colour: str, opacity: float, edge: str = _LOOK.province, width: float = 0.8) -> dict[str, str]:
    return {
        "color": rgba(colour, opacity), "style": "solid", "outline_color": rgba(edge), "outline_style": "solid",
        "outline_width": points(width), "joinstyle": "bevel",
    }  # fmt: skip


def _add_hatch(symbol: Element) -> None:
    lines = {"angle": "45", "distance": points(7), "line_width": points(1), "color": rgba(LIGHT.ground.hatch)}
    hatch = add_layer(symbol, "LinePatternFill", lines)
    line = add_symbol(hatch, "line", f"@{symbol.get('name')}@0")
    colour = rgba(LIGHT.ground.hatch, 0.75)
    add_layer(line, "SimpleLine", {"line_color": colour, "line_style": "solid", "line_width": points(0.9)})


def user_layer_qml(layer: LayerStyle, kind: str) -> str:
    """The style of a user layer of ``points``, ``lines`` or ``polygons``."""
    colour, width = USER_LAYER_COLOURS[layer.colour]["light"], points(layer.width)
    line_style = "dash" if layer.dashed else "solid"
    number = ("points", "lines", "polygons").index(kind)
    root, renderer = style(number, {"type": "singleSymbol"})
    symbol = add_symbol(SubElement(renderer, "symbols"), ("marker", "line", "fill")[number], "0")
    if kind == "points":
        _add_site(symbol, colour, layer.width)
    elif kind == "lines":
        add_layer(symbol, "SimpleLine", {"line_color": rgba(colour), "line_style": line_style, "line_width": width})
    else:
        fill = _area(colour, layer.fill, colour, layer.width)
        add_layer(symbol, "SimpleFill", fill | {"outline_style": line_style})
    if layer.named:
        root.set("labelsEnabled", "1")
        text = LabelText('"name"', colour, _LOOK.home, 7.5, most=_NAMED_TO, kind=("0", "2", "4")[number])
        add_label(SubElement(root, "labeling", type="simple"), text)
    return text_of(root)


_NAMED_TO = 3_300_000
"""The scale up to which names of user layers are written: that of zoom 7.5, as on the map."""


def _add_site(symbol: Element, colour: str, width: float) -> None:
    """A ring with a dot, which no incident looks like."""
    ring = {
        "name": "circle", "color": rgba("#ffffff", 0), "outline_color": rgba(colour), "outline_style": "solid",
        "outline_width": points(width), "size": points(8 + 2 * width),
    }  # fmt: skip
    dot = {"name": "circle", "color": rgba(colour), "outline_style": "no", "size": points(2 + width)}
    add_layer(symbol, "SimpleMarker", ring)
    add_layer(symbol, "SimpleMarker", dot)
