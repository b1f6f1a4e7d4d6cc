"""What the README says holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.actions.table import ACTIONS
from app.cli import COMMANDS
from app.cli.arguments import parser
from geo.incidents.columns import COLUMN_NAMES
from tests.geo.checked_files import read_file

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_actions_is_that_of_the_code() -> None:
    table = README.split("<!-- actions:")[1].split("<!-- end of actions -->")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows == [f"| {a.menu} | {a.text} | {a.key or '–'} | {a.tip} |" for a in ACTIONS]


def test_nothing_is_left_to_be_filled_in() -> None:
    assert re.findall(r"\b[A-Z]+_(?:TABLE|TYPES|HERE)\b|\bTODO\b", README) == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_is_linked_is_there(target: str) -> None:
    assert (ROOT / target).exists()


def test_every_command_and_every_filter_is_named() -> None:
    assert [name for name in COMMANDS if f"main.py {name}" not in README] == []
    listing = next(action for action in parser()._actions if action.dest == "command").choices
    wanted = {option for action in listing["list"]._actions for option in action.option_strings if len(option) > 2}
    assert wanted - {"--help"} <= set(re.findall(r"--[a-z-]+", README))


def test_every_column_of_an_incident_file_is_told() -> None:
    table = README.split("### The columns of an incident file")[1].split("## What the numbers mean")[0]
    assert [n for n in COLUMN_NAMES if f"`{n}`" not in table and not n.endswith("_as_given")] == []


def test_the_example_of_an_incident_file_is_taken_whole(tmp_path: Path) -> None:
    lines = re.findall(r"^    (date_start,.*(?:\n    .*)*)", README, re.MULTILINE)[0].splitlines()
    path = tmp_path / "example.csv"
    path.write_text("\n".join(line.strip() for line in lines) + "\n", encoding="utf-8")
    checked = read_file(path)
    assert checked.errors == []
    assert len(checked.incidents) == len(lines) - 1 == 2
