"""``import``, ``snapshot`` and workspaces: what is written, what is refused, and what stays as it was."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from geo import assets
from geo.sources.bundled import bundled
from tests.app.cli.speaking import Speaker

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
    """All that a database holds, as statements."""
    connection = sqlite3.connect(workspace)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_import_makes_a_workspace_and_fills_it(say: Speaker, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    said = say("import", table, "--workspace", workspace, "--json")
    assert said.code == 0
    assert list(said.answer)[:10] == KEYS
    assert (said.answer["rows_read"], said.answer["added"], said.answer["problems"]) == (3, 3, [])
    info = say("info", "--workspace", workspace, "--json").answer
    assert info["incidents"] == 3
    assert info["workspace"] == str(workspace)
    assert info["releases"][0]["file_name"] == "three.csv"
    again = say("import", table, "--workspace", workspace, "--json").answer
    assert (again["added"], again["unchanged"]) == (0, 3)


def test_every_command_reads_a_workspace(say: Speaker, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert say("import", table, "--workspace", workspace).code == 0
    assert say("list", "--workspace", workspace, "--json").answer["total"] == 3
    assert say("table", "--by", "type", "--workspace", workspace, "--json").answer["total"]["incidents"] == 3
    assert say("snapshot", "--workspace", workspace, "--out", tmp_path / "a.png", "--dpi", "50").code == 0


def test_what_is_listed_as_csv_is_imported_as_it_was(say: Speaker, tmp_path: Path) -> None:
    whole = tmp_path / "whole.csv"
    whole.write_text(say("list", "--csv").out, encoding="utf-8")
    workspace = tmp_path / "own.gpkg"
    assert say("import", whole, "--workspace", workspace, "--json").answer["added"] == len(bundled().incidents)
    ours, theirs = (say("list", "--json", *w).answer["incidents"] for w in ((), ("--workspace", workspace)))
    assert [{**row, "release": ""} for row in ours] == [{**row, "release": ""} for row in theirs]


def test_a_file_with_faults_stores_nothing(say: Speaker, faulty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    said = say("import", faulty, "--workspace", workspace, "--json")
    assert said.code == 1
    assert (said.answer["added"], said.answer["rejected"], said.answer["stored"]) == (0, 1, False)
    (problem,) = said.answer["problems"]
    assert list(problem)[:7] == ["row", "line", "id", "column", "value", "message", "severity"]
    assert (problem["row"], problem["line"], problem["column"]) == (2, 3, "date_start")
    assert problem["value"] == "2021-02-30"
    assert not workspace.exists()


def test_what_is_unknown_of_a_problem_is_null(say: Speaker, tmp_path: Path) -> None:
    path = tmp_path / "no-type.csv"
    path.write_text("date_start,district,colour\n2024-11-18,Bannu,red\n,Bannu,red\n")
    problems = say("import", path, "--workspace", tmp_path / "own.gpkg", "--json").answer["problems"]
    whole = [problem for problem in problems if problem["row"] is None]
    assert {(problem["id"], problem["column"]) for problem in whole} == {(None, "colour"), (None, "event_type")}
    (blank,) = [problem for problem in problems if problem["row"] == 2]
    assert (blank["line"], blank["column"], blank["value"]) == (3, "date_start", None)


def test_one_row_is_a_row(say: Speaker, faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("date_start,district,event_type\n2024-11-18,Bannu,Battles\n")
    said = say("import", path, "--workspace", tmp_path / "own.gpkg")
    assert "(1 row)" in said.out
    assert "1 row read." in said.out
    assert "1 of 3 rows has an error. Correct it" in say("import", faulty, "--workspace", tmp_path / "own.gpkg").err


@pytest.mark.parametrize("options", [(), ("--accept-good-rows",), ("--dry-run",)])
def test_a_file_without_rows_makes_no_workspace(say: Speaker, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "none.csv"
    path.write_text("date_start,district,event_type\n")
    said = say("import", path, "--workspace", tmp_path / "own.gpkg", *options)
    assert said.code == 1
    assert "there are no rows" in said.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_with_nothing_new_leaves_the_workspace_as_it_was(say: Speaker, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert say("import", table, "--workspace", workspace).code == 0
    before = content(workspace)
    said = say("import", table, "--workspace", workspace)
    assert said.code == 0
    assert "Nothing to add" in said.out
    assert content(workspace) == before
    assert say("import", table, "--workspace", workspace, "--json").answer["stored"] is False


def test_a_dry_run_sees_what_lies_in_the_log(say: Speaker, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    assert say("import", table, "--workspace", workspace).code == 0
    other = sqlite3.connect(workspace, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("DELETE FROM claims")
    other.execute("DELETE FROM incidents")
    try:
        assert say("import", table, "--workspace", workspace, "--dry-run", "--json").answer["added"] == 3
    finally:
        other.close()


def test_problems_are_shown_to_a_person(say: Speaker, faulty: Path, tmp_path: Path) -> None:
    said = say("import", faulty, "--workspace", tmp_path / "own.gpkg")
    assert said.code == 1
    assert "2021-02-30" in said.err
    assert "--accept-good-rows" in said.err


def test_good_rows_are_stored_when_they_are_accepted(say: Speaker, faulty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    said = say("import", faulty, "--workspace", workspace, "--accept-good-rows", "--json")
    assert said.code == 0
    assert (said.answer["added"], said.answer["rejected"]) == (2, 1)
    assert say("info", "--workspace", workspace, "--json").answer["incidents"] == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing(say: Speaker, table: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "own.gpkg"
    said = say("import", table, "--workspace", workspace, "--dry-run", "--json")
    assert (said.code, said.answer["added"], said.answer["stored"]) == (0, 3, False)
    assert not workspace.exists()
    assert say("import", table, "--workspace", workspace).code == 0
    before = digest(workspace)
    assert say("import", table, "--workspace", workspace, "--dry-run", "--json").answer["unchanged"] == 3
    assert digest(workspace) == before


def test_several_files_are_one_answer(say: Speaker, table: Path, faulty: Path, tmp_path: Path) -> None:
    said = say("import", table, faulty, "--workspace", tmp_path / "own.gpkg", "--accept-good-rows", "--json")
    assert (said.answer["rows_read"], said.answer["added"], said.answer["unchanged"]) == (6, 3, 2)
    assert [Path(one["file"]).name for one in said.answer["files"]] == ["three.csv", "faulty.csv"]
    assert said.answer["problems"][0]["file"] == str(faulty)


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"%PDF-1.7"], ids=["empty", "binary", "pdf"])
def test_a_file_that_is_none_is_refused(say: Speaker, tmp_path: Path, content: bytes) -> None:
    strange = tmp_path / "strange.csv"
    strange.write_bytes(content)
    said = say("import", strange, "--workspace", tmp_path / "own.gpkg", "--json")
    assert said.code == 1
    assert list(said.answer) == ["refused"]
    assert said.answer["refused"] in said.err
    assert not (tmp_path / "own.gpkg").exists()


def test_without_a_good_row_nothing_is_stored_even_if_good_rows_are_accepted(say: Speaker, tmp_path: Path) -> None:
    strange = tmp_path / "strange.csv"
    strange.write_text("a,b\n1,2\n")
    said = say("import", strange, "--workspace", tmp_path / "own.gpkg", "--accept-good-rows", "--json")
    assert said.code == 1
    assert "which column holds the day, the event type, the place was not recognised" in said.answer["refused"]
    assert said.answer["columns"] == ["a", "b"]
    assert not (tmp_path / "own.gpkg").exists()


def test_a_missing_file_is_refused(say: Speaker, tmp_path: Path) -> None:
    said = say("import", tmp_path / "nowhere.csv", "--workspace", tmp_path / "own.gpkg")
    assert said.code == 1
    assert "nowhere.csv" in said.err


def test_import_asks_for_a_workspace(say: Speaker, table: Path) -> None:
    said = say("import", table)
    assert said.code == 2
    assert "--workspace" in said.err


@pytest.mark.parametrize(
    "argv",
    [("info",), ("list", "--json"), ("table", "--by", "type"), ("snapshot", "--out", "never.png")],
    ids=lambda argv: argv[0],
)
@pytest.mark.parametrize("kind", ["missing", "text", "empty", "another database"])
def test_a_workspace_that_is_none_is_said_and_left_alone(
    say: Speaker, tmp_path: Path, argv: tuple[str, ...], kind: str
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
    said = say(*argv, "--workspace", path)
    assert said.code == 1
    assert said.out == ""
    assert "own.gpkg" in said.err
    assert (path.read_bytes() if path.exists() else None) == before


def test_import_into_what_is_no_workspace_is_refused(say: Speaker, table: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.gpkg"
    path.write_text("precious")
    said = say("import", table, "--workspace", path, "--json")
    assert said.code == 1
    assert list(said.answer) == ["refused"]
    assert path.read_text() == "precious"


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_snapshot_writes_a_page(say: Speaker, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"november.{ending}"
    said = say("snapshot", "--from", "2024-11-01", "--to", "2024-11-30", "--out", out, "--dpi", "50", "--json")
    assert said.code == 0
    assert said.answer == {"out": str(out), "shown": 13, "of": 261}
    assert out.stat().st_size > 10_000


def test_snapshot_says_what_is_on_the_page(say: Speaker, tmp_path: Path) -> None:
    said = say("snapshot", "--district", "Bannu", "--out", tmp_path / "a.png", "--dpi", "50", "--size", "16:9")
    assert "18 of 261 incidents" in said.out


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
def test_snapshot_refuses_in_words(say: Speaker, argv: tuple[str, ...], code: int, message: str) -> None:
    said = say("snapshot", *argv)
    assert said.code == code
    assert message in said.err
    assert said.out == ""


def test_the_bundled_incidents_are_never_written(say: Speaker, table: Path, tmp_path: Path) -> None:
    files = sorted(path for path in assets.ROOT.rglob("*") if path.is_file())
    before = digest(*files)
    for argv in (
        ("info",),
        ("list",),
        ("table", "--by", "actor"),
        ("snapshot", "--out", tmp_path / "a.png", "--dpi", "50"),
        ("import", table, "--workspace", tmp_path / "own.gpkg"),
    ):
        assert say(*argv).code == 0
    assert sorted(path for path in assets.ROOT.rglob("*") if path.is_file()) == files
    assert digest(*files) == before
