"""Places of rows: names looked up, and coordinates compared with them."""

from __future__ import annotations

import pytest

from tests.geo.incidents.two_districts import (
    GOOD,
    KP,
    assert_change_reported,
    assert_row_imported_with_warning,
    assert_row_rejected,
    checked,
    imported,
)

BAD_POINTS: dict[str, tuple[dict[str, str], str, str]] = {
    "longitude too large": ({"lon": "181", "lat": "33"}, "lon", "between -180 and 180"),
    "latitude too small": ({"lon": "70", "lat": "-90.5"}, "lat", "between -90 and 90"),
    "metres": ({"lon": "7853021.4", "lat": "33"}, "lon", "Metres?"),
    "infinity": ({"lon": "70", "lat": "-inf"}, "lat", "Not a coordinate"),
    "overflow": ({"lon": "1e999", "lat": "33"}, "lon", "Not a coordinate"),
    "underscores": ({"lon": "7_0", "lat": "33"}, "lon", "Not a number"),
    "words": ({"lon": "see map", "lat": "33"}, "lon", "Not a number"),
    "longitude alone": ({"lon": "70.5"}, "lat", "lat is missing"),
    "latitude alone": ({"lat": "33", "lon": ""}, "lon", "lon is missing"),
    "one not available": ({"lat": "33", "lon": "n/a"}, "lon", "lon is missing"),
    "null island": ({"lon": "0", "lat": "0.0"}, "lon", "0/0"),
}  # fmt: skip
NO_NAMES = {"district": "", "province": ""}


@pytest.mark.parametrize(("changes", "column", "words"), BAD_POINTS.values(), ids=list(BAD_POINTS))
def test_a_row_with_nothing_but_a_bad_point_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected({**changes, **NO_NAMES}, column, words)


@pytest.mark.parametrize("kept", ["district", "province"])
@pytest.mark.parametrize(("changes", "column", "words"), BAD_POINTS.values(), ids=list(BAD_POINTS))
def test_a_row_with_a_bad_point_is_kept_by_its_names(
    changes: dict[str, str], column: str, words: str, kept: str
) -> None:
    row = {**GOOD, **changes, **({"district": ""} if kept == "province" else {})}
    result = checked(row)
    assert [(p.column, p.severity) for p in result.problems] == [(column, "warning")]
    message = result.problems[0].message
    assert words in message
    assert f"kept by its {kept}, without a point" in message
    (incident,) = result.incidents
    assert (incident.lon, incident.lat, incident.place_precision) == (None, None, kept)


def test_a_bad_point_does_not_spoil_the_others() -> None:
    points = [("70", "33"), ("n/a", "n/a"), ("see map", "see map"), ("tbc", ""), ("70.1", "33.1"), ("", "")]
    rows = [{**GOOD, "incident_id": f"a:{i}", "lon": lon, "lat": lat} for i, (lon, lat) in enumerate(points)]
    result = checked(*rows)
    assert [(row.lon, row.lat) for row in result.incidents if row.lon is not None] == [(70.0, 33.0), (70.1, 33.1)]
    assert len(result.incidents) == len(points)
    assert {p.row for p in result.problems} == {3}


WRITTEN = [("70,5", "33,25"), ("70°30'", "33°15'N"), ("70 30 00 E", "N33 15"), ("۷۰٫۵", "۳۳٫۲۵")]


@pytest.mark.parametrize(("lon", "lat"), WRITTEN)
def test_degrees_as_people_write_them_are_read_and_reported(lon: str, lat: str) -> None:
    result = checked({**GOOD, "lon": lon, "lat": lat})
    assert (result.incidents[0].lon, result.incidents[0].lat) == (70.5, 33.25)
    assert result.problems == []
    assert "coordinates: written in decimal degrees" in [repair.what for repair in result.repairs]


def test_coordinates_swapped_in_every_row_are_exchanged_and_that_is_reported() -> None:
    rows = [{**GOOD, "incident_id": f"a:{i}", "lon": "32.99", "lat": "70.6"} for i in range(2)]
    result = checked(*rows, {**GOOD, "incident_id": "a:2"})
    assert [(row.lon, row.lat) for row in result.incidents] == [(70.6, 32.99)] * 2 + [(None, None)]
    assert result.problems == []
    assert [repair.rows for repair in result.repairs if "swapped in every row" in repair.what] == [2]


def test_coordinates_swapped_in_some_rows_are_exchanged_with_a_warning() -> None:
    rows = [{**GOOD, "incident_id": "a:1", "lon": "32.99", "lat": "70.6"},
            {**GOOD, "incident_id": "a:2", "lon": "70.6", "lat": "32.99"}]  # fmt: skip
    result = checked(*rows)
    assert [(row.lon, row.lat) for row in result.incidents] == [(70.6, 32.99)] * 2
    assert [(p.row, p.severity) for p in result.problems] == [(1, "warning")]
    assert "swapped" in result.problems[0].message


ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "no place": (NO_NAMES, "district", "names no place"),
    "no place in words": ({**NO_NAMES, "lon": "n/a", "lat": "tbc"}, "district", "names no place"),
    "unknown place precision": ({"place_precision": "distict"}, "place_precision", "Did you mean 'district'"),
}


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_wrong_place_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


WARNINGS: dict[str, tuple[dict[str, str], str, str]] = {
    "outside both": ({"lon": "75", "lat": "33", "district": "", "province": ""}, "lon", "outside both provinces"),
    "far from the district": ({"lon": "70", "lat": "30"}, "district", "222 km from Bannu"),
    "far, outside": ({"lon": "80", "lat": "30"}, "district", "outside both provinces, 222 km from Bannu"),
    "unknown district": ({"district": "Banu"}, "district", "Did you mean 'Bannu'"),
    "unknown province": ({"district": "", "province": "Nowhere"}, "province", "kept as given"),
    "province elsewhere": ({"province": "Punjab"}, "province", "Bannu is a district of Khyber Pakhtunkhwa"),
    "place in another district": (
        {"location": "Bannu district", "district": "Quetta", "province": "Balochistan", "lon": "70", "lat": "31.97"},
        "district",
        "known in Bannu; Quetta is used",
    ),
    "district of the other": ({"province": "Balochistan"}, "province", "Bannu is a district of Khyber Pakhtunkhwa"),
}


@pytest.mark.parametrize(("changes", "column", "words"), WARNINGS.values(), ids=list(WARNINGS))
def test_a_row_with_a_doubtful_place_is_imported_with_a_warning(
    changes: dict[str, str], column: str, words: str
) -> None:
    assert_row_imported_with_warning(changes, column, words)


def test_a_point_slightly_outside_its_district_has_no_problem() -> None:
    assert checked({**GOOD, "lon": "70", "lat": "31.95"}).problems == []


def test_a_misspelt_province_is_replaced_by_that_of_the_district_and_reported() -> None:
    result = checked({**GOOD, "province": "Ex-Something"})
    (row,) = result.incidents
    assert (row.province, row.province_as_given, result.problems) == (KP, "Ex-Something", [])
    assert any("in place of a name that is not known" in repair.what for repair in result.repairs)


def test_a_misspelt_province_is_replaced_by_that_of_the_point() -> None:
    result = checked({**GOOD, "district": "", "province": "Ex-Something", "lon": "70", "lat": "33"})
    assert (result.incidents[0].province, result.problems) == (KP, [])


OVER_THE_LINE = {"lon": "70", "lat": "31.97", "district": "", "province": ""}
"""A point in Quetta, 3 km from Bannu."""
PLACES = [
    ("Bannu district", "31.97", "Bannu", "lies in Quetta, 3.3 km from Bannu, which the place names (Bannu district)"),
    ("Bannu district", "30.5", "Bannu", "166 km from Bannu"),
    ("Bannu", "31.97", "Bannu", "which the place names (Bannu); Bannu is used"),
    ("Line town", "31.97", "Bannu", "to which the place belongs that the row names (Line town); Bannu is used"),
    ("Bannu", "30.5", "Quetta", "which the place names; the point is used"),
    ("Line town", "30.5", "Quetta", ""),
    ("Twin", "31.97", "Quetta", ""),
    ("Twin", "33", "Bannu", ""),
    ("Somewhere", "31.97", "Quetta", ""),
]


@pytest.mark.parametrize(("location", "lat", "district", "words"), PLACES)
def test_a_place_near_the_point_has_precedence_over_the_drawn_lines(
    location: str, lat: str, district: str, words: str
) -> None:
    result = checked({**GOOD, **OVER_THE_LINE, "lat": lat, "location": location})
    assert result.incidents[0].district == district
    assert [p.severity for p in result.problems] == ["warning"] * bool(words)
    assert all(words in p.message for p in result.problems)


def test_a_place_of_the_other_province_is_no_evidence() -> None:
    row = {**GOOD, **OVER_THE_LINE, "location": "Line town", "province": "Balochistan"}
    result = checked(row)
    assert (result.incidents[0].district, result.problems) == ("Quetta", [])


def test_a_stated_district_has_precedence_over_place_and_point() -> None:
    result = checked({**GOOD, **OVER_THE_LINE, "district": "Bannu", "location": "Line town"})
    assert (result.incidents[0].district, result.problems) == ("Bannu", [])


@pytest.mark.parametrize(("location", "district"), [("Bannu district", "Bannu"), ("Twin", ""), ("Somewhere", "")])
def test_a_place_that_is_a_district_gives_a_row_without_a_point_its_district(location: str, district: str) -> None:
    row = imported(district="", location=location)
    assert (row.district, row.lon) == (district, None)


@pytest.mark.parametrize("province", ["Balochistan", "Nowhere"])
def test_a_place_is_not_looked_up_in_a_province_that_the_row_contradicts(province: str) -> None:
    row = imported(district="", province=province, location="Bannu bazaar")
    assert (row.district, row.lon) == ("", None)


def test_a_place_of_the_province_gives_a_row_its_point_and_district() -> None:
    row = imported(district="", location="Bannu bazaar")
    assert (row.district, row.lon, row.place_precision) == ("Bannu", 70.6, "near")


def test_districts_and_provinces_get_their_present_names_and_are_stored_as_given() -> None:
    row = imported(district="FR Bannu", province="KP")
    assert (row.district, row.district_as_given) == ("Bannu", "FR Bannu")
    assert (row.province, row.province_as_given) == (KP, "KP")


def test_a_district_as_given_in_the_file_is_kept() -> None:
    row = imported(district_as_given="Bannu Town")
    assert (row.district, row.district_as_given) == ("Bannu", "Bannu Town")


def test_a_missing_district_is_determined_from_the_coordinates() -> None:
    result = checked({**GOOD, "lon": "70", "lat": "33", "district": "", "province": ""})
    row = result.incidents[0]
    assert (row.district, row.province, row.district_as_given) == ("Bannu", KP, "")
    assert row.place_precision == "near"
    assert "district: determined from the coordinates" in [repair.what for repair in result.repairs]


def test_a_point_with_the_precision_of_a_province_gives_no_district() -> None:
    assert imported(lon="70", lat="33", district="", place_precision="province").district == ""


PRECISIONS = [
    ({"place_precision": "exact"}, "district"),
    ({"place_precision": "exact", "lon": "70", "lat": "33"}, "exact"),
    ({"place_precision": "near", "district": "Nowhere"}, "province"),
    ({"place_precision": "district", "district": "Nowhere"}, "province"),
    ({"place_precision": "district", "district": "Nowhere", "province": ""}, "country"),
    ({"district": "", "place_precision": ""}, "province"),
    ({"district": "", "province": "", "place_precision": "country"}, "country"),
    ({"place_precision": "PROVINCE"}, "province"),
]


@pytest.mark.parametrize(("changes", "expected"), PRECISIONS)
def test_the_place_precision_is_lowered_to_what_the_row_supports(changes: dict[str, str], expected: str) -> None:
    assert imported(**changes).place_precision == expected


REPAIRS: dict[str, tuple[dict[str, str], str]] = {
    "precision lowered": ({"place_precision": "exact"}, "place_precision: lowered"),
    "district renamed": ({"district": "fr bannu"}, "district: replaced by the usual name"),
}


@pytest.mark.parametrize(("changes", "words"), REPAIRS.values(), ids=list(REPAIRS))
def test_a_changed_place_is_reported(changes: dict[str, str], words: str) -> None:
    assert_change_reported(changes, words)


def test_a_column_of_free_text_is_not_looked_up_as_districts() -> None:
    rows = [{**GOOD, "incident_id": f"a:{i}", "district": f"village {i}"} for i in range(6_000)]
    result = checked(*rows)
    assert [(p.row, p.column) for p in result.errors] == [(0, "district")]
    assert "6,000 different texts" in result.errors[0].message
