"""Each fault that a row or a header can have is found, named by row and column, and weighed rightly."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import pytest

from geo.errors import UnknownName
from geo.incidents import Incident
from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import DistrictName, KnownPoint
from geo.incidents.validation import check

TODAY = date(2026, 6, 20)
KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
BANNU, QUETTA = DistrictName("Bannu", KP, "Bannu"), DistrictName("Quetta", BALOCHISTAN, "Quetta")


class TwoDistricts:
    """Bannu is all that lies north of 32 degrees, Quetta what lies south of it, both between 66 and 72 east."""

    districts: ClassVar = {"bannu": BANNU, "fr bannu": BANNU, "quetta": QUETTA}
    provinces: ClassVar = {"kp": KP, "khyber pakhtunkhwa": KP, "balochistan": BALOCHISTAN}

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

    def point(self, location: str, district: DistrictName | None) -> KnownPoint | None:
        return KnownPoint(70.6, 33.0, BANNU) if location == "Bannu bazaar" and district in (None, BANNU) else None

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
    return check(table(*rows, header=header), TwoDistricts(), TODAY)


def one(**changes: str) -> Incident:
    result = checked({**GOOD, **changes})
    assert result.errors == []
    return result.incidents[0]


def test_a_good_row_has_no_problem() -> None:
    result = checked(GOOD)
    assert result.problems == []
    assert result.rejected == 0
    row = result.incidents[0]
    assert (row.incident_id, row.date_start, row.date_end) == ("own:1", date(2024, 11, 18), date(2024, 11, 18))
    assert (row.source, row.place_precision, row.date_precision) == ("own", "district", "day")
    assert (row.lon, row.killed_best) == (None, None)


ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "31 February": ({"date_start": "2024-02-31"}, "date_start", "calendar"),
    "29 February of a common year": ({"date_start": "2023-02-29"}, "date_start", "calendar"),
    "month 13": ({"date_start": "2024-13-01"}, "date_start", "calendar"),
    "year 0": ({"date_start": "0000-01-01"}, "date_start", "calendar"),
    "day first": ({"date_start": "18/11/2024"}, "date_start", "year-month-day"),
    "two-digit year": ({"date_start": "24-11-18"}, "date_start", "year-month-day"),
    "words": ({"date_start": "last Monday"}, "date_start", "not a date"),
    "other digits": ({"date_start": "٢٠٢٤-١١-١٨"}, "date_start", "calendar"),
    "Excel serial": ({"date_start": "45614"}, "date_start", "not a date"),
    "a time of day": ({"date_start": "2024-11-18T09:30:00"}, "date_start", "not a date"),
    "blank day": ({"date_start": ""}, "date_start", "missing"),
    "before Pakistan": ({"date_start": "1947-08-13"}, "date_start", "1947-08-14"),
    "tomorrow": ({"date_start": "2026-06-21"}, "date_start", "future"),
    "ends tomorrow": ({"date_end": "2026-06-21", "date_start": "2026-06-20"}, "date_end", "future"),
    "a month that ends in 900 years": (
        {"date_end": "2924-01-31", "date_precision": "month"}, "date_end", "2026-06-30 at the latest",
    ),
    "a week that ends next month": (
        {"date_start": "2026-06-19", "date_end": "2026-07-01", "date_precision": "week"}, "date_end", "future",
    ),
    "a week of ten days": ({"date_end": "2024-11-28", "date_precision": "week"}, "date_end", "than a week"),
    "a month of fifty days": ({"date_end": "2025-01-07", "date_precision": "month"}, "date_end", "than a month"),
    "a year of two": ({"date_end": "2026-01-01", "date_precision": "year"}, "date_end", "coarser date_precision"),
    "the last week of the calendar": ({"date_start": "9999-12-31", "date_precision": "week"}, "date_start", "future"),
    "ends before it starts": ({"date_end": "2024-11-17"}, "date_end", "before the first"),
    "end is no date": ({"date_end": "x"}, "date_end", "not a date"),
    "unknown date precision": ({"date_precision": "dya"}, "date_precision", "Did you mean 'day'"),
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
    "negative count": ({"killed_best": "-3"}, "killed_best", "negative"),
    "half a person": ({"injured": "2.5"}, "injured", "whole number"),
    "count in words": ({"killed_best": "dozens"}, "killed_best", "digits only"),
    "count NaN": ({"abducted": "nan"}, "abducted", "blank if it is unknown"),
    "count infinite": ({"abducted": "inf"}, "abducted", "blank if it is unknown"),
    "thousands separator": ({"injured": "1,200"}, "injured", "digits only"),
    "a range": ({"killed_best": "12-15"}, "killed_best", "digits only"),
    "too many people": ({"injured": "5000000"}, "injured", "1,000,000"),
    "low above best": ({"killed_low": "5", "killed_best": "4", "killed_high": "6"}, "killed_best", "rise"),
    "best above high": ({"killed_low": "1", "killed_best": "9", "killed_high": "6"}, "killed_best", "rise"),
    "low above high": ({"killed_low": "7", "killed_high": "6"}, "killed_best", "rise"),
    "unknown event type": ({"event_type": "Batles"}, "event_type", "Did you mean 'Battles'"),
    "strange event type": ({"event_type": "qqq"}, "event_type", "It is one of"),
    "blank event type": ({"event_type": ""}, "event_type", "missing"),
    "unknown sub type": ({"sub_event_type": "Armed clsh"}, "sub_event_type", "Did you mean 'Armed clash'"),
    "sub type of another type": ({"sub_event_type": "Grenade"}, "sub_event_type", "'Explosions/Remote violence'"),
    "claims are no JSON": ({"claims": "claimed by X"}, "claims", "Not a JSON list"),
    "claims are an object": ({"claims": '{"kind": "claimed"}'}, "claims", "Not a JSON list"),
    "claims nested deeply": ({"claims": "[" * 100_000}, "claims", "Not a JSON list"),
    "claim is a text": ({"claims": '["claimed"]'}, "claims", "Claim 1 is not an object"),
    "claim of a number": ({"claims": '[{"kind": "claimed", "by": 5}]'}, "claims", "Claim 1 is not an object"),
    "claim of an unknown kind": ({"claims": '[{"kind": "said"}]'}, "claims", "its kind is one of"),
    "claim with an unknown field": ({"claims": '[{"kind": "claimed", "bye": ""}]'}, "claims", "Did you mean 'by'"),
    "claim with a bad day": ({"claims": '[{"kind": "claimed", "date": "1.2.24"}]'}, "claims", "not a date"),
    "claim with half a character": ({"claims": r'[{"kind": "claimed", "by": "\ud800"}]'}, "claims", "character"),
    "runaway cell": ({"district": "x" * 1_000_000}, "district", "1,000,000 characters"),
    "brackets without end": ({"actor1": "(;" * 500_000}, "actor1", "Is a quote missing"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_an_error_keeps_the_row_out_and_says_where(changes: dict[str, str], column: str, words: str) -> None:
    result = checked(GOOD, {**GOOD, "incident_id": "own:2", **changes}, header=(*GOOD, *(changes.keys() - GOOD.keys())))
    assert [row.incident_id for row in result.incidents] == ["own:1"]
    assert result.rejected == 1
    found = [p for p in result.errors if p.column == column and words in p.message]
    assert found, result.problems
    assert (found[0].row, found[0].line, found[0].id) == (2, 3, "own:2")


WARNINGS: dict[str, tuple[dict[str, str], str, str]] = {
    "outside both": ({"lon": "75", "lat": "33", "district": "", "province": ""}, "lon", "outside both provinces"),
    "far from the district": ({"lon": "70", "lat": "30"}, "district", "222 km from Bannu"),
    "far, outside": ({"lon": "80", "lat": "30"}, "district", "outside both provinces, 222 km from Bannu"),
    "unknown district": ({"district": "Banu"}, "district", "Did you mean 'Bannu'"),
    "unknown province": ({"district": "", "province": "Punjab"}, "province", "kept as given"),
    "district of the other": ({"province": "Balochistan"}, "province", "Bannu is a district of Khyber Pakhtunkhwa"),
}


@pytest.mark.parametrize(("changes", "column", "words"), WARNINGS.values(), ids=list(WARNINGS))
def test_a_warning_lets_the_row_in(changes: dict[str, str], column: str, words: str) -> None:
    result = checked({**GOOD, **changes})
    assert [(p.column, p.severity) for p in result.problems] == [(column, "warning")]
    assert words in result.problems[0].message
    assert len(result.incidents) == 1


def test_a_point_a_little_beyond_its_district_is_no_doubt() -> None:
    assert checked({**GOOD, "lon": "70", "lat": "31.9"}).problems == []


def test_every_fault_of_every_row_is_reported_at_once() -> None:
    bad = {**GOOD, "date_start": "x", "event_type": "y", "lon": "nan", "lat": "99", "killed_best": "-1"}
    result = checked({**bad, "incident_id": "a:1"}, GOOD, {**bad, "incident_id": "a:2"})
    columns = ["date_start", "lon", "lat", "event_type", "killed_best"]
    assert [(p.row, p.column) for p in result.errors] == [(row, c) for row in (1, 3) for c in columns]
    assert (len(result.incidents), result.rejected, result.rows_read) == (1, 2, 3)


HEADERS: dict[str, tuple[list[str], str, str]] = {
    "no day": (["event_type", "district"], "date_start", "missing"),
    "no type": (["date_start", "district"], "event_type", "missing"),
    "no place": (["date_start", "event_type"], "district", "No place"),
    "longitude without latitude": (["date_start", "event_type", "lon"], "district", "No place"),
    "twice": (["date_start", "event_type", "district", "date_start"], "date_start", "occurs 2 times"),
    "twice, spelt otherwise": (["date_start", "event_type", "district", "Date Start"], "date_start", "occurs 2 times"),
    "nothing known": (["a", "b"], "date_start", "missing"),
}


@pytest.mark.parametrize(("header", "column", "words"), HEADERS.values(), ids=list(HEADERS))
def test_a_faulty_header_keeps_every_row_out(header: list[str], column: str, words: str) -> None:
    result = check(RawTable(tuple(header), [["2024-11-18"] * len(header)]), TwoDistricts(), TODAY)
    assert result.incidents == []
    assert result.rejected == 1
    assert [(p.row, p.line) for p in result.errors if p.column == column and words in p.message] == [(0, 1)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("latitude", "lat"), ("event_date", "date_start"), ("distrct", "district"), ("fatalities", "killed_best")],
)
def test_an_unknown_column_is_left_out_and_reported(name: str, meant: str) -> None:
    result = checked({**GOOD, name: "7"})
    assert [(p.column, p.severity) for p in result.problems] == [(name, "warning")]
    assert f"Did you mean {meant!r}" in result.problems[0].message
    assert len(result.incidents) == 1


def test_a_table_without_rows_says_so() -> None:
    result = check(RawTable(tuple(GOOD), []), TwoDistricts(), TODAY)
    assert [(p.row, p.severity) for p in result.problems] == [(0, "warning")]
    assert "no rows" in result.problems[0].message


@pytest.mark.parametrize(("cells", "how"), [(6, "more"), (4, "fewer"), (1, "fewer")])
def test_a_ragged_row_is_named_and_left_out(cells: int, how: str) -> None:
    good = list(GOOD.values())
    result = check(RawTable(tuple(GOOD), [good, (good * 2)[:cells]], [2, 9]), TwoDistricts(), TODAY)
    assert [(p.row, p.line) for p in result.problems] == [(2, 9)]
    assert f"{how} than the 5" in result.problems[0].message
    assert (len(result.incidents), result.rejected) == (1, 1)


def test_an_id_that_occurs_again_names_the_first() -> None:
    result = checked(GOOD, {**GOOD, "date_start": "2024-11-19"})
    assert [p.row for p in result.errors] == [2]
    assert "row 1 (line 2)" in result.errors[0].message
    assert [row.date_start.day for row in result.incidents] == [18]


def test_a_row_without_an_id_gets_the_same_one_each_time() -> None:
    row = {**GOOD, "incident_id": ""}
    first = checked(row).incidents[0].incident_id
    assert first.startswith("own:")
    assert first == checked(dict(reversed(row.items()))).incidents[0].incident_id
    assert first == checked({**row, "notes": "", "source": "own"}).incidents[0].incident_id
    assert first != checked({**row, "date_start": "2024-11-19"}).incidents[0].incident_id
    assert "made from the content" in checked(row).repairs[0].what


def test_a_duplicate_row_without_an_id_is_accepted_once() -> None:
    row = {**GOOD, "incident_id": ""}
    result = checked(row, row)
    assert (len(result.incidents), [p.row for p in result.errors]) == (1, [2])


def test_a_bare_id_gets_its_source() -> None:
    assert one(incident_id="17", source="partner").incident_id == "partner:17"


FIGURES = [
    (("", "", ""), (None, None, None)),
    (("", "7", ""), (7, 7, 7)),
    (("", "", "7"), (7, 7, 7)),
    (("3", "", ""), (3, 3, 3)),
    (("0", "", ""), (0, 0, 0)),
    (("3", "", "5"), (3, None, 5)),
    (("3", "4", "5"), (3, 4, 5)),
    (("3", "3.0", "5"), (3, 3, 5)),
]


@pytest.mark.parametrize(("given", "expected"), FIGURES)
def test_a_single_figure_sets_all_three_and_blank_stays_unknown(given: Any, expected: Any) -> None:
    row = one(killed_low=given[0], killed_best=given[1], killed_high=given[2])
    assert (row.killed_low, row.killed_best, row.killed_high) == expected


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("day", 18, 18), ("week", 18, 24), ("month", 1, 30)],
)
def test_an_imprecise_day_becomes_an_interval(precision: str, first: int, last: int) -> None:
    row = one(date_precision=precision)
    assert (row.date_start, row.date_end) == (date(2024, 11, first), date(2024, 11, last))


@pytest.mark.parametrize("text", ["2024-11-18T00:00:00", "2024-11-18 00:00", "2024-11-18T00:00:00.000Z"])
def test_midnight_is_the_day(text: str) -> None:
    assert one(date_start=text).date_start == date(2024, 11, 18)


def test_a_stated_interval_is_kept() -> None:
    row = one(date_precision="month", date_end="2024-11-20")
    assert (row.date_start.day, row.date_end.day) == (18, 20)


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", "2025-03-01"), ("week", "2024-11-25"), ("month", "2024-12-18"), ("year", "2025-11-18")],
)
def test_an_end_within_the_reach_of_its_precision_is_accepted(precision: str, last: str) -> None:
    assert one(date_end=last, date_precision=precision).date_end == date.fromisoformat(last)


def test_the_present_month_may_end_in_the_future() -> None:
    assert one(date_start="2026-06-10", date_precision="month").date_end == date(2026, 6, 30)


def test_names_are_replaced_by_those_of_today_and_stored_as_given() -> None:
    row = one(district="FR Bannu", province="KP", actor1="TTP", actor2="Levies (a post); BLA")
    assert (row.district, row.district_as_given) == ("Bannu", "FR Bannu")
    assert (row.province, row.province_as_given) == (KP, "KP")
    assert (row.actor1, row.actor1_as_given) == ("Tehrik-i-Taliban Pakistan", "TTP")
    assert row.actor2_as_given == "Levies (a post); BLA"
    assert row.actors_associated == "Baloch Liberation Army"


def test_what_the_file_keeps_beside_a_name_is_left_alone() -> None:
    row = one(district_as_given="Bannu Town", actor1="Foo (bar)", actor1_as_given="Foo of bar")
    assert (row.district, row.district_as_given) == ("Bannu", "Bannu Town")
    assert (row.actor1, row.actor1_as_given) == ("Foo (bar)", "Foo of bar")


def test_a_district_is_found_from_the_coordinates() -> None:
    result = checked({**GOOD, "lon": "70", "lat": "33", "district": "", "province": ""})
    row = result.incidents[0]
    assert (row.district, row.province, row.district_as_given) == ("Bannu", KP, "")
    assert row.place_precision == "near"
    assert "district: determined from the coordinates" in [repair.what for repair in result.repairs]


def test_a_point_that_stands_for_a_province_names_no_district() -> None:
    assert one(lon="70", lat="33", district="", place_precision="province").district == ""


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
def test_no_place_is_more_precise_than_the_row_can_tell(changes: dict[str, str], expected: str) -> None:
    assert one(**changes).place_precision == expected


REPAIRS: dict[str, tuple[dict[str, str], str]] = {
    "white space": ({"notes": "  a note\n"}, "white space"),
    "null characters": ({"notes": "a\0note"}, "null characters"),
    "spelling of a type": ({"event_type": "BATTLES"}, "event_type: spelt as usual"),
    "type from the sub type": ({"event_type": "", "sub_event_type": "Grenade"}, "filled from the sub-event type"),
    "precision lowered": ({"place_precision": "exact"}, "place_precision: lowered"),
    "district renamed": ({"district": "fr bannu"}, "district: replaced by the usual name"),
}


@pytest.mark.parametrize(("changes", "words"), REPAIRS.values(), ids=list(REPAIRS))
def test_changes_made_on_import_are_reported(changes: dict[str, str], words: str) -> None:
    result = checked({**GOOD, "place_precision": "district", **changes})
    assert result.problems == []
    assert [(words in repair.what, repair.rows) for repair in result.repairs] == [(True, 1)]


def test_claims_are_read() -> None:
    text = json.dumps([{"kind": "claimed", "by": "X", "date": "2024-11-19"}, {"kind": "denied", "by": "Y"}])
    claims = checked({**GOOD, "claims": text}).claims
    assert [(c.incident_id, c.kind, c.by, c.date) for c in claims] == [
        ("own:1", "claimed", "X", date(2024, 11, 19)),
        ("own:1", "denied", "Y", None),
    ]


def test_claims_of_rejected_rows_are_left_out_too() -> None:
    assert checked({**GOOD, "claims": '[{"kind": "claimed"}]', "date_start": ""}).claims == []


def test_a_column_of_free_text_is_not_looked_up_as_districts() -> None:
    rows = [{**GOOD, "incident_id": f"a:{i}", "district": f"village {i}"} for i in range(6_000)]
    result = checked(*rows)
    assert [(p.row, p.column) for p in result.errors] == [(0, "district")]
    assert "6,000 different texts" in result.errors[0].message


def test_many_faults_do_not_take_long() -> None:
    rows = [{**GOOD, "incident_id": "a:1", "event_type": f"type {i}", "date_start": str(i)} for i in range(20_000)]
    begun = time.process_time()
    assert checked(*rows).rejected == 20_000
    assert time.process_time() - begun < 20
