"""How the rows of a table are read in each matter: the same as in an import, for every row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.sources.column_mapping.reading import MATTERS, MOST_ROWS, MOST_TEXTS, SAMPLES, Reading, Sample, joined_readings
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.importing import preview
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

HEADER = "Day,District,Killed,Type\n"
MAPPING = ColumnMapping(
    "partner",
    {"date_start": "Day", "district": "District", "killed_best": "Killed", "event_type": "Type"},
    date_order="dmy",
)

days = st.sampled_from(("18/11/2024", "2024-11-02", "31/11/2024", "soon", ""))
districts = st.sampled_from(("Bannu", "Swat", "Flummeryabad", ""))
figures = st.sampled_from(("0", "3", "12-15", "", "1,5,2"))
types = st.sampled_from(("clash", "IED", "flummery", "Attack"))


def opened(path: Path, rows: list[tuple[str, ...]]) -> IncidentFile:
    quoted = ("".join(f'"{cell}",' for cell in row)[:-1] for row in rows)
    path.write_text(HEADER + "".join(f"{row}\n" for row in quoted), encoding="utf-8")
    return IncidentFile(path, ReadOptions(column_mapping=MAPPING))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(days, districts, figures, types), min_size=1, max_size=12))
def test_every_row_is_counted_once(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    file = opened(tmp_path / "a.csv", rows)
    for matter in MATTERS:
        reading = file.reading(MAPPING, matter)
        assert reading.rows == len(rows)
        assert reading.read + reading.blank + reading.outside + reading.unread == len(rows)
        assert 0 <= reading.doubtful <= reading.read
        assert sum(reading.faults.values()) <= reading.unread
        assert len(reading.samples) <= SAMPLES
        assert reading.unread == 0 or any(not sample.becomes or matter == "killed" for sample in reading.samples)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(days, min_size=1, max_size=12))
def test_days_are_read_as_in_the_import(tmp_path: Path, column: list[str]) -> None:
    rows = [(day, "Bannu", str(number), "clash") for number, day in enumerate(column)]
    file = opened(tmp_path / "a.csv", rows)
    assert file.reading(MAPPING, "day").read == preview(file).accepted


def test_a_sample_shows_what_a_text_becomes(tmp_path: Path) -> None:
    rows = [("18/11/2024", "Bannu", "12-15", "IED"), ("soon", "Swat", "3", "flummery"), ("", "Swat", "", "clash")]
    file = opened(tmp_path / "a.csv", rows)
    assert file.reading(MAPPING, "day").samples == (Sample("18/11/2024", "18 Nov 2024"), Sample("soon", ""))
    assert file.reading(MAPPING, "killed").samples[0] == Sample("12-15", "12 (reports from 12 to 15)")
    assert Sample("Swat", "Swat (the district)") in file.reading(MAPPING, "place").samples
    assert Sample("IED", "Remote explosive/landmine/IED (Explosions/Remote violence)") in (
        file.reading(MAPPING, "type").samples
    )
    assert file.reading(MAPPING, "day").blank == 1


def test_a_matter_without_a_column_has_no_rows(tmp_path: Path) -> None:
    file = opened(tmp_path / "a.csv", [("18/11/2024", "Bannu", "1", "IED")])
    assert file.reading(ColumnMapping("partner", {"date_start": "Day"}), "killed") == Reading()


def test_one_matter_does_not_depend_on_the_others(tmp_path: Path) -> None:
    file = opened(tmp_path / "a.csv", [("never", "Nowhere", "none at all", "IED")])
    assert file.reading(MAPPING, "type").read == 1


def test_of_a_long_table_the_first_rows_are_read(tmp_path: Path) -> None:
    file = opened(tmp_path / "a.csv", [("18/11/2024", "Bannu", "1", "IED")] * (MOST_ROWS + 5))
    assert file.reading(MAPPING, "day").rows == MOST_ROWS


def test_the_reading_ends_where_there_are_very_many_different_texts(tmp_path: Path) -> None:
    most = MOST_TEXTS["type"]
    rows = [("18/11/2024", "Bannu", "1", f"flummery {number}") for number in range(most + 50)]
    file = opened(tmp_path / "a.csv", rows)
    assert file.reading(MAPPING, "type").rows == most
    assert file.reading(MAPPING, "day").rows == most + 50


def test_readings_in_several_ways_name_all_meanings() -> None:
    first = Reading(rows=2, read=2, samples=(Sample("03/04/2024", "3 Apr 2024"), Sample("13/04/2024", "13 Apr 2024")))
    second = Reading(rows=2, read=1, samples=(Sample("03/04/2024", "4 Mar 2024"), Sample("13/04/2024", "")))
    assert joined_readings([first, second]).samples == (
        Sample("03/04/2024", "3 Apr 2024 or 4 Mar 2024"),
        Sample("13/04/2024", "13 Apr 2024"),
    )
    assert joined_readings([]) == Reading()


@pytest.mark.parametrize("row", [("18/11/2024", "Bannu", "1"), ("18/11/2024", "Bannu", "1", "IED", "more")])
def test_a_ragged_row_is_not_looked_at(tmp_path: Path, row: tuple[str, ...]) -> None:
    file = opened(tmp_path / "a.csv", [("18/11/2024", "Bannu", "1", "IED"), row])
    assert file.reading(MAPPING, "day").rows == 1
