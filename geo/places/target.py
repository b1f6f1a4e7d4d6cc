"""What incidents can be near to: a point, a town, a feature of a user layer or a whole one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UnknownName, did_you_mean
from geo.places.coordinates import in_degrees
from geo.places.ground_distances import flat_shapes, geodesic_km
from geo.places.measure import CONFORMAL, distance_km, unproject

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.places.gazetteer import Gazetteer
    from geo.places.user_layers import Feature, UserLayer

__all__ = [
    "Target",
    "bounds_within",
    "distances_km",
    "feature_target",
    "outline_within",
    "point_target",
    "target_named",
    "target_names",
]

_KM_A_DEGREE = 110.5
_LEAST_COS = 0.7


@dataclass(frozen=True, slots=True)
class Target:
    """Something on the ground with a name; two with the same ``key`` are the same.

    Attributes
    ----------
    name
        Its name.
    key
        A hash of where it lies.
    shapes
        Its geometries in the form of GeoJSON, EPSG:4326 degrees.
    """

    name: str
    key: str
    shapes: tuple[dict[str, Any], ...] = field(compare=False, repr=False)

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, if it is one point."""
        if len(self.shapes) == 1 and self.shapes[0]["type"] == "Point":
            lon, lat = self.shapes[0]["coordinates"][:2]
            return lon, lat
        return None


def _target(name: str, shapes: Sequence[dict[str, Any]]) -> Target:
    key = hashlib.sha256(repr(shapes).encode()).hexdigest()[:16]
    return Target(name, key, tuple(shapes))


def point_target(lon: float, lat: float, name: str = "") -> Target:
    """A point in degrees, called by its coordinates unless it has a name."""
    return _target(name or f"{lat:.4f}, {lon:.4f}", [{"type": "Point", "coordinates": [lon, lat]}])


def feature_target(layer: UserLayer, feature: Feature, name: str) -> Target:
    """A feature of a user layer, under the name of the layer and one of its own."""
    return _target(name if name == layer.name else f"{layer.name}: {name}", [feature.geometry])


def target_named(text: str, gazetteer: Gazetteer, layers: Sequence[UserLayer]) -> Target:
    """What a text names: coordinates, a layer, a feature of one (``Layer: Feature``, or its name alone), a town.

    Raises
    ------
    UnknownName
        If it names nothing, or a feature of several layers; the message offers what is near.
    """
    wanted = " ".join(text.split())
    if at := _coordinates(wanted):
        return point_target(*at)
    folded = wanted.casefold()
    for layer in layers:
        if layer.name.casefold() == folded:
            return _target(layer.name, [feature.geometry for feature in layer.features])
    found = [pair for pair in _features(layers) if folded in (pair[1].name.casefold(), _full(*pair).casefold())]
    if len({layer.name for layer, _ in found}) > 1:
        raise UnknownName(f"{wanted!r} is in several layers: say {' or '.join(_full(*pair) for pair in found[:4])}.")
    if found:
        return _target(found[0][1].name, [feature.geometry for _, feature in found])
    try:
        place = gazetteer.find_place(wanted)
    except UnknownName:
        near = did_you_mean(wanted, target_names(gazetteer, layers))
        raise UnknownName(
            f"{wanted!r} is no town, no place of a user layer, and no latitude and longitude.{near}"
        ) from None
    return point_target(place.lon, place.lat, place.name)


def target_names(gazetteer: Gazetteer, layers: Sequence[UserLayer]) -> list[str]:
    """What `target_named` understands, those of user layers first."""
    own = [layer.name for layer in layers] + [_full(layer, feature) for layer, feature in _features(layers)]
    return list(dict.fromkeys([*own, *(place.name for place in gazetteer.places if place.province)]))


def _features(layers: Iterable[UserLayer]) -> Iterator[tuple[UserLayer, Feature]]:
    return ((layer, feature) for layer in layers for feature in layer.features if feature.name)


def _full(layer: UserLayer, feature: Feature) -> str:
    return f"{layer.name}: {feature.name}"


def _coordinates(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of a text that holds both."""
    return in_degrees([text])[text]


# distances


def distances_km(
    lon: NDArray[np.float64], lat: NDArray[np.float64], target: Target, most: float
) -> NDArray[np.float64]:
    """The geodesic distance of each point from a target, in km (shape n); infinite beyond ``most`` km, and for NaN.

    Inside an area it is 0. See `geo.places.ground_distances`.
    """
    found = np.full(np.shape(lon), np.inf)
    flat = _flat(target)
    west, south, east, north = flat.bounds_degrees
    up = most * 1.02 / _KM_A_DEGREE
    aside = up / _LEAST_COS
    with np.errstate(invalid="ignore"):
        near = (lon >= west - aside) & (lon <= east + aside) & (lat >= south - up) & (lat <= north + up)
    rows = np.flatnonzero(near)
    if not len(rows):
        return found
    if target.point is not None:
        found[rows] = distance_km(lon[rows], lat[rows], *target.point)
    else:
        found[rows] = geodesic_km(lon[rows], lat[rows], flat.geometry)
    found[found > most] = np.inf
    return found


def bounds_within(target: Target, km: float) -> tuple[float, float, float, float]:
    """West, south, east and north of all that lies within a distance in km of a target, in degrees."""
    lines = outline_within(target, km)
    lons, lats = ([c for line in lines for c in line[start::2]] for start in (0, 1))
    return min(lons), min(lats), max(lons), max(lats)


def outline_within(target: Target, km: float) -> list[list[float]]:
    """The lines around all that lies within a distance in km of a target, each a flat list of degrees."""
    import shapely

    zone = shapely.buffer(_flat(target).geometry, km * 1000.0, quad_segs=24)
    rings = shapely.get_rings(shapely.simplify(zone, km * 2.0))
    lines = []
    for ring in rings:
        x, y = shapely.get_coordinates(ring).T
        lon, lat = unproject(x, y, CONFORMAL)
        lines.append([round(float(c), 5) for pair in zip(lon, lat, strict=True) for c in pair])
    return lines


@dataclass(frozen=True, slots=True)
class _Flat:
    geometry: Any
    bounds_degrees: tuple[float, float, float, float]


@lru_cache(16)
def _flat(target: Target) -> _Flat:
    """A target as one geometry in the conformal plane, and its bounds in degrees."""
    import shapely
    from shapely.geometry import shape

    west, south, east, north = shapely.total_bounds([shape(one) for one in target.shapes]).tolist()
    return _Flat(shapely.union_all(flat_shapes(target.shapes)), (west, south, east, north))
