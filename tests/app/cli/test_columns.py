"""``import --column`` and ``--repeated-rows``: what decides an open question, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.commands import Commands

TWO_DAYS = (
    "Date,When,Type,District,Killed (Civilians),Killed (SF)\n"
    "2024-11-20,2024-11-18,IED,Bannu,2,1\n2024-11-25,2024-11-02,Ambush,Tank,0,3\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk list.csv"
    path.write_text(TWO_DAYS)
    return path


def test_open_columns_are_asked_with_the_options_that_decide_them(
    run_cli: Commands, desk: Path, tmp_path: Path
) -> None:
    result = run_cli("import", desk, "--workspace", tmp_path / "w.gpkg", "--json")
    assert result.code == 1
    asked = {question["about"]: question["candidates"] for question in result.answer["questions"]}
    parts = ["Killed (Civilians)", "Killed (SF)"]
    assert asked == {"date_start": ["Date", "When"], "killed_best": [*parts, " + ".join(parts)]}
    assert result.answer["mapping"]["columns"]["district"] == "District"
    assert '--column date_start="Date"' in result.err
    assert not (tmp_path / "w.gpkg").exists()


def test_options_decide_columns_and_are_remembered(run_cli: Commands, desk: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    options = ("--column", "date_start=When", "--column", "killed_best=Killed (Civilians) + Killed (SF)")
    result = run_cli("import", desk, "--workspace", workspace, "--json", *options)
    assert (result.code, result.answer["added"]) == (0, 2)
    rows = run_cli("list", "--workspace", workspace, "--json").answer["incidents"]
    assert {(row["date_start"], row["killed_best"]) for row in rows} == {("2024-11-18", 3), ("2024-11-02", 3)}
    again = run_cli("import", desk, "--workspace", workspace, "--json")
    assert (again.code, again.answer["added"], again.answer["unchanged"]) == (0, 0, 2)


@pytest.mark.parametrize("option", ["when", "day=When"])
def test_a_column_that_is_none_of_ours_is_wrong_use(run_cli: Commands, desk: Path, tmp_path: Path, option: str) -> None:
    result = run_cli("import", desk, "--workspace", tmp_path / "w.gpkg", "--column", option)
    assert result.code == 2


def test_repeated_rows_are_told_or_left_out(run_cli: Commands, tmp_path: Path) -> None:
    path = tmp_path / "desk list.csv"
    path.write_text("Date,Type,District,Killed\n" + "2024-11-18,IED,Bannu,0\n" * 2)
    kept = run_cli("import", path, "--workspace", tmp_path / "kept.gpkg", "--json")
    assert (kept.code, kept.answer["added"]) == (0, 2)
    assert [(problem["row"], problem["severity"]) for problem in kept.answer["problems"]] == [(2, "warning")]
    once = run_cli("import", path, "--workspace", tmp_path / "once.gpkg", "--json", "--repeated-rows", "once")
    assert (once.code, once.answer["added"], once.answer["problems"]) == (0, 1, [])
    assert once.answer["left_out"] == [{"reason": "the same as another row", "n": 1}]
