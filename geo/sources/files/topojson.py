"""TopoJSON, which stores each border once, as GeoJSON."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from geo.errors import FileRefused

__all__ = ["unpacked"]

_MOST_VERTICES = 10_000_000
"""A few bytes can name one arc a thousand times."""

Point = list[float]


def unpacked(name: str, content: dict[str, Any], layer: str = "") -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """A layer of a topology as a collection of features, its name, and the names of all layers.

    Parameters
    ----------
    name
        The name of the file, for messages.
    content
        The parsed file.
    layer
        Which layer; by default its first.

    Raises
    ------
    FileRefused
        If it is no whole topology, or has no such layer.
    """
    objects = content.get("objects")
    offered = tuple(objects) if isinstance(objects, dict) else ()
    chosen = layer or next(iter(offered), "")
    if not isinstance(objects, dict) or chosen not in objects:
        known = f" It has: {', '.join(offered)[:200]}." if offered else ""
        what = f"has no layer {chosen!r}" if chosen else "is TopoJSON without a layer"
        raise FileRefused(f"{name} {what}.{known}")
    try:
        topology = _Topology(content)
        held = objects[chosen]
        listed = held["geometries"] if held.get("type") == "GeometryCollection" else [held]
        features = [topology.feature(one) for one in listed]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise FileRefused(f"{name} is damaged TopoJSON ({str(fault)[:80]}). Get another copy of it.") from fault
    return {"type": "FeatureCollection", "features": features}, chosen, offered


class _Topology:
    """The arcs of a topology, in degrees."""

    def __init__(self, content: dict[str, Any]) -> None:
        given = content.get("transform") or {}
        self._scale, self._shift = given.get("scale"), given.get("translate")
        self._arcs = [self._line(arc) for arc in content["arcs"]]
        self._vertices = 0

    def _line(self, arc: list[Point]) -> list[Point]:
        """The points of an arc, each of which a transformed topology gives as the difference to the one before."""
        if self._scale is None:
            return [list(point[:2]) for point in arc]
        x, y = (list(accumulate([point[side] for point in arc])) for side in (0, 1))
        return [self._at(*point) for point in zip(x, y, strict=True)]

    def _at(self, x: float, y: float) -> Point:
        if self._scale is None or self._shift is None:
            if self._scale is not self._shift:
                raise ValueError("half a transform")
            return [x, y]
        return [x * self._scale[0] + self._shift[0], y * self._scale[1] + self._shift[1]]

    def feature(self, given: dict[str, Any]) -> dict[str, Any]:
        """A feature of GeoJSON."""
        properties = dict(given.get("properties") or {})
        if "id" in given:
            properties.setdefault("id", given["id"])
        kind = given.get("type")
        geometry = {"type": kind, "coordinates": self._coordinates(str(kind), given)} if kind else None
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    def _coordinates(self, kind: str, given: dict[str, Any]) -> Any:
        if kind == "Point":
            return self._at(*given["coordinates"][:2])
        if kind == "MultiPoint":
            return [self._at(*point[:2]) for point in given["coordinates"]]
        if kind == "LineString":
            return self._joined(given["arcs"])
        if kind in ("MultiLineString", "Polygon"):
            return [self._joined(line) for line in given["arcs"]]
        if kind == "MultiPolygon":
            return [[self._joined(ring) for ring in polygon] for polygon in given["arcs"]]
        return None

    def _joined(self, numbers: list[int]) -> list[Point]:
        """Arcs after each other, the first point of each being the last one of the arc before; ~n is n backwards."""
        line: list[Point] = []
        for number in numbers:
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            line += arc[1:] if line else arc
            self._vertices += len(arc)
            if self._vertices > _MOST_VERTICES:
                raise ValueError(f"more than {_MOST_VERTICES:,} vertices")
        return line
