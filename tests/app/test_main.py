from __future__ import annotations

import pytest

import main
from app import cli, desktop
from app.cli import COMMANDS


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The recorded calls of fakes in place of the command line and the window."""
    calls: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(cli, "run", lambda argv: calls.append(("run", list(argv))) or 3)
    monkeypatch.setattr(desktop, "open_window", lambda names: calls.append(("open", list(names))) or 4)
    return calls


@pytest.mark.parametrize("first", [*COMMANDS, "--help", "-h", "--version", "--no-such-option", "lst"])
def test_a_command_runs_without_a_window(called: list[tuple[str, list[str]]], first: str) -> None:
    assert main.main([first, "x"]) == 3
    assert called == [("run", [first, "x"])]


@pytest.mark.parametrize("names", [[], ["a.gpkg"], ["a.csv", "b.csv"], ["./list.csv"], ["بنوں.gpkg"]])
def test_other_arguments_are_files_for_the_window(called: list[tuple[str, list[str]]], names: list[str]) -> None:
    assert main.main(names) == 4
    assert called == [("open", names)]


def test_the_default_arguments_are_those_of_the_process(called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["incident-atlas", "info"])
    main.main()
    assert called == [("run", ["info"])]
