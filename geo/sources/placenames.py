"""The places that a check looks rows up in: the bundled gazetteer and the bundled district polygons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.incidents.validation import DistrictName
from geo.places import gazetteer

__all__ = ["BundledPlaces", "bundled_places"]


class BundledPlaces:
    """A `geo.incidents.validation.NameResolver` over the bundled places; polygons are loaded when a point asks."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer.bundled()
        self._drawn = [DistrictName(d.name, d.province, d.name) for d in self._gazetteer.drawn]
        self._numbers = {district.name: i for i, district in enumerate(self._drawn)}

    def province(self, text: str) -> str:
        """The province's name of today; raises `UnknownName`."""
        return self._gazetteer.resolve_province(text).name

    def district(self, text: str) -> DistrictName:
        """The district's name of today; raises `UnknownName`."""
        found = self._gazetteer.resolve_district(text).district
        return DistrictName(found.name, found.province, found.polygon)

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


@cache
def bundled_places() -> BundledPlaces:
    """The one instance; what it has loaded serves every check."""
    return BundledPlaces()
