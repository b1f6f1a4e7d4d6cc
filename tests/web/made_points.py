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


def clustered_columns(count: int, seed: int, days: int = 700) -> PointColumns:
    """Columns of incidents clustered as in a real data set: a few towns with most of them, valleys, and single places.

    A third lies at towns that are named again and again, with the same coordinates; 15 % are only near, 8 % are known
    to a district only.
    """
    draw = np.random.default_rng(seed)
    towns = np.array([(71.58, 34.01), (66.99, 30.18), (70.07, 33.0), (69.57, 32.3), (72.36, 34.77), (63.05, 26.0),
                      (71.4, 34.75), (70.1, 33.9), (70.6, 32.99), (62.33, 25.12)])  # fmt: skip
    shares = 1 / np.arange(1, len(towns) + 1)
    place = towns[draw.choice(len(towns), count, p=shares / shares.sum())]
    spread = draw.choice([0.0, 0.04, 0.4], count, p=[0.3, 0.3, 0.4])[:, None]
    place = np.round(place + spread * draw.normal(0, 1, (count, 2)), 3)
    precision = draw.choice([0, 1, 2], count, p=[0.77, 0.15, 0.08]).astype(np.uint8)
    located = precision < 2
    start = np.sort(draw.integers(0, days, count)).astype(np.int32) + DAY0
    return PointColumns(
        lon=np.where(located, place[:, 0], np.nan),
        lat=np.where(located, place[:, 1], np.nan),
        start=start,
        end=start,
        area=np.where(located, NO_AREA, draw.integers(0, 61, count)).astype(np.uint16),
        kind=kind_codes(draw.choice(6, count, p=[0.4, 0.25, 0.2, 0.08, 0.04, 0.03]).astype(np.uint8), precision),
        size=draw.choice(6, count, p=[0.05, 0.4, 0.3, 0.13, 0.08, 0.04]).astype(np.uint8),
        day0=DAY0,
    )


def spread_columns(rows: int) -> PointColumns:
    """Columns of incidents all over the north-west, each district with some, a few with very many."""
    draw = np.random.default_rng(rows)
    middle = np.column_stack((draw.uniform(69.8, 72.6, 30), draw.uniform(32.2, 35.2, 30)))
    place = middle[draw.choice(30, rows, p=np.arange(1, 31) ** 2 / (np.arange(1, 31) ** 2).sum())]
    given = [
        {"lon": lon, "lat": lat, "start": 7 * k % 700, "type": k % 3, "size": k % 6}
        for k, (lon, lat) in enumerate((place + draw.normal(0, 0.15, (rows, 2))).tolist())
    ]
    return columns(given)
