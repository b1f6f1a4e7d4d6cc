"""Synthetic columns of incidents for the page."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.draw.web.points import NO_AREA, PointColumns, kind_codes

DAY0 = 19000


def columns(rows: list[dict[str, Any]], day0: int = DAY0) -> PointColumns:
    """Columns of rows; missing fields are those of an exact battle at Peshawar on the first day."""
    usual = {"lon": 71.58, "lat": 34.01, "start": 0, "end": None, "area": NO_AREA, "type": 0, "precision": 0, "size": 2}
    full = sorted(({**usual, **row} for row in rows), key=lambda row: row["start"])
    column = {name: [row[name] for row in full] for name in usual}
    ends = [row["start"] if row["end"] is None else row["end"] for row in full]
    return PointColumns(
        lon=np.array(column["lon"], np.float64),
        lat=np.array(column["lat"], np.float64),
        start=np.array(column["start"], np.int32) + day0,
        end=np.array(ends, np.int32) + day0,
        area=np.array(column["area"], np.uint16),
        kind=kind_codes(np.array(column["type"], np.uint8), np.array(column["precision"], np.uint8)),
        size=np.array(column["size"], np.uint8),
        day0=day0,
    )


def random_columns(count: int, seed: int) -> PointColumns:
    """Columns of random incidents, some of several days, some known only to an area."""
    draw = np.random.default_rng(seed)
    start = np.sort(draw.integers(0, 700, count)).astype(np.int32)
    lasts = np.where(draw.random(count) < 0.1, draw.integers(0, 60, count), 0)
    precision = draw.choice(5, count, p=[0.5, 0.3, 0.1, 0.06, 0.04]).astype(np.uint8)
    area = np.where(
        precision == 2, draw.integers(0, 61, count), np.where(precision == 3, draw.integers(0, 2, count), NO_AREA)
    )
    near = precision < 2
    return PointColumns(
        lon=np.where(near, np.round(draw.uniform(61, 74, count), 1), np.nan),
        lat=np.where(near, np.round(draw.uniform(25, 36, count), 1), np.nan),
        start=start + DAY0,
        end=(start + lasts).astype(np.int32) + DAY0,
        area=area.astype(np.uint16),
        kind=kind_codes(draw.integers(0, 6, count).astype(np.uint8), precision),
        size=draw.integers(0, 6, count).astype(np.uint8),
        day0=DAY0,
    )
