"""User layers: sites, roads or areas that are drawn beside the incidents, as plain values that are stored as text.

A feature keeps its geometry as GeoJSON has it, in degrees (EPSG:4326). Its name, code and province are
the only attributes that are kept: the map shows them, and districts need them.
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
from geo.wording import plural

__all__ = ["COLOURS", "GEOMETRIES", "Feature", "LayerStyle", "UserLayer", "layer_from_text"]

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
COLOURS = ("indigo", "blue", "green", "magenta", "brown", "grey")
LONGEST_NAME = 80
_DEPTHS = dict(zip(GEOMETRIES, (1, 2, 2, 3, 3, 4), strict=True))
"""How deep the lists of coordinates are nested."""
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
        Opacity of the fill of areas, 0 (none) to 0.6.
    dashed
        Whether lines are dashed.
    named
        Whether names are drawn where there is room.
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
    """A feature of a layer: its name, code and province as stated, and its geometry (GeoJSON, degrees)."""

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

    @property
    def wkb(self) -> bytes:
        """Its geometry as WKB."""
        from shapely.geometry import shape

        return bytes(shape(self.geometry).wkb)


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
    """A layer that the user has added.

    Attributes
    ----------
    name
        Its name in the legend; unique in its workspace.
    features
        What is drawn.
    style
        How it is drawn.
    file_name, sha256, added_at
        The file that it was read from, its hash, and when (UTC).
    remarks
        What was done to it while it was read: reprojected, simplified, features left out.
    is_districts
        Whether its polygons replace the bundled districts everywhere.
    """

    name: str
    features: tuple[Feature, ...]
    style: LayerStyle = field(default_factory=LayerStyle)
    file_name: str = ""
    sha256: str = ""
    added_at: str = ""
    remarks: tuple[str, ...] = ()
    is_districts: bool = False

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Which of ``points``, ``lines`` and ``polygons`` it contains."""
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
        """A short description: the number of points, lines or polygons, and the file."""
        kinds = [word for word in ("points", "lines", "polygons") if word in self.kinds]
        n = len(self.features)
        what = plural(n, kinds[0].removesuffix("s")) if len(kinds) == 1 else f"{n:,} {' and '.join(kinds)}"
        return f"{what} from {self.file_name}" if self.file_name else what

    def styled(self, style: LayerStyle, name: str = "", *, is_districts: bool | None = None) -> UserLayer:
        """The same layer with another style, or under another name."""
        districts = self.is_districts if is_districts is None else is_districts
        return replace(self, style=style, name=name or self.name, is_districts=districts)

    @property
    def text(self) -> str:
        """The layer as one line of JSON; the key ``said`` of the remarks is part of the format."""
        features = [[f.name, f.code, f.province, f.kind, f.coordinates] for f in self.features]
        rest = {"file_name": self.file_name, "sha256": self.sha256, "added_at": self.added_at, "said": self.remarks}
        given = {"format": _FORMAT, "style": asdict(self.style), "is_districts": self.is_districts, **rest}
        return json.dumps({**given, "features": features}, ensure_ascii=False, separators=(",", ":"))


def layer_from_text(name: str, text: str) -> UserLayer:
    """A layer as `UserLayer.text` wrote it.

    Raises
    ------
    InputError
        If the text is not that of a layer, because another program has changed it.
    """
    try:
        given = json.loads(text)
        known = {f.name for f in fields(LayerStyle)}
        style = LayerStyle(**{key: value for key, value in given["style"].items() if key in known})
        style = replace(style, dashed=bool(style.dashed), named=bool(style.named))
        features = tuple(_feature(record) for record in given["features"])
        texts = {key: str(given[key]) for key in ("file_name", "sha256", "added_at")}
        remarks = tuple(map(str, given["said"]))
        return UserLayer(name, features, style, **texts, remarks=remarks, is_districts=bool(given["is_districts"]))
    except (InputError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        is_told = isinstance(error, InputError) or type(error) is ValueError
        why = str(error)[:80] if is_told else "it is not as this application writes it"
        raise InputError(f"The layer {name[:LONGEST_NAME]!r} cannot be read ({why}). Add it again.") from error


def _feature(record: list[Any]) -> Feature:
    name, code, province, kind, coordinates = record
    if kind not in GEOMETRIES:
        raise ValueError(f"no geometry {kind!r}")
    made = Feature(str(name), kind, coordinates, str(code), str(province))
    _require_depth(coordinates, _DEPTHS[kind])
    points = made.points
    if points.ndim != 2 or not (np.abs(points) <= (180.0, 90.0)).all():
        raise ValueError("coordinates that are no degrees")
    least = {"Polygon": 3, "LineString": 2}.get(kind.removeprefix("Multi"), 1)
    if min(map(len, made.lines), default=0) < least:
        raise ValueError(f"a {kind} of too few points")
    return made


def _require_depth(coordinates: Any, depth: int) -> None:
    """Refuse coordinates that are not lists of lists, as deep as those of their kind of geometry."""
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueError("a geometry without coordinates")
    if depth > 1:
        for part in coordinates:
            _require_depth(part, depth - 1)
    elif len(coordinates) < 2 or any(type(number) not in (int, float) for number in coordinates):
        raise ValueError("coordinates that are no numbers")
