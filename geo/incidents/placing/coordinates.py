"""Longitude and latitude of every row, and what is wrong with those that give no point."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo.incidents.draft import Draft
from geo.incidents.placing.resolver import DistrictName
from geo.reading.cells import degrees_reader, read_plain_degrees
from geo.reading.degrees import read_degrees
from geo.reading.unstated import is_unstated

__all__ = ["Points", "read_points"]

_LIMITS = {"lon": 180.0, "lat": 90.0}
_LON_SPAN = (59.0, 76.0)
_LAT_SPAN = (23.0, 38.5)
"""A little more than the two provinces; the spans share no number, so that swapped coordinates show."""


@dataclass
class Points:
    """The coordinates of the rows, and the faults of those that give none which can be used.

    Attributes
    ----------
    lon, lat
        Degrees; both None where a row gives no point.
    faults
        The column, the message and the value shown, by row: what was given is wrong.
    """

    lon: list[float | None]
    lat: list[float | None]
    faults: dict[int, list[tuple[str, str, str | None]]] = field(default_factory=dict)

    def add_fault(self, row: int, column: str, message: str, value: str | None = None) -> None:
        """Note what is wrong with a point, which is then none."""
        self.faults.setdefault(row, []).append((column, message, value))
        self.lon[row] = self.lat[row] = None

    def report(self, draft: Draft, districts: list[DistrictName | None], provinces: list[str]) -> None:
        """Report the faults: a row that names a known district or province is kept by it, any other is rejected."""
        for row, faults in self.faults.items():
            kept = "district" if districts[row] is not None else "province" if provinces[row] else ""
            for column, message, value in faults:
                if kept:
                    text = f"{message} The row is kept by its {kept}, without a point."
                    draft.fault(row, column, text, "warning", value)
                else:
                    draft.fault(row, column, message, value=value)


def read_points(draft: Draft) -> Points:
    """The coordinates of every row; what is changed is noted in the draft, what is wrong in the points."""
    points = Points([None] * len(draft), [None] * len(draft))
    faults: list[tuple[int, str, str]] = []
    points.lon, points.lat = (_side(draft, name, faults) for name in ("lon", "lat"))
    for row, name, message in faults:
        points.add_fault(row, name, message)
    x, y = np.array(points.lon, np.float64), np.array(points.lat, np.float64)
    for row in np.flatnonzero(np.isnan(x) != np.isnan(y)).tolist():
        missing, given = ("lat", "lon") if np.isnan(y[row]) else ("lon", "lat")
        points.add_fault(row, missing, f"{missing} is missing although {given} is given. A point needs both.")
    for row in np.flatnonzero((x == 0) & (y == 0)).tolist():
        points.add_fault(row, "lon", "0/0 lies in the Gulf of Guinea: leave both blank if they are unknown.")
    _exchange(draft, points, x, y)
    return points


def _side(draft: Draft, name: str, faults: list[tuple[int, str, str]]) -> list[float | None]:
    """One column as degrees. What is no plain number is read as people write degrees, and that is noted."""
    column, limit = draft.columns[name], _LIMITS[name]
    if (plain := read_plain_degrees(column, limit)) is not None:
        return plain
    reader = degrees_reader(name, limit)
    values: dict[str, float | None] = {}
    wrong: dict[str, str] = {}
    written: set[str] = set()
    unstated: set[str] = set()
    for text in dict.fromkeys(column):
        values[text], fault = reader(text)
        if fault is None:
            continue
        number = read_degrees(text)
        if number is not None and abs(number) <= limit:
            values[text] = number
            written.add(text)
        elif is_unstated(text):
            unstated.add(text)
        else:
            wrong[text] = fault[0]
    if wrong:
        faults += [(row, name, wrong[text]) for row, text in enumerate(column) if text in wrong]
    _note(draft, name, written, "coordinates: written in decimal degrees")
    _note(draft, name, unstated, "coordinates: words for unknown (n/a, tbc) read as blank")
    if unstated:
        draft.columns[name] = ["" if text in unstated else text for text in column]
    return [values[text] for text in column]


def _note(draft: Draft, name: str, texts: set[str], what: str) -> None:
    if texts:
        draft.repaired(what, [row for row, text in enumerate(draft.columns[name]) if text in texts])


def _exchange(draft: Draft, points: Points, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> None:
    """Exchange longitude and latitude where only that lies in the region; a doubt unless all rows are so."""
    as_lat = (x >= _LAT_SPAN[0]) & (x <= _LAT_SPAN[1])
    swapped = np.flatnonzero(as_lat & (y >= _LON_SPAN[0]) & (y <= _LON_SPAN[1])).tolist()
    if not swapped:
        return
    for row in swapped:
        points.lon[row], points.lat[row] = float(y[row]), float(x[row])
    total = sum(lon is not None for lon in points.lon)
    if len(swapped) == total:
        where = " in every row with a point" if len(draft) > 1 else ""
        draft.repaired(f"coordinates: lon and lat were swapped{where}, and are exchanged", swapped)
        return
    for row in swapped:
        message = f"lon and lat are swapped: lon {y[row]:g}, lat {x[row]:g} lies in the region and is used."
        draft.fault(row, "lon", message, "warning", f"{draft.columns['lon'][row]}, {draft.columns['lat'][row]}")
