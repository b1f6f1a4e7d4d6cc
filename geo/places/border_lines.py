"""How far points lie from the borders with Afghanistan and with Iran, along the ellipsoid.

A border is the stretch of the neighbour's outline that it shares with units of Pakistan in the bundled boundaries
(Natural Earth, 1:10 million, as held on the ground). As GeoJSON has it (RFC 7946), the line between two of its points
is straight in degrees. A distance says how far a reported place lies from that line, and nothing about who crossed it.

The nearest point of a border is the nearest straight through the Earth; the distance to it is the geodesic (Karney
2013). Along the surface another point may be nearer, by less than 1 m: less than 0.01 m in the two provinces, as the
tests find it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo import assets
from geo.places.measure import distance_km
from geo.places.outlines import rings

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

__all__ = ["BORDERS", "border_distances_km", "border_line"]

BORDERS = ("Afghanistan", "Iran")
"""The neighbours whose borders with Pakistan are measured to."""

_UNITS = ("Khyber Pakhtunkhwa", "Balochistan", "Gilgit-Baltistan")
"""The units of Pakistan that touch these borders."""

_APART_DEG = 0.02
"""Vertices are put at most so far apart along a line: 2 km, over which it is 0.1 m from straight."""

_DOUBT_KM = 2e-4
"""Vertices are looked at until no other part of the line can be nearer by more than this."""

_A_KM, _FLATTENING = 6378.137, 1 / 298.257223563
_AT_ONCE = 20_000

Floats = NDArray[np.float64]


def border_line(country: str) -> Floats:
    """The vertices of the border with one of `BORDERS`, in order (shape n, 2; degrees, EPSG:4326).

    Raises
    ------
    KeyError
        If there is no such border.
    """
    if country not in BORDERS:
        raise KeyError(country)
    outlines = _outlines()
    ours = {tuple(point) for unit in _UNITS for ring in rings(outlines[unit]) for point in ring}
    ring = np.array(max(rings(outlines[country]), key=len)[:-1])
    shared = np.flatnonzero([tuple(point) in ours for point in ring.tolist()])
    gaps = np.diff(np.append(shared, shared[0] + len(ring)))
    last = int(gaps.argmax())
    first = (last + 1) % len(shared)
    length = (shared[last] - shared[first]) % len(ring) + 1
    return np.asarray(ring[(shared[first] + np.arange(length)) % len(ring)], np.float64)


def _outlines() -> dict[str, Any]:
    texts = (assets.read_text("boundaries", f"{layer}.geojson") for layer in ("provinces", "surroundings"))
    features = (feature for text in texts for feature in json.loads(text)["features"])
    return {feature["properties"]["name"]: feature["geometry"]["coordinates"] for feature in features}


def border_distances_km(lon: ArrayLike, lat: ArrayLike, country: str) -> Floats:
    """The geodesic distance of each point from the border with one of `BORDERS`.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326 (shape n).
    country
        The neighbour.

    Returns
    -------
    ndarray
        Kilometres (shape n); NaN where a coordinate is not finite.

    Raises
    ------
    KeyError
        If there is no such border.
    """
    lon, lat = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    found = np.full(lon.shape, np.nan)
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    line = _indexed(country)
    for rows in np.array_split(known, -(-len(known) // _AT_ONCE) or 1):
        feet = line.nearest(_through_the_earth(lon[rows], lat[rows]))
        found[rows] = distance_km(lon[rows], lat[rows], feet[:, 0], feet[:, 1])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line with dense vertices: in degrees, in kilometres from the centre of the Earth, and their index."""

    lonlat: Floats
    xyz: Floats
    tree: cKDTree
    half_km: float

    def nearest(self, points: Floats) -> Floats:
        """The nearest point of the line to each point (shape n, 3, km), in degrees (shape n, 2)."""
        feet = np.empty((len(points), 2))
        waiting, many = np.arange(len(points)), 4
        while len(waiting):
            many = min(many, len(self.xyz))
            reach, at = self.tree.query(points[waiting], many)
            distance, feet[waiting] = self._on_pieces(points[waiting], at)
            # A piece with no vertex among these is at least so far: each of its ends is further than the last one.
            others = np.sqrt(np.maximum(reach[:, -1] ** 2 - self.half_km**2, 0.0))
            open_still = distance > others + _DOUBT_KM
            waiting = waiting[open_still] if many < len(self.xyz) else waiting[:0]
            many *= 4
        return feet

    def _on_pieces(self, points: Floats, vertices: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Distance (km, straight) and place (degrees) of the nearest point of the pieces at some vertices."""
        begin = np.concatenate((np.maximum(vertices - 1, 0), np.minimum(vertices, len(self.xyz) - 2)), axis=1)
        a, along = self.xyz[begin], self.xyz[begin + 1] - self.xyz[begin]
        to = points[:, None, :] - a
        share = np.clip(np.einsum("nkx,nkx->nk", to, along) / np.einsum("nkx,nkx->nk", along, along), 0.0, 1.0)
        squares = ((to - share[..., None] * along) ** 2).sum(axis=2)
        best = squares.argmin(axis=1)
        rows = np.arange(len(points))
        piece, share = begin[rows, best], share[rows, best, None]
        return np.sqrt(squares[rows, best]), self.lonlat[piece] * (1 - share) + self.lonlat[piece + 1] * share


@cache
def _indexed(country: str) -> _Line:
    from scipy.spatial import cKDTree

    lonlat = _dense(border_line(country))
    xyz = _through_the_earth(lonlat[:, 0], lonlat[:, 1])
    longest = float(np.linalg.norm(np.diff(xyz, axis=0), axis=1).max())
    return _Line(lonlat, xyz, cKDTree(xyz, leafsize=64), longest / 2)


def _dense(line: Floats) -> Floats:
    """The same line with vertices at most `_APART_DEG` apart."""
    parts = np.maximum(np.ceil(np.abs(np.diff(line, axis=0)).max(axis=1) / _APART_DEG).astype(int), 1)
    piece = np.repeat(np.arange(len(parts)), parts)
    share = (np.arange(len(piece)) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[piece]
    dense = line[piece] + share[:, None] * (line[piece + 1] - line[piece])
    return np.vstack((dense, line[-1:]))


def _through_the_earth(lon: Floats, lat: Floats) -> Floats:
    """Points of the ellipsoid (WGS84) in kilometres from the centre of the Earth (shape n, 3)."""
    east, north = np.radians(lon), np.radians(lat)
    eccentricity = _FLATTENING * (2 - _FLATTENING)
    radius = _A_KM / np.sqrt(1 - eccentricity * np.sin(north) ** 2)
    flat = radius * np.cos(north)
    return np.column_stack((flat * np.cos(east), flat * np.sin(east), radius * (1 - eccentricity) * np.sin(north)))
