"""Importing files into a workspace: in parts, in any order, twice, cancelled, with a full disk."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from geo import store
from geo.errors import Cancelled, FileRefused, WorkspaceError
from geo.incidents import Incident
from geo.sources.files import text as text_files
from geo.sources.importing import ImportOptions, import_files, preview
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.store.geopackage import database as store_database
from tests.geo.checked_files import read_file

DISTRICTS = ("Bannu", "Kurram", "Quetta", "FR Bannu", "Atlantis", "")
KINDS = (("Battles", "Armed clash"), ("Explosions/Remote violence", "Suicide bomb"), ("Protests", ""))


def acled_rows(seed: int, count: int = 60) -> list[dict[str, str]]:
    rng, rows = random.Random(seed), []
    for number in range(count):
        kind, sub = rng.choice(KINDS)
        rows.append(
            {
                "event_id_cnty": f"PAK{number}",
                "event_date": f"2024-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
                "time_precision": rng.choice("123"),
                "event_type": kind,
                "sub_event_type": sub,
                "actor1": rng.choice(("TTP", "Unknown")),
                "country": "Pakistan",
                "admin1": rng.choice(("Khyber Pakhtunkhwa", "Balochistan", "Punjab")),
                "admin2": rng.choice(DISTRICTS),
                "latitude": f"{rng.uniform(25, 36):.3f}",
                "longitude": f"{rng.uniform(62, 73):.3f}",
                "geo_precision": rng.choice("123"),
                "fatalities": rng.choice(("", "0", "7", "-1")),
                "notes": "A note",
            }
        )
    return rows


def partner_rows(seed: int) -> list[dict[str, str]]:
    rng = random.Random(seed)
    return [
        {
            "Ref": str(row["event_id_cnty"]),
            "Date": "/".join(reversed(row["event_date"].split("-"))),
            "Type": row["sub_event_type"] or "rally",
            "District": row["admin2"],
            "Place": rng.choice(("Mir Ali", "x")),
            "Killed": rng.choice(("at least 3", "2-4", "several", "5")),
        }
        for row in acled_rows(seed)
        if row["admin2"]
    ]


def csv_file(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def stored_rows(folder: Path, *files: Path) -> set[Incident]:
    """The rows of a new workspace after importing these files in order."""
    workspace = folder / f"{'-'.join(file.stem for file in files)}.gpkg"
    for file in files:
        import_files(
            [IncidentFile(file)], store.workspace_at(workspace), ImportOptions(withdraw="none", accept_good_rows=True)
        )
    return {replace(row, release="") for row in store.workspace_at(workspace).load().incidents.rows()}


@pytest.mark.parametrize("make", [acled_rows, partner_rows])
@pytest.mark.parametrize("seed", range(4))
def test_importing_two_halves_in_any_order_equals_importing_the_whole(make, seed: int, tmp_path: Path) -> None:
    rows = make(seed)
    whole = stored_rows(tmp_path, csv_file(tmp_path / "whole.csv", rows))
    assert whole
    middle = len(rows) // 2
    folder = tmp_path / "halves"
    folder.mkdir()
    halves = [
        csv_file(folder / name, part) for name, part in (("whole 1.csv", rows[:middle]), ("whole 2.csv", rows[middle:]))
    ]
    assert stored_rows(folder, *halves) == whole
    mixed = random.Random(seed).sample(rows, len(rows))
    folder = tmp_path / "mixed"
    folder.mkdir()
    assert stored_rows(folder, csv_file(folder / "whole.csv", mixed)) == whole


@pytest.mark.parametrize("make", [acled_rows, partner_rows])
def test_a_file_read_in_many_parts_equals_one_read_at_once(
    make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = make(1)
    path = csv_file(tmp_path / "partner.csv", [*rows, rows[3]])  # an id of the first part occurs again in the last
    once = read_file(path)
    monkeypatch.setattr(text_files, "PART_ROWS", 7)
    parts = list(IncidentFile(path).parts())
    assert len(parts) > 5
    many = read_file(path)
    assert many.incidents == once.incidents
    assert (many.left_out, many.rejected, many.repairs) == (once.left_out, once.rejected, once.repairs)
    assert [(p.row, p.column, p.severity) for p in many.problems] == [
        (p.row, p.column, p.severity) for p in once.problems
    ]
    assert any("already" in p.message for p in many.problems)


def test_a_stored_row_is_not_checked_again_unless_it_has_a_problem(tmp_path: Path) -> None:
    rows = [row for row in acled_rows(2) if row["fatalities"] != "-1" and row["admin1"] != "Punjab"]
    path, workspace = csv_file(tmp_path / "a.csv", rows), tmp_path / "w.gpkg"
    first = import_files([IncidentFile(path)], store.workspace_at(workspace))[0][0]
    warnings = [problem.message for problem in first.findings.problems]
    assert warnings
    again = import_files([IncidentFile(path)], store.workspace_at(workspace))[0][0]
    assert (again.report.unchanged, again.report.has_changes) == (len(rows), False)
    assert again.findings.unchanged > 0
    assert [problem.message for problem in again.findings.problems] == warnings
    assert again.report.sentence() == f"Nothing changed: {len(rows):,} unchanged."
    changed = csv_file(tmp_path / "b.csv", [{**rows[0], "notes": "Other"}, *rows[1:]])
    report = import_files([IncidentFile(changed)], store.workspace_at(workspace))[0][0].report
    assert (report.revised, report.unchanged, report.revised_fields) == (1, len(rows) - 1, {"notes": 1})


def test_a_record_twice_in_a_file_is_a_problem_even_if_stored(tmp_path: Path) -> None:
    rows = [{**row, "fatalities": "1", "admin1": "Balochistan", "admin2": "Quetta"} for row in acled_rows(3, 5)]
    workspace = tmp_path / "w.gpkg"
    import_files([IncidentFile(csv_file(tmp_path / "a.csv", rows))], store.workspace_at(workspace))
    for twice in ([*rows, rows[0]], [{**rows[0], "notes": "Other"}, *rows]):
        checked, is_good = import_files(
            [IncidentFile(csv_file(tmp_path / "b.csv", twice))], store.workspace_at(workspace)
        )
        assert not is_good
        assert "is that of row 1" in checked[0].findings.problems[-1].message or any(
            "is that of row 1" in problem.message for problem in checked[0].findings.problems
        )
    assert store.workspace_at(workspace).describe().incidents == 5


def test_one_faulty_file_rejects_all_files_of_an_import(tmp_path: Path) -> None:
    good = csv_file(tmp_path / "good.csv", [row for row in acled_rows(4) if row["fatalities"] != "-1"])
    bad = csv_file(tmp_path / "bad.csv", [{**row, "event_type": "?"} for row in acled_rows(5)])
    workspace = tmp_path / "w.gpkg"
    outcomes, is_good = import_files([IncidentFile(good), IncidentFile(bad)], store.workspace_at(workspace))
    assert not is_good
    assert [outcome.report.added for outcome in outcomes] == [0, 0]
    assert not workspace.exists()


def test_a_file_changed_since_it_was_opened_is_rejected(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", acled_rows(6))
    file = IncidentFile(path)
    preview(file)
    csv_file(path, acled_rows(7, 70))
    with pytest.raises(FileRefused, match="changed since it was opened"):
        import_files([file], store.workspace_at(tmp_path / "w.gpkg"))
    assert not (tmp_path / "w.gpkg").exists()


def test_a_file_that_grows_while_it_is_read_is_rejected(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", acled_rows(6))

    def grow(_path: Path, _share: float) -> None:
        with path.open("a", encoding="utf-8") as handle:
            handle.write("\n")

    with pytest.raises(FileRefused, match="changed while it was read"):
        import_files([IncidentFile(path)], store.workspace_at(tmp_path / "w.gpkg"), progress=grow)
    assert not (tmp_path / "w.gpkg").exists()


def test_a_cancelled_import_leaves_the_workspace_unchanged(tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    rows = [row for row in acled_rows(8) if row["fatalities"] != "-1"]
    import_files([IncidentFile(csv_file(tmp_path / "a.csv", rows))], store.workspace_at(workspace))
    before = store.workspace_at(workspace).describe()

    def cancel(name: str, share: float) -> None:
        raise Cancelled(f"{name}: cancelled at {share:.0%}.")

    with pytest.raises(Cancelled):
        import_files(
            [IncidentFile(csv_file(tmp_path / "b.csv", rows[:-5]))], store.workspace_at(workspace), progress=cancel
        )
    assert store.workspace_at(workspace).describe() == before
    assert store.workspace_at(workspace).backups() == []


def test_a_full_disk_leaves_the_workspace_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = tmp_path / "w.gpkg"
    rows = [row for row in acled_rows(9) if row["fatalities"] != "-1"]
    import_files([IncidentFile(csv_file(tmp_path / "a.csv", rows))], store.workspace_at(workspace))
    before = store.workspace_at(workspace).describe()
    plain = store_database.connected

    @contextmanager
    def full(path: Path, mode: str, **options: bool) -> Iterator[sqlite3.Connection]:
        with plain(path, mode, **options) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
            yield connection

    monkeypatch.setattr(store_database, "connected", full)
    many = [{**row, "event_id_cnty": f"N{i}", "notes": "x" * 500} for i, row in enumerate(rows * 5)]
    with pytest.raises(WorkspaceError, match="the disk is full"):
        import_files([IncidentFile(csv_file(tmp_path / "b.csv", many))], store.workspace_at(workspace))
    monkeypatch.undo()
    assert store.workspace_at(workspace).describe() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".gpkg"] == ["w.gpkg"]


COUNTED = "ID,Date,Type,District,Killed\n"
FIRST_WEEK = "1,2024-11-04,IED,Bannu,1\n2,2024-11-05,Ambush,Tank,2\n3,2024-11-06,IED,Swat,0\n"
SECOND_WEEK = "1,2024-11-11,Protest,Quetta,0\n2,2024-11-12,IED,Kech,4\n3,2024-11-13,Ambush,Hangu,1\n"
CORRECTED = "1,2024-11-05,IED,Bannu,3\n2,2024-11-05,Ambush,Tank,2\n3,2024-11-06,IED,Dir Lower,0\n"


def imported(path: Path, text: str, workspace: Path, options: ReadOptions | None = None) -> store.ImportReport:
    path.write_text(text, encoding="utf-8")
    (outcome,), _ = import_files([IncidentFile(path, options)], store.workspace_at(workspace))
    return outcome.report


def test_ids_that_count_the_rows_of_each_file_do_not_replace_other_events(tmp_path: Path) -> None:
    workspace, path = tmp_path / "w.gpkg", tmp_path / "weekly list.csv"
    imported(path, COUNTED + FIRST_WEEK, workspace)
    before = store.workspace_at(workspace).describe()
    with pytest.raises(FileRefused, match=r"3 of its rows have the id of a stored incident \(ID\)") as refused:
        imported(path, COUNTED + SECOND_WEEK, workspace)
    assert "--column incident_id=" in str(refused.value)
    assert store.workspace_at(workspace).describe() == before
    options = ReadOptions(columns={"incident_id": ""})
    assert imported(path, COUNTED + SECOND_WEEK, workspace, options).added == 3


def test_corrections_of_the_same_events_are_stored(tmp_path: Path) -> None:
    workspace, path = tmp_path / "w.gpkg", tmp_path / "weekly list.csv"
    imported(path, COUNTED + FIRST_WEEK, workspace)
    assert imported(path, COUNTED + CORRECTED, workspace).revised == 2
