from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.draw.web.points import NO_AREA, PointColumns, kind_codes, mercator, pack_mask, pack_points

DAY0 = 18000


def random_columns(count: int, seed: int = 0) -> PointColumns:
    draw = np.random.default_rng(seed)
    start = np.sort(draw.integers(0, 5000, count)).astype(np.int32) + DAY0
    return PointColumns(
        lon=draw.uniform(60, 75, count),
        lat=draw.uniform(24, 37, count),
        start=start,
        end=start + draw.integers(0, 30, count).astype(np.int32),
        area=draw.integers(0, 61, count).astype(np.uint16),
        kind=kind_codes(draw.integers(0, 6, count).astype(np.uint8), draw.integers(0, 5, count).astype(np.uint8)),
        size=draw.integers(0, 6, count).astype(np.uint8),
        day0=DAY0,
    )


def blocks_of(packed: bytes) -> dict[str, np.ndarray]:
    """The blocks by name, read as `pack_points` documents them; no byte may be left over."""
    rows, days, lasting, areas = np.frombuffer(packed, "<u4", 4).tolist()
    layout = [
        ("x", "<f4", rows), ("y", "<f4", rows), ("before", "<u4", days + 1), ("lasting", "<u4", lasting),
        ("of_areas", "<u4", areas), ("last", "<u2", lasting), ("area", "<u2", areas), ("code", "u1", rows),
    ]  # fmt: skip
    offset, blocks = 16, {}
    for name, dtype, count in layout:
        blocks[name] = np.frombuffer(packed, dtype, count, offset)
        offset += -(-count * np.dtype(dtype).itemsize // 4) * 4
    assert offset == len(packed)
    return blocks


@given(st.integers(0, 300))
def test_packed_points_can_be_read_block_by_block(count: int) -> None:
    columns = random_columns(count)
    blocks = blocks_of(pack_points(columns))
    x, y = mercator(columns.lon, columns.lat)
    assert blocks["x"] == pytest.approx(x, rel=1e-6)
    assert blocks["y"] == pytest.approx(y, rel=1e-6)
    start = columns.start - DAY0
    assert np.repeat(np.arange(len(blocks["before"]) - 1), np.diff(blocks["before"])).tolist() == start.tolist()
    end = start.copy()
    end[blocks["lasting"]] = blocks["last"]
    assert end.tolist() == (columns.end - DAY0).tolist()
    assert (end > start)[blocks["lasting"]].all()
    assert blocks["of_areas"].tolist() == np.flatnonzero(columns.kind >> 4 >= 2).tolist()
    assert blocks["area"].tolist() == columns.area[blocks["of_areas"]].tolist()
    code = blocks["code"].astype(int)
    assert (code // 36).tolist() == (columns.kind >> 4).tolist()
    assert (code // 6 % 6).tolist() == (columns.kind & 15).tolist()
    assert (code % 6).tolist() == columns.size.tolist()


def test_a_typical_row_takes_nine_bytes() -> None:
    columns = random_columns(1000)
    plain = replace(
        columns, start=np.full(1000, DAY0, np.int32), end=np.full(1000, DAY0, np.int32), kind=columns.kind & 15
    )
    assert len(pack_points(plain)) == 16 + 9 * 1000 + 8


def test_mercator_equals_known_values() -> None:
    x, y = mercator(np.array([0.0, -180.0, 180.0]), np.array([0.0, 85.0511287798066, -85.0511287798066]))
    assert x == pytest.approx([0.5, 0, 1])
    assert y == pytest.approx([0.5, 0, 1], abs=1e-9)


def test_an_unknown_place_is_packed_as_nan() -> None:
    columns = random_columns(1)
    packed = pack_points(replace(columns, lon=np.array([np.nan]), lat=np.array([np.nan])))
    assert np.isnan(np.frombuffer(packed, "<f4", 2, 16)).all()


def test_type_and_precision_share_a_byte() -> None:
    assert kind_codes(np.array([5], np.uint8), np.array([4], np.uint8)).tolist() == [0x45]


def test_a_mask_has_one_byte_per_row() -> None:
    assert pack_mask(np.array([True, False, True])) == b"\1\0\1"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"size": np.zeros(2, np.uint8)}, "length"),
        ({"start": np.array([DAY0 + 2, DAY0 + 1, DAY0 + 3], np.int32)}, "sorted"),
        ({"end": np.array([0, 0, 0], np.int32)}, "before it begins"),
        ({"day0": DAY0 + 5000}, "within"),
        ({"end": np.array([90000, 90000, 90000], np.int32)}, "within"),
        ({"kind": np.array([0, 6, 0], np.uint8)}, "no type with the code 6"),
        ({"kind": np.array([0, 0x50, 0], np.uint8)}, "no precision with the code 5"),
        ({"size": np.array([0, 0, 7], np.uint8)}, "no size with the code 7"),
    ],
    ids=["length", "order", "end", "before day0", "too long", "type", "precision", "size"],
)
def test_invalid_columns_are_rejected(change: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        pack_points(replace(random_columns(3), **change))


def test_the_code_for_no_area_exceeds_every_area_index() -> None:
    assert np.iinfo(np.uint16).max == NO_AREA
