"""Objects within objects of JSON as columns of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import folded, group_role, heading_readings

__all__ = ["column_names", "flattened"]

_DEEPEST = 5
_JOINT = "."


def flattened(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under the names of the objects that they are in, joined by a point; other values as they are."""
    return dict(_flat(values, (), _DEEPEST))


def _flat(values: Mapping[str, Any], groups: tuple[str, ...], depth: int) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict) and value and depth:
            yield from _flat(value, (*groups, name), depth - 1)
        else:
            yield _JOINT.join((*groups, name)), value


def column_names(rows: Sequence[Mapping[str, Any]], flat: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names of the columns of flattened rows, by their joined names.

    The last part alone is the name where it says what it is, no other one ends so, and the objects around it add
    nothing: the district of ``where`` is the district, that of ``victim`` is not.

    Parameters
    ----------
    rows
        The rows before; the names that they have themselves stay as they are.
    flat
        The flattened rows.
    """
    own = {name for row in rows for name, value in row.items() if not isinstance(value, dict)}
    names = _distinct(flat)
    leaves = Counter(name.rpartition(_JOINT)[2] for name in names if name not in own) + Counter(own)
    return {name: _leaf(name, leaves) if name not in own else name for name in names}


def _distinct(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _leaf(name: str, leaves: Mapping[str, int]) -> str:
    groups, _, leaf = name.rpartition(_JOINT)
    is_known = bool(heading_readings(leaf)) or figure_reading(leaf) is not None
    return leaf if is_known and leaves[leaf] == 1 and not group_role(folded(groups).split()) else name
