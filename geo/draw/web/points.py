"""Incidents as the binary columns that cross to the map's page once: 9 bytes for most rows, and a byte of mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.incidents.columns import PLACE_PRECISIONS
from geo.scales import KILLED_CLASSES
from geo.taxonomy import EVENT_TYPES

__all__ = ["NO_AREA", "PointColumns", "kind_codes", "mercator", "pack_mask", "pack_points"]

NO_AREA = 65535
_DAY_SPAN = 65535
_TYPES, _SIZES, _PRECISIONS = len(EVENT_TYPES), len(KILLED_CLASSES), len(PLACE_PRECISIONS)
_FIRST_AREA = PLACE_PRECISIONS.index("district")  # the finest precision that is an area rather than a point


@dataclass(frozen=True, slots=True)
class PointColumns:
    """What the page needs to know of each incident, one value a row, rows sorted by first day.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326; NaN where the place is not known to a point.
    start, end
        First and last day (inclusive), as day numbers since 1970-01-01.
    area
        Place in the base map's list of districts; for rows known only to the province, place in its list of
        provinces; `NO_AREA` where neither is known.
    kind
        Type code in the low four bits, place precision in the high four; see `kind_codes`.
    size
        Index into `geo.scales.KILLED_CLASSES`.
    day0
        The day number that the page counts from; no row may begin before it.
    """

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    area: npt.NDArray[np.uint16]
    kind: npt.NDArray[np.uint8]
    size: npt.NDArray[np.uint8]
    day0: int


def kind_codes(types: npt.NDArray[np.uint8], precisions: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Positions in `EVENT_TYPES` and in `PLACE_PRECISIONS`, in one byte a row."""
    return (types | (precisions << 4)).astype(np.uint8)


def mercator(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Web-Mercator coordinates in the unit square, x from the antimeridian eastwards, y from the north downwards."""
    y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) / (2 * np.pi)
    return (lon + 180.0) / 360.0, y


def pack_points(columns: PointColumns) -> bytes:
    """The columns one after the other, little endian, each block padded to four bytes.

    What only few rows have is sent for them alone. In this order:

    ========================  ========  ======================================================================
    block                     type      values
    ========================  ========  ======================================================================
    lengths                   uint32    rows, days, rows that last longer than a day, rows known to an area only
    x, y                      float32   places in Web Mercator, from 0 to 1
    rows before each day      uint32    one more than days: how many rows begin before the day
    rows that last            uint32    their numbers, rising
    rows of areas             uint32    their numbers, rising
    last days                 uint16    of the rows that last, in days since ``day0``
    areas                     uint16    of the rows of areas
    codes                     uint8     precision × 36 + type × 6 + size class
    ========================  ========  ======================================================================

    Raises
    ------
    ValueError
        If the columns differ in length, are not sorted by first day, end before they begin, span more than
        65,535 days from ``day0``, or hold an unknown code.
    """
    _check(columns)
    x, y = mercator(columns.lon, columns.lat)
    start = columns.start - columns.day0
    days = int(start[-1]) + 1 if len(start) else 0
    lasting = np.flatnonzero(columns.end > columns.start)
    of_areas = np.flatnonzero(columns.kind >= _FIRST_AREA << 4)
    blocks = (
        np.array([len(start), days, len(lasting), len(of_areas)], "<u4"),
        x.astype("<f4"),
        y.astype("<f4"),
        np.searchsorted(start, np.arange(days + 1)).astype("<u4"),
        lasting.astype("<u4"),
        of_areas.astype("<u4"),
        (columns.end[lasting] - columns.day0).astype("<u2"),
        columns.area[of_areas].astype("<u2"),
        (columns.kind >> 4) * np.uint8(_TYPES * _SIZES) + (columns.kind & 15) * np.uint8(_SIZES) + columns.size,
    )
    return b"".join(_padded(block.tobytes()) for block in blocks)


def pack_mask(passes: npt.NDArray[np.bool_]) -> bytes:
    """One byte a row: 1 for the rows that pass every filter but time."""
    return passes.astype("u1").tobytes()


def _padded(block: bytes) -> bytes:
    return block + b"\0" * (-len(block) % 4)


def _check(columns: PointColumns) -> None:
    names = ("lon", "lat", "start", "end", "area", "kind", "size")
    lengths = {name: len(getattr(columns, name)) for name in names}
    if len(set(lengths.values())) != 1:
        raise ValueError(f"The columns differ in length: {lengths}.")
    if not lengths["start"]:
        return
    for name, codes, number in (
        ("type", columns.kind & 15, _TYPES),
        ("precision", columns.kind >> 4, _PRECISIONS),
        ("size", columns.size, _SIZES),
    ):
        if int(codes.max()) >= number:
            raise ValueError(f"There is no {name} with the code {int(codes.max())}.")
    if (np.diff(columns.start) < 0).any():
        raise ValueError("The rows are not sorted by first day.")
    if (columns.end < columns.start).any():
        raise ValueError("A row ends before it begins.")
    if columns.start[0] < columns.day0 or int(columns.end.max()) - columns.day0 > _DAY_SPAN:
        raise ValueError(f"The rows do not lie within {_DAY_SPAN} days from day {columns.day0}.")
