"""The bundled boundaries as validated tables: provinces, indicative districts, surroundings, rivers.

Each is a GeoDataFrame in EPSG:4326 (longitude, latitude). The districts are generalised and show the state of about
2010: good for counts by district, not for deciding on which side of a line something happened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo import assets
from geo.errors import InputError
from geo.places.gazetteer import bundled
from geo.places.measure import LONLAT

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

__all__ = [
    "DISTRICT_LINES_OFF_KM",
    "district_polygons",
    "former_fata",
    "load_districts",
    "load_provinces",
    "load_rivers",
    "load_surroundings",
    "validate",
]

DISTRICT_LINES_OFF_KM = (1.8, 8.4)
"""How far the district lines are off official layers: at the median, and at the 95th percentile of their length
(``assets/boundaries/README.md``)."""

_POLYGONS = frozenset({"Polygon", "MultiPolygon"})
_LINES = frozenset({"LineString", "MultiLineString"})


def load_provinces() -> GeoDataFrame:
    """Khyber Pakhtunkhwa and Balochistan: ``name``, ``code``, ``name_urdu``, ``population_2023``, areas in km²."""
    return _load("provinces", ("name", "code", "population_2023", "official_area_km2"), _POLYGONS)


def load_districts() -> GeoDataFrame:
    """The 61 district polygons, row *i* being district number *i* of the gazetteer.

    Columns ``name``, ``province``, ``division_2023``, ``census_districts`` (separated by semicolons),
    ``population_2023``, ``official_area_km2``, ``drawn_area_km2``, ``former_fata``. They cover the provinces without
    gap or overlap.
    """
    districts = _load("districts", ("name", "province", "former_fata"), _POLYGONS)
    return districts.set_index("name").loc[_ordered(districts["name"])].reset_index()


@cache
def district_polygons() -> NDArray[np.object_]:
    """The polygons of `load_districts` alone, by district number.

    The libraries for tables, which take longer to load than an import of a few rows, are not needed for them.
    """
    import shapely

    text = assets.path("boundaries", "districts.geojson").read_text(encoding="utf-8")
    names = [feature["properties"]["name"] for feature in json.loads(text)["features"]]
    shapes = dict(zip(names, shapely.get_parts(shapely.from_geojson(text)), strict=True))
    polygons = np.empty(len(names), object)
    polygons[:] = [shapes[name] for name in _ordered(names)]
    return polygons


def _ordered(names: Iterable[str]) -> list[str]:
    """The names of the drawn districts by district number; refused if these are others."""
    order = [district.name for district in bundled().drawn]
    if differ := sorted(set(order) ^ set(names)):
        raise InputError(f"The bundled districts and their history do not name the same polygons: {', '.join(differ)}.")
    return order


def load_surroundings() -> GeoDataFrame:
    """The neighbouring countries and Pakistan's other units, clipped to 57-81° E, 21-40° N: ``name``, ``kind``."""
    return _load("surroundings", ("name", "kind"), _POLYGONS)


def load_rivers() -> GeoDataFrame:
    """River lines without names."""
    return _load("rivers", (), _LINES)


def former_fata() -> GeoDataFrame:
    """The outline of the seven former agencies in one row; the Frontier Regions are part of the districts they joined.

    Returns
    -------
    GeoDataFrame
        One row, ``name`` "Former FATA", EPSG:4326.
    """
    districts = load_districts()
    agencies = districts.loc[districts["former_fata"].astype(bool), ["former_fata", "geometry"]]
    outline = agencies.dissolve(by="former_fata").reset_index(drop=True)
    outline["name"] = "Former FATA"
    return outline[["name", "geometry"]]


def _load(name: str, columns: Iterable[str], kinds: frozenset[str]) -> GeoDataFrame:
    import geopandas

    file = assets.path("boundaries", f"{name}.geojson")
    return validate(geopandas.read_file(file), file.name, columns, kinds)


def validate(
    layer: GeoDataFrame, what: str, columns: Iterable[str] = ("name",), kinds: frozenset[str] = _POLYGONS
) -> GeoDataFrame:
    """The same layer, after a check.

    Parameters
    ----------
    layer
        Any layer that was read from a file.
    what
        Its name in the message.
    columns
        Columns that it must have; a ``name`` among them must be filled and unique.
    kinds
        Geometry types that are accepted.

    Raises
    ------
    InputError
        Naming every problem at once: no rows, another CRS, missing columns, names that are blank or repeat,
        geometries that are empty, invalid or of another kind.
    """
    required = tuple(columns)
    problems = [*_table_problems(layer, required), *_geometry_problems(layer, kinds)]
    if problems:
        raise InputError(f"{what} cannot be used: {'; '.join(problems)}.")
    return layer


def _table_problems(layer: GeoDataFrame, columns: tuple[str, ...]) -> list[str]:
    problems = []
    if layer.empty:
        problems.append("it has no rows")
    if layer.crs is None or not layer.crs.equals(LONLAT, ignore_axis_order=True):
        problems.append(f"its coordinates are in {layer.crs or 'an unnamed system'}, not in {LONLAT}")
    if missing := [c for c in columns if c not in layer.columns]:
        problems.append(f"it lacks {', '.join(missing)}")
    elif "name" in columns:
        problems += _name_problems(layer)
    return problems


def _name_problems(layer: GeoDataFrame) -> list[str]:
    names = layer["name"].fillna("").astype(str).str.strip()
    problems = ["a row has no name"] if (names == "").any() else []
    twice = sorted(set(names[names.duplicated() & (names != "")]))
    return [*problems, f"these names repeat: {', '.join(twice)}"] if twice else problems


def _geometry_problems(layer: GeoDataFrame, kinds: frozenset[str]) -> list[str]:
    shapes = layer.geometry
    # Rows are counted from 1, as a user counts them.
    checks = (
        ("have no geometry", shapes.isna() | shapes.is_empty),
        (f"are not {' or '.join(sorted(kinds))}", ~shapes.geom_type.isin(kinds) & ~shapes.isna()),
        ("have a geometry that crosses itself or is otherwise invalid", ~shapes.is_valid & ~shapes.isna()),
    )
    rows_by_problem = [(text, [str(i + 1) for i, bad in enumerate(mask) if bad]) for text, mask in checks]
    return [f"rows {', '.join(rows[:10])} {text}" for text, rows in rows_by_problem if rows]
