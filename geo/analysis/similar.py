"""Stored incidents that may be the same event as one that is being entered.

The tests are those of `geo.analysis.duplicates` but for the source: two entries by hand can be one event too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.duplicates import DAYS, KM, LONGEST_DAYS, is_same_kind
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS, Incident
from geo.places.measure import distance_km

__all__ = ["Similar", "similar_to"]

MOST = 20
"""More than anybody looks through."""

_DISTRICT = PLACE_PRECISIONS.index("district")


@dataclass(frozen=True, slots=True)
class Similar:
    """A stored incident that may be the same event.

    ``row`` is its position in the dataset, ``days`` the days between the two, ``km`` the distance of their points;
    None where one of them is known only to the district, which is the same then.
    """

    row: int
    incident_id: str
    days: int
    km: float | None


def similar_to(
    incident: Incident, dataset: Dataset, days: int = DAYS, km: float = KM, *, any_type: bool = False
) -> tuple[Similar, ...]:
    """The stored incidents that may be the same event, the likeliest first; `MOST` of them at most.

    Parameters
    ----------
    incident
        The incident that is entered or edited; that of its own id is left out, and those of which a person has decided
        that they are the same event as it or another one.
    dataset
        The stored incidents.
    days
        The most days between the two.
    km
        The most kilometres between their points.
    any_type
        Whether the type is not known yet, so that all are compared.
    """
    if (incident.date_end - incident.date_start).days > LONGEST_DAYS:
        return ()
    rows, gap = _near_in_time(incident, dataset, days)
    if not any_type and len(rows):
        kinds = dataset.incidents.coded["event_type"]
        is_kind = np.array([is_same_kind(name, incident.event_type) for name in kinds.names], np.bool_)
        rows, gap = rows[is_kind[kinds.codes[rows]]], gap[is_kind[kinds.codes[rows]]]
    near, apart = _near_in_space(incident, dataset, rows, km)
    near &= ~_is_decided(incident, dataset, rows)
    rows, gap, apart = rows[near], gap[near], apart[near]
    order = np.lexsort((rows, np.where(np.isnan(apart), np.inf, apart), gap))[: MOST + 1]
    ids = dataset.incidents.texts["incident_id"]
    found = (
        Similar(row, ids[row], between, None if away != away else round(away, 1))
        for row, between, away in zip(rows[order].tolist(), gap[order].tolist(), apart[order].tolist(), strict=True)
        if ids[row] != incident.incident_id
    )
    return tuple(found)[:MOST]


def _is_decided(incident: Incident, dataset: Dataset, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which rows a person has compared with the incident."""
    pairs = (pair for pair, verdict in dataset.decided.items() if verdict != "unsure" and incident.incident_id in pair)
    others = {one for pair in pairs for one in pair}
    ids = dataset.incidents.texts["incident_id"]
    return np.fromiter((bool(others) and ids[row] in others for row in rows.tolist()), np.bool_, len(rows))


def _near_in_time(
    incident: Incident, dataset: Dataset, days: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The rows whose days lie near, and the days between; rows are sorted by their first day."""
    first, last = day_number(incident.date_start), day_number(incident.date_end)
    start, end = dataset.incidents.start, dataset.incidents.end
    lo = int(np.searchsorted(start, first - days - LONGEST_DAYS, "left"))
    hi = int(np.searchsorted(start, last + days, "right"))
    begins, ends = start[lo:hi].astype(np.int64), end[lo:hi].astype(np.int64)
    gap = np.maximum(np.maximum(begins, first) - np.minimum(ends, last), 0)
    rows = np.flatnonzero((gap <= days) & (ends - begins <= LONGEST_DAYS))
    return rows + lo, gap[rows]


def _near_in_space(
    incident: Incident, dataset: Dataset, rows: npt.NDArray[np.int64], km: float
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Which rows lie near, and the distances of their points (km; NaN where one of the two has none)."""
    apart = np.full(len(rows), np.nan)
    known = dataset.known_place[rows]
    has_point = incident.lon is not None and incident.place_precision in ("exact", "near")
    if has_point and (known < _DISTRICT).any():
        at = np.flatnonzero(known < _DISTRICT)
        lon, lat = dataset.incidents.lon[rows[at]], dataset.incidents.lat[rows[at]]
        apart[at] = distance_km(np.full(len(at), incident.lon), np.full(len(at), incident.lat), lon, lat)
    polygon = dataset.polygon_number(incident.district)
    in_same = (polygon >= 0) & (dataset.polygons[rows] == polygon)
    is_area = (known == _DISTRICT) | (not has_point)
    by_area = in_same & is_area & (known <= _DISTRICT) & (has_point or incident.place_precision == "district")
    return np.asarray((apart <= km) | by_area), apart
