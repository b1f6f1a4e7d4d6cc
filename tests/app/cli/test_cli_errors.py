"""Errors: found early, as a message on standard error, and with --json as an answer too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.cli import COMMANDS, commands, importing
from app.cli.arguments import parser
from geo.errors import ExportFailed, InputError
from tests.app.cli.commands import Commands

WRONG = {
    "an unknown option": ("list", "--bogus"),
    "an unknown command": ("lisst",),
    "a missing option": ("table",),
    "a choice that is not offered": ("table", "--by", "colour"),
    "no number": ("list", "--min-killed", "x"),
    "an unknown name": ("list", "--district", "Nowhere"),
    "a day that is none": ("list", "--from", "30 Feb 2024"),
    "options that exclude each other": ("list", "--province", "Balochistan", "--district", "Bannu"),
    "an unknown ending": ("snapshot", "--out", "page.gif"),
    "two forms": ("list", "--csv"),
}


@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_wrong_use_is_an_answer_in_json(run_cli: Commands, argv: tuple[str, ...]) -> None:
    result = run_cli(*argv, "--json")
    assert result.code == 2
    assert list(result.answer) == ["error"]
    assert result.answer["error"] in result.err
    assert "incident-atlas: " in result.err


@pytest.mark.parametrize(
    "argv",
    [
        ("info", "--workspace", "{missing}"),
        ("changes", "--since", "x", "--workspace", "{missing}"),
        ("snapshot", "--out", "{missing}"),
    ],
    ids=["info", "changes", "snapshot"],
)
def test_an_error_of_the_data_is_an_answer_in_json(run_cli: Commands, tmp_path: Path, argv: tuple[str, ...]) -> None:
    missing = str(tmp_path / "no" / "w.png")
    result = run_cli(*(word.format(missing=missing) for word in argv), "--json")
    assert result.code == 1
    assert list(result.answer) == ["error"]
    assert missing in result.answer["error"]


def test_an_import_that_is_not_taken_has_one_answer(run_cli: Commands, tmp_path: Path) -> None:
    for name in ("missing.csv", "."):
        result = run_cli("import", tmp_path / name, "--workspace", tmp_path / "w.gpkg", "--json")
        assert (result.code, list(result.answer)) == (1, ["refused"])


def test_without_json_nothing_is_on_standard_output(run_cli: Commands) -> None:
    result = run_cli("list", "--bogus")
    assert result.out == ""
    assert result.err.startswith("usage: incident-atlas")


def test_with_json_the_message_alone_is_on_standard_error(run_cli: Commands) -> None:
    result = run_cli("table", "--by", "wek", "--json")
    assert result.err == f"incident-atlas: {result.answer['error']}\n"


def test_what_ctrl_c_stops_is_an_answer_too(run_cli: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(commands._COMMANDS, "info", stopped)
    assert run_cli("info", "--json").answer == {"error": "Stopped."}
    assert run_cli("info").code == 130


UNWRITABLE = {
    "no such folder": lambda folder: folder / "no" / "page.png",
    "a file in place of a folder": lambda folder: folder / "file" / "page.png",
    "a folder": lambda folder: folder / "folder.png",
    "a name that is too long": lambda folder: folder / f"{'x' * 300}.png",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.png").mkdir()
    return tmp_path


def unexpected(*_: Any, **__: Any) -> Any:
    raise AssertionError("it was computed although it cannot be written")


@pytest.mark.parametrize("path_in", UNWRITABLE.values(), ids=UNWRITABLE)
def test_a_page_that_cannot_be_written_is_not_drawn(
    run_cli: Commands, folder: Path, path_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "_dataset", unexpected)
    before = sorted(folder.iterdir())
    result = run_cli("snapshot", "--out", path_in(folder))
    assert result.code == 1
    assert "could not be written" in result.err
    assert sorted(folder.iterdir()) == before


def test_an_existing_page_is_untouched_until_it_is_replaced(run_cli: Commands, tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    out.write_text("precious")
    assert run_cli("snapshot", "--out", out, "--overwrite", "--district", "Nowhere").code == 2
    assert out.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [out]


def test_a_list_of_problems_that_cannot_be_written_is_found_before_the_import(
    run_cli: Commands, table: Path, tmp_path: Path
) -> None:
    result = run_cli("import", table, "--workspace", tmp_path / "w.gpkg", "--problems", tmp_path / "no" / "p")
    assert result.code == 1
    assert f"{tmp_path / 'no' / 'p'}.xlsx could not be written" in result.err
    assert not (tmp_path / "w.gpkg").exists()


def test_a_list_that_cannot_be_written_at_the_end_is_reported_with_the_stored_rows(
    run_cli: Commands, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Path:
        raise ExportFailed("p.xlsx could not be written: No space left on device.")

    monkeypatch.setattr(importing, "write_problems", full)
    result = run_cli("import", table, "--workspace", tmp_path / "w.gpkg", "--problems", tmp_path / "p.xlsx")
    assert result.code == 1
    assert "No space left" in result.err
    assert "3 added" in result.out


def test_choices_are_taken_in_capitals(run_cli: Commands, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    options = ("--size", "A4", "--orientation", "Portrait", "--theme", "LIGHT", "--colour-by", "Killed", "--dpi", "50")
    assert run_cli("snapshot", "--out", out, "--from", "18 Nov 2024", "--to", "18 Nov 2024", *options).code == 0
    assert run_cli("table", "--by", "District", "--place-precision", "Exact").code == 0


def test_every_choice_is_written_in_small_letters() -> None:
    commands_of = next(action for action in parser()._actions if action.dest == "command").choices
    assert commands_of is not None
    options = [option for command in commands_of.values() for option in command._actions if option.choices]
    words = [word for option in options for word in option.choices if isinstance(word, str)]
    assert len(words) > 30
    assert [word for word in words if word != word.casefold()] == []


def test_a_parser_for_one_command_has_all_options_of_that_one() -> None:
    whole = next(action for action in parser()._actions if action.dest == "command").choices
    assert whole is not None
    for name in COMMANDS:
        one = next(action for action in parser(name)._actions if action.dest == "command").choices
        assert one is not None
        assert one[name].format_help() == whole[name].format_help()
        assert parser(name).format_help() == parser().format_help()


DAYS = ["2024-11-01", "1 Nov 2024", "Nov 1, 2024", "01-Nov-24", "Friday, 1 November 2024", "۱ نومبر ۲۰۲۴", "Nov 2024"]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_may_be_written_as_imports_read_it(run_cli: Commands, text: str) -> None:
    answer = run_cli("list", "--json", "--from", text, "--to", "2024-11-30").answer
    assert (
        answer["shown"] == run_cli("list", "--json", "--from", "2024-11-01", "--to", "30 Nov 2024").answer["shown"] > 0
    )


def test_a_month_or_a_year_ends_with_its_last_day(run_cli: Commands) -> None:
    whole = run_cli("list", "--json", "--from", "2024-01-01", "--to", "2024-12-31").answer["shown"]
    assert run_cli("list", "--json", "--from", "2024", "--to", "2024").answer["shown"] == whole
    assert run_cli("list", "--json", "--from", "Jan 2024", "--to", "Dec 2024").answer["shown"] == whole


def test_a_day_with_two_readings_is_not_guessed(run_cli: Commands) -> None:
    result = run_cli("list", "--to", "03/04/2024")
    assert result.code == 2
    assert "--to 03/04/2024: This can be 4 Mar 2024 or 3 Apr 2024." in result.err


def test_wrong_use_is_an_input_error() -> None:
    with pytest.raises(InputError, match="unrecognized arguments"):
        parser().parse_args(["info", "--bogus"])
