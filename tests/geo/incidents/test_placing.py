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

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "longitude too large": ({"lon": "181", "lat": "33"}, "lon", "between -180 and 180"),
    "latitude too small": ({"lon": "70", "lat": "-90.5"}, "lat", "between -90 and 90"),
    "metres": ({"lon": "7853021.4", "lat": "33"}, "lon", "Metres?"),
    "NaN": ({"lon": "NaN", "lat": "33"}, "lon", "Not a coordinate"),
    "infinity": ({"lon": "70", "lat": "-inf"}, "lat", "Not a coordinate"),
    "overflow": ({"lon": "1e999", "lat": "33"}, "lon", "Not a coordinate"),
    "decimal comma": ({"lon": "70,5", "lat": "33"}, "lon", "decimal mark"),
    "degrees and minutes": ({"lon": "70°30'", "lat": "33"}, "lon", "Not a number"),
    "underscores": ({"lon": "7_0", "lat": "33"}, "lon", "Not a number"),
    "longitude alone": ({"lon": "70.5"}, "lat", "lat is missing"),
    "latitude alone": ({"lat": "33", "lon": ""}, "lon", "lon is missing"),
    "swapped": ({"lon": "32.99", "lat": "70.6"}, "lon", "swapped"),
    "null island": ({"lon": "0", "lat": "0.0"}, "lon", "0/0"),
    "no place": ({"district": "", "province": ""}, "district", "names no place"),
    "unknown place precision": ({"place_precision": "distict"}, "place_precision", "Did you mean 'district'"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_wrong_place_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


WARNINGS: dict[str, tuple[dict[str, str], str, str]] = {
    "outside both": ({"lon": "75", "lat": "33", "district": "", "province": ""}, "lon", "outside both provinces"),
    "far from the district": ({"lon": "70", "lat": "30"}, "district", "222 km from Bannu"),
    "far, outside": ({"lon": "80", "lat": "30"}, "district", "outside both provinces, 222 km from Bannu"),
    "unknown district": ({"district": "Banu"}, "district", "Did you mean 'Bannu'"),
    "unknown province": ({"district": "", "province": "Punjab"}, "province", "kept as given"),
    "district of the other": ({"province": "Balochistan"}, "province", "Bannu is a district of Khyber Pakhtunkhwa"),
}


@pytest.mark.parametrize(("changes", "column", "words"), WARNINGS.values(), ids=list(WARNINGS))
def test_a_row_with_a_doubtful_place_is_imported_with_a_warning(
    changes: dict[str, str], column: str, words: str
) -> None:
    assert_row_imported_with_warning(changes, column, words)


def test_a_point_slightly_outside_its_district_has_no_problem() -> None:
    assert checked({**GOOD, "lon": "70", "lat": "31.9"}).problems == []


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
