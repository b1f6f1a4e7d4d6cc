"""Names of places with all that each may mean, for texts in which nothing marks a name as one of a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.phrases import Phrases
from geo.places.gazetteer import Gazetteer, Place, bundled
from geo.places.names import name_key, split_list
from geo.places.records import District
from geo.reading.letters import folded

__all__ = ["CITIES", "Sense", "name_words_of_people", "place_phrases"]

CITIES = ("Peshawar", "Quetta")
"""Names that mean the city where nothing says district."""

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name can mean.

    ``kind`` is ``province``, ``district``, ``part`` (of a district), ``town``, ``locality`` (whose coordinates are not
    known), ``spot`` (in the city of that district), ``outside``, ``border`` or ``none`` (no place at all). ``lon`` and
    ``lat`` are degrees, EPSG:4326.
    """

    kind: str
    name: str
    district: str = ""
    polygon: str = ""
    province: str = ""
    lon: float | None = None
    lat: float | None = None


@cache
def place_phrases() -> Phrases[tuple[Sense, ...]]:
    """Every name of a place in the gazetteer and in ``assets/intake/places.csv``, with its meanings."""
    senses: dict[str, list[Sense]] = {}
    for name, sense in _named(bundled()):
        known = senses.setdefault(folded(name), [])
        if sense not in known:
            known.append(sense)
    return Phrases(((_spaced(name), tuple(known)) for name, known in senses.items() if _spaced(name)), tight=True)


def _spaced(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name).split())


def _named(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    for province in gazetteer.provinces:
        for name in (province.name, province.name_urdu, *province.spellings):
            if not name.startswith("PK-") and name not in ("KP", "MD"):
                yield name, Sense("province", province.name, province=province.name)
        if province.name.startswith("Khyber"):
            yield "KP", Sense("province", province.name, province=province.name)
    for name, district, _ in gazetteer.district_names():
        yield name, _of_district(district)
    for place in gazetteer.places:
        for name in _usable(place):
            yield name, _of_place(place)
    yield from _own_table(gazetteer)


def _of_district(district: District) -> Sense:
    return Sense("district", district.name, district.name, district.polygon, district.province)


def _of_place(place: Place) -> Sense:
    if not place.province:
        return Sense("outside", place.name, lon=place.lon, lat=place.lat)
    home = _home_districts().get(name_key(place.name))
    district, polygon = (home.name, home.polygon) if home else (place.district, place.district)
    return Sense("town", place.name, district, polygon, place.province, place.lon, place.lat)


@cache
def _home_districts() -> dict[str, District]:
    """The districts by the keys of their names: a town belongs to the one of its own name where there is one."""
    return {name_key(district.name): district for district in bundled().districts}


def _usable(place: Place) -> Iterator[str]:
    """The names of a town that can be told from words: no codes, no transliterations in small letters."""
    yield place.name
    for name in place.spellings:
        if len(name) >= _SHORTEST and not name.isupper() and (not name.isascii() or name[0].isupper()):
            yield name


def _own_table(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    towns = {place.name: place for place in gazetteer.places if place.province}
    districts = {district.name: district for district in gazetteer.districts}
    for row in assets.read_table("intake", "places.csv"):
        for name in split_list(row["name"]):
            yield name, _of_row(row, name, towns, districts)


def _of_row(
    row: dict[str, str],
    name: str,
    towns: dict[str, Place],
    districts: dict[str, District],
) -> Sense:
    kind, within = row["kind"], row["within"]
    if kind == "town":
        return _of_place(towns[within])
    if kind == "province":
        return Sense("province", name, province=within)
    if kind in ("outside", "border", "none"):
        return Sense(kind, name)
    district = districts[within]
    plain = name.replace(" tehsil", "")
    return Sense(kind, plain, district.name, district.polygon, district.province)


@cache
def name_words_of_people() -> dict[str, frozenset[str]]:
    """Words that make a name beside them one of a person: ``name`` stands behind it, ``title`` before it."""
    table: dict[str, set[str]] = {"name": set(), "title": set()}
    for row in assets.read_table("intake", "names.csv"):
        table[row["kind"]] |= set(split_list(row["name"]))
    return {kind: frozenset(words) for kind, words in table.items()}
