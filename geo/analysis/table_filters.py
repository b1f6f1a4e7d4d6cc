"""Which filters show the incidents of a row, a column or a cell of a table alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from geo.analysis.groupings.places import BORDER_BANDS, members_of_part
from geo.analysis.groupings.registry import GROUPINGS, TIMED
from geo.analysis.groupings.times import days_of_unit
from geo.dataset import Dataset
from geo.errors import InputError
from geo.places.border_bands import band_zone
from geo.query import PLACES

__all__ = ["filters_of"]

_NONE: frozenset[str] = frozenset()

_WIDEST_FIRST = (
    "province",
    "former_fata",
    "division",
    "district",
    "type",
    "sub_type",
    "year",
    "quarter",
    "month",
    "week",
)
"""Of two groupings that set the same fields the later one is the narrower."""


def filters_of(dataset: Dataset, chosen: dict[str, str]) -> dict[str, Any]:
    """The fields of a query to change, from the names of groups by their groupings.

    A unit of time is a period and a band of distance a zone, of which only what certainly lies in it is shown, as in
    the table.

    Raises
    ------
    KeyError
        If there is no such grouping.
    InputError
        If both are bands of distance: a query has one zone along a border.
    """
    if len(BORDER_BANDS.keys() & chosen.keys()) > 1:
        raise InputError("No filter shows a cell of two distances: choose its row or its column.")
    rank = {by: at for at, by in enumerate(_WIDEST_FIRST)}
    fields: dict[str, Any] = {}
    for by in sorted(chosen, key=lambda by: rank.get(by, len(rank))):
        if by not in GROUPINGS:
            raise KeyError(by)
        new = _fields(dataset, by, chosen[by])
        if "first" in fields and "first" in new:
            new |= {"first": max(fields["first"], new["first"]), "last": min(fields["last"], new["last"])}
        fields |= new
    return fields


def _fields(dataset: Dataset, by: str, name: str) -> dict[str, Any]:
    if by in TIMED:
        first, last = days_of_unit(by, name)
        return {"first": first, "last": last, "certain": True}
    if by in BORDER_BANDS:
        return {"border": band_zone(name, BORDER_BANDS[by])}
    return _OF_NAMES[by](dataset, name)


def _places(**chosen: frozenset[str]) -> dict[str, Any]:
    return {field: chosen.get(field, _NONE) for field in PLACES}


def _part(dataset: Dataset, name: str) -> dict[str, Any]:
    province, districts = members_of_part(dataset, name)
    return _places(provinces=frozenset({province})) if province else _places(districts=districts)


_OF_NAMES: dict[str, Callable[[Dataset, str], dict[str, Any]]] = {
    "district": lambda _, name: _places(districts=frozenset({name})),
    "division": lambda _, name: _places(divisions=frozenset({name})),
    "province": lambda _, name: _places(provinces=frozenset({name})),
    "former_fata": _part,
    "type": lambda _, name: {"types": frozenset({name}), "sub_types": _NONE},
    "sub_type": lambda _, name: {"types": _NONE, "sub_types": frozenset({name})},
    "actor": lambda _, name: {"actors": frozenset({name})},
    "source": lambda _, name: {"sources": frozenset({name})},
}
