"""Totals on the command line: kept on request, listed beside the incidents, and in no other answer."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.app.cli.commands import Commands, Result
from tests.geo.sources.totals.files import ACLED_WEEKLY, HAPI, written

OFFICE = "Month,District,Type,No. of incidents,Killed\n"
ROWS = "Nov 2024,Bannu,IED,12,20\nNov 2024,Tank,Ambush,3,4\nOct 2024,Bannu,IED,7,9\n"
INCIDENTS = "incident_id,date_start,event_type,sub_event_type,district,killed_best\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return written(tmp_path, OFFICE + ROWS)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "w.gpkg"


@pytest.fixture
def filled(run_cli: Commands, office: Path, workspace: Path, tmp_path: Path) -> Path:
    """A workspace with totals of an office and of ACLED, and with two incidents."""
    ied = "Explosions/Remote violence,Remote explosive/landmine/IED"
    rows = f"own:1,2024-11-18,{ied},Bannu,3\nown:2,2024-11-19,Protests,,Bannu,0\n"
    incidents = written(tmp_path, INCIDENTS + rows, "incidents.csv")
    assert run_cli("import", incidents, "--workspace", workspace).code == 0
    for path in (office, written(tmp_path, ACLED_WEEKLY, "acled.csv")):
        assert run_cli("import", path, "--workspace", workspace, "--keep-totals").code == 0
    return workspace


def keep(run_cli: Commands, path: Path, workspace: Path, *options: str) -> Result:
    return run_cli("import", path, "--workspace", workspace, "--keep-totals", "--json", *options)


def test_a_file_of_counts_is_refused_and_the_refusal_names_the_option(
    run_cli: Commands, office: Path, workspace: Path
) -> None:
    result = run_cli("import", office, "--workspace", workspace, "--json")
    assert (result.code, workspace.exists()) == (1, False)
    assert "'No. of incidents'" in result.answer["refused"]
    assert "--keep-totals" in result.answer["refused"]


def test_totals_are_kept_counted_apart_and_unchanged_the_second_time(
    run_cli: Commands, office: Path, workspace: Path
) -> None:
    answer = keep(run_cli, office, workspace).answer
    assert (answer["added"], answer["totals_added"], answer["rows_read"], answer["stored"]) == (0, 3, 3, True)
    assert answer["source"] == "field-office"
    (one,) = answer["totals"]
    assert (one["events"], one["places"], one["level"], one["killed"]) == (22, 2, "district", 33)
    assert (answer["files"][0]["holds"], answer["files"][0]["totals_added"]) == ("totals", 3)
    again = keep(run_cli, office, workspace).answer
    assert (again["totals_added"], again["totals_unchanged"], again["stored"]) == (0, 3, False)


def test_the_text_of_an_import_says_what_was_kept_and_how_it_was_read(
    run_cli: Commands, office: Path, workspace: Path
) -> None:
    out = run_cli("import", office, "--workspace", workspace, "--keep-totals").out
    assert "Read as totals: numbers of events from 'No. of incidents', month from 'Month'" in out
    assert "totals 3 added, 0 revised, 0 withdrawn, 0 unchanged, 0 rejected; 3 rows read." in out
    assert "Totals of field-office: 22 events in 2 districts, 1 Oct – 30 Nov 2024 (not on the map)." in out


def test_a_newer_release_revises_and_withdraws_and_undo_restores(
    run_cli: Commands, office: Path, workspace: Path
) -> None:
    keep(run_cli, office, workspace)
    first = run_cli("totals", "--workspace", workspace, "--json").answer["rows"]
    written(office.parent, OFFICE + "Nov 2024,Bannu,IED,15,20\nOct 2024,Bannu,IED,7,9\nNov 2024,Kurram,IED,1,0\n")
    answer = keep(run_cli, office, workspace).answer
    changes = {name: answer[f"totals_{name}"] for name in ("added", "revised", "withdrawn", "unchanged")}
    assert changes == {"added": 1, "revised": 1, "withdrawn": 1, "unchanged": 1}
    assert run_cli("undo", "--workspace", workspace).code == 0
    assert run_cli("totals", "--workspace", workspace, "--json").answer["rows"] == first


def test_faulty_rows_store_nothing_unless_the_good_ones_are_accepted(
    run_cli: Commands, tmp_path: Path, workspace: Path
) -> None:
    path = written(tmp_path, f"{OFFICE}{ROWS}Nov 2024,Bnanu City,IED,2,0\nNov 2024,Kech,IED,-4,0\n")
    result = keep(run_cli, path, workspace)
    assert (result.code, result.answer["stored"], workspace.exists()) == (1, False, False)
    found = [(each["row"], each["line"], each["column"], each["value"]) for each in result.answer["problems"]]
    assert found == [(4, 5, "District", "Bnanu City"), (5, 6, "No. of incidents", "-4")]
    text = run_cli("import", path, "--workspace", workspace, "--keep-totals").err
    assert "Nothing was stored: 2 of 5 rows have errors." in text
    accepted = keep(run_cli, path, workspace, "--accept-good-rows")
    assert (accepted.code, accepted.answer["totals_added"], accepted.answer["rejected"]) == (0, 3, 2)


def test_a_file_with_faulty_rows_withdraws_no_total(run_cli: Commands, office: Path, workspace: Path) -> None:
    keep(run_cli, office, workspace)
    written(office.parent, OFFICE + ROWS.replace("Nov 2024,Tank,Ambush,3", "Nov 2024,Tank,Ambush,-3"))
    answer = keep(run_cli, office, workspace, "--accept-good-rows").answer
    assert (answer["totals_withdrawn"], answer["totals_unchanged"], answer["rejected"]) == (0, 2, 1)


def test_only_rows_of_other_areas_store_nothing_with_the_reason(
    run_cli: Commands, tmp_path: Path, workspace: Path
) -> None:
    path = written(tmp_path, "Month,Province,No. of incidents\nNov 2024,Sindh,3\nNov 2024,Punjab,4\n")
    result = run_cli("import", path, "--workspace", workspace, "--keep-totals")
    assert (result.code, workspace.exists()) == (1, False)
    assert "no row is a total of this map (outside the two provinces: Sindh: 1 row" in result.err


@pytest.mark.parametrize(
    ("content", "option", "answer"),
    [
        ("Month,District,Actor,Incidents\nJan 2024,Bannu,A,4\nJan 2024,Bannu,B,9\n", "--repeated-totals", "add"),
        ("Date,District,No. of incidents\n2024-01-01,Bannu,4\n2024-02-01,Bannu,9\n", "--row-period", "month"),
        ("Week,District,No. of incidents\n02/03/2024,Bannu,4\n09/03/2024,Tank,9\n", "--date-order", "dmy"),
    ],
)
def test_what_is_open_is_asked_with_the_option_that_decides_it(
    run_cli: Commands, tmp_path: Path, workspace: Path, content: str, option: str, answer: str
) -> None:
    path = written(tmp_path, content)
    result = keep(run_cli, path, workspace)
    (question,) = result.answer["questions"]
    assert (result.code, question["option"].split()[0], workspace.exists()) == (1, option, False)
    assert answer in question["candidates"]
    assert option in result.err
    assert keep(run_cli, path, workspace, option, answer).code == 0


def test_a_dry_run_reports_and_stores_nothing(run_cli: Commands, office: Path, workspace: Path) -> None:
    answer = keep(run_cli, office, workspace, "--dry-run").answer
    assert (answer["totals_added"], answer["stored"], workspace.exists()) == (3, False, False)


def test_a_column_of_counts_can_be_named(run_cli: Commands, tmp_path: Path, workspace: Path) -> None:
    path = written(tmp_path, "Month,District,Reports\nNov 2024,Bannu,4\nNov 2024,Tank,9\n")
    assert keep(run_cli, path, workspace, "--column", "events=Reports").answer["totals_added"] == 2
    refused = run_cli("import", path, "--workspace", workspace, "--column", "events=Reports", "--json")
    assert "add --keep-totals" in refused.answer["refused"]
    missing = keep(run_cli, path, workspace, "--column", "events=Report")
    assert "there is no column 'Report'. Did you mean 'Reports'" in missing.answer["refused"]


def test_incidents_stay_incidents_with_the_option_and_both_may_come_together(
    run_cli: Commands, table: Path, office: Path, workspace: Path
) -> None:
    answer = run_cli("import", table, office, "--workspace", workspace, "--keep-totals", "--json").answer
    assert (answer["added"], answer["totals_added"]) == (3, 3)
    assert [one["holds"] for one in answer["files"]] == ["incidents", "totals"]
    assert any("holds no numbers of events" in note for note in answer["notes"])
    text = run_cli("import", table, office, "--workspace", workspace, "--keep-totals").out
    assert "3 unchanged, 0 rejected; totals 0 added, 0 revised, 0 withdrawn, 3 unchanged" in text


# listed


def test_totals_are_listed_beside_the_incidents_of_their_types(run_cli: Commands, filled: Path) -> None:
    answer = run_cli("totals", "--workspace", filled, "--json").answer
    office = [row for row in answer["rows"] if row["source"] == "field-office"]
    assert [(row["district"], row["date_start"], row["events"], row["incidents"]) for row in office] == [
        ("Bannu", "2024-10-01", 7, 0), ("Bannu", "2024-11-01", 12, 1), ("Tank", "2024-11-01", 3, 0),
    ]  # fmt: skip
    assert "not single incidents" in answer["note"]
    text = run_cli("totals", "--workspace", filled).out
    assert "Counted by the source, not single incidents" in text
    assert "Khyber Pakhtunkhwa (province)" in text
    rows = list(csv.DictReader(io.StringIO(run_cli("totals", "--workspace", filled, "--csv").out)))
    assert [(row["district"], row["events"]) for row in rows[-3:]] == [
        ("Bannu", "7"), ("Bannu", "12"), ("Tank", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "n", "reasons"),
    [
        (("--district", "Bannu"), 2, ["of other places or sources"]),
        (("--province", "Balochistan"), 1, ["of other places or sources"]),
        (("--source", "acled-weekly"), 3, ["of other places or sources"]),
        (("--from", "2024-11-01", "--to", "2024-11-22"), 2, ["whose period reaches beyond that of the options"]),
        ((), 6, []),
    ],
)
def test_options_choose_totals_and_the_rest_is_counted(
    run_cli: Commands, filled: Path, options: tuple[str, ...], n: int, reasons: list[str]
) -> None:
    answer = run_cli("totals", "--workspace", filled, "--json", *options).answer
    assert len(answer["rows"]) == n
    assert [item["reason"] for item in answer["left_out"]] == reasons


def test_an_unknown_name_is_wrong_use(run_cli: Commands, filled: Path) -> None:
    assert "Did you mean 'acled-weekly'" in run_cli("totals", "--workspace", filled, "--source", "acled-weekley").err
    assert run_cli("totals", "--workspace", filled, "--source", "x").code == 2
    assert run_cli("totals", "--workspace", filled, "--district", "Nowhere").code == 2
    assert run_cli("totals", "--workspace", filled, "--json", "--csv").code == 2


def test_without_totals_the_command_says_how_to_keep_some(run_cli: Commands) -> None:
    result = run_cli("totals")
    assert (result.code, "--keep-totals" in result.out) == (0, True)


# in no other answer


def test_totals_are_in_no_list_table_export_or_change(run_cli: Commands, filled: Path) -> None:
    info = run_cli("info", "--workspace", filled, "--json").answer
    assert (info["incidents"], info["by_source"]) == (2, {"own": 2})
    assert [one["source"] for one in info["totals"]] == ["acled-weekly", "field-office"]
    assert [one["events"] for one in info["totals"]] == [45, 22]
    assert run_cli("list", "--workspace", filled, "--json").answer["total"] == 2
    assert run_cli("list", "--workspace", filled, "--csv").out.count("\n") == 3
    for by in ("district", "province", "type", "month"):
        answer = run_cli("table", "--by", by, "--workspace", filled, "--json").answer
        assert answer["total"]["incidents"] == 2
    assert run_cli("duplicates", "--workspace", filled, "--json").answer["pairs"] == []
    first = info["releases"][0]["name"]
    changes = run_cli("changes", "--workspace", filled, "--since", first, "--json").answer
    assert (changes["added"], changes["revised"], changes["withdrawn"]) == ([], [], [])


def test_info_and_the_status_line_say_that_totals_are_apart(run_cli: Commands, filled: Path) -> None:
    assert "Totals of field-office: 22 events in 2 districts" in run_cli("info", "--workspace", filled).out
    assert "totals of 2 sources not counted" in run_cli("table", "--by", "type", "--workspace", filled).out


def test_types_that_overlap_are_never_added_up(run_cli: Commands, tmp_path: Path, workspace: Path) -> None:
    keep(run_cli, written(tmp_path, HAPI, "hapi.csv"), workspace)
    answer = run_cli("totals", "--workspace", workspace, "--json").answer
    assert [(row["kind"], row["events"], row["incidents"]) for row in answer["rows"]] == [
        ("civilian_targeting", 1, None), ("political_violence", 3, None),
    ]  # fmt: skip


def test_totals_of_a_workspace_are_imported_by_the_name_of_their_table(
    run_cli: Commands, filled: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.gpkg"
    answer = run_cli("import", filled, "--workspace", other, "--json").answer
    assert (answer["added"], answer["totals_added"]) == (2, 0)
    assert any("--sheet totals --keep-totals" in repair["what"] for repair in answer["repaired"])
    options = ("--sheet", "totals", "--source-name", "team")
    assert "--keep-totals" in run_cli("import", filled, "--workspace", other, *options, "--json").answer["refused"]
    assert keep(run_cli, filled, other, *options).answer["totals_added"] == 6
    rows = [run_cli("totals", "--workspace", path, "--json").answer["rows"] for path in (filled, other)]
    assert {row["source"] for row in rows[1]} == {"team"}
    assert sorted(row["events"] for row in rows[0]) == sorted(row["events"] for row in rows[1])


def test_an_earlier_state_has_its_totals(run_cli: Commands, filled: Path) -> None:
    releases = run_cli("info", "--workspace", filled, "--json").answer["releases"]
    for n, release in enumerate(releases):
        answer = run_cli("totals", "--workspace", filled, "--as-of", release["name"], "--json").answer
        assert len(answer["by_source"]) == n
