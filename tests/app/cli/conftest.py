"""Fixtures of the command line's tests."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import assets
from tests.app.cli.commands import Commands


@pytest.fixture(scope="session", autouse=True)
def _untranslated() -> Iterator[None]:
    """Do not look for translations: argparse has each of its words looked up in several folders at each command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gettext, "find", lambda *_, **__: None)
        yield


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file in the project's own layout with three valid rows."""
    lines = assets.read_text("incidents", "incidents.csv").splitlines(keepends=True)
    path = tmp_path / "three.csv"
    path.write_text("".join(lines[:4]), encoding="utf-8")
    return path


@pytest.fixture
def faulty(table: Path) -> Path:
    """The same file with an invalid date in its second row."""
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    day = lines[2].split(",")[3]
    lines[2] = lines[2].replace(day, "2021-02-30", 1)
    path = table.with_name("faulty.csv")
    path.write_text("".join(lines), encoding="utf-8")
    return path
