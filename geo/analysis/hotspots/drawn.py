"""Hot spots as a map shows them: districts or cells by class, clusters as circles, and a legend in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import NONE, OUTSIDE
from geo.analysis.districts import is_listed
from geo.analysis.hotspots.grid import Lattice, hexagons, squares
from geo.analysis.hotspots.looks import PLAIN, SpotLook, look_of
from geo.analysis.hotspots.methods import DRAWN_METHODS, METHODS, answered
from geo.analysis.hotspots.result import SAMPLE, Finding, HotSpots
from geo.places.measure import CONFORMAL, EQUAL_AREA, project, unproject
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["SpotClass", "SpotMap", "SpotShape", "ring_of", "spot_map", "spot_map_of"]

_CORNERS = 72

Ring = tuple[float, ...]
"""Longitudes and latitudes in turn, in degrees, not closed."""


@dataclass(frozen=True, slots=True)
class SpotClass:
    """A class of the legend: its name, what it means, how many places are in it, and its look."""

    name: str
    meaning: str
    count: int
    look: SpotLook


@dataclass(frozen=True, slots=True)
class SpotShape:
    """A cell, or the circle of a cluster.

    Attributes
    ----------
    ring
        Its edge.
    class_number
        Its class, a position in `SpotMap.classes`.
    rank
        The number that stands in the middle of a circle, as in the list; 0 for a cell.
    lon, lat
        The middle in degrees.
    """

    ring: Ring
    class_number: int
    rank: int
    lon: float
    lat: float


@dataclass(frozen=True, eq=False)
class SpotMap:
    """What is drawn of hot spots.

    Attributes
    ----------
    method, title, note
        The name of the method; what the legend says above and below the classes.
    classes
        The classes that occur, without the one of places that do not stand out.
    plain, n_plain
        The name of that one, and how many places are in it.
    districts
        The class of each drawn district, or `NONE` or `OUTSIDE`; ``None`` if no districts are compared.
    shapes
        Cells that stand out, or circles of clusters.
    """

    method: str
    title: str
    note: str
    classes: tuple[SpotClass, ...]
    plain: str
    n_plain: int
    districts: tuple[int, ...] | None
    shapes: tuple[SpotShape, ...] = ()


def spot_map_of(snapshot: Snapshot) -> SpotMap | None:
    """What is drawn of the hot spots that a state asks for; ``None`` if it asks for none, or none are computed."""
    found = answered(snapshot)
    if found is None or found.name not in DRAWN_METHODS:
        return None
    return snapshot.results.get(("spot map", snapshot.state.hot_spots), lambda: spot_map(snapshot, found))


def spot_map(snapshot: Snapshot, found: HotSpots) -> SpotMap:
    """What is drawn of hot spots that are those of a snapshot."""
    has_districts = _compares_districts(found)
    rows = [row for row in found.rows if row.district == row.place or not has_districts]
    names = [name for name in found.legend if any(row.verdict == name for row in rows)]
    plain = next((name for name in found.legend if look_of(name) == PLAIN), "")
    names = [name for name in names if name != plain]
    counts = {name: sum(row.verdict == name for row in rows) for name in names}
    classes = tuple(SpotClass(name, found.legend[name], counts[name], look_of(name)) for name in names)
    n_plain = sum(row.verdict == plain for row in rows) if plain else 0
    districts = _by_district(snapshot, found, names) if has_districts else None
    shapes = () if has_districts else _shapes(found, names)
    if not has_districts:
        n_plain = max(n_plain, int(found.parameters.get("places", 0)) - sum(counts.values())) if plain else 0
    if classes and not n_plain:
        plain = ""  # all stand out, or nothing can be said of any
    if found.name == "scan" and plain:
        plain = f"{plain} (not drawn)"
    title = f"{METHODS[found.name].title}, {found.period_words or snapshot.period_words}"
    return SpotMap(found.name, title, _note(snapshot, found, shapes), classes, plain, n_plain, districts, shapes)


def _compares_districts(found: HotSpots) -> bool:
    return found.name == "unusual" or found.parameters.get("grid") == "districts"


def _by_district(snapshot: Snapshot, found: HotSpots, names: list[str]) -> tuple[int, ...]:
    numbers = {name: number for number, name in enumerate(names)}
    listed = is_listed(snapshot).tolist()
    of = found.classes_of(district.name for district in snapshot.dataset.gazetteer.drawn)
    return tuple(numbers.get(name, NONE) if is_in else OUTSIDE for name, is_in in zip(of, listed, strict=True))


def _shapes(found: HotSpots, names: list[str]) -> tuple[SpotShape, ...]:
    numbers = {name: number for number, name in enumerate(names)}
    return tuple(
        SpotShape(ring, numbers[row.verdict], rank if "radius_km" in row.values else 0, row.values["lon"],
                  row.values["lat"])
        for rank, row in enumerate(found.rows, 1)
        if row.verdict in numbers and (ring := ring_of(found, row))
    )  # fmt: skip


def ring_of(found: HotSpots, row: Finding) -> Ring:
    """The edge of a cell or of the circle of a cluster; empty for a row that has neither."""
    lon, lat = row.values.get("lon"), row.values.get("lat")
    if lon is None or lat is None:
        return ()
    if "radius_km" in row.values:
        return _circle(lon, lat, row.values["radius_km"])
    lattice = _lattice(found)
    if lattice is None:
        return ()
    x, y = project([lon], [lat], EQUAL_AREA)
    corners = lattice.rings(lattice.cells_at(x, y))[0]
    return _degrees(*unproject(corners[:, 0], corners[:, 1], EQUAL_AREA))


def _lattice(found: HotSpots) -> Lattice | None:
    """The grid whose cells were compared, or in whose cells the density was computed."""
    kind, side_km = found.parameters.get("grid", "square"), found.parameters.get("cell_km")
    if side_km is None or kind == "districts":
        return None
    return hexagons(side_km) if kind == "hex" else squares(side_km)


def _circle(lon: float, lat: float, radius_km: float) -> Ring:
    angles = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    x, y = project([lon], [lat], CONFORMAL)
    metres = radius_km * 1000
    return _degrees(*unproject(x[0] + metres * np.cos(angles), y[0] + metres * np.sin(angles), CONFORMAL))


def _degrees(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> Ring:
    return tuple(np.round(np.stack((lon, lat), axis=1), 5).ravel().tolist())


def _note(snapshot: Snapshot, found: HotSpots, shapes: tuple[SpotShape, ...]) -> str:
    """What a reader of the legend has to know, without what the list beside the map says in full."""
    left_out = sum(item.n for item in found.left_out)
    parts = [_correction(found)]
    is_reason = found.name != "unusual" or not found.parameters["places"]
    if is_reason and found.hints and all(look_of(row.verdict).side == "unknown" for row in found.rows):
        parts.append(found.hints[0])  # why nothing can be said
    if any(shape.rank for shape in shapes):
        parts.append("Circle: the cluster with its radius; number: its rank in the list.")
    parts.append(f"{plural(found.n_used, 'incident')} counted, {left_out:,} left out.")
    if snapshot.dataset.is_sample and not any("sample" in part for part in parts):
        parts.append(SAMPLE)
    return " ".join(filter(None, parts))


def _correction(found: HotSpots) -> str:
    """Over what the false discovery rate is controlled."""
    given = found.parameters
    if found.name == "scan":
        return f"Each p is corrected for all circles and times; {given['permutations']:,} replicates."
    rate = given.get("rate", given.get("false_discovery_rate"))
    places = given.get("places")
    if rate is None or not places:
        return ""
    over = plural(places, "area")
    if "steps" in given:
        over = plural(places * given["steps"], "place and step", "places and steps")
    return f"Corrected for {over} (false discovery rate {rate * 100:g} %)."
