"""The places that a check looks rows up in: the bundled gazetteer and the bundled district polygons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from statistics import fmean

from geo.errors import UnknownName
from geo.incidents.placing import DistrictName, KnownPoint, NamedPlace
from geo.places import gazetteer
from geo.places.elsewhere import province_elsewhere
from geo.places.mentions import Mentions
from geo.places.names import name_key, name_parts

__all__ = ["BundledPlaces", "KnownPlaces", "bundled_places"]

_DIVISION = re.compile(r"\s+div(?:ision|n|\.)?\s*\Z", re.IGNORECASE)

TOGETHER_DEGREES = 0.1
"""Points of one name further apart than about 10 km are of several places, or of one that is no point."""


class BundledPlaces:
    """A `geo.incidents.placing.NameResolver` over the bundled places; polygons are loaded with the first point."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer.bundled()
        self._drawn = [DistrictName(d.name, d.province, d.name) for d in self._gazetteer.drawn]
        self._numbers = {district.name: i for i, district in enumerate(self._drawn)}

    def province(self, text: str) -> str:
        """The province's name of today, or that of a division; raises `UnknownName`.

        Of several parts (``KP, Pakistan``) the only one that names a province is meant, unless another one names a
        province or country elsewhere.
        """
        if known := self._gazetteer.find_province(text):
            return known.name
        named = {name for part in name_parts(text) if (name := self._province_of_part(part))}
        if len(named) == 1 and not self.elsewhere(text):
            return named.pop()
        return self._gazetteer.resolve_province(text).name

    def _province_of_part(self, text: str) -> str:
        """The province that a part of a text names, by itself or by one of its divisions; blank if it names none."""
        if _DIVISION.search(text):
            try:
                return self._gazetteer.resolve_division(_DIVISION.sub("", text)).province
            except UnknownName:
                return ""
        known = self._gazetteer.find_province(text)
        return known.name if known else ""

    def elsewhere(self, text: str) -> str:
        """The province or country outside the two provinces that a text names; blank if none is known."""
        return province_elsewhere(text)

    def district(self, text: str) -> DistrictName:
        """The district's name of today; raises `UnknownName`."""
        found = self._gazetteer.resolve_district(text).district
        return DistrictName(found.name, found.province, found.polygon)

    def point(self, location: str, district: DistrictName | None, province: str = "") -> KnownPoint | None:
        """Where the town of that name lies; None unless just one town of the two provinces is meant."""
        found = [place for place in self._gazetteer.places_named(location) if province in ("", place.province)]
        if district is not None:
            found = [place for place in found if district.polygon in (place.district, place.district_polygon)]
        if len(found) != 1:
            return None
        (place,) = found
        return KnownPoint(place.lon, place.lat, district or self._drawn[self._numbers[place.district]])

    def named(self, location: str) -> tuple[NamedPlace, ...]:
        """All districts and towns of the two provinces that a text may mean."""
        return self._mentions.named(location)

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self._gazetteer)

    def locate(self, lon: Sequence[float], lat: Sequence[float]) -> list[DistrictName | None]:
        """The drawn district in which each point lies; None outside both provinces."""
        from geo.places.locate import bundled_locator

        numbers = bundled_locator().district_of(lon, lat)
        return [self._drawn[number] if number >= 0 else None for number in numbers.tolist()]

    def distances_km(
        self, lon: Sequence[float], lat: Sequence[float], districts: Sequence[DistrictName]
    ) -> list[float]:
        """From each point to the nearest part of its district's polygon; 0 inside."""
        from geo.places.nearness import distances_to_districts_km

        numbers = [self._numbers[district.polygon] for district in districts]
        return [float(km) for km in distances_to_districts_km(lon, lat, numbers)]


class KnownPlaces(BundledPlaces):
    """The bundled places, and those of incidents with coordinates.

    Parameters
    ----------
    rows
        Location, district, longitude and latitude (EPSG:4326 degrees) of incidents; read with the first row whose
        place is not among the bundled ones.
    """

    def __init__(self, rows: Iterable[tuple[str, str, float, float]] = ()) -> None:
        super().__init__()
        self._rows = rows

    @cached_property
    def _known(self) -> dict[str, dict[str, list[tuple[float, float]]]]:
        """The points by the key of the place's name and by the polygon; rows without a known district are left out."""
        keys, polygons = dict[str, str](), dict[str, str]()
        known: dict[str, dict[str, list[tuple[float, float]]]] = {}
        for location, district, lon, lat in self._rows:
            if district not in polygons:
                polygons[district] = self._polygon(district)
            if not (polygon := polygons[district]):
                continue
            if location not in keys:
                keys[location] = name_key(location)
            known.setdefault(keys[location], {}).setdefault(polygon, []).append((lon, lat))
        return known

    def _polygon(self, district: str) -> str:
        """The name of the polygon of a district; blank if it is not known."""
        try:
            return self.district(district).polygon
        except UnknownName:
            return ""

    def point(self, location: str, district: DistrictName | None, province: str = "") -> KnownPoint | None:
        """As of the bundled places; else the middle of the points that the name has had, if they lie together."""
        if found := super().point(location, district, province):
            return found
        by_polygon = self._known.get(name_key(location), {})
        if district is None:
            polygons = list(by_polygon)
            if len(polygons) != 1:
                return None
            district = self.district(polygons[0])
            if province not in ("", district.province):
                return None
        points = by_polygon.get(district.polygon, [])
        lon, lat = ([point[side] for point in points] for side in (0, 1))
        if not points or max(lon) - min(lon) > TOGETHER_DEGREES or max(lat) - min(lat) > TOGETHER_DEGREES:
            return None
        return KnownPoint(round(fmean(lon), 6), round(fmean(lat), 6), district, is_from_incidents=True)


@cache
def bundled_places() -> BundledPlaces:
    """The one instance; what it has loaded serves every check."""
    return BundledPlaces()
