"""Exports of ACLED, UCDP and GTD are translated to incidents."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo import assets
from geo.errors import FileRefused
from geo.incidents import Incident
from geo.incidents.findings import Checked
from geo.sources.layouts.ucdp import COLUMNS
from geo.taxonomy import EVENT_TYPES, event_type_of
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
SHARED = Path(__file__).resolve().parents[5] / "shared" / "data" / "test"
UCDP_FILE = SHARED / "ucdp_ged_pakistan_1989_2021_hxl.csv"

ACLED: dict[str, str] = {
    "event_id_cnty": "PAK1", "event_date": "18 November 2024", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "TTP: Tehreek-i-Taliban Pakistan", "assoc_actor_1": "",
    "actor2": "Police Forces of Pakistan (2022-)", "inter1": "2", "country": "Pakistan",
    "admin1": "Khyber Pakhtunkhwa", "admin2": "Bannu", "location": "Bannu", "latitude": "32.9889",
    "longitude": "70.6056", "geo_precision": "1", "source": "Dawn (Pakistan); The News", "notes": "A note.",
    "fatalities": "3", "tags": "", "timestamp": "1732000000", "population_best": "1200",
}  # fmt: skip
UCDP: dict[str, str] = dict.fromkeys(COLUMNS, "") | {
    "id": "7", "code_status": "Clear", "type_of_violence": "1", "side_a": "Government of Pakistan", "side_b": "TTP",
    "where_prec": "1", "adm_1": "Khyber Pakhtunkhwa province", "adm_2": "Bannu district", "latitude": "32.9889",
    "longitude": "70.6056", "country": "Pakistan", "date_prec": "1", "date_start": "2019-03-05 00:00:00.000",
    "date_end": "2019-03-05 00:00:00.000", "deaths_a": "1", "deaths_b": "2", "best": "4", "high": "6", "low": "3",
    "source_office": "Reuters", "source_headline": "Clash",
}  # fmt: skip
GTD: dict[str, str] = {
    "eventid": "201503050001", "iyear": "2015", "imonth": "3", "iday": "5", "country_txt": "Pakistan",
    "provstate": "Balochistan", "city": "Quetta", "latitude": "30.19", "longitude": "67.0", "specificity": "1",
    "vicinity": "0", "attacktype1": "3", "suicide": "0", "targtype1": "14", "gname": "Unknown", "nkill": "2",
    "nwound": "5", "summary": "A bomb.",
}  # fmt: skip


def checked_file(folder: Path, *rows: dict[str, str], header: bool = True) -> Checked:
    path = folder / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        if header:
            writer.writeheader()
        writer.writerows(rows)
    return read_file(path, today=TODAY)


def imported(folder: Path, row: dict[str, str]) -> Incident:
    checked = checked_file(folder, row)
    assert checked.errors == []
    (incident,) = checked.incidents
    return incident


CELLS: list[tuple[dict[str, str], dict[str, str], str, Any]] = [
    (ACLED, {}, "incident_id", "acled:PAK1"),
    (ACLED, {}, "date_start", date(2024, 11, 18)),
    (ACLED, {"event_date": "2024-11-18"}, "date_start", date(2024, 11, 18)),
    (ACLED, {"event_date": "25-03-2024"}, "date_start", date(2024, 3, 25)),
    (ACLED, {"event_date": "03/25/2024"}, "date_start", date(2024, 3, 25)),
    (ACLED, {"event_date": "45614"}, "date_start", date(2024, 11, 18)),
    (ACLED, {"latitude": "32,9889", "longitude": "70,6056"}, "lat", 32.9889),
    (ACLED, {"time_precision": "3.0", "event_date": "15 March 2024"}, "date_precision", "month"),
    (ACLED, {"fatalities": "3,0"}, "killed_best", 3),
    (ACLED, {"fatalities": "1.000"}, "killed_best", None),
    (ACLED, {"event_id_cnty": " PAK1 "}, "incident_id", "acled:PAK1"),
    (ACLED, {"event_type": ""}, "event_type", "Battles"),
    (ACLED, {"time_precision": "3", "event_date": "15 March 2024"}, "date_end", date(2024, 3, 31)),
    (ACLED, {"time_precision": "2"}, "date_precision", "week"),
    (ACLED, {}, "place_precision", "exact"),
    (ACLED, {"geo_precision": "3"}, "place_precision", "province"),
    (ACLED, {"geo_precision": "3"}, "district", ""),
    (ACLED, {"geo_precision": "3"}, "district_as_given", "Bannu"),
    (ACLED, {}, "killed_low", 3),
    (ACLED, {"fatalities": ""}, "killed_best", None),
    (ACLED, {"fatalities": "0"}, "killed_best", 0),
    (ACLED, {}, "actor1", "Tehrik-i-Taliban Pakistan"),
    (ACLED, {}, "actor1_as_given", "TTP: Tehreek-i-Taliban Pakistan"),
    (ACLED, {}, "revised_at", "2024-11-19T07:06:40Z"),
    (ACLED, {}, "extra", '{"inter1": "2", "population_best": "1200"}'),
    (ACLED, {"event_type": "Remote violence", "sub_event_type": ""}, "event_type", "Explosions/Remote violence"),
    (UCDP, {}, "incident_id", "ucdp-ged:7"),
    (UCDP, {}, "source", "ucdp-ged"),
    (UCDP, {"code_status": "Check dyad"}, "source", "ucdp-candidate"),
    (UCDP, {}, "district", "Bannu"),
    (UCDP, {}, "killed_high", 6),
    (UCDP, {}, "killed_militants", 2),
    (UCDP, {"type_of_violence": "3"}, "killed_militants", None),
    (UCDP, {"type_of_violence": "3"}, "event_type", "Violence against civilians"),
    (UCDP, {"where_prec": "4"}, "place_precision", "province"),
    (UCDP, {"date_prec": "2", "date_end": "2019-03-09"}, "date_end", date(2019, 3, 9)),
    (UCDP, {"date_prec": "4", "date_end": "2019-03-31"}, "date_precision", "month"),
    (GTD, {"eventid": "201503050001.0"}, "incident_id", "gtd:201503050001"),
    (GTD, {"eventid": "2.01503050001E+11"}, "incident_id", "gtd:201503050001"),
    (GTD, {"imonth": "", "iday": ""}, "date_precision", "year"),
    (GTD, {"attacktype1": "", "attacktype1_txt": "Bombing/Explosion"}, "event_type", "Explosions/Remote violence"),
    (GTD, {}, "incident_id", "gtd:201503050001"),
    (GTD, {"iday": "0"}, "date_end", date(2015, 3, 31)),
    (GTD, {"imonth": "0", "iday": "0"}, "date_precision", "year"),
    (GTD, {"suicide": "1"}, "sub_event_type", "Suicide bomb"),
    (GTD, {"attacktype1": "2", "targtype1": "4"}, "event_type", "Battles"),
    (GTD, {"vicinity": "1"}, "place_precision", "near"),
    (GTD, {"nkill": ""}, "killed_best", None),
    (GTD, {}, "actor1", ""),
]


@pytest.mark.parametrize(("base", "changes", "column", "value"), CELLS)
def test_a_cell_is_translated_to_its_value(
    tmp_path: Path, base: dict[str, str], changes: dict[str, str], column: str, value: Any
) -> None:
    assert getattr(imported(tmp_path, base | changes), column) == value


@pytest.mark.parametrize("row", [ACLED, UCDP, GTD], ids=["acled", "ucdp", "gtd"])
def test_rows_outside_the_provinces_are_left_out_and_counted(tmp_path: Path, row: dict[str, str]) -> None:
    province = next(name for name in ("admin1", "adm_1", "provstate") if name in row)
    key = next(iter(row))
    checked = checked_file(tmp_path, row, row | {key: "201503050002", province: "Punjab"})
    assert (len(checked.incidents), checked.left_out) == (1, {"outside the two provinces: Punjab": 1})
    assert checked.rows_read == 2


def test_an_event_with_a_row_per_actor_counts_once(tmp_path: Path) -> None:
    pair = ACLED | {"actor1": "Civilians (Pakistan)", "actor2": ""}
    checked = checked_file(tmp_path, ACLED | {"actor2": ""}, pair)
    (incident,) = checked.incidents
    assert (incident.actor1, bool(incident.actor2)) == ("Tehrik-i-Taliban Pakistan", True)
    assert checked.rows_read == 2


def test_a_third_actor_of_an_event_is_kept(tmp_path: Path) -> None:
    rows = [ACLED | {"actor1": name, "actor2": ""} for name in ("A group", "B group", "C group")]
    (incident,) = checked_file(tmp_path, *rows).incidents
    assert (incident.actor1, incident.actor2, incident.actors_associated) == ("A group", "B group", "C group")


def test_contested_responsibility_becomes_claims(tmp_path: Path) -> None:
    named = {"gname": "Baloch Liberation Army (BLA)", "claimed": "1", "gname2": "Unknown group X", "compclaim": "1"}
    checked = checked_file(tmp_path, GTD | named)
    assert [(claim.kind, claim.remark) for claim in checked.claims] == [
        ("claimed", "competing claims"), ("attributed", "competing claims"),
    ]  # fmt: skip


def test_a_release_without_a_header_is_read(tmp_path: Path) -> None:
    checked = checked_file(tmp_path, UCDP, UCDP | {"id": "8"}, header=False)
    assert [incident.incident_id for incident in checked.incidents] == ["ucdp-ged:7", "ucdp-ged:8"]


def test_a_problem_has_the_column_name_and_value_of_the_file(tmp_path: Path) -> None:
    (problem,) = checked_file(tmp_path, ACLED | {"event_date": "31 February 2024"}).errors
    assert (problem.row, problem.line, problem.column, problem.value) == (1, 2, "event_date", "31 February 2024")


AGGREGATES = {
    "hapi": "location_code,event_type,events,fatalities,reference_period_start",
    "monthly": "Country,Admin1,Admin2,Month,Year,Events,Fatalities",
}


@pytest.mark.parametrize("header", AGGREGATES.values(), ids=list(AGGREGATES))
def test_aggregated_counts_are_rejected_with_the_reason(tmp_path: Path, header: str) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(f"{header}\n{',' * header.count(',')}\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="not incidents"):
        read_file(path)


@pytest.mark.parametrize("name", ["acled", "ucdp", "gtd"])
def test_each_crosswalk_gives_a_type_with_a_reason(name: str) -> None:
    for row in assets.read_table("crosswalks", f"{name}.csv"):
        assert row["event_type"] in EVENT_TYPES
        assert not row["sub_event_type"] or event_type_of(row["sub_event_type"]) == row["event_type"]
        assert row["reason"]


@pytest.mark.skipif(not UCDP_FILE.is_file(), reason="UCDP's events of Pakistan are not beside this folder")
def test_all_events_of_a_ucdp_file_are_imported() -> None:
    checked = read_file(UCDP_FILE, today=TODAY)
    assert checked.errors == []
    assert checked.rows_read == 6416
    assert len(checked.incidents) >= 4741 + 692
    provinces = [incident.province for incident in checked.incidents]
    assert (provinces.count("Khyber Pakhtunkhwa"), provinces.count("Balochistan")) == (4741, 692)
    assert next(repair.rows for repair in checked.repairs if "out of order" in repair.what) == 199
