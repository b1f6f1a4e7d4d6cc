"""Kernel density: the numbers of the map's heat, as a table of the densest cells.

Squares of 6 km in the equal-area projection, smoothed by a Gaussian of a fixed width (`geo.scales.HEAT_KM`) that is cut
at three standard deviations: the same grid, kernel and unit as on the map. What is known only to a district is spread
over its cells where the map does so; the map finds the cells by pixels, here their shared ground is exact.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.analysis.heat import heat_classes, spreads_districts
from geo.analysis.hotspots.grid import plane_box, squares
from geo.analysis.hotspots.local_hot_spots import some_number
from geo.analysis.hotspots.result import Finding, HotSpots
from geo.analysis.hotspots.selection import NOT_COUNTED, Selection, Words, kept, result_of, violent
from geo.analysis.hotspots.settings import DensitySettings
from geo.places.measure import project, unproject
from geo.scales import HEAT_KM
from geo.view.snapshot import Snapshot
from geo.wording import plural

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer

__all__ = ["CELL_KM", "MOST_ROWS", "densest_places", "density_cells", "density_grid"]

CELL_KM = 6.0
_HALF_KM = 1_020.0
_SIDE = int(2 * _HALF_KM / CELL_KM)
MOST_ROWS = 20

REFERENCE = "Silverman 1986, Density estimation for statistics and data analysis; the grid and kernel of the map's heat"

_Floats = npt.NDArray[np.float64]
_Cells = npt.NDArray[np.int64]


def kernel(width_cells: float) -> _Floats:
    """A Gaussian by cells, cut at three standard deviations and summing to 1 (shape 2 reach + 1)."""
    reach = int(np.ceil(3 * width_cells))
    steps = np.arange(-reach, reach + 1)
    weights = np.exp(-(steps**2) / (2 * width_cells**2))
    return np.asarray(weights / weights.sum())


def density_grid(snapshot: Snapshot, *, spread: bool, all_types: bool = True) -> tuple[_Floats, Selection]:
    """Incidents per 1,000 km² by cell, row by row from the north, and the incidents that they rest on.

    With all types it is the heat of the map; else a filter by type decides, as in the other methods.
    """
    dataset = snapshot.dataset
    selection = violent(snapshot, all_types=all_types)
    pointed = dataset.incidents.has_point[selection.rows]
    district = dataset.incidents.coded["place_precision"].isin(("district",))[selection.rows]
    district &= (dataset.polygons[selection.rows] >= 0) & spread
    why = "known to no district" if spread else "known more coarsely than near a place"
    counts = np.zeros((_SIDE, _SIDE))
    rows = selection.rows[pointed]
    row, column = _cells(*project(dataset.incidents.lon[rows], dataset.incidents.lat[rows]))
    inside = (row >= 0) & (row < _SIDE) & (column >= 0) & (column < _SIDE)
    np.add.at(counts, (row[inside], column[inside]), 1.0)
    if district.any():
        _spread(snapshot, np.bincount(dataset.polygons[selection.rows[district]]), counts)
    used = pointed | district
    selection = selection.keep(used, why)
    on_grid = np.ones(len(selection.rows), np.bool_)
    on_grid[np.flatnonzero(pointed[used])[~inside]] = False
    return _smoothed(counts) * (1000 / CELL_KM**2), selection.keep(on_grid, "outside the map")


def _smoothed(counts: _Floats) -> _Floats:
    """The counts spread by the kernel along columns, then rows; what falls outside the grid is lost, as on the map."""
    return _along_columns(np.ascontiguousarray(_along_columns(counts).T)).T


def _along_columns(counts: _Floats) -> _Floats:
    """The counts spread along the columns; rows of cells without any are passed over."""
    weights = kernel(HEAT_KM / CELL_KM)[:, None]
    reach, found = len(weights) // 2, np.zeros_like(counts)
    for row in np.flatnonzero(counts.any(axis=1)).tolist():
        low, high = max(0, row - reach), min(_SIDE, row + reach + 1)
        found[low:high] += weights[low - row + reach : high - row + reach] * counts[row]
    return found


def density_cells(snapshot: Snapshot, *, spread: bool) -> tuple[_Floats, _Floats, _Floats]:
    """The middles of the cells in metres of the plane (columns, then rows from the north), and the density by cell."""
    density, _ = density_grid(snapshot, spread=spread)
    middles: _Floats = np.linspace(-_HALF_KM + CELL_KM / 2, _HALF_KM - CELL_KM / 2, _SIDE) * 1000
    return middles, -middles, density


def _cells(x_m: _Floats, y_m: _Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    return (
        np.floor((_HALF_KM - y_m / 1000) / CELL_KM).astype(np.int64),
        np.floor((x_m / 1000 + _HALF_KM) / CELL_KM).astype(np.int64),
    )


def _spread(snapshot: Snapshot, by_district: npt.NDArray[np.int64], counts: _Floats) -> None:
    """Add what is known only to districts to the cells, by the ground that they share."""
    district, row, column, share = _ground(snapshot.dataset.gazetteer)
    many = np.zeros(len(snapshot.dataset.gazetteer.drawn))
    many[: len(by_district)] = by_district
    np.add.at(counts, (row, column), many[district] * share)


@lru_cache(4)
def _ground(gazetteer: Gazetteer) -> tuple[_Cells, _Cells, _Cells, _Floats]:
    """The cells of the drawn districts: district, row, column, and the share of the district's ground in the cell."""
    from geo.places.adjacency import box_of, drawn_polygons, flattened, shared_areas

    polygons = drawn_polygons(gazetteer)
    lattice = squares(CELL_KM)  # it is anchored in the middle of the map's grid, whose cells are its cells
    cells = lattice.covering(*plane_box(*box_of(polygons)))
    shared = shared_areas(lattice.rings(cells), flattened(polygons))
    ground = np.bincount(shared.polygon, shared.area_km2)
    half = _SIDE // 2
    row, column = half - 1 - cells[shared.cell, 1], half + cells[shared.cell, 0]
    return shared.polygon, row, column, shared.area_km2 / ground[shared.polygon]


def densest_places(snapshot: Snapshot, settings: DensitySettings | None = None) -> HotSpots:
    """The cells that are denser than the eight around them, the densest first, at most `MOST_ROWS`."""
    chosen = settings or DensitySettings()
    is_spread = spreads_districts(snapshot) if chosen.coarse is None else chosen.coarse == "spread"
    key = densest_places, is_spread, chosen.all_types
    return kept(snapshot, key, lambda: _densest_of(snapshot, is_spread=is_spread, all_types=chosen.all_types))


def _densest_of(snapshot: Snapshot, *, is_spread: bool, all_types: bool) -> HotSpots:
    density, selection = density_grid(snapshot, spread=is_spread, all_types=all_types)
    classes = heat_classes(snapshot)
    peaks = _peaks(density, classes[0])
    rows = tuple(_row(snapshot, density, peak, classes) for peak in peaks)
    hints = [] if rows else ["No cell reaches the least class of the heat."]
    without = next((item.n for item in selection.left_out if item.reason == NOT_COUNTED), 0)
    if without:
        hints.append(
            f"The heat on the map has {plural(without, 'incident')} more, of types that do not count here. With all "
            "types, or a filter by type, both are the same."
        )
    counted = "no strategic developments, protests or riots" if without else "all types that are shown"
    method = (
        f"Kernel density: Gaussian of {HEAT_KM:g} km, cut at three standard deviations, squares of {CELL_KM:g} km in "
        f"an equal-area projection, as the map's heat; {counted}; what is known only to the district is "
        f"{'spread over it' if is_spread else 'left out'}."
    )
    unit = f"incidents per 1,000 km², smoothed; {counted}"
    legend = {_class(bound, classes): unit for bound in reversed(classes)}
    parameters = {"bandwidth_km": HEAT_KM, "cell_km": CELL_KM, "spread": is_spread, "all_types": all_types}
    return result_of(Words("density", method, REFERENCE, legend), parameters, selection, rows, hints)


def _peaks(density: _Floats, least: float) -> list[tuple[int, int]]:
    """The cells that no cell around them exceeds, from the densest on."""
    padded = np.pad(density, 1, constant_values=-1.0)
    is_peak = density >= least
    for i in (0, 1, 2):
        for j in (0, 1, 2):
            beside = padded[i : i + _SIDE, j : j + _SIDE]
            is_peak &= (density > beside) if (i, j) < (1, 1) else (density >= beside)  # of equal cells one
    at = np.argwhere(is_peak)
    order = np.argsort(-density[is_peak], kind="stable")[:MOST_ROWS]
    return [(int(i), int(j)) for i, j in at[order]]


def _class(value: float, classes: tuple[float, ...]) -> str:
    number = int(np.searchsorted(classes, value, "right")) - 1
    low = classes[number]
    return f"{low:g} to {classes[number + 1]:g}" if number + 1 < len(classes) else f"{low:g} and more"


def _row(snapshot: Snapshot, density: _Floats, at: tuple[int, int], classes: tuple[float, ...]) -> Finding:
    from geo.places.adjacency import district_holding

    row, column = at
    x = ((column + 0.5) * CELL_KM - _HALF_KM) * 1000
    y = (_HALF_KM - (row + 0.5) * CELL_KM) * 1000
    lon, lat = (float(each) for each in unproject(x, y))
    value = float(density[at])
    drawn = district_holding(snapshot.dataset.gazetteer, lon, lat)
    district, province = (drawn.name, drawn.province) if drawn else ("", "")
    place = f"{district or 'outside the districts'}, cell at {lat:.2f}° N {lon:.2f}° E"
    values: dict[str, Any] = {"lon": round(lon, 5), "lat": round(lat, 5), "per_1000_km2": some_number(value)}
    sentence = f"{place}: {value:,.2f} incidents per 1,000 km², denser than the cells around it."
    return Finding(place, _class(value, classes), sentence, district, province, values)
