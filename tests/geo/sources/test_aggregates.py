"""Tables whose rows stand for several incidents: refused with the column that tells, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.aggregates import count_columns, count_refusal
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

TODAY = date(2026, 6, 20)


def why(name: str, *cells: str, parts: int = 1) -> str:
    """The refusal of a table with one more column, cut into parts."""
    records = [("2024-11-18", "Bannu", "IED", cell) for cell in cells]
    size = -(-len(records) // parts)
    tables = [
        RawTable(("Date", "District", "Type", name), records[at : at + size]) for at in range(0, len(records), size)
    ]
    return count_refusal(tables[0].header, lambda: iter(tables))


@pytest.mark.parametrize(
    "name",
    ["No. of incidents", "EVENTS", "Number of events", "Incidents", "Count", "# attacks", "Total incidents",
     "event_count", "IncidentCount", "n_events", "Number of security incidents", "No. of terrorist attacks",
     "No of incident", "Sum of EVENTS", "Count of Event ID", "Total number of incidents reported", "Incidents (no.)",
     "Events in month",
     "waqiat ki tadad", "واقعات کی تعداد", "Security Incidents", "Frequency",
     "# of Events (weekly)", "no_of_inci", "EVENT_COUN", "total_even", "Nos"],
)  # fmt: skip
@pytest.mark.parametrize("cells", [("12", "3", "7"), ("1", "-", "4.0", ""), ("۱۲", "۳")])
def test_a_column_that_counts_events_refuses_the_table(name: str, cells: Sequence[str]) -> None:
    assert f"its column {name!r} holds how many" in why(name, *cells)


@pytest.mark.parametrize(
    "name",
    ["Incident no", "Incident #", "Incident Number", "Event ID", "S.No", "No.", "No. of casualties",
     "Number of injured", "Number of people killed in attacks", "Total killed", "Case No", "Attack type",
     "incident_c", "incident_n", "number_of_", "Number of sources", "Killed",
     "No. of militants", "Event", "Number of attackers"],
)  # fmt: skip
def test_a_column_of_ids_or_people_is_none(name: str) -> None:
    assert why(name, "12", "3", "7") == ""


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("No. of incidents", ("1", "1", "1")),
        ("Events", ("A march", "A blast", "2")),
        ("Incidents", ("1", "2", "3")),
        ("Count", ("7", "8", "9")),
        ("Cases", ("1023", "1044", "1051")),
        ("Attacks", ("1", "0", "1")),
        ("Incidents", ("", "")),
    ],
)
def test_a_column_whose_content_counts_no_events_is_none(name: str, cells: Sequence[str]) -> None:
    assert why(name, *cells) == ""


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("No. of incidents", ("12", "1.5", "3")),
        ("Number of attacks", ("many", "several", "4", "-1", "not known")),
        ("#event+num", ("x", "2")),
        ("Incidents", ("12", "many", "3", "-")),
    ],
)
def test_cells_that_are_no_numbers_do_not_hide_a_column_of_counts(name: str, cells: Sequence[str]) -> None:
    assert f"its column {name!r} holds how many" in why(name, *cells)


def test_a_count_above_one_at_the_end_of_a_long_file_is_found() -> None:
    cells = ["1"] * 40 + ["2"]
    assert why("EVENTS", *cells, parts=5)
    assert why("EVENTS", *cells[:-1], parts=5) == ""


def test_a_column_of_counts_for_each_type_refuses_a_table_without_a_column_of_types(tmp_path: Path) -> None:
    header = ("Month", "District", "IED", "Ambush", "Killed")
    table = RawTable(header, [("2024-11", "Bannu", "4", "2", "9"), ("2024-11", "Tank", "0", "1", "0")])
    assert "'IED' and 'Ambush' hold how many" in count_refusal(header, lambda: iter([table]))
    flags = RawTable(header, [("2024-11", "Bannu", "1", "0", "9"), ("2024-11", "Tank", "0", "1", "0")])
    assert count_refusal(header, lambda: iter([flags])) == ""
    typed = ("Month", "Type", "Rockets", "Mortars", "Killed")
    fired = RawTable(typed, [("2024-11", "Rocket attack", "4", "2", "9"), ("2024-11", "Mortar", "0", "3", "0")])
    assert count_refusal(typed, lambda: iter([fired])) == ""


def test_a_file_of_counts_is_refused_unless_the_user_says_what_its_columns_are(tmp_path: Path) -> None:
    path = tmp_path / "field office.csv"
    path.write_text("Date,District,Type,Incidents\n2024-11-18,Bannu,IED,3\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="'Incidents'"):
        IncidentFile(path, today=TODAY)
    mapping = ColumnMapping("office", {"date_start": "Date", "district": "District", "event_type": "Type"})
    file = IncidentFile(path, ReadOptions(column_mapping=mapping), today=TODAY)
    assert len(next(file.parts()).incidents) == 1


@pytest.mark.parametrize(
    "names",
    [("Jan-24", "Feb-24", "Mar-24"), ("January", "February", "March"), ("2021", "2022", "2023"), ("Jan 2024",) * 3],
)
def test_a_column_of_counts_for_each_month_or_year_is_refused(names: tuple[str, ...]) -> None:
    rows = [("Bannu", "5", "3", "2"), ("Tank", "1", "0", "3")]
    header = ("District", *names)
    assert "how many (5, 1)" in count_refusal(header, lambda: [RawTable(header, rows)])
    words = [("Bannu", "yes", "no", "yes")] * 2
    assert count_refusal(header, lambda: [RawTable(header, words)]) == ""
    assert count_refusal(header[:3], lambda: [RawTable(header[:3], [row[:3] for row in rows])]) == ""


@pytest.mark.parametrize(
    ("header", "rows", "expected", "by"),
    [
        (("Month", "District", "Incidents", "Killed"), [("2024-11", "Bannu", "1", "0")], (2,), ""),
        (("Month", "District", "No. of incidents", "Attacks"), [("2024-11", "Bannu", "1", "1")], (2,), ""),
        (("Month", "#event +num"), [("#date", "#event +num"), ("2024-11", "1")], (1,), ""),
        (("Month", "IED", "Ambush", "Protest"), [("2024-11", "4", "0", "1"), ("2024-12", "4", "2", "0")], (1, 2, 3),
         "type"),
        (("District", "Jan-24", "Feb-24", "Mar-24"), [("Bannu", "4", "2", "0"), ("Tank", "1", "3", "")], (1, 2, 3),
         "time"),
        (("District", "No. of incidents"), [("Bannu", "1.000"), ("Tank", "soon")], (1,), ""),
        (("District", "No. of incidents"), [], (1,), ""),
        (("District", "Incidents"), [("Bannu", ""), ("Tank", "many")], (), ""),
        (("Count", "District"), [("1", "Bannu"), ("2", "Tank"), ("3", "Kech")], (), ""),
        (("Cases", "District"), [("1023", "Bannu"), ("1044", "Tank")], (), ""),
        (("Date", "District", "Killed"), [("2024-11-18", "Bannu", "3")], (), ""),
    ],
)  # fmt: skip
def test_for_a_user_who_says_so_columns_count_events_whatever_their_numbers(
    header: tuple[str, ...], rows: list[tuple[str, ...]], expected: tuple[int, ...], by: str
) -> None:
    found = count_columns(header, lambda: [RawTable(header, rows)])
    assert (found.at, found.by) == (expected, by)


@pytest.mark.parametrize("name", ["#event+num", "#event +num +security", "#indicator+events+num", "#incident+count"])
def test_a_tag_of_hxl_may_state_a_number_of_events(name: str) -> None:
    assert "counts incidents" in why(name, "12", "3")


@pytest.mark.parametrize("name", ["#affected+killed", "#event+type", "#date+month", "#population+num"])
def test_other_tags_state_none(name: str) -> None:
    assert why(name, "12", "3") == ""
