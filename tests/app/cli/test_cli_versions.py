"""Newer versions of a file on the command line: changes, withdrawals and undo."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.cli.changing import _print_revised
from geo.store.changes import Revision
from tests.app.cli.commands import Commands
from tests.geo.tables import incident

HEADER = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,country,admin1,admin2,latitude,longitude,"
    "geo_precision,notes,fatalities"
)


def export(folder: Path, *fatalities: str, province: str = "Khyber Pakhtunkhwa") -> Path:
    rows = [
        f"PAK{i},2024-11-{i + 1:02},1,Battles,Armed clash,Unknown,Pakistan,{province},,32.98,70.6,1,A note,{count}"
        for i, count in enumerate(fatalities)
        if count != "gone"
    ]
    path = folder / "acled.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_a_newer_version_reports_its_changes_and_is_undone_as_a_whole(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    assert run_cli("import", str(export(tmp_path, *"1234")), "--workspace", target, "--json").answer["added"] == 4
    before = run_cli("list", "--workspace", target, "--json").answer
    newer = export(tmp_path, "1", "gone", "3", "9", "5")
    answer = run_cli("import", str(newer), "--workspace", target, "--json").answer
    assert [answer[n] for n in ("added", "revised", "withdrawn", "unchanged", "source")] == [1, 1, 1, 2, "acled"]
    assert answer["revised_fields"] == {"killed_low": 1, "killed_best": 1, "killed_high": 1}
    assert run_cli("undo", "--workspace", target, "--json").answer["undone"].startswith("acled.csv ")
    assert run_cli("list", "--workspace", target, "--json").answer == before


def test_withdrawing_can_be_disabled(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(export(tmp_path, *"1234")), "--workspace", target)
    newer = export(tmp_path, "1", "gone", "3", "4")
    answer = run_cli("import", str(newer), "--workspace", target, "--withdraw", "none", "--json").answer
    assert (answer["withdrawn"], answer["unchanged"]) == (0, 3)


def test_rows_outside_the_provinces_are_counted_by_reason(run_cli: Commands, tmp_path: Path) -> None:
    target = tmp_path / "w.gpkg"
    result = run_cli("import", str(export(tmp_path, "1", "2", province="Sindh")), "--workspace", str(target), "--json")
    assert result.answer["left_out"] == [{"reason": "outside the two provinces: Sindh", "n": 2}]
    assert not target.exists()
    result = run_cli("import", str(export(tmp_path, "1", province="Sindh")), "--workspace", str(target))
    assert (result.code, result.err) == (
        1, "Nothing was stored: no row is an incident of this map (outside the two provinces: Sindh: 1 row).\n",
    )  # fmt: skip


def test_undo_with_nothing_to_undo_is_an_error(run_cli: Commands, tmp_path: Path) -> None:
    result = run_cli("undo", "--workspace", str(tmp_path / "missing.gpkg"))
    assert result.code == 1
    assert "no workspace" in result.err


def test_changes_since_a_release_or_a_day_are_reported(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(export(tmp_path, *"1234")), "--workspace", target)
    first = run_cli("info", "--workspace", target, "--json").answer["releases"][0]["name"]
    run_cli("import", str(export(tmp_path, "1", "gone", "3", "9", "5")), "--workspace", target)
    answer = run_cli("changes", "--workspace", target, "--since", first, "--json").answer
    assert [row["incident_id"] for row in answer["added"]] == ["acled:PAK4"]
    assert [row["incident_id"] for row in answer["withdrawn"]] == ["acled:PAK1"]
    (revised,) = answer["revised"]
    assert revised["fields"]["killed_best"] == [4, 9]
    assert answer["since"]["release"] == first
    assert [(d["before"], d["after"], d["added"], d["withdrawn"]) for d in answer["by_district"]] == [(4, 4, 1, 1)]
    assert len(run_cli("list", "--workspace", target, "--as-of", first, "--json").answer["incidents"]) == 4
    since_ever = run_cli("changes", "--workspace", target, "--since", "2000-01-01", "--json").answer
    assert (since_ever["since"], len(since_ever["added"])) == (None, 4)
    assert "1 added, 1 revised, 1 withdrawn" in run_cli("changes", "--workspace", target, "--since", first).out
    for day in ("1 Jan 2000", "01-Jan-2000"):
        assert run_cli("changes", "--workspace", target, "--since", day, "--json").answer == since_ever
    for text in ("03/04/2024", "2024"):
        result = run_cli("list", "--workspace", target, "--as-of", text)
        assert (result.code, "it is no single day" in result.err) == (1, True)
    result = run_cli("changes", "--workspace", target, "--since", "yesterday")
    assert (result.code, "no import 'yesterday'" in result.err) == (1, True)
    assert run_cli("list", "--as-of", first).code == 2


def test_duplicate_pairs_are_listed_linked_and_separated(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(export(tmp_path, "1", "2")), "--workspace", target)
    partner = tmp_path / "partner.csv"
    partner.write_text(
        "Date,Type,District,Lat,Long,Killed,Ref\n2024-11-01,clash,Bannu,32.99,70.61,4,A1\n", encoding="utf-8"
    )
    run_cli("import", str(partner), "--workspace", target)
    listed = run_cli("duplicates", "--workspace", target, "--json").answer
    ids = [(pair["first"]["incident_id"], pair["second"]["incident_id"]) for pair in listed["pairs"]]
    assert sorted(map(sorted, ids)) == [["acled:PAK0", "partner:A1"], ["acled:PAK1", "partner:A1"]]
    assert run_cli("table", "--by", "month", "--workspace", target, "--json").answer["unlinked_candidates"] == 2
    assert "2 pairs" in run_cli("duplicates", "--workspace", target).out
    assert (
        run_cli("link", "--workspace", target, "acled:PAK0", "partner:A1", "same", "--json").answer["verdict"] == "same"
    )
    rows = run_cli("list", "--workspace", target, "--json").answer["incidents"]
    assert [(row["killed_low"], row["killed_high"]) for row in rows] == [(1, 4), (2, 2)]
    run_cli("link", "--workspace", target, "acled:PAK0", "partner:A1", "none")
    assert len(run_cli("list", "--workspace", target, "--json").answer["incidents"]) == 3
    assert run_cli("link", "--workspace", target, "acled:PAK0", "acled:PAK1", "same").code == 1


def test_each_import_is_a_release_with_credit_and_read_options(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    file = export(tmp_path, "1")
    run_cli("import", str(file), "--workspace", target)
    (release,) = run_cli("info", "--workspace", target, "--json").answer["releases"]
    assert release["source"] == "acled"
    assert release["citation"].startswith("ACLED (Armed Conflict Location & Event Data)")
    assert release["licence"] == "ACLED's terms of use"
    assert release["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert release["rows"] == 1
    assert json.loads(release["options"])["layout"] == "acled"
    assert len(release["accessed"]) == 10


def test_revised_columns_are_named(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(export(tmp_path, *"12")), "--workspace", target)
    result = run_cli("import", str(export(tmp_path, *"19")), "--workspace", target)
    assert "1 revised (killed_low, killed_best, killed_high)" in result.out


def test_changes_print_the_old_and_the_new_value_of_each_column(run_cli: Commands, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(export(tmp_path, *"12")), "--workspace", target)
    first = run_cli("info", "--workspace", target, "--json").answer["releases"][0]["name"]
    run_cli("import", str(export(tmp_path, *"19")), "--workspace", target)
    lines = run_cli("changes", "--workspace", target, "--since", first).out.splitlines()
    at = lines.index("Revised:")
    assert lines[at + 1].split() == ["id", "day", "column", "before", "now"]
    assert [line.split()[-3:] for line in lines[at + 3 : at + 6]] == [
        ["killed_low", "2", "9"],
        ["killed_best", "2", "9"],
        ["killed_high", "2", "9"],
    ]
    assert [line.split()[0] for line in lines[at + 3 : at + 5]] == ["acled:PAK1", "killed_best"]


def test_an_unknown_value_is_a_dash_and_claims_only_differ(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = incident(killed_best=None, notes="old"), incident(killed_best=3, notes="")
    _print_revised([Revision(before, after, ("killed_best", "notes", "claims"))])
    cells = [line.split()[-2:] for line in capsys.readouterr().out.splitlines()[-3:]]
    assert cells == [["–", "3"], ["old", "–"], ["claims", "differ"]]
