"""Which filters show the incidents of a row, a column or a cell of a table alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from geo.analysis.counts import table
from geo.analysis.crossing import cross_table
from geo.analysis.groupings.places import BORDER_BANDS, members_of_part
from geo.analysis.groupings.registry import GROUPINGS, TIMED
from geo.analysis.groupings.times import days_of_unit
from geo.dataset import Dataset
from geo.errors import InputError
from geo.places.border_bands import band_zone
from geo.query import PLACES, Query
from geo.view.snapshot import Snapshot

__all__ = ["filters_of", "fitting_filters"]

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
    if "division" in chosen and "former_fata" in chosen:  # neither holds the other
        fields |= _shared_places(dataset, chosen["division"], chosen["former_fata"])
    return fields


def _shared_places(dataset: Dataset, division: str, part: str) -> dict[str, Any]:
    """The districts of a division in a part of Khyber Pakhtunkhwa; all of it where the part is a province."""
    province, districts = members_of_part(dataset, part)
    inside = (each.districts for each in dataset.gazetteer.divisions if each.name == division)
    return {} if province else _places(districts=districts.intersection(*inside))


def fitting_filters(snapshot: Snapshot, chosen: dict[str, str], counted: int) -> tuple[dict[str, Any], int]:
    """The fields of `filters_of` beside the filters that are set, and how many incidents they show.

    A table counts what passes the filters that are set. Where one of these is narrower than the group, as a district is
    in the row of its province, it stays: the first choice is taken that shows as many as the cell counts. Where none
    does, as for a total without what has no column, the number tells that.

    Raises
    ------
    InputError
        As `filters_of`.
    """
    fields = filters_of(snapshot.dataset, chosen)
    query = snapshot.state.query
    if "first" in fields:
        fields["first"] = max(filter(None, (fields["first"], query.first)))
        fields["last"] = min(filter(None, (fields["last"], query.last)))
    tried = [(each, _shown(snapshot, each)) for each in _kept(snapshot.dataset, fields, query)]
    return next((one for one in tried if one[1] == counted), tried[0])


def counted_in(snapshot: Snapshot, asked: tuple[str, str], chosen: dict[str, str], names: tuple[str, ...] = ()) -> int:
    """How many incidents a row, a column or a cell of a table counts.

    Parameters
    ----------
    snapshot
        What is shown.
    asked
        The groupings of rows and columns; the second is blank for a table of one.
    chosen
        The names of the groups by their groupings.
    names
        What else is summed in the table, which is then not counted again.
    """
    by, across = asked
    if not across:
        groups = {group.name: group for group in table(snapshot, by).groups}
        return groups[chosen[by]].figures.incidents if chosen[by] in groups else 0
    crossed = cross_table(snapshot, by, across, names)
    at = [list(names).index(chosen[each]) if each in chosen and chosen[each] in names else None
          for each, names in ((by, crossed.rows), (across, crossed.columns))]  # fmt: skip
    if any(each in chosen and at[k] is None for k, each in enumerate(asked)):
        return 0
    row, column = at
    if row is None:
        return round(float(crossed.column_totals[column, 0]))
    return round(float((crossed.row_totals[row] if column is None else crossed.cells[row, column])[0]))


def _kept(dataset: Dataset, fields: dict[str, Any], query: Query) -> Iterator[dict[str, Any]]:
    """The fields; with the places that are set inside of them; without those of one kind, which stay as they are."""
    yield fields
    if "districts" in fields and (query.districts or query.divisions):
        yield fields | _places_inside(dataset, fields, query)
    for kind in (PLACES, ("types", "sub_types"), ("actors",), ("border",)):
        if fields.keys() & set(kind) and any(getattr(query, name) for name in kind):
            yield {name: value for name, value in fields.items() if name not in kind}


def _places_inside(dataset: Dataset, fields: dict[str, Any], query: Query) -> dict[str, Any]:
    """The districts and divisions of a query that lie in the places of some fields."""
    gazetteer = dataset.gazetteer
    inside = {d.name for d in gazetteer.drawn if d.province in fields["provinces"]} | fields["districts"]
    inside = inside.union(*(each.districts for each in gazetteer.divisions if each.name in fields["divisions"]))
    divisions = (each.name for each in gazetteer.divisions if inside.issuperset(each.districts))
    return _places(districts=query.districts & inside, divisions=query.divisions.intersection(divisions))


def _shown(snapshot: Snapshot, fields: dict[str, Any]) -> int:
    return len(snapshot.with_query(replace(snapshot.state.query, **fields)).answer)


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
