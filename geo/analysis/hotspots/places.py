"""The places that are compared, districts or cells of a grid, and how many incidents each holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.grid import Lattice, cell_keys, cells_of_points, hexagons, plane_box, positions_in, squares
from geo.analysis.hotspots.result import Tick, nothing_done
from geo.analysis.hotspots.selection import Selection, violent
from geo.analysis.hotspots.settings import GridKind, LocalSettings
from geo.analysis.hotspots.weights import Pairs
from geo.dataset import Dataset, Memo
from geo.places.gazetteer import Gazetteer
from geo.places.measure import unproject
from geo.query import PLACES, districts_within
from geo.view.snapshot import Snapshot

__all__ = ["Counted", "Places", "count_places", "places_of"]

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]

_CELLS_AT_ONCE = 3_000
"""Cells whose ground is measured between two ticks: a fraction of the time in which a cancel must work."""

_made = Memo(8)


@dataclass(frozen=True, eq=False)
class Places:
    """Places that are compared, and which of them are neighbours.

    Attributes
    ----------
    names, districts, provinces
        Of each place; of a cell the district in which most of it lies.
    neighbours
        The pairs of places that touch.
    lon, lat
        Degrees of the middle of each cell, or of a point inside a district.
    lattice, cells
        The grid and its cells in the order of the places (shape n × 2); ``None`` for districts.
    shares
        Of a grid: cell, district, and the part of the district's ground that lies in the cell.
    """

    names: tuple[str, ...]
    districts: tuple[str, ...]
    provinces: tuple[str, ...]
    neighbours: Pairs
    lon: _Floats
    lat: _Floats
    lattice: Lattice | None = None
    cells: _Ints | None = None
    shares: tuple[_Ints, _Ints, _Floats] | None = None

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, eq=False)
class Counted:
    """Incidents by place: each one's place, or the district over which it is spread.

    ``place`` is the position of the place of each of the rows, -1 where it is spread over ``district``.
    """

    selection: Selection
    place: _Ints
    district: npt.NDArray[np.int32]


def places_of(snapshot: Snapshot, kind: GridKind, cell_km: float, tick: Tick = nothing_done) -> Places:
    """The places inside the filter by place; the last few are kept.

    Raises
    ------
    InputError
        If the cells are too small or too large.
    Cancelled
        If ``tick`` raises it.
    """
    side_km = cell_km if kind != "districts" else 0.0
    gazetteer, inside = snapshot.dataset.gazetteer, _inside(snapshot)
    return _made.get(
        (gazetteer, inside.tobytes(), kind, side_km), lambda: _new_places(gazetteer, inside, kind, side_km, tick)
    )


def _new_places(gazetteer: Gazetteer, inside: _Mask, kind: GridKind, cell_km: float, tick: Tick) -> Places:
    if not inside.any():
        nowhere = np.zeros(0, np.int64)
        return Places((), (), (), Pairs(0, nowhere, nowhere), np.zeros(0), np.zeros(0))
    if kind == "districts":
        return _districts(gazetteer, inside)
    return _grid(gazetteer, inside, squares(cell_km) if kind == "square" else hexagons(cell_km), tick)


def _inside(snapshot: Snapshot) -> _Mask:
    query, dataset = snapshot.state.query, snapshot.dataset
    if any(getattr(query, name) for name in PLACES):
        return districts_within(dataset, query)
    return np.ones(len(dataset.gazetteer.drawn), np.bool_)


def _districts(gazetteer: Gazetteer, inside: _Mask) -> Places:
    from geo.places.adjacency import drawn_polygons, middles, touching

    chosen = np.flatnonzero(inside)
    drawn = [gazetteer.drawn[i] for i in chosen.tolist()]
    polygons = drawn_polygons(gazetteer)[chosen]
    names = tuple(district.name for district in drawn)
    pairs = Pairs(len(drawn), *touching(polygons))
    return Places(names, names, tuple(district.province for district in drawn), pairs, *middles(polygons))


def _grid(gazetteer: Gazetteer, inside: _Mask, lattice: Lattice, tick: Tick) -> Places:
    from geo.places.adjacency import box_of, drawn_polygons

    chosen = np.flatnonzero(inside)
    polygons = drawn_polygons(gazetteer)[chosen]
    cells = lattice.covering(*plane_box(*box_of(polygons)))
    cells = cells[np.argsort(cell_keys(cells))]
    shared, polygon, area_km2 = _shared(lattice, cells, polygons, tick)
    used, cell = np.unique(shared, return_inverse=True)
    cells, district = cells[used], chosen[polygon]
    ground = np.bincount(district, area_km2, len(inside))
    main = _main_districts(cell, district, area_km2, len(cells))
    drawn = [gazetteer.drawn[i] for i in main.tolist()]
    lon, lat = unproject(*lattice.middles(cells))
    return Places(
        tuple(_cell_name(d.name, *at) for d, at in zip(drawn, zip(lon, lat, strict=True), strict=True)),
        tuple(d.name for d in drawn), tuple(d.province for d in drawn), _grid_pairs(lattice, cells), lon, lat,
        lattice, cells, (cell, district, area_km2 / ground[district]),
    )  # fmt: skip


def _shared(
    lattice: Lattice, cells: _Ints, polygons: npt.NDArray[np.object_], tick: Tick
) -> tuple[_Ints, _Ints, _Floats]:
    """Cells and polygons that share ground, and how much: positions of both, and km²."""
    from geo.places.adjacency import flattened, shared_areas

    flat, parts = flattened(polygons), []
    for first in range(0, len(cells), _CELLS_AT_ONCE):
        part = shared_areas(lattice.rings(cells[first : first + _CELLS_AT_ONCE]), flat)
        parts.append((part.cell + first, part.polygon, part.area_km2))
        tick(0.0)
    cell, polygon, area_km2 = (np.concatenate(each) for each in zip(*parts, strict=True))
    return cell, polygon, area_km2


def _main_districts(cell: _Ints, district: _Ints, area: _Floats, n: int) -> _Ints:
    """The district that has most of the ground of each cell."""
    main = np.zeros(n, np.int64)
    order = np.argsort(area, kind="stable")
    main[cell[order]] = district[order]  # the largest comes last
    return main


def _grid_pairs(lattice: Lattice, cells: _Ints) -> Pairs:
    found = [positions_in(cells, cells + np.array(step)) for step in lattice.steps]
    one = np.tile(np.arange(len(cells)), len(found))
    other = np.concatenate(found)
    return Pairs(len(cells), one[other >= 0], other[other >= 0])


def _cell_name(district: str, lon: float, lat: float) -> str:
    return f"{district}, cell at {lat:.2f}° N {lon:.2f}° E"


def count_places(snapshot: Snapshot, places: Places, settings: LocalSettings) -> Counted:
    """The place of each incident that counts; the others are left out, each for a reason."""
    selection = violent(snapshot, all_types=settings.all_types)
    if places.lattice is None:
        return _in_districts(snapshot, places, selection)
    return _in_cells(snapshot, places, selection, spread=settings.coarse == "spread")


def _in_districts(snapshot: Snapshot, places: Places, selection: Selection) -> Counted:
    numbers = {name: n for n, name in enumerate(places.names)}
    of_polygon = np.array([numbers.get(d.name, -1) for d in snapshot.dataset.gazetteer.drawn] + [-1], np.int64)
    place = of_polygon[snapshot.dataset.polygons[selection.rows]]
    selection = selection.keep(place >= 0, "district not known, or not one that is compared")
    return Counted(selection, place[place >= 0], np.full(np.count_nonzero(place >= 0), -1, np.int32))


def _in_cells(snapshot: Snapshot, places: Places, selection: Selection, *, spread: bool) -> Counted:
    assert places.lattice is not None
    assert places.cells is not None
    assert places.shares is not None
    dataset = snapshot.dataset
    is_spread = _known_to_district(dataset, selection.rows) & np.isin(
        dataset.polygons[selection.rows], places.shares[1]
    )
    usable = dataset.incidents.has_point[selection.rows] | (is_spread if spread else False)
    why = "known to no district that is compared" if spread else "known more coarsely than near a place"
    selection = selection.keep(usable, why)
    rows = selection.rows
    pointed = dataset.incidents.has_point[rows]
    place = np.full(len(rows), -1, np.int64)
    lon, lat = dataset.incidents.lon[rows[pointed]], dataset.incidents.lat[rows[pointed]]
    place[pointed] = cells_of_points(places.lattice, places.cells, lon, lat)
    inside = ~pointed | (place >= 0)
    selection = selection.keep(inside, "outside the districts that are compared")
    district = np.where(pointed, -1, dataset.polygons[rows]).astype(np.int32)
    return Counted(selection, place[inside], district[inside])


def _known_to_district(dataset: Dataset, rows: npt.NDArray[np.int32]) -> _Mask:
    known = dataset.incidents.coded["place_precision"].isin(("district",))[rows]
    return known & (dataset.polygons[rows] >= 0)


def totals(places: Places, counted: Counted, step: _Ints | None = None, n_steps: int = 1) -> _Floats:
    """Incidents by place and step of time, shape (places, steps); those that are spread add parts."""
    step = np.zeros(len(counted.place), np.int64) if step is None else step
    at_place = counted.place >= 0
    sums = np.bincount(counted.place[at_place] * n_steps + step[at_place], minlength=len(places) * n_steps)
    found = sums.astype(np.float64).reshape(len(places), n_steps)
    if places.shares is not None and not at_place.all():
        cell, district, share = places.shares
        n_districts = int(max(district.max(), counted.district.max())) + 1
        spread = np.bincount(counted.district[~at_place] * n_steps + step[~at_place], minlength=n_districts * n_steps)
        np.add.at(found, cell, share[:, None] * spread.reshape(n_districts, n_steps)[district])
    return found
