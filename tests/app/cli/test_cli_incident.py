"""``incident`` and ``context``: entry by hand with the checks of imports; nothing is stored on a problem."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.store import workspace_at
from tests.app.cli.commands import Commands

DAY = ("--date", "20 Nov 2024", "--type", "IED", "--place", "Bannu")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "w.gpkg"


@pytest.fixture
def added(run_cli: Commands, workspace: Path) -> str:
    """The id of an incident that was entered."""
    result = run_cli("incident", "add", "--workspace", workspace, *DAY, "--killed", "3-5", "--who", "Amina", "--json")
    assert result.code == 0
    return str(result.answer["incident_id"])


def test_an_incident_is_entered_corrected_withdrawn_and_restored(
    run_cli: Commands, workspace: Path, added: str
) -> None:
    at = ("--workspace", workspace)
    edited = run_cli(
        "incident", "edit", added, *at, "--at", "71.58,34.01", "--killed", "7", "--why", "a call", "--json"
    )
    row = edited.answer["incident"]
    assert (row["district"], row["killed_low"], row["killed_high"]) == ("Peshawar", 7, 7), "moved with its point"
    assert "Nothing differs" in run_cli("incident", "edit", added, *at, "--killed", "7").out
    for what in ("withdraw", "restore"):
        assert run_cli("incident", what, added, *at).code == 0
    assert run_cli("incident", "withdraw", added, *at, "--dry-run").code == 0
    versions = run_cli("incident", "history", added, *at, "--json").answer["versions"]
    assert [one["state"] for one in versions] == ["revised", "withdrawn", "present"]
    assert [(one["who"], one["why"]) for one in versions[:2]] == [("Amina", None), (None, "a call")]
    assert versions[1]["fields"]["killed_best"] == [3, 7]
    assert "killed_best: 3 → 7" in run_cli("incident", "history", added, *at).out
    assert "restored by hand" in run_cli("undo", *at).out
    assert run_cli("info", *at, "--json").answer["by_hand"]["changes"] == 3
    assert workspace_at(workspace).load().context_events, "a new workspace has the bundled ones"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--date", "03/04/2024"), "date_start: This can be 4 Mar 2024 or 3 Apr 2024"),
        (("--type", "Quarrel"), "event_type: There is no event type"),
        (("--at", "200,95"), "lat: Out of range"),
        (("--district", "Nowhereland"), "district: "),
        (("--killed", "99999999999"), "killed_best: More than 1,000,000"),
        (("--injured", "abc"), "injured: Not a number"),
    ],
)
def test_nothing_is_stored_on_a_problem(
    run_cli: Commands, workspace: Path, options: tuple[str, ...], told: str
) -> None:
    result = run_cli("incident", "add", "--workspace", workspace, *DAY, *options)
    assert (result.code, workspace.exists()) == (1, False)
    assert told in result.err


def test_what_cannot_be_withdrawn_or_restored_is_not_promised(run_cli: Commands, workspace: Path, added: str) -> None:
    at = ("--workspace", workspace)
    for dry_run in ((), ("--dry-run",)):
        assert "is not withdrawn" in run_cli("incident", "restore", added, *at, *dry_run).err
        assert run_cli("incident", "restore", "own:none", *at, *dry_run).code == 1
    assert run_cli("incident", "withdraw", added, *at).code == 0
    assert "is withdrawn: incident restore" in run_cli("incident", "withdraw", added, *at).err


def test_a_possible_duplicate_is_refused_unless_asked_for(run_cli: Commands, workspace: Path, added: str) -> None:
    at = ("--workspace", workspace)
    refused = run_cli("incident", "add", *at, *DAY, "--json")
    assert (refused.code, refused.answer["stored"]) == (1, False)
    assert [one["incident_id"] for one in refused.answer["similar"]] == [added]
    assert "--even-if-similar" in refused.err
    assert run_cli("incident", "copy", added, *at, "--even-if-similar").code == 0
    assert run_cli("incident", "copy", added, *at, "--date", "2024-12-24").code == 0
    assert run_cli("info", *at, "--json").answer["incidents"] == 3
    edited = run_cli("incident", "edit", added, *at, "--notes", "x")
    assert (edited.code, "Similar" in edited.out) == (0, False), "the copy was there before"
    assert "Similar" in run_cli("incident", "edit", added, *at, "--date", "2024-12-24", "--dry-run").out


def test_who_and_why_leave_in_no_export(run_cli: Commands, workspace: Path, added: str, tmp_path: Path) -> None:
    at = ("--workspace", workspace)
    run_cli("incident", "edit", added, *at, "--notes", "x", "--who", "Amina", "--why", "secretive")
    for name in ("out.csv", "out.geojson", "out.gpkg"):
        assert run_cli("export", *at, "--out", tmp_path / name, "--share-as", "as-is").code == 0
        content = (tmp_path / name).read_bytes()
        assert b"Bannu" in content
        assert b"Amina" not in content
        assert b"secretive" not in content
    assert "Amina" not in run_cli("list", *at, "--json").out + run_cli("info", *at, "--json").out


def test_a_doubt_is_told_and_does_not_prevent_storing(run_cli: Commands, workspace: Path, added: str) -> None:
    at = ("--workspace", workspace)
    parts = run_cli("incident", "edit", added, *at, "--killed", "3", "--killed-civilians", "7")
    assert (parts.code, "Stored as" in parts.out) == (0, True)
    assert "Check: killed_civilians: It exceeds the number of all killed, 3." in parts.err
    claim = ("--kind", "claimed", "--by", "X", "--date", "2199-01-01")
    later = run_cli("incident", "claim", "add", added, *at, *claim)
    assert (later.code, "Claimed by X" in later.out) == (0, True)
    assert "Check: date: The day 2199-01-01 lies after today" in later.err
    swapped = run_cli("incident", "edit", added, *at, "--at", "34.01,71.58", "--dry-run").out
    assert "lon and lat were swapped, and are exchanged" in swapped


def test_claims_are_added_edited_and_withdrawn(run_cli: Commands, workspace: Path, added: str) -> None:
    at = ("--workspace", workspace)
    claim = ("--kind", "reported", "--by", "Police", "--figure", "killed", "--date", "21 Nov 2024")
    bad = run_cli("incident", "claim", "add", added, *at, *claim, "--value", "lots")
    assert (bad.code, "value: " in bad.err) == (1, True)
    assert run_cli("incident", "claim", "add", added, *at, *claim, "--value", "7").code == 0
    edited = run_cli("incident", "claim", "edit", added, "1", *at, "--value", "8", "--json").answer
    assert [(one["value"], one["date"]) for one in edited["claims"]] == [("8", "2024-11-21")]
    assert "- claim: Reported by Police: killed: 7" in run_cli("incident", "history", added, *at).out
    assert "no claim '2'" in run_cli("incident", "claim", "withdraw", added, "2", *at).err
    assert run_cli("incident", "claim", "withdraw", added, "1", *at, "--json").answer["claims"] == []


def test_an_import_asks_about_an_edited_incident(run_cli: Commands, workspace: Path, table: Path) -> None:
    at = ("--workspace", workspace)
    run_cli("import", table, *at)
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    key = rows[0]["incident_id"]
    run_cli("incident", "edit", key, *at, "--notes", "corrected")
    rows[0]["notes"] = "newer"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    kept = run_cli("import", table, *at, "--json").answer
    assert (kept["edited"], kept["offered"], kept["revised"], kept["stored"]) == (1, 1, 0, True)
    assert any("edited by hand" in note for note in kept["notes"])
    (offer,) = run_cli("incident", "decide", *at, "--json").answer["offered"]
    assert (offer["incident_id"], offer["fields"]["notes"]) == (key, ["corrected", "newer"])
    assert run_cli("incident", "decide", key, "take", *at).code == 0
    assert run_cli("incident", "history", key, *at, "--json").answer["versions"][-1]["incident"]["notes"] == "newer"


@pytest.mark.parametrize(
    "words",
    [("paint",), ("edit",), ("add", "own:1"), ("claim", "edit", "own:1"), ("decide", "own:1", "perhaps"),
     ("withdraw", "own:1", "--notes", "x"), ("add", "--kind", "denied"), ("add", "--at", "7"),
     ("add", "--who", "a\nb")],
)  # fmt: skip
def test_wrong_use_is_told(run_cli: Commands, workspace: Path, words: tuple[str, ...]) -> None:
    assert run_cli("incident", *words, "--workspace", workspace).code == 2
    assert not workspace.exists()


def test_context_events_are_entered_corrected_and_withdrawn(run_cli: Commands, workspace: Path) -> None:
    at = ("--workspace", workspace)
    bundled = run_cli("context", "list", "--json").answer["events"]
    assert run_cli("context", "add", "--date", "2024", "--title", "x").code == 2, "the bundled ones cannot be changed"
    refused = run_cli("context", "add", *at, "--title", "Truce", "--json")
    assert (refused.code, refused.answer["problems"][0]["column"], workspace.exists()) == (1, "date_start", False)
    key = run_cli("context", "add", *at, "--date", "Jan 2024", "--title", "Truce", "--json").answer["event_id"]
    edited = run_cli("context", "edit", key, *at, "--to", "2024-02-03", "--json").answer["event"]
    assert (edited["date_start"], edited["date_end"], edited["title"]) == ("2024-01-01", "2024-02-03", "Truce")
    assert len(run_cli("context", "list", *at, "--json").answer["events"]) == len(bundled) + 1
    assert run_cli("context", "withdraw", key, *at).code == 0
    assert run_cli("context", "withdraw", key, *at).code == 1
    assert run_cli("context", "list", *at, "--json").answer["events"] == bundled
