"""A gazetteer of two districts, a row without a fault, and what the checks make of its variations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from geo.errors import UnknownName
from geo.incidents import Incident
from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import DistrictName, KnownPoint, NamedPlace
from tests.geo.checked_tables import check

TODAY = date(2026, 6, 20)
KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
BANNU, QUETTA = DistrictName("Bannu", KP, "Bannu"), DistrictName("Quetta", BALOCHISTAN, "Quetta")


class TwoDistricts:
    """Two districts between 66 and 72 degrees east: Bannu north of 32 degrees, Quetta south of it."""

    districts: ClassVar = {"bannu": BANNU, "fr bannu": BANNU, "quetta": QUETTA}
    provinces: ClassVar = {"kp": KP, "khyber pakhtunkhwa": KP, "balochistan": BALOCHISTAN}

    places: ClassVar = {
        "Bannu district": (NamedPlace("Bannu", BANNU, says_district=True),),
        "Bannu": (NamedPlace("Bannu", BANNU), NamedPlace("Bannu", BANNU, 70.6, 33.0)),
        "Line town": (NamedPlace("Line town", BANNU, 70.0, 31.98),),
        "Twin": (NamedPlace("Twin", BANNU, 70.0, 32.1), NamedPlace("Twin", QUETTA, 70.0, 31.0)),
    }

    def province(self, text: str) -> str:
        try:
            return self.provinces[text.casefold()]
        except KeyError:
            raise UnknownName(f"{text!r} is no province.") from None

    def district(self, text: str) -> DistrictName:
        try:
            return self.districts[text.casefold()]
        except KeyError:
            raise UnknownName(f"No district is named {text!r}. Did you mean 'Bannu'?") from None

    def elsewhere(self, text: str) -> str:
        return text if text == "Punjab" else ""

    def point(self, location: str, district: DistrictName | None, province: str = "") -> KnownPoint | None:
        is_meant = location == "Bannu bazaar" and district in (None, BANNU) and province in ("", KP)
        return KnownPoint(70.6, 33.0, BANNU) if is_meant else None

    def named(self, location: str) -> tuple[NamedPlace, ...]:
        return self.places.get(location, ())

    def locate(self, lon: Sequence[float], lat: Sequence[float]) -> list[DistrictName | None]:
        return [(BANNU if y > 32 else QUETTA) if 66 < x < 72 else None for x, y in zip(lon, lat, strict=True)]

    def distances_km(
        self, lon: Sequence[float], lat: Sequence[float], districts: Sequence[DistrictName]
    ) -> list[float]:
        return [abs(y - 32) * 111.0 for y in lat]


GOOD = {
    "incident_id": "own:1",
    "date_start": "2024-11-18",
    "event_type": "Battles",
    "district": "Bannu",
    "province": KP,
}


def table(*rows: dict[str, str], header: Sequence[str] = ()) -> RawTable:
    names = tuple(header) or tuple(dict.fromkeys(name for row in rows for name in row))
    return RawTable(names, [[row.get(name, "") for name in names] for row in rows])


def checked(*rows: dict[str, str], header: Sequence[str] = ()) -> Checked:
    """The incidents and problems of a table of these rows."""
    return check(table(*rows, header=header), TwoDistricts(), TODAY)


def imported(**changes: str) -> Incident:
    """The incident of the good row with these values."""
    result = checked({**GOOD, **changes})
    assert result.errors == []
    return result.incidents[0]


def assert_row_rejected(changes: dict[str, str], column: str, words: str) -> None:
    """The good row with these values is rejected, with an error in this column that contains the words."""
    result = checked(GOOD, {**GOOD, "incident_id": "own:2", **changes}, header=(*GOOD, *(changes.keys() - GOOD.keys())))
    assert [row.incident_id for row in result.incidents] == ["own:1"]
    assert result.rejected == 1
    errors = [problem for problem in result.errors if problem.column == column and words in problem.message]
    assert errors, result.problems
    assert (errors[0].row, errors[0].line, errors[0].id) == (2, 3, "own:2")


def assert_row_imported_with_warning(changes: dict[str, str], column: str, words: str) -> None:
    """The good row with these values is imported, with one warning in this column that contains the words."""
    result = checked({**GOOD, **changes})
    assert [(problem.column, problem.severity) for problem in result.problems] == [(column, "warning")]
    assert words in result.problems[0].message
    assert len(result.incidents) == 1


def assert_change_reported(changes: dict[str, str], words: str) -> None:
    """The good row with these values is imported without a problem, and the change made to it is reported."""
    result = checked({**GOOD, "place_precision": "district", **changes})
    assert result.problems == []
    assert [(words in repair.what, repair.rows) for repair in result.repairs] == [(True, 1)]
