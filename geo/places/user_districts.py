"""User districts: the polygons of a user layer replace the bundled districts.

Its polygons are matched with the districts of the gazetteer, by name together with place and area
(`geo.places.census`): that gives them their population by the census of 2023, their division, and the incidents whose
source names the district. Incidents of any other district are assigned by their point, if they have one; those without
one belong to no polygon, and every table counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError, UnknownName
from geo.places.census import CensusMatch, match_census
from geo.places.gazetteer import Gazetteer, bundled, divisions_of
from geo.places.label_anchors import label_places
from geo.places.measure import geodesic_area_km2
from geo.places.raster import PolygonRaster
from geo.places.records import District, DrawnDistrict, read_provinces
from geo.places.user_layers import Feature, UserLayer
from geo.wording import plural

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["UserDistricts", "gazetteer_with"]

MOST_DISTRICTS = 1_000
_SHOWN = 6
"""The number of polygons that a note names."""

_LABELS = 3
"""The number of places for the label of a polygon."""


def gazetteer_with(layers: Sequence[UserLayer], otherwise: Gazetteer) -> Gazetteer:
    """The gazetteer with the layer that provides the districts; another one if none does."""
    layer = next((layer for layer in layers if layer.is_districts), None)
    return otherwise if layer is None else UserDistricts(layer)


class UserDistricts(Gazetteer):
    """The gazetteer with the polygons of a layer as its drawn districts.

    Parameters
    ----------
    layer
        Polygons with names; those outside the two provinces are left out, and `summary` counts them.

    Raises
    ------
    InputError
        If the layer has no polygons in the two provinces, too many, or some without a name of their own.
    """

    def __init__(self, layer: UserLayer) -> None:
        super().__init__()
        self.layer = layer
        polygons = [feature for feature in layer.features if "Polygon" in feature.kind]
        provinces = [self._province(f, at) for f, at in zip(polygons, _provinces_at(polygons), strict=True)]
        within = [(f, province) for f, province in zip(polygons, provinces, strict=True) if province]
        _require_names(layer, [feature for feature, _ in within])
        within.sort(key=lambda pair: (pair[1], pair[0].name))
        self.left_outside = len(polygons) - len(within)
        self.features = tuple(feature for feature, _ in within)
        self._matches = self._matched(within)
        self.drawn = tuple(
            _drawn(index, feature, province, match)
            for index, ((feature, province), match) in enumerate(zip(within, self._matches, strict=True))
        )
        self._by_district = {
            name: feature.name
            for (feature, _), match in zip(within, self._matches, strict=True)
            for name in match.linked
        }
        self.divisions = divisions_of(self.drawn)
        self._drawn_by_name = {district.name: district for district in self.drawn}

    @property
    def summary(self) -> str:
        """Which polygons replace the districts, in a sentence."""
        known = sum(1 for district in self.drawn if district.census_districts)
        notes = "".join(f" {note}." for note in self.notes)
        outside = f"; {self.left_outside:,} outside the two provinces left out" if self.left_outside else ""
        polygons, stand = plural(len(self.drawn), "polygon"), "stands" if len(self.drawn) == 1 else "stand"
        return (
            f"{polygons} of {self.layer.name} {stand} for the districts, {known:,} of them with their people by the "
            f"census{outside}.{notes}"
        )

    @property
    def are_divisions(self) -> bool:
        """Whether most of its polygons are divisions."""
        return 2 * sum(match.is_division for match in self._matches) > len(self._matches)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of rates must know, in sentences without a full stop: added up, unknown, divisions."""
        named = [(district.name, match) for district, match in zip(self.drawn, self._matches, strict=True)]
        divisions = [name for name, match in named if match.is_division]
        several = [f"{name} ({_listed(d.name for d in m.members)})" for name, m in named if len(m.members) > 1]
        unknown = [f"{name} ({match.why})" for name, match in named if not match.population]
        notes = []
        if self.are_divisions:
            notes.append(f"Its polygons are divisions, not districts: {_listed(divisions)}")
        elif divisions:
            notes.append(f"Some polygons are like divisions, not districts: {_listed(divisions)}")
        if several:
            notes.append(f"People of several districts of the census are added up for {_listed(several, '; ')}")
        if unknown:
            notes.append(f"The number of people is unknown, and so are rates, for {_listed(unknown, '; ')}")
        return tuple(notes)

    @cached_property
    def areas(self) -> list[dict[str, Any]]:
        """The polygons with name, province, division, rings and places for labels, in the form of the base map."""
        return [_area(district, feature) for district, feature in zip(self.drawn, self.features, strict=True)]

    def polygon_of(self, text: str) -> str:
        """The polygon that a text names: by the names of the layer, else by those of the districts."""
        if text in self._drawn_by_name:
            return text
        folded = {name.casefold(): name for name in self._drawn_by_name}
        if own := folded.get(text.strip().casefold()):
            return own
        return self._polygon_linked(self._find_district(text).district)

    def number_holding(self, district: str) -> int:
        """The number of the polygon that holds the incidents of a district: not of any that is only named like it."""
        try:
            known = self._find_district(district).district
        except UnknownName:
            return super().number_holding(district)
        return self._drawn_by_name[self._polygon_linked(known)].index

    def _polygon_linked(self, district: District) -> str:
        """The polygon in which a district lies, or the one that it was made from."""
        for name in (district.name, *([] if district.in_census else [district.parent, district.polygon])):
            if own := self._by_district.get(name):
                return own
        raise UnknownName(f"The layer {self.layer.name} has no polygon for {district.name}.")

    def polygons_at(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.int32]:
        """The polygon in which each point lies (degrees), -1 outside all."""
        return self._raster.find(lon, lat).astype(np.int32)

    def drawn_at(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int32]:
        """As `polygons_at`."""
        return self.polygons_at(lon, lat)

    def bounds_of(self, name: str) -> tuple[float, float, float, float]:
        """West, south, east and north of a polygon, degrees; ``KeyError`` if none has that name."""
        points = self.features[self._drawn_by_name[name].index].points
        west, south = points.min(axis=0).tolist()
        east, north = points.max(axis=0).tolist()
        return west, south, east, north

    @cached_property
    def _raster(self) -> PolygonRaster:
        return PolygonRaster(_shapes(self.features))

    # matching polygons and districts

    def _province(self, feature: Feature, at: int) -> str:
        """The province that the layer states, else the one in which the polygon lies; blank for neither."""
        try:
            return self.resolve_province(feature.province).name if feature.province else self._province_at(at)
        except UnknownName:
            return self._province_at(at)

    def _province_at(self, number: int) -> str:
        return self.provinces[number].name if number >= 0 else ""

    def _matched(self, within: Sequence[tuple[Feature, str]]) -> list[CensusMatch]:
        """What each polygon stands for."""
        named = [self._district_named(feature.name, province) for feature, province in within]
        shapes = np.array(_shapes([feature for feature, _ in within]), dtype=object)
        return match_census(shapes, [feature.name for feature, _ in within], named, bundled())

    def _district_named(self, name: str, province: str) -> District | None:
        try:
            found = super().resolve_district(name).district
        except UnknownName:
            return None
        return found if found.province == province else None


def _drawn(index: int, feature: Feature, province: str, match: CensusMatch) -> DrawnDistrict:
    divisions = {district.division for district in match.members}
    return DrawnDistrict(
        index=index,
        name=feature.name,
        province=province,
        division=divisions.pop() if len(divisions) == 1 else "",
        former_fata=bool(match.members) and all(district.former_fata for district in match.members),
        population_2023=match.population,
        area_km2=float(geodesic_area_km2(_shapes([feature]))[0]),
        census_districts=tuple(sorted(district.name for district in match.members)),
    )


def _listed(texts: Iterable[str], separator: str = ", ") -> str:
    """Texts after each other, the first of many only."""
    listed = list(texts)
    more = f"{separator}and {len(listed) - _SHOWN:,} more" if len(listed) > _SHOWN else ""
    return separator.join(listed[:_SHOWN]) + more


def _require_names(layer: UserLayer, features: Sequence[Feature]) -> None:
    names = Counter(feature.name for feature in features)
    twice = sorted(name for name, n in names.items() if n > 1 and name)
    if not features:
        raise InputError(f"The layer {layer.name} has no polygons in the two provinces: it cannot be the districts.")
    if len(features) > MOST_DISTRICTS:
        raise InputError(
            f"The layer {layer.name} has {len(features):,} polygons in the two provinces; at most "
            f"{MOST_DISTRICTS:,} can be the districts. Choose the layer of districts (admin 2)."
        )
    if names.get("") or twice:
        which = f"several are named {twice[0]}" if twice else f"{names['']:,} have none"
        raise InputError(f"Districts need a name each; in {layer.name} {which}. Choose another field for the names.")


def _shapes(features: Sequence[Feature]) -> list[Any]:
    from shapely.geometry import shape

    return [shape(feature.geometry) for feature in features]


def _provinces_at(features: Sequence[Feature]) -> list[int]:
    """The province in which a point well inside each polygon lies, -1 for neither."""
    import shapely

    if not features:
        return []
    inside = shapely.point_on_surface(np.array(_shapes(features), dtype=object))
    found: list[int] = _province_raster().find(shapely.get_x(inside), shapely.get_y(inside)).tolist()
    return found


@cache
def _province_raster() -> PolygonRaster:
    """The two provinces by number. To read them takes longer than to find the polygons of a layer."""
    from geo.places.boundaries import load_provinces

    layer = load_provinces()
    order = [layer["name"].tolist().index(province.name) for province in read_provinces()]
    return PolygonRaster(layer.geometry.to_numpy()[order], 256)


def _area(district: DrawnDistrict, feature: Feature) -> dict[str, Any]:
    rings = [[c for point in ring for c in point[:2]] for ring in feature.lines]
    return {
        "name": district.name,
        "province": district.province,
        "division": district.division,
        "former_fata": district.former_fata,
        "rings": rings,
        "labels": label_places(rings, _LABELS),
    }
