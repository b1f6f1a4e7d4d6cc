"""What a check must know about places: a protocol, so that it needs neither tables nor polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["DistrictName", "KnownPoint", "NameResolver", "NamedPlace"]


@dataclass(frozen=True, slots=True)
class DistrictName:
    """A district of today, its province, and the name of the polygon that represents it."""

    name: str
    province: str
    polygon: str


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """Where a place lies that a row names (EPSG:4326 degrees), its district, and how that is known."""

    lon: float
    lat: float
    district: DistrictName | None
    is_from_incidents: bool = False


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One thing that the text of a place may mean: a district, or a town in one.

    Attributes
    ----------
    name
        The usual name.
    district
        The district, or the one to which the town belongs.
    lon, lat
        Where the town lies (EPSG:4326 degrees); None for a district.
    says_district
        Whether the text says that it is a district (``Mohmand district``), so that no other place can be meant.
    """

    name: str
    district: DistrictName
    lon: float | None = None
    lat: float | None = None
    says_district: bool = False

    def may_be_in(self, province: str) -> bool:
        """Whether a row of that province can mean it; a blank one is not known. A text that says district does."""
        return self.says_district or province in ("", self.district.province)


class NameResolver(Protocol):
    """Looks up names and points; names that mean nothing raise `geo.errors.UnknownName`."""

    def province(self, text: str) -> str:
        """The province's name of today."""
        ...

    def district(self, text: str) -> DistrictName:
        """The district's name of today."""
        ...

    def elsewhere(self, text: str) -> str:
        """The province or country outside the two provinces that a text names; blank if none is known."""
        ...

    def point(self, location: str, district: DistrictName | None, province: str = "") -> KnownPoint | None:
        """Where the place of that name lies, within a district or province if given; None unless just one is meant."""
        ...

    def named(self, location: str) -> Sequence[NamedPlace]:
        """All districts and towns that a text may mean; none if it names nothing known."""
        ...

    def locate(self, lon: Sequence[float], lat: Sequence[float]) -> Sequence[DistrictName | None]:
        """The district in which each point lies (EPSG:4326 degrees); None outside both provinces."""
        ...

    def distances_km(
        self, lon: Sequence[float], lat: Sequence[float], districts: Sequence[DistrictName]
    ) -> Sequence[float]:
        """From each point to the nearest part of its district's polygon; 0 inside."""
        ...
