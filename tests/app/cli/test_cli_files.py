"""``import``, ``snapshot`` and workspaces: files written, errors, and files left unchanged."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from geo import assets
from geo.sources.bundled import bundled
from tests.app.cli.commands import Commands

KEYS = [
    "source",
    "rows_read",
    "added",
    "revised",
    "withdrawn",
    "unchanged",
    "rejected",
    "repaired",
    "problems",
    "mapping",
]


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def content(workspace: Path) -> list[str]:
    """The whole content of a database, as SQL statements."""
    connection = sqlite3.connect(workspace)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_import_creates_and_fills_a_workspace(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    result = run_cli("import", table, "--workspace", workspace, "--json")
    assert result.code == 0
    assert list(result.answer)[:10] == KEYS
    assert (result.answer["rows_read"], result.answer["added"], result.answer["problems"]) == (3, 3, [])
    info = run_cli("info", "--workspace", workspace, "--json").answer
    assert info["incidents"] == 3
    assert info["workspace"] == str(workspace)
    assert info["releases"][0]["file_name"] == "three.csv"
    again = run_cli("import", table, "--workspace", workspace, "--json").answer
    assert (again["added"], again["unchanged"]) == (0, 3)


def test_every_command_reads_a_workspace(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert run_cli("import", table, "--workspace", workspace).code == 0
    assert run_cli("list", "--workspace", workspace, "--json").answer["total"] == 3
    assert run_cli("table", "--by", "type", "--workspace", workspace, "--json").answer["total"]["incidents"] == 3
    assert run_cli("snapshot", "--workspace", workspace, "--out", tmp_path / "a.png", "--dpi", "50").code == 0


def test_listed_csv_is_imported_unchanged(run_cli: Commands, tmp_path: Path) -> None:
    whole = tmp_path / "whole.csv"
    whole.write_text(run_cli("list", "--csv").out, encoding="utf-8")
    workspace = tmp_path / "own.gpkg"
    assert run_cli("import", whole, "--workspace", workspace, "--json").answer["added"] == len(bundled().incidents)
    bundled_rows, stored_rows = (
        run_cli("list", "--json", *w).answer["incidents"] for w in ((), ("--workspace", workspace))
    )
    assert [{**row, "release": ""} for row in bundled_rows] == [{**row, "release": ""} for row in stored_rows]


def test_a_file_with_errors_stores_nothing(run_cli: Commands, faulty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    result = run_cli("import", faulty, "--workspace", workspace, "--json")
    assert result.code == 1
    assert (result.answer["added"], result.answer["rejected"], result.answer["stored"]) == (0, 1, False)
    (problem,) = result.answer["problems"]
    assert list(problem)[:7] == ["row", "line", "id", "column", "value", "message", "severity"]
    assert (problem["row"], problem["line"], problem["column"]) == (2, 3, "date_start")
    assert problem["value"] == "2021-02-30"
    assert not workspace.exists()


def test_unknown_fields_of_a_problem_are_null(run_cli: Commands, tmp_path: Path) -> None:
    path = tmp_path / "no-type.csv"
    path.write_text("date_start,district,colour\n2024-11-18,Bannu,red\n,Bannu,red\n")
    problems = run_cli("import", path, "--workspace", tmp_path / "own.gpkg", "--json").answer["problems"]
    whole = [problem for problem in problems if problem["row"] is None]
    assert {(problem["id"], problem["column"]) for problem in whole} == {(None, "colour"), (None, "event_type")}
    (blank,) = [problem for problem in problems if problem["row"] == 2]
    assert (blank["line"], blank["column"], blank["value"]) == (3, "date_start", None)


def test_one_row_is_singular_in_messages(run_cli: Commands, faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("date_start,district,event_type\n2024-11-18,Bannu,Battles\n")
    result = run_cli("import", path, "--workspace", tmp_path / "own.gpkg")
    assert "(1 row)" in result.out
    assert "1 row read." in result.out
    assert "1 of 3 rows has an error. Correct it" in run_cli("import", faulty, "--workspace", tmp_path / "own.gpkg").err


@pytest.mark.parametrize("options", [(), ("--accept-good-rows",), ("--dry-run",)])
def test_a_file_without_rows_creates_no_workspace(run_cli: Commands, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "none.csv"
    path.write_text("date_start,district,event_type\n")
    result = run_cli("import", path, "--workspace", tmp_path / "own.gpkg", *options)
    assert result.code == 1
    assert "there are no rows" in result.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_with_nothing_new_leaves_the_workspace_unchanged(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert run_cli("import", table, "--workspace", workspace).code == 0
    before = content(workspace)
    result = run_cli("import", table, "--workspace", workspace)
    assert result.code == 0
    assert "Nothing to add" in result.out
    assert content(workspace) == before
    assert run_cli("import", table, "--workspace", workspace, "--json").answer["stored"] is False


def test_a_dry_run_reads_the_write_ahead_log(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert run_cli("import", table, "--workspace", workspace).code == 0
    other = sqlite3.connect(workspace, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("DELETE FROM claims")
    other.execute("DELETE FROM incidents")
    try:
        assert run_cli("import", table, "--workspace", workspace, "--dry-run", "--json").answer["added"] == 3
    finally:
        other.close()


def test_problems_are_printed_to_standard_error(run_cli: Commands, faulty: Path, tmp_path: Path) -> None:
    result = run_cli("import", faulty, "--workspace", tmp_path / "own.gpkg")
    assert result.code == 1
    assert "2021-02-30" in result.err
    assert "--accept-good-rows" in result.err


def test_good_rows_are_stored_with_accept_good_rows(run_cli: Commands, faulty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    result = run_cli("import", faulty, "--workspace", workspace, "--accept-good-rows", "--json")
    assert result.code == 0
    assert (result.answer["added"], result.answer["rejected"]) == (2, 1)
    assert run_cli("info", "--workspace", workspace, "--json").answer["incidents"] == 2


def test_a_dry_run_reports_the_result_and_writes_nothing(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    result = run_cli("import", table, "--workspace", workspace, "--dry-run", "--json")
    assert (result.code, result.answer["added"], result.answer["stored"]) == (0, 3, False)
    assert not workspace.exists()
    assert run_cli("import", table, "--workspace", workspace).code == 0
    before = digest(workspace)
    assert run_cli("import", table, "--workspace", workspace, "--dry-run", "--json").answer["unchanged"] == 3
    assert digest(workspace) == before


def test_several_files_give_one_answer(run_cli: Commands, table: Path, faulty: Path, tmp_path: Path) -> None:
    result = run_cli("import", table, faulty, "--workspace", tmp_path / "own.gpkg", "--accept-good-rows", "--json")
    assert (result.answer["rows_read"], result.answer["added"], result.answer["unchanged"]) == (6, 3, 2)
    assert [Path(one["file"]).name for one in result.answer["files"]] == ["three.csv", "faulty.csv"]
    assert result.answer["problems"][0]["file"] == str(faulty)


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"%PDF-1.7"], ids=["empty", "binary", "pdf"])
def test_a_file_that_is_no_table_is_refused(run_cli: Commands, tmp_path: Path, content: bytes) -> None:
    strange = tmp_path / "strange.csv"
    strange.write_bytes(content)
    result = run_cli("import", strange, "--workspace", tmp_path / "own.gpkg", "--json")
    assert result.code == 1
    assert list(result.answer) == ["refused"]
    assert result.answer["refused"] in result.err
    assert not (tmp_path / "own.gpkg").exists()


def test_without_a_good_row_nothing_is_stored_even_if_good_rows_are_accepted(run_cli: Commands, tmp_path: Path) -> None:
    strange = tmp_path / "strange.csv"
    strange.write_text("a,b\n1,2\n")
    result = run_cli("import", strange, "--workspace", tmp_path / "own.gpkg", "--accept-good-rows", "--json")
    assert result.code == 1
    assert "which column holds the day, the event type, the place was not recognised" in result.answer["refused"]
    assert result.answer["columns"] == ["a", "b"]
    assert not (tmp_path / "own.gpkg").exists()


def test_a_missing_file_is_refused(run_cli: Commands, tmp_path: Path) -> None:
    result = run_cli("import", tmp_path / "nowhere.csv", "--workspace", tmp_path / "own.gpkg")
    assert result.code == 1
    assert "nowhere.csv" in result.err


def test_import_requires_a_workspace(run_cli: Commands, table: Path) -> None:
    result = run_cli("import", table)
    assert result.code == 2
    assert "--workspace" in result.err


@pytest.mark.parametrize(
    "argv",
    [("info",), ("list", "--json"), ("table", "--by", "type"), ("snapshot", "--out", "never.png")],
    ids=lambda argv: argv[0],
)
@pytest.mark.parametrize("kind", ["missing", "text", "empty", "another database"])
def test_an_invalid_workspace_is_an_error_and_left_unchanged(
    run_cli: Commands, tmp_path: Path, argv: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / "own.gpkg"
    if kind == "text":
        path.write_text("no database")
    elif kind == "empty":
        path.touch()
    elif kind == "another database":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE other (a)")
        connection.close()
    before = path.read_bytes() if path.exists() else None
    result = run_cli(*argv, "--workspace", path)
    assert result.code == 1
    assert list(result.answer) == ["error"] if "--json" in argv else result.out == ""
    assert "own.gpkg" in result.err
    assert (path.read_bytes() if path.exists() else None) == before


def test_import_into_a_file_that_is_no_workspace_is_refused(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.gpkg"
    path.write_text("precious")
    result = run_cli("import", table, "--workspace", path, "--json")
    assert result.code == 1
    assert list(result.answer) == ["refused"]
    assert path.read_text() == "precious"


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_snapshot_writes_a_page(run_cli: Commands, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"november.{ending}"
    result = run_cli("snapshot", "--from", "2024-11-01", "--to", "2024-11-30", "--out", out, "--dpi", "50", "--json")
    assert result.code == 0
    assert [result.answer[name] for name in ("out", "shown", "of")] == [str(out), 13, 261]
    assert result.answer["period"] == {"first_day": "2024-11-01", "last_day": "2024-11-30", "days": 30}
    assert out.stat().st_size > 10_000


def test_snapshot_prints_how_many_incidents_are_on_the_page(run_cli: Commands, tmp_path: Path) -> None:
    result = run_cli("snapshot", "--district", "Bannu", "--out", tmp_path / "a.png", "--dpi", "50", "--size", "16:9")
    assert "18 of 261 incidents" in result.out


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (("--out", "a.gif"), 2, ".png, .pdf or .svg"),
        (("--out", "a.jpg"), 2, ".png, .pdf or .svg"),
        (("--out", "no/such/folder/a.png", "--dpi", "50"), 1, "could not be written"),
        (("--out", "a.png", "--dpi", "5"), 2, "50 to 600"),
        (("--out", "a.png", "--size", "a5"), 2, "invalid choice"),
        (("--out", "a.png", "--size", "16:9", "--orientation", "portrait"), 2, "landscape"),
        ((), 2, "--out"),
    ],
)
def test_wrong_use_of_snapshot_is_an_error_with_a_message(
    run_cli: Commands, argv: tuple[str, ...], code: int, message: str
) -> None:
    result = run_cli("snapshot", *argv)
    assert result.code == code
    assert message in result.err
    assert result.out == ""


def test_the_bundled_incidents_are_never_written(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    files = sorted(path for path in assets.ROOT.rglob("*") if path.is_file())
    before = digest(*files)
    for argv in (
        ("info",),
        ("list",),
        ("table", "--by", "actor"),
        ("snapshot", "--out", tmp_path / "a.png", "--dpi", "50"),
        ("import", table, "--workspace", tmp_path / "own.gpkg"),
    ):
        assert run_cli(*argv).code == 0
    assert sorted(path for path in assets.ROOT.rglob("*") if path.is_file()) == files
    assert digest(*files) == before
