"""Newer versions of a file from the command line: what changed, what is gone, and taking it all back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.app.cli.speaking import Speaker

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


def test_a_newer_version_says_what_it_changes_and_is_undone_whole(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    assert say("import", str(export(tmp_path, *"1234")), "--workspace", target, "--json").answer["added"] == 4
    before = say("list", "--workspace", target, "--json").answer
    newer = export(tmp_path, "1", "gone", "3", "9", "5")
    answer = say("import", str(newer), "--workspace", target, "--json").answer
    assert [answer[n] for n in ("added", "revised", "withdrawn", "unchanged", "source")] == [1, 1, 1, 2, "acled"]
    assert answer["revised_fields"] == {"killed_low": 1, "killed_best": 1, "killed_high": 1}
    assert say("undo", "--workspace", target, "--json").answer["undone"].startswith("acled.csv ")
    assert say("list", "--workspace", target, "--json").answer == before


def test_withdrawing_can_be_forbidden(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    say("import", str(export(tmp_path, *"1234")), "--workspace", target)
    newer = export(tmp_path, "1", "gone", "3", "4")
    answer = say("import", str(newer), "--workspace", target, "--withdraw", "none", "--json").answer
    assert (answer["withdrawn"], answer["unchanged"]) == (0, 3)


def test_rows_elsewhere_are_counted_by_the_reason(say: Speaker, tmp_path: Path) -> None:
    target = tmp_path / "w.gpkg"
    said = say("import", str(export(tmp_path, "1", "2", province="Sindh")), "--workspace", str(target), "--json")
    assert said.answer["left_out"] == [{"reason": "outside the two provinces: Sindh", "n": 2}]
    assert not target.exists()
    said = say("import", str(export(tmp_path, "1", province="Sindh")), "--workspace", str(target))
    assert (said.code, said.err) == (
        1, "Nothing was stored: no row is an incident of this map (outside the two provinces: Sindh: 1 row).\n",
    )  # fmt: skip


def test_where_nothing_can_be_undone_that_is_said(say: Speaker, tmp_path: Path) -> None:
    said = say("undo", "--workspace", str(tmp_path / "missing.gpkg"))
    assert said.code == 1
    assert "no workspace" in said.err


def test_what_changed_since_is_told_by_release_and_by_day(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    say("import", str(export(tmp_path, *"1234")), "--workspace", target)
    first = say("info", "--workspace", target, "--json").answer["releases"][0]["name"]
    say("import", str(export(tmp_path, "1", "gone", "3", "9", "5")), "--workspace", target)
    answer = say("changes", "--workspace", target, "--since", first, "--json").answer
    assert [row["incident_id"] for row in answer["added"]] == ["acled:PAK4"]
    assert [row["incident_id"] for row in answer["withdrawn"]] == ["acled:PAK1"]
    (revised,) = answer["revised"]
    assert revised["fields"]["killed_best"] == [4, 9]
    assert answer["since"]["release"] == first
    assert [(d["before"], d["after"], d["added"], d["withdrawn"]) for d in answer["by_district"]] == [(4, 4, 1, 1)]
    assert len(say("list", "--workspace", target, "--as-of", first, "--json").answer["incidents"]) == 4
    since_ever = say("changes", "--workspace", target, "--since", "2000-01-01", "--json").answer
    assert (since_ever["since"], len(since_ever["added"])) == (None, 4)
    assert "1 added, 1 revised, 1 withdrawn" in say("changes", "--workspace", target, "--since", first).out
    said = say("changes", "--workspace", target, "--since", "yesterday")
    assert (said.code, "no import 'yesterday'" in said.err) == (1, True)
    assert say("list", "--as-of", first).code == 2


def test_pairs_of_two_sources_are_listed_linked_and_parted(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    say("import", str(export(tmp_path, "1", "2")), "--workspace", target)
    partner = tmp_path / "partner.csv"
    partner.write_text(
        "Date,Type,District,Lat,Long,Killed,Ref\n2024-11-01,clash,Bannu,32.99,70.61,4,A1\n", encoding="utf-8"
    )
    say("import", str(partner), "--workspace", target)
    listed = say("duplicates", "--workspace", target, "--json").answer
    ids = [(pair["first"]["incident_id"], pair["second"]["incident_id"]) for pair in listed["pairs"]]
    assert sorted(map(sorted, ids)) == [["acled:PAK0", "partner:A1"], ["acled:PAK1", "partner:A1"]]
    assert say("table", "--by", "month", "--workspace", target, "--json").answer["unlinked_candidates"] == 2
    assert "2 pairs" in say("duplicates", "--workspace", target).out
    assert say("link", "--workspace", target, "acled:PAK0", "partner:A1", "same", "--json").answer["verdict"] == "same"
    rows = say("list", "--workspace", target, "--json").answer["incidents"]
    assert [(row["killed_low"], row["killed_high"]) for row in rows] == [(1, 4), (2, 2)]
    say("link", "--workspace", target, "acled:PAK0", "partner:A1", "none")
    assert len(say("list", "--workspace", target, "--json").answer["incidents"]) == 3
    assert say("link", "--workspace", target, "acled:PAK0", "acled:PAK1", "same").code == 1


def test_each_import_is_a_release_with_its_credit_and_how_it_was_read(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    file = export(tmp_path, "1")
    say("import", str(file), "--workspace", target)
    (release,) = say("info", "--workspace", target, "--json").answer["releases"]
    assert release["source"] == "acled"
    assert release["citation"].startswith("ACLED (Armed Conflict Location & Event Data)")
    assert release["licence"] == "ACLED's terms of use"
    assert release["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert release["rows"] == 1
    assert json.loads(release["options"])["layout"] == "acled"
    assert len(release["accessed"]) == 10


def test_a_list_that_cannot_be_written_is_reported_with_what_was_stored(say: Speaker, tmp_path: Path) -> None:
    target = tmp_path / "w.gpkg"
    said = say(
        "import", str(export(tmp_path, "1")), "--workspace", str(target), "--problems", str(tmp_path / "no" / "p")
    )
    assert said.code == 1
    assert "could not be written" in said.err
    assert "1 added" in said.out


def test_the_columns_that_were_revised_are_named(say: Speaker, tmp_path: Path) -> None:
    target = str(tmp_path / "w.gpkg")
    say("import", str(export(tmp_path, *"12")), "--workspace", target)
    said = say("import", str(export(tmp_path, *"19")), "--workspace", target)
    assert "1 revised (killed_low, killed_best, killed_high)" in said.out
