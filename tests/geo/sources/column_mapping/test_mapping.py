"""Tables with an unknown layout: recognised columns, open questions, stored column mappings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import store
from geo.errors import FileRefused
from geo.incidents import Incident
from geo.sources.column_mapping.record import ColumnMapping, layout_key, parse_column_mapping, read_column_mapping
from geo.sources.importing import import_files, known_places, with_saved_mappings
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
HEADER = "S.No;Date;Type;District;Province;Village;Lat;Long;Group;Target;Killed;Injured;Source;Remarks\n"
ROWS = (
    "1;18/11/2024;IED blast;Bannu;KP;Mali Khel;;;TTP;Soldiers;12;unknown;Dawn;at a check post\n"
    "2;20/11/2024;Target killing;Kurram;KP;Parachinar;33,8992;70,1008;unknown;;at least 8;dozens;Dawn;\n"
    "3;05/12/2024;Kidnapping;D.I. Khan;KP;;31°49'12\"N;70°54'E;;;;;;\n"
    "4;Nov 2024;Firing;Kech;Balochistan;;;;;;2-3;several;;\n"
    "5;09/12/2024;protest;Lahore;Punjab;;;;;;0;;;\n"
)


def table(folder: Path, rows: str = ROWS, header: str = HEADER, name: str = "Partner incidents 2024-12.csv") -> Path:
    path = folder / name
    path.write_text(header + rows, encoding="utf-8")
    return path


def incidents(path: Path, choices: ReadOptions | None = None) -> list[Incident]:
    return list(read_file(path, choices, today=TODAY).incidents)


def test_columns_are_recognised_by_name_and_content(tmp_path: Path) -> None:
    file = IncidentFile(table(tmp_path), today=TODAY)
    assert file.column_mapping is not None
    assert file.column_mapping.source == "partner-incidents"
    assert file.column_mapping.columns == {
        "date_start": "Date", "event_type": "Type", "district": "District", "province": "Province",
        "location": "Village", "lat": "Lat", "lon": "Long", "actor1": "Group", "actor2": "Target",
        "killed_best": "Killed", "injured": "Injured", "sources": "Source", "notes": "Remarks",
    }  # fmt: skip
    assert file.guess is not None
    assert file.guess.is_complete
    assert file.guess.unknown_actors == {"unknown": 1, "Soldiers": 1}


def test_mapped_rows_become_incidents_and_unmapped_cells_are_kept_in_notes(tmp_path: Path) -> None:
    checked = read_file(table(tmp_path), today=TODAY)
    assert [p.message for p in checked.problems if p.severity == "error"] == []
    assert checked.left_out == {"outside the two provinces: Punjab": 1}
    blast, killing, kidnapping, firing = checked.incidents
    assert (blast.event_type, blast.sub_event_type) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert (blast.actor1, blast.actor1_as_given) == ("Tehrik-i-Taliban Pakistan", "TTP")
    assert json.loads(blast.extra) == {"type": "IED blast"}
    assert (blast.date_start, blast.injured, blast.killed_best) == (date(2024, 11, 18), None, 12)
    assert (killing.lon, killing.lat, killing.place_precision) == (70.1008, 33.8992, "near")
    assert (killing.killed_low, killing.killed_best, killing.killed_high, killing.injured) == (8, 8, None, 12)
    assert json.loads(killing.extra) == {"type": "Target killing", "killed": "at least 8", "injured": "dozens"}
    assert (kidnapping.lon, kidnapping.lat) == (70.9, 31.82)
    assert (kidnapping.district, kidnapping.district_as_given) == ("Dera Ismail Khan", "D.I. Khan")
    assert kidnapping.killed_best is None
    assert (firing.date_start, firing.date_end, firing.date_precision) == (
        date(2024, 11, 1),
        date(2024, 11, 30),
        "month",
    )
    assert (firing.killed_low, firing.killed_best, firing.killed_high, firing.injured) == (2, 2, 3, None)
    repaired_rows = {repair.what.split(":")[0]: repair.rows for repair in checked.repairs}
    assert repaired_rows["date_start"] == 4
    assert repaired_rows["coordinates"] == 2
    assert repaired_rows["killed"] == 2


def test_the_row_number_is_not_part_of_the_content(tmp_path: Path) -> None:
    before = [row.incident_id for row in incidents(table(tmp_path))]
    renumbered = table(tmp_path, ROWS.replace("2;20/", "7;20/"), name="partner incidents 2025-01.csv")
    assert [row.incident_id for row in incidents(renumbered)] == before


def test_the_order_of_rows_and_columns_does_not_change_the_incidents(tmp_path: Path) -> None:
    names, rows = HEADER.strip().split(";"), [line.split(";") for line in ROWS.splitlines()]
    reversed_table = "\n".join(";".join(reversed(row)) for row in [names, *reversed(rows)]) + "\n"
    other = table(tmp_path, reversed_table, header="", name="partner incidents.csv")
    assert sorted(incidents(other), key=repr) == sorted(incidents(table(tmp_path)), key=repr)


def test_an_ambiguous_date_order_has_to_be_chosen(tmp_path: Path) -> None:
    path = table(tmp_path, "1;03/04/2024;Clash;Bannu;KP;;;;;;1;;;\n")
    file = IncidentFile(path, today=TODAY)
    assert file.guess is not None
    assert file.guess.unclear_days == ("03/04/2024",)
    with pytest.raises(FileRefused, match="day first or month first"):
        list(file.parts())
    (month_first,) = incidents(path, ReadOptions(date_order="mdy"))
    assert month_first.date_start == date(2024, 3, 4)
    (day_first,) = incidents(path, ReadOptions(date_order="dmy"))
    assert day_first.date_start == date(2024, 4, 3)


def test_columns_without_a_known_name_are_recognised_by_their_content(tmp_path: Path) -> None:
    rows = "2024-11-18,armed clash,Bannu,32.98,70.6\n2024-11-19,ied,Kurram,33.9,70.1\n"
    file = IncidentFile(table(tmp_path, rows, "a,b,c,d,e\n"), today=TODAY)
    assert file.column_mapping is not None
    assert file.column_mapping.columns == {
        "date_start": "a",
        "event_type": "b",
        "district": "c",
        "lat": "d",
        "lon": "e",
    }


@pytest.mark.parametrize(
    ("header", "rows", "missing"),
    [
        ("Date,Place,Killed\n", "2024-11-18,somewhere,3\n", ("event_type", "place")),
        ("Type,District\n", "clash,Bannu\n", ("date_start",)),
        ("name,colour\n", "x,y\n", ("date_start", "event_type", "place")),
    ],
)
def test_unrecognised_columns_are_listed(tmp_path: Path, header: str, rows: str, missing: tuple[str, ...]) -> None:
    file = IncidentFile(table(tmp_path, rows, header), today=TODAY)
    assert file.guess is not None
    assert file.guess.missing == missing


def test_a_column_mapping_supplies_values_missing_from_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, "03/04/2024;raid;Bannu\n", "when;what;where\n")
    mapping = ColumnMapping(
        "partner",
        {"date_start": "when", "event_type": "what", "district": "where"},
        constants={"province": "KP", "sources": "Partner"},
        types={"raid": "Armed clash"},
        date_order="dmy",
    )
    (row,) = incidents(path, ReadOptions(column_mapping=mapping))
    assert (row.event_type, row.sub_event_type, row.sources) == ("Battles", "Armed clash", "Partner")
    assert (row.date_start, row.province) == (date(2024, 4, 3), "Khyber Pakhtunkhwa")
    assert row.incident_id.startswith("partner:")


def test_coordinates_in_metres_are_converted_to_degrees(tmp_path: Path) -> None:
    path = table(tmp_path, "2024-11-18,clash,276000.0,3652000.0\n", "date,type,easting,northing\n")
    file = IncidentFile(path, today=TODAY)
    assert file.column_mapping is not None
    (row,) = incidents(path, ReadOptions(column_mapping=replace(file.column_mapping, crs="EPSG:32642")))
    assert (row.lon, row.lat) == (pytest.approx(66.61, abs=0.02), pytest.approx(32.98, abs=0.02))


def test_a_workspace_stores_the_column_mapping_of_a_layout(tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    path = table(tmp_path, "1;03/04/2024;raid;Bannu;KP;;;;;;1;;;\n")
    guess = IncidentFile(path, ReadOptions(date_order="mdy"), today=TODAY).column_mapping
    assert guess is not None
    mapping = replace(guess, types={"raid": "Armed clash"})
    import_files([IncidentFile(path, ReadOptions(column_mapping=mapping), today=TODAY)], store.workspace_at(workspace))
    again = table(tmp_path, "9;05/06/2024;raid;Kurram;KP;;;;;;1;;;\n", HEADER.upper(), "next week.csv")
    file = IncidentFile(again, with_saved_mappings(None, store.workspace_at(workspace)), today=TODAY)
    assert file.guess is None
    ((row,),) = (part.incidents for part in file.parts())
    assert (row.date_start, row.event_type, row.source) == (date(2024, 5, 6), "Battles", "partner-incidents")


def test_an_invalid_stored_column_mapping_is_ignored(tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    import_files([IncidentFile(table(tmp_path), today=TODAY)], store.workspace_at(workspace))
    with store.workspace_at(workspace).importing() as transaction:
        transaction.write_setting("mapping", "x", "[1]")
    assert list(with_saved_mappings(None, store.workspace_at(workspace)).saved) == [
        layout_key(HEADER.strip().split(";"))
    ]


def test_places_with_stored_coordinates_locate_rows_without(tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    header = "date,type,district,place,lat,lon\n"
    located = "2024-11-18,clash,Bannu,Sarwar Kot,32.95,70.55\n2024-11-19,clash,Bannu,Far Apart,32.7,70.5\n"
    located += "2024-11-20,clash,Bannu,Far Apart,33.1,70.7\n"
    import_files(
        [IncidentFile(table(tmp_path, located, header, "first.csv"), today=TODAY)], store.workspace_at(workspace)
    )
    unlocated = (
        "2024-12-01,clash,Bannu,sarwar kot,,\n2024-12-02,clash,,Sarwar Kot,,\n2024-12-03,clash,Kurram,Sarwar Kot,,\n"
    )
    unlocated += "2024-12-04,clash,Bannu,Far Apart,,\n2024-12-05,clash,Bannu,Elsewhere,,\n"
    path = table(tmp_path, unlocated, header, "second.csv")
    file = IncidentFile(
        path,
        with_saved_mappings(None, store.workspace_at(workspace)),
        known_places(store.workspace_at(workspace)),
        TODAY,
    )
    ((named, bare, other, ambiguous, unknown),) = (part.incidents for part in file.parts())
    assert [(row.lon, row.lat, row.place_precision) for row in (named, bare)] == [(70.55, 32.95, "near")] * 2
    assert bare.district == "Bannu"
    assert [(row.lon, row.place_precision) for row in (other, ambiguous, unknown)] == [(None, "district")] * 3


@pytest.mark.parametrize("log", [True, False], ids=["log", "no log"])
def test_stored_places_are_read_while_an_import_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool
) -> None:
    if not log:  # as on a file system without shared memory
        monkeypatch.setattr(
            "geo.store.geopackage.connection._let_others_read", lambda c: c.execute("PRAGMA cache_spill = OFF")
        )
    monkeypatch.setattr("geo.sources.files.text.PART_ROWS", 1_000)  # the second part is read after the first is written
    monkeypatch.setattr("geo.store.geopackage.connection.CACHE_KIB", 16)  # few pages: they would be written early
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    header = "date,type,district,place,lat,lon\n"
    first = table(tmp_path, "2024-11-18,clash,Bannu,Sarwar Kot,32.95,70.55\n", header, "first.csv")
    import_files([IncidentFile(first, today=TODAY)], workspace)
    many = (f"2024-11-{1 + n % 30:02},clash,Bannu,Kot {n},32.95,70.55" for n in range(1_500))
    last = "2024-12-01,clash,Bannu,sarwar kot,,"
    second = table(tmp_path, "\n".join([*many, last, ""]), header, "second.csv")
    import_files([IncidentFile(second, None, known_places(workspace), TODAY)], workspace)
    stored = workspace.load().incidents
    (at,) = [n for n, place in enumerate(stored.texts["location"]) if place == "sarwar kot"]
    found = [stored.row(at)]
    assert [(row.lon, row.lat, row.place_precision) for row in found] == [(70.55, 32.95, "near")]


def test_a_town_of_the_gazetteer_locates_a_row_of_its_district(tmp_path: Path) -> None:
    rows = "2024-12-01,clash,Kurram,Parachinar\n2024-12-02,clash,Quetta,Parachinar\n"
    checked = read_file(table(tmp_path, rows, "date,type,district,place\n"), today=TODAY)
    inside, elsewhere = checked.incidents
    assert (inside.lon, inside.lat) == (pytest.approx(70.1, abs=0.05), pytest.approx(33.9, abs=0.05))
    assert (elsewhere.lon, elsewhere.place_precision) == (None, "district")
    assert any("from the gazetteer" in repair.what and repair.rows == 1 for repair in checked.repairs)


def test_a_column_mapping_round_trips_through_json(tmp_path: Path) -> None:
    mapping = IncidentFile(table(tmp_path), today=TODAY).column_mapping
    assert mapping is not None
    alone, within = tmp_path / "alone.json", tmp_path / "within.json"
    alone.write_text(mapping.text, encoding="utf-8")
    within.write_text(json.dumps({"added": 1, "mapping": mapping.as_json()}), encoding="utf-8")
    assert read_column_mapping(alone) == read_column_mapping(within) == mapping


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "object named columns"),
        ({"columns": {"when": "x"}}, "no column 'when'"),
        ({"columns": {}, "colour": "red"}, "no field 'colour'"),
        ({"columns": {"lon": 3}}, "texts by texts"),
        ({"columns": {}, "source": "../x"}, "source of a column mapping"),
        ({"columns": {}, "date_order": "dym"}, "date_order"),
        ({"columns": {}, "types": {"raid": "Raid"}}, "no event type 'Raid'"),
        ({"columns": {}, "format": 9}, "newer version"),
    ],
)
def test_invalid_json_of_a_column_mapping_is_rejected_with_the_reason(content: object, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        parse_column_mapping(content)


@pytest.mark.parametrize("text", ["", "not json", "[" * 100_000, '{"a": 1}'], ids=["empty", "text", "deep", "other"])
def test_a_file_without_a_column_mapping_is_rejected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match=r"m\.json"):
        read_column_mapping(path)


def test_a_layout_that_contradicts_the_columns_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="not have the columns of an ACLED export"):
        IncidentFile(table(tmp_path), ReadOptions(layout="acled"), today=TODAY)


def test_columns_without_a_name_are_ignored(tmp_path: Path) -> None:
    checked = read_file(table(tmp_path, "2024-11-18,clash,Bannu,x,\n", "Date,Type,District,,\n"), today=TODAY)
    assert (len(checked.incidents), checked.left_out) == (1, {})


def test_spreadsheet_serial_numbers_are_read_in_a_date_column(tmp_path: Path) -> None:
    path = table(tmp_path, "45614,clash,Bannu,12345\n", "Date,Type,District,Ref\n")
    (row,) = incidents(path)
    assert row.date_start == date(2024, 11, 18)
    nameless = IncidentFile(table(tmp_path, "45614,clash,Bannu\n", "a,b,c\n"), today=TODAY)
    assert nameless.guess is not None
    assert nameless.guess.missing == ("date_start",)


@pytest.mark.parametrize(
    "cell", ["32.98, 70.6", "32.98,70.6", "70.6 32.98", "(32.98; 70.6)", "32.98/70.6", "32,98; 70,6", "32.98 N, 70.6 E"]
)
def test_coordinates_in_one_column_are_split(tmp_path: Path, cell: str) -> None:
    path = table(tmp_path, f'2024-11-18,clash,"{cell}"\n', "Date,Type,GPS coordinates\n")
    (row,) = incidents(path)
    assert (row.lat, row.lon, row.place_precision, row.district) == (32.98, 70.6, "near", "Bannu")


def test_a_cell_without_a_point_is_a_problem(tmp_path: Path) -> None:
    rows = "".join(f'2024-11-1{day},clash,"32.98, 70.6"\n' for day in range(6)) + "2024-11-19,clash,near the bridge\n"
    checked = read_file(table(tmp_path, rows, "Date,Type,Coordinates\n"), today=TODAY)
    assert (len(checked.incidents), checked.rejected) == (6, 1)
    assert any(p.column == "coordinates" and "Not a number" in p.message for p in checked.errors)


def test_options_have_precedence_over_saved_column_mappings(tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    path = table(tmp_path, "1;03/04/2024;clash;Bannu;KP;;;;;;1;;;\n")
    import_files([IncidentFile(path, ReadOptions(date_order="mdy"), today=TODAY)], store.workspace_at(workspace))
    options = with_saved_mappings(ReadOptions(date_order="dmy", source="other"), store.workspace_at(workspace))
    file = IncidentFile(path, options, today=TODAY)
    ((row,),) = (part.incidents for part in file.parts())
    assert (row.date_start, row.source) == (date(2024, 4, 3), "other")
    assert file.source == "other"


def test_a_file_without_a_known_source_needs_a_source_name(tmp_path: Path) -> None:
    path = table(tmp_path, name="2024-11.csv")
    file = IncidentFile(path, today=TODAY)
    assert file.guess is not None
    assert [question.about for question in file.questions] == ["source"]
    with pytest.raises(FileRefused, match="who made it"):
        list(file.parts())
    assert {row.source for row in incidents(path, ReadOptions(source="partner"))} == {"partner"}


def test_a_column_mapping_of_a_missing_column_is_rejected(tmp_path: Path) -> None:
    mapping = ColumnMapping("partner", {"date_start": "Date", "event_type": "Type", "district": "Distrct"})
    with pytest.raises(FileRefused, match=r"no column 'Distrct'.* Did you mean 'District'"):
        IncidentFile(table(tmp_path), ReadOptions(column_mapping=mapping), today=TODAY)


def test_a_renamed_heading_does_not_change_the_incident_id(tmp_path: Path) -> None:
    before = [row.incident_id for row in incidents(table(tmp_path))]
    renamed = table(tmp_path, header=HEADER.replace("Killed", "Fatalities").replace("Group", "Perpetrator"))
    assert [row.incident_id for row in incidents(renamed)] == before


def test_a_bound_on_deaths_is_not_mapped_to_the_figure(tmp_path: Path) -> None:
    rows = "".join(f"2024-11-1{n},clash,Bannu,{text}\n" for n, text in enumerate(("up to 10", "about 5", "at least 3")))
    rows_read = incidents(table(tmp_path, rows, "Date,Type,District,Killed\n"))
    figures = [(row.killed_low, row.killed_best, row.killed_high) for row in rows_read]
    assert figures == [(None, None, 10), (None, 5, None), (3, 3, None)]


def test_a_table_without_rows_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no rows"):
        IncidentFile(table(tmp_path, ""), today=TODAY)
