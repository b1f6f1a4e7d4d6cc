"""The incidents of a dataset as the columns that the map's page reads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.draw.web.points import NO_AREA, PointColumns, kind_codes, pack_points
from geo.incidents import PLACE_PRECISIONS
from geo.scales import killed_classes
from geo.taxonomy import EVENT_TYPES

__all__ = ["columns_of", "first_day", "packed"]


def packed(dataset: Dataset) -> bytes:
    """The columns of all incidents as `geo.draw.web.points.pack_points` gives them; cached with the dataset."""
    return dataset.memo.get("packed points", lambda: pack_points(columns_of(dataset)))


def first_day(dataset: Dataset) -> int:
    """The day number that the columns count from."""
    return (dataset.incidents.period or (0, 0))[0]


def columns_of(dataset: Dataset) -> PointColumns:
    """The columns of all incidents."""
    incidents = dataset.incidents
    precision = incidents.coded["place_precision"].recode(PLACE_PRECISIONS, len(PLACE_PRECISIONS) - 1)
    kinds = np.maximum(incidents.coded["event_type"].recode(EVENT_TYPES), 0)
    located = incidents.has_point
    return PointColumns(
        lon=np.where(located, incidents.lon, np.nan),
        lat=np.where(located, incidents.lat, np.nan),
        start=incidents.start,
        end=incidents.end,
        area=_areas(dataset, precision),
        kind=kind_codes(kinds.astype(np.uint8), precision.astype(np.uint8)),
        size=killed_classes(incidents.killed),
        day0=first_day(dataset),
    )


def _areas(dataset: Dataset, precision: npt.NDArray[np.int32]) -> npt.NDArray[np.uint16]:
    provinces = [province.name for province in dataset.gazetteer.provinces]
    by_province = dataset.incidents.coded["province"].recode(provinces)
    numbers = np.where(precision == PLACE_PRECISIONS.index("province"), by_province, dataset.polygons)
    return np.where(numbers < 0, NO_AREA, numbers).astype(np.uint16)
