"""How filters that name wider and narrower things combine: *or* within an option, *and* between options.

A `Query` joins provinces, divisions and districts by *or*, and so types and sub-types, because a person ticks them in
one tree. Options are joined by *and*: of ``--province KP --district Bannu`` the district is left. A name that lies in
none of the wider ones leaves nothing, and is wrong use rather than an answer of 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from geo.errors import InputError
from geo.places.gazetteer import Gazetteer
from geo.taxonomy import event_type_of

__all__ = ["Places", "combined_places", "combined_types"]


class Places(NamedTuple):
    """Provinces, divisions and districts by their names."""

    provinces: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()


def combined_places(named: Places, parts: frozenset[str], gazetteer: Gazetteer) -> Places:
    """The places that lie in a choice of every option.

    Parameters
    ----------
    named
        The names of ``--province``, ``--division`` and ``--district``.
    parts
        Districts that stand for a part of a province, named as a province.
    gazetteer
        What lies where.

    Raises
    ------
    InputError
        If a division or district lies in none of the wider places.
    """
    if not (named.divisions or named.districts):
        return Places(named.provinces, districts=_outside(parts, named.provinces, gazetteer))
    wide = named.provinces | parts
    if not named.districts:
        return _divisions_in(named, parts, gazetteer) if wide else named
    for name in sorted(named.districts):
        district = gazetteer.drawn_district(name)
        _require("--district", name, "--province", wide, (district.province, district.name))
        _require("--district", name, "--division", named.divisions, (district.division,))
    return Places(districts=named.districts)


def _outside(parts: frozenset[str], provinces: frozenset[str], gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(name for name in parts if gazetteer.drawn_district(name).province not in provinces)


def _divisions_in(named: Places, parts: frozenset[str], gazetteer: Gazetteer) -> Places:
    """The divisions in the provinces named, and of the others the districts that are parts."""
    inside = {division.name for division in gazetteer.divisions if division.province in named.provinces}
    within = {name: gazetteer.drawn_district(name).division for name in parts}
    for name in sorted(named.divisions):
        province = next(division.province for division in gazetteer.divisions if division.name == name)
        lies_in = (province, *(part for part, division in within.items() if division == name))
        _require("--division", name, "--province", named.provinces | parts, lies_in)
    rest = named.divisions - inside
    return Places(
        divisions=named.divisions & inside,
        districts=frozenset(part for part, division in within.items() if division in rest),
    )


def combined_types(types: frozenset[str], sub_types: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The types and sub-types to search for; raises `InputError` if a sub-type is one of none of the types."""
    for name in sorted(sub_types):
        _require("--sub-type", name, "--type", types, (event_type_of(name) or "",))
    return (frozenset(), sub_types) if sub_types else (types, sub_types)


def _require(option: str, name: str, wider: str, chosen: frozenset[str], lies_in: Iterable[str]) -> None:
    where = tuple(lies_in)
    if chosen and not chosen.intersection(where):
        raise InputError(
            f"{option}: {name} lies in {where[0] or 'no place that is known'}, which {wider} does not name. "
            f"Options are joined by and: leave one of the two out."
        )
