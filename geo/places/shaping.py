"""Preparing the geometry of a layer for drawing and queries: valid polygons, and no more vertices than are visible.

The work is limited. Repairing a polygon takes time and memory by the number of places at which it crosses itself, and
120 KB can hold millions of them: they are counted first, and a polygon with too many is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError
from geo.places.user_layers import Feature
from geo.wording import plural

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MOST_POINTS", "MOST_VERTICES", "repaired_areas", "shaped"]

MOST_POINTS = 200_000
MOST_VERTICES = 3_000_000
"""More are refused: simplifying a million takes 10 s."""

MOST_CROSSINGS = 20_000
"""At so many places a layer may cross itself: their repair takes some 3 s and 100 MB."""

_MOST_PAIRS = 20_000_000
"""So many pairs of edges whose boxes overlap are looked at for crossings."""

_STEP_S = 0.1
_PAIRS_AT_A_TIME = 1_000_000
_SAMPLE = 1_000
_DECIMALS = 5
_FIRST_DEGREES = 0.0002
_METRES_A_DEGREE = 111_200

Step = Callable[[float], None]
"""A callback with the share of the work that is done; it may raise to end the work."""


def _no_step(_share: float) -> None:
    """A callback that does nothing."""


def shaped(
    features: Sequence[Feature], most: int = MOST_POINTS, step: Step = _no_step
) -> tuple[tuple[Feature, ...], tuple[str, ...]]:
    """The features with valid polygons, rounded to about a metre, and simplified to about ``most`` vertices.

    Returns
    -------
    tuple
        The remaining features, and remarks on what was done. Polygons that share borders share them afterwards.

    Raises
    ------
    InputError
        If there are more than `MOST_VERTICES`.
    """
    import shapely

    shapes = np.array([_shape(feature) for feature in features], dtype=object)
    if (vertices := int(shapely.get_num_coordinates(shapes).sum())) > MOST_VERTICES:
        raise InputError(
            f"The layer has {vertices:,} vertices; {MOST_VERTICES:,} can be drawn. Simplify it, or use a part of it."
        )
    step(0.1)
    shapes, remarks = _repaired(features, shapes, step)
    step(0.5)
    shapes, degrees = _simplified(shapes, most, step)
    if degrees:
        remarks.append(f"lines simplified by about {degrees * _METRES_A_DEGREE:,.0f} m, for fast drawing")
    made = [made for feature, shape in zip(features, shapes, strict=True) if (made := _as_feature(feature, shape))]
    if lost := sum(shape is not None for shape in shapes) - len(made):
        remarks.append(f"{plural(lost, 'feature')} without an area or length left out")
    return tuple(made), tuple(remarks)


def _repaired(features: Sequence[Feature], shapes: NDArray[Any], step: Step) -> tuple[NDArray[Any], list[str]]:
    """The shapes with valid polygons in place of broken ones, None for those that cannot be repaired, and remarks."""
    sound, refused, repaired = repaired_areas(shapes, step)
    many = "polygons that cross themselves were repaired"
    remarks = [plural(repaired, "polygon that crosses itself was repaired", many)] if repaired else []
    if refused:
        row, why = next(iter(refused.items()))
        name = f"the polygon {features[row].name}" if features[row].name else "a polygon without a name"
        more = f", and {len(refused) - 1:,} more like it" if len(refused) > 1 else ""
        remarks.append(f"left out: {name}, {why}{more}")
    return sound, remarks


def repaired_areas(shapes: NDArray[Any], step: Step = _no_step) -> tuple[NDArray[Any], dict[int, str], int]:
    """Valid shapes (shapely) in place of broken ones.

    Returns
    -------
    tuple
        The shapes, None where the repair would take too long; why, by the position of these; the number of repairs.
    """
    import shapely

    dense = [row for row in _large_areas(shapes) if _overlaps(shapes[row]) > _MOST_PAIRS]
    shapes = shapes.copy()
    shapes[dense] = None
    refused = dict.fromkeys(dense, "whose edges overlap too often to be checked")
    step(0.2)
    left, repaired = MOST_CROSSINGS, 0
    for row in np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)).tolist():
        crossings = _crossings(shapes[row], left)
        if crossings > left:
            refused[row] = f"which crosses itself too often to be repaired ({_where(shapes[row])})"
            shapes[row] = None
        else:
            left, repaired = left - crossings, repaired + 1
            shapes[row] = shapely.make_valid(shapes[row], method="structure", keep_collapsed=False)
        step(0.3)
    return shapes, refused, repaired


def _where(shape: Any) -> str:
    """A place at which a polygon crosses itself, in words."""
    import shapely

    reason = shapely.is_valid_reason(shape)  # Self-intersection[70.5 33.0]
    x, y = map(float, reason.partition("[")[2].rstrip("]").split()[:2] or shape.bounds[:2])
    return f"near {x:.4f}, {y:.4f}"


def _large_areas(shapes: NDArray[Any]) -> list[int]:
    """The areas with so many edges that looking at all pairs of them takes long."""
    import shapely

    edges = shapely.get_num_coordinates(shapes).astype(np.int64)
    found: list[int] = np.flatnonzero(np.isin(shapely.get_type_id(shapes), (3, 6)) & (edges**2 > _MOST_PAIRS)).tolist()
    return found


def _edges(shape: Any) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[Any]]:
    """Both ends of each edge of an area (n x 2 each), and the edges as lines."""
    import shapely

    points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = points[:-1][same], points[1:][same]
    return start, end, shapely.linestrings(np.stack([start, end], axis=1))


def _overlaps(shape: Any) -> int:
    """About how many pairs of edges have boxes that overlap, by a sample of the edges; some number above the limit.

    Every test of validity looks at these pairs. There are few of them, unless long edges run side by side.
    """
    import shapely

    _, _, edges = _edges(shape)
    tree, sample = shapely.STRtree(edges), edges[:: max(1, len(edges) // _SAMPLE)]
    found = 0
    for first in range(0, len(sample), 10):
        found += tree.query(sample[first : first + 10]).shape[1]
        if found * (len(edges) // len(sample)) // 2 > _MOST_PAIRS:
            return _MOST_PAIRS + 1
    return found * (len(edges) // len(sample)) // 2


def _crossings(shape: Any, most: int) -> int:
    """At how many places the edges of a shape cross or touch beside their ends; some number above ``most`` if more."""
    import shapely

    start, end, edges = _edges(shape)
    tree = shapely.STRtree(edges)
    count, looked_at = -len(edges), 0  # each edge touches the next one
    size = max(1, _PAIRS_AT_A_TIME // max(1, len(edges)))
    for first in range(0, len(edges), size):
        one, other = tree.query(edges[first : first + size])
        one = one + first
        looked_at += len(one)
        one, other = one[one < other], other[one < other]
        count += int(np.count_nonzero(_meet(start[one], end[one], start[other], end[other])))
        if count > most or looked_at > 2 * _MOST_PAIRS:
            return most + 1
    return max(0, count)


def _meet(a: Any, b: Any, c: Any, d: Any) -> NDArray[np.bool_]:
    """Whether the edges a-b and c-d (n x 2 each), whose boxes overlap, have a point in common."""
    beside = _turn(a, b, c) * _turn(a, b, d) <= 0
    return np.asarray(beside & (_turn(c, d, a) * _turn(c, d, b) <= 0))


def _turn(a: Any, b: Any, c: Any) -> Any:
    """The direction in which c lies from a-b: 1 left, -1 right, 0 on the line."""
    return np.sign((b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0]))


def _shape(feature: Feature) -> Any:
    from shapely.geometry import shape

    return shape(feature.geometry)


def _simplified(shapes: NDArray[Any], most: int, step: Step) -> tuple[NDArray[Any], float]:
    """The shapes with few enough points, and by how many degrees they were simplified."""
    import shapely

    degrees = 0.0
    found, kinds = shapes.copy(), shapely.get_type_id(shapes)
    areas, lines = np.isin(kinds, (3, 6)), np.isin(kinds, (1, 5))
    while int(shapely.get_num_coordinates(found).sum()) > most and degrees < 0.1:
        degrees = degrees * 2 or _FIRST_DEGREES
        share = 0.5 + 0.4 * min(1.0, degrees / 0.1)
        found[areas] = _stepwise(partial(shapely.coverage_simplify, found[areas], degrees), partial(step, share))
        found[lines] = shapely.simplify(found[lines], degrees)
        step(share)
    return found, degrees


def _stepwise(work: Callable[[], NDArray[Any]], step: Callable[[], None]) -> NDArray[Any]:
    """What ``work`` gives, with calls of ``step`` meanwhile: one call of a library cannot be interrupted otherwise.

    If ``step`` raises, the thread that works is left to itself; what it finds is dropped.
    """
    ended: list[NDArray[Any] | BaseException] = []

    def run() -> None:
        try:
            ended.append(work())
        except BaseException as error:  # noqa: BLE001  raised below, in the thread that waits
            ended.append(error)

    thread = Thread(target=run, name="simplifying", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_STEP_S)
        step()
    (result,) = ended
    if isinstance(result, BaseException):
        raise result
    return result


def _as_feature(feature: Feature, shape: Any) -> Feature | None:
    """A feature with a new shape; None if nothing of its kind is left of it."""
    if shape is None:
        return None
    kind = feature.kind.removeprefix("Multi")
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type.removeprefix("Multi") == kind]
    singles = [single for part in parts for single in getattr(part, "geoms", [part]) if not single.is_empty]
    if not singles:
        return None
    coordinates = [_rounded(single.__geo_interface__["coordinates"]) for single in singles]
    if len(coordinates) == 1:
        return replace(feature, kind=kind, coordinates=coordinates[0])
    return replace(feature, kind=f"Multi{kind}", coordinates=coordinates)


def _rounded(coordinates: Any) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        return [round(float(c), _DECIMALS) for c in coordinates[:2]]
    return [_rounded(part) for part in coordinates]
