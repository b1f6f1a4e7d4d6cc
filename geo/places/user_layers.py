"""Layers of the user's own beside the incidents: sites, roads, areas; as plain values, kept as text.

A feature keeps its geometry as GeoJSON has it, in degrees (EPSG:4326). What it is called, its code and its province
are the only attributes that are kept: they are what the map can show and what districts need.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import InputError

__all__ = ["COLOURS", "GEOMETRIES", "Feature", "LayerStyle", "UserLayer", "layer_from_text"]

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
COLOURS = ("indigo", "blue", "green", "magenta", "brown", "grey")
LONGEST_NAME = 80
_FORMAT = 1

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How a layer is drawn.

    Attributes
    ----------
    colour
        One of `COLOURS`.
    width
        Width of lines in pixels, 0.5 to 6; symbols of points grow with it.
    fill
        How far areas are filled, 0 (not at all) to 0.6.
    dashed
        Whether lines are broken.
    named
        Whether names are written where there is room.
    """

    colour: str = "indigo"
    width: float = 1.5
    fill: float = 0.0
    dashed: bool = False
    named: bool = True

    def __post_init__(self) -> None:
        if self.colour not in COLOURS or not 0.5 <= self.width <= 6 or not 0 <= self.fill <= 0.6:
            raise InputError(f"No layer can be drawn in {self.colour!r}, {self.width:g} px wide, filled {self.fill:g}.")


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One thing of a layer: its name, the code and the province it states, and its geometry (GeoJSON, degrees)."""

    name: str
    kind: str
    coordinates: Any
    code: str = ""
    province: str = ""

    @property
    def lines(self) -> list[list[list[float]]]:
        """Its lines or rings, each a list of points; points are lines of one."""
        return list(_lines(self.coordinates))

    @property
    def points(self) -> Floats:
        """All its points, shape (n, 2): degrees of longitude and latitude."""
        return np.array([point[:2] for line in self.lines for point in line], np.float64)

    @property
    def geometry(self) -> dict[str, Any]:
        """Its geometry as GeoJSON has it."""
        return {"type": self.kind, "coordinates": self.coordinates}


def _lines(coordinates: Any) -> Iterator[list[list[float]]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield [coordinates]
    elif coordinates and isinstance(coordinates[0][0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _lines(part)


@dataclass(frozen=True, eq=False)
class UserLayer:
    """A layer of the user's own.

    Attributes
    ----------
    name
        What the legend calls it; unique in its workspace.
    features
        What is drawn.
    style
        How it is drawn.
    file_name, sha256, added_at
        The file it came from, its hash, and when (UTC).
    said
        What was done to it while it was read: reprojected, simplified, features left out.
    is_districts
        Whether its polygons stand for the districts everywhere.
    """

    name: str
    features: tuple[Feature, ...]
    style: LayerStyle = field(default_factory=LayerStyle)
    file_name: str = ""
    sha256: str = ""
    added_at: str = ""
    said: tuple[str, ...] = ()
    is_districts: bool = False

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Which of ``points``, ``lines`` and ``polygons`` it holds."""
        words = {"Point": "points", "LineString": "lines", "Polygon": "polygons"}
        return frozenset(words[feature.kind.removeprefix("Multi")] for feature in self.features)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        points = np.concatenate([feature.points for feature in self.features])
        west, south = points.min(axis=0).tolist()
        east, north = points.max(axis=0).tolist()
        return west, south, east, north

    @property
    def sentence(self) -> str:
        """What it is, in a line: its number of points, lines or polygons and its file."""
        kinds = " and ".join(word for word in ("points", "lines", "polygons") if word in self.kinds)
        return f"{len(self.features):,} {kinds} from {self.file_name}" if self.file_name else f"{kinds}"

    def styled(self, style: LayerStyle, name: str = "", *, is_districts: bool | None = None) -> UserLayer:
        """The same layer drawn otherwise, or under another name."""
        districts = self.is_districts if is_districts is None else is_districts
        return replace(self, style=style, name=name or self.name, is_districts=districts)

    @property
    def text(self) -> str:
        """The layer as one line of JSON."""
        features = [[f.name, f.code, f.province, f.kind, f.coordinates] for f in self.features]
        rest = {"file_name": self.file_name, "sha256": self.sha256, "added_at": self.added_at, "said": self.said}
        given = {"format": _FORMAT, "style": asdict(self.style), "is_districts": self.is_districts, **rest}
        return json.dumps({**given, "features": features}, ensure_ascii=False, separators=(",", ":"))


def layer_from_text(name: str, text: str) -> UserLayer:
    """A layer as `UserLayer.text` wrote it.

    Raises
    ------
    InputError
        If the text is not one of a layer: another program has changed it.
    """
    try:
        given = json.loads(text)
        known = {f.name for f in fields(LayerStyle)}
        style = LayerStyle(**{key: value for key, value in given["style"].items() if key in known})
        features = tuple(_feature(record) for record in given["features"])
        texts = {key: str(given[key]) for key in ("file_name", "sha256", "added_at")}
        said = tuple(map(str, given["said"]))
        return UserLayer(name, features, style, **texts, said=said, is_districts=bool(given["is_districts"]))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as fault:
        raise InputError(
            f"The layer {name[:LONGEST_NAME]!r} cannot be read ({str(fault)[:80]}). Add it again."
        ) from fault


def _feature(record: list[Any]) -> Feature:
    name, code, province, kind, coordinates = record
    if kind not in GEOMETRIES:
        raise ValueError(f"no geometry {kind!r}")
    made = Feature(str(name), kind, coordinates, str(code), str(province))
    if not np.isfinite(made.points).all():
        raise ValueError("coordinates that are no numbers")
    return made
