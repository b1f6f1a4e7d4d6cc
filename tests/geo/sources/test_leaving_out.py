"""Rows that the user leaves out: not stored, and nothing that is stored of them is touched."""

from __future__ import annotations

from pathlib import Path

from geo import store
from geo.sources.importing import import_files, preview
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

HEADER = "incident_id,date_start,event_type,province,killed_best\n"


def table(path: Path, *rows: tuple[int, int]) -> Path:
    lines = (f"own:{number},2024-11-{number:02},Battles,Balochistan,{killed}\n" for number, killed in rows)
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_rows_that_are_left_out_are_counted(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", (1, 0), (2, 0), (3, 0))
    findings = preview(IncidentFile(path, ReadOptions(without=frozenset(("own:2", "own:9")))))
    assert (findings.accepted, findings.rejected, dict(findings.left_out)) == (2, 0, {"left out by you": 1})
    assert findings.rows_read == 3


def test_a_stored_incident_that_is_left_out_stays_as_it_was(tmp_path: Path) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    import_files([IncidentFile(table(tmp_path / "a.csv", (1, 0), (2, 0), (3, 0)))], workspace)
    newer = table(tmp_path / "b.csv", (1, 5), (2, 5), (3, 5))
    ((outcome,), is_good) = import_files([IncidentFile(newer, ReadOptions(without=frozenset(("own:2",))))], workspace)
    assert is_good
    assert (outcome.report.revised, outcome.report.withdrawn) == (2, 0)
    assert [row.killed_best for row in workspace.load().incidents.rows()] == [5, 0, 5]
